"""The host survives everything: fuzzed calls, callbacks that raise, signals in long calls, many threads."""

import math
import os
import random
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction

import pytest

import bonverify as bv

CALLS = int(os.environ.get("BONVERIFY_FUZZ_CALLS", "100000"))

_SPECIAL = [0, -0.0, 1, 0.5, 1e-300, 5e-324, 1.7976931348623157e308, -1, math.nan, math.inf, "1/3", "x", None, Fraction(1, 3), 10**40, True, b"1", [1]]
_WHOLE = [0, -1, 1, 2, 10**9, 10**9 + 1, 2**31, 2**63 - 1, 2**63, -(2**63) - 1, 10**30, 2.0, "2", None, True]


def _number(dice):
    return dice.choice(_SPECIAL) if dice.random() < 0.15 else dice.randrange(1000) / 16


def _list(dice):
    if dice.random() < 0.03:
        return dice.choice([None, 7, "12", {}, b"", object()])
    return [_number(dice) if dice.random() < 0.3 else dice.random() for _ in range(dice.randrange(8))]


def _whole(dice):
    return dice.choice(_WHOLE) if dice.random() < 0.25 else dice.randrange(1, 40)


def test_fuzzed_calls_return_or_raise_what_is_documented():
    dice = random.Random(3)
    ties = ["among-draws", "first-listed", "last-listed", "x", None]
    calls = [
        lambda: bv.kl(_list(dice), _whole(dice)),
        lambda: bv.kl(_list(dice), _whole(dice), _list(dice), ties=dice.choice(ties)),
        lambda: bv.win_rate(_list(dice), _whole(dice), ties=dice.choice(ties)),
        lambda: bv.total_variation(_list(dice), _whole(dice), exact=dice.random() < 0.3),
        lambda: bv.chi_squared(_list(dice), _whole(dice)),
        lambda: bv.expected_reward(_list(dice), _whole(dice), _list(dice)),
        lambda: bv.pmf(_list(dice), _whole(dice)),
        lambda: bv.curve(_list(dice), [_whole(dice) for _ in range(dice.randrange(3))]),
        lambda: bv.estimator(_whole(dice), _number(dice)),
        lambda: bv.best_at_k(_list(dice), _whole(dice)),
        lambda: bv.gold_at_k(_list(dice), _list(dice), _whole(dice)),
        lambda: bv.pass_at_k(_whole(dice), _whole(dice), _whole(dice)),
        lambda: bv.g_pass_at_k(_whole(dice), _whole(dice), _whole(dice), _number(dice)),
        lambda: bv.maj_at_k([_whole(dice) for _ in range(dice.randrange(5))], _whole(dice)),
        lambda: bv.oracle({"weights": _list(dice), "n": _whole(dice)}, ["kl"]),
        lambda: bv.oracle(dice.choice(["", "{", "[]", "null", '{"n":1}', "\ud800", '{"weights":[1e999999999],"n":1}'])),
    ]
    done = refused = 0
    for _ in range(CALLS):
        try:
            dice.choice(calls)()
            done += 1
        except (ValueError, TypeError, bv.OpenError) as error:
            assert str(error) and "internal" not in str(error)
            refused += 1
    assert done > CALLS / 20 and refused > CALLS / 20


@pytest.mark.skipif(sys.platform == "win32", reason="a process cannot send itself Ctrl-C alone")
def test_a_long_call_is_interrupted():
    # Some twenty seconds, were it left alone.
    weights = [random.Random(i).random() for i in range(300)]
    # Whoever runs these tests in the background may have SIGINT ignored.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    began = time.monotonic()
    timer = threading.Timer(0.3, lambda: os.kill(os.getpid(), signal.SIGINT))
    timer.start()
    try:
        with pytest.raises(KeyboardInterrupt):
            bv.curve(weights, range(1000, 250_000), quantity="win_rate")
    finally:
        signal.signal(signal.SIGINT, before)
    assert time.monotonic() - began < 5
    assert bv.kl([0.5, 0.5], 2) == 0.13081203594113697


def test_many_threads_get_the_right_values():
    weights = [[random.Random(i).random() for _ in range(50)] for i in range(20)]
    expected = [(bv.kl(w, 9), bv.win_rate(w, 9)) for w in weights]
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(lambda i: (bv.kl(weights[i % 20], 9), bv.win_rate(weights[i % 20], 9)), range(400)))
    assert results == [expected[i % 20] for i in range(400)]


def _in_child(code):
    program = f"import os\nimport bonverify as bv\n{code}\nif os.fork() == 0:\n" + """
    try:
        os._exit(7 if bv.kl([0.5, 0.5], 2) == 0.13081203594113697 else 1)
    except RuntimeError as error:
        os._exit(8 if "forked" in str(error) else 2)
print(os.waitstatus_to_exitcode(os.wait()[1]))
"""
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True).stdout.strip()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
def test_a_fork_before_the_first_call_is_fine_and_one_after_it_is_refused():
    assert _in_child("") == "7"
    assert _in_child("bv.kl([1.0], 2)") == "8"
