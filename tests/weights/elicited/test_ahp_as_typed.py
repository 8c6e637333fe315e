"""AHP as people have it: rounded reciprocals, one triangle, fractions, single pairs, frames,
respondents."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

from decision_analysis import Criterion, DecisionTable, mcda, weights
from decision_analysis.errors import InvalidInputError

TYPED = [[1, 3, 1, 6], [0.3333, 1, 0.3333, 2], [1, 3, 1, 5], [0.1666, 0.5, 0.2, 1]]


def test_of_rounded_reciprocals_the_larger_counts():
    result = weights.ahp(TYPED, tolerance=0.01)
    np.testing.assert_array_equal(result.weights.round(3), [0.406, 0.135, 0.388, 0.071])
    exact = [[1, 3, 1, 6], [1 / 3, 1, 1 / 3, 2], [1, 3, 1, 5], [1 / 6, 1 / 2, 1 / 5, 1]]
    np.testing.assert_array_equal(result.completed, exact)
    np.testing.assert_array_equal(
        weights.ahp(np.transpose(TYPED), tolerance=0.01).completed, np.transpose(exact)
    )
    assert result.parameters["tolerance"] == 0.01
    assert "tolerance" not in weights.ahp(exact).parameters


def test_the_tolerance_is_reached_by_what_is_off_by_just_as_much():
    assert weights.ahp([[1, 3], [0.33, 1]], tolerance=0.01).completed.tolist() == [
        [1, 3],
        [1 / 3, 1],
    ]
    with pytest.raises(
        InvalidInputError,
        match=r"got 6 and 0\.17 turned: for rounded .* give tolerance=0\.02, the larger",
    ):
        weights.ahp([[1, 6], [0.17, 1]], tolerance=0.01)
    assert weights.ahp([[1, 1.0000001], [1.0000001, 1]]).completed.tolist() == [
        [1, 1.0000001],
        [1 / 1.0000001, 1],
    ]


def test_the_tolerance_that_is_named_does():
    rough = [[1, 3, 7], [0.33, 1, 2], [0.14, 0.51, 1]]
    with pytest.raises(
        InvalidInputError, match=r"'1' to '2' .* got 3 and 0\.33 turned: .* tolerance=0\.02"
    ):
        weights.ahp(rough)
    weights.ahp(rough, tolerance=0.02)


@pytest.mark.parametrize("tolerance", [-0.1, 1, np.nan, "0.01", None])
def test_a_tolerance_is_a_share_below_one(tolerance):
    with pytest.raises(InvalidInputError, match=r"^ahp\(\): tolerance must be"):
        weights.ahp(TYPED, tolerance=tolerance)


@pytest.mark.parametrize("empty", [np.nan, None, "", " ", pd.NA])
def test_one_triangle_is_enough(empty):
    whole = weights.ahp([[1, 3, 6], [1 / 3, 1, 2], [1 / 6, 1 / 2, 1]])
    for matrix in (
        [[1, 3, 6], [empty, 1, 2], [empty, empty, 1]],
        [[1, empty, empty], [1 / 3, 1, empty], [1 / 6, 1 / 2, 1]],
        [[empty, 3, 6], [empty, empty, 2], [empty, empty, empty]],
        [[1, 3, empty], [empty, 1, 2], ["1/6", empty, 1]],
    ):
        np.testing.assert_allclose(weights.ahp(matrix).weights, whole.weights, rtol=1e-14)
    assert weights.ahp([[1, 3], [np.nan, 1]]).weights.tolist() == [0.75, 0.25]
    batch = np.array([[[1, 3], [np.nan, 1]], [[1, np.nan], [3, 1]]])
    np.testing.assert_allclose(weights.ahp(batch).weights, [[0.75, 0.25], [0.25, 0.75]])


@pytest.mark.parametrize(
    "third",
    [
        "1/3",
        " 1 / 3 ",
        "2/6",
        "1.0/3",
        Fraction(1, 3),
        1 / 3,
        np.float64(1 / 3),
        "0.3333333333333333",
        ".1e1/3",
    ],
)
def test_fractions_are_numbers(third):
    assert weights.ahp([[1, 3], [third, 1]]).completed.tolist() == [[1, 3], [1 / 3, 1]]
    assert weights.ahp({("a", "b"): third}).completed.tolist() == [[1, 1 / 3], [3, 1]]
    assert weights.ahp([[1, Decimal(3)], [third, 1]]).completed.tolist() == [[1, 3], [1 / 3, 1]]
    frame = pd.DataFrame([[1, 3], [third, 1]], ["a", "b"], ["a", "b"])
    assert weights.ahp(frame).completed.tolist() == [[1, 3], [1 / 3, 1]]


@pytest.mark.parametrize(
    "text", ["1/0", "one", "1/3/2", "nan", "inf", "1,5", "1_0", "1:3", "/3", "1e9999999/"]
)
def test_other_text_is_no_number(text):
    with pytest.raises(
        InvalidInputError, match=r"^ahp\(\): comparisons must be numbers; got '.*' at \(1, 0\)"
    ):
        weights.ahp([[1, 3], [text, 1]])


def test_a_fraction_that_a_spreadsheet_took_for_a_date_is_said():
    frame = pd.DataFrame({"a": [1, pd.Timestamp("2024-03-01")], "b": [3, 1]}, index=["a", "b"])
    with pytest.raises(
        InvalidInputError,
        match=r"got the date '2024-03-01.*' at \(1, 0\), for which a spreadsheet takes 1/3",
    ):
        weights.ahp(frame)


def test_single_pairs_give_names_in_the_order_of_appearance():
    result = weights.ahp({("b", "c"): 2, ("a", "b"): 3})
    assert result.criteria == ("b", "c", "a")
    assert result.as_dict() == pytest.approx({"b": 2 / 9, "c": 1 / 9, "a": 6 / 9})
    named = weights.ahp({("b", "c"): 2, ("a", "b"): 3}, names=["a", "b", "c"])
    assert list(named.as_dict()) == ["a", "b", "c"]
    assert named.as_dict() == pytest.approx(result.as_dict())
    series = pd.Series({("b", "c"): 2, ("a", "b"): 3})
    assert weights.ahp(series).as_dict() == pytest.approx(result.as_dict())


def test_a_pair_given_in_both_directions_must_agree():
    both = weights.ahp({("a", "b"): 3, ("b", "a"): "1/3"})
    assert both.completed.tolist() == [[1, 3], [1 / 3, 1]]
    assert weights.ahp({("a", "b"): 3, ("b", "a"): 0.33}, tolerance=0.01).completed.tolist() == [
        [1, 3],
        [1 / 3, 1],
    ]
    with pytest.raises(
        InvalidInputError, match=r"'a' to 'b' must be the reciprocal .* got 3 and 3 turned$"
    ):
        weights.ahp({("a", "b"): 3, ("b", "a"): 3})


def test_samples_of_pairs_broadcast():
    result = weights.ahp({("a", "b"): [3, 1], ("b", "c"): 1})
    np.testing.assert_allclose(result.weights, [[0.6, 0.2, 0.2], [1 / 3, 1 / 3, 1 / 3]])


PAIR = pd.DataFrame([[1, 5], [1 / 5, 1]], ["comfort", "price"], ["comfort", "price"])


def test_a_frame_has_names_whatever_the_order_of_its_columns():
    cars = DecisionTable(
        [[100, 1], [200, 9]], [Criterion("price", "min"), "comfort"], ["cheap", "comfy"]
    )
    for frame in (PAIR, PAIR[["price", "comfort"]], PAIR.iloc[::-1]):
        result = weights.ahp(frame)
        assert result.as_dict() == pytest.approx({"comfort": 5 / 6, "price": 1 / 6})
        assert result.criteria == tuple(frame.index)
        assert mcda.topsis(cars, result).best == "comfy"
        named = weights.ahp(frame, names=cars.criterion_names)
        assert named.criteria == ("price", "comfort")
        np.testing.assert_allclose(named.weights, [1 / 6, 5 / 6])
        assert named.completed[1, 0] == 5


def test_a_frame_gives_its_own_index_back():
    years = pd.DataFrame([[1, 4], [1 / 4, 1]], [2015, 2016], [2016, 2015][::-1])
    assert list(weights.ahp(years).to_frame().index) == [2015, 2016]


def test_a_frame_that_only_counts_places_has_no_names():
    frame = pd.DataFrame([[1, 3], ["1/3", 1]])
    assert weights.ahp(frame).criteria is None
    assert weights.ahp(frame, names=["a", "b"]).as_dict() == {"a": 0.75, "b": 0.25}
    assert weights.ahp([frame, frame]).weights.tolist() == [[0.75, 0.25]] * 2


def test_respondents_are_aligned_to_the_first():
    turned = PAIR.iloc[::-1, ::-1]
    for people in ([PAIR, turned], [{("comfort", "price"): 5}, {("price", "comfort"): 1 / 5}]):
        result = weights.ahp(people)
        assert result.criteria == ("comfort", "price")
        np.testing.assert_allclose(result.weights, [[5 / 6, 1 / 6]] * 2)
    some = weights.ahp([{("a", "b"): 2, ("b", "c"): 2}, {("a", "b"): 2, ("a", "c"): 4}])
    np.testing.assert_allclose(some.weights, [[4 / 7, 2 / 7, 1 / 7]] * 2)


@pytest.mark.parametrize(
    ("comparisons", "options", "message"),
    [
        (
            pd.DataFrame([[1, 5], [1 / 5, 1]], ["a", "b"], ["a", "c"]),
            {},
            r"missing \['b'\], unknown \['c'\]",
        ),
        (
            PAIR.reset_index(),
            {},
            r"must name their rows as their columns; give frame\.set_index\('index'\)",
        ),
        (
            PAIR.reset_index(drop=True),
            {},
            r"must name their rows .*; give frame\.set_axis\(frame\.columns\)",
        ),
        (PAIR, {"names": ["price", "space"]}, r"missing \['space'\], unknown \['comfort'\]"),
        ([PAIR, PAIR.to_numpy()], {}, "must all be data frames or none; entry 2 is not"),
        (
            [PAIR, PAIR.rename({"price": "cost"}).rename({"price": "cost"}, axis=1)],
            {},
            r"unknown \['cost'\]",
        ),
        ({"a": 3, "b": 1}, {}, r"keys of comparisons must be pairs of names, such as .*; got 'a'"),
        (pd.Series({"a": 3.0, "b": 1}), {}, "must be pairs of names"),
        ({("a", "b", "c"): 3}, {}, "must be pairs of names"),
        ({("a", 2): 3}, {}, "names in comparisons must be non-empty strings; got 2"),
        ({("a", "b"): 3}, {"names": ["a", "c"]}, "unknown name in comparisons 'b'"),
        (
            {("a", "b"): 3},
            {"names": ["a", "b", "c"]},
            r"must connect all items; got none between .* and \['c'\]",
        ),
        ({("a", "b"): 3, ("c", "d"): 1}, {}, "must connect all items"),
        ({("a", "a"): 3, ("a", "b"): 1}, {}, "'a' to 'a' must be 1; got 3"),
        ({("a", "b"): "much"}, {}, "comparisons of 'a' to 'b' must be numbers; got 'much'"),
        ({("a", "b"): [1, 2], ("b", "c"): [1, 2, 3]}, {}, "samples of comparisons must broadcast"),
        ({}, {}, "comparisons must not be empty"),
        (
            [{("a", "b"): 3}, [[1, 3], [1 / 3, 1]]],
            {},
            "must all be of pairs or none; entry 2 is not",
        ),
        ([[1, 1e-310], [np.nan, 1]], {}, "'1' to '2' must have a reciprocal that is finite"),
    ],
)
def test_labels_that_do_not_fit_are_refused(comparisons, options, message):
    with pytest.raises(InvalidInputError, match=r"^ahp\(\): .*" + message):
        weights.ahp(comparisons, **options)
