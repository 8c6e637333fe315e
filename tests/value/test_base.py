"""All value functions: ends, direction, shapes, levels outside the range, refusals, rounding."""

import math
import pickle

import numpy as np
import pytest

from decision_analysis import DecisionTable, mcda, value
from decision_analysis.errors import InvalidInputError

curves = [
    pytest.param(lambda w, b, **k: value.linear(w, b, **k), id="linear"),
    pytest.param(lambda w, b, **k: value.exponential(w, b, 3.0, **k), id="concave"),
    pytest.param(lambda w, b, **k: value.exponential(w, b, -3.0, **k), id="convex"),
    pytest.param(lambda w, b, **k: value.logistic(w, b, 5.0, **k), id="logistic"),
]


@pytest.mark.parametrize("curve", curves)
@pytest.mark.parametrize(("worst", "best"), [(0, 10), (10, 0), (-7.5, 3.1), (1e6, 1e6 + 1)])
def test_ends_are_exact_and_direction_is_known(curve, worst, best):
    v = curve(worst, best)
    assert v(worst) == 0
    assert not np.signbit(v(worst))
    assert v(best) == 1
    assert v.increasing is (best > worst)
    levels = np.linspace(worst, best, 50)
    assert (np.diff(v(levels)) > 0).all()


@pytest.mark.parametrize("curve", curves)
def test_any_shape_and_scalars(curve):
    v = curve(0, 10)
    levels = np.linspace(0, 10, 24).reshape(2, 3, 4)
    assert v(levels).shape == (2, 3, 4)
    assert v(levels)[1, 2, 3] == v(levels[1, 2, 3])
    assert isinstance(v(5), float)
    assert v([]).shape == (0,)
    assert v(np.array([2, 5])).dtype == np.float64


@pytest.mark.parametrize("curve", curves)
def test_outside(curve):
    with pytest.raises(
        InvalidInputError,
        match=r"levels must be in \[0, 10\] where outside='error'; got 11 at \(1, 0\)",
    ):
        curve(0, 10)([[5, 6], [11, -1]])
    with pytest.raises(InvalidInputError, match="got -2"):
        curve(10, 0)(-2)
    clipped = curve(10, 0, outside="clip")
    np.testing.assert_array_equal(clipped([-5, 0, 10, 50]), [1, 1, 0, 0])
    extended = curve(10, 0, outside="extend")([-1, 11])
    assert extended[0] > 1
    assert extended[1] < 0


@pytest.mark.parametrize("curve", curves)
@pytest.mark.parametrize(
    ("bad", "message"),
    [
        (math.nan, "levels must be finite; got nan"),
        ([1, math.inf], r"levels must be finite; got inf at \(1,\)"),
        ("cheap", "levels must be numbers; got strings"),
        (None, "levels must be numbers; got None"),
        ([True], "levels must be numbers; got booleans"),
    ],
)
def test_bad_levels(curve, bad, message):
    with pytest.raises(InvalidInputError, match=message):
        curve(0, 10)(bad)


@pytest.mark.parametrize("curve", curves)
def test_bad_ends(curve):
    with pytest.raises(InvalidInputError, match="worst and best must differ; both are 3"):
        curve(3, 3)
    with pytest.raises(InvalidInputError, match="worst must be finite; got nan"):
        curve(math.nan, 3)
    with pytest.raises(InvalidInputError, match="best must be a number; got '3'"):
        curve(0, "3")
    with pytest.raises(InvalidInputError, match="best - worst must be finite"):
        curve(-1e308, 1e308)
    with pytest.raises(
        InvalidInputError, match="outside must be one of 'error', 'clip', 'extend'; got 'ignore'"
    ):
        curve(0, 1, outside="ignore")


@pytest.mark.parametrize("curve", curves)
def test_frozen_equal_and_picklable(curve):
    v = curve(0, 10)
    assert v == curve(0.0, 10.0) != curve(0, 11)
    assert hash(v) == hash(curve(0, 10))
    assert pickle.loads(pickle.dumps(v)) == v
    assert "worst=0.0, best=10.0" in repr(v)
    with pytest.raises(AttributeError):
        v.worst = 3


CUTOFFS, VALUES = [50, 75, 90, 100], [1, 0.8, 0.5, 0]


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
    "v",
    [value.piecewise(CUTOFFS, VALUES), value.step([1], [0, 1]), value.discrete({1: 0, 2: 1})],
    ids=repr,
)
def test_frozen_and_picklable(v):
    assert pickle.loads(pickle.dumps(v)) == v
    assert hash(v) == hash(pickle.loads(pickle.dumps(v)))
    with pytest.raises(AttributeError):
        v.outside = "clip"


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


@pytest.mark.parametrize(
    ("function", "best"),
    [
        (value.linear(0, 1e-310, outside="extend"), 1e-310),
        (value.piecewise([0, 1e-305], [0, 1], outside="extend"), 1e-305),
        (value.target(0, 1e-310, 2e-310, outside="extend"), 1e-310),
    ],
)
def test_a_level_whose_value_is_no_number_is_refused(function, best):
    with pytest.raises(InvalidInputError, match=r"near enough to the range.*got 500000 at \(1,\)"):
        function([best, 5e5])
    assert function([0, best, best / 2]).tolist() == pytest.approx([0, 1, 0.5])
