"""Makes neighbours.tsv and kl_estimators.tsv with mpmath: policies beside best-of-n, and estimators of KL from single responses.

    python3 neighbours.py            writes the two tables next to this script; a few seconds
    python3 neighbours.py --check    compares with the committed ones, byte for byte

Every number is computed from its definition at 400 and again at 600 digits. A Poisson number of draws is a series of best-of-n
masses, soft best-of-n a sum over all tuples of draws, ties are outcomes of one reward.
"""

import itertools
from fractions import Fraction

from large import agreed, bounds, write_or_check

import mpmath
from mpmath import mp, mpf

MEASURES = ["kl", "reverse_kl", "jeffreys", "chi_squared", "total_variation", "renyi_2", "renyi_5", "hellinger", "win_rate",
            "win_rate_against_tilt", "expected_reward", "second_reward"]
ESTIMATORS = ["k1_variance", "k2_mean", "k2_variance", "k3_variance", "k2_clamped", "k3_clamped"]


def real(x):
    x = Fraction(x)
    return mpf(x.numerator) / x.denominator


def probabilities(weights):
    return [real(Fraction(w, sum(weights))) for w in weights]


def best_of(p, rewards, n):
    """the level below or at, minus the level below, shared among equal rewards"""
    q = []
    for own, r in zip(p, rewards):
        level = mpmath.fsum(a for a, s in zip(p, rewards) if s == r)
        below = mpmath.fsum(a for a, s in zip(p, rewards) if s < r)
        q.append(own / level * ((below + level) ** n - below**n) if own else mpf(0))
    return q


def poisson(p, rewards, n, mu):
    mu, q, chance, k = real(mu), [mpf(0)] * len(p), mpmath.exp(-real(mu)), 0
    while chance > mpf(10) ** (-mp.dps - 10) or k < mu:
        q = [a + chance * b for a, b in zip(q, best_of(p, rewards, k + 1))]
        k += 1
        chance = chance * mu / k
    return q


def tilt(p, rewards, n, beta):
    q = [a * mpmath.exp(real(beta) * real(r)) for a, r in zip(p, rewards)]
    return [a / mpmath.fsum(q) for a in q]


def soft(p, rewards, n, temperature):
    w = [mpmath.exp(real(r) / real(temperature)) for r in rewards]
    q = [mpf(0)] * len(p)
    for draws in itertools.product(range(len(p)), repeat=n):
        chance = mpmath.fprod(p[i] for i in draws)
        total = mpmath.fsum(w[i] for i in draws)
        for i in draws:
            q[i] += chance * w[i] / total
    return q


KINDS = {"poisson": poisson, "tilt": tilt, "soft": soft}


def win_rate(q, opponent, rewards):
    return mpmath.fsum(a * b * (1 if r > s else mpf(1) / 2 if r == s else 0)
                       for a, r in zip(q, rewards) for b, s in zip(opponent, rewards))


def measures(weights, rewards, second, kind, n, parameter):
    p = probabilities(weights)
    q = KINDS[kind](p, rewards, n, parameter)
    pairs = [(a, b) for a, b in zip(q, p) if b]
    kl = mpmath.fsum(a * mpmath.log(a / b) for a, b in pairs)
    reverse = mpmath.fsum(b * mpmath.log(b / a) for a, b in pairs)
    return [
        kl,
        reverse,
        kl + reverse,
        mpmath.fsum(a * a / b for a, b in pairs) - 1,
        mpmath.fsum(abs(a - b) for a, b in pairs) / 2,
        mpmath.log(mpmath.fsum(a**2 / b for a, b in pairs)),
        mpmath.log(mpmath.fsum(a**5 / b**4 for a, b in pairs)) / 4,
        1 - mpmath.fsum(mpmath.sqrt(a * b) for a, b in pairs),
        win_rate(q, p, rewards),
        win_rate(q, tilt(p, rewards, n, Fraction(-1, 3)), rewards),
        mpmath.fsum(a * real(r) for a, r in zip(q, rewards)),
        mpmath.fsum(a * real(r) for a, r in zip(q, second)),
    ]


def policies():
    half = Fraction(1, 2)
    shapes = [
        ([1, 1], [0, 1], [1, 0]),
        ([2, 1, 1], [0, half, 3], [2, 5, 1]),
        ([1, 0, 3, 2], [1, 7, 1, 2], [0, 9, 4, half]),
        ([10**12, 1, 5], [half, 2, Fraction(9, 4)], [1, 2, 3]),
        ([1, 10**12, 10**6], [3, 0, 1], [1, 2, 3]),
        ([3, 1, 4, 1, 5], [2, 7, 1, 8, 2], [0, 1, 0, 1, 3]),
    ]
    for weights, rewards, second in shapes:
        for mu in ["1/1000", "1", "5/2", "60"]:
            yield weights, rewards, second, "poisson", 1, mu
        for beta in ["1/1000", "1", "7/3", "40", "-2"]:
            yield weights, rewards, second, "tilt", 1, beta
        for n, temperature in [(2, "1"), (4, "1/3"), (3, "1/50"), (4, "1000")]:
            yield weights, rewards, second, "soft", n, temperature


def texts(values):
    return ",".join(map(str, values))


def policy_rows():
    yield "# Policies with real masses: 1 + Poisson draws, exponential tilts, soft best-of-n. Made by neighbours.py."
    columns = [f"{name}_{end}" for name in MEASURES for end in ("lower", "upper")]
    yield "# " + "\t".join(["weights", "rewards", "second", "kind", "n", "parameter", *columns])
    for case in policies():
        values = agreed(lambda: measures(*case))
        weights, rewards, second, kind, n, parameter = case
        yield "\t".join([texts(weights), texts(rewards), texts(second), kind, str(n), parameter, *(t for v in values for t in bounds(v))])


def estimators(policy, reference, clamp):
    q, p = probabilities(policy), probabilities(reference)
    c = real(clamp)
    drawn = [(a, mpmath.log(a / b)) for a, b in zip(q, p) if a]

    def mean(f):
        return mpmath.fsum(a * f(x) for a, x in drawn)

    def variance(f):
        middle = mean(f)
        return mean(lambda x: (f(x) - middle) ** 2)

    def k2(x):
        return x * x / 2

    def k3(x):
        return mpmath.exp(-x) - 1 + x

    def clamped(f):
        return mean(lambda x: f(max(-c, min(c, x))))

    return [variance(lambda x: x), mean(k2), variance(k2), variance(k3), clamped(k2), clamped(k3)]


def pairs():
    yield [1, 3], [1, 1]
    yield [0, 1, 2], [1, 1, 1]
    yield [2, 1, 1, 4], [3, 1, 1, 2]
    yield [1, 10**9], [10**9, 3]
    yield [10**30, 1, 7], [1, 10**20, 7]
    yield [5, 4, 3, 2, 1], [1, 1, 1, 1, 1]
    yield [1, 0, 0, 6], [1, 2, 3, 4]


def estimator_rows():
    yield "# Estimators of KL(policy || reference) from one response of the policy. Made by neighbours.py."
    columns = [f"{name}_{end}" for name in ESTIMATORS for end in ("lower", "upper")]
    yield "# " + "\t".join(["policy", "reference", "clamp", *columns])
    for policy, reference in pairs():
        for clamp in ["1/10", "2/3", "10"]:
            values = agreed(lambda: estimators(policy, reference, clamp))
            yield "\t".join([texts(policy), texts(reference), clamp, *(t for v in values for t in bounds(v))])


if __name__ == "__main__":
    write_or_check("neighbours", [("neighbours.tsv", policy_rows()), ("kl_estimators.tsv", estimator_rows())])
