"""The win rate, in one of the ways in which it goes wrong: the argument says which."""
import sys
from bestofn import BestOfN, serve


class Mistaken(BestOfN):
    def win_rate(self):
        right = super().win_rate()
        return {"percent": 100 * right, "losses": 1 - right, "half": 0.5, "decimals": round(right, 3)}[sys.argv[1]]


serve(Mistaken)
