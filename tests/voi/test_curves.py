"""`acceptability_curve` and `evpi_curve`: against net benefits one by one, and their trap."""

import numpy as np
import pytest

from decision_analysis import Criterion, DecisionTable, uncertainty, voi
from decision_analysis.errors import InvalidInputError

RNG = np.random.default_rng(5)
DRAWN = {name: RNG.normal(size=600) for name in "pq"}
COST = np.stack([np.zeros(600), 10 + DRAWN["q"], 25 + 0 * DRAWN["q"]], axis=1)
EFFECT = np.stack([np.zeros(600), 1 + DRAWN["p"], 1.5 + 2 * DRAWN["p"]], axis=1)
PRICES = [0.0, 12.0, 20.0, 60.0]


def table(effect=EFFECT, cost=COST, goals=("min", "max")):
    criteria = [Criterion("cost", goals[0]), Criterion("years", goals[1])]
    return DecisionTable(np.stack([cost, effect], axis=-1), criteria, ["none", "old", "new"])


def test_acceptability_is_how_often_each_is_best():
    curve = voi.acceptability_curve(table(), PRICES, cost="cost", effect="years")
    for k, price in enumerate(PRICES):
        benefits = price * EFFECT - COST
        shares = uncertainty.choice_probabilities(benefits)
        np.testing.assert_allclose(curve.probabilities[k], shares)
        np.testing.assert_allclose(curve.expected[k], benefits.mean(axis=0))
        assert curve.best[k] == curve.alternatives[benefits.mean(axis=0).argmax()]
        assert curve.frontier[k] == pytest.approx(shares[benefits.mean(axis=0).argmax()])
    spread = np.sqrt(curve.probabilities * (1 - curve.probabilities) / 599)
    np.testing.assert_allclose(curve.probabilities_standard_error, spread)


def test_the_favorite_need_not_be_the_best():
    """Seldom a great success: best on average from a price of 1,000 on, and never best by count."""
    rare = np.arange(600) % 4 == 0
    effect = np.stack([0.0 * rare, 4.0 * rare, -1.0 + 0 * rare], axis=1)
    cost = np.stack([0.0 * rare, 1000.0 + 0 * rare, 0 * rare], axis=1)
    curve = voi.acceptability_curve(table(effect, cost), [500, 2000], cost="cost", effect="years")
    assert curve.best == ("none", "old")
    assert curve.favorite == ("none", "none")
    np.testing.assert_allclose(curve.frontier, [0.75, 0.25])
    assert "at 1 of 2 prices the most probable is not the best on average" in repr(curve)


def test_ties_share():
    same = np.zeros((600, 3))
    curve = voi.acceptability_curve(table(same, same), [1.0], cost="cost", effect="years")
    np.testing.assert_allclose(curve.probabilities, [[1 / 3] * 3])


def test_values_of_information_at_each_price():
    curve = voi.evpi_curve(
        table(),
        PRICES,
        cost="cost",
        effect="years",
        samples=DRAWN,
        of=["p", ("p", "q")],
        population=1000,
    )
    assert curve.of == ("p", "p and q")
    for k, price in enumerate(PRICES):
        benefits = price * EFFECT - COST
        alone, both = (voi.evppi(benefits, DRAWN, of) for of in ("p", ["p", "q"]))
        everything = voi.evpi(benefits)
        assert curve.evpi[k] == pytest.approx(1000 * everything.value)
        assert curve.evpi_standard_error[k] == pytest.approx(1000 * everything.standard_error)
        np.testing.assert_allclose(curve.evppi[k], [1000 * alone.value, 1000 * both.value])
        assert curve.evppi_standard_error[k, 0] == pytest.approx(1000 * alone.standard_error)


def test_years_lost_are_bought_back():
    lost = voi.acceptability_curve(
        table(-EFFECT, goals=("min", "min")), PRICES, cost="cost", effect="years"
    )
    won = voi.acceptability_curve(table(), PRICES, cost="cost", effect="years")
    np.testing.assert_array_equal(lost.probabilities, won.probabilities)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"cost": "price"}, "unknown criterion 'price'"),
        ({"effect": "cost"}, "cost and effect must be two criteria"),
        ({"willingness_to_pay": [2, 1]}, "must be ascending numbers of at least 0"),
        ({"willingness_to_pay": [-1, 1]}, "must be ascending numbers of at least 0"),
        ({"table": table().mean()}, r"must have one sample axis, .*; got samples \(\)"),
        ({"of": ["p"]}, "samples must be given where of names parameters"),
        ({"of": ["z"], "samples": DRAWN}, "unknown parameter 'z'"),
        ({"of": ["p", "p"], "samples": DRAWN}, "of must not repeat"),
        ({"population": 0}, "population must be"),
    ],
)
def test_bad_input_is_refused(options, message):
    given = {
        "table": table(),
        "willingness_to_pay": PRICES,
        "cost": "cost",
        "effect": "years",
    } | options
    with pytest.raises(InvalidInputError, match=rf"evpi_curve\(\).*{message}"):
        voi.evpi_curve(**given)


def test_units_of_costs_change_nothing():
    asked = {"cost": "cost", "effect": "years", "samples": DRAWN, "of": ["p"]}
    plain = voi.evpi_curve(table(), PRICES, **asked)
    for unit in (1e-300, 1e297):
        scaled = voi.evpi_curve(table(cost=COST * unit), np.array(PRICES) * unit, **asked)
        assert scaled.best == plain.best
        for field in ("evpi", "evpi_standard_error", "evppi", "evppi_standard_error"):
            one, other = getattr(plain, field), getattr(scaled, field) / unit
            np.testing.assert_allclose(other, one, rtol=1e-12)
    with pytest.raises(InvalidInputError, match="population times the values of information"):
        voi.evpi_curve(table(cost=COST * unit), np.array(PRICES) * unit, **asked, population=1e15)
