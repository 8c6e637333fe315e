"""`evppi` of several parameters: closed forms, interactions, monotone in the set, its bounds."""

import numpy as np
import pytest
from scipy import stats

from decision_analysis.errors import InvalidInputError
from decision_analysis.voi import evpi, evppi

N = 4000


def drawn(seed, names="abc"):
    return dict(zip(names, np.random.default_rng(seed).normal(size=(len(names), N)), strict=True))


def against_nothing(benefit, noise=0.0, seed=50):
    benefit = benefit + noise * np.random.default_rng(seed).normal(size=N)
    return np.stack([np.zeros(N), benefit], axis=1)


def expected_gain(f):
    """Integrate max(f(a, b), 0) and f over two standard normals, on a grid of quantiles."""
    z = stats.norm.ppf((np.arange(1500) + 0.5) / 1500)
    benefit = f(z[:, None], z)
    return np.maximum(benefit, 0).mean() - max(benefit.mean(), 0)


PAIRS = {
    # E|a b|/2 = 1/pi: an additive smoother sees nothing at all
    "product": (lambda a, b: a * b, 1 / np.pi),
    # E max(a, b) = 1/sqrt(pi), and max(a, b, .8) on a grid
    "maximum": (lambda a, b: np.maximum(a, b) - 0.8, None),
    # a + 2 b is normal with variance 5
    "sum": (lambda a, b: a + 2 * b, np.sqrt(5) * stats.norm.pdf(0)),
    "corner": (lambda a, b: np.where((a > 0.8) & (b > 0.8), 8.0, -0.2), None),
}


@pytest.mark.parametrize("pair", PAIRS)
def test_pairs_with_all_cross_terms(pair):
    """Within 3 standard errors for both of two seeds."""
    f, expected = PAIRS[pair]
    expected = expected_gain(f) if expected is None else expected
    for seed in range(2):
        samples = drawn(seed)
        result = evppi(
            against_nothing(f(samples["a"], samples["b"]), 1.0, seed + 50), samples, ["a", "b"]
        )
        assert abs(result.value - expected) < 3 * result.standard_error
        assert result.standard_error < 0.035
        assert result.of == ("a", "b")


def test_a_grid_and_a_closed_form_agree():
    assert expected_gain(PAIRS["product"][0]) == pytest.approx(1 / np.pi, rel=0.01)


def test_a_list_of_one_is_the_name():
    samples = drawn(1)
    values = against_nothing(samples["a"] * samples["b"] + samples["a"])
    one, name = evppi(values, samples, ["a"]), evppi(values, samples, "a")
    assert one.to_dict() == name.to_dict()
    assert one.of == "a"


def test_the_order_of_the_names_does_not_matter():
    samples = drawn(2)
    values = against_nothing(samples["a"] * samples["b"], 1.0)
    ab, ba = evppi(values, samples, ["a", "b"]), evppi(values, samples, ["b", "a"])
    assert (ab.value, ab.standard_error) == (ba.value, ba.standard_error)
    assert repr(ba).startswith("EVPPI of 'b' and 'a': ")


@pytest.mark.slow
def test_knowing_more_is_never_worth_less():
    samples = drawn(0)
    values = against_nothing(samples["a"] * samples["b"] + 0.2 * samples["c"], 2.0, 0)
    value = {
        s: evppi(values, samples, list(s)).value for s in ("a", "b", "c", "ab", "ac", "bc", "abc")
    }
    for small in value:
        for large in value:
            assert value[small] <= value[large] or not set(small) <= set(large)
    assert value["abc"] <= evpi(values).value


def test_knowing_all_there_is_to_know_is_evpi():
    samples = drawn(3)
    values = against_nothing(samples["a"] - 0.5 * samples["b"] - 0.1)
    result = evppi(values, samples, ["a", "b"])
    assert result.value == pytest.approx(result.evpi, rel=1e-6)


def test_noise_is_worth_nothing_to_know():
    """Within 3 standard errors of 0 for each of three seeds, and below a tenth of EVPI."""
    found = [
        evppi(against_nothing(0.0, 2.0, seed), drawn(seed + 10), ["a", "b"]) for seed in range(3)
    ]
    far = np.array([result.value / max(result.standard_error, 1e-9) for result in found])
    assert far.max() < 3
    assert max(result.value / result.evpi for result in found) < 0.1


@pytest.mark.parametrize("count", [8, 25])
def test_many_parameters_together(count):
    """Of a sum of normal variables; the value of all but one of them is their sd times phi(0)."""
    generator = np.random.default_rng(6)
    samples = {f"p{i}": generator.normal(size=4 * N) for i in range(count)}
    values = np.stack([np.zeros(4 * N), np.sum(list(samples.values()), axis=0)], axis=1)
    result = evppi(values, samples, [f"p{i}" for i in range(1, count)])
    expected = np.sqrt((count - 1) / (2 * np.pi))
    # four standard errors: a false alarm in 16,000
    assert abs(result.value - expected) < 4 * result.standard_error
    assert result.standard_error < 0.03 * expected
    assert evppi(values, samples, "p0").value < result.value < result.evpi


def test_many_parameters_that_act_in_pairs():
    generator = np.random.default_rng(7)
    samples = {f"p{i}": generator.normal(size=4 * N) for i in range(6)}
    act = sum(samples[f"p{i}"] * samples[f"p{i + 1}"] for i in (0, 2, 4))
    result = evppi(np.stack([np.zeros(4 * N), act], axis=1), samples, list(samples))
    # all that there is to know is known
    assert result.value == pytest.approx(result.evpi, rel=0.01)


def test_constants_and_copies_add_nothing():
    samples = drawn(4)
    values = against_nothing(samples["a"], 1.0)
    more = samples | {"one": np.ones(N), "twice": 2 * samples["a"]}
    alone = evppi(values, samples, "a").value
    assert evppi(values, more, ["a", "one"]).value == pytest.approx(alone, rel=1e-9)
    assert evppi(values, more, ["a", "twice"]).value == pytest.approx(alone, rel=0.01)


def test_discrete_pairs_have_exact_means():
    generator = np.random.default_rng(5)
    a, b = generator.integers(0, 3, N), generator.integers(0, 2, N)
    values = against_nothing((2 * b - 1.0) * (a - 1) - 0.1, 1.0)
    cells = [values[(a == i) & (b == j)] for i in range(3) for j in range(2)]
    expected = sum(len(c) * max(c.mean(axis=0)) for c in cells) / N - values.mean(axis=0).max()
    result = evppi(values, {"a": a, "b": b}, ["a", "b"])
    assert result.value == pytest.approx(expected, rel=1e-9)
    assert result.smoother == "means at 6 distinct values"


@pytest.mark.parametrize(
    ("of", "message"),
    [
        (
            [f"p{i}" for i in range(31)],
            "at most 30 parameters, for a smoother of them together; got",
        ),
        (["a", "q"], "unknown parameter 'q'"),
        (["a", "a"], r"of must not repeat; got \['a'\] more than once"),
        ([], "of must not be empty"),
        ({"a", "b"}, "of must be a name or a sequence of names; got set"),
        (3, "of must be a name or a sequence of names; got int"),
        ([3], "of must be non-empty strings; got 3"),
    ],
)
def test_bad_sets_are_refused(of, message):
    with pytest.raises(InvalidInputError, match=rf"evppi\(\): .*{message}"):
        evppi(against_nothing(0.0, 1.0), drawn(6, "abcdef"), of)
