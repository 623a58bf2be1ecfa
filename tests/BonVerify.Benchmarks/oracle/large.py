#!/usr/bin/env python3
"""The oracle on large cases, whole processes with reading and start-up: large.py TOOL [ARB]

TOOL is the executable; ARB is peers/arb_kl as `compare` builds it (KL by Arb at 128 bits, the weights read from a file). The fastest of three
alternating runs counts.
"""
import json
import os
import random
import subprocess
import sys
import tempfile
import time

TOOL = sys.argv[1]
ARB = sys.argv[2] if len(sys.argv) > 2 else None
ROUNDS = 3


def seconds(command):
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def main():
    rng = random.Random(1)
    weights = [rng.randint(1, 1 << 20) for _ in range(100_000)]
    small = [{"weights": [rng.randint(1, 100) for _ in range(rng.randint(2, 10))], "n": rng.randint(1, 64)} for _ in range(10_000)]
    with tempfile.TemporaryDirectory() as folder:
        def file(name, cases):
            path = os.path.join(folder, name)
            with open(path, "w", encoding="ascii") as lines:
                lines.writelines(json.dumps(case) + "\n" for case in cases)
            return path

        plain = os.path.join(folder, "weights")
        with open(plain, "w", encoding="ascii") as lines:
            lines.write("\n".join(map(str, weights)) + "\n")

        rows = {}
        for n in (2, 64, 1000):
            path = file(f"large-{n}", [{"weights": weights, "n": n}])
            for quantity in ("kl", "win_rate", "total_variation", "chi_squared", "reverse_kl", "squared_hellinger", "kl_estimator_mean", "pmf"):
                rows[f"10^5 outcomes, n = {n}, {quantity}"] = [TOOL, "oracle", "--quantities", quantity, path]
            rows[f"10^5 outcomes, n = {n}, all"] = [TOOL, "oracle", path]
            if ARB:
                rows[f"10^5 outcomes, n = {n}, KL by Arb"] = [ARB, plain, str(n), "128", "1"]
        rows["10^5 outcomes, n = 10^6, pmf"] = [TOOL, "oracle", "--quantities", "pmf", file("masses", [{"weights": weights, "n": 1_000_000}])]
        rows["10,000 cases of 2 to 10 outcomes, n to 64, kl, one thread"] = [TOOL, "oracle", "--jobs", "1", "--quantities", "kl", file("small", small)]
        rows["the same, all"] = [TOOL, "oracle", "--jobs", "1", file("small", small)]
        two = [{"weights": [rng.getrandbits(53) | 1, rng.getrandbits(53) | 1], "n": 30_000}]
        rows["2 outcomes of 53 bits, n = 30,000, all"] = [TOOL, "oracle", file("two", two)]

        best = {}
        for _ in range(ROUNDS):
            for name, command in rows.items():
                best[name] = min(best.get(name, float("inf")), seconds(command))
        print("| job | seconds |\n|---|---:|")
        for name, took in best.items():
            print(f"| {name} | {took:.2f} |")


main()
