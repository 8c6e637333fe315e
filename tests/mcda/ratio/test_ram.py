"""RAM: roots by hand, ends of the scale, zeros."""

import numpy as np
import pytest

from decision_analysis import Criterion, DecisionTable, mcda
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError


def table(values, goals=None):
    array = np.asarray(values, dtype=float)
    goals = goals or ["max"] * array.shape[-1]
    criteria = [Criterion(f"c{j}", goal) for j, goal in enumerate(goals)]
    return DecisionTable(array, criteria, [f"a{i}" for i in range(array.shape[-2])])


def test_by_hand_and_the_ends_of_the_scale():
    result = mcda.ram(table([[3, 1], [1, 3]], ["max", "min"]), [0.5, 0.5])
    np.testing.assert_allclose(result.benefits, [0.375, 0.125])
    np.testing.assert_allclose(result.costs, [0.125, 0.375])
    np.testing.assert_allclose(result.scores, [2.375 ** (1 / 2.125), 2.125 ** (1 / 2.375)])
    np.testing.assert_allclose(mcda.ram(table([[1], [0]]), [1]).scores, [3**0.5, 2**0.5])
    np.testing.assert_allclose(mcda.ram(table([[4]], ["min"]), [1]).scores, 2 ** (1 / 3))


def test_close_scores_still_rank():
    values = 1 + 1e-9 * np.arange(50)[:, None]
    assert mcda.ram(table(values), [1]).ranks.tolist() == list(range(50, 0, -1))


def test_zeros_of_all_negatives_and_a_batch():
    with pytest.warns(DegenerateDataWarning, match=r"^ram\(\): criterion 'c0' is constant"):
        assert mcda.ram(table([[0, 2], [0, 1]]), [1, 1]).best == "a0"
    with pytest.raises(InvalidInputError, match=r"^ram\(\): 'a1' on 'c0' must be at least 0"):
        mcda.ram(table([[1], [-1]]), [1])
    many = np.array([[1, 3], [3, 1.0]])
    pair = table([[3, 1], [1, 3]], ["max", "min"])
    for i, weights in enumerate(many):
        np.testing.assert_allclose(mcda.ram(pair, many).scores[i], mcda.ram(pair, weights).scores)
