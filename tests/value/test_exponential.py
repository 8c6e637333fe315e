"""`value.exponential`: its formula, its limits, published mid-values, overflow."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_analysis import value
from decision_analysis.errors import InvalidInputError


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
