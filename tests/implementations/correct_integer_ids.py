"""Gives ids back as integers, and speaks before it answers: right answers all the same."""
import json
import sys
from bestofn import BestOfN, answer

print("Loading the model ...", flush=True)
for line in sys.stdin:
    request = json.loads(line)
    print("got", request["id"])
    print(json.dumps({"id": int(request["id"]), **answer(BestOfN, request)}), flush=True)
