"""`value.step`: sides of thresholds, rounding, refusals."""

import math

import numpy as np
import pytest

from decision_analysis import value
from decision_analysis.errors import InvalidInputError


def test_step_sides():
    assert value.step([10], [0, 1])(10) == 1
    assert value.step([10], [0, 1], at_threshold="below")(10) == 0
    np.testing.assert_array_equal(
        value.step([1, 2], [0, 0.4, 1])([[-1e9, 0.5], [1, 2]]), [[0, 0], [0.4, 1]]
    )


@pytest.mark.parametrize(
    ("thresholds", "values", "message"),
    [
        ([1, 2], [0, 1], "values must be one more than the thresholds"),
        ([], [1], "values must be one more"),
        ([2, 1], [0, 0.5, 1], "thresholds must strictly ascend; got 2 followed by 1"),
        ([1, 2], [0, 0.5, 1.2], r"values must be in \[0, 1\]; got 1.2 at \(2,\)"),
        ([1, math.inf], [0, 0.5, 1], "thresholds must be finite"),
    ],
)
def test_step_refusals(thresholds, values, message):
    with pytest.raises(InvalidInputError, match=message):
        value.step(thresholds, values)
    with pytest.raises(InvalidInputError, match="at_threshold must be one of"):
        value.step([1], [0, 1], at_threshold="left")


@pytest.mark.parametrize("unit", [1.0, -1.0, 1e-8, 1e8])
@pytest.mark.parametrize(("threshold", "level"), [(0.3, 0.1 + 0.2), (0.1 + 0.2, 0.3)])
def test_a_level_that_differs_from_a_threshold_by_rounding_is_at_it(unit, threshold, level):
    for side, at in (("above", 1), ("below", 0)):
        v = value.step([threshold * unit], [0, 1], at_threshold=side)
        assert v(level * unit) == at
        assert v([[level * unit]]).tolist() == [[at]]
    assert value.step([threshold * unit], [0, 1])(level * unit - 1e-9 * abs(unit)) == 0
    assert value.discrete({threshold * unit: 0.4, unit: 1})(level * unit) == 0.4
