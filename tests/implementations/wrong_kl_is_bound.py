"""Takes the upper bound ln n - (n-1)/n for the KL divergence."""
import math
from bestofn import BestOfN, serve


class Mistaken(BestOfN):
    def kl(self):
        return math.log(self.n) - (self.n - 1) / self.n


serve(Mistaken)
