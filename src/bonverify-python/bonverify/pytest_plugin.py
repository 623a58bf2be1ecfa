"""The pytest plugin: the fixture ``bonverify``, by which a test has a function judged."""

from __future__ import annotations

from typing import Any, Callable, Dict, List, Optional

import pytest


class Referee:
    """What the fixture ``bonverify`` is."""

    def conforms(
        self,
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
    ) -> Any:
        """Fails the test unless the function conforms, with the smallest case, the right value and the known mistake.

        Parameters and the returned report are those of :func:`bonverify.examine`.
        """
        __tracebackhide__ = True
        from . import examine

        report = examine(
            quantity, function, ties=ties, tolerance=tolerance, tests=tests, seed=seed, domain=domain, undefined=undefined, convert=convert)
        if report.result != "conforming":
            pytest.fail(f"{getattr(function, '__name__', function)} as {quantity}: {report.result}\n{report.text}", pytrace=False)
        return report


@pytest.fixture(scope="session")
def bonverify() -> Referee:
    """The referee of best-of-n: ``bonverify.conforms("kl", my_kl)`` fails the test unless the function is right."""
    return Referee()
