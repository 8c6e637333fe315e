"""Swing and direct weights."""

import numpy as np
import pytest

from decision_analysis import weights
from decision_analysis.errors import InvalidInputError


@pytest.mark.parametrize("function", [weights.swing, weights.direct])
def test_points_become_shares_by_name(function):
    result = function({"b": 100, "a": 60, "c": 40, "d": 0})
    assert result.as_dict() == {"b": 0.5, "a": 0.3, "c": 0.2, "d": 0.0}
    assert result.references


def test_sampled_points_are_a_batch():
    result = weights.swing({"a": 100, "b": np.array([100, 300])})
    np.testing.assert_allclose(result.weights, [[0.5, 0.5], [0.25, 0.75]])
    assert result.at(1).as_dict() == {"a": 0.25, "b": 0.75}


@pytest.mark.parametrize("function", [weights.swing, weights.direct])
@pytest.mark.parametrize(
    ("points", "message"),
    [
        ({"a": 100, "b": -1}, "points of 'b' must not be negative; got -1"),
        ({"a": 100, "b": [1, -1]}, r"points of 'b' must not be negative; got -1 at \(1,\)"),
        ({"a": np.nan}, "points of 'a' must be finite"),
        ({"a": "much"}, "points of 'a' must be a number"),
        ({"a": 0, "b": 0}, "points must not all be 0"),
        ({"a": [0, 1], "b": 0}, r"points must not all be 0 at \(0,\)"),
        ({"a": [1, 1], "b": [1, 2, 3]}, r"must broadcast; got shapes \[\(2,\), \(3,\)\]"),
        ({}, "points must not be empty"),
        ([3, 4], "points must be a mapping"),
        ({1: 3}, "labels of points must be non-empty strings; got 1"),
    ],
)
def test_what_is_refused(function, points, message):
    with pytest.raises(InvalidInputError, match=rf"^{function.__name__}\(\): .*{message}"):
        function(points)
