"""Returns bounds as the values that they bound."""
import math
from bestofn import BestOfN, serve


class Mistaken(BestOfN):
    def chi_squared(self):
        return (self.n - 1) ** 2 / (2 * self.n - 1)

    def total_variation(self):
        return (self.n - 1) * self.n ** (-self.n / (self.n - 1)) if self.n > 1 else 0.0

    def reverse_kl(self):
        return self.n - 1 - math.log(self.n)

    def expected_reward(self):
        return max(reward for reward, p in zip(self.r, self.p) if p > 0)


serve(Mistaken)
