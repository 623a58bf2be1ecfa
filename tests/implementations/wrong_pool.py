"""Weights of a pool, in one of the ways in which they go wrong: the argument says which."""
import sys
from bestofn import BestOfN, serve


class Mistaken(BestOfN):
    def pool_weights(self):
        return getattr(self, sys.argv[1])()

    def lowest(self):
        """Keeps the lowest reward of the draws."""
        self.r = [-reward for reward in self.r]
        return super().pool_weights()

    def bootstrap(self):
        """Resamples the ranks, with replacement; the last listed of equals ranks higher."""
        size, order = len(self.r), sorted(range(len(self.r)), key=lambda i: self.r[i])
        return self.ranked(order, lambda i: ((i + 1) / size) ** self.n - (i / size) ** self.n)

    def first(self):
        """The first listed of equals ranks higher."""
        return self.ranked(sorted(range(len(self.r)), key=lambda i: (self.r[i], -i)), self.rank_weights().__getitem__)

    def uniform(self):
        return [1 / len(self.r)] * len(self.r)

    @staticmethod
    def ranked(order, weight):
        result = [0.0] * len(order)
        for rank, i in enumerate(order):
            result[i] = weight(rank)
        return result


serve(Mistaken)
