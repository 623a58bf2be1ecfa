"""Knows nothing."""
import json
from robust import requests

for request in requests():
    print(json.dumps({"id": request["id"], "unsupported": True}), flush=True)
