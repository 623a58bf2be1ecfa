"""The exact referee of best-of-n sampling.

Best-of-n draws n responses from a reference policy and keeps the one with the highest reward. A policy is given by a weight for each
outcome, listed in ascending reward, or in any order with ``rewards``; equal rewards are ties. Weights need not sum to 1: they are rescaled
exactly. A float counts at the exact value of its bits; a :class:`fractions.Fraction`, an int, a :class:`decimal.Decimal` or a text such as
``"1/3"`` counts exactly.

Every float that is returned is the one nearest to the true value. ``exact=True`` gives the value itself: a :class:`fractions.Fraction`
where it is rational, otherwise a text, a linear form in logarithms such as ``"3/4*ln(3) - ln(2)"``. Divergences are in nats.

What breaks a rule raises a :class:`ValueError` that names the value and the rule. All functions may be called from many threads. A long call
can be interrupted; the library then computes on, unheard, to the end of that call.
"""

from __future__ import annotations

import ctypes
import json
from fractions import Fraction
from typing import Any, Callable, Dict, List, Mapping, Optional, Sequence, Union

from . import _library
from ._estimate import Estimate
from ._estimate import estimate as _estimate
from ._judge import Report, examine
from ._library import OpenError
from ._numbers import Number, Numbers, doubles, exactly, fractions, integer, integers
from ._version import __version__

__all__ = [
    "Estimate", "OpenError", "Report", "best_at_k", "chi_squared", "curve", "estimate", "estimator", "examine", "expected_reward", "g_pass_at_k", "gold_at_k", "kl",
    "maj_at_k", "oracle", "pass_at_k", "pass_hat_k", "pmf", "total_variation", "win_rate", "worst_at_k",
]

#: An exact value: a fraction, or the text of a linear form in logarithms.
Exact = Union[Fraction, str]

_TIES = {"among-draws": 0, "first-listed": 1, "last-listed": 2}
_MAX_N = 10**9


def kl(weights: Numbers, n: int, rewards: Optional[Numbers] = None, *, ties: str = "among-draws", exact: bool = False) -> Union[float, Exact]:
    """KL(best-of-n ‖ reference), in nats.

    Some 25 ns an outcome for floats in a NumPy array or an :class:`array.array`, which are not copied.

    :param weights: a weight for each outcome, at least 0, not all 0; in ascending reward unless there are rewards
    :param n: the number of draws, from 1 to 10**9
    :param rewards: a reward for each outcome, in the same order
    :param ties: which of several best draws is kept: any of them alike (``among-draws``), the ``first-listed`` or the ``last-listed``
    :param exact: the exact value instead of the nearest float
    :raises ValueError: a weight, a reward or n breaks its rule
    """
    if rewards is None and not exact and type(n) is int and 0 < n <= _MAX_N and ties in _TIES:
        # The way of most calls, short. Without rewards there are no ties.
        given = doubles(weights, "weights")
        if given is not None:
            result = ctypes.c_double()
            if _library.kl_quick(given.address, None, given.count, n, 0, ctypes.byref(result), None, 0) == 0:
                return result.value
    return _number("kl", _library.kl, weights, n, rewards, ties, exact)


def win_rate(weights: Numbers, n: int, rewards: Optional[Numbers] = None, *, ties: str = "among-draws", exact: bool = False) -> Union[float, Exact]:
    """The chance that best-of-n has a higher reward than one draw from the reference policy; a tie counts half.

    Parameters and errors are those of :func:`kl`.
    """
    return _number("win_rate", _library.win_rate, weights, n, rewards, ties, exact)


def total_variation(
    weights: Numbers, n: int, rewards: Optional[Numbers] = None, *, ties: str = "among-draws", exact: bool = False
) -> Union[float, Exact]:
    """The total variation distance of best-of-n from the reference policy, half of Σ |q − p|. Parameters and errors are those of :func:`kl`."""
    return _number("total_variation", _library.total_variation, weights, n, rewards, ties, exact)


def chi_squared(
    weights: Numbers, n: int, rewards: Optional[Numbers] = None, *, ties: str = "among-draws", exact: bool = False
) -> Union[float, Exact]:
    """χ²(best-of-n ‖ reference) = Σ q²/p − 1. Parameters and errors are those of :func:`kl`."""
    return _number("chi_squared", _library.chi_squared, weights, n, rewards, ties, exact)


def expected_reward(
    weights: Numbers, n: int, rewards: Optional[Numbers] = None, *, ties: str = "among-draws", exact: bool = False
) -> Union[float, Exact]:
    """The expected reward of best-of-n, in the unit of the rewards, which are 0, 1, 2, … by default. Parameters and errors are those of :func:`kl`."""
    return _number("expected_reward", _library.expected_reward, weights, n, rewards, ties, exact)


def pmf(
    weights: Numbers, n: int, rewards: Optional[Numbers] = None, *, ties: str = "among-draws", exact: bool = False
) -> Union[List[float], List[Exact]]:
    """The best-of-n probability of each outcome, in listing order; each float is the nearest. Parameters and errors are those of :func:`kl`."""
    given, levels = _policy(weights, rewards, exact)
    if given is None:
        return _values("pmf", _case(weights, n, rewards), _convention(ties), exact)
    n = integer(n, "n")
    results = (ctypes.c_double * given.count)()
    _library.call(
        _library.pmf, given.address, levels, given.count, n, _TIES[_convention(ties)], results, cost=_cost(given.count, n))
    return list(results)


def curve(
    weights: Numbers, draws: Sequence[int], rewards: Optional[Numbers] = None, *, quantity: str = "kl", ties: str = "among-draws", exact: bool = False
) -> Union[List[float], List[Exact]]:
    """KL in nats (``quantity="kl"``) or the win rate (``"win_rate"``) for each of several n. Other parameters and errors are those of :func:`kl`."""
    functions = {"kl": _library.kl_curve, "win_rate": _library.win_rate_curve}
    if quantity not in functions:
        raise ValueError(f"quantity is {quantity!r}; it must be 'kl' or 'win_rate'.")
    given, levels = _policy(weights, rewards, exact)
    if given is None:
        return [_values(quantity, _case(weights, n, rewards), _convention(ties), exact)[0] for n in draws]  # type: ignore[return-value]
    numbers, count = integers(draws, "draws")
    results = (ctypes.c_double * count)()
    _library.call(
        functions[quantity], given.address, levels, given.count, numbers, count, _TIES[_convention(ties)], results,
        cost=sum(_cost(given.count, n) for n in numbers))
    return list(results)


def estimator(n: int, epsilon: Number, *, exact: bool = False) -> Union[float, Exact]:
    """The estimator d_n(ε) of KL, in nats (Beirami et al., arXiv 2401.01879, §4).

    :param n: the number of draws, from 1 to 10**9
    :param epsilon: the reference mass of the kept response, in (0, 1]
    """
    n = integer(n, "n")
    if not exact and isinstance(epsilon, float):
        result = ctypes.c_double()
        _library.call(_library.estimator, n, ctypes.byref(ctypes.c_double(epsilon)), 1, ctypes.byref(result), cost=_cost(1, n))
        return result.value
    return _values("kl_estimator", {"n": n, "epsilon": str(exactly(epsilon, "epsilon"))}, None, exact)[0]


def best_at_k(rewards: Numbers, k: int, *, exact: bool = False) -> Union[float, Exact]:
    """The unbiased estimate of the expected best reward of k draws: the mean of the best over the subsets of size k.

    :param rewards: the rewards of the samples, at most 100,000, in any order
    :param k: from 1 to the number of samples
    :raises ValueError: k is larger than the pool, or a reward is not finite
    """
    return _pool("best_at_n", _library.best_at_k, rewards, None, k, exact)


def worst_at_k(rewards: Numbers, k: int, *, exact: bool = False) -> Union[float, Exact]:
    """The unbiased estimate of the expected worst reward of k draws. Parameters and errors are those of :func:`best_at_k`."""
    return _pool("worst_at_n", _library.worst_at_k, rewards, None, k, exact)


def gold_at_k(rewards: Numbers, gold: Numbers, k: int, *, exact: bool = False) -> Union[float, Exact]:
    """The unbiased estimate of the expected gold reward of the best of k by reward; draws that tie count alike.

    :param gold: a second reward of each sample, in the order of the rewards
    """
    return _pool("gold_of_best", _library.gold_at_k, rewards, gold, k, exact)


def pass_at_k(total: int, correct: int, k: int, *, exact: bool = False) -> Union[float, Exact]:
    """The chance that k of the samples, without replacement, include a correct one (Chen et al., arXiv 2107.03374).

    :param total: the number of samples, at least k
    :param correct: how many of them are correct
    :param k: how many are drawn
    :raises ValueError: k is larger than total: pass@k cannot be told from fewer than k samples
    """
    return _samples("pass_at_k", _library.pass_at_k, total, correct, k, exact)


def pass_hat_k(total: int, correct: int, k: int, *, exact: bool = False) -> Union[float, Exact]:
    """pass^k: the chance that k of the samples, without replacement, are all correct. Parameters and errors are those of :func:`pass_at_k`."""
    return _samples("pass_hat_k", _library.pass_hat_k, total, correct, k, exact)


def g_pass_at_k(total: int, correct: int, k: int, tau: Number, *, exact: bool = False) -> Union[float, Exact]:
    """G-Pass@k: the chance that at least ⌈τk⌉ of k samples are correct.

    :param tau: the share, in (0, 1]. A float counts as the decimal that it is printed as: the double next to 0.28 is above it, and ⌈25τ⌉
        would be 8 instead of 7
    """
    share = exactly(repr(float(tau)) if isinstance(tau, float) else tau, "tau")
    return _samples("g_pass_at_k", _library.g_pass_at_k, total, correct, k, exact, share)


def maj_at_k(counts: Sequence[int], k: int, *, strict: bool = False, exact: bool = False) -> Union[List[float], List[Exact]]:
    """The chance of each answer to have the most votes among k samples (self-consistency, arXiv 2203.11171).

    :param counts: how many samples gave each answer
    :param k: how many samples vote, at most all
    :param strict: a tie wins nothing, instead of being split evenly
    """
    k = integer(k, "k")
    numbers, count = integers(counts, "counts")
    if exact:
        return _values("majority_at_k_strict" if strict else "majority_at_k", {"counts": list(numbers), "k": k}, None, exact)
    results = (ctypes.c_double * count)()
    _library.call(_library.maj_at_k, numbers, count, k, int(bool(strict)), results, cost=float(k) ** 2 * count)
    return list(results)


def estimate(
    samples: Union[Mapping[Any, Numbers], Sequence[Numbers]], k: Union[int, Sequence[int]], *, worst: bool = False, exact: bool = False
) -> Union[Estimate, List[Estimate]]:
    """The expected best reward of k draws, as a mean over prompts of :func:`best_at_k`, with its standard error over prompts.

    With rewards of 0 and 1 this is pass@k. Prompts with fewer than k samples are left out, and counted.

    :param samples: the rewards of the samples of each prompt: a list of lists, or a dictionary of lists
    :param k: the number of draws; for a list of numbers there is a list of estimates
    :param worst: the worst of k instead of the best
    :param exact: the mean as a fraction
    :raises ValueError: there is no prompt, none has k samples, or a reward is no number
    """
    return _estimate(samples, k, worst_at_k if worst else best_at_k, exact)


def oracle(
    case: Union[str, Dict[str, Any]], quantities: Optional[Sequence[str]] = None, *, digits: int = 25, ties: str = "among-draws"
) -> Dict[str, Any]:
    """Answers a case as ``bonverify oracle`` does: for each quantity its exact text, a certified enclosure and the nearest float.

    :param case: such as ``{"weights": [2, 1, 1], "n": 2}``, as a dictionary or as JSON. Floats count at the exact value of their bits; in
        a JSON text, numbers are decimals
    :param quantities: ids such as ``["kl", "win_rate"]``; all that belong to the case by default
    :param digits: significant digits of the ends of an enclosure
    """
    text = case if isinstance(case, str) else json.dumps({name: _exact_item(value, name) for name, value in case.items()})
    options: Dict[str, Any] = {"digits": digits, "ties": ties}
    if quantities is not None:
        options["quantities"] = [quantities] if isinstance(quantities, str) else list(quantities)
    return json.loads(_library.answer(text, json.dumps(options)))  # type: ignore[no-any-return]


def _exact_item(value: Any, name: str) -> Any:
    if isinstance(value, (str, int)) or value is None:
        return value
    if hasattr(value, "__index__") and not hasattr(value, "__len__"):
        return int(value)
    if isinstance(value, (list, tuple)) and all(isinstance(item, str) for item in value):
        return list(value)
    if isinstance(value, float) or not hasattr(value, "__iter__"):
        return str(exactly(value, name))
    return fractions(value, name)


def _cost(count: int, n: int) -> float:
    return float(count) * min(max(n, 1), 1000)


def _convention(ties: str) -> str:
    if ties not in _TIES:
        raise ValueError(f"ties is {ties!r}; it must be among-draws, first-listed or last-listed.")
    return ties


def _policy(weights: Numbers, rewards: Optional[Numbers], exact: bool) -> Any:
    """The weights as doubles, and the address of the rewards; None for the weights where doubles do not do."""
    if exact:
        return None, None
    given = doubles(weights, "weights")
    if given is None or rewards is None:
        return given, None
    levels = doubles(rewards, "rewards")
    if levels is None:
        return None, None
    if levels.count != given.count:
        raise ValueError(f"rewards has {levels.count} entries; it must have one per outcome, {given.count}.")
    return given, levels.address


def _case(weights: Numbers, n: int, rewards: Optional[Numbers]) -> Dict[str, Any]:
    case: Dict[str, Any] = {"weights": fractions(weights, "weights"), "n": integer(n, "n")}
    if rewards is not None:
        case["rewards"] = fractions(rewards, "rewards")
    return case


def _number(
    quantity: str, function: Callable[..., int], weights: Numbers, n: int, rewards: Optional[Numbers], ties: str, exact: bool
) -> Union[float, Exact]:
    given, levels = _policy(weights, rewards, exact)
    if given is None:
        return _values(quantity, _case(weights, n, rewards), _convention(ties), exact)[0]
    n = integer(n, "n")
    result = ctypes.c_double()
    _library.call(
        function, given.address, levels, given.count, n, _TIES[_convention(ties)], ctypes.byref(result), cost=_cost(given.count, n))
    return result.value


def _pool(
    quantity: str, function: Callable[..., int], rewards: Numbers, gold: Optional[Numbers], k: int, exact: bool
) -> Union[float, Exact]:
    k = integer(k, "k")
    given = None if exact else doubles(rewards, "rewards")
    second = doubles(gold, "gold") if given is not None and gold is not None else None
    if given is None or (gold is not None and second is None):
        case: Dict[str, Any] = {"rewards": fractions(rewards, "rewards"), "n": k}
        if gold is not None:
            case["gold"] = fractions(gold, "gold")
        return _values(quantity, case, None, exact)[0]
    if second is not None and second.count != given.count:
        raise ValueError(f"gold has {second.count} entries; it must have one per draw, {given.count}.")
    result = ctypes.c_double()
    lists = (given.address,) if second is None else (given.address, second.address)
    _library.call(function, *lists, given.count, k, ctypes.byref(result), cost=_cost(given.count, given.count))
    return result.value


def _samples(
    quantity: str, function: Callable[..., int], total: int, correct: int, k: int, exact: bool, tau: Optional[Fraction] = None
) -> Union[float, Exact]:
    numbers = integer(total, "total"), integer(correct, "correct"), integer(k, "k")
    if exact:
        case: Dict[str, Any] = dict(zip(("total", "correct", "k"), numbers))
        if tau is not None:
            case["tau"] = str(tau)
        return _values(quantity, case, None, exact)[0]
    result = ctypes.c_double()
    share = () if tau is None else (_library.utf8(str(tau), "tau"),)
    _library.call(function, *numbers, *share, ctypes.byref(result), cost=float(min(abs(numbers[1]), abs(numbers[2]))) * 10)
    return result.value


def _values(quantity: str, case: Dict[str, Any], ties: Optional[str], exact: bool) -> List[Any]:
    """The values of one quantity by the oracle: exact, or the nearest floats."""
    options: Dict[str, Any] = {"quantities": [quantity], "digits": 1}
    if exact:
        options["exact_length"] = 10**8
    if ties is not None:
        options["ties"] = ties
    answer = json.loads(_library.answer(json.dumps(case), json.dumps(options)))["quantities"]
    value = answer[quantity]
    if isinstance(value, dict) and "not_applicable" in value:
        raise ValueError(value["not_applicable"] + ".")
    if exact:
        return [_exact(item) for item in (value if isinstance(value, list) else [value.get("exact", value)])]
    nearest = answer[quantity + "_nearest"] if isinstance(value, list) else [value["nearest"]]
    if any(item is None for item in nearest):
        raise OpenError(f"the nearest float of {quantity} is open; bonverify.oracle encloses the value.")
    return [float(item) for item in nearest]


def _exact(item: Any) -> Exact:
    if not isinstance(item, str):
        raise OpenError("the exact value is over the budget, or known by enclosures only; bonverify.oracle encloses it.")
    return item if "ln" in item or "log" in item else Fraction(item)
