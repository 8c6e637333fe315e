"""Linear, exponential and logistic value functions."""

import math
import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_analysis import value
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


@pytest.mark.parametrize(("mid", "rho"), [(0.4, 1.216), (0.25, 0.410)])
def test_exponential_mid_value_level(mid, rho):
    """Kirkwood (1997): the level worth half determines the exponential constant, as a share of the
    range."""
    assert value.exponential(0, 1, 1 / rho)(mid) == pytest.approx(0.5, abs=5e-4)


def test_exponential_is_linear_in_the_limit():
    t = np.linspace(0, 1, 11)
    for curvature in (0, 1e-300, -1e-300, 1e-18, 1e-12, -1e-12, 1e-9, -1e-9):
        np.testing.assert_allclose(
            value.exponential(0, 1, curvature)(t), t, atol=abs(curvature) / 8 + 1e-16
        )


def test_exponential_is_stable_at_great_curvature():
    t = np.array([0, 0.25, 0.5, 1])
    np.testing.assert_array_equal(value.exponential(0, 1, 5000)(t), [0, 1, 1, 1])
    np.testing.assert_array_equal(value.exponential(0, 1, -5000)(t), [0, 0, 0, 1])
    assert value.exponential(0, 1, -700)(0.999) == pytest.approx(math.exp(-0.7), rel=1e-12)


@given(st.floats(-30, 30), st.floats(-0.5, 1.5))
def test_exponential_formula_and_mirror(c, t):
    v = value.exponential(0, 1, c, outside="extend")
    expected = t if c == 0 else math.expm1(-c * t) / math.expm1(-c) if abs(c) > 1e-12 else t
    assert v(t) == pytest.approx(expected, rel=1e-9, abs=1e-12)
    mirrored = value.exponential(0, 1, -c, outside="extend")(1 - t)
    assert v(t) == pytest.approx(1 - mirrored, rel=1e-9, abs=1e-9 * max(1, abs(v(t))))


def test_exponential_refuses_overflow_when_extended():
    v = value.exponential(0, 1, -10, outside="extend")
    with pytest.raises(
        InvalidInputError,
        match=r"near enough to the range for their value to be a number; got 100 at \(1,\)",
    ):
        v([0.5, 100])
    assert v(-100) == pytest.approx(-math.exp(-10) / -math.expm1(-10))


@given(st.floats(0.01, 30), st.floats(0, 1), st.floats(-1, 2))
def test_logistic_formula(k, m, t):
    v = value.logistic(0, 1, k, inflection=m, outside="extend")

    def s(x):
        return 1 / (1 + math.exp(-k * (x - m)))

    assert v(t) == pytest.approx((s(t) - s(0)) / (s(1) - s(0)), rel=1e-6, abs=1e-9)


def test_logistic_is_symmetric_about_the_middle_and_linear_in_the_limit():
    t = np.linspace(0, 1, 21)
    v = value.logistic(0, 1, 8)
    np.testing.assert_allclose(v(t) + v(1 - t), 1, atol=1e-15)
    for steepness in (1e-300, 1e-12, 1e-8):
        np.testing.assert_allclose(value.logistic(0, 1, steepness)(t), t, atol=1e-15)


def test_logistic_at_great_steepness():
    v = value.logistic(0, 100, 1e5, inflection=30, outside="extend")
    np.testing.assert_allclose(v([0, 29, 30, 31, 100]), [0, 0, 0.5, 1, 1], atol=1e-12)
    np.testing.assert_allclose(v([-1e6, 1e6]), [0, 1], atol=1e-12)


def test_logistic_of_a_cost_counts_the_inflection_in_levels():
    v = value.logistic(100, 0, 10, inflection=80)
    assert v(80) == pytest.approx(value.logistic(0, 1, 10, inflection=0.2)(0.2), rel=1e-12)


def test_logistic_refusals():
    with pytest.raises(InvalidInputError, match="steepness must be greater than 0; got 0"):
        value.logistic(0, 1, 0)
    with pytest.raises(InvalidInputError, match="inflection must lie between 0 and 1; got 2"):
        value.logistic(0, 1, 5, inflection=2)
    with pytest.raises(InvalidInputError, match="curvature must be a number; got 'steep'"):
        value.exponential(0, 1, "steep")
