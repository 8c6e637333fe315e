"""Coefficient-of-variation weights: the formula, whatever the goals and units."""

import numpy as np

from decision_analysis import weights
from small_tables import table

VALUES = [[3.0, 100, 10, 7], [2.5, 80, 8, 5], [1.8, 50, 20, 11], [2.2, 70, 12, 9]]


def test_the_formula_whatever_the_goals_and_units():
    x = np.array(VALUES)
    expected = x.std(axis=0) / x.mean(axis=0)
    for units in (1, [1e-9, 1e9, 7, 1e200]):
        result = weights.coefficient_of_variation(table(x * units, ["max", "min"] * 2))
        np.testing.assert_allclose(result.coefficients, expected, rtol=1e-12)
        np.testing.assert_allclose(result.weights, expected / expected.sum(), rtol=1e-12)
