"""Certainty equivalents and risk premiums: published figures, stability, properties, refusals."""

import math
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_analysis import utility
from decision_analysis.errors import InvalidInputError
from decision_analysis.utility import certainty_equivalent, risk_premium

EVERY = [
    utility.linear(),
    utility.exponential(100),
    utility.exponential(-100),
    utility.logarithmic(500),
    utility.power(0.5),
    utility.power(1),
    utility.power(4),
    utility.piecewise([0, 10, 1e4], [0, 0.7, 1]),
    utility.prospect(),
]


@dataclass(frozen=True)
class CubeRoot:
    """A utility of one's own."""

    def __call__(self, payoffs):
        return np.cbrt(payoffs)

    def inverse(self, utilities):
        return utilities**3


def bids():
    bid, rival, cost = np.ix_([300, 500, 700], [400, 600, 800], [200, 400, 600])
    profit = np.where(bid < rival, bid - cost, 0).reshape(3, 9)
    return profit, np.outer([0.35, 0.5, 0.15], [0.25, 0.5, 0.25]).ravel()


def test_published_four_bids():
    """McNamee and Celona (2001), figures 3.7, 5.11 and 5.13."""
    profit, p = bids()
    np.testing.assert_allclose(
        certainty_equivalent(profit, p, utility.linear()), [-100, 65, 45], atol=1e-12
    )
    equivalents = certainty_equivalent(profit, p, utility.exponential(1000))
    np.testing.assert_allclose(equivalents, [-109.98, 57.58, 38.49], atol=0.005)
    np.testing.assert_allclose(utility.exponential(1000)(profit)[:2] @ p, [-0.12, 0.06], atol=0.005)


@pytest.mark.parametrize("u", EVERY, ids=repr)
@pytest.mark.parametrize("sure", [1e-3, 1.0, 1000.0, 1e4 / 3])
def test_a_sure_thing_is_its_own_equivalent(u, sure):
    assert certainty_equivalent([sure], [1], u) == pytest.approx(sure, rel=1e-13)
    thirds = [1 / 3, 1 / 3, 1 - 2 / 3]
    assert certainty_equivalent([sure] * 3, thirds, u) == pytest.approx(sure, rel=1e-13)


@pytest.mark.parametrize(
    "u", [utility.exponential(100), utility.exponential(-1e-3), utility.power(1), utility.power(9)]
)
def test_a_sure_thing_exactly(u):
    for sure in (1000.0, 0.1, 12345.678):
        assert certainty_equivalent([sure], [1], u) == sure
        assert certainty_equivalent([sure, sure], [0.1, 0.9], u) == sure


def test_sure_losses_far_beyond_the_risk_tolerance():
    assert certainty_equivalent([-1e6], [1], utility.exponential(1)) == -1e6
    gamble = certainty_equivalent([-1e6, 1e6], [1e-12, 1 - 1e-12], utility.exponential(1))
    assert gamble == pytest.approx(-1e6 - math.log(1e-12), rel=1e-12)
    assert certainty_equivalent([-1e6, 1e6], [0, 1], utility.exponential(1)) == 1e6
    assert certainty_equivalent([-1e6, 1e6], [0.5, 0.5], utility.exponential(-1)) == pytest.approx(
        1e6 - math.log(2)
    )


@pytest.mark.parametrize("tolerance", [1e9, 1e13, 1e200, -1e12, 1e300])
def test_great_risk_tolerance_is_nearly_linear(tolerance):
    values, p = [-3.0, 1.0, 7.0], [0.2, 0.5, 0.3]
    mean, variance = 2.0, 0.2 * 25 + 0.5 * 1 + 0.3 * 25
    expected = mean - variance / (2 * tolerance)
    assert certainty_equivalent(values, p, utility.exponential(tolerance)) == pytest.approx(
        expected, rel=1e-14, abs=0
    )


def test_an_impossible_outcome_costs_no_digits():
    for u in (utility.linear(), utility.exponential(1e30), utility.exponential(1)):
        assert certainty_equivalent([1e17, 1], [0, 1], u) == 1


@pytest.mark.parametrize(
    ("u", "hostile", "rel"),
    [
        (utility.logarithmic(1e13), -1e13 + 2**-9, 1e-13),
        (utility.logarithmic(0), 1e-300, 1e-15),
        (utility.power(1), 1e-300, 1e-15),
        (utility.power(50), 1e300, 1e-15),
        (utility.power(-3), 1e-300, 1e-15),
    ],
    ids=repr,
)
def test_an_outcome_that_cannot_happen_changes_no_digit(u, hostile, rel):
    for unit in (1.0, 1e9):
        without = certainty_equivalent([3 * unit, 4 * unit], [0.25, 0.75], u)
        found = certainty_equivalent([3 * unit, hostile, 4 * unit], [0.25, 0, 0.75], u)
        assert found == pytest.approx(without, rel=rel, abs=0)


@pytest.mark.parametrize("u", [utility.logarithmic(0), utility.power(1)], ids=repr)
@pytest.mark.parametrize("p", [0.25, 0.5, 0.75])
def test_geometric_means_of_amounts_whose_ratio_is_no_float(u, p):
    least, most = 2.0**-1060, 2.0**980
    assert certainty_equivalent([least, most], [1 - p, p], u) == pytest.approx(
        2.0 ** (-1060 + p * 2040), rel=1e-12, abs=0
    )


def test_risk_tolerance_beyond_all_payoffs_loses_no_digits():
    assert certainty_equivalent(
        [0, 1e-10 / 3], [0.4, 0.6], utility.exponential(1e307)
    ) == pytest.approx(2e-11, rel=1e-14, abs=0)


def test_great_wealth_is_nearly_linear():
    equivalent = certainty_equivalent([-3, 1, 7], [0.2, 0.5, 0.3], utility.logarithmic(1e12))
    assert equivalent == pytest.approx(2 - 13 / 2e12, rel=1e-14, abs=0)


def test_power_near_one_and_at_extremes():
    values, p = [1, 4], [0.5, 0.5]
    at_one = certainty_equivalent(values, p, utility.power(1))
    assert at_one == pytest.approx(2, rel=1e-15, abs=0)
    for g in (1 - 1e-12, 1 + 1e-12):
        assert certainty_equivalent(values, p, utility.power(g)) == pytest.approx(at_one, rel=1e-11)
    assert certainty_equivalent(values, p, utility.power(1e6)) == pytest.approx(1, abs=1e-5)
    assert certainty_equivalent(values, p, utility.power(-1e6)) == pytest.approx(4, abs=1e-5)
    assert certainty_equivalent([1e300, 1e-300], p, utility.power(2)) == pytest.approx(
        2e-300, rel=1e-12, abs=0
    )


gambles = st.lists(st.tuples(st.floats(0.5, 900), st.floats(0.01, 1)), min_size=1, max_size=6)


@given(gambles, st.sampled_from(EVERY))
def test_between_the_worst_and_the_best_and_equal_to_the_definition(gamble, u):
    values, p = (np.array(side) for side in zip(*gamble, strict=True))
    p = p / p.sum()
    equivalent = certainty_equivalent(values, p, u)
    assert values.min() * (1 - 1e-9) <= equivalent <= values.max() * (1 + 1e-9)
    expected = float(u.inverse(np.clip(p @ u(values), u(values.min()), u(values.max()))))
    assert equivalent == pytest.approx(expected, rel=1e-7)


@given(gambles, st.floats(-1e3, 1e3), st.floats(10, 1e4))
def test_delta_property(gamble, shift, tolerance):
    values, p = (np.array(side) for side in zip(*gamble, strict=True))
    u, p = utility.exponential(tolerance), p / p.sum()
    moved = certainty_equivalent(values + shift, p, u)
    assert moved == pytest.approx(certainty_equivalent(values, p, u) + shift, abs=1e-8)


@given(gambles)
def test_aversion_lowers_the_equivalent(gamble):
    values, p = (np.array(side) for side in zip(*gamble, strict=True))
    p = p / p.sum()
    by_tolerance = [
        certainty_equivalent(values, p, utility.exponential(r)) for r in (-100, 1e4, 100, 10)
    ]
    assert (np.diff(by_tolerance) <= 1e-9).all()
    assert risk_premium(values, p, utility.logarithmic(1)) >= -1e-9
    assert risk_premium(values, p, utility.exponential(-100)) <= 1e-9


def test_pratt_approximation():
    """Pratt (1964), eq. (5): a small risk's premium is half the variance times the absolute risk
    aversion."""
    assert risk_premium([-1, 1], [0.5, 0.5], utility.exponential(100)) == pytest.approx(
        0.5 / 100, rel=1e-4
    )
    assert risk_premium([-1, 1], [0.5, 0.5], utility.logarithmic(100)) == pytest.approx(
        0.5 / 100, rel=1e-4
    )


@pytest.mark.parametrize("u", EVERY, ids=repr)
def test_batches_equal_a_loop(u):
    rng = np.random.default_rng(3)
    values = rng.uniform(1, 900, (4, 3, 5))
    p = rng.dirichlet(np.ones(5), 3)
    batch = certainty_equivalent(values, p, u)
    assert batch.shape == (4, 3)
    for i, j in np.ndindex(4, 3):
        assert batch[i, j] == pytest.approx(certainty_equivalent(values[i, j], p[j], u), rel=1e-13)
    along_first = u.certainty_equivalent_of(np.moveaxis(values, -1, 0), p.T[:, None, :], axis=0)
    np.testing.assert_allclose(along_first, batch, rtol=1e-13)


def test_a_utility_of_ones_own():
    assert certainty_equivalent([0, 8], [0.5, 0.5], CubeRoot()) == pytest.approx(1)
    assert risk_premium([0, 8], [0.5, 0.5], CubeRoot()) == pytest.approx(3)


def test_rounded_probabilities_do_not_leave_the_domain():
    u = utility.piecewise([0, 1], [0, 1])
    assert certainty_equivalent([1, 1], [0.5, 0.5 + 5e-10], u) == 1


@pytest.mark.parametrize(
    ("values", "probabilities", "u", "message"),
    [
        (
            [1, 2],
            [0.5, 0.4],
            utility.linear(),
            r"probabilities must sum to 1; got 0.9 \('0' 0.5, '1' 0.4\)",
        ),
        (
            [1, 2],
            [1.5, -0.5],
            utility.linear(),
            "probability of '1' must not be negative; got -0.5",
        ),
        ([1, 2], [math.nan, 1], utility.linear(), "probabilities must be finite"),
        ([1, math.inf], [0.5, 0.5], utility.linear(), r"values must be finite; got inf at \(1,\)"),
        (["1", "2"], [0.5, 0.5], utility.linear(), "values must be numbers; got strings"),
        ([1, 2, 3], [0.5, 0.5], utility.linear(), "need 3 probabilities"),
        ([], [], utility.linear(), "at least one outcome"),
        (1, 1, utility.linear(), r"at least one outcome; got \(\)"),
        (np.ones((2, 2)), np.full((3, 2), 0.5), utility.linear(), "must broadcast"),
        ([1, 2], [0.5, 0.5], None, r"must be callable and have a method .inverse; got None"),
        ([1, 2], [0.5, 0.5], np.log, "must be callable and have a method .inverse"),
        ([0, 2], [0.5, 0.5], utility.power(1), "payoffs must be positive; got 0"),
        ([-9, 2], [0.5, 0.5], utility.logarithmic(9), "payoffs must exceed -9"),
        (
            [1, 20],
            [0.5, 0.5],
            utility.piecewise([0, 10], [0, 1]),
            r"payoffs must be in \[0, 10\]; got 20 at \(1,\)",
        ),
    ],
)
@pytest.mark.parametrize("function", [certainty_equivalent, risk_premium])
def test_refusals(function, values, probabilities, u, message):
    with pytest.raises(InvalidInputError, match=message):
        function(values, probabilities, u)


def test_ones_own_utility_must_stay_finite():
    class Broken(CubeRoot):
        def inverse(self, utilities):
            return utilities / 0.0

    with (
        np.errstate(divide="ignore"),
        pytest.raises(InvalidInputError, match="must stay finite; got inf"),
    ):
        certainty_equivalent([1, 2], [0.5, 0.5], Broken())


@pytest.mark.parametrize("wealth", [0, 1e-300, 0.25, 1])
def test_logarithmic_utility_takes_any_wealth(wealth):
    u = utility.logarithmic(wealth)
    assert float(u(4 - wealth)) == pytest.approx(np.log(4))
    # the geometric mean of a final wealth of 1 or 4
    assert certainty_equivalent([1 - wealth, 4 - wealth], [0.5, 0.5], u) == pytest.approx(
        2 - wealth
    )
