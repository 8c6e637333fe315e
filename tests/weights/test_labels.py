"""Weights are elicited by name, and keep the names, their order and the index they came from."""

import warnings

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decision_analysis import DecisionTable, mcda, weights
from decision_analysis.errors import InvalidInputError, UnlabelledWarning

POINTS = {"price": 100, "comfort": 60, "space": 40}
TABLE = DecisionTable(
    [[14.0, 4.1, 3.0], [18.0, 3.9, 5.0]], ["space", "price", "comfort"], ["city", "estate"]
)


@pytest.mark.parametrize("function", [weights.swing, weights.direct])
@settings(deadline=None, max_examples=20)
@given(order=st.permutations(list(POINTS)))
def test_points_are_read_by_name_and_keep_their_order(function, order):
    series = pd.Series(POINTS)[order]
    found = function(series)
    assert found.as_dict() == function(POINTS).as_dict()
    assert list(found.criteria) == order
    assert mcda.topsis(TABLE, found).equals(mcda.topsis(TABLE, function(POINTS)))
    people = function(pd.DataFrame([POINTS, {"price": 1, "comfort": 1, "space": 2}])[order])
    assert people.at(0).as_dict() == found.as_dict()
    assert people["space"].tolist() == [0.2, 0.5]


@pytest.mark.parametrize("function", [weights.swing, weights.direct])
def test_points_without_names_are_refused(function):
    for points in ([3, 1], {3, 1}):
        with pytest.raises(InvalidInputError, match=r"points must be a mapping"):
            function(points)
    with pytest.raises(
        InvalidInputError, match=r"got the one column 'points' with labelled rows: give it itself"
    ):
        function(pd.Series(POINTS).to_frame("points"))
    with pytest.raises(InvalidInputError, match=r"labels of points must not repeat; got \['a'\]"):
        function(pd.Series([1, 2], index=["a", "a"]))
    with pytest.raises(
        InvalidInputError, match=r"points of 'comfort' must be a number; got nan|must be finite"
    ):
        function(pd.Series(POINTS, dtype=float).where(lambda points: points != 60))


def test_the_frames_own_labels_come_back():
    index = pd.Index([2015, 2016], name="year")
    for found in (
        weights.swing(pd.Series([3, 1], index=index)),
        weights.rank_order_centroid(index),
    ):
        assert found.to_frame().index.equals(index)
        assert found[2015] == found["2015"] == 0.75
    assert (
        weights.equal(DecisionTable.from_frame(pd.DataFrame([[1, 2]], columns=index)))
        .to_frame()
        .index.equals(index)
    )


def test_names_in_order_of_importance():
    named = weights.rank_order_centroid(["price", "space", "comfort"])
    assert named.criteria == ("price", "space", "comfort")
    assert named.weights.tolist() == weights.rank_order_centroid(3).weights.tolist()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert mcda.topsis(TABLE, named).equals(mcda.topsis(TABLE, named.as_dict()))


def test_weights_of_a_number_go_by_position_with_a_warning():
    with pytest.warns(
        UnlabelledWarning,
        match=r"rank order centroid have no names and go by position, to \['space'",
    ):
        result = mcda.topsis(TABLE, weights.rank_order_centroid(3))
    assert result.equals(mcda.topsis(TABLE, weights.rank_order_centroid(TABLE.criterion_names)))


@pytest.mark.parametrize(
    ("n", "message"),
    [
        ({"price": 1, "comfort": 2}, "n must be names in order of importance, or how many"),
        (
            pd.Series({"price": 1, "comfort": 2}),
            "n must be names in order of importance, or how many",
        ),
        (
            pd.Series({1: "price", 2: "comfort"}),
            "n must be names in order of importance, or how many",
        ),
        ("price", "n must be names in order of importance, or how many"),
        ({"price", "comfort"}, "n must be a sequence of names; got set"),
        (weights.swing(POINTS), "n must be names in order of importance, or how many"),
        (["price", "price"], "n must not repeat"),
        ([1, 2], "n must be non-empty strings; got 1"),
        ([], "n must not be empty"),
    ],
)
def test_what_is_no_order_of_importance_is_refused(n, message):
    with pytest.raises(InvalidInputError, match=rf"^rank_order_centroid\(\): {message}"):
        weights.rank_order_centroid(n)
