"""F^n - F_-^n as it stands in the book."""
import math
from bestofn import BestOfN, serve


class Mistaken(BestOfN):
    def pmf(self):
        q = [0.0] * len(self.p)
        below = 0.0
        for cell in self.cells():
            mass = sum(self.p[i] for i in cell)
            best = min(1.0, below + mass) ** self.n - below ** self.n
            below = min(1.0, below + mass)
            for i in cell:
                q[i] = best * self.p[i] / mass
        return q

    def kl(self):
        return sum(q * math.log(q / p) for p, q in zip(self.levels(), self.level_pmf()) if q > 0)

    def levels(self):
        return [sum(self.p[i] for i in cell) for cell in self.cells()]

    def level_pmf(self):
        q = self.pmf()
        return [sum(q[i] for i in cell) for cell in self.cells()]


serve(Mistaken)
