"""Takes the listing order for the order of rewards."""
from bestofn import BestOfN, serve


class Mistaken(BestOfN):
    def cells(self):
        return [[i] for i in range(len(self.p)) if self.p[i] > 0]


serve(Mistaken)
