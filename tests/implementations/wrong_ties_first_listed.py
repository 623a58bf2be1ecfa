"""Among equal rewards the outcome listed first wins."""
from bestofn import BestOfN, serve


class Mistaken(BestOfN):
    def cells(self):
        support = [i for i in range(len(self.p)) if self.p[i] > 0]
        return [[i] for i in sorted(support, key=lambda i: (self.r[i], -i))]


serve(Mistaken)
