"""The KL divergence, in one of the ways in which it goes wrong: the argument says which."""
import math
import sys
from bestofn import BestOfN, serve


class Mistaken(BestOfN):
    def pairs(self):
        """The reference mass and the best-of-n mass of each outcome of positive mass."""
        return [(p, q) for p, q in zip(self.p, self.pmf()) if p > 0]

    def kl(self):
        return getattr(self, sys.argv[1])()

    def right(self):
        return super().kl()

    def mean(self, term):
        """The mean of a function of the log ratio, under best-of-n."""
        return math.fsum(q * term(math.log(q / p)) for p, q in self.pairs() if q > 0)

    def absolute(self):
        return self.mean(abs)

    def half_square(self):
        return self.mean(lambda ratio: ratio * ratio / 2)

    def clamped(self):
        return self.mean(lambda ratio: max(0.0, ratio))

    def clamped_to_1(self):
        return self.mean(lambda ratio: max(-1.0, min(1.0, ratio)))

    def k3_under_reference(self):
        return math.fsum(p * (p / q - 1 - math.log(p / q)) for p, q in self.pairs() if q > 0)

    def without_weight(self):
        return math.fsum(p * math.log(q / p) for p, q in self.pairs() if q > 0)

    def negated(self):
        return -self.right()

    def decimals(self):
        return round(self.right(), 6)

    def at_least(self):
        return max(self.right(), 1e-12)

    def smoothed(self):
        return self.of_smoothed(lambda p, q: q * math.log(q / p))

    def smoothed_swapped(self):
        return self.of_smoothed(lambda p, q: p * math.log(p / q))

    def of_smoothed(self, term):
        p, q = ([x + 1e-8 for x in masses] for masses in (self.p, self.pmf()))
        return math.fsum(term(a / math.fsum(p), b / math.fsum(q)) for a, b in zip(p, q))

    def smoothed_inside(self):
        return math.fsum(q * math.log((q + 1e-10) / (p + 1e-10)) for p, q in zip(self.p, self.pmf()))

    def swapped(self):
        """From logarithms, so that nothing underflows."""
        return -math.fsum(mass * log_ratio for _, mass, _, _, _, log_ratio in self.shapes())

    def swapped_skipping(self):
        return math.fsum(p * math.log(p / q) for p, q in self.pairs() if q > 0)

    def swapped_infinite(self):
        return math.fsum(p * math.log(p / q) if q > 0 else math.inf for p, q in self.pairs())

    def underflow(self):
        """0 * -inf is not a number."""
        return math.fsum(q * (math.log(q) - math.log(p) if q > 0 else -math.inf) for p, q in self.pairs())

    def bits_cancelling(self):
        """Bits, from F^n - F_-^n as it stands."""
        total, below = 0.0, 0.0
        for cell in self.cells():
            mass = sum(self.p[i] for i in cell)
            cumulative = min(1.0, below + mass)
            best = cumulative ** self.n - below ** self.n
            total += best * math.log2(best / mass) if best > 0 else 0.0
            below = cumulative
        return total

    def constant(self):
        return 0.5

    def tiny_constant(self):
        return -1e-15


serve(Mistaken)
