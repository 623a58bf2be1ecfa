"""Ranks a pool and forgets that equal rewards tie."""
from bestofn import BestOfN, serve


class Mistaken(BestOfN):
    def pool_weights(self):
        by_rank = self.rank_weights()
        order = sorted(range(len(self.r)), key=lambda i: self.r[i])
        result = [0.0] * len(order)
        for rank, i in enumerate(order):
            result[i] = by_rank[rank]
        return result


serve(Mistaken)
