"""The exponent is n - 1."""
from bestofn import BestOfN, serve


class Mistaken(BestOfN):
    def __init__(self, request):
        super().__init__(request)
        if self.n is not None:
            self.n = max(1, self.n - 1)


serve(Mistaken)
