#!/usr/bin/env python3
"""Checks the golden vectors against mpmath: every expected value is computed from its definition, by arithmetic that shares
nothing with BonVerify. Needs Python 3 and mpmath (Debian: python3-mpmath).

    ./crosscheck.py             prints one line per file and exits 1 when a value differs

A value is computed at two precisions, far above the digits that cancel, and they must agree to 10^-100; it must lie between the
ends `lower` and `upper`, its nearest double must be `nearest` and `hex`, and the `exact` text, evaluated, must agree with it to
10^-100 too.
"""
import glob
import json
import os
import re
import sys
from fractions import Fraction
from itertools import combinations

import mpmath
from mpmath import mp, mpf

HERE = os.path.dirname(os.path.abspath(__file__))
PRECISIONS = (6000, 9000)
AGREE = mpf(10) ** -100


def ratio(x):
    return mpf(x.numerator) / x.denominator


def exponentials(logarithms):
    """e^x up to a common factor, as the fractions that the floating-point numbers of the working precision are"""
    exponents = [Fraction(x) for x in logarithms]
    powers = [mpmath.exp(ratio(x - max(exponents))) for x in exponents]
    return [Fraction(int(power.man)) * Fraction(2) ** int(power.exp) for power in powers]


class Policy:
    """Best-of-n with ties among draws, from its definition."""

    def __init__(self, case):
        self.n = case["n"]
        weights = [Fraction(w) for w in case["weights"]] if "weights" in case else exponentials(case["log_weights"])
        total = sum(weights)
        self.p = [w / total for w in weights]
        rewards = [Fraction(r) for r in case.get("rewards", range(len(weights)))]
        support = sorted({r for r, w in zip(rewards, weights) if w > 0})
        self.rewards = support
        self.level_of = [support.index(r) if w > 0 else None for r, w in zip(rewards, weights)]
        self.mass = [sum(p for p, l in zip(self.p, self.level_of) if l == i) for i in range(len(support))]
        self.below = [sum(self.mass[:i], Fraction(0)) for i in range(len(support) + 1)]
        self.P = [ratio(m) for m in self.mass]
        self.F = [ratio(f) for f in self.below]
        powers = [f**self.n if f else mpf(0) for f in self.F]
        self.q = [b - a for a, b in zip(powers, powers[1:])]
        self.t = [q / p for q, p in zip(self.q, self.P)]
        self.top = self.P[-1]
        self.m = case.get("m")

    def sum(self, terms):
        return mpmath.fsum(terms)


def formula(n):
    return mpmath.log(n) - mpf(n - 1) / n


def estimator(n, eps):
    if eps == 1:
        return mpf(0)
    miss = (1 - eps) ** n
    return miss * (formula(n) + (n - 1) * mpmath.log(1 - eps)) + (1 - miss) * mpmath.log((1 - miss) / eps)


def kl(c):
    return mpmath.fsum(q * mpmath.log(t) for q, t in zip(c.q, c.t))


def win_rate(c):
    return mpmath.fsum(q * (a + b) for q, a, b in zip(c.q, c.F, c.F[1:])) / 2


def renyi(c, order):
    return mpmath.log(mpmath.fsum(p * t**order for p, t in zip(c.P, c.t))) / (order - 1)


def powers(c, exponent):
    return mpmath.fsum(p**exponent for p in c.P)


def frontier(c):
    """the mean of the tilted density on [0, 1] whose divergence from the uniform one is KL"""
    target = kl(c)
    if len(c.P) == 1 or c.n == 1:
        return mpf(1) / 2

    def mean(b):
        return 1 / (1 - mpmath.exp(-b)) - 1 / b

    def divergence(b):
        return b * mean(b) - (b + mpmath.log(1 - mpmath.exp(-b)) - mpmath.log(b))

    def slope(b):
        return 1 / b - b * mpmath.exp(-b) / (1 - mpmath.exp(-b)) ** 2

    b = mpmath.sqrt(24 * target) if target < mpf(1) / 2 else mpmath.exp(target + 1)
    for _ in range(200):
        step = (divergence(b) - target) / slope(b)
        b -= min(max(step, -b), b / 2)
        if abs(step) < b * mpf(2) ** (-mp.prec // 3):
            break
    return mean(b)


def policy_frontier(c):
    """the mean of (F_ + F)/2 under the tilt of the levels by it that has the KL divergence of the case"""
    if len(c.P) == 1 or c.n == 1:
        return mpf(1) / 2
    values = [(a + b) / 2 for a, b in zip(c.F, c.F[1:])]
    target = kl(c)

    def at(b):
        shares = [p * mpmath.exp(b * (v - values[-1])) for p, v in zip(c.P, values)]
        total = mpmath.fsum(shares)
        mean = mpmath.fsum(s * v for s, v in zip(shares, values)) / total
        square = mpmath.fsum(s * (v - mean) ** 2 for s, v in zip(shares, values)) / total
        return mean, b * (mean - values[-1]) - mpmath.log(total), square

    low, high = mpf(0), mpf(1)
    while at(high)[1] < target:
        low, high = high, 2 * high
    b = (low + high) / 2
    for _ in range(400):
        mean, divergence, square = at(b)
        low, high = (b, high) if divergence < target else (low, b)
        step = (divergence - target) / (b * square)
        if abs(step) < b * mpf(2) ** (-mp.prec // 3):
            return at(b - step)[0]
        b = b - step if low < b - step < high else (low + high) / 2
    raise SystemExit("the frontier was not found")


def win_rate_against(c):
    theirs = [f ** c.m if f else mpf(0) for f in c.F]
    return mpmath.fsum(q * (a + b) for q, a, b in zip(c.q, theirs, theirs[1:])) / 2


def best_worst(c):
    rest = [(1 - f) ** c.n if f < 1 else mpf(0) for f in c.F]
    return mpmath.fsum((q - (a - b)) * mpmath.log(t) for q, a, b, t in zip(c.q, rest, rest[1:], c.t))


def harmonic(first, end):
    """1/first + ... + 1/(end-1), by halves"""
    if end - first <= 1:
        return Fraction(1, first) if end > first else Fraction(0)
    middle = (first + end) // 2
    return harmonic(first, middle) + harmonic(middle, end)


def multisets(draws, kinds):
    if kinds == 1:
        yield (draws,)
    else:
        for first in range(draws + 1):
            for rest in multisets(draws - first, kinds - 1):
                yield (first, *rest)


class SoftPolicy(Policy):
    """The same masses under soft best-of-n: over multisets of levels, each kept in proportion to its weight."""

    def __init__(self, case):
        super().__init__(case)
        weights = [mpmath.exp(ratio((r - self.rewards[-1]) / Fraction(case["lambda"]))) for r in self.rewards]
        laws = [mpf(0)] * len(weights)
        for counts in multisets(self.n, len(weights)):
            chance = mpf(mpmath.factorial(self.n))
            for count, mass in zip(counts, self.P):
                chance *= mass**count / mpmath.factorial(count)
            total = mpmath.fsum(c * w for c, w in zip(counts, weights))
            for i, (count, weight) in enumerate(zip(counts, weights)):
                laws[i] += chance * count * weight / total
        self.q = laws
        self.t = [q / p for q, p in zip(self.q, self.P)]


def estimators(case, name, moment):
    policy, reference = ([Fraction(w) for w in case[key]] for key in ("policy", "reference"))
    pairs = [(ratio(a / sum(policy)), ratio(a / sum(policy) / (b / sum(reference)))) for a, b in zip(policy, reference) if a]
    of = {"k1": lambda x: mpmath.log(x), "k2": lambda x: mpmath.log(x) ** 2 / 2, "k3": lambda x: 1 / x - 1 + mpmath.log(x)}[name]
    mean = mpmath.fsum(mass * of(x) for mass, x in pairs)
    return mean if moment == "mean" else mpmath.fsum(mass * (of(x) - mean) ** 2 for mass, x in pairs)


SOFT = {"soft_pmf": lambda c: pmf(c), "soft_kl": lambda c: kl(c), "soft_win_rate": lambda c: win_rate(c)}


def phi(n, x):
    return formula(n) - estimator(n, x)


def omega(n, x):
    return mpf(n) / (n + 1) * (1 - (1 - x) ** (n + 1)) - (1 - (1 - x) ** n) * (1 - x / 2)


CONSTANTS = {}


def constant(profile, n):
    """max of profile(x)/x^2 over (0, 1]: a grid, then golden section; the value at the maximiser is second order exact"""
    key = (profile.__name__, n, mp.prec)
    if key not in CONSTANTS:
        with mpmath.workprec(1500):
            ratio_at = lambda x: profile(n, x) / x**2
            step = mpf(1) / (20 * n)
            start = max([x for x in (k * step for k in range(4, 400)) if x < 1] + [mpf(1)], key=ratio_at)
            low, high = start - step, min(start + step, mpf(1))
            golden = (mpmath.sqrt(5) - 1) / 2
            for _ in range(700):
                a, b = high - golden * (high - low), low + golden * (high - low)
                low, high = (a, high) if ratio_at(a) < ratio_at(b) else (low, b)
            CONSTANTS[key] = max(ratio_at(low), ratio_at(high))
    return CONSTANTS[key]


def pmf(c):
    return [ratio(p) if l is None else ratio(p / c.mass[l]) * c.q[l] for p, l in zip(c.p, c.level_of)]


POLICY = {
    "pmf": pmf,
    "win_rate": win_rate,
    "expected_reward": lambda c: mpmath.fsum(q * ratio(r) for q, r in zip(c.q, c.rewards)),
    "kl": kl,
    "kl_bound": lambda c: formula(c.n),
    "kl_estimator_mean": lambda c: mpmath.fsum(
        ratio(p / c.mass[l]) * c.q[l] * estimator(c.n, ratio(p)) for p, l in zip(c.p, c.level_of) if l is not None
    ),
    "win_rate_bound": lambda c: mpf(c.n) / (c.n + 1),
    "total_variation": lambda c: mpmath.fsum(abs(q - p) for q, p in zip(c.q, c.P)) / 2,
    "chi_squared": lambda c: mpmath.fsum(q * t for q, t in zip(c.q, c.t)) - 1,
    "renyi_divergence_2": lambda c: renyi(c, 2),
    "renyi_divergence_3": lambda c: renyi(c, 3),
    "squared_hellinger": lambda c: mpmath.fsum((mpmath.sqrt(q) - mpmath.sqrt(p)) ** 2 for q, p in zip(c.q, c.P)) / 2,
    "reverse_kl": lambda c: mpmath.fsum(-p * mpmath.log(t) for p, t in zip(c.P, c.t)),
    "density_ratio_max": lambda c: max(c.t),
    "entropy": lambda c: mpmath.fsum(-ratio(p) * mpmath.log(ratio(p)) for p in c.p if p),
    "renyi_entropy_2": lambda c: -mpmath.log(ratio(sum(p * p for p in c.p))),
    "renyi_entropy_2_levels": lambda c: -mpmath.log(ratio(sum(p * p for p in c.mass))),
    "kl_gap": lambda c: formula(c.n) - kl(c),
    "kl_top_atom_bound": lambda c: estimator(c.n, c.top),
    "kl_limit": lambda c: -mpmath.log(c.top),
    "kl_gap_renyi_bound": lambda c: 2 * c.n * (c.n - 1) * powers(c, 2),
    "kl_gap_renyi_sharp_bound": lambda c: (mpmath.log(2) - mpf(1) / 2) / 2 * c.n * (c.n - 1) * powers(c, 2),
    "kl_gap_linear_bound": lambda c: mpf(c.n) / 2 * mpmath.fsum(q * p / f for q, p, f in zip(c.q, c.P, c.F[1:])),
    "kl_gap_cubic_bound": lambda c: mpf(c.n) * (c.n - 1) ** 2 / 24 * powers(c, 3),
    "kl_gap_constant": lambda c: constant(phi, c.n),
    "kl_gap_best_bound": lambda c: constant(phi, c.n) * mpmath.fsum(f ** (c.n - 2) * p**2 for p, f in zip(c.P, c.F[1:])),
    "win_rate_gap": lambda c: mpf(c.n) / (c.n + 1) - win_rate(c),
    "win_rate_limit": lambda c: 1 - c.top / 2,
    "win_rate_policy_frontier": policy_frontier,
    "win_rate_against": win_rate_against,
    "best_worst_log_ratio": best_worst,
    "best_worst_log_ratio_bound": lambda c: ratio((c.n - 1) * harmonic(1, c.n)),
    "win_rate_frontier": frontier,
    "win_rate_gap_renyi_bound": lambda c: mpf(c.n - 1) / 2 * powers(c, 2),
    "win_rate_gap_renyi_sharp_bound": lambda c: mpf(c.n - 1) / 6 * powers(c, 2),
    "win_rate_gap_cubic_bound": lambda c: mpf(c.n) * (c.n - 1) / 12 * powers(c, 3),
    "win_rate_gap_constant": lambda c: constant(omega, c.n),
    "total_variation_bound": lambda c: mpf(0) if c.n == 1 else mpf(c.n) ** (mpf(-1) / (c.n - 1)) - mpf(c.n) ** (mpf(-c.n) / (c.n - 1)),
    "chi_squared_bound": lambda c: mpf(c.n - 1) ** 2 / (2 * c.n - 1),
    "renyi_divergence_2_bound": lambda c: mpmath.log(mpf(c.n) ** 2 / (2 * c.n - 1)),
    "renyi_divergence_3_bound": lambda c: mpmath.log(mpf(c.n) ** 3 / (3 * c.n - 2)) / 2,
    "reverse_kl_bound": lambda c: c.n - 1 - mpmath.log(c.n),
    "squared_hellinger_bound": lambda c: 1 - 2 * mpmath.sqrt(c.n) / (c.n + 1),
    "density_ratio_bound": lambda c: mpf(c.n),
}


def binomial(n, k):
    if k < 0 or k > n:
        return 0
    result = 1
    for i in range(min(k, n - k)):
        result = result * (n - i) // (i + 1)
    return result


def pool_weights(case):
    rewards = [Fraction(r) for r in case.get("rewards", range(case["pool_size"]))]
    size, n = len(rewards), case["n"]
    order = sorted(range(size), key=lambda i: rewards[i])
    by_rank = [Fraction(binomial(rank, n - 1), binomial(size, n)) for rank in range(size)]
    result = [None] * size
    for i in range(size):
        ties = [rank for rank, j in enumerate(order) if rewards[j] == rewards[i]]
        result[i] = ratio(sum(by_rank[rank] for rank in ties) / len(ties))
    return result


def pass_at_k(case):
    total, correct, k = case["total"], case["correct"], case["k"]
    a, b = min(correct, k), max(correct, k)  # C(M-c, k)/C(M, k) is symmetric in c and k
    miss = Fraction(1)
    for i in range(a):
        miss *= Fraction(max(total - b - i, 0), total - i)
    return ratio(1 - miss)


def mean(values):
    values = [Fraction(v) for v in values]
    return sum(values) / len(values)


class Pool:
    """A pool of draws, all of whose subsets are looked at."""

    def __init__(self, case):
        self.n, self.m = case["n"], case.get("m")
        self.y = [Fraction(r) for r in case["rewards"]]
        self.gold = [Fraction(r) for r in case.get("gold", [])]
        self.opponent = [Fraction(r) for r in case.get("opponent", [])]
        self.draws = range(len(self.y))

    def subsets(self, size):
        return combinations(self.draws, size)

    def best(self, subset):
        return max(self.y[i] for i in subset)


def plug_in(c):
    size, ranked = len(c.y), sorted(c.y)
    return sum(y * (Fraction(i + 1, size) ** c.n - Fraction(i, size) ** c.n) for i, y in enumerate(ranked))


def gradient(c):
    count = binomial(len(c.y), c.n)
    return [ratio(sum((c.best(s) for s in c.subsets(c.n) if i in s), Fraction(0)) / count) for i in c.draws]


def duel(ours, theirs):
    return Fraction((ours > theirs) - (ours < theirs) + 1, 2)


POOL = {
    "best_at_n": lambda c: mean(c.best(s) for s in c.subsets(c.n)),
    "worst_at_n": lambda c: mean(min(c.y[i] for i in s) for s in c.subsets(c.n)),
    "best_at_n_plug_in": plug_in,
    "tie_probability": lambda c: mean(c.y[i] == c.y[j] for i, j in c.subsets(2)),
    "gold_of_best": lambda c: mean(mean(c.gold[i] for i in s if c.y[i] == c.best(s)) for s in c.subsets(c.n)),
    "win_rate_of_pool": lambda c: mean(
        duel(c.best(s), c.best(t)) for s in c.subsets(c.n) for t in c.subsets(c.m) if not set(s) & set(t)
    ),
    "win_rate_of_pools": lambda c: mean(
        duel(c.best(s), max(t)) for s in c.subsets(c.n) for t in combinations(c.opponent, c.m)
    ),
}


def at_least(case, least):
    total, correct, k = case["total"], case["correct"], case["k"]
    ways = sum(binomial(correct, x) * binomial(total - correct, k - x) for x in range(least, k + 1))
    return Fraction(ways, binomial(total, k))


def g_pass(case):
    share = Fraction(case["tau"]) * case["k"]
    return at_least(case, -(-share.numerator // share.denominator))


def mean_g_pass(case):
    k = case["k"]
    return Fraction(2, k) * sum((at_least(case, i) for i in range((k + 1) // 2 + 1, k + 1)), Fraction(0))


PASS = {"pass_hat_k": lambda case: at_least(case, case["k"]), "g_pass_at_k": g_pass, "mean_g_pass_at_k": mean_g_pass}


def votes(counts, k):
    """Each way in which k votes fall on the answers, with its number of ways."""
    if not counts:
        return [((), 1)] if k == 0 else []
    return [
        ((first, *rest), binomial(counts[0], first) * ways)
        for first in range(min(counts[0], k) + 1)
        for rest, ways in votes(counts[1:], k - first)
    ]


def majority(case, strict):
    counts, k = [int(c) for c in case["counts"]], case["k"]
    chances = [Fraction(0)] * len(counts)
    for fallen, ways in votes(counts, k):
        winners = [i for i, x in enumerate(fallen) if x == max(fallen)]
        for i in winners if not strict or len(winners) == 1 else []:
            chances[i] += Fraction(ways, len(winners))
    return [ratio(chance / binomial(sum(counts), k)) for chance in chances]


def compute(quantity, case):
    if quantity in POLICY:
        value = POLICY[quantity](Policy(case))
    elif quantity == "kl_estimator":
        value = estimator(case["n"], ratio(Fraction(case["epsilon"])))
    elif quantity == "pool_weights":
        value = pool_weights(case)
    elif quantity == "pass_at_k":
        value = pass_at_k(case)
    elif quantity == "max_at_n_gradient":
        value = gradient(Pool(case))
    elif quantity in POOL:
        value = ratio(POOL[quantity](Pool(case)))
    elif quantity in ("majority_at_k", "majority_at_k_strict"):
        value = majority(case, quantity.endswith("strict"))
    elif quantity in PASS:
        value = ratio(PASS[quantity](case))
    elif quantity in SOFT:
        value = SOFT[quantity](SoftPolicy(case))
    elif quantity[:2] in ("k1", "k2", "k3"):
        value = estimators(case, *quantity.split("_"))
    else:
        raise SystemExit(f"{quantity} has no definition in crosscheck.py; add it to POLICY or to compute")
    return value if isinstance(value, list) else [value]


def evaluate(text):
    """an exact text such as 7/8*ln(7) - 2*ln(2)"""
    total = mpf(0)
    for sign, term in re.findall(r"(^-?|[-+] )([^ ]+)", text):
        factor, _, argument = term.partition("ln(")
        number = Fraction(factor.rstrip("*") or 1) if argument else Fraction(factor)
        part = ratio(number)
        if argument:
            x = Fraction(argument.rstrip(")"))
            part *= mpmath.log(ratio(x))
        total += -part if "-" in sign else part
    return total


def nearest(value, exact):
    if exact and "ln" not in exact:
        return float(Fraction(exact))
    if value == 0 or mpmath.mag(value) < -1100:
        return 0.0
    sign, man, exp, _ = mpf(value)._mpf_
    return float(Fraction((-1) ** sign * int(man)) * Fraction(2) ** int(exp))


def close(a, b):
    return abs(a - b) <= AGREE * max(abs(a), abs(b)) or max(abs(a), abs(b)) < mpf(2) ** (-min(PRECISIONS) + 400)


def faults_of(quantity, test):
    found = []
    values = []
    for precision in PRECISIONS:
        mp.prec = precision
        values.append(compute(quantity, test["case"]))
    expected = test["expected"] if isinstance(test["expected"], list) else [test["expected"]]
    if len(expected) != len(values[1]):
        return [f"{len(values[1])} values, {len(expected)} expected"]
    for rough, value, item in zip(*values, expected):
        exact = item.get("exact")
        if not close(rough, value):
            found.append(f"mpmath disagrees with itself: {mpmath.nstr(rough, 20)}, {mpmath.nstr(value, 20)}")
        if exact:
            if not close(evaluate(exact), value):
                found.append(f"exact {exact} is not {mpmath.nstr(value, 30)}")
            value = evaluate(exact)  # a value that is exactly 0, say, is so here
        slack = abs(value) * AGREE
        if mpf(item["lower"]) > value + slack or mpf(item["upper"]) < value - slack:
            found.append(f"{mpmath.nstr(value, 30)} is not in [{item['lower']}, {item['upper']}]")
        if nearest(value, exact) != item["nearest"] or float.fromhex(item["hex"]) != item["nearest"]:
            found.append(f"nearest double {nearest(value, exact)!r}, {item['nearest']!r} expected")
    return found


def main():
    failures = 0
    for path in sorted(glob.glob(os.path.join(HERE, "*.json"))):
        with open(path, encoding="utf-8") as file:
            document = json.load(file)
        count = 0
        for group in document["testGroups"]:
            for test in group["tests"]:
                count += 1
                for fault in faults_of(group["quantity"], test):
                    failures += 1
                    print(f"{os.path.basename(path)}: tcId {test['tcId']}, {group['quantity']}: {fault}")
        print(f"{os.path.basename(path)}: {count} tests", flush=True)
    print(f"mpmath {mpmath.__version__}: " + ("all values agree" if failures == 0 else f"{failures} values differ"))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
