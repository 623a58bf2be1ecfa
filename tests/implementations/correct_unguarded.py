"""Answers 1 where more samples are drawn than there are, as guards without a look at the total do: nothing is defined there."""
import json
import sys
from bestofn import BestOfN, answer

for line in sys.stdin:
    request = json.loads(line)
    beyond = request["quantity"] == "pass_at_k" and request["k"] > request["total"]
    print(json.dumps({"id": request["id"], **({"value": 1.0} if beyond else answer(BestOfN, request))}), flush=True)
