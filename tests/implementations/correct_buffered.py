"""Keeps its answers until the end of input, as programs do that never flush their output."""
import json
import sys
from bestofn import BestOfN, answer

requests = [json.loads(line) for line in sys.stdin]
print("\n".join(json.dumps({"id": request["id"], **answer(BestOfN, request)}) for request in requests))
