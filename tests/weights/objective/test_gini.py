"""Gini weights: the sum over pairs, whatever the unit."""

import numpy as np

from decision_analysis import weights
from small_tables import table

VALUES = [[3.0, 100, 10, 7], [2.5, 80, 8, 5], [1.8, 50, 20, 11], [2.2, 70, 12, 9]]


def test_the_sum_over_pairs():
    x = np.array(VALUES)
    pairs = np.abs(x[:, None] - x[None]).sum(axis=(0, 1)) / (2 * 16 * x.mean(axis=0))
    np.testing.assert_allclose(weights.gini(table(x)).coefficients, pairs, atol=1e-14)
    units = table(x * [1e-9, 1e9, 7, 1e200])
    np.testing.assert_allclose(weights.gini(units).coefficients, pairs, atol=1e-14)
