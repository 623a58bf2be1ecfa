"""Means of pool statistics over prompts."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Callable, Dict, List, Mapping, Optional, Sequence, Union

from ._numbers import Numbers, fractions, integer


@dataclass(frozen=True)
class Estimate:
    """The mean of a statistic over prompts."""

    #: The number of draws.
    k: int
    #: The mean over the prompts, in the unit of the rewards: the nearest float, or a fraction.
    value: Union[float, Fraction]
    #: Its standard error over prompts, the nearest float: prompts are independent, the samples of one prompt are not. None for one prompt.
    error: Optional[float]
    #: How many prompts have at least k samples.
    prompts: int
    #: How many have fewer: they are left out.
    left_out: int


def estimate(
    samples: Union[Mapping[Any, Numbers], Sequence[Numbers]], k: Union[int, Sequence[int]], statistic: Callable[..., Any], exact: bool
) -> Union[Estimate, List[Estimate]]:
    pools = list(samples.values()) if isinstance(samples, Mapping) else list(samples)
    if not pools:
        raise ValueError("samples is empty; there must be at least one prompt.")
    single = not hasattr(k, "__iter__")
    draws = [integer(each, "k") for each in ([k] if single else k)]  # type: ignore[list-item, union-attr]
    for each in draws:
        if each < 1:
            raise ValueError(f"k is {each}; it must be at least 1.")
    rewards = [fractions([int(item) if isinstance(item, bool) else item for item in pool], f"samples[{i}]") for i, pool in enumerate(pools)]
    results = [_mean(rewards, each, statistic, exact) for each in draws]
    return results[0] if single else results


def _mean(pools: List[List[str]], k: int, statistic: Callable[..., Any], exact: bool) -> Estimate:
    # Many prompts have the same rewards: of pass or fail there are as many pools as numbers of passes.
    known: Dict[Any, Fraction] = {}
    values = []
    for pool in pools:
        if len(pool) < k:
            continue
        key = tuple(sorted(pool))
        if key not in known:
            known[key] = Fraction(statistic(pool, k, exact=True))
        values.append(known[key])
    count = len(values)
    if count == 0:
        raise ValueError(f"k is {k}; no prompt has so many samples.")
    mean = sum(values, Fraction(0)) / count
    error = None
    if count > 1:
        squares = sum(((value - mean) ** 2 for value in values), Fraction(0))
        error = _root(squares / (count * (count - 1)))
    return Estimate(k, mean if exact else float(mean), error, count, len(pools) - count)


def _root(square: Fraction) -> float:
    """The float nearest to the root of a fraction of at least 0."""
    shift = max(0, 64 - (square.numerator.bit_length() - square.denominator.bit_length()) // 2)
    scaled, rest = divmod(square.numerator << (2 * shift), square.denominator)
    root = math.isqrt(scaled)
    # One more bit tells a root that was cut from one that was not: then rounding once more is right.
    sticky = 2 * root + int(rest != 0 or root * root != scaled)
    return float(Fraction(sticky, 1 << (shift + 1)))
