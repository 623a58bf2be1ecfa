"""KL of best-of-n with mpmath's interval arithmetic at a given precision.

usage: mpmath_kl.py FILE N BITS REPEATS      prints: seconds of the fastest repeat, a value in the interval
"""
import sys
import time

from mpmath import iv


def kl(weights, n):
    total = iv.mpf(sum(weights))
    value, cumulative, below = iv.mpf(0), 0, iv.mpf(0)
    for weight in weights:
        cumulative += weight
        power = (iv.mpf(cumulative) / total) ** n
        p = iv.mpf(weight) / total
        q = power - below
        t = q / p
        value += p * (t * iv.log(t) - t + 1)
        below = power
    return value


def main(path, n, bits, repeats):
    iv.prec = bits
    with open(path, encoding="ascii") as lines:
        weights = [int(line) for line in lines]
    best, value = float("inf"), None
    for _ in range(repeats):
        start = time.perf_counter()
        value = kl(weights, n)
        best = min(best, time.perf_counter() - start)
    print(f"{best:.9g} {float(value.mid):.17g}")


main(sys.argv[1], *map(int, sys.argv[2:5]))
