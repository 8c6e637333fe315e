"""LOPCOW weights: the formula, two alternatives."""

import numpy as np
import pytest

from decision_analysis import weights
from decision_analysis.errors import DegenerateDataWarning
from small_tables import table

VALUES = [[3.0, 100, 10, 7], [2.5, 80, 8, 5], [1.8, 50, 20, 11], [2.2, 70, 12, 9]]


def test_the_formula():
    x = np.array(VALUES)
    scaled = (x - x.min(axis=0)) / (x.max(axis=0) - x.min(axis=0))
    scaled[:, 1] = 1 - scaled[:, 1]
    roots = np.sqrt((scaled**2).mean(axis=0))
    expected = np.abs(np.log(roots / scaled.std(axis=0, ddof=1)) * 100)
    result = weights.lopcow(table(x, ["max", "min", "max", "max"]))
    np.testing.assert_allclose(result.percentage, expected, atol=1e-10)


def test_two_alternatives_say_nothing():
    with pytest.warns(DegenerateDataWarning, match="no criterion tells more than another"):
        assert weights.lopcow(table([[1, 9], [2, 3]])).weights.tolist() == [0.5, 0.5]
