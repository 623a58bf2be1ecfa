"""Sorts once, walks down from the top reward and keeps the mass above; only what its author needed."""
import math
from bestofn import serve


class Sorted:
    def __init__(self, request):
        self.p, self.r, self.n = request["probabilities"], request["rewards"], request["n"]

    def walk(self):
        order = sorted((i for i in range(len(self.p)) if self.p[i] > 0), key=lambda i: -self.r[i])
        above, start = 0.0, 0
        while start < len(order):
            stop = start
            while stop < len(order) and self.r[order[stop]] == self.r[order[start]]:
                stop += 1
            tied = order[start:stop]
            mass = math.fsum(self.p[i] for i in tied)
            left = math.fsum(self.p[i] for i in order[stop:])
            log_f = math.log1p(-above) if above < 0.5 else math.log(mass + left)
            share = mass / (mass + left)
            hit = -math.expm1(self.n * math.log1p(-share)) if left > 0 and share < 1 else 1.0
            yield tied, mass, above, math.exp(self.n * log_f) * hit
            above, start = math.fsum([above, mass]), stop

    def pmf(self):
        q = [0.0] * len(self.p)
        for tied, mass, _, best in self.walk():
            for i in tied:
                q[i] = self.p[i] / mass * best
        return q

    def win_rate(self):
        return math.fsum(best * (1 - above - mass / 2) for _, mass, above, best in self.walk())

    def expected_reward(self):
        return math.fsum(q * r for q, r in zip(self.pmf(), self.r))


serve(Sorted)
