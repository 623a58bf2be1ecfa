#!/usr/bin/env python3
"""Tests a best-of-n implementation in Python against the oracle; needs the standard library only.

    python3 oracle.py                                             # with `bonverify` on the PATH
    BONVERIFY="dotnet path/to/BonVerify.Cli.dll" python3 oracle.py
"""
import json
import math
import os
import shlex
import subprocess
import sys


def kl(weights, n):
    """KL(best-of-n | reference) in nats; weights in ascending order of reward: the code under test."""
    total, below, result = sum(weights), 0.0, 0.0
    for w in weights:
        p, above = w / total, below + w / total
        q = above**n * -math.expm1(n * math.log1p(-p / above)) if below else above**n
        result += q * math.log(q / p)
        below = above
    return result


cases = [{"id": f"{w}, n = {n}", "weights": w, "n": n} for w in ([1, 1], [2, 1, 1, 1], [5, 3, 2, 7, 1]) for n in (1, 2, 8, 64)]

# One process for all cases: one line in, one line out, in the same order.
command = shlex.split(os.environ.get("BONVERIFY", "bonverify")) + ["oracle", "--quantities", "kl"]
done = subprocess.run(command, input="\n".join(map(json.dumps, cases)), capture_output=True, text=True, check=True)

worst = 0.0
for case, line in zip(cases, done.stdout.splitlines(), strict=True):
    answer = json.loads(line)["quantities"]["kl"]
    truth = float.fromhex(answer["hex"])
    mine = kl(case["weights"], case["n"])
    error = abs(mine - truth) / max(truth, 1)
    worst = max(worst, error)
    print(f"{case['id']}: {mine!r}, exactly {answer.get('exact', '')[:40]}, off by {error:.1g}")

print(f"{len(cases)} cases, at most {worst:.1g} off")
sys.exit(worst > 1e-14)
