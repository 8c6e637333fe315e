"""Rows with labels of their own: frames, Series of ours, mappings of Series, lists; aligned or
refused."""

import numpy as np
import pandas as pd
import pytest

import decision_analysis as da
from decision_analysis import _read_rows, _together
from decision_analysis.errors import InvalidInputError

NAMES = ("a", "b", "c")
SERIES = pd.Series({"c": 3, "a": 1, "b": 2})
RESULT = da.Scores(method="S", alternatives=("b", "c", "a"), scores=np.array([2.0, 3.0, 1.0]))
FRAME = pd.DataFrame({"a": [1, 4], "b": [2, 5], "c": [3, 6]}, index=["x", "y"])


def read(given, names=None):
    return _read_rows.read_rows("numbers", given, names)


def test_the_index_of_rows_is_kept():
    rows = read(FRAME)
    assert (rows.values.tolist(), rows.names, rows.labels) == (
        [[1, 2, 3], [4, 5, 6]],
        NAMES,
        ("x", "y"),
    )
    assert read(FRAME.reset_index(drop=True)).labels is None
    assert read(SERIES).index is None


def test_frames_in_a_list_are_aligned_by_both_labels():
    rows = read([FRAME, FRAME.iloc[::-1, ::-1]])
    assert rows.values.tolist() == [FRAME.to_numpy().tolist()] * 2
    with pytest.raises(
        InvalidInputError,
        match=r"entry 2 of numbers must have the rows of entry 1 .*missing \['y'\]",
    ):
        read([FRAME, FRAME.set_axis(["x", "z"])])
    with pytest.raises(
        InvalidInputError, match="numbers must all have labels or none; entry 2 has none: got list"
    ):
        read([FRAME, [[1, 2, 3]]])


def test_series_of_a_mapping_share_one_order():
    by_day = {"a": pd.Series({"x": 1, "y": 4}), "b": pd.Series({"y": 5, "x": 2}), "c": 3}
    for given in (by_day, pd.Series(by_day)):
        rows = read(given)
        assert (rows.values.tolist(), rows.labels) == ([[1, 2, 3], [4, 5, 3]], ("x", "y"))
    with pytest.raises(
        InvalidInputError,
        match=r"numbers of 'b' must have the samples of numbers of 'a'.*unknown \['z'",
    ):
        read({**by_day, "b": pd.Series({"x": 1, "y": 2, "z": 3})})
    with pytest.raises(InvalidInputError, match="only the index of numbers of 'a' is labelled"):
        read({**by_day, "b": [5, 2]})
    with pytest.raises(InvalidInputError, match="only the index of numbers of 'a' is labelled"):
        read({**by_day, "b": pd.Series([5, 2])})


def test_the_column_of_a_batch_has_its_axes_again():
    batch = da.Scores(method="S", alternatives=NAMES, scores=np.arange(12.0).reshape(2, 2, 3))
    column = batch.to_frame()["score"]
    rows = read(column.iloc[::-1], NAMES)
    assert (rows.values.tolist(), rows.labels) == (batch.scores.tolist(), None)
    part = read(column.loc[1:])
    assert (part.values.tolist(), part.labels) == (batch.scores[1].tolist(), ((1, 0), (1, 1)))


def test_together_aligns_to_the_first():
    one, two = _together.together("alternative", first=SERIES, second=RESULT)
    assert one.values.tolist() == two.values.tolist() == [3, 1, 2]
    assert one.names == two.names == ("c", "a", "b")
    one, two = _together.together("alternative", first=FRAME, second=FRAME.iloc[::-1, ::-1])
    assert one.values.tolist() == two.values.tolist()
    one, two = _together.together("alternative", first=pd.DataFrame([[1, 2]]), second=[1, 2])
    assert one.values.tolist() == [two.values.tolist()]


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        (
            [1, 2, 3],
            SERIES,
            "second has labels and first has none, so that their order is in doubt; give both with",
        ),
        (SERIES, [1, 2, 3], "first has labels and second has none"),
        (
            pd.Series([1, 2, 3]),
            SERIES,
            r"second must name each alternative once; missing \['0', '1', '2'\], unknown",
        ),
        (
            FRAME.T,
            SERIES,
            (
                r"first must have a column for each alternative; got them as rows: turn the frame"
                r" with \.T"
            ),
        ),
        (
            FRAME,
            [SERIES, SERIES],
            "first and second must name their rows alike; only the index of first is labelled",
        ),
        (FRAME, FRAME.reset_index(drop=True), "only the index of first is labelled"),
        (FRAME, FRAME.set_axis(["x", None]), "labels of the rows of second must not be missing"),
        (FRAME, FRAME.set_axis(["x", "x"]), r"missing \['y'\], more than once \['x'\]"),
        (
            FRAME,
            pd.concat([FRAME, FRAME.rename({"x": "z"}).loc[["z"]]]),
            r"rows of first, each once; unknown \['z'\]$",
        ),
    ],
)
def test_together_refuses_what_is_in_doubt(first, second, message):
    with pytest.raises(InvalidInputError, match=rf"{message}"):
        _together.together("alternative", first=first, second=second)
