"""SWARA: step by step down an order, batches, and what is refused."""

import numpy as np
import pytest

from decision_analysis import weights
from decision_analysis.errors import InvalidInputError


def test_swara_divides_step_by_step():
    result = weights.swara({"a": 0, "b": 1, "c": [0, 0.5]})
    np.testing.assert_allclose(result.recalculated, [[1, 0.5, 0.5], [1, 0.5, 1 / 3]])
    np.testing.assert_allclose(result.weights[0], [0.5, 0.25, 0.25])
    np.testing.assert_allclose(weights.swara([0, 1, 0]).weights, result.weights[0])
    np.testing.assert_allclose(
        weights.swara({"a": None, "b": 1, "c": 0}).weights, result.weights[0]
    )


@pytest.mark.parametrize(
    ("ratios", "message"),
    [
        ({"a": 0.2, "b": 0.1}, "the first of ratios of 'a' must be 0.*got 0.2"),
        ({"a": 0, "b": -0.1}, "ratios of 'b' must not be negative; got -0.1"),
    ],
)
def test_what_is_refused(ratios, message):
    with pytest.raises(InvalidInputError, match=r"^swara\(\): .*" + message):
        weights.swara(ratios)
