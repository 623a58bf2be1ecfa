"""Forgets to take F_-^n away: the masses do not sum to one."""
from bestofn import BestOfN, serve


class Mistaken(BestOfN):
    def pmf(self):
        q = [0.0] * len(self.p)
        for cell, mass, _, cumulative, _, _ in self.shapes():
            for i in cell:
                q[i] = cumulative ** self.n * self.p[i] / mass
        return q


serve(Mistaken)
