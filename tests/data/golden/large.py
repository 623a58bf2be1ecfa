"""Makes large.tsv and constants.tsv with mpmath: best-of-n for n up to 10^9, and the best constants of the gap bounds.

    python3 large.py            writes the two tables next to this script; about half a minute
    python3 large.py --check    compares with the committed ones, byte for byte

Every number is computed from its definition at 400 and again at 600 digits; they must agree far beyond the
digits that are printed. F^n is a power, q a difference of two powers, the constants a maximum found on a
grid and refined by the zero of a numerical derivative.
"""

import os
import sys
from fractions import Fraction

try:
    import mpmath
    from mpmath import mp, mpf
except ImportError:
    sys.exit("large: this needs mpmath (Debian: apt-get install python3-mpmath)")

if hasattr(sys, "set_int_max_str_digits"):
    sys.set_int_max_str_digits(0)

HERE = os.path.dirname(os.path.abspath(__file__))
DIGITS = 40
QUANTITIES = ["kl", "reverse_kl", "win_rate", "total_variation", "chi_squared", "renyi_3", "hellinger",
              "density_ratio", "estimator_mean", "gap_square_sum"]


def exact(x):
    sign, man, exp, _ = x._mpf_
    return (-1) ** sign * int(man) * Fraction(2) ** int(exp)


def decimal(digits, exponent):
    """digits * 10^exponent, as 1.25e-61"""
    text = str(digits)
    power = exponent + len(text) - 1
    text = (text[0] + "." + text[1:]).rstrip("0").rstrip(".")
    return text if power == 0 else f"{text}e{power}"


def bounds(x):
    """decimals of DIGITS digits around a positive number that is known to 10^-100"""
    power = int(mpmath.floor(mpmath.log10(x))) - DIGITS + 1
    scaled = exact(x * mpf(10) ** -power)
    slack = Fraction(1, 10**60)
    return [decimal((scaled - slack).__floor__(), power), decimal((scaled + slack).__ceil__(), power)]


def agreed(compute):
    """the values at 600 digits, checked against those at 400"""
    mp.dps = 400
    first = compute()
    mp.dps = 600
    second = compute()
    for a, b in zip(first, second):
        if abs(a - b) > abs(b) * mpf(10) ** -100:
            raise SystemExit(f"large: {mpmath.nstr(a, 30)} and {mpmath.nstr(b, 30)} disagree")
    return second


def estimator(n, eps):
    """d_n(eps)"""
    miss = (1 - eps) ** n
    tail = miss * (mpmath.log(n) + (n - 1) * mpmath.log(1 - eps) - mpf(n - 1) / n) if eps < 1 else mpf(0)
    return tail + (1 - miss) * mpmath.log((1 - miss) / eps)


def measures(weights, n):
    total = sum(weights)
    p = [mpf(w) / total for w in weights]
    f, running = [], 0
    for w in weights:
        running += w
        f.append(mpf(running) / total)
    powers = [mpf(0)] + [x**n for x in f]
    q = [b - a for a, b in zip(powers, powers[1:])]
    t = [b / a for a, b in zip(p, q)]
    return [
        mpmath.fsum(b * mpmath.log(r) for b, r in zip(q, t)),
        mpmath.fsum(-a * mpmath.log(r) for a, r in zip(p, t)),
        mpmath.fsum(b * (2 * c - a) for a, b, c in zip(p, q, f)) / 2,
        mpmath.fsum(abs(a - b) for a, b in zip(p, q)) / 2,
        mpmath.fsum(b * r for b, r in zip(q, t)) - 1,
        mpmath.log(mpmath.fsum(b * r * r for b, r in zip(q, t))) / 2,
        1 - mpmath.fsum(mpmath.sqrt(a * b) for a, b in zip(p, q)),
        t[-1],
        mpmath.fsum(b * estimator(n, a) for a, b in zip(p, q)),
        mpmath.fsum(c ** (n - 2) * a * a for a, c in zip(p, f)),
    ]


def policies():
    zipf = [10**6 // i for i in range(1, 31)]
    yield [2, 1, 1, 1], 2
    yield [1, 2, 3, 4], 64
    for n in [10**3, 10**6, 10**9]:
        yield [1, 1], n
        yield [1] * 10, n
        yield [1] * 60, n
        yield zipf, n
        yield zipf[::-1], n
        yield [n - 1, 1], n
        yield [n * n - 1, 1], n
        yield [1, n], n
        yield [5, n, 3, 1, 1], n
        yield [2**i for i in range(40)], n
        yield [2**i for i in range(40)][::-1], n
        yield [7, 2**200, 2**150, 2**100], n
        yield [2**60, 3, 2**61, 2**20], n


def large_rows():
    columns = [f"{name}_{end}" for name in QUANTITIES for end in ("lower", "upper")]
    yield "# Best-of-n for large n; weights of the levels in ascending order of reward. Made by large.py."
    yield "# " + "\t".join(["weights", "n", *columns])
    for weights, n in policies():
        values = agreed(lambda: measures(weights, n))
        yield "\t".join([",".join(map(str, weights)), str(n), *(text for v in values for text in bounds(v))])


def phi(n, x):
    return mpmath.log(n) - mpf(n - 1) / n - estimator(n, x)


def omega(n, x):
    return mpf(n) / (n + 1) * (1 - (1 - x) ** (n + 1)) - (1 - (1 - x) ** n) * (1 - x / 2)


def maximum(profile, n):
    """of profile(x)/x^2 over (0, 1], and where it is"""

    def ratio(x):
        return profile(n, x) / x**2

    grid = [x for x in (mpf(k) / (20 * n) for k in range(4, 400)) if x < 1] + [mpf(1)]
    start = max(grid, key=ratio)
    if start == 1:
        return [ratio(mpf(1)), mpf(1)]
    step = mpf(1) / (20 * n)
    low, high = start - step, min(start + step, 1 - step / 1000)

    def slope(x):
        h = mpf(10) ** -(mp.dps // 3) / n
        return (ratio(x + h) - ratio(x - h)) / (2 * h)

    for _ in range(500):  # the slope falls through its zero; numerical differences cost a third of the digits
        middle = (low + high) / 2
        low, high = (middle, high) if slope(middle) > 0 else (low, middle)
    return [ratio(low), low]


def constant_rows():
    yield "# max over (0, 1] of phi(x)/x^2 (KL gap) and omega(x)/x^2 (win-rate gap), and the x that attains it. Made by large.py."
    yield "# " + "\t".join(["gap", "n", "value_lower", "value_upper", "maximiser_lower", "maximiser_upper"])
    for name, profile in [("kl", phi), ("win_rate", omega)]:
        for n in [*range(2, 21), 50, 100, 1000, 10**6, 10**9]:
            values = agreed(lambda: maximum(profile, n))
            yield "\t".join([name, str(n), *(text for v in values for text in bounds(v))])


def write_or_check(script, tables):
    """Writes the tables next to this script, or with --check compares them with those that are there."""
    check = sys.argv[1:] == ["--check"]
    if sys.argv[1:] and not check:
        sys.exit(f"usage: {script}.py [--check]")
    for name, rows in tables:
        data = "".join(row + "\n" for row in rows).encode()
        path = os.path.join(HERE, name)
        if not check:
            with open(path, "wb") as file:
                file.write(data)
        else:
            with open(path, "rb") as file:
                if file.read() != data:
                    sys.exit(f"{script}: {name} differs")
    if check:
        print(f"{script}: the tables are the same, byte for byte")


if __name__ == "__main__":
    write_or_check("large", [("large.tsv", large_rows()), ("constants.tsv", constant_rows())])
