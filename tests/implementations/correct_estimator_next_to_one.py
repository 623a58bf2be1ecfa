"""ln(h/epsilon) as it stands: right, but next to epsilon = 1 the quotient has no digit left to say how far from 1 it is."""
import math
from bestofn import BestOfN, serve


class AsWritten(BestOfN):
    def estimate(self, epsilon):
        if epsilon == 1:
            return 0.0
        log_miss = math.log1p(-epsilon)
        miss, hit = math.exp(self.n * log_miss), -math.expm1(self.n * log_miss)
        return miss * (self.kl_bound() + (self.n - 1) * log_miss) + hit * math.log(hit / epsilon)


serve(AsWritten)
