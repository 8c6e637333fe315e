"""`value.logistic`: its formula, its limits, refusals."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_analysis import value
from decision_analysis.errors import InvalidInputError


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
