"""Wrong masses, from which everything else follows: the argument says how."""
import math
import struct
import sys
from bestofn import BestOfN, serve


class Mistaken(BestOfN):
    def __init__(self, request):
        super().__init__(request)
        if self.p and sys.argv[1] == "uniform":
            self.p = [1 / len(self.p)] * len(self.p)
        if self.p and sys.argv[1] == "float32":
            p = [struct.unpack("f", struct.pack("f", x))[0] for x in self.p]
            self.p = [x / math.fsum(p) for x in p]

    def cells(self):
        if sys.argv[1] != "likelihood":
            return super().cells()
        groups = {}
        for i, mass in enumerate(self.p):
            groups.setdefault(mass, []).append(i)
        return [groups[mass] for mass in sorted(groups) if mass > 0]

    def pmf(self):
        q = super().pmf()
        if sys.argv[1].startswith("level"):
            levels = [math.fsum(q[j] for j in range(len(q)) if self.r[j] == self.r[i]) for i in range(len(q))]
            return levels if sys.argv[1] == "level" else [x / math.fsum(levels) for x in levels]
        return [max(x, 1e-12) for x in q] if sys.argv[1] == "floor" else [x + 1e-8 for x in q] if sys.argv[1] == "smoothed" else q


serve(Mistaken)
