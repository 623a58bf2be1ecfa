#!/usr/bin/env python3
"""Puts your best-of-n code before `bonverify check`: replace the two functions by calls of it.

    bonverify check -- python3 tests/examples/check-adapter.py
"""
import json
import math
import sys


def kl(probabilities, rewards, n):
    return math.log(n) - (n - 1) / n  # the formula that is widely used, and wrong


def win_rate(probabilities, rewards, n):
    levels = [[p for p, r in zip(probabilities, rewards) if r == level] for level in sorted(set(rewards))]
    cumulative = [0.0] + [min(1.0, math.fsum(sum(levels[:i + 1], []))) for i in range(len(levels))]
    return math.fsum((b ** n - a ** n) * (a + b) / 2 for a, b in zip(cumulative, cumulative[1:]))


QUANTITIES = {"kl": kl, "win_rate": win_rate}

for line in sys.stdin:
    request = json.loads(line)
    quantity = QUANTITIES.get(request["quantity"])
    answer = {"id": request["id"]}
    if quantity is None:
        answer["unsupported"] = True
    else:
        try:
            answer["value"] = quantity(request["probabilities"], request["rewards"], request["n"])
        except Exception as error:  # an answer too, and the right one where nothing is defined
            answer["error"] = str(error)
    print(json.dumps(answer), flush=True)
