"""KL(p||q) for KL(q||p)."""
from bestofn import BestOfN, serve


class Mistaken(BestOfN):
    def kl(self):
        return self.reverse_kl()


serve(Mistaken)
