"""Thresholds by criterion: numbers, lines, missing ones, their order, and the ramp between two."""

import numpy as np
import pytest

from decision_analysis import Criterion, DecisionTable, mcda
from decision_analysis.errors import InvalidInputError
from decision_analysis.mcda._thresholds import beyond, ramp, thresholds

TABLE = DecisionTable([[10, 100], [20, 300]], [Criterion("price", "min"), "space"], ["a", "b"])


def checked(indifference=0, preference=0, veto=None):
    given = {"indifference": indifference, "preference": preference, "veto": veto}
    return thresholds(TABLE, [TABLE.values], given)


def between(limits, kind, column):
    oriented = np.where(TABLE.maximize, TABLE.values, -TABLE.values)[:, column]
    return limits.between(kind, column, oriented[:, None], oriented[None, :])


def test_one_number_serves_all_criteria():
    assert [between(checked(2, 5), "preference", c) for c in (0, 1)] == [5, 5]


def test_a_veto_may_be_missing():
    assert between(checked(), "veto", 0) is None
    limits = checked(veto={"space": 50})
    assert between(limits, "veto", 0) is None
    assert between(limits, "veto", 1) == 50


def test_a_line_is_taken_at_the_worse_performance():
    limits = checked(preference={"price": mcda.Affine(0.1, 1), "space": mcda.Affine(0.5, 0)})
    assert between(limits, "preference", 0).tolist() == [[2, 3], [3, 3]]
    assert between(limits, "preference", 1).tolist() == [[50, 50], [50, 150]]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (
            {"preference": {"price": 5}},
            r"preference must name each criterion once; missing \['space'\]",
        ),
        (
            {"preference": {"price": 5, "spce": 1}},
            (
                r"preference must name each criterion once; missing \['space'\], unknown \['spce'\]"
                r" \(did you mean 'space'"
            ),
        ),
        ({"veto": {"colour": 5}}, r"unknown criterion in veto 'colour'"),
        (
            {"indifference": None},
            r"indifference of 'price' must be a number or an Affine; got None",
        ),
        ({"veto": {"price": "5"}}, r"veto of 'price' must be a number or an Affine; got '5'"),
        (
            {"indifference": True},
            r"indifference of 'price' must be a number or an Affine; got True",
        ),
        ({"indifference": -1}, r"indifference of 'price' must be at least 0; got -1"),
        ({"preference": np.nan}, r"preference of 'price' must be finite; got nan"),
        (
            {"indifference": {"price": 1, "space": 7}, "preference": 5},
            (
                r"thresholds of 'space' must satisfy 0 <= indifference <= preference; got"
                r" indifference 7, preference 5$"
            ),
        ),
        (
            {"preference": 5, "veto": {"price": 4}},
            r"thresholds of 'price' must satisfy 0 <= indifference <= preference <= veto; "
            r"got indifference 0, preference 5, veto 4",
        ),
        (
            {"preference": mcda.Affine(1, -15)},
            r"thresholds of 'price' .*; got indifference 0, preference -5 at performance 10",
        ),
        (
            {"preference": mcda.Affine(1.5, 0)},
            r"slope of preference of 'price' must be at most 1, .*; got 1.5",
        ),
        (
            {"preference": {"price": 0, "space": mcda.Affine(-1.5, 900)}},
            r"slope of preference of 'space' must be at least -1, .*; got -1.5",
        ),
    ],
)
def test_refusals(given, message):
    with pytest.raises(InvalidInputError, match=message):
        checked(**given)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: mcda.Affine(np.inf, 0), "Affine: slope must be finite; got inf"),
        (lambda: mcda.Affine(0, "5"), "Affine: intercept must be a number; got '5'"),
        (
            lambda: mcda.Affine(0, 5).at(np.nan),
            r"Affine.at\(\): performance must be finite; got nan",
        ),
    ],
)
def test_lines_are_finite(call, message):
    with pytest.raises(InvalidInputError, match=message):
        call()


def test_ramp_with_numbers_and_with_arrays_agree():
    differences = np.array([-1.0, 0.0, 1.0, 1.5, 2.0, 3.0])
    for low, high in [(1.0, 2.0), (0.0, 0.0), (1.0, 1.0), (0.0, 2.0)]:
        with_arrays = ramp(differences, np.full(6, low), np.full(6, high))
        assert with_arrays.tolist() == ramp(differences, low, high).tolist()
    mixed = ramp(differences, np.array([1.0] * 6), np.array([2, 0, 1, 2, 2, 1.0]).clip(1))
    assert mixed.tolist() == [0, 0, 0, 0.5, 1, 1]


def test_up_to_a_threshold_comes_before_from_it_on():
    assert ramp(np.array([0.0]), 0.0, 0.0).tolist() == [0]
    assert ramp(np.array([0.8 - 0.6]), 0.2, 0.2).tolist() == [0]
    assert beyond(np.array([0.2000001]), 0.2).tolist() == [True]


def test_noise_may_differ_between_samples_of_the_same_differences():
    differences = np.array([[0.5, 1 - 1e-7, 2.0]])
    noise = np.array([[0.0], [1e-6]])
    whole = ramp(differences, 0, 1, noise)
    assert whole.tolist() == [[0.5, 1 - 1e-7, 1], [0.5, 1, 1]]
    room = np.empty((2, 3))
    assert ramp(np.broadcast_to(differences, (2, 3)), 0, 1, noise, out=room) is room
    assert np.array_equal(room, whole)
