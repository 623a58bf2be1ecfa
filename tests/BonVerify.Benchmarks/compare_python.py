#!/usr/bin/env python3
"""KL of best-of-n from Python, side by side: bonverify, NumPy as it is usually written, mpmath, and Arb through ctypes.

Needs the package bonverify, NumPy, and for the other two python3-mpmath and libflint-arb of Debian. Contestants run in turn, the fastest of
several rounds counts, and every value is compared with the correctly rounded one.
"""

import ctypes
import ctypes.util
import json
import math
import sys
import time

import bonverify
import numpy as np

N = 64
ROUNDS = 5
PRECISION = 128


def numpy_kl(p, n):
    F = np.cumsum(p)
    q = F**n - np.concatenate(([0.0], F[:-1])) ** n
    return float(np.sum(q * np.log(q / p)))


def numpy_where(p, n):
    q = np.diff(np.cumsum(p) ** n, prepend=0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return float(np.where(q > 0, q * np.log(q / p), 0.0).sum())


def mpmath_kl(p, n):
    import mpmath

    with mpmath.workprec(PRECISION):
        weights = [mpmath.mpf(x) for x in p.tolist()]
        total = mpmath.fsum(weights)
        below = kl = mpmath.mpf(0)
        for weight in weights:
            mass = weight / total
            above = below + mass
            q = above**n - below**n
            kl += q * mpmath.log(q / mass)
            below = above
        return float(kl)


class Arb:
    """Balls of Arb at 128 bits: 48 bytes each."""

    def __init__(self, path):
        self.lib = ctypes.CDLL(path)
        self.lib.arf_get_d.restype = ctypes.c_double
        self.lib.arf_get_d.argtypes = (ctypes.c_void_p, ctypes.c_int)
        self.balls = [ctypes.create_string_buffer(48) for _ in range(6)]
        for ball in self.balls:
            self.lib.arb_init(ball)

    def kl(self, p, n):
        lib, bits = self.lib, ctypes.c_long(PRECISION)
        total, power, before, mass, sum_, q = self.balls
        values = [ctypes.c_double(x) for x in p.tolist()]
        lib.arb_zero(total)
        for value in values:
            lib.arb_set_d(mass, value)
            lib.arb_add(total, total, mass, bits)
        below, kl = ctypes.create_string_buffer(48), ctypes.create_string_buffer(48)
        lib.arb_init(below), lib.arb_init(kl)
        lib.arb_zero(before)
        for value in values:
            lib.arb_set_d(mass, value)
            lib.arb_div(mass, mass, total, bits)
            lib.arb_add(below, below, mass, bits)
            lib.arb_pow_ui(power, below, ctypes.c_ulong(n), bits)
            lib.arb_sub(q, power, before, bits)
            lib.arb_swap(before, power)
            lib.arb_div(sum_, q, mass, bits)
            lib.arb_log(sum_, sum_, bits)
            lib.arb_addmul(kl, sum_, q, bits)
        result = lib.arf_get_d(kl, 4)  # the midpoint, to nearest
        lib.arb_clear(below), lib.arb_clear(kl)
        return result


def fastest(function, p, seconds):
    began = time.perf_counter()
    value = function(p, N)
    once = time.perf_counter() - began
    repeats = max(1, int(seconds / max(once, 1e-7)))
    began = time.perf_counter()
    for _ in range(repeats):
        function(p, N)
    return min(once, (time.perf_counter() - began) / repeats), value


def main():
    contestants = {"bonverify": bonverify.kl, "numpy": numpy_kl, "numpy, where": numpy_where}
    try:
        import mpmath  # noqa: F401

        contestants["mpmath"] = mpmath_kl
    except ImportError:
        print("mpmath is not installed", file=sys.stderr)
    path = ctypes.util.find_library("flint-arb")
    if path:
        contestants["arb"] = Arb(path).kl
    else:
        print("libflint-arb is not installed", file=sys.stderr)

    rows = []
    for outcomes in (10, 1000, 100_000):
        p = np.random.default_rng(1).dirichlet(np.ones(outcomes))
        times = dict.fromkeys(contestants, math.inf)
        values = {}
        for _ in range(ROUNDS):
            for name, function in contestants.items():
                took, values[name] = fastest(function, p, 0.1)
                times[name] = min(times[name], took)
        if "mpmath" in values:
            assert values["bonverify"] == values["mpmath"], (values["bonverify"], values["mpmath"])
        rows.append({"outcomes": outcomes, "n": N} | {name: round(1e6 * took, 3) for name, took in times.items()}
                    | {name + ", ulps off": abs(value - values["bonverify"]) / math.ulp(values["bonverify"]) for name, value in values.items()})
    one = np.array([1.0])
    overhead = min(fastest(bonverify.kl, one, 0.1)[0] for _ in range(ROUNDS))
    for row in rows:
        print(json.dumps(row))
    print(json.dumps({"call overhead in microseconds (one outcome)": round(1e6 * overhead, 3)}))

    report = None
    began = time.perf_counter()
    report = bonverify.examine("kl", lambda p, rewards, n: bonverify.kl(p, n, rewards))
    took = time.perf_counter() - began
    print(json.dumps({"requests of the judge": report.details["requests"], "seconds": round(took, 3), "a second": round(report.details["requests"] / took)}))


if __name__ == "__main__":
    main()
