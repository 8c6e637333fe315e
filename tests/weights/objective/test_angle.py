"""Angular weights: the angle with a constant column, constant columns, refusals."""

import numpy as np
import pytest

from decision_analysis import Criterion, DecisionTable, weights
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError


def table(values, goals=None):
    array = np.asarray(values, dtype=float)
    goals = goals or ["max"] * array.shape[-1]
    criteria = [Criterion(f"c{j}", goal) for j, goal in enumerate(goals)]
    return DecisionTable(array, criteria, [f"a{i}" for i in range(array.shape[-2])])


VALUES = [[3.0, 100, 10, 7], [2.5, 80, 8, 5], [1.8, 50, 20, 11], [2.2, 70, 12, 9]]


def test_the_angle_of_the_source():
    x = np.array(VALUES)
    expected = np.arccos(x.sum(axis=0) / (2 * np.sqrt((x**2).sum(axis=0))))
    np.testing.assert_allclose(weights.angle(table(x)).angles, expected, rtol=1e-12)


def test_small_angles_keep_their_digits():
    # the arc cosine of a number near 1 has lost half of them
    near = table([[1, 1], [1 + 2e-9, 1 + 4e-9], [1 - 2e-9, 1 - 4e-9]])
    np.testing.assert_allclose(weights.angle(near).weights, [1 / 3, 2 / 3], rtol=1e-6)


def test_a_constant_column_weighs_nothing_and_does_not_touch_the_others():
    rows = np.array(VALUES)[:, :3]
    alone = weights.angle(table(rows)).weights
    with pytest.warns(DegenerateDataWarning, match="'c3' is constant; its weight is 0"):
        found = weights.angle(table(np.column_stack([rows, np.full(4, 0.3)])))
    np.testing.assert_allclose(found.weights, [*alone, 0], atol=1e-14)


@pytest.mark.parametrize("values", [[[3, 4], [3, 4]], [[3, 4]]])
def test_where_all_are_constant_weights_are_equal(values):
    with pytest.warns(DegenerateDataWarning, match="all criteria are constant"):
        assert weights.angle(table(values)).weights.tolist() == [0.5, 0.5]


def test_a_batch_is_a_loop():
    values = np.random.default_rng(1).uniform(1, 9, (5, 6, 3))
    goals = ["max", "min", "max"]
    whole = weights.angle(table(values, goals)).weights
    for one, found in zip(values, whole, strict=True):
        alone = weights.angle(table(one, goals)).weights
        np.testing.assert_allclose(alone, found, atol=1e-14)


def test_negative_performances_are_refused():
    with pytest.raises(
        InvalidInputError, match=r"^angle\(\): 'a1' on 'c0' must be at least 0; got -2"
    ):
        weights.angle(table([[1, 1], [-2, 3]]))
