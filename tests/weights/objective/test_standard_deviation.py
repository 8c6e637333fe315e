"""Standard-deviation weights: the formula, units, normalization, constant columns."""

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


def test_the_formula_and_the_choice_of_scale():
    x = np.array(VALUES)
    assert weights.standard_deviation(table(x)).deviation == pytest.approx(x.std(axis=0))
    scaled = (x - x.min(axis=0)) / (x.max(axis=0) - x.min(axis=0))
    result = weights.standard_deviation(table(x, ["max", "min"] * 2), normalization="minmax")
    assert result.deviation == pytest.approx(scaled.std(axis=0))
    # of a hundredfold unit only the columns as they are take notice
    units = table(x * [100, 1, 1, 1])
    assert weights.standard_deviation(units).weights[0] > 0.5
    again = weights.standard_deviation(units, normalization="minmax")
    np.testing.assert_allclose(again.weights, result.weights, atol=1e-14)


def test_an_unknown_normalization_is_refused():
    with pytest.raises(InvalidInputError, match=r"^standard_deviation\(\): normalization must be"):
        weights.standard_deviation(table(VALUES), normalization="vector")


def test_a_constant_column_weighs_nothing_and_does_not_touch_the_others():
    rows = np.array(VALUES)[:, :3]
    alone = weights.standard_deviation(table(rows)).weights
    with pytest.warns(DegenerateDataWarning, match="'c3' is constant; its weight is 0"):
        found = weights.standard_deviation(table(np.column_stack([rows, np.full(4, 0.3)])))
    np.testing.assert_allclose(found.weights, [*alone, 0], atol=1e-14)


@pytest.mark.parametrize("values", [[[3, 4], [3, 4]], [[3, 4]]])
def test_where_all_are_constant_weights_are_equal(values):
    with pytest.warns(DegenerateDataWarning, match="all criteria are constant"):
        assert weights.standard_deviation(table(values)).weights.tolist() == [0.5, 0.5]


def test_a_batch_is_a_loop():
    values = np.random.default_rng(1).uniform(1, 9, (5, 6, 3))
    goals = ["max", "min", "max"]
    whole = weights.standard_deviation(table(values, goals)).weights
    for one, found in zip(values, whole, strict=True):
        np.testing.assert_allclose(
            weights.standard_deviation(table(one, goals)).weights, found, atol=1e-14
        )
