"""A text for a number, a number for a list, a list that is too short."""
import json
from robust import reply, requests

SPOILT = {"kl": "0.25", "win_rate": [0.5], "pmf": 0.5, "pool_weights": [1]}

for request in requests():
    if request["quantity"] in SPOILT:
        print(json.dumps({"id": request["id"], "value": SPOILT[request["quantity"]]}), flush=True)
    else:
        print(reply(request), flush=True)
