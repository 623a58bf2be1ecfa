"""Never flushes its output, so that nothing is seen before the end of input."""
import json
import sys
from bestofn import BestOfN, answer

for line in sys.stdin:
    request = json.loads(line)
    print(json.dumps({"id": request["id"], **answer(BestOfN, request)}))
