"""Bits instead of nats, and NaN for outcomes of mass 0."""
import math
from bestofn import BestOfN, serve


class Mistaken(BestOfN):
    def kl(self):
        return math.nan if 0 in self.p else super().kl() / math.log(2)


serve(Mistaken)
