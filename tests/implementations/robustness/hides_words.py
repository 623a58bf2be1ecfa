"""Says what cannot be seen: turns the direction of writing, breaks lines and blocks, and hides letters, in a greeting, in other lines and in its errors."""
import json
import sys

HIDDEN = "\u202etxt\u2066\u200b\u00ad\u2028\U000e0041\u001b[31m``````"

print(json.dumps({"hello": {"name": HIDDEN, "quantities": ["kl"]}}, ensure_ascii=False), flush=True)
for line in sys.stdin:
    request = json.loads(line)
    print(HIDDEN.replace("\u001b", ""), flush=True)
    print(json.dumps({"id": request["id"], "error": HIDDEN}, ensure_ascii=False), flush=True)
