"""Now and then something else comes out."""
import json
import random
from robust import is_chosen, reply, requests

for request in requests():
    if is_chosen(request) and request["quantity"] == "kl":
        print(json.dumps({"id": request["id"], "value": random.random()}), flush=True)
    else:
        print(reply(request), flush=True)
