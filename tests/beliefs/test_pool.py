"""Pooled opinions: mixtures, logarithmic pools, probabilities of states."""

import math
import pickle

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from decision_analysis import beliefs
from decision_analysis.errors import InvalidInputError

EXPERTS = [stats.gamma(10, scale=1 / 4), stats.norm(3, 2), stats.lognorm(2, scale=3)]
P = np.array([1e-12, 0.01, 0.3, 0.5, 0.9, 0.999])


class OnlyTheProtocol:
    """A distribution with nothing beyond what is asked for."""

    def ppf(self, q):
        return stats.norm.ppf(q, 1, 2)

    def cdf(self, x):
        return stats.norm.cdf(x, 1, 2)

    def pdf(self, x):
        return stats.norm.pdf(x, 1, 2)

    def mean(self):
        return 1.0


def test_linear_pool_published():
    """Linear pool of three experts, tests of the R package SHELF (test-linearpool.R)."""
    pooled = beliefs.pool(EXPERTS, [1 / 6, 1 / 3, 1 / 2])
    assert pooled.cdf(1.5) == pytest.approx(0.2717577093263699, abs=1e-12)
    assert pooled.ppf(0.95) == pytest.approx(38.92806359735402, abs=1e-4)


def test_linear_pool_of_fitted_quantiles_published():
    """As the tests of SHELF have it: the experts give quartiles, to which distributions are
    fitted."""
    quartiles = [0.25, 0.5, 0.75]
    families = ("gamma", "normal", "lognormal")
    fits = [
        beliefs.from_quantiles(dict(zip(quartiles, expert.ppf(quartiles), strict=True)), family)
        for family, expert in zip(families, EXPERTS, strict=True)
    ]
    pooled = beliefs.pool(fits, [1 / 6, 1 / 3, 1 / 2])
    assert pooled.cdf(1.5) == pytest.approx(0.2717577093263699, abs=1e-6)
    assert pooled.ppf(0.95) == pytest.approx(38.92806359735402, abs=1e-4)


def test_opinions_by_person():
    """Weights go by name, whatever the order."""
    people = dict(zip("abc", EXPERTS, strict=True))
    plain = beliefs.pool(EXPERTS, [1, 2, 3])
    for weights in ({"c": 3, "a": 1, "b": 2}, pd.Series({"c": 3, "a": 1, "b": 2})):
        assert beliefs.pool(people, weights).ppf(0.3) == plain.ppf(0.3)
    states = {"Ann": {"rain": 0.2, "dry": 0.8}, "Bob": {"dry": 0.5, "rain": 0.5}}
    assert beliefs.pool(states, {"Bob": 3, "Ann": 1}) == pytest.approx(
        {"rain": 0.425, "dry": 0.575}
    )
    with pytest.raises(InvalidInputError, match=r"missing \['c'\], unknown \['d'\]"):
        beliefs.pool(people, {"a": 1, "b": 2, "d": 3})
    with pytest.raises(
        InvalidInputError, match="opinions must be a sequence of at least one, or a"
    ):
        beliefs.pool({"rain": 0.2, "dry": 0.8}, [1, 1])


def test_mixture_moments_and_inverse():
    pooled = beliefs.pool(EXPERTS, [1, 2, 3])
    means = np.array([e.mean() for e in EXPERTS])
    assert pooled.mean() == pytest.approx(np.dot([1, 2, 3], means) / 6)
    second = np.dot([1, 2, 3], [e.var() + e.mean() ** 2 for e in EXPERTS]) / 6
    assert pooled.var() == pytest.approx(second - pooled.mean() ** 2)
    assert pooled.std() == pytest.approx(math.sqrt(pooled.var()))
    np.testing.assert_allclose(pooled.cdf(pooled.ppf(P)), P, rtol=1e-12)
    np.testing.assert_allclose(pooled.sf(pooled.isf([1e-30, 0.2])), [1e-30, 0.2], rtol=1e-9)
    assert pooled.median() == pooled.ppf(0.5)
    assert pooled.pdf(2.0) == pytest.approx(np.dot([1, 2, 3], [e.pdf(2.0) for e in EXPERTS]) / 6)
    np.testing.assert_array_equal(pooled.ppf([0, 1]), [-math.inf, math.inf])
    assert pooled.ppf(np.full((2, 3), 0.4)).shape == (2, 3)
    assert isinstance(pooled.ppf(0.4), float)


def test_mixture_with_a_gap_and_jumps():
    pooled = beliefs.pool([stats.uniform(0, 1), stats.uniform(10, 1)], [1, 1])
    np.testing.assert_allclose(pooled.ppf([0.25, 0.75]), [0.5, 10.5], atol=1e-12)
    assert pooled.cdf(pooled.ppf(0.5)) == pytest.approx(0.5)
    steps = beliefs.pool([stats.randint(0, 2), stats.randint(5, 7)], [1, 1])
    np.testing.assert_allclose(steps.ppf([0.3, 0.6]), [1, 5], atol=1e-9)


def test_weight_zero_leaves_an_opinion_out():
    for rule in ("linear", "logarithmic"):
        pooled = beliefs.pool([stats.norm(0, 1), stats.uniform(50, 1)], [2, 0], rule)
        np.testing.assert_allclose(pooled.ppf(P[1:]), stats.norm.ppf(P[1:]), atol=1e-9)


def test_a_distribution_of_ones_own():
    for rule in ("linear", "logarithmic"):
        pooled = beliefs.pool([OnlyTheProtocol(), OnlyTheProtocol()], [1, 3], rule)
        np.testing.assert_allclose(pooled.ppf(P[1:]), stats.norm.ppf(P[1:], 1, 2), atol=1e-9)
        assert pooled.mean() == pytest.approx(1)
        np.testing.assert_allclose(
            pooled.isf([0.01, 0.4]), stats.norm.isf([0.01, 0.4], 1, 2), atol=1e-9
        )


@pytest.mark.parametrize(
    ("opinions", "weights", "expected"),
    [
        (
            [stats.norm(0, 1), stats.norm(4, 2)],
            [0.3, 0.7],
            stats.norm(1.4736842105263157, 1.4509525002200232),
        ),
        ([stats.norm(0, 1), stats.norm(1000, 1)], [1, 1], stats.norm(500, 1)),
        ([stats.gamma(2), stats.gamma(5, scale=3)], [1, 3], stats.gamma(4.25, scale=2)),
        ([stats.beta(2, 5), stats.beta(6, 3)], [1, 1], stats.beta(4, 4)),
        ([stats.uniform(0, 1), stats.uniform(0.5, 3)], [1, 1], stats.uniform(0.5, 0.5)),
        ([stats.expon(scale=1), stats.expon(scale=1 / 3)], [1, 1], stats.expon(scale=0.5)),
    ],
)
def test_logarithmic_pool_within_a_family(opinions, weights, expected):
    """Exponential families are closed under logarithmic pooling: natural parameters average (Genest
    and Zidek 1986)."""
    pooled = beliefs.pool(opinions, weights, rule="logarithmic")
    np.testing.assert_allclose(pooled.ppf(P[1:]), expected.ppf(P[1:]), rtol=1e-9)
    np.testing.assert_allclose(pooled.cdf(expected.ppf(P[1:])), P[1:], rtol=1e-9)
    np.testing.assert_allclose(pooled.isf(P[1:]), expected.isf(P[1:]), rtol=1e-9)
    assert pooled.mean() == pytest.approx(expected.mean(), rel=1e-9)
    assert pooled.std() == pytest.approx(expected.std(), rel=1e-9)
    assert pooled.pdf(expected.ppf(0.3)) == pytest.approx(expected.pdf(expected.ppf(0.3)), rel=1e-9)
    np.testing.assert_allclose(pooled.ppf([0, 1]), expected.ppf([0, 1]))


def test_logarithmic_pool_with_infinite_density():
    pooled = beliefs.pool([stats.beta(0.5, 0.5), stats.beta(0.5, 0.7)], [1, 1], rule="logarithmic")
    np.testing.assert_allclose(
        pooled.ppf([0.1, 0.5, 0.9]), stats.beta(0.5, 0.6).ppf([0.1, 0.5, 0.9]), atol=1e-7
    )


def test_pools_are_frozen_and_picklable():
    for rule in ("linear", "logarithmic"):
        pooled = beliefs.pool(EXPERTS, [1, 2, 3], rule)
        with pytest.raises(AttributeError):
            pooled.weights = ()
        assert pickle.loads(pickle.dumps(pooled)).ppf(0.3) == pooled.ppf(0.3)


def test_states():
    opinions = [{"rain": 0.2, "dry": 0.8}, {"dry": 0.5, "rain": 0.5}]
    assert beliefs.pool(opinions, [1, 3]) == pytest.approx({"rain": 0.425, "dry": 0.575})
    geometric = beliefs.pool(opinions, [1, 1], rule="logarithmic")
    assert geometric == pytest.approx({"rain": 1 / 3, "dry": 2 / 3})


@given(st.floats(0.01, 0.99), st.floats(0.01, 0.99), st.floats(0.01, 0.99), st.floats(0.05, 0.95))
def test_logarithmic_pool_is_externally_bayesian(p, q, hit, weight):
    """Genest and Zidek (1986): updating commutes with logarithmic pooling."""
    likelihood = {"a": {"x": hit, "y": 1 - hit}, "b": {"x": 0.4, "y": 0.6}}
    opinions, weights = [{"a": p, "b": 1 - p}, {"a": q, "b": 1 - q}], [weight, 1 - weight]
    before = beliefs.update(beliefs.pool(opinions, weights, "logarithmic"), likelihood).posterior[
        "x"
    ]
    updated = [dict(beliefs.update(opinion, likelihood).posterior["x"]) for opinion in opinions]
    assert beliefs.pool(updated, weights, "logarithmic") == pytest.approx(dict(before), rel=1e-9)


def test_sampled_states_and_weights():
    opinions = [{"a": np.array([0.1, 0.4]), "b": np.array([0.9, 0.6])}, {"a": 0.5, "b": 0.5}]
    for rule in ("linear", "logarithmic"):
        batch = beliefs.pool(opinions, [1, 3], rule)
        for i in range(2):
            one = beliefs.pool(
                [{"a": opinions[0]["a"][i], "b": opinions[0]["b"][i]}, opinions[1]], [1, 3], rule
            )
            assert batch["a"][i] == pytest.approx(one["a"])
        sampled = beliefs.pool(opinions, [[1, 3], [2, 1]], rule)
        assert sampled["a"][0] == pytest.approx(batch["a"][0])
        assert sampled["a"].shape == (2,)


def test_impossible_states_in_logarithmic_pools():
    assert beliefs.pool([{"a": 0, "b": 1}, {"a": 0.5, "b": 0.5}], [1, 1], "logarithmic") == {
        "a": 0,
        "b": 1,
    }
    assert beliefs.pool([{"a": 0, "b": 1}, {"a": 0.5, "b": 0.5}], [0, 1], "logarithmic") == {
        "a": 0.5,
        "b": 0.5,
    }
    with pytest.raises(
        InvalidInputError,
        match=r"no state is possible under every opinion; states are \['a', 'b'\]",
    ):
        beliefs.pool([{"a": 0, "b": 1}, {"a": 1, "b": 0}], [1, 1], "logarithmic")
    with pytest.raises(
        InvalidInputError, match="no level of the quantity is possible under every opinion"
    ):
        beliefs.pool([stats.uniform(0, 1), stats.uniform(2, 1)], [1, 1], "logarithmic")


NORMAL = stats.norm()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([], [1]), "opinions must be a sequence of at least one"),
        ((NORMAL, [1]), "opinions must be a sequence"),
        (([NORMAL, {"a": 1}], [1, 1]), "all distributions or all mappings; got both"),
        (
            ([NORMAL, 3], [1, 1]),
            r"opinion 2 must be a frozen distribution with .ppf, .cdf, .mean; got 3 without .ppf",
        ),
        (
            ([NORMAL, NORMAL], [1]),
            r"need 2 weights, one for each of \['1', '2'\]; got shape \(1,\)",
        ),
        (([NORMAL, NORMAL], [1, -1]), "weight of '2' must not be negative; got -1"),
        (([NORMAL, NORMAL], [0, 0]), "weights must not all be zero"),
        (([NORMAL, NORMAL], [1, math.nan]), "weights must be finite"),
        (([NORMAL, NORMAL], [[1, 1], [1, 2]]), "weights of distributions must have one axis"),
        (
            ([NORMAL, NORMAL], [1, 1], "geometric"),
            "rule must be one of 'linear', 'logarithmic'; got 'geometric'",
        ),
        (
            ([{"a": 1.0}, {"b": 1.0}], [1, 1]),
            r"opinion 2 must name each state of opinion 1 once; missing \['a'\]",
        ),
        (([{"a": 0.9}, {"a": 1.0}], [1, 1]), "opinion 1: probabilities must sum to 1; got 0.9"),
        (
            ([{"a": [1, 1]}, {"a": [1, 1, 1]}], [1, 1]),
            "samples of opinions and weights must have shapes that broadcast",
        ),
        (([stats.poisson(3)], [1], "logarithmic"), r"opinion 1 must be .* without .pdf"),
    ],
)
def test_refusals(arguments, message):
    with pytest.raises(InvalidInputError, match=message):
        beliefs.pool(*arguments)


@pytest.mark.parametrize("rule", ["linear", "logarithmic"])
def test_bad_questions_to_a_pool(rule):
    pooled = beliefs.pool([NORMAL, NORMAL], [1, 1], rule)
    with pytest.raises(InvalidInputError, match=r"q must be in \[0, 1\]; got 1.5 at \(1,\)"):
        pooled.ppf([0.5, 1.5])
    with pytest.raises(InvalidInputError, match="q must be finite; got nan"):
        pooled.ppf(math.nan)
    assert pooled.cdf(math.inf) == pytest.approx(1)
    assert pooled.cdf(-math.inf) == pytest.approx(0)


def test_a_pool_shows_its_weights():
    pooled = beliefs.pool([stats.norm(0, 1), stats.norm(2, 1)], [1, 3])
    assert repr(pooled) == "LinearPool(weights=(0.25, 0.75))"
