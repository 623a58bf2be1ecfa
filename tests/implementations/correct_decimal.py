"""Decimals with as many digits as the smallest mass needs."""
import math
from decimal import MAX_EMAX, MIN_EMIN, Decimal, getcontext
from bestofn import serve


class Decimals:
    def __init__(self, request):
        self.request = request
        self.n = request["n"]
        self.p = request.get("probabilities") or [request.get("epsilon", 1)]
        smallest = min(x for x in self.p if x > 0)
        getcontext().prec = 50 + 2 * math.ceil(-math.log10(smallest)) + 2 * len(str(self.n))
        getcontext().Emin, getcontext().Emax = MIN_EMIN, MAX_EMAX
        self.exact = [Decimal(x) for x in self.p]

    def cells(self):
        rewards = self.request["rewards"]
        total = sum(self.exact)
        below = Decimal(0)
        for reward in sorted(set(rewards)):
            tied = [i for i, r in enumerate(rewards) if r == reward and self.p[i] > 0]
            mass = sum(self.exact[i] for i in tied) / total
            if mass:
                yield tied, mass, below, (below + mass) ** self.n - below ** self.n
                below += mass

    def pmf(self):
        q = [0.0] * len(self.p)
        for tied, mass, _, best in self.cells():
            for i in tied:
                q[i] = float(best * self.exact[i] / sum(self.exact) / mass)
        return q

    def kl(self):
        return float(sum(best * (best / mass).ln() for _, mass, _, best in self.cells() if best))

    def reverse_kl(self):
        return float(sum(mass * (mass / best).ln() for _, mass, _, best in self.cells()))

    def win_rate(self):
        return float(sum(best * (below + mass / 2) for _, mass, below, best in self.cells()))

    def kl_estimator(self):
        epsilon = self.exact[0]
        if epsilon == 1:
            return 0.0
        miss = (1 - epsilon) ** self.n
        inner = Decimal(self.n).ln() + (self.n - 1) * (1 - epsilon).ln() - Decimal(self.n - 1) / self.n
        return float(miss * inner + (1 - miss) * ((1 - miss) / epsilon).ln())


serve(Decimals)
