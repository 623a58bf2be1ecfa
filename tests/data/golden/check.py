"""Spot check of the golden tables with mpmath, by other formulas than the ones that made them.

    python3 check.py            about 300 rows of each table, always the same ones
    python3 check.py --all      every row

The form of every row is checked in either case. Nothing of generate.py or golden.c is used. The values come
with a much higher precision from mpmath and are compared as exact fractions, so one wrong digit is an error.
"""

import math
import os
import re
import sys
from fractions import Fraction

try:
    import mpmath
    from mpmath import mp
except ImportError:
    sys.exit("check: this needs mpmath (Debian: apt-get install python3-mpmath)")

if hasattr(sys, "set_int_max_str_digits"):
    sys.set_int_max_str_digits(0)

HERE = os.path.dirname(os.path.abspath(__file__))
SAMPLE = 300
OVERFLOW = Fraction(2**1024 - 2**970)
SMALLEST = Fraction(1, 2**1074)


class Wrong(Exception):
    pass


def need(condition, message):
    if not condition:
        raise Wrong(message)


# ---------------------------------------------------------------- reading

DECIMAL = re.compile(r"(-?)([0-9])(?:\.([0-9]+))?(?:e(-?[1-9][0-9]*))?")


def read_argument(text):
    match = re.fullmatch(r"(-?[0-9]+)(?:/([1-9][0-9]*)|\*2\^(-?[0-9]+))?", text)
    need(match, f"bad argument {text[:60]}")
    p, q, e = match.groups()
    value = Fraction(int(p), int(q or 1))
    return value * Fraction(2) ** int(e or 0)


def read_fraction(text):
    value = Fraction(text)
    need(text == (str(value.numerator) if value.denominator == 1 else f"{value.numerator}/{value.denominator}"),
         f"not in lowest terms: {text[:60]}")
    return value


def read_decimal(text):
    """the value, its number of digits and the unit of its last digit"""
    match = DECIMAL.fullmatch(text)
    need(match, f"bad decimal {text[:80]}")
    sign, head, tail, exponent = match.groups()
    tail = tail or ""
    e = int(exponent or 0) - len(tail)
    value = int(head + tail) * Fraction(10) ** e
    return (-value if sign else value), len(tail) + 1, Fraction(10) ** e


def read_hex(text):
    need(re.fullmatch(r"-?inf|-?0x[01](\.[0-9a-f]{1,13})?p[+-][0-9]+", text), f"bad double {text}")
    value = float.fromhex(text)
    need(text == re.sub(r"\.?0*p", "p", value.hex(), count=1) if math.isfinite(value) else text.endswith("inf"),
         f"not the usual form: {text}")
    need(text != "-0x0p+0", "negative zero")
    return value


# ---------------------------------------------------------------- comparing


def exact(x):
    """an mpf as a fraction"""
    sign, man, exp, _ = x._mpf_
    return (-1) ** sign * int(man) * Fraction(2) ** int(exp)


def interval(x, bits):
    """the fraction and a generous bound of its error, for a value good to that many bits"""
    v = exact(x)
    need(v != 0, "no value")
    return v - abs(v) / 2**bits, v + abs(v) / 2**bits


def check_enclosure(lower, upper, low, high, digits):
    """low … high: the true value, as far as it is known here; a point when it is a known rational"""
    l, l_digits, l_unit = read_decimal(lower)
    u, u_digits, u_unit = read_decimal(upper)
    if l == u:
        need(low == high == l, "the value is not exactly that decimal")
        need(l_digits <= digits, "too many digits")
        return
    need(l <= low and high <= u, "the enclosure misses the value")
    need(l_digits == u_digits == digits, "wrong number of digits")
    need(u - l == min(l_unit, u_unit), "the enclosure is not one unit wide")
    need(low != high or l < low < u, "an exact value should have a point enclosure")


def check_nearest(text, low, high):
    d = read_hex(text)
    if math.isinf(d):
        need(low >= OVERFLOW if d > 0 else high <= -OVERFLOW, "not infinite")
        return
    v = Fraction(d)
    ulp = Fraction(math.ulp(d))
    at_power = d != 0 and abs(math.frexp(d)[0]) == 0.5 and ulp > SMALLEST
    outward, inward = ulp / 2, ulp / 4 if at_power else ulp / 2
    below, above = (v - inward, v + outward) if d > 0 else (v - outward, v + inward)
    even = (v / ulp).numerator % 2 == 0 or at_power
    if even:
        need(below <= low and high <= above, "not the nearest double")
    else:
        need(below < low and high < above, "not the nearest double")


# ---------------------------------------------------------------- elementary functions


def magnitude(f):
    """floor(log2 |f|) but for one; 0 for 0"""
    return abs(f.numerator).bit_length() - f.denominator.bit_length() if f else 0


def mpf(f):
    return mpmath.fdiv(f.numerator, f.denominator)


def square_root(f):
    p, q = math.isqrt(f.numerator), math.isqrt(f.denominator)
    return Fraction(p, q) if p * p == f.numerator and q * q == f.denominator else None


def value(function, x, bits):
    """an interval around the value, straight from the definition: log1p as a logarithm, expm1 as a difference"""
    if function == "rational":
        return x, x
    if function == "sqrt":
        root = square_root(x)
        if root is not None:
            return root, root
        mp.prec = bits + 40
        return interval(mpmath.sqrt(mpf(x)), bits)
    if function in ("log1p", "ln"):
        if function == "log1p":
            x = 1 + x
        if x == 1:
            return Fraction(0), Fraction(0)
        mp.prec = bits + 40 + max(0, -magnitude(x - 1))
        return interval(mpmath.ln(mpf(x)), bits)
    if x == 0:
        exact_result = Fraction(function == "exp")
        return exact_result, exact_result
    if function == "expm1":
        mp.prec = bits + 40 + abs(magnitude(x))
        return interval(mpmath.exp(mpf(x)) - 1, bits)
    mp.prec = bits + 40 + max(0, magnitude(x))
    return interval(mpmath.exp(mpf(x)), bits)


def patiently(check, function, x, bits):
    """Few bits settle most rows. A value closer to a boundary fails at first and is looked at again with many."""
    try:
        check(*value(function, x, bits))
    except Wrong:
        check(*value(function, x, bits + 4000))


def check_elementary(fields):
    function, argument, lower, upper = fields
    x = read_argument(argument)
    # -1 + 5e-435 needs the bits to be told from -1
    bits = 300 + (int(-1.5 * x) if function == "expm1" and x < -50 else 0)
    patiently(lambda low, high: check_enclosure(lower, upper, low, high, 55), function, x, bits)


def check_double(fields):
    function, argument, nearest = fields
    x = read_argument(argument)
    if function in ("exp", "expm1") and abs(x) > 1000:
        expected = "inf" if x > 0 else "0x0p+0" if function == "exp" else "-0x1p+0"
        need(nearest == expected, "not the limit")
        return
    patiently(lambda low, high: check_nearest(nearest, low, high), function, x, 250)


# ---------------------------------------------------------------- best-of-n


def gap_function(x, n):
    """phi(x) = h(1-x, 1), where ln n - (n-1)/n - KL = sum of F_i^n phi(p_i/F_i)"""
    if x == 1:
        return formula(n)
    log_rest = mpmath.log1p(-mpf(x))
    hit = -mpmath.expm1(n * log_rest)
    power = mpmath.exp(n * log_rest)
    return formula(n) - power * (formula(n) + (n - 1) * log_rest) - hit * mpmath.log(hit / mpf(x))


def formula(n):
    return mpmath.log(n) - 1 + mpmath.mpf(1) / n


def check_kl(fields):
    (weights, n, kl_lower, kl_upper, kl_hex, win, bound_hex, top_lower, top_upper, top_hex, mean_lower, mean_upper,
     mean_hex, variation, chi, pmf, win_hex, variation_hex, chi_hex) = fields
    w = [int(x) for x in weights.split(",")]
    n = int(n)
    need(all(x > 0 for x in w) and n >= 1, "bad weights or n")
    total = sum(w)
    p = [Fraction(x, total) for x in w]
    f, running = [], 0
    for x in w:
        running += x
        f.append(Fraction(running, total))
    powers = [0] + [x**n for x in f]
    q = [b - a for a, b in zip(powers, powers[1:])]

    def rational(text, hex_text, v):
        if text != "-":
            need(read_fraction(text) == v, "wrong fraction")
        check_nearest(hex_text, v, v)

    # W = 1 - sum of (F_(i-1)^n + F_i^n)/2 p_i, the same rational by Abel summation
    rational(win, win_hex, 1 - sum((a + b) * x for a, b, x in zip(powers, powers[1:], p)) / 2)
    # TV is the largest excess of p over q on an initial segment
    rational(variation, variation_hex, max(a - b for a, b in zip(f, powers[1:])))
    rational(chi, chi_hex, sum((b - a) ** 2 / a for a, b in zip(p, q)))
    if pmf != "-":
        need([read_fraction(x) for x in pmf.split(",")] == q, "wrong pmf")

    if n == 1 or len(w) == 1:
        need((kl_lower, kl_upper, kl_hex) == (top_lower, top_upper, top_hex) == (mean_lower, mean_upper, mean_hex)
             == ("0", "0", "0x0p+0"), "should be exactly 0")
        if n == 1:
            need(bound_hex == "0x0p+0", "should be exactly 0")
            return
    bits = 260
    # The gap form subtracts, down to KL = about the smallest mass squared.
    mp.prec = bits + 100 + 3 * max(-magnitude(x) for x in p)
    bound = formula(n)
    check_nearest(bound_hex, *interval(bound, bits))
    if len(w) == 1:
        return
    gap = [gap_function(x, n) for x in p]
    kl = bound - mpmath.fsum(mpf(b**n) * gap_function(a / b, n) for a, b in zip(p, f))
    mean = bound - mpmath.fsum(mpf(b) * g for b, g in zip(q, gap))
    for lower, upper, text, v in [(kl_lower, kl_upper, kl_hex, kl), (top_lower, top_upper, top_hex, bound - gap[-1]),
                                  (mean_lower, mean_upper, mean_hex, mean)]:
        low, high = interval(v, bits)
        check_enclosure(lower, upper, low, high, 60)
        check_nearest(text, low, high)


# ---------------------------------------------------------------- all tables

TABLES = [
    ("elementary.tsv", 4, 2000, check_elementary),
    ("doubles.tsv", 3, 10000, check_double),
    ("kl.tsv", 19, 400, check_kl),
]


def check_form(name, width, least):
    """the rows of a table, as (line number, fields)"""
    with open(os.path.join(HERE, name), "rb") as file:
        data = file.read()
    need(b"\r" not in data and data.endswith(b"\n"), f"{name}: line ends")
    lines = data.decode("utf-8").split("\n")[:-1]
    header = [x for x in lines if x.startswith("#")]
    need(lines[: len(header)] == header and header[-1].count("\t") == width - 1, f"{name}: header")
    rows = [(i + 1, x.split("\t")) for i, x in enumerate(lines) if not x.startswith("#")]
    need(len(rows) >= least, f"{name}: only {len(rows)} rows")
    for i, fields in rows:
        need(len(fields) == width and all(fields), f"{name}:{i}: {width} fields expected")
    inputs = [tuple(fields[:2]) for _, fields in rows]
    need(len(set(inputs)) == len(inputs), f"{name}: a row occurs twice")
    return rows


def main():
    every = sys.argv[1:] == ["--all"]
    if sys.argv[1:] and not every:
        sys.exit("usage: check.py [--all]")
    errors = 0
    for name, width, least, check in TABLES:
        try:
            rows = check_form(name, width, least)
        except Wrong as wrong:
            print(wrong)
            errors += 1
            continue
        sample = rows if every or len(rows) <= SAMPLE else [rows[i * (len(rows) - 1) // (SAMPLE - 1)] for i in range(SAMPLE)]
        bad = 0
        for i, fields in sample:
            try:
                check(fields)
            except (Wrong, ValueError, ArithmeticError) as wrong:
                print(f"{name}:{i}: {wrong}: {' '.join(fields)[:160]}")
                bad += 1
        print(f"{name}: {len(sample)} of {len(rows)} rows checked, {bad} wrong")
        errors += bad
    sys.exit(1 if errors else 0)


if __name__ == "__main__":
    main()
