"""Distributions from chips in bins."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from decision_analysis import beliefs
from decision_analysis.errors import InvalidInputError

BINS = [4, 6, 8, 10, 12, 14, 16]
CHIPS = [1, 4, 6, 5, 3, 1]


@pytest.mark.parametrize("family", ["normal", "gamma", "metalog", None])
def test_chips_are_cumulative_probabilities_at_the_edges(family):
    options = {"family": family, "low": 0}
    if family == "metalog":
        options["n_terms"] = 3
    fitted = beliefs.roulette(CHIPS, BINS, **options)
    said = {0.05: 6, 0.25: 8, 0.55: 10, 0.8: 12, 0.95: 14}
    same = beliefs.from_quantiles(said, **options)
    assert fitted.family == same.family
    np.testing.assert_allclose(fitted.probabilities, list(said))
    np.testing.assert_allclose(fitted.levels, list(said.values()))
    np.testing.assert_allclose(fitted.ppf([0.1, 0.5, 0.9]), same.ppf([0.1, 0.5, 0.9]), rtol=1e-6)
    np.testing.assert_array_equal(fitted.bins, BINS)
    np.testing.assert_array_equal(fitted.chips, CHIPS)


def test_chips_of_a_distribution_give_it_back():
    truth = stats.lognorm(0.5, scale=30)
    bins = np.linspace(0, 120, 13)
    chips = np.diff(truth.cdf(bins))
    chips[-1] += truth.sf(120)  # what lies beyond is in the last bin
    fitted = beliefs.roulette(100 * chips, bins)
    assert fitted.family == "lognormal"
    np.testing.assert_allclose(
        fitted.ppf([0.05, 0.5, 0.95]), truth.ppf([0.05, 0.5, 0.95]), rtol=1e-5
    )


def test_mappings_and_intervals_in_any_order():
    plain = beliefs.roulette(CHIPS, BINS, low=0)
    pairs = {(a, b): n for a, b, n in zip(BINS[:-1], BINS[1:], CHIPS, strict=True)}
    turned = dict(reversed(list(pairs.items())))
    assert beliefs.roulette(turned, low=0).equals(plain)
    # pandas counts drawn values by interval
    values = np.repeat([5, 7, 9, 11, 13, 15], CHIPS)
    counted = pd.cut(pd.Series(values), BINS).value_counts()
    assert beliefs.roulette(counted, low=0).equals(plain)


def test_empty_bins_count_with_both_their_edges():
    fitted = beliefs.roulette([2, 0, 0, 3, 4, 1, 0], [0, 1, 2, 3, 4, 5, 6, 7], "normal")
    np.testing.assert_allclose(fitted.probabilities, [0.2, 0.2, 0.2, 0.5, 0.9])
    np.testing.assert_allclose(fitted.levels, [1, 2, 3, 4, 5])

    def cost(mean, sd):
        return ((stats.norm(mean, sd).cdf(fitted.levels) - fitted.probabilities) ** 2).sum()

    best = cost(fitted.mean(), fitted.std())
    assert best == pytest.approx((fitted.misfit**2).sum())
    for shift, factor in [(0.01, 1), (-0.01, 1), (0, 1.01), (0, 0.99)]:
        assert cost(fitted.mean() + shift, fitted.std() * factor) > best
    for family in ("uniform", "student_t", "triangular", "lognormal", "gamma", "weibull"):
        assert np.isfinite(beliefs.roulette(fitted.chips, fitted.bins, family).misfit).all()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((CHIPS,), "chips without labels need bins, their edges"),
        ((CHIPS, BINS[:-1]), r"one more than the bins of chips; got shape \(6,\) for chips of"),
        ((CHIPS, [4, 6, 6, 10, 12, 14, 16]), "bins must ascend; got 6 before 6"),
        (([1, -1, 2], [0, 1, 2, 3]), r"chips of \(1, 2\) must be at least 0; got -1"),
        (([0, 0, 0], [0, 1, 2, 3]), "chips must not all be zero"),
        (([1, 2], [0, 1, 2]), "needs at least 2 quantiles; got 1"),
        (([0, 5, 0], [0, 1, 2, 3]), r"more than one bin; all lie in \(1, 2\)"),
        (({(0, 1): 2, (2, 3): 1},), r"bins must follow one another without gaps; got \(0, 1\) and"),
        (({(0, 2): 2, (1, 3): 1},), "bins must follow one another without gaps"),
        (({(1, 0): 2},), r"bins must have a positive width; got \(1, 0\)"),
        (({"low": 2},), r"chips must name bins by \(lower edge, upper edge\); got 'low'"),
        (({(0, 1): 2}, [0, 1]), "these have intervals: leave out bins"),
    ],
)
def test_refusals(arguments, message):
    with pytest.raises(InvalidInputError, match=message):
        beliefs.roulette(*arguments)
