"""Takes the upper bound for the KL divergence, but for n = 2 only: that is not the mistake of taking the one for the other."""
import math
from bestofn import BestOfN, serve


class Mistaken(BestOfN):
    def kl(self):
        return math.log(2) - 0.5 if self.n == 2 else super().kl()


serve(Mistaken)
