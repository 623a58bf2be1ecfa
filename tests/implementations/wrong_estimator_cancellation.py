"""1 - (1 - epsilon)^n as it stands: nothing is left of a small epsilon."""
import math
from bestofn import BestOfN, serve


class Mistaken(BestOfN):
    def kl_estimator(self):
        n, epsilon = self.n, self.request["epsilon"]
        if epsilon == 1:
            return 0.0
        miss = (1 - epsilon) ** n
        hit = 1 - miss
        return miss * (math.log(n) + (n - 1) * math.log1p(-epsilon) - (n - 1) / n) + hit * math.log(hit / epsilon)


serve(Mistaken)
