"""Forgets epsilon: the estimator is the upper bound."""
from bestofn import BestOfN, serve


class Mistaken(BestOfN):
    def kl_estimator(self):
        return self.kl_bound()


serve(Mistaken)
