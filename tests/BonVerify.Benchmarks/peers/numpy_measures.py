"""Measures of best-of-n the usual way in NumPy, uncertified.

usage: numpy_measures.py MEASURE FILE N REPEATS      prints: seconds of the fastest repeat, the value
"""
import sys
import time

import numpy


def cumulative(p):
    return numpy.cumsum(p)


def masses(p, n):
    return numpy.diff(cumulative(p) ** n, prepend=0.0)


def reverse_kl(p, n):
    return numpy.sum(p * numpy.log(p / masses(p, n)))


def chi_squared(p, n):
    return numpy.sum(masses(p, n) ** 2 / p) - 1


def total_variation(p, n):
    return 0.5 * numpy.sum(numpy.abs(masses(p, n) - p))


def win_rate(p, n):
    f = cumulative(p)
    return numpy.sum(numpy.diff(f ** n, prepend=0.0) * (f - p / 2))


def estimator_mean(p, n):
    b = (1 - p) ** n
    d = b * (numpy.log(n) + (n - 1) * numpy.log1p(-p) - (n - 1) / n) + (1 - b) * numpy.log((1 - b) / p)
    return numpy.sum(masses(p, n) * d)


def expected_reward(p, n):
    rewards = numpy.arange(len(p)) * 7919 % len(p) / len(p)
    order = numpy.argsort(rewards)
    return numpy.sum(masses(p[order], n) * rewards[order])


def main(measure, path, n, repeats):
    weights = numpy.loadtxt(path, dtype=numpy.float64, ndmin=1)
    p = weights / weights.sum()
    best, value = float("inf"), 0.0
    numpy.seterr(all="ignore")
    evaluate = globals()[measure]
    for _ in range(repeats):
        start = time.perf_counter()
        value = evaluate(p, n)
        best = min(best, time.perf_counter() - start)
    print(f"{best:.9g} {value:.17g}")


main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
