"""Answers in bits instead of nats."""
import math
from bestofn import BestOfN, serve


class Mistaken(BestOfN):
    def kl(self):
        return super().kl() / math.log(2)

    def kl_estimator(self):
        return super().kl_estimator() / math.log(2)


serve(Mistaken)
