"""Standard-deviation weights: the formula, units, normalization."""

import numpy as np
import pytest

from decision_analysis import weights
from decision_analysis.errors import InvalidInputError
from small_tables import table

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
