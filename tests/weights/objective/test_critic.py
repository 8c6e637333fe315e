"""CRITIC weights: goals turn correlations, equal columns, negative performances."""

import numpy as np
import pytest

from decision_analysis import weights
from decision_analysis.errors import DegenerateDataWarning
from small_tables import table

VALUES = [[3.0, 100, 10, 7], [2.5, 80, 8, 5], [1.8, 50, 20, 11], [2.2, 70, 12, 9]]


def test_the_formula_and_what_goals_do():
    x = np.array(VALUES)
    goals = ["max", "min", "max", "max"]
    scaled = (x - x.min(axis=0)) / (x.max(axis=0) - x.min(axis=0))
    scaled[:, 1] = 1 - scaled[:, 1]
    information = scaled.std(axis=0, ddof=1) * (1 - np.corrcoef(scaled.T)).sum(axis=1)
    result = weights.critic(table(x, goals))
    np.testing.assert_allclose(result.information, information, atol=1e-12)
    np.testing.assert_allclose(result.weights, information / information.sum(), atol=1e-12)
    # the trap: libraries that leave the goal out have the correlations of a cost the wrong way
    assert np.abs(result.weights - weights.critic(table(x)).weights).max() > 0.05


def test_criteria_that_say_the_same_weigh_the_same():
    twice = table([[1, 2], [2, 4], [4, 8]])
    with pytest.warns(DegenerateDataWarning, match="no criterion tells more than another"):
        assert weights.critic(twice).weights.tolist() == [0.5, 0.5]
    assert weights.critic(table([[1, 2], [2, 4], [4, 8]], ["max", "min"])).weights.tolist() == [
        0.5,
        0.5,
    ]


def test_negative_performances_are_taken():
    x = np.array(VALUES)
    np.testing.assert_allclose(
        weights.critic(table(x - 60)).weights, weights.critic(table(x)).weights, atol=1e-12
    )


@pytest.mark.filterwarnings("ignore:.*no criterion tells more")
def test_beside_a_constant_column_criteria_that_say_the_same_share_the_weight():
    with pytest.warns(DegenerateDataWarning, match="'c0' is constant; its weight is 0"):
        assert weights.critic(table([[3, 1], [3, 2], [3, 4]])).weights.tolist() == [0, 1]
    with pytest.warns(DegenerateDataWarning, match="'c0' is constant in 1 of 2 samples"):
        found = weights.critic(table([[[3, 1, 2], [3, 2, 4]], [[1, 1, 2], [2, 2, 4]]])).weights
    np.testing.assert_allclose(found, [[0, 1 / 2, 1 / 2], [1 / 3] * 3])
