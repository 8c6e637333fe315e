"""Order weights of quantifiers."""

import numpy as np
import pytest

from decision_analysis import value, weights
from decision_analysis.errors import InvalidInputError


def test_a_quantifier_of_single_numbers_or_of_the_library():
    half = weights.owa_quantifier(lambda r: min(1, 2 * r), 5).weights
    np.testing.assert_allclose(half, [0.4, 0.4, 0.2, 0, 0], atol=1e-15)
    same = weights.owa_quantifier(value.piecewise([0, 0.5, 1], [0, 1, 1]), 5).weights
    np.testing.assert_allclose(same, half)
    np.testing.assert_allclose(weights.owa_quantifier(lambda r: r, 4).weights, 0.25)


def test_rounding_of_a_quantifier_is_no_fault():
    # 5e-10 too much at the end, and as much down from the middle on
    flat = {0: 0.0, 1 / 3: 0.5, 2 / 3: 0.5 - 5e-10, 1: 1 + 5e-10}
    result = weights.owa_quantifier(flat.get, 3)
    assert result.weights[1] == 0
    assert result.weights.sum() == pytest.approx(1, abs=1e-15)


@pytest.mark.parametrize(
    ("function", "message"),
    [
        (lambda r: r + 0.1, r"function\(0\) must be 0; got 0\.1"),
        (lambda r: r / 2, r"function\(1\) must be 1; got 0\.5"),
        (lambda r: 3 * r**2 - 2 * r, "must not fall; it gives 0 at 0 and -0.3"),
        (lambda r: "most", r"function\(0\) must be a number"),
        ("most", "function must be a function of a share"),
    ],
)
def test_what_is_no_quantifier(function, message):
    with pytest.raises(InvalidInputError, match=message):
        weights.owa_quantifier(function, 4)
