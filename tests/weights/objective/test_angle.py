"""Angular weights: the source's angle, and digits of small ones."""

import numpy as np

from decision_analysis import weights
from small_tables import table

VALUES = [[3.0, 100, 10, 7], [2.5, 80, 8, 5], [1.8, 50, 20, 11], [2.2, 70, 12, 9]]


def test_the_angle_of_the_source():
    x = np.array(VALUES)
    expected = np.arccos(x.sum(axis=0) / (2 * np.sqrt((x**2).sum(axis=0))))
    np.testing.assert_allclose(weights.angle(table(x)).angles, expected, rtol=1e-12)


def test_small_angles_keep_their_digits():
    # the arc cosine of a number near 1 has lost half of them
    near = table([[1, 1], [1 + 2e-9, 1 + 4e-9], [1 - 2e-9, 1 - 4e-9]])
    np.testing.assert_allclose(weights.angle(near).weights, [1 / 3, 2 / 3], rtol=1e-6)
