"""Says first that it handles distinct rewards, positive masses and n up to 1000 only, and errs on all else."""
import json
from bestofn import BestOfN, serve

DOMAIN = {"distinct_rewards": True, "positive_masses": True, "max_n": 1000}


class Distinct(BestOfN):
    def __init__(self, request):
        super().__init__(request)
        if self.r and len(set(self.r)) < len(self.r) or self.p and 0 in self.p or self.n and self.n > 1000:
            raise ValueError("outside the domain")


print(json.dumps({"hello": {"name": "distinct 1.0", "quantities": ["pmf", "kl", "win_rate"], "domain": DOMAIN}}), flush=True)
serve(Distinct)
