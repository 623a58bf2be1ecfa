"""Values and errors of every function, against numbers known exactly."""

import ctypes
import decimal
import math
import random
from array import array
from fractions import Fraction

import pytest

import bonverify as bv


def exact_win_rate(weights, n):
    """W of distinct rewards, written out a second time."""
    total = sum(map(Fraction, weights))
    below, rate = Fraction(0), Fraction(0)
    for p in (Fraction(w) / total for w in weights):
        rate += ((below + p) ** n - below**n) * (below + p / 2)
        below += p
    return rate


def test_version_is_that_of_the_library():
    text = ctypes.create_string_buffer(20)
    assert bv._library.lib.bonverify_version(text, 20) == 1
    assert text.value.decode() == bv.__version__


def test_kl_of_known_cases():
    assert bv.kl([0.5, 0.5], 2) == 0.13081203594113697
    assert bv.kl([2, 1, 1, 1], 2) == 0.15920890851883765
    assert bv.kl([0.5, 0.5], 1075) == math.log(2)
    assert bv.kl([0.9999999999999999, 1e-16], 2) == pytest.approx(3.8629436111989059570e-17, rel=1e-3)
    assert bv.kl([0.999999999, 1e-9], 1) == 0
    assert bv.kl([1.0], 2) == 0
    assert bv.kl([0.3, 0.7], 2, [1, 1]) == 0
    assert bv.kl([0.3, 0.7], 2, [1, 1], ties="first-listed") > 0


def test_kl_of_a_tiny_mass_takes_the_long_way():
    assert bv.kl([1.0, 1e-60], 2) == pytest.approx(1e-60 * (2 * math.log(2) - 1), rel=1e-12)


def test_exact_values():
    assert bv.kl([1, 1], 2, exact=True) == "3/4*ln(3) - ln(2)"
    assert bv.kl([1], 5, exact=True) == 0
    assert bv.win_rate([1, 1], 2, exact=True) == Fraction(5, 8)
    assert bv.total_variation(["1/2", "1/2"], 2, exact=True) == Fraction(1, 4)
    assert bv.chi_squared([1, 1], 2, exact=True) == Fraction(1, 4)
    assert bv.expected_reward([1, 1], 2, [Fraction(1, 3), 1], exact=True) == Fraction(5, 6)
    assert bv.pmf([2, 1, 1, 1], 2, exact=True) == [Fraction(4, 25), Fraction(1, 5), Fraction(7, 25), Fraction(9, 25)]
    assert bv.curve([1, 1], [1, 2], exact=True) == [0, "3/4*ln(3) - ln(2)"]
    assert bv.estimator(2, Fraction(1), exact=True) == 0
    assert bv.best_at_k([0, 1, 1], 2, exact=True) == 1
    assert bv.worst_at_k([0, 1, 1], 2, exact=True) == Fraction(1, 3)
    assert bv.gold_at_k([0, 1, 1], [5, 0, 3], 2, exact=True) == Fraction(3, 2)
    assert bv.pass_at_k(3, 1, 1, exact=True) == Fraction(1, 3)
    assert bv.pass_hat_k(3, 2, 2, exact=True) == Fraction(1, 3)
    assert bv.g_pass_at_k(25, 7, 25, "0.28", exact=True) == 1
    assert bv.maj_at_k([2, 1], 2, exact=True) == [Fraction(2, 3), Fraction(1, 3)]
    assert bv.maj_at_k([2, 1], 2, strict=True, exact=True) == [Fraction(1, 3), 0]


def test_floats_count_at_the_value_of_their_bits():
    assert bv.win_rate([0.1, 0.2], 1, exact=True) == Fraction(1, 2)
    assert bv.pmf([0.1, 0.2], 1, exact=True)[0] == Fraction(0.1) / (Fraction(0.1) + Fraction(0.2))
    assert bv.expected_reward([1, 1], 1, [0.1, 0.1], exact=True) == Fraction(0.1)


def test_every_kind_of_list_gives_the_same():
    numpy = pytest.importorskip("numpy")
    expected = bv.kl([0.5, 0.25, 0.25], 3)
    read_only = numpy.array([0.5, 0.25, 0.25])
    read_only.flags.writeable = False
    for weights in (
        (0.5, 0.25, 0.25), array("d", [0.5, 0.25, 0.25]), array("i", [2, 1, 1]), numpy.array([0.5, 0.25, 0.25]), numpy.array([2, 1, 1]),
        numpy.array([0.5, 0.25, 0.25], dtype="float32"), numpy.array([0.5, 9, 0.25, 9, 0.25])[::2], read_only, numpy.array([0.5, 0.25, 0.25], dtype=">f8"),
        [numpy.float64(0.5), numpy.float32(0.25), numpy.int64(1) / 4], iter([2, 1, 1]), [Fraction(1, 2), Fraction(1, 4), "1/4"],
        [decimal.Decimal("0.5"), 0.25, "0.25"], bytes([2, 1, 1]), memoryview(bytes([2, 1, 1])), numpy.array([2, 1, 1], dtype=object),
        numpy.array([0.5, 0.25, 0.25], dtype="float16"), memoryview(array("d", [0.5, 0.25, 0.25])).toreadonly(),
    ):
        assert bv.kl(weights, 3) == expected, weights


def test_numpy_arrays_are_not_copied():
    numpy = pytest.importorskip("numpy")
    from bonverify._numbers import doubles

    weights = numpy.array([1.0, 2.0])
    assert ctypes.addressof(doubles(weights, "weights").address) == weights.ctypes.data
    weights.flags.writeable = False
    assert doubles(weights, "weights").address == weights.ctypes.data


def test_fractions_that_are_no_floats_count_exactly():
    assert bv.win_rate([Fraction(1, 3), Fraction(2, 3)], 2, exact=True) == exact_win_rate([Fraction(1, 3), Fraction(2, 3)], 2)
    assert bv.kl([Fraction(1, 3), Fraction(2, 3)], 2) == bv.kl([1, 2], 2)
    assert bv.kl([10**30, 1], 2) == pytest.approx((2 * math.log(2) - 1) * 0 + 1e-30, rel=1e-6)


def test_win_rate_is_correctly_rounded():
    dice = random.Random(1)
    for _ in range(60):
        weights = [dice.random() ** 3 for _ in range(dice.randint(1, 12))]
        n = dice.choice([1, 2, 3, 7, 30])
        assert bv.win_rate(weights, n) == float(exact_win_rate(weights, n))


def test_kl_is_correctly_rounded():
    mpmath = pytest.importorskip("mpmath")
    mpmath.mp.prec = 300
    dice = random.Random(2)
    for _ in range(60):
        weights = [dice.random() ** 3 for _ in range(dice.randint(2, 60))]
        n = dice.choice([2, 3, 7, 64, 1000])
        total = mpmath.fsum(weights)
        below, kl = mpmath.mpf(0), mpmath.mpf(0)
        for weight in weights:
            above = below + mpmath.mpf(weight) / total
            q = above**n - below**n
            kl += q * mpmath.log(q / (mpmath.mpf(weight) / total)) if q else 0
            below = above
        assert bv.kl(weights, n) == float(kl), (weights, n)


def test_rewards_may_be_listed_in_any_order():
    weights, rewards = [0.1, 0.2, 0.3, 0.4], [3.0, 1.0, 2.0, 0.0]
    order = sorted(range(4), key=rewards.__getitem__)
    assert bv.kl(weights, 5, rewards) == bv.kl([weights[i] for i in order], 5)
    masses = bv.pmf(weights, 5, rewards)
    assert [masses[i] for i in order] == bv.pmf([weights[i] for i in order], 5)
    assert bv.curve(weights, [5, 6], rewards) == [bv.kl(weights, 5, rewards), bv.kl(weights, 6, rewards)]
    assert bv.curve(weights, [5], rewards, quantity="win_rate") == [bv.win_rate(weights, 5, rewards)]


def test_pools():
    assert bv.best_at_k([0, 1, 1], 1) == 2 / 3
    assert bv.worst_at_k([0.5, 1, 1], 2) == float(Fraction(0.5) * 2 / 3 + Fraction(1, 3))
    assert bv.gold_at_k([0, 1, 1], [5, 0, 3], 1) == 8 / 3
    assert bv.gold_at_k([0, 1, 1], [5, 0, Fraction(1, 3)], 3) == 1 / 6
    assert bv.pass_at_k(10**9, 1, 1) == 1e-9
    assert bv.pass_at_k(1030, 0, 515) == 0
    assert bv.g_pass_at_k(25, 7, 25, 0.28) == 1
    assert bv.g_pass_at_k(25, 7, 25, Fraction(8, 25)) == 0
    assert bv.maj_at_k([2, 1, 0], 2) == [2 / 3, 1 / 3, 0]
    assert bv.maj_at_k([2, 1, 0], 2, strict=True) == [1 / 3, 0, 0]
    assert bv.estimator(2, 0.9999999999999999) == 1.110223024625152e-16
    assert bv.estimator(2, 1) == 0


def test_oracle_takes_scalars_of_numpy():
    numpy = pytest.importorskip("numpy")
    case = {"weights": numpy.array([0.5, 0.5]), "rewards": numpy.array([1, 2]), "n": numpy.int64(2)}
    assert bv.oracle(case, ["win_rate"])["quantities"]["win_rate"]["exact"] == "5/8"


def test_oracle():
    answer = bv.oracle({"weights": [2, 1, 1, 1], "n": 2}, ["win_rate"])
    assert answer == {"n": 2, "quantities": {"win_rate": {"exact": "163/250", "nearest": 0.652, "hex": "0x1.4dd2f1a9fbe77p-1"}}}
    assert bv.oracle('{"counts":[1,1],"k":1}', "majority_at_k")["quantities"]["majority_at_k"] == ["1/2", "1/2"]
    assert bv.oracle({"n": 2, "epsilon": 0.1}, ["kl_estimator"], digits=3)["quantities"]["kl_estimator"]["lower"] == "0.193"
    assert bv.oracle({"weights": [1, 2], "rewards": [1, 1], "n": 2}, ["pmf"], ties="first-listed")["quantities"]["pmf"] == ["5/9", "4/9"]


@pytest.mark.parametrize(
    "call, error, sentence",
    [
        (lambda: bv.kl([1, math.nan], 2), ValueError, "weights[1] is NaN; it must be a finite number of at least 0."),
        (lambda: bv.kl([1, -1], 2), ValueError, "weights[1] is -1; it must be a finite number of at least 0."),
        (lambda: bv.kl([], 2), ValueError, "weights is empty; there must be at least one outcome."),
        (lambda: bv.kl([0.0, 0.0], 2), ValueError, "weights have total mass 0; at least one must be positive."),
        (lambda: bv.kl([1, 1], 0), ValueError, "n is 0; it must be from 1 to 1000000000."),
        (lambda: bv.kl([1, 1], 10**9 + 1), ValueError, "n is 1000000001; it must be from 1 to 1000000000."),
        (lambda: bv.kl([1, 1], 10**30), ValueError, f"n is {10**30}; it must be from 1 to 1000000000."),
        (lambda: bv.kl([1, 1], 2.0), TypeError, "n is 2.0; it must be an integer."),
        (lambda: bv.kl([1, 1], 2, [1]), ValueError, "rewards has 1 entries; it must have one per outcome, 2."),
        (lambda: bv.kl([1, 1], 2, [1, math.inf]), ValueError, "rewards[1] is Infinity; it must be a finite number."),
        (lambda: bv.kl([1, 1], 2, ties="random"), ValueError, "ties is 'random'; it must be among-draws, first-listed or last-listed."),
        (lambda: bv.kl("12", 2), TypeError, "weights is '12'; it must be a list of numbers."),
        (lambda: bv.kl([1, None], 2), TypeError, "weights[1] is None; it must be a number."),
        (lambda: bv.kl([1, "x"], 2), ValueError, "weights[1] is x; it must be a finite number."),
        (lambda: bv.kl(7, 2), TypeError, "weights is 7; it must be a list of numbers."),
        (lambda: bv.kl([Fraction(1, 3), -1], 2), ValueError, "weights[1] is -1; it must be at least 0."),
        (lambda: bv.win_rate([1, 1], 0), ValueError, "n is 0; it must be from 1 to 1000000000."),
        (lambda: bv.pmf([1, 1], 0), ValueError, "n is 0; it must be from 1 to 1000000000."),
        (lambda: bv.curve([1, 1], [2, 0]), ValueError, "n is 0; it must be from 1 to 1000000000."),
        (lambda: bv.curve([1, 1], [2], quantity="pmf"), ValueError, "quantity is 'pmf'; it must be 'kl' or 'win_rate'."),
        (lambda: bv.estimator(2, 0.0), ValueError, "epsilons[0] is 0; it must be in (0, 1]."),
        (lambda: bv.estimator(2, math.nan), ValueError, "epsilons[0] is NaN; it must be in (0, 1]."),
        (lambda: bv.best_at_k([1, 2], 3), ValueError, "k is 3; it must be from 1 to 2."),
        (lambda: bv.best_at_k([], 1), ValueError, "rewards is empty; there must be at least one draw."),
        (lambda: bv.gold_at_k([1, 2], [1], 1), ValueError, "gold has 1 entries; it must have one per draw, 2."),
        (lambda: bv.pass_at_k(2, 0, 5), ValueError, "k is 5; it must be from 1 to 2."),
        (lambda: bv.pass_at_k(2, 3, 1), ValueError, "correct is 3; it must be from 0 to 2."),
        (lambda: bv.g_pass_at_k(2, 1, 1, 0), ValueError, "tau is 0; it must be in (0, 1]."),
        (lambda: bv.maj_at_k([1, -1], 1), ValueError, "counts[1] is -1; it must be from 0 to 1000000."),
        (lambda: bv.maj_at_k([1, 1], 3), ValueError, "k is 3; it must be from 1 to 2."),
        (lambda: bv.oracle({"weights": [1, 1], "n": 0}), ValueError, "n is 0; it must be a JSON integer from 1 to 1000000000."),
        (lambda: bv.oracle("[]"), ValueError, "not a JSON object; a case is one JSON object."),
        (lambda: bv.oracle("{}\0"), ValueError, "case has a NUL character; it must have none."),
        (lambda: bv.oracle({"weights": [1], "n": 1}, ["kll"]), ValueError, "quantities has 'kll'; it must name quantities among pmf, win_rate, "),
    ],
)
def test_bad_input_names_value_and_rule(call, error, sentence):
    with pytest.raises(error) as caught:
        call()
    assert str(caught.value).startswith(sentence)


def test_two_dimensions_are_refused():
    numpy = pytest.importorskip("numpy")
    with pytest.raises(ValueError, match="weights has 2 dimensions; it must have 1."):
        bv.kl(numpy.ones((2, 2)), 2)


def test_estimate_is_the_mean_over_prompts():
    pools = [[0, 1, 1, 0], [0.25, 0.75], [1, 1, 1]]
    result = bv.estimate(pools, 2, exact=True)
    values = [bv.best_at_k(pool, 2, exact=True) for pool in pools]
    mean = sum(values) / 3
    assert (result.value, result.prompts, result.left_out, result.k) == (mean, 3, 0, 2)
    variance = sum((value - mean) ** 2 for value in values) / 6
    assert abs(Fraction(result.error) ** 2 / variance - 1) < Fraction(1, 2**51)
    assert bv.estimate(pools, 2).value == float(mean)
    assert bv.estimate({"a": pools[0], "b": pools[1], "c": pools[2]}, 2) == bv.estimate(pools, 2)
    worst = sum(bv.worst_at_k(pool, 2, exact=True) for pool in pools) / 3
    assert bv.estimate(pools, 2, worst=True, exact=True).value == worst


def test_estimate_of_passes_is_pass_at_k_and_short_pools_are_left_out():
    first, second = bv.estimate([[True, False, False], [False, True], [True]], [1, 3])
    assert (first.prompts, first.left_out, second.prompts, second.left_out, second.error) == (3, 0, 1, 2, None)
    assert second.value == bv.pass_at_k(3, 1, 3) == 1
    assert first.value == float((Fraction(1, 3) + Fraction(1, 2) + 1) / 3)


def test_the_error_of_an_estimate_is_the_nearest_float():
    root = bv._estimate.__globals__["_root"]
    rounder = random.Random(5)
    for _ in range(2000):
        square = Fraction(rounder.getrandbits(rounder.randint(1, 200)), rounder.getrandbits(rounder.randint(1, 200)) + 1)
        value = Fraction(root(square))
        below, above = (Fraction(math.nextafter(float(value), to)) for to in (0, math.inf))
        assert ((below + value) / 2) ** 2 <= square <= ((value + above) / 2) ** 2
    assert root(Fraction(9, 4)) == 1.5 and root(Fraction(0)) == 0


def test_estimate_refuses_what_has_no_value():
    for samples, k, message in [
        ([], 1, "samples is empty; there must be at least one prompt."),
        ([[1.0]], 2, "k is 2; no prompt has so many samples."),
        ([[1.0]], 0, "k is 0; it must be at least 1."),
    ]:
        with pytest.raises(ValueError) as error:
            bv.estimate(samples, k)
        assert str(error.value) == message
    with pytest.raises(ValueError, match=r"samples\[1\]\[0\] is nan"):
        bv.estimate([[1.0], [math.nan]], 1)
