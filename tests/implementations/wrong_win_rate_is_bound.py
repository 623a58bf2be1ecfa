"""Takes n/(n+1) for the win rate."""
from bestofn import BestOfN, serve


class Mistaken(BestOfN):
    def win_rate(self):
        return self.n / (self.n + 1)


serve(Mistaken)
