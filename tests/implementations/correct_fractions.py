"""Exact fractions of the doubles as they stand, for n up to 40."""
import math
from fractions import Fraction
from bestofn import BestOfN, serve, series


class Exact(BestOfN):
    def exactly(self):
        p = [Fraction(x) for x in self.p]
        total = sum(p)
        cumulative, power = Fraction(0), Fraction(0)
        for cell in self.cells():
            mass = sum(p[i] for i in cell) / total
            cumulative += mass
            best = cumulative ** self.n - power
            power += best
            yield cell, mass, cumulative, best, [p[i] / total / mass for i in cell]

    def pmf(self):
        q = [0.0] * len(self.p)
        for cell, _, _, best, shares in self.exactly():
            for i, share in zip(cell, shares):
                q[i] = float(best * share)
        return q

    def win_rate(self):
        return float(sum(best * (2 * cumulative - mass) / 2 for _, mass, cumulative, best, _ in self.exactly()))

    def total_variation(self):
        return float(sum(abs(best - mass) for _, mass, _, best, _ in self.exactly()) / 2)

    def chi_squared(self):
        return float(sum((best - mass) ** 2 / mass for _, mass, _, best, _ in self.exactly()))

    def kl(self):
        return math.fsum(float(mass) * psi(best / mass) for _, mass, _, best, _ in self.exactly())

    def expected_reward(self):
        q = [Fraction(0)] * len(self.p)
        for cell, _, _, best, shares in self.exactly():
            for i, share in zip(cell, shares):
                q[i] = best * share
        return float(sum(x * Fraction(r) for x, r in zip(q, self.r)))


def psi(ratio):
    """t ln t - t + 1."""
    excess = ratio - 1
    if abs(excess) < Fraction(1, 100):
        return series(math.log1p(float(excess)), lambda k: (k - 1) / math.factorial(k), None)
    if ratio.numerator.bit_length() < ratio.denominator.bit_length() - 1100:
        return 1.0
    t = float(ratio)
    return t * math.log(t) - t + 1 if t > 0 else 1.0


def bounded(name):
    exact = getattr(Exact, name)

    def method(self):
        if self.n > 40 or len(self.p) > 12 or min(x for x in self.p if x > 0) < 1e-40:
            return getattr(BestOfN, name)(self)
        return exact(self)

    return method


class Bounded(Exact):
    """Beyond its reach the doubles answer."""


for name in ("pmf", "win_rate", "total_variation", "chi_squared", "kl", "expected_reward"):
    setattr(Bounded, name, bounded(name))

serve(Bounded)
