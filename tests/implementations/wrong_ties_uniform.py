"""Splits the mass of tied outcomes evenly, not in proportion to their probabilities."""
import math
from bestofn import BestOfN, serve


class Mistaken(BestOfN):
    def pmf(self):
        q = [0.0] * len(self.p)
        for cell, _, _, _, best, _ in self.shapes():
            for i in cell:
                q[i] = best / len(cell)
        return q

    def kl(self):
        return math.fsum(q * math.log(q / p) - q + p for p, q in zip(self.p, self.pmf()) if q > 0) + math.fsum(
            p for p, q in zip(self.p, self.pmf()) if q == 0)


serve(Mistaken)
