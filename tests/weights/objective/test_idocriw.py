"""IDOCRIW weights: the product of its two parts, and refusals under its own name."""

import numpy as np
import pytest

from decision_analysis import weights
from decision_analysis.errors import InvalidInputError
from small_tables import table

VALUES = [[3.0, 100, 10, 7], [2.5, 80, 8, 5], [1.8, 50, 20, 11], [2.2, 70, 12, 9]]


def test_it_is_the_product_of_its_two_parts():
    given = table(VALUES, ["min", "max", "min", "max"])
    result = weights.idocriw(given)
    both = weights.entropy(given).weights * weights.cilos(given).weights
    np.testing.assert_allclose(result.weights, both / both.sum(), atol=1e-14)
    np.testing.assert_array_equal(result.entropy_weights, weights.entropy(given).weights)
    np.testing.assert_array_equal(result.loss_weights, weights.cilos(given).weights)


def test_refusals_are_its_own():
    with pytest.raises(InvalidInputError, match=r"^idocriw\(\): criterion 'c0' is constant"):
        weights.idocriw(table([[1, 2], [1, 3]]))
