"""The judge: it puts requests to a function and finds what is wrong with the answers."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import Any, Callable, Dict, List, Optional

from ._library import Judge


@dataclass(frozen=True)
class Report:
    """What an examination found."""

    #: "conforming", "nonconforming" or "inconclusive"
    result: str

    #: for people: smallest failures with the right values, the named mistakes, notes
    text: str

    #: for programs: counterexamples, diagnosis, quantities and more
    details: Dict[str, Any]

    @property
    def mistakes(self) -> List[str]:
        """The ids of the known mistakes that explain failures."""
        return [str(finding["mistake"]) for finding in self.details["diagnosis"]]


def examine(
    quantity: str,
    function: Callable[..., Any],
    *,
    ties: str = "among-draws",
    tolerance: Optional[str] = None,
    tests: int = 200,
    seed: int = 20240103,
    domain: Optional[Dict[str, Any]] = None,
    undefined: str = "note",
    convert: Callable[[List[float]], Any] = list,
) -> Report:
    """Puts requests to a function and judges its answers against the exact values for the very floats that it was given.

    The function is called with what the quantity needs, in the order of the protocol: ``(probabilities, rewards, n)`` for ``kl``,
    ``win_rate``, ``pmf`` and all quantities of a policy, ``(rewards, n)`` for those of a pool, ``(n, epsilon)`` for ``kl_estimator``,
    ``(total, correct, k)`` for ``pass_at_k``. It returns a number, or a sequence of them. An exception is an answer too, and the right one
    where nothing is defined (n = 0, k > total); :class:`NotImplementedError` says that a case is not handled.

    :param quantity: an id, as ``bonverify oracle --list`` prints them
    :param ties: which answer to equal rewards is right: ``among-draws``, ``first-listed``, ``last-listed``, ``strict`` or ``any``
    :param tolerance: limits such as ``"rel=1e-12"``, ``"ulps=4"`` or ``"float32"``
    :param tests: how many policies are generated beside the small and the adversarial ones
    :param seed: of what is generated: one seed, one set of requests
    :param domain: the cases that the function handles, such as ``{"max_n": 100, "distinct_rewards": True}``
    :param undefined: what a number is where nothing is defined: ``"note"``, or ``"fail"``
    :param convert: what makes the lists of floats into what the function takes, such as ``numpy.array``
    :raises ValueError: an option breaks its rule
    """
    options: Dict[str, Any] = {"quantities": [quantity], "ties": ties, "max_test": tests, "seed": seed, "undefined": undefined}
    if tolerance is not None:
        options["tolerance"] = tolerance
    if domain is not None:
        options["domain"] = domain
    with Judge(json.dumps(options)) as judge:
        while True:
            request = judge.next()
            if request is None:
                break
            judge.answer(json.dumps(_answer(function, json.loads(request), convert), default=repr))
        details = json.loads(judge.report())
    return Report(details["result"], details["text"], details)


# What follows from the others.
_NO_ARGUMENTS = ("quantity", "weights", "pool_size")


def _answer(function: Callable[..., Any], request: Dict[str, Any], convert: Callable[[List[float]], Any]) -> Dict[str, Any]:
    try:
        arguments = [_argument(value, convert) for name, value in request.items() if name not in _NO_ARGUMENTS]
        return {"value": _plain(function(*arguments))}
    except NotImplementedError:
        return {"unsupported": True}
    except Exception as error:  # noqa: BLE001 (what a function raises is its answer)
        return {"error": f"{type(error).__name__}: {error}"}


def _argument(value: Any, convert: Callable[[List[float]], Any]) -> Any:
    # NaN travels as null.
    if isinstance(value, list):
        return convert([math.nan if item is None else item for item in value])
    return math.nan if value is None else value


def _plain(value: Any) -> Any:
    """Numbers of any library as those of Python; what is no number stays what it is, for the judge to refuse."""
    if isinstance(value, (bool, int, str)) or value is None:
        return value
    if hasattr(value, "tolist"):
        return value.tolist()
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return float(value) if hasattr(value, "__float__") else value
