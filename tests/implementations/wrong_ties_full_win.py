"""Counts a tie with the reference as a full win."""
import math
from bestofn import BestOfN, serve


class Mistaken(BestOfN):
    def win_rate(self):
        return math.fsum(best * cumulative for _, _, _, cumulative, best, _ in self.shapes())


serve(Mistaken)
