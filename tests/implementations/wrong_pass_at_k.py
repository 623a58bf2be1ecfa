"""pass@k, in one of the ways in which it goes wrong: the argument says which."""
import math
import sys
from bestofn import BestOfN, serve


class Mistaken(BestOfN):
    def pass_at_k(self):
        total, correct, k = (self.request[name] for name in ("total", "correct", "k"))
        return MODES[sys.argv[1]](total, correct, k, super().pass_at_k())


def all_pass(total, correct, k):
    """C(correct, k)/C(total, k), factor by factor."""
    return math.prod((correct - i) / (total - i) for i in range(min(k, correct + 1)))


MODES = {
    "k-ignored": lambda total, correct, k, right: 1.0 if correct > 0 else 0.0,
    "pass-at-1": lambda total, correct, k, right: correct / total,
    "guard": lambda total, correct, k, right: 1.0 if correct >= k else right,
    "plug-in": lambda total, correct, k, right: 1 - (1 - correct / total) ** k,
    "all-pass": lambda total, correct, k, right: all_pass(total, correct, k),
    "all-pass-plug-in": lambda total, correct, k, right: (correct / total) ** k,
    "none-pass": lambda total, correct, k, right: 1 - right,
    "percent": lambda total, correct, k, right: 100 * right,
    "decimals": lambda total, correct, k, right: round(right, 4),
    "constant": lambda total, correct, k, right: 0.5,
}

serve(Mistaken)
