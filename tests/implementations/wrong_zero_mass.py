"""Outcomes of mass 0 take part in the sum: 0 ln(0/0) is not a number."""
import math
from bestofn import BestOfN, serve


class Mistaken(BestOfN):
    def kl(self):
        return super().kl() + math.fsum(self.term(p) for p in self.p if p == 0)

    def term(self, p):
        return p * (math.inf if p == 0 else 1)  # what NumPy makes of 0 * log(0 / 0)


serve(Mistaken)
