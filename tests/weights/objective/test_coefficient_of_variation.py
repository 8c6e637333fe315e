"""Coefficient-of-variation weights: the formula, constant columns, refusals."""

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


def test_the_formula_whatever_the_goals_and_units():
    x = np.array(VALUES)
    expected = x.std(axis=0) / x.mean(axis=0)
    for units in (1, [1e-9, 1e9, 7, 1e200]):
        result = weights.coefficient_of_variation(table(x * units, ["max", "min"] * 2))
        np.testing.assert_allclose(result.coefficients, expected, rtol=1e-12)
        np.testing.assert_allclose(result.weights, expected / expected.sum(), rtol=1e-12)


def test_a_constant_column_weighs_nothing_and_does_not_touch_the_others():
    rows = np.array(VALUES)[:, :3]
    alone = weights.coefficient_of_variation(table(rows)).weights
    with pytest.warns(DegenerateDataWarning, match="'c3' is constant; its weight is 0"):
        found = weights.coefficient_of_variation(table(np.column_stack([rows, np.full(4, 0.3)])))
    np.testing.assert_allclose(found.weights, [*alone, 0], atol=1e-14)


@pytest.mark.parametrize("values", [[[3, 4], [3, 4]], [[3, 4]]])
def test_where_all_are_constant_weights_are_equal(values):
    with pytest.warns(DegenerateDataWarning, match="all criteria are constant"):
        assert weights.coefficient_of_variation(table(values)).weights.tolist() == [0.5, 0.5]


def test_a_batch_is_a_loop():
    values = np.random.default_rng(1).uniform(1, 9, (5, 6, 3))
    goals = ["max", "min", "max"]
    whole = weights.coefficient_of_variation(table(values, goals)).weights
    for one, found in zip(values, whole, strict=True):
        np.testing.assert_allclose(
            weights.coefficient_of_variation(table(one, goals)).weights, found, atol=1e-14
        )


def test_negative_performances_are_refused():
    with pytest.raises(
        InvalidInputError,
        match=r"^coefficient_of_variation\(\): 'a1' on 'c0' must be at least 0; got -2",
    ):
        weights.coefficient_of_variation(table([[1, 1], [-2, 3]]))
