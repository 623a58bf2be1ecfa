"""Weights of a pool drawn from with replacement."""
from bestofn import BestOfN, serve


class Mistaken(BestOfN):
    def rank_weights(self):
        size = self.request["pool_size"]
        return [((i + 1) / size) ** self.n - (i / size) ** self.n for i in range(size)]


serve(Mistaken)
