"""Balanced SPOTIS: SPOTIS from one point and from the other, and between."""

import numpy as np
import pytest

from decision_analysis import Criterion, DecisionTable, mcda
from decision_analysis.errors import InvalidInputError

BOUNDS = {"price": (0, 100), "space": (10, 50)}
WANTED = {"price": 40, "space": 40}
FLATS = DecisionTable(
    [[20, 30], [60, 50], [90, 10]], [Criterion("price", "min"), "space"], ["a", "b", "c"]
)


def balanced(balance, table=FLATS):
    return mcda.balanced_spotis(
        table, [2, 1], bounds=BOUNDS, expected_solution=WANTED, balance=balance
    )


def test_its_ends_are_spotis():
    ideal = mcda.spotis(FLATS, [2, 1], bounds=BOUNDS)
    expected = mcda.spotis(FLATS, [2, 1], bounds=BOUNDS, expected_solution=WANTED)
    np.testing.assert_array_equal(balanced(0).scores, ideal.scores)
    np.testing.assert_array_equal(balanced(1).scores, expected.scores)
    middle = balanced(0.25)
    np.testing.assert_allclose(middle.scores, 0.75 * ideal.scores + 0.25 * expected.scores)
    np.testing.assert_array_equal(middle.distance_to_ideal, ideal.scores)
    np.testing.assert_array_equal(middle.distance_to_expected, expected.scores)
    assert (middle.ideal.tolist(), middle.expected.tolist()) == ([0, 50], [40, 40])


def test_what_dominates_scores_no_worse_up_to_a_half_and_may_beyond():
    cheap = DecisionTable([[10, 40], [40, 40]], FLATS.criteria, ["cheap", "as wanted"])
    assert balanced(0.49, cheap).best == "cheap"
    assert balanced(0.5, cheap).ranks.tolist() == [1, 1]
    assert balanced(0.51, cheap).best == "as wanted"


def test_a_balance_outside_of_0_and_1_is_refused():
    with pytest.raises(
        InvalidInputError, match=r"balanced_spotis\(\): balance must be in \[0, 1\]"
    ):
        balanced(1.5)
