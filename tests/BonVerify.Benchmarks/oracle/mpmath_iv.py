#!/usr/bin/env python3
"""The quantities of cases in mpmath's interval arithmetic: mpmath_iv.py FILE [BITS]. Prints how long it took.

All quantities of a reference policy but the two best constants and the frontier, which need searches. What the oracle gives and this
does not: exact texts, and doubles that are correctly rounded with certainty; it counts how many ends do not agree on a double.
"""
import json
import sys
import time

from mpmath import iv, mpf

OPEN = 0
VALUES = 0


def show(x):
    global OPEN, VALUES
    VALUES += 1
    low, high = float(mpf(x.a)), float(mpf(x.b))
    OPEN += low != high
    return f"{low!r} {high!r}"


def formula(n):
    return iv.log(n) - iv.mpf(n - 1) / n


def estimator(n, eps, one):
    if one:
        return iv.mpf(0)
    miss = (1 - eps) ** n
    return miss * (formula(n) + (n - 1) * iv.log(1 - eps)) + (1 - miss) * iv.log((1 - miss) / eps)


def quantities(weights, n):
    total, running, F = sum(weights), 0, [iv.mpf(0)]
    for w in weights:
        running += w
        F.append(iv.mpf(running) / total)
    p = [iv.mpf(w) / total for w in weights]
    powers = [f**n for f in F]
    q = [b - a for a, b in zip(powers, powers[1:])]
    t = [b / a for a, b in zip(p, q)]
    lt = [iv.log(x) for x in t]
    top, one = p[-1], len(p) == 1
    s2, s3 = sum(x * x for x in p), sum(x**3 for x in p)
    kl = sum(a * b for a, b in zip(q, lt))
    win = sum(b * (x + y) for b, x, y in zip(q, F, F[1:])) / 2
    chi = sum(a * b for a, b in zip(q, t)) - 1
    values = [
        *q, win, sum(i * b for i, b in enumerate(q)), kl, formula(n), sum(b * estimator(n, a, one) for a, b in zip(p, q)), iv.mpf(n) / (n + 1),
        sum(abs(a - b) for a, b in zip(p, q)) / 2, chi, iv.log(chi + 1), iv.log(sum(a * x**3 for a, x in zip(p, t))) / 2,
        sum((iv.sqrt(abs(b)) - iv.sqrt(a)) ** 2 for a, b in zip(p, q)) / 2, -sum(a * b for a, b in zip(p, lt)), t[-1],
        -sum(a * iv.log(a) for a in p), -iv.log(s2), formula(n) - kl, estimator(n, top, one), -iv.log(top), 2 * n * (n - 1) * s2,
        (iv.log(2) - iv.mpf(1) / 2) / 2 * n * (n - 1) * s2, iv.mpf(n) / 2 * sum(b * a / f for a, b, f in zip(p, q, F[1:])),
        iv.mpf(n) * (n - 1) ** 2 / 24 * s3, sum(f ** (n - 2) * a * a for a, f in zip(p, F[1:])) if n > 1 else iv.mpf(0),
        iv.mpf(n) / (n + 1) - win, 1 - top / 2, iv.mpf(n - 1) / 2 * s2, iv.mpf(n - 1) / 6 * s2, iv.mpf(n) * (n - 1) / 12 * s3,
        iv.exp(iv.log(n - 1) - iv.mpf(n) / (n - 1) * iv.log(n)) if n > 1 else iv.mpf(0), iv.mpf(n - 1) ** 2 / (2 * n - 1),
        iv.log(iv.mpf(n) ** 2 / (2 * n - 1)), iv.log(iv.mpf(n) ** 3 / (3 * n - 2)) / 2, n - 1 - iv.log(n), 1 - 2 * iv.sqrt(n) / (n + 1), iv.mpf(n),
    ]
    return [show(x) for x in values]


def main():
    iv.prec = int(sys.argv[2]) if len(sys.argv) > 2 else 128
    start, clock, count = time.process_time(), time.perf_counter(), 0
    with open(sys.argv[1], encoding="utf-8") as lines:
        for line in lines:
            case = json.loads(line)
            quantities(case["weights"], case["n"])
            count += 1
    print(f"{count} cases at {iv.prec} bits: {time.perf_counter() - clock:.1f} s, {time.process_time() - start:.1f} s of processor time; "
          f"{OPEN} of {VALUES} values have ends that do not round to one double")


if __name__ == "__main__":
    main()
