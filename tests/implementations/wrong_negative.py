"""Differences of F^n taken in the wrong direction at the top: a negative probability."""
from bestofn import BestOfN, serve


class Mistaken(BestOfN):
    def pmf(self):
        q = super().pmf()
        top = self.cells()[-1][0]
        q[top] = -q[top]
        return q


serve(Mistaken)
