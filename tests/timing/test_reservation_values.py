"""`reservation_values`: Moser's sequence, closed forms, the forms an offer may have."""

import numpy as np
import pytest
from scipy import stats

from decision_analysis.errors import InvalidInputError
from decision_analysis.timing import reservation_values


def test_mosers_sequence():
    """Uniform offers: v' = (1 + v^2) / 2, 1/2, 5/8, 89/128, ... (Moser 1956)."""
    result = reservation_values(stats.uniform(), 50)
    expected = [0.5]
    for _ in range(49):
        expected.append((1 + expected[-1] ** 2) / 2)
    np.testing.assert_allclose(result.reservation, expected[:-1], atol=1e-9)
    assert result.value == pytest.approx(expected[-1], abs=1e-9)
    assert 1 - result.value == pytest.approx(2 / (50 + np.log(50) + 1.77), rel=0.01)


def test_exponential_offers_with_a_cost():
    """E max(X, r) = r + exp(-r) for an exponential X."""
    result = reservation_values(stats.expon(), 4, discount=0.9, waiting_cost=0.1)
    value = 1.0
    for r in result.reservation:
        assert r == pytest.approx(0.9 * value - 0.1, abs=1e-4)
        value = r + np.exp(-r)
    assert result.value == pytest.approx(value, abs=1e-4)


def test_an_offer_may_be_given_in_three_ways():
    mapped = reservation_values({0: 0.25, 1: 0.25, 4: 0.5}, 5)
    sampled = reservation_values([4, 0, 1, 4], 5)
    assert mapped.value == pytest.approx(sampled.value)
    np.testing.assert_allclose(mapped.reservation[:2], [2.25, 0.5 * 4 + 0.5 * 2.25])
    assert reservation_values([1.0, 3.0], 1).value == 2


def test_exponential_offers():
    """E max(X, r) = r + exp(-r): 1, 1.36788, 1.62251, ..., whose tail has no end."""
    expected = [1.0]
    for _ in range(20):
        expected.append(expected[-1] + np.exp(-expected[-1]))
    result = reservation_values(stats.expon(), 21)
    np.testing.assert_allclose(result.reservation, expected[:-1], rtol=0, atol=2e-8)


def test_prices_are_to_be_small():
    high = reservation_values([0, 1, 4], 5, discount=0.9, waiting_cost=0.2)
    low = reservation_values([0, -1, -4], 5, discount=0.9, waiting_cost=0.2, goal="min")
    assert low.value == -high.value
    np.testing.assert_array_equal(low.reservation, -high.reservation)


@pytest.mark.parametrize(
    ("offer", "options", "message"),
    [
        ({1: 0.5}, {}, "probabilities must sum to 1"),
        ({"a": 1.0}, {}, "offer must be a number; got 'a'"),
        ([], {}, r"offer must be a distribution, .*; got shape \(0,\)"),
        (stats.norm([0, 1], 1), {}, r"offer must be one distribution; got \(2,\) of them"),
        (stats.cauchy(), {}, "offer must have a finite mean; got one of nan"),
        ([1.0], {"n": 0}, "n must be at least 1"),
        ([1.0], {"discount": 0}, "discount must be"),
    ],
)
def test_bad_input_is_refused(offer, options, message):
    with pytest.raises(InvalidInputError, match=rf"reservation_values\(\).*{message}"):
        reservation_values(offer, **({"n": 2} | options))
