"""Right values, written as they must not be: the argument says how."""
import json
import random
import sys
from bestofn import BestOfN, answer

for line in sys.stdin:
    request = json.loads(line)
    reply = answer(BestOfN, request)
    if request["quantity"] == "kl" and "value" in reply:
        value = reply["value"]
        reply["value"] = {"text": str(value), "list": [value], "nothing": {}, "unmarked": value + random.gauss(1, 0.1)}[sys.argv[1]]
    print(json.dumps({"id": request["id"], **reply}), flush=True)
