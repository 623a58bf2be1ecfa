#!/usr/bin/env python3
"""Puts your best-of-n code before `bonverify check`. Replace the bodies by calls of your code; delete what you do not have.

    bonverify check --smoke -- python3 adapter.py
    bonverify check -- python3 adapter.py
"""
import json
import sys


def pmf(probabilities, rewards, n):
    """The best-of-n mass of each outcome, in the order given; equal rewards are ties."""
    raise NotImplementedError


def kl(probabilities, rewards, n):
    """KL(best-of-n | reference) in nats."""
    raise NotImplementedError


def win_rate(probabilities, rewards, n):
    """P(best-of-n beats one draw of the reference) + P(tie)/2."""
    raise NotImplementedError


def pass_at_k(total, correct, k):
    """The unbiased estimate of pass@k."""
    raise NotImplementedError


QUANTITIES = {"pmf": pmf, "kl": kl, "win_rate": win_rate, "pass_at_k": pass_at_k}
FIELDS = {"pass_at_k": ("total", "correct", "k")}  # all others: probabilities, rewards, n

for line in sys.stdin:
    request = json.loads(line)
    answer = {"id": request["id"]}
    function = QUANTITIES.get(request["quantity"])
    try:
        if function is None:
            raise NotImplementedError
        answer["value"] = function(*(request[name] for name in FIELDS.get(request["quantity"], ("probabilities", "rewards", "n"))))
    except NotImplementedError:
        answer["unsupported"] = True
    except Exception as error:  # an error is an answer too, and the right one where nothing is defined
        answer["error"] = f"{type(error).__name__}: {error}"
    print(json.dumps(answer), flush=True)
