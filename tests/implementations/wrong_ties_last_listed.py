"""Sorts by reward and forgets that equal rewards tie: the last listed wins."""
from bestofn import BestOfN, serve


class Mistaken(BestOfN):
    def cells(self):
        support = [i for i in range(len(self.p)) if self.p[i] > 0]
        return [[i] for i in sorted(support, key=lambda i: self.r[i])]


serve(Mistaken)
