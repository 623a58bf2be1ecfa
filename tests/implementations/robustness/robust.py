"""What the programs in robustness/ share: right answers, and a way to spoil some of them."""
import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from bestofn import BestOfN, answer  # noqa: E402


def requests():
    for line in sys.stdin:
        yield json.loads(line)


def reply(request):
    return json.dumps({"id": request["id"], **answer(BestOfN, request)})


def is_chosen(request):
    """A few requests, the same ones in every run: those with n = 3 and four outcomes."""
    return request.get("n") == 3 and len(request.get("probabilities", ())) == 4
