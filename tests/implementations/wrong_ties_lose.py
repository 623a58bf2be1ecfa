"""Counts a tie with the reference as a loss."""
import math
from bestofn import BestOfN, serve


class Mistaken(BestOfN):
    def win_rate(self):
        return math.fsum(best * below for _, _, below, _, best, _ in self.shapes())


serve(Mistaken)
