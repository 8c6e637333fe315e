"""Rank-exponent weights: equal and rank-sum weights are its members; steep powers stay finite."""

import numpy as np
import pytest

from decision_analysis import weights
from decision_analysis.errors import InvalidInputError


def test_its_members():
    np.testing.assert_allclose(weights.rank_exponent(7, 0).weights, 1 / 7)
    np.testing.assert_allclose(weights.rank_exponent(7, 1).weights, weights.rank_sum(7).weights)
    points = np.arange(7, 0, -1) ** 2.5
    np.testing.assert_allclose(weights.rank_exponent(7, 2.5).weights, points / points.sum())


def test_a_steep_power_gives_all_to_the_first():
    assert weights.rank_exponent(["a", "b"], 5000).as_dict() == {"a": 1, "b": 0}


@pytest.mark.parametrize("power", [-1, np.nan, np.inf, "2"])
def test_what_is_no_power_is_refused(power):
    with pytest.raises(InvalidInputError, match=r"^rank_exponent\(\): power must be"):
        weights.rank_exponent(3, power)
