"""Single precision throughout."""
import struct
from bestofn import BestOfN, serve


def single(x):
    return struct.unpack("f", struct.pack("f", x))[0]


class Mistaken(BestOfN):
    def __init__(self, request):
        super().__init__(request)
        self.p = self.p and [single(p) for p in self.p]

    def pmf(self):
        return [single(q) for q in super().pmf()]

    def kl(self):
        return single(super().kl())

    def win_rate(self):
        below, total = 0.0, 0.0
        for cell in self.cells():
            cumulative = single(below + sum(self.p[i] for i in cell))
            best = single(single(cumulative ** self.n) - single(below ** self.n))
            total = single(total + single(best * single((below + cumulative) / 2)))
            below = cumulative
        return total


serve(Mistaken)
