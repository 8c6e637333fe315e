"""Approval: sets and truth values say the same; labels, counts and bad input."""

import numpy as np
import pandas as pd
import pytest

from decision_analysis import group
from decision_analysis.errors import InvalidInputError

SETS = [{"bus", "tram"}, {"tram"}, {"car"}, set()]
TRUTH = np.array([[1, 0, 1], [0, 0, 1], [0, 1, 0], [0, 0, 0]], dtype=bool)
LABELS = ["bus", "car", "tram"]
FRAME = pd.DataFrame(TRUTH, columns=LABELS, index=["Ann", "Bea", "Cy", "Di"])


def test_sets_are_counted():
    result = group.approval(SETS, counts=[3, 4, 5, 6])
    # labels by appearance, of a set by the alphabet
    assert result.alternatives == ("bus", "tram", "car")
    np.testing.assert_array_equal(result.scores, [3, 7, 5])
    assert result.best == "tram"


@pytest.mark.parametrize(
    "approvals",
    [
        TRUTH,
        TRUTH.astype(int),
        TRUTH.tolist(),
        FRAME.reset_index(drop=True),
        [dict(zip(LABELS, row, strict=True)) for row in TRUTH.tolist()],
        [pd.Series(row, index=LABELS[::1]) for row in TRUTH],
        [("tram", "bus"), ["tram"], np.array(["car"]), ()],
        [frozenset(each) for each in SETS],
    ],
    ids=["truth", "integers", "lists", "frame", "mappings", "series", "sequences", "frozen"],
)
def test_all_forms_say_the_same(approvals):
    result = group.approval(approvals, [3, 4, 5, 6], alternatives=LABELS)
    assert result.alternatives == tuple(LABELS)
    np.testing.assert_array_equal(result.scores, [3, 5, 7])


def test_people_by_name():
    by_name = dict(zip(["Ann", "Bea", "Cy", "Di"], SETS, strict=True))
    counts = {"Di": 6, "Cy": 5, "Bea": 4, "Ann": 3}
    for approvals in (by_name, pd.Series(by_name), FRAME):
        result = group.approval(approvals, counts, alternatives=LABELS)
        np.testing.assert_array_equal(result.scores, [3, 5, 7])
    with pytest.raises(InvalidInputError, match="labels and counts have none"):
        group.approval(by_name, [3, 4, 5, 6])


def test_whom_nobody_approves_of_is_named():
    result = group.approval([{"a"}], alternatives=["b", "a"])
    np.testing.assert_array_equal(result.scores, [0, 1])
    np.testing.assert_array_equal(group.approval([[1, 0], [1, 1]]).scores, [2, 1])


def test_a_batch_equals_a_loop():
    batch = np.random.default_rng(1).random((4, 3, 5)) < 0.5
    np.testing.assert_array_equal(
        group.approval(batch, [1, 2, 3]).scores,
        [group.approval(one, [1, 2, 3]).scores for one in batch],
    )


@pytest.mark.parametrize(
    ("approvals", "message"),
    [
        ([[0, 2]], "approvals must be true or false, 1 or 0; got 2 for '1' at"),
        ([[0, 0.5]], "1 or 0; got 0.5 for '1'"),
        ([0, 1], r"approvals must have shape \(..., people, alternatives\); got \(2,\)"),
        ([{"a"}, 3], "approvals must all be sets of labels, or all truth values; entry 1 of"),
        ([{"a"}, {"a": True}], "approvals must all be sets of labels, or all truth values"),
        ([("a", "a")], "labels of entry 0 of approvals must not repeat"),
        ([{"a", 1}], "labels of entry 0 of approvals must be non-empty strings|approvals must be"),
        ({"a": True}, "approvals must hold one for each person; got one alone"),
        ("abc", "approvals must be numbers; got strings"),
        ([{"a": 1, "b": 2}], "1 or 0; got 2 for 'b'"),
        ([{"a": True}, {"b": True}], "must name each alternative once; missing"),
        ([[True, None]], "approvals must be"),
    ],
)
def test_bad_approvals_are_refused(approvals, message):
    with pytest.raises(InvalidInputError, match=rf"approval\(\): .*{message}"):
        group.approval(approvals)


def test_unknown_labels_are_refused():
    with pytest.raises(
        InvalidInputError,
        match=r"entry 1 of approvals must be labels of \['a', 'b'\]; unknown \['c'\]",
    ):
        group.approval([{"a"}, {"c"}], alternatives=["a", "b"])
    with pytest.raises(InvalidInputError, match="need 2 alternatives, one for each column"):
        group.approval([[1, 0]], alternatives=["a"])


def test_each_of_several_people_may_have_samples():
    # two samples of three people, of whom the second approves of both in the second sample alone
    given = [{"x": [1, 0], "y": [0, 0]}, {"x": [0, 1], "y": [0, 1]}, {"x": [1, 1], "y": [0, 0]}]
    found = group.approval(given, counts=[1, 2, 4])
    assert found.scores.tolist() == [[5, 0], [6, 2]]
