"""Makes the deterministic inputs, has the compiled golden.c evaluate them, and writes the golden tables.

Called by the script `generate` next to it. Only the standard library is used; every pseudo-random choice
comes from the small generator below, so that the rows do not depend on the version of Python.
"""

import argparse
import math
import os
import subprocess
import sys
import time
from fractions import Fraction

if hasattr(sys, "set_int_max_str_digits"):
    sys.set_int_max_str_digits(0)


class Source:
    """splitmix64"""

    def __init__(self, seed):
        self.state = seed

    def word(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) % 2**64
        z = self.state
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 % 2**64
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB % 2**64
        return z ^ (z >> 31)

    def bits(self, count):
        """uniform below 2^count"""
        value = 0
        for _ in range((count + 63) // 64):
            value = value << 64 | self.word()
        return value >> (-count % 64)

    def below(self, limit):
        return self.bits(limit.bit_length() + 64) % limit

    def between(self, low, high):
        """uniform among low … high"""
        return low + self.below(high - low + 1)

    def exactly(self, count):
        """an integer of exactly count bits"""
        return 1 << (count - 1) | self.bits(count - 1)

    def sign(self):
        return 1 - 2 * self.bits(1)

    def pick(self, items):
        return items[self.below(len(items))]


def dyadic(m, e):
    """m*2^e in the shortest form with m odd"""
    if m == 0:
        return "0"
    while m % 2 == 0:
        m //= 2
        e += 1
    return str(m) if e == 0 else f"{m}*2^{e}"


def ratio(p, q=1):
    f = Fraction(p, q)
    return str(f.numerator) if f.denominator == 1 else f"{f.numerator}/{f.denominator}"


def of_double(x):
    p, q = x.as_integer_ratio()
    return dyadic(p, 1 - q.bit_length())


class Jobs:
    """the distinct jobs, in the order they came"""

    def __init__(self):
        self.seen = {}

    def add(self, *fields):
        self.seen["\t".join(map(str, fields))] = None

    def lines(self):
        return list(self.seen)


# ---------------------------------------------------------------- constants to a few hundred bits

BITS = 1600


def fixed_ln(x):
    """ln x for a positive rational x, in units of 2^-BITS, good to a few units times ln x"""
    shift = x.numerator.bit_length() - x.denominator.bit_length()
    x = x / Fraction(2) ** shift
    if x < Fraction(2, 3):
        x *= 2
        shift -= 1

    def twice_atanh(y):
        term = (y.numerator << (BITS + 1)) // y.denominator
        square = (y.numerator**2 << BITS) // y.denominator**2
        total, k = 0, 1
        while term:
            total += term // k
            term = term * square >> BITS
            k += 2
        return total

    y = (x - 1) / (x + 1)
    value = twice_atanh(y) if y >= 0 else -twice_atanh(-y)
    return value + shift * twice_atanh(Fraction(1, 3)) if shift else value


def ln_near(x, bits):
    """a dyadic rational with about that many fractional bits next to ln x"""
    return Fraction(fixed_ln(Fraction(x)) >> (BITS - bits), 2**bits)


def fixed_e_power(x):
    """e^x as a rational, far more closely than the convergents taken from it need"""
    total = term = Fraction(1)
    k = 1
    while abs(term) > Fraction(1, 10**160):
        term = term * x / k
        total += term
        k += 1
    return total


def convergents(x, count):
    p0, q0, p1, q1 = 0, 1, 1, 0
    result = []
    for _ in range(count):
        a = x.numerator // x.denominator
        p0, q0, p1, q1 = p1, q1, a * p1 + p0, a * q1 + q0
        result.append(Fraction(p1, q1))
        if x == a:
            break
        x = 1 / (x - a)
    return result


def fraction(f):
    return ratio(f.numerator, f.denominator)


# ---------------------------------------------------------------- elementary.tsv


def random_ratio(s, bits, positive=True):
    p, q = s.exactly(s.between(2, bits)), s.exactly(s.between(2, bits))
    return ratio(p if positive else p * s.sign(), q)


def random_dyadic(s, low, high, bits=53):
    """2^low <= value < 2^(high+1)"""
    return dyadic(s.exactly(bits), s.between(low, high) - bits + 1)


def near_one():
    """1 ± 2^-k"""
    for k in [*range(1, 65), 80, 100, 128, 200, 256, 400, 500, 512, 700, 1000, 1022, 1023, 1074, 1075, 2000]:
        yield dyadic(2**k + 1, -k)
        yield dyadic(2**k - 1, -k)


def elementary_jobs():
    jobs, s = Jobs(), Source(1)

    def ln(x):
        jobs.add("ln", x)

    for k in range(1, 101):
        ln(k)
    for q in range(2, 13):
        for p in range(1, 13):
            if math.gcd(p, q) == 1:
                ln(ratio(p, q))
    for x in near_one():
        ln(x)
    for k in [1, 2, 3, 5, 8, 10, 15, 16, 17, 20, 30, 50, 55, 60, 100, 300]:
        ln(ratio(10**k + 1, 10**k))
        ln(ratio(10**k - 1, 10**k))
        ln(10**k)
        ln(ratio(1, 10**k))
        ln(ratio(2 * 10**k + 1, 10**k))
        ln(ratio(2 * 10**k - 1, 10**k))
        ln(ratio(10 * 10**k + 1, 10**k))
        ln(ratio(10 * 10**k - 1, 10**k))
    for k in [1, 2, 10, 64, 500, 1000, 1022, 1074, 100000]:
        ln(dyadic(1, k))
        ln(dyadic(1, -k))
    for power, count in [(Fraction(1), 45), (Fraction(2), 20), (Fraction(1, 2), 20), (Fraction(-1), 20), (Fraction(10), 15)]:
        for c in convergents(fixed_e_power(power), count):
            if c > 0:
                ln(fraction(c))
    for k in [-1022, -500, -53, -1, 1, 2, 3, 10, 31, 52, 53, 63, 64, 100, 300, 1023]:
        ln(dyadic(2**53 + 1, k - 53))
        ln(dyadic(2**53 - 1, k - 53))
    for k in [200, 4000, 10000]:
        ln(2**k + 1)
        ln(2**k - 1)
    for e in [99800, -99800, 100000, -100000]:
        ln(dyadic(2**200 + 1, e))
        ln(dyadic(2**200 - 1, e))
        ln(dyadic(3, e))
    for bits in [4, 8, 16, 32, 64, 128, 300]:
        for _ in range(20):
            ln(random_ratio(s, bits))
    for _ in range(60):
        ln(random_dyadic(s, -1074, 1023))
    for _ in range(20):
        ln(random_dyadic(s, -100000, 100000))
    for _ in range(40):
        ln(random_dyadic(s, -1, 0))
    for _ in range(10):
        ln(ratio(s.exactly(10000), s.exactly(10000)))
    for i in range(10):
        q = s.exactly(10000)
        ln(ratio(q + s.sign() * s.exactly(10000 - 1 - 1000 * i), q))

    def exp(x):
        jobs.add("exp", x)

    for k in range(-50, 51):
        exp(k)
    for k in range(700, 746):
        exp(k)
        exp(-k)
    for k in [10, 100, 1000, 10**4, 10**5, 10**6]:
        exp(k)
        exp(-k)
        exp(ratio(10 * k + 1, 10))
    for q in range(2, 8):
        for p in range(-7, 8):
            if p and math.gcd(p, q) == 1:
                exp(ratio(p, q))
    for k in [*range(1, 33), 40, 52, 53, 54, 64, 100, 200, 256, 500, 1000, 1074]:
        exp(dyadic(1, -k))
        exp(dyadic(-1, -k))
    for value, count in [(2, 30), (10, 15), (3, 8)]:
        for c in convergents(Fraction(fixed_ln(Fraction(value)), 2**BITS), count):
            exp(fraction(c))
    for k in [-1074, -1023, -100, -10, -3, -2, -1, 1, 2, 3, 10, 53, 100, 1023]:
        for bits in [40, 120, 240]:
            exp(fraction(ln_near(Fraction(2) ** k, bits)))
    for bits in [4, 8, 16, 64, 200]:
        for _ in range(16):
            p, q = s.exactly(bits), s.exactly(bits)
            exp(ratio(p * s.sign(), q))
    for _ in range(50):
        exp(random_dyadic(s, -30, 9))
        exp("-" + random_dyadic(s, -30, 9))

    def log1p(x):
        jobs.add("log1p", x)

    log1p(0)
    tiny = [*range(1, 65), 80, 100, 128, 200, 256, 400, 500, 512, 700, 1000, 1022, 1073, 1074, 1075, 1500, 2000]
    for k in tiny:
        log1p(dyadic(1, -k))
        log1p(dyadic(-1, -k))
    for k in [2, 3, 4, 10, 30, 52, 53, 54, 64, 100, 200, 500, 1000, 1074]:
        log1p(dyadic(1 - 2**k, -k))
    for k in [1, 2, 3, 10, 16, 20, 50, 55, 100, 300]:
        log1p(ratio(1, 10**k))
        log1p(ratio(-1, 10**k))
        log1p(ratio(1 - 10**k, 10**k))
        log1p(10**k)
    for k in range(1, 31):
        log1p(k)
    for q in range(2, 8):
        for p in range(1 - q, 8):
            if p and math.gcd(p, q) == 1:
                log1p(ratio(p, q))
    for c in convergents(fixed_e_power(Fraction(1)) - 1, 25):
        log1p(fraction(c))
    for _ in range(40):
        log1p(random_ratio(s, s.pick([8, 64, 200])))
    for _ in range(40):
        q = s.exactly(s.pick([8, 64, 200]))
        log1p(ratio(-s.between(1, q - 1), q))
    for _ in range(30):
        log1p(random_dyadic(s, -1074, 1023))
        log1p("-" + random_dyadic(s, -1074, -1))

    def expm1(x):
        jobs.add("expm1", x)

    expm1(0)
    for k in tiny:
        expm1(dyadic(1, -k))
        expm1(dyadic(-1, -k))
    for k in [*range(1, 31), 100, 127, 128, 500, 709, 710, 745, 1000, 5000]:
        expm1(k)
        expm1(-k)
    expm1(10**6)
    for k in [1, 2, 3, 10, 16, 20, 50, 55, 100, 300]:
        expm1(ratio(1, 10**k))
        expm1(ratio(-1, 10**k))
    for q in range(2, 7):
        for p in range(-6, 7):
            if p and math.gcd(p, q) == 1:
                expm1(ratio(p, q))
    for c in convergents(Fraction(fixed_ln(Fraction(2)), 2**BITS), 25):
        expm1(fraction(c))
        expm1(fraction(-c))
    for _ in range(50):
        p, q = s.exactly(s.pick([8, 64, 200])), s.exactly(s.pick([8, 64, 200]))
        if p < 1000 * q:
            expm1(ratio(p * s.sign(), q))
    for _ in range(30):
        expm1(random_dyadic(s, -1074, 9))
        expm1("-" + random_dyadic(s, -1074, 9))

    def sqrt(x):
        jobs.add("sqrt", x)

    for k in range(0, 101):
        sqrt(k)
    for q in range(2, 10):
        for p in range(1, 10):
            if math.gcd(p, q) == 1 and (p + q) % 2:
                sqrt(ratio(p, q))
    for k in [10, 100, 10**5, 10**9, 10**20, 10**27, 10**30, 2**31, 2**64, 2**100, 2**200, 3**50, 3**200]:
        for d in [-1, 0, 1]:
            sqrt(k * k + d)
        sqrt(ratio(k * k + 1, k * k))
        sqrt(ratio(k * k - 1, k * k))
    for e in [1, 2, 3, 52, 53, 100, 101, 1022, 1023, 1074, 2148, 2150, 5001, 100000, 100001]:
        sqrt(dyadic(1, e))
        sqrt(dyadic(1, -e))
    for k in [1, 5, 10, 27, 50, 55, 100, 101, 301]:
        sqrt(10**k)
        sqrt(ratio(1, 10**k))
    for p, q in [(1, 4), (4, 9), (9, 16), (25, 64), (49, 10000), (121, 625), (10**20, 9), ((10**27 + 1) ** 2, 10**54)]:
        sqrt(ratio(p, q))
    for _ in range(20):
        root = s.exactly(s.pick([20, 100, 180]))
        sqrt(root * root)
        sqrt(root * root + s.sign())
    for bits in [8, 64, 300]:
        for _ in range(14):
            sqrt(random_ratio(s, bits))
    for _ in range(40):
        sqrt(random_dyadic(s, -1074, 1023))
    return jobs.lines()


# ---------------------------------------------------------------- doubles.tsv

OVERFLOW = 2**1024 - 2**970  # the smallest rational that rounds to infinity

# function, sign, exponents of the argument, seed: each searches 2^32 arguments
SEARCHES = [
    ("ln", "+", -1074 + 52, 1023, 101),
    ("ln", "+", -1, 0, 102),
    ("exp", "+", -20, 9, 103),
    ("exp", "-", -20, 9, 104),
    ("log1p", "+", -20, 60, 105),
    ("log1p", "-", -20, -1, 106),
    ("expm1", "+", -20, 9, 107),
    ("expm1", "-", -20, 5, 108),
]
SEARCH_BLOCKS = 2**20
SEARCH_KEEP = 120

# Known hard cases, far beyond what the searches reach: the value is within 2^-58 units in the last place of a
# double (the first two) or of a midpoint (the third).
KNOWN = [("exp", "0x1.83d4bcdebb3f4p+2"), ("ln", "0x1.26e9c4d32796p-232"), ("ln", "0x1.613955dc802f8p-35")]


def square_roots(c, k):
    """the odd y below 2^k with y^2 = c modulo 2^k, for c = 1 modulo 8"""
    y = 1
    for j in range(3, k):
        if (y * y - c) % 2 ** (j + 1):
            y += 2 ** (j - 1)
    half = 2 ** (k - 1)
    return sorted({y % 2**k, -y % 2**k, (y + half) % 2**k, (half - y) % 2**k})


def hard_square_roots():
    """doubles m 2^k whose root is the odd 54-bit y, a midpoint, but for c / 4y units in the last place: y^2 = m 2^k + c"""
    for c in [x for d in range(1, 400, 8) for x in (d, d - 8)]:
        for k in (54, 55):
            for y in square_roots(c, k):
                m = (y * y - c) >> k
                if 2**53 <= y < 2**54 and m < 2**53:
                    yield m, k


def double_jobs(hard):
    jobs, s = Jobs(), Source(2)

    # -------- rational
    def rational(x):
        jobs.add("rational", x)

    for x in [0, 1, -1, 2, 3, 10, -10]:
        rational(x)
    for bits in [8, 32, 53, 54, 64, 100, 400, 1000]:
        for _ in range(50):
            p, q = s.exactly(bits), s.exactly(s.between(2, bits))
            rational(ratio(p * s.sign(), q))
    for _ in range(40):
        rational(ratio(s.exactly(s.between(1000, 3000)) * s.sign(), s.exactly(s.between(1000, 2000))))
    for _ in range(150):
        m, e = s.exactly(53), s.between(-1022, 1023) - 52
        rational(dyadic(m * s.sign(), e))
    for e in range(-40, 41):
        rational(fraction(Fraction(2) ** e * s.sign()))
    for _ in range(300):  # midpoints, half of them to be rounded down and half up
        rational(dyadic((2 * s.exactly(53) + 1) * s.sign(), s.between(-1022, 1022) - 53))
    for gap in [60, 120, 300, 1500]:  # just off a midpoint
        for _ in range(70 if gap < 1000 else 10):
            m = (2 * s.exactly(53) + 1 << gap) + s.sign()
            rational(dyadic(m * s.sign(), s.between(-1022, 1022) - 53 - gap))
    for _ in range(60):
        m, q = 2 * s.exactly(53) + 1, s.exactly(80) | 1
        rational(ratio((m * q + s.sign()) * s.sign(), q << 53))
    for e in [*range(-1023, -1000, 2), *range(-60, 61, 6), *range(1001, 1024, 2)]:  # around powers of two
        for d in [-3, -2, -1, 1, 2, 3]:
            rational(dyadic(2**54 + d, e - 54))
    for _ in range(200):  # subnormals, quarter by quarter
        rational(dyadic((4 * s.bits(s.between(1, 52)) + s.below(4)) * s.sign(), -1076))
    for k in range(1, 26):  # the first few subnormals and all that lies between, to eighths
        rational(dyadic(k, -1077))
        rational(dyadic(-k, -1077))
    for middle, unit in [(Fraction(1, 2**1075), 1075), (Fraction(3, 2**1075), 1075), (Fraction(2**53 - 1, 2**1075), 1075)]:
        for k in [1, 2, 10, 60, 200, 1000]:
            for d in [-1, 0, 1]:
                m = middle + Fraction(d, 2 ** (unit + k))
                rational(dyadic(m.numerator, 1 - m.denominator.bit_length()))
                rational(dyadic(-m.numerator, 1 - m.denominator.bit_length()))
    for e in [1076, 1077, 1100, 1500, 5000]:
        rational(dyadic(1, -e))
        rational(dyadic(-3, -e))
    for x in [2**1024, 2**1024 - 1, 2**1024 - 2**971, 2**1023, 10**308, 10**309, 17 * 10**307, 18 * 10**307, 10**400]:
        rational(x)
        rational(-x)
    for d in [-(2**900), -(2**53), -1, 0, 1, 2**53, 2**900]:
        rational(OVERFLOW + d)
        rational(-OVERFLOW - d)
    for k in [1, 60, 1000]:
        for d in [-1, 1]:
            rational(dyadic(OVERFLOW * 2**k + d, -k))
    rational(ratio(OVERFLOW * 3 - 1, 3))
    rational(ratio(OVERFLOW * 3 + 1, 3))
    rational(dyadic(1, 5000))
    rational(dyadic(-1, 5000))
    for p in range(1, 10):  # decimals
        rational(ratio(p, 10))
    for _ in range(300):
        digits, e = s.between(1, 10 ** s.between(1, 19)), s.between(-340, 300)
        rational(fraction(Fraction(digits) * Fraction(10) ** e * s.sign()))
    for text in ["2.2250738585072011e-308", "2.2250738585072014e-308", "4.9406564584124654e-324", "2.4703282292062327e-324",
                 "2.4703282292062328e-324", "1.7976931348623157e308", "1.7976931348623158e308", "1.7976931348623159e308"]:
        rational(fraction(Fraction(text)))
    for _ in range(300):  # quotients of two integers of 53 bits, less than 2^-45 units away from a midpoint
        while True:
            q = s.exactly(53) | 1
            r = (2 * s.below(100) + 1) * s.sign()
            y = r * pow(q, -1, 2**54) % 2**54
            p = (q * y - r) >> 54
            if 2**53 <= y and p > 0:
                break
        rational(f"{p * s.sign()}/{q}")
    for _ in range(120):  # integers of 54 to 56 bits
        rational(s.exactly(s.between(54, 56)) * s.sign())

    # -------- arguments shared by several functions
    def all_range(function, count, low, high, sign=1):
        for _ in range(count):
            m, e = s.exactly(53), s.between(low, high)
            jobs.add(function, dyadic(sign * m, e - 52))

    def subnormal(function, count, signs):
        for _ in range(count):
            jobs.add(function, dyadic(s.pick(signs) * s.exactly(s.between(1, 52)), -1074))
        for sign in signs:
            for m in [1, 2, 3, 2**52 - 1, 2**52, 2**52 + 1]:
                jobs.add(function, dyadic(sign * m, -1074))

    def neighbours(function, x, count):
        """doubles on both sides of a number"""
        x = float(x)
        below = above = x
        jobs.add(function, of_double(x))
        for _ in range(count):
            below, above = math.nextafter(below, -math.inf), math.nextafter(above, math.inf)
            jobs.add(function, of_double(below))
            jobs.add(function, of_double(above))

    def uniform(function, count, low, high):
        """doubles uniform between two integers"""
        for _ in range(count):
            jobs.add(function, of_double(float(low + Fraction((high - low) * s.bits(80), 2**80))))

    for function, argument, _ in hard:
        jobs.add(function, argument)
    for function, text in KNOWN:
        jobs.add(function, of_double(float.fromhex(text)))

    # -------- ln
    for k in range(1, 151):
        jobs.add("ln", k)
    all_range("ln", 500, -1022, 1023)
    all_range("ln", 250, -2, 1)
    subnormal("ln", 120, [1])
    neighbours("ln", 1, 60)
    for k in range(1, 53):
        jobs.add("ln", dyadic(2**k + 1, -k))
        jobs.add("ln", dyadic(2**k - 1, -k))
    jobs.add("ln", of_double(sys.float_info.max))
    for e in range(-1074, 1024, 30):
        jobs.add("ln", dyadic(1, e))
    for power in range(-20, 21):
        neighbours("ln", fixed_e_power(Fraction(power)), 2)
    for _ in range(120):
        jobs.add("ln", random_ratio(s, s.pick([16, 53, 120, 400])))
    for k in [100, 500, 1000, 1022, 1050, 1073, 1074, 1075, 1076, 1077]:  # results down to the smallest, and to 0
        for m in [1, 3]:
            jobs.add("ln", dyadic(2**k + m, -k))
            jobs.add("ln", dyadic(2**k - m, -k))
    for _ in range(40):
        jobs.add("ln", dyadic(s.exactly(53), s.between(-5000, 5000)))

    # -------- exp
    for k in range(-50, 51):
        jobs.add("exp", k)
    uniform("exp", 350, -709, 709)
    uniform("exp", 200, -746, -708)
    all_range("exp", 200, -60, 9)
    all_range("exp", 200, -60, 9, -1)
    all_range("exp", 40, -1022, -60)
    all_range("exp", 40, -1022, -60, -1)
    subnormal("exp", 10, [1, -1])
    for k in range(48, 60):  # next to 1, where the value leans on a midpoint
        for m in [1, 3, 5]:
            jobs.add("exp", dyadic(m, -k))
            jobs.add("exp", dyadic(-m, -k))
    neighbours("exp", ln_near(OVERFLOW, 100), 20)
    for boundary in [Fraction(1, 2**1075), Fraction(3, 2**1075), Fraction(1, 2**1022), Fraction(2**53 - 1, 2**1075)]:
        neighbours("exp", ln_near(boundary, 100), 15)
    for boundary in [OVERFLOW, Fraction(1, 2**1075), Fraction(3, 2**1075), Fraction(5, 2**1075), Fraction(2**53 - 1, 2**1075)]:
        for bits in [60, 100, 200, 400]:  # arguments that are no doubles, on either side of the boundary
            x = ln_near(boundary, bits)
            jobs.add("exp", fraction(x))
            jobs.add("exp", fraction(x + Fraction(1, 2**bits)))
    for _ in range(60):  # the same around midpoints
        bits = s.pick([80, 140, 250])
        x = ln_near(Fraction(2 * s.exactly(53) + 1) * Fraction(2) ** (s.between(-30, 30) - 53), bits)
        jobs.add("exp", fraction(x))
        jobs.add("exp", fraction(x + Fraction(1, 2**bits)))
    for x in [710, 720, 746, 747, 800, 1000, 1001, 10**6, 10**300]:
        jobs.add("exp", x)
        jobs.add("exp", -x)
    jobs.add("exp", of_double(sys.float_info.max))
    jobs.add("exp", of_double(-sys.float_info.max))
    for k in range(-745, -699):
        jobs.add("exp", k)
    for k in range(700, 710):
        jobs.add("exp", k)
    for _ in range(120):
        p, q = s.exactly(s.between(2, 80)), s.exactly(s.between(70, 90))
        jobs.add("exp", ratio(p * s.sign(), q))

    # -------- log1p
    jobs.add("log1p", 0)
    for k in range(1, 81):
        jobs.add("log1p", k)
    all_range("log1p", 300, -60, 60)
    all_range("log1p", 200, -60, -1, -1)
    all_range("log1p", 150, -1022, 1023)
    all_range("log1p", 100, -1022, -60, -1)
    subnormal("log1p", 60, [1, -1])
    for k in range(1, 54):  # towards -1, where 1 + x is a power of two
        jobs.add("log1p", dyadic(1 - 2**k, -k))
        jobs.add("log1p", dyadic(1 - 2 ** min(k, 52), -min(k, 52)))
    neighbours("log1p", -0.5, 20)
    neighbours("log1p", 1, 20)
    for _ in range(80):
        jobs.add("log1p", dyadic(s.exactly(s.between(1, 40)) - 2**53, -53))
    for k in range(20, 70):  # x - x^2/2 …
        jobs.add("log1p", dyadic(1, -k))
        jobs.add("log1p", dyadic(-1, -k))
    for k in [54, 55, 100, 500, 1074]:  # 1 + x no longer a double
        jobs.add("log1p", dyadic(1 - 2**k, -k))
    for k in [1074, 1075, 1076, 1077]:
        for m in [1, 3, 5, 7]:
            jobs.add("log1p", dyadic(m, -k))
            jobs.add("log1p", dyadic(-m, -k))
    for _ in range(120):
        q = s.exactly(s.pick([8, 53, 120]))
        jobs.add("log1p", ratio(s.between(1 - q, 3 * q), q))
    for power in range(1, 31):
        neighbours("log1p", fixed_e_power(Fraction(power)) - 1, 2)

    # -------- expm1
    jobs.add("expm1", 0)
    for k in range(1, 61):
        jobs.add("expm1", k)
        jobs.add("expm1", -k)
    uniform("expm1", 150, -45, 709)
    uniform("expm1", 200, -3, 3)
    all_range("expm1", 250, -60, 9)
    all_range("expm1", 250, -60, 5, -1)
    all_range("expm1", 80, -1022, -60)
    all_range("expm1", 80, -1022, -60, -1)
    subnormal("expm1", 60, [1, -1])
    for k in range(20, 70):
        jobs.add("expm1", dyadic(1, -k))
        jobs.add("expm1", dyadic(-1, -k))
    for k in [1074, 1075, 1076, 1077]:
        for m in [1, 3, 5, 7]:
            jobs.add("expm1", dyadic(m, -k))
            jobs.add("expm1", dyadic(-m, -k))
    neighbours("expm1", ln_near(OVERFLOW, 100), 20)
    neighbours("expm1", ln_near(2, 100), 20)
    neighbours("expm1", ln_near(Fraction(1, 2), 100), 20)
    for k in [53, 54, 55]:  # 1 - 2^-k: the end of the line at -1
        neighbours("expm1", ln_near(Fraction(1, 2**k), 100), 10)
    for _ in range(40):
        bits = s.pick([80, 140, 250])
        x = ln_near(1 + Fraction(2 * s.exactly(53) + 1) * Fraction(2) ** (s.between(-12, 12) - 53), bits)
        jobs.add("expm1", fraction(x))
        jobs.add("expm1", fraction(x + Fraction(1, 2**bits)))
    for x in [100, 700, 709, 710, 745, 746, 1000, 1001, 10**6, 10**300]:
        jobs.add("expm1", x)
        jobs.add("expm1", -x)
    for _ in range(100):
        p, q = s.exactly(s.between(2, 80)), s.exactly(s.between(74, 90))
        jobs.add("expm1", ratio(p * s.sign(), q))

    # -------- sqrt
    for k in range(0, 101):
        jobs.add("sqrt", k)
    all_range("sqrt", 400, -1022, 1023)
    all_range("sqrt", 100, -2, 1)
    subnormal("sqrt", 100, [1])
    neighbours("sqrt", 1, 40)
    neighbours("sqrt", 4, 10)
    jobs.add("sqrt", of_double(sys.float_info.max))
    for m, k in hard_square_roots():
        jobs.add("sqrt", dyadic(m, k + 2 * s.between(-540, 430)))
    for _ in range(100):  # squares of doubles of 26 bits, and of all doubles: exact
        m, e = s.exactly(s.pick([20, 26, 53])), s.between(-400, 400)
        jobs.add("sqrt", dyadic(m * m, 2 * e))
    for _ in range(60):  # squares of midpoints, and their neighbours
        m, e = 2 * s.exactly(53) + 1, s.between(-400, 400)
        jobs.add("sqrt", dyadic(m * m, 2 * e))
        jobs.add("sqrt", dyadic((m * m << 80) + s.sign(), 2 * e - 80))
    for k in [1, 3, 5, 7, 9]:  # roots that are subnormal midpoints
        for d in [-1, 0, 1]:
            jobs.add("sqrt", dyadic((k * k << 10) + d, -2160))
    for d in [-1, 0, 1]:
        jobs.add("sqrt", OVERFLOW * OVERFLOW + d)
    for e in [2047, 2048, 2049, 3000, -2147, -2148, -2149, -2151, -2152, -3000]:
        jobs.add("sqrt", dyadic(1, e))
        jobs.add("sqrt", dyadic(3, e))
    for _ in range(100):
        jobs.add("sqrt", random_ratio(s, s.pick([16, 53, 120, 400])))
    return jobs.lines()


# ---------------------------------------------------------------- kl.tsv


def kl_jobs():
    jobs, s = Jobs(), Source(3)

    def row(weights, n):
        jobs.add(",".join(map(str, weights)), n)

    # small ones, to be read by eye or checked against enumeration
    for weights, n in [([1, 1], 2), ([1, 1], 3), ([2, 1, 1, 1], 2), ([1], 2), ([1], 1), ([1, 1], 1), ([1], 12),
                       ([1, 4], 2), ([4, 1], 2), ([7], 3)]:
        row(weights, n)
    for weights in [[1, 1], [1, 2], [2, 1], [1, 9], [9, 1], [2, 2], [1, 99], [99, 1], [1, 1, 1], [1, 2, 3], [3, 2, 1],
                    [1, 1, 8], [8, 1, 1], [1, 8, 1], [1, 1, 1, 1], [1, 10, 100], [7, 5, 3, 2], [10, 20, 30, 40],
                    [1, 1, 1, 1, 1], [5, 4, 3, 2, 1], [2, 3, 5, 7, 11], [1, 1, 96, 1, 1], [96, 1, 1, 1, 1]]:
        for n in [1, 2, 3, 5, 8, 12]:
            row(weights, n)

    row([4, 1, 1, 1, 1, 1, 1], 2)
    row([1] * 21, 2)
    for size in [6, 10, 20, 32, 50]:
        for n in [1, 2, 5, 17, 64, 300]:
            row([1] * size, n)
    for size in [8, 25, 50]:
        for n in [2, 4, 16, 100]:
            zipf = [10**6 // i for i in range(1, size + 1)]
            square = [10**6 // i**2 for i in range(1, size + 1)]
            for weights in [zipf, zipf[::-1], square, square[::-1]]:
                row(weights, n)
    for size in [8, 20, 50]:
        for n in [2, 9, 40]:
            row([2**i for i in range(size)], n)
            row([2**i for i in reversed(range(size))], n)
    for mass in [10**3, 10**6, 10**12]:
        for n in [2, 10, 150]:
            row([1] * 9 + [mass], n)
            row([mass] + [1] * 9, n)
            row([1, 2, mass, 2, 1], n)
    for k in [20, 53, 64, 100, 150, 200]:
        for n in [2, 7, 300 if k < 150 else 30]:
            row([1, 2**k], n)
            row([2**k, 1], n)
    for n in [2, 30]:
        row([1, 2**200, 1], n)
        row([2**200, 1, 2**200], n)
        row([2**200 - 1, 1, 3], n)
        row([2**100, 1, 2**200, 2**50], n)
    for _ in range(70):
        size, n = s.between(2, 50), s.pick([2, 3, 4, 6, 10, 25, 60, 128, 300])
        row([s.between(1, 10 ** s.between(1, 6)) for _ in range(size)], n)
    for weights in [[1, 1], [9999, 1], [1, 9999], [1, 2, 3], [100000, 3, 1], [10**6, 1], [1]]:
        row(weights, 10**4)
    for weights in [[1, 1, 1], [999, 1], [1, 999]]:
        row(weights, 1000)
    # divergences below the normal doubles: subnormal, and rounded to zero though positive
    for k in [1021, 1060, 1073, 1080]:
        row([2**k, 1], 2)
        row([1, 2**k], 2)
    return jobs.lines()


# ---------------------------------------------------------------- driver

ELEMENTARY_HEADER = """\
# Enclosures of elementary functions at exact rational arguments, 55 significant digits, rounded outward.
# function\targument\tlower\tupper
"""
DOUBLES_HEADER = """\
# The double nearest to the value at an exact rational argument, ties to even.
# function\targument\tnearest
"""
KL_HEADER = """\
# Best-of-n on a finite policy: weights of the reward levels in ascending order of reward. Enclosures have 60 significant digits.
# weights\tn\tkl_lower\tkl_upper\tkl_hex\twin_rate\tkl_bound_hex\ttop_atom_lower\ttop_atom_upper\ttop_atom_hex\t\
estimator_mean_lower\testimator_mean_upper\testimator_mean_hex\ttotal_variation\tchi_squared\tpmf\t\
win_rate_hex\ttotal_variation_hex\tchi_squared_hex
"""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True, help="the compiled golden.c")
    parser.add_argument("--out", required=True, help="the folder to write to")
    options = parser.parse_args()

    def run(mode, lines):
        done = subprocess.run([options.program, mode], input="".join(x + "\n" for x in lines), text=True, encoding="ascii",
                              stdout=subprocess.PIPE)
        if done.returncode != 0:
            sys.exit(f"generate: golden.c failed in mode {mode}")
        return done.stdout

    def table(name, header, mode, lines):
        start = time.monotonic()
        rows = run(mode, lines)
        if rows.count("\n") != len(lines):
            sys.exit(f"generate: {name}: {len(lines)} jobs but {rows.count(chr(10))} rows")
        with open(os.path.join(options.out, name), "w", encoding="utf-8", newline="\n") as file:
            file.write(header + rows)
        print(f"{name}: {len(lines)} rows, {time.monotonic() - start:.1f} s", file=sys.stderr)

    table("elementary.tsv", ELEMENTARY_HEADER, "elementary", elementary_jobs())

    start = time.monotonic()
    searches = ["\t".join(map(str, (*search, SEARCH_BLOCKS, SEARCH_KEEP))) for search in SEARCHES]
    hard = [tuple(line.split("\t")) for line in run("hard", searches).splitlines()]
    for i, search in enumerate(SEARCHES):
        part = hard[i * SEARCH_KEEP : (i + 1) * SEARCH_KEEP]
        if len(part) < SEARCH_KEEP or any(row[0] != search[0] for row in part):
            sys.exit("generate: a search came back short")
        print(f"hard to round, {search[0]} {search[1]} 2^{search[2]}…2^{search[3]}: nearest {part[0][1]}, 2^{part[0][2]} units "
              f"from a midpoint; last kept 2^{part[-1][2]}", file=sys.stderr)
    print(f"search: {time.monotonic() - start:.1f} s", file=sys.stderr)

    table("doubles.tsv", DOUBLES_HEADER, "doubles", double_jobs(hard))
    table("kl.tsv", KL_HEADER, "kl", kl_jobs())


if __name__ == "__main__":
    main()
