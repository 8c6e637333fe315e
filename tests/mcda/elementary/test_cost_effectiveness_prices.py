"""Cost-effectiveness over a list of prices: net benefit, acceptability and its frontier, against
counts one by one, exact probabilities, and what the sources say of them."""

import numpy as np
import pytest
from scipy import special, stats

from decision_analysis import Criterion, DecisionTable, mcda, uncertainty, voi
from decision_analysis.errors import InvalidInputError

CRITERIA = [Criterion("cost", "min", unit="GBP"), Criterion("effect", unit="QALY")]
RNG = np.random.default_rng(8)
COSTS = np.array([0.0, 900.0, 2500.0]) + RNG.normal(0, 150, (2, 300, 3))
EFFECTS = np.array([0.0, 0.1, 0.16]) + RNG.normal(0, 0.03, (2, 300, 3))
PRICES = [0.0, 8000.0, 20_000.0, 50_000.0]


def asked(costs, effects, prices=None, labels="abc"):
    labels = list(labels)[: np.shape(costs)[-1]]
    table = DecisionTable(np.stack([costs, effects], axis=-1), CRITERIA, labels)
    return mcda.cost_effectiveness(table, cost="cost", effect="effect", willingness_to_pay=prices)


def test_net_benefits_are_of_each_sample_at_each_price():
    result = asked(COSTS, EFFECTS, PRICES)
    benefit = result.net_benefit()
    assert benefit.scores.shape == (2, 300, 4, 3)
    for k, price in enumerate(PRICES):
        np.testing.assert_array_equal(benefit.scores[..., k, :], price * EFFECTS - COSTS)
        np.testing.assert_array_equal(benefit.scores[..., k, :], result.net_benefit(price).scores)
    np.testing.assert_array_equal(benefit.parameters["willingness_to_pay"], PRICES)


def test_acceptability_is_the_share_of_samples_in_which_each_is_best():
    result = asked(COSTS, EFFECTS, PRICES)
    found, benefit = result.acceptability, result.net_benefit().scores
    for k in range(len(PRICES)):
        at_price = benefit[..., k, :].reshape(-1, 3)
        counts = [(at_price.argmax(axis=1) == a).mean() for a in range(3)]
        np.testing.assert_allclose(found.probabilities[k], counts)
        np.testing.assert_allclose(
            found.probabilities[k], uncertainty.choice_probabilities(benefit[..., k, :])
        )
        chosen = at_price.mean(axis=0).argmax()
        assert found.best[k] == "abc"[chosen]
        assert found.frontier[k] == found.probabilities[k, chosen]
        np.testing.assert_allclose(found.expected[k], at_price.mean(axis=0))


def test_the_curves_are_those_of_voi():
    result = asked(COSTS[0], EFFECTS[0], PRICES)
    table = DecisionTable(np.stack([COSTS[0], EFFECTS[0]], axis=-1), CRITERIA, list("abc"))
    alone = voi.acceptability_curve(table, PRICES, cost="cost", effect="effect")
    assert result.acceptability.equals(alone)


def test_the_one_to_choose_changes_at_the_ratios_of_the_means():
    """The frontier is the league table of the means, whatever the spread (Barton et al. 2008)."""
    means = asked(COSTS.reshape(-1, 3).mean(axis=0), EFFECTS.reshape(-1, 3).mean(axis=0)).icer
    around = [ratio + step for ratio in means.values() for step in (-1e-6, 1e-6)]
    assert asked(COSTS, EFFECTS, around).acceptability.best == ("a", "b", "b", "c")


def test_exact_probabilities_of_normal_differences():
    """Of a normal increment the curve is the normal distribution function of its net benefit over
    its standard deviation; 2^15 samples are within 4 standard errors of it (6e-5 by chance)."""
    rng, count = np.random.default_rng(2), 2**15
    mean, covariance = [1000.0, 0.05], [[250.0**2, 1.8], [1.8, 0.02**2]]
    more = rng.multivariate_normal(mean, covariance, count)
    zero = np.zeros(count)
    prices = np.array([5000.0, 20_000.0, 35_000.0])
    curve = asked(
        np.stack([zero, more[:, 0]], axis=1), np.stack([zero, more[:, 1]], axis=1), prices
    ).acceptability
    spread = np.sqrt(prices**2 * 0.02**2 + 250.0**2 - 2 * prices * 1.8)
    exact = special.ndtr((prices * 0.05 - 1000.0) / spread)
    assert (abs(curve.probabilities[:, 1] - exact) < 4 * np.sqrt(exact * (1 - exact) / count)).all()
    assert stats.norm.cdf(0) == exact[1] == 0.5


def test_a_dominated_option_may_be_the_most_probable():
    """Barton et al. (2008): an option subject to extended dominance has the highest probability of
    being cost-effective, though it is the one to choose at no price. Here it is a little better in
    4 samples of 10, and each of the others much better in 3."""
    benefits = np.repeat(
        [[0.0, 10.0, 0.0], [100.0, 0.0, 0.0], [0.0, 0.0, 100.0]], [4, 3, 3], axis=0
    )
    effects = np.tile([0.0, 0.5, 1.0], (10, 1))
    costs = 1000 * effects - benefits
    assert asked(costs.mean(axis=0), effects[0]).extended_dominated == ("b",)
    curve = asked(costs, effects, [999.0, 1001.0]).acceptability
    assert curve.favorite == ("b", "b")
    assert curve.best == ("a", "c")
    np.testing.assert_allclose(curve.frontier, [0.3, 0.3])


def test_ties_share():
    same = np.zeros((10, 3))
    np.testing.assert_allclose(asked(same, same, [1.0]).acceptability.probabilities, 1 / 3)


def test_without_prices_there_is_no_acceptability():
    result = asked(COSTS, EFFECTS)
    assert result.acceptability is None
    assert result.willingness_to_pay is None
    with pytest.raises(
        InvalidInputError,
        match=r"net_benefit\(\): willingness_to_pay must be given, here or to cost_",
    ):
        result.net_benefit()


def test_one_sample_keeps_the_prices_and_not_the_curves_of_all():
    one = asked(COSTS, EFFECTS, PRICES).at((1, 7))
    assert one.acceptability is None
    np.testing.assert_array_equal(
        one.net_benefit().scores, np.array(PRICES)[:, None] * EFFECTS[1, 7] - COSTS[1, 7]
    )


def test_units_and_what_is_shown():
    result = asked(COSTS, EFFECTS, PRICES)
    assert result.units == ("GBP", "QALY")
    lines = repr(result).splitlines()
    assert lines[0] == "cost-effectiveness: 3 alternatives, samples (2, 300)"
    assert "P(a)" in lines[1]
    assert len(lines) == 2 + len(PRICES)
    assert repr(asked(COSTS, EFFECTS)) == lines[0]


@pytest.mark.parametrize(
    ("prices", "message"),
    [
        ([0.0, 5.0, 5.0], "ascending numbers of at least 0; got 5 after 5"),
        ([0.0, 5.0, 3.0], "ascending numbers of at least 0; got 3 after 5"),
        ([-2.0, 5.0], "ascending numbers of at least 0; got -2"),
        ([0.0, np.nan], "must be finite; got nan"),
        ([], r"ascending numbers of at least 0; got shape \(0,\)"),
        (20_000.0, r"ascending numbers of at least 0; got shape \(\)"),
        ("dear", "must be numbers"),
    ],
)
def test_bad_prices_are_refused(prices, message):
    with pytest.raises(
        InvalidInputError, match=rf"cost_effectiveness\(\): willingness_to_pay .*{message}"
    ):
        asked(COSTS, EFFECTS, prices)


def test_prices_need_samples():
    with pytest.raises(
        InvalidInputError,
        match=r"cost_effectiveness\(\): willingness_to_pay needs sampled performances",
    ):
        asked(COSTS[0, 0], EFFECTS[0, 0], PRICES)
    with pytest.raises(InvalidInputError, match=r"at least two samples; got samples \(1,\)"):
        asked(COSTS[0, :1], EFFECTS[0, :1], PRICES)
