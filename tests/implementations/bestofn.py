"""Best-of-n in doubles, right and stable; the implementations beside this file change one thing each."""
import json
import math
import sys


class BestOfN:
    """One request; each quantity is a method of that name."""

    def __init__(self, request):
        self.request = request
        self.n = request.get("n")
        self.p = request.get("probabilities")
        self.r = request.get("rewards")

    def cells(self):
        """What competes, ascending: lists of outcomes with equal rewards, mass 0 left out."""
        groups = {}
        for i, reward in enumerate(self.r):
            if self.p[i] > 0:
                groups.setdefault(reward, []).append(i)
        return [groups[reward] for reward in sorted(groups)]

    def shapes(self):
        """(outcomes, P, F-, F, q, ln(q/P)) of every cell."""
        cells = self.cells()
        masses = [math.fsum(self.p[i] for i in cell) for cell in cells]
        for i, cell in enumerate(cells):
            below, cumulative, above = (math.fsum(masses[a:b]) for a, b in ((0, i), (0, i + 1), (i + 1, len(cells))))
            log_f = math.log1p(-above) if above < 0.5 else math.log(cumulative)
            share = min(1.0, masses[i] / cumulative)
            hit = 1.0 if i == 0 or share == 1 else -math.expm1(self.n * math.log1p(-share))
            log_ratio = (self.n - 1) * log_f + math.log(hit / share)
            yield cell, masses[i], below, cumulative, math.exp(self.n * log_f) * hit, log_ratio

    def pmf(self):
        q = [0.0] * len(self.p)
        for cell, mass, _, _, best, _ in self.shapes():
            for i in cell:
                q[i] = best * (self.p[i] / mass)
        return q

    def kl(self):
        return math.fsum(mass * series(t, lambda k: (k - 1) / math.factorial(k), lambda t: math.exp(t) * t - math.expm1(t))
                         for _, mass, _, _, _, t in self.shapes())

    def reverse_kl(self):
        return math.fsum(mass * series(t, lambda k: 1 / math.factorial(k), lambda t: math.expm1(t) - t)
                         for _, mass, _, _, _, t in self.shapes())

    def win_rate(self):
        return math.fsum(best * (below + cumulative) / 2 for _, _, below, cumulative, best, _ in self.shapes())

    def expected_reward(self):
        return math.fsum(q * r for q, r in zip(self.pmf(), self.r))

    def total_variation(self):
        return math.fsum(mass * max(0.0, -math.expm1(t)) for _, mass, _, _, _, t in self.shapes())

    def chi_squared(self):
        return math.fsum(mass * math.expm1(t) ** 2 for _, mass, _, _, _, t in self.shapes())

    def kl_bound(self):
        return math.log(self.n) - (self.n - 1) / self.n

    def kl_estimator(self):
        return self.estimate(self.request["epsilon"])

    def kl_estimator_mean(self):
        return math.fsum(q * self.estimate(p) for p, q in zip(self.p, self.pmf()) if p > 0)

    def estimate(self, epsilon):
        if epsilon == 1:
            return 0.0
        log_miss = math.log1p(-epsilon)
        miss, hit = math.exp(self.n * log_miss), -math.expm1(self.n * log_miss)
        log_ratio = math.log(hit / epsilon) if epsilon < 0.5 else math.log1p(-miss) - math.log(epsilon)
        return miss * (self.kl_bound() + (self.n - 1) * log_miss) + hit * log_ratio

    def rank_weights(self):
        size = self.request["pool_size"]
        subsets = math.comb(size, self.n)
        return [math.comb(i, self.n - 1) / subsets for i in range(size)]

    def tied_draws(self):
        draws = {}
        for i, reward in enumerate(self.r):
            draws.setdefault(reward, []).append(i)
        return [draws[reward] for reward in sorted(draws)]

    def pool_weights(self):
        by_rank = self.rank_weights()
        result, start = [0.0] * len(by_rank), 0
        for tied in self.tied_draws():
            share = math.fsum(by_rank[start:start + len(tied)]) / len(tied)
            start += len(tied)
            for i in tied:
                result[i] = share
        return result

    def pass_at_k(self):
        total, correct, k = (self.request[name] for name in ("total", "correct", "k"))
        if correct > total - k:
            return 1.0
        draws, marked = min(correct, k), max(correct, k)
        return -math.expm1(math.fsum(math.log1p(-marked / (total - i)) for i in range(draws)))


def series(t, coefficient, function):
    """A function that is of order t^2 at 0, by its series there."""
    return math.fsum(coefficient(k) * t ** k for k in range(2, 9)) if abs(t) < 0.01 else function(t)


def refuse(request):
    """Raises where nothing is defined: k > total, an empty list, a mass that is negative or missing."""
    draws, most = request.get("n", request.get("k")), request.get("total", len(request["rewards"]) if "pool_size" in request else math.inf)
    numbers = [*request.get("probabilities", []), *request.get("rewards", []), request.get("epsilon", 1)]
    if not 1 <= draws <= most or None in numbers or not 0 < request.get("epsilon", 1) <= 1:
        raise ValueError("out of range")
    if not 0 <= request.get("correct", 0) <= request.get("total", 0):
        raise ValueError("correct is not from 0 to total")
    if "probabilities" in request and (min(request["probabilities"], default=-1) < 0 or not any(request["probabilities"])):
        raise ValueError("no probabilities")


def answer(implementation, request):
    method = getattr(implementation, request["quantity"], None)
    if method is None:
        return {"unsupported": True}
    try:
        refuse(request)
        return {"value": method(implementation(request))}
    except (ArithmeticError, ValueError) as error:
        return {"error": str(error)}


def serve(implementation):
    for line in sys.stdin:
        request = json.loads(line)
        print(json.dumps({"id": request["id"], **answer(implementation, request)}), flush=True)


if __name__ == "__main__":
    serve(BestOfN)
