"""`value.piecewise`: published figures, either order of levels, refusals."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_analysis import value
from decision_analysis.errors import InvalidInputError

CUTOFFS, VALUES = [50, 75, 90, 100], [1, 0.8, 0.5, 0]


def test_piecewise_published():
    """Partial value function of the R package smaa (tests/pvf.R)."""
    v = value.piecewise(CUTOFFS, VALUES)
    np.testing.assert_allclose(v([50, 60, 75, 90, 100]), [1, 0.92, 0.8, 0.5, 0], atol=1e-12)
    out = [10, 40, 101, 120]
    extended = value.piecewise(CUTOFFS, VALUES, outside="extend")(out)
    np.testing.assert_allclose(extended, [1.32, 1.08, -0.05, -1], atol=1e-12)
    np.testing.assert_array_equal(
        value.piecewise(CUTOFFS, VALUES, outside="clip")(out), [1, 1, 0, 0]
    )
    with pytest.raises(
        InvalidInputError, match=r"levels must be in \[50, 100\].*got 101 at \(2,\)"
    ):
        v([60, 70, 101])


def test_piecewise_takes_levels_in_either_order():
    assert value.piecewise(CUTOFFS[::-1], VALUES[::-1]) == value.piecewise(CUTOFFS, VALUES)


@pytest.mark.parametrize(
    ("x", "v", "message"),
    [
        ([1], [1], "of one length, at least 2"),
        ([1, 2], [0, 0.5, 1], r"of one length, at least 2; got shapes \(2,\) and \(3,\)"),
        ([[1, 2]], [[0, 1]], "of one length"),
        ([1, 2, 2], [0, 0.5, 1], "x must strictly ascend or strictly descend; got 2 followed by 2"),
        ([2, 2], [0, 1], "got 2 followed by 2"),
        ([0, 0.5, 0.2], [0, 0.5, 1], "got 0.5 followed by 0.2"),
        ([1, 3, 2, 4], [0, 0.5, 0.6, 1], "got 3 followed by 2"),
        ([1, 3, 2, 5, 4], [0, 0.5, 0.6, 1, 1], "got 3 followed by 2"),
        ([4, 2, 3, 1], [0, 0.5, 0.6, 1], "got 2 followed by 3"),
        ([1, math.nan], [0, 1], "x must be finite"),
        ([1, 0, -1e-310], [0, 1, 2], "slopes to be numbers; got -1e-310 followed by 0"),
        ([1, 2], [0, "1"], "v must be numbers"),
    ],
)
def test_piecewise_refusals(x, v, message):
    with pytest.raises(InvalidInputError, match=message):
        value.piecewise(x, v)


@given(st.floats(-1000, 1000))
def test_extended_piecewise_continues_its_ends(x):
    v = value.piecewise([0, 1, 3], [0, 0.75, 1], outside="extend")
    expected = 0.75 * x if x <= 1 else 0.75 + (x - 1) * 0.125
    assert v(x) == pytest.approx(expected, rel=1e-12, abs=1e-12)


def test_above_the_top_and_below_the_bottom_an_error_is_told_and_rounding_is_not():
    v = value.piecewise([0, 0.1, 0.3], [0, 0.75, 1])
    assert float(v(0.1 + 0.2)) == 1
    assert float(v(-1e-14)) == 0
    for beyond in (0.3 + 1e-10, -1e-10):
        with pytest.raises(InvalidInputError, match=r"levels must be in \[0, 0.3\] where outside"):
            v(beyond)
    # the slope of the last segment goes on above the top, 1.25, that of the first below, 7.5
    extended = value.piecewise([0, 0.1, 0.3], [0, 0.75, 1], outside="extend")
    assert extended([0.5, -0.1]).tolist() == pytest.approx([1.25, -0.75])


def test_points_whose_range_is_no_number_are_refused():
    for x, v, which in (([-1.7e308, 1.7e308], [0, 1], "x"), ([0, 1], [-1.7e308, 1.7e308], "value")):
        with pytest.raises(InvalidInputError, match=f"{which}s? must have a range below"):
            value.piecewise(x, v)


def test_between_its_points_it_is_the_same_function_whatever_is_outside():
    levels = [60, 80, 95]
    for outside in ("error", "clip", "extend"):
        v = value.piecewise(CUTOFFS, VALUES, outside=outside)
        assert v(levels).tolist() == pytest.approx([0.92, 0.7, 0.25])
