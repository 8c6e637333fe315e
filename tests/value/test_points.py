"""Value functions given point by point: piecewise, bisection, step, discrete."""

import math
import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_analysis import DecisionTable, mcda, value
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
    ("v", "increasing"),
    [
        ([0, 0.5, 1], True),
        ([1, 0.5, 0], False),
        ([0, 0, 1], True),
        ([0, 1, 0.5], None),
        ([0.3, 0.3, 0.3], None),
    ],
)
def test_direction(v, increasing):
    assert value.piecewise([1, 2, 3], v).increasing is increasing
    assert value.step([1, 2], v).increasing is increasing
    assert value.discrete(dict(zip([1, 2, 3], v, strict=True))).increasing is increasing


@pytest.mark.parametrize(
    ("x", "v", "message"),
    [
        ([1], [1], "of one length, at least 2"),
        ([1, 2], [0, 0.5, 1], r"of one length, at least 2; got shapes \(2,\) and \(3,\)"),
        ([[1, 2]], [[0, 1]], "of one length"),
        ([1, 2, 2], [0, 0.5, 1], "x must strictly ascend or strictly descend; got 2 followed by 2"),
        ([1, 3, 2, 4], [0, 0.5, 0.6, 1], "got 3 followed by 2"),
        ([4, 2, 3, 1], [0, 0.5, 0.6, 1], "got 2 followed by 3"),
        ([1, math.nan], [0, 1], "x must be finite"),
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


def test_bisection():
    v = value.bisection(60, 42, 30, 20, 10)
    np.testing.assert_allclose(
        v([60, 42, 30, 20, 10, 36]), [0, 0.25, 0.5, 0.75, 1, 0.375], atol=1e-15
    )
    assert v.increasing is False
    assert value.bisection(0, 1, 3, 6, 10).increasing is True
    assert value.bisection(0, 1, 3, 6, 10, outside="clip")(99) == 1
    with pytest.raises(InvalidInputError, match=r"worst, quarter, half.* got 42 followed by 50"):
        value.bisection(60, 42, 50, 20, 10)
    with pytest.raises(InvalidInputError, match="three_quarter must be a number; got None"):
        value.bisection(60, 42, 30, None, 10)


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


def test_discrete_numbers():
    v = value.discrete({3: 1, 1: 0, 2: 0.6})
    np.testing.assert_array_equal(v([[1, 2], [3, 3]]), [[0, 0.6], [1, 1]])
    assert v == value.discrete({1.0: 0, 2: 0.6, 3: 1})
    assert isinstance(v(2), float)
    with pytest.raises(
        InvalidInputError, match=r"unknown levels \[2.5, 9.0\]; known are \[3.0, 1.0, 2.0\]"
    ):
        v([1, 2.5, 9, 2.5])
    with pytest.raises(InvalidInputError, match="levels must be numbers; got strings"):
        v("2")


def test_discrete_words():
    v = value.discrete({"poor": 0, "fair": 0.5, "good": 1})
    np.testing.assert_array_equal(v(["good", "poor"]), [1, 0])
    np.testing.assert_array_equal(v(np.array(["good", "fair"], dtype=object)), [1, 0.5])
    assert v.increasing is None
    with pytest.raises(
        InvalidInputError,
        match=(
            r"unknown levels \['goood'\] \(did you mean 'good'\?\); known are \['poor', 'fair',"
            r" 'good'\]"
        ),
    ):
        v(["good", "goood"])
    with pytest.raises(InvalidInputError, match="levels must be words"):
        v(3)
    with pytest.raises(
        InvalidInputError,
        match=r"\['Good ', 'FAIR'\] \(did you mean 'good'\?\), which column\.str\.strip",
    ):
        v(["Good ", "FAIR"])
    with pytest.raises(
        InvalidInputError, match=r"levels \['Good ', 'zzz'\] \(did you mean 'good'\?\); known"
    ):
        v(["Good ", "zzz"])


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({}, "values must not be empty"),
        ([1, 2], "values must be a mapping; got list"),
        ({1: 0, "two": 1}, "levels must be all numbers or all non-empty words"),
        ({1: 0, 2: 1.5}, r"value of 2.0 must be in \[0, 1\]; got 1.5"),
        ({"a": 0, "b": math.nan}, "value of 'b' must be finite"),
        ({"a": 0, "b": True}, "value of 'b' must be a number; got True"),
        ({1: 0, math.nan: 1}, "level must be finite"),
    ],
)
def test_discrete_refusals(values, message):
    with pytest.raises(InvalidInputError, match=message):
        value.discrete(values)


@pytest.mark.parametrize(
    "v",
    [value.piecewise(CUTOFFS, VALUES), value.step([1], [0, 1]), value.discrete({1: 0, 2: 1})],
    ids=repr,
)
def test_frozen_and_picklable(v):
    assert pickle.loads(pickle.dumps(v)) == v
    assert hash(v) == hash(pickle.loads(pickle.dumps(v)))
    with pytest.raises(AttributeError):
        v.outside = "clip"


@pytest.mark.parametrize("unit", [1.0, -1.0, 1e-8, 1e8])
@pytest.mark.parametrize(("threshold", "level"), [(0.3, 0.1 + 0.2), (0.1 + 0.2, 0.3)])
def test_a_level_that_differs_from_a_threshold_by_rounding_is_at_it(unit, threshold, level):
    for side, at in (("above", 1), ("below", 0)):
        v = value.step([threshold * unit], [0, 1], at_threshold=side)
        assert v(level * unit) == at
        assert v([[level * unit]]).tolist() == [[at]]
    assert value.step([threshold * unit], [0, 1])(level * unit - 1e-9 * abs(unit)) == 0
    assert value.discrete({threshold * unit: 0.4, unit: 1})(level * unit) == 0.4


def test_two_levels_a_rounding_apart_keep_their_own_values():
    assert value.discrete({0.3: 0, 0.1 + 0.2: 1})([0.3, 0.1 + 0.2]).tolist() == [0, 1]


@pytest.mark.parametrize(
    "v",
    [
        value.linear(0.3, 0),
        value.piecewise([0, 0.1, 0.3], [1, 0.5, 0]),
        value.exponential(0.3, 0, 2),
        value.logistic(0.3, 0, 3),
    ],
)
def test_a_level_that_misses_an_end_by_rounding_is_at_it(v):
    assert v([0.1 + 0.2, 0.3 - 0.1 - 0.2]).tolist() == [0, 1]
    with pytest.raises(InvalidInputError, match="must be in"):
        v(0.3 + 1e-10)


def test_the_rounding_at_an_end_is_that_of_the_larger_end():
    v = value.linear(1e6, 1e6 + 1e-3)
    assert v(1e6 - 5e-7) == 0
    with pytest.raises(InvalidInputError, match="must be in"):
        v(1e6 - 1e-4)


def test_a_value_function_of_ones_own_needs_a_call_and_a_direction_only():
    class Root(value.ValueFunction):
        increasing = True

        def __call__(self, levels):
            return np.sqrt(levels)

    table = DecisionTable([[0.25], [1.0]], ["x"], ["a", "b"])
    assert mcda.additive_value(table, [1], values={"x": Root()}).scores.tolist() == [0.5, 1.0]
