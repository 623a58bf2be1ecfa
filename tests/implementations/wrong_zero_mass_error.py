"""Refuses outcomes of mass 0: ln 0 is an error in Python."""
import math
from bestofn import BestOfN, serve


class Mistaken(BestOfN):
    def kl(self):
        return super().kl() + sum(0 * math.log(p) for p in self.p)


serve(Mistaken)
