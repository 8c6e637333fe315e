"""COPRAS: traps of costs, no costs, only costs, zeros."""

import numpy as np
import pytest

from decision_analysis import Criterion, DecisionTable, mcda
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError


def table(values, goals=None):
    array = np.asarray(values, dtype=float)
    goals = goals or ["max"] * array.shape[-1]
    criteria = [Criterion(f"c{j}", goal) for j, goal in enumerate(goals)]
    return DecisionTable(array, criteria, [f"a{i}" for i in range(array.shape[-2])])


PRICED = table([[10, 100], [10, 50], [9, 75]], ["max", "min"])
TRAP = [[7, 9], [8, 6], [9, 9]]


def test_costs_are_divided_by():
    result = mcda.copras(PRICED, [0.5, 0.5])
    np.testing.assert_allclose(result.scores, [71.38, 100, 76.64], atol=0.005)


@pytest.mark.parametrize(
    ("goal", "significance", "utility"),
    [
        ("max", [0.333333, 0.291667, 0.375], [88.8889, 77.7778, 100]),
        ("min", [0.329843, 0.376963, 0.293194], [87.5, 100, 77.7778]),
    ],
)
def test_no_costs_and_only_costs(goal, significance, utility):
    result = mcda.copras(table(TRAP, [goal] * 2), [0.5, 0.5])
    np.testing.assert_allclose(result.significance, significance, atol=5e-7)
    np.testing.assert_allclose(result.scores, utility, atol=5e-5)


def test_costs_without_weight_are_no_costs():
    result = mcda.copras(PRICED, [1, 0])
    np.testing.assert_allclose(result.scores, [100, 100, 90])
    assert result.costs.tolist() == [0, 0, 0]


def test_zero_costs_of_some_are_refused_and_those_of_all_make_no_difference():
    free = table([[5, 0, 1], [6, 2, 0], [7, 0, 0]], ["max", "min", "min"])
    with pytest.raises(
        InvalidInputError, match=r"^copras\(\): weighted costs of 'a2' must be positive, as those"
    ):
        mcda.copras(free, [1, 1, 1])
    with pytest.raises(InvalidInputError, match=r"costs of 'a0' at \(1,\) must be positive"):
        mcda.copras(free.select(alternatives=["a0", "a1"]), [[1, 1, 1], [1, 1, 0]])
    with pytest.warns(DegenerateDataWarning, match="'c1' is constant"):
        assert mcda.copras(table([[5, 0], [4, 0]], ["max", "min"]), [1, 1]).scores.tolist() == [
            100,
            80,
        ]
    with pytest.warns(DegenerateDataWarning, match="'c0' is constant"):
        assert mcda.copras(table([[0], [0]]), [1]).scores.tolist() == [100, 100]


def test_one_alternative_negatives_and_a_batch():
    assert mcda.copras(table([[3, 2]], ["max", "min"]), [1, 1]).scores == 100
    with pytest.raises(InvalidInputError, match="'a0' on 'c0' must be at least 0; got -1"):
        mcda.copras(table([[-1], [1]]), [1])
    many = np.array([[1, 1], [1, 0], [0, 1.0]])
    whole = mcda.copras(PRICED, many)
    for i, weights in enumerate(many):
        np.testing.assert_allclose(whole.scores[i], mcda.copras(PRICED, weights).scores)
