"""The judge and the pytest plugin, on right and wrong implementations."""

import math

import pytest

import bonverify as bv

pytest_plugins = ["pytester"]


def right_kl(p, rewards, n):
    return bv.kl(p, n, rewards)


def bound(p, rewards, n):
    return math.log(n) - (n - 1) / n


def test_a_right_function_conforms(bonverify):
    report = bonverify.conforms("kl", right_kl, tests=10, tolerance="ulps=0")
    assert report.result == "conforming" and report.details["complete"] and report.mistakes == []


def test_other_quantities_conform(bonverify):
    bonverify.conforms("pmf", lambda p, r, n: bv.pmf(p, n, r), tests=5)
    bonverify.conforms("win_rate", lambda p, r, n: bv.win_rate(p, n, r), tests=5)
    bonverify.conforms("pass_at_k", bv.pass_at_k, tests=5)
    bonverify.conforms("best_at_n", bv.best_at_k, tests=5)
    bonverify.conforms("gold_of_best", lambda rewards, n, gold: bv.gold_at_k(rewards, gold, n), tests=5)
    bonverify.conforms("kl_estimator", bv.estimator, tests=5)
    bonverify.conforms("majority_at_k", bv.maj_at_k, tests=5)


def test_ties_by_convention(bonverify):
    bonverify.conforms("pmf", lambda p, r, n: bv.pmf(p, n, r, ties="last-listed"), ties="last-listed", tests=5)


def test_numpy_in_and_out(bonverify):
    numpy = pytest.importorskip("numpy")

    def masses(p, r, n):
        assert isinstance(p, numpy.ndarray)
        return numpy.array(bv.pmf(p, n, r))

    bonverify.conforms("pmf", masses, tests=5, convert=numpy.array)


def test_the_known_mistake_is_named_with_the_smallest_case(bonverify):
    with pytest.raises(pytest.fail.Exception) as caught:
        bonverify.conforms("kl", bound, tests=10)
    text = str(caught.value)
    assert 'bound as kl: nonconforming\nkl: wrong, smallest case {"quantity":"kl","probabilities":[1.0],"rewards":[0.0],"n":2}\n' in text
    assert "  expected 0\n" in text and "[kl-is-bound]" in text


def test_one_seed_asks_one_set_of_requests():
    asked = []
    for seed in (9, 9, 10):
        seen = []
        bv.examine("kl", lambda *case: seen.append(repr(case)) or right_kl(*case), tests=5, seed=seed)
        asked.append(seen)
    assert asked[0] == asked[1] != asked[2] and len(asked[0]) > 100
    assert bv.examine("kl", right_kl, tests=0, seed=9).details["seed"] == "9"


def test_a_function_that_raises_fails_its_cases_only():
    def half(p, rewards, n):
        if n > 3:
            raise RuntimeError("too many")
        return right_kl(p, rewards, n)

    report = bv.examine("kl", half, tests=5)
    assert report.result == "nonconforming" and "RuntimeError: too many" in report.text
    assert bv.examine("kl", half, tests=5, domain={"max_n": 3}).result == "conforming"


def test_what_is_not_implemented_is_no_failure():
    def some(p, rewards, n):
        if len(set(rewards)) < len(rewards):
            raise NotImplementedError
        return right_kl(p, rewards, n)

    assert bv.examine("kl", some, tests=5).result == "conforming"
    assert bv.examine("kl", lambda *_: (_ for _ in ()).throw(NotImplementedError), tests=0).result == "inconclusive"


@pytest.mark.parametrize("answer", [None, "0.5", [0.5], True, {"a": 1}, object(), math.nan, math.inf, 10**400, float])
def test_what_is_no_number_is_a_failure_and_no_crash(answer):
    assert bv.examine("kl", lambda *_: answer, tests=0).result == "nonconforming"


def test_an_interrupt_in_a_function_is_heard():
    def interrupted(p, rewards, n):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bv.examine("kl", interrupted)


@pytest.mark.parametrize(
    "options, sentence",
    [
        ({"ties": "random"}, "ties is 'random'; it must be among-draws"),
        ({"tolerance": "close"}, "tolerance is 'close'; it must be float32, or limits such as"),
        ({"tests": -1}, "max_test is -1; it must be an integer from 0 to 20000."),
        ({"domain": {"max_m": 1}}, "max_m is not a field of domain; the fields are distinct_rewards"),
        ({"undefined": "maybe"}, "undefined is 'maybe'; it must be note or fail."),
    ],
)
def test_options_are_checked(options, sentence):
    with pytest.raises(ValueError) as caught:
        bv.examine("kl", right_kl, **options)
    assert str(caught.value).startswith(sentence)
    with pytest.raises(ValueError, match="quantities has 'kll'"):
        bv.examine("kll", right_kl)


def test_the_plugin_is_found_by_its_entry_point(pytester):
    pytester.makepyfile(
        """
        import math

        def wrong(p, rewards, n):
            return math.log(n) - (n - 1) / n

        def test_wrong(bonverify):
            bonverify.conforms("kl", wrong, tests=0)

        def test_domain(bonverify):
            bonverify.conforms("pass_at_k", lambda total, correct, k: 1 - math.comb(total - correct, k) / math.comb(total, k), tests=0)
        """
    )
    result = pytester.runpytest_subprocess("-q")
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["*wrong as kl: nonconforming", "kl: wrong, smallest case*", "  expected 0", "*kl-is-bound*"])
