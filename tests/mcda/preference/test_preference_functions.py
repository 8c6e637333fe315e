"""The six preference functions: shapes, limits, rounding at a threshold, refusals."""

import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_analysis import mcda
from decision_analysis.errors import InvalidInputError

p = mcda.preference


@pytest.mark.parametrize(
    ("function", "differences", "degrees"),
    [
        (p.usual(), [-1, 0, 1e-300, 5], [0, 0, 1, 1]),
        (p.u_shape(10), [-20, 9, 10, 10.001], [0, 0, 0, 1]),
        (p.v_shape(30), [-30, 0, 6, 30, 31], [0, 0, 0.2, 1, 1]),
        (p.level(10, 60), [10, 10.001, 60, 60.001], [0, 0.5, 0.5, 1]),
        (p.linear(50, 500), [50, 140, 500, 501], [0, 0.2, 1, 1]),
        (p.gaussian(5), [-5, 0, 5, 1000], [0, 0, 1 - np.exp(-0.5), 1]),
    ],
    ids=repr,
)
def test_shapes(function, differences, degrees):
    np.testing.assert_allclose(function(differences), degrees, atol=1e-15)
    assert function(np.reshape(differences, (1, -1, 1))).shape == (1, len(differences), 1)


@pytest.mark.parametrize(
    ("function", "limit"), [(p.v_shape(0), p.usual()), (p.linear(3, 3), p.u_shape(3))]
)
def test_limits_where_thresholds_meet(function, limit):
    differences = np.linspace(-5, 5, 11)
    assert function(differences).tolist() == limit(differences).tolist()


def test_rounding_of_a_difference_does_not_carry_it_beyond_a_threshold():
    assert 0.8 - 0.6 > 0.2
    assert p.u_shape(0.2)(0.8 - 0.6) == 0
    assert p.level(0.1, 0.2)(0.8 - 0.6) == 0.5


ANY = st.one_of(
    st.just(p.usual()),
    st.floats(0, 10).map(p.u_shape),
    st.floats(0, 10).map(p.v_shape),
    st.tuples(st.floats(0, 10), st.floats(0, 10)).map(lambda t: p.level(*sorted(t))),
    st.tuples(st.floats(0, 10), st.floats(0, 10)).map(lambda t: p.linear(*sorted(t))),
    st.floats(0.01, 10).map(p.gaussian),
)


@given(ANY, st.lists(st.floats(-20, 20), min_size=2, max_size=20))
def test_degrees_rise_from_zero_and_stay_in_the_unit_interval(function, differences):
    degrees = function(np.sort(differences))
    assert (np.diff(degrees) >= 0).all()
    assert degrees.min() >= 0
    assert degrees.max() <= 1
    assert not degrees[np.sort(differences) <= 0].any()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: p.u_shape(-1), r"u_shape\(\): indifference must be at least 0; got -1"),
        (lambda: p.v_shape("3"), r"v_shape\(\): preference must be a number; got '3'"),
        (lambda: p.v_shape(np.nan), r"v_shape\(\): preference must be finite; got nan"),
        (
            lambda: p.level(60, 50),
            r"level\(\): indifference must not exceed preference .*; got 60 and 50",
        ),
        (
            lambda: p.linear(500, 450),
            r"linear\(\): indifference must not exceed preference .*; got 500 and 450",
        ),
        (lambda: p.linear(1, np.inf), r"linear\(\): preference must be finite; got inf"),
        (lambda: p.gaussian(0), r"gaussian\(\): scale must be greater than 0; got 0"),
        (
            lambda: p.usual()([1.0, np.nan]),
            r"Usual\(\): differences must be finite; got nan at \(1,\)",
        ),
        (
            lambda: p.u_shape(2)("far"),
            r"UShape\(indifference=2.0\): differences must be numbers; got strings",
        ),
    ],
)
def test_refusals(call, message):
    with pytest.raises(InvalidInputError, match=message):
        call()


def test_functions_are_frozen_values():
    assert p.linear(1, 2) == p.linear(1.0, 2.0)
    assert pickle.loads(pickle.dumps(p.level(1, 2))) == p.level(1, 2)
    with pytest.raises(AttributeError):
        p.u_shape(1).indifference = 2


def test_input_is_left_alone():
    differences = np.array([1.0, 2.0])
    p.v_shape(4)(differences)
    assert differences.tolist() == [1, 2]
