"""pass@k as 1 minus a product: right, but of a small pass@k rounding takes most digits."""
import math
from bestofn import BestOfN, serve


class Product(BestOfN):
    def pass_at_k(self):
        total, correct, k = (self.request[name] for name in ("total", "correct", "k"))
        if total - correct < k:
            return 1.0
        return 1 - math.prod(1 - k / i for i in range(total - correct + 1, total + 1))


serve(Product)
