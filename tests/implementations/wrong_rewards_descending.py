"""Sorts by descending reward: the worst of n."""
from bestofn import BestOfN, serve


class Mistaken(BestOfN):
    def cells(self):
        return super().cells()[::-1]


serve(Mistaken)
