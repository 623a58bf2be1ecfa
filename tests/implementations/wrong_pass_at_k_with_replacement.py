"""1 - (1 - c/M)^k: pass@k with replacement."""
import math
from bestofn import BestOfN, serve


class Mistaken(BestOfN):
    def pass_at_k(self):
        total, correct, k = (self.request[name] for name in ("total", "correct", "k"))
        return -math.expm1(k * math.log1p(-correct / total)) if correct < total else 1.0


serve(Mistaken)
