"""Reading what has labels: entries, rows, squares and grids, aligned by label or refused, never by
position."""

import decimal
import pickle
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

import decision_analysis as da
from decision_analysis import _checks, _labelled, _read_rows
from decision_analysis._labels import Labels, taken
from decision_analysis.errors import InvalidInputError

NAMES = ("a", "b", "c")
ARRAY = [1.0, 2.0, 3.0]
SERIES = pd.Series({"c": 3, "a": 1, "b": 2})
FRAME = pd.DataFrame({"c": [3, 6], "a": [1, 4], "b": [2, 5]})
RESULT = da.Scores(method="S", alternatives=("b", "c", "a"), scores=np.array([2.0, 3.0, 1.0]))


@pytest.mark.parametrize(
    "given", [SERIES, SERIES.to_dict(), SERIES.astype(object), RESULT], ids=type
)
def test_a_row_is_brought_into_the_order_of_the_names(given):
    values, labels = _read_rows.row("ranks", given, NAMES)
    assert (values.tolist(), labels) == (ARRAY, NAMES)


@pytest.mark.parametrize("kind", [float, object])
def test_an_index_is_read_as_text_whatever_the_cells_are(kind):
    given = pd.Series([2, 1], index=[20, 10], dtype=kind)
    assert _read_rows.row("weights", given, ["10", "20"])[0].tolist() == [1, 2]


def test_a_row_keeps_its_own_order_where_no_names_are_known():
    values, labels = _read_rows.row("ranks", SERIES)
    assert (values.tolist(), labels) == ([3.0, 1.0, 2.0], ("c", "a", "b"))
    assert _read_rows.row("ranks", ARRAY) == (pytest.approx(ARRAY), None)


def test_the_columns_of_a_frame_are_the_labels_and_a_list_is_stacked():
    values, _ = _read_rows.row("ranks", FRAME, NAMES)
    assert values.tolist() == [ARRAY, [4, 5, 6]]
    values, labels = _read_rows.row("ranks", [SERIES, RESULT, {"a": 7, "b": 8, "c": 9}])
    assert labels == ("c", "a", "b")
    assert values.tolist() == [[3, 1, 2], [3, 1, 2], [9, 7, 8]]


def test_samples_stand_under_their_label():
    values, _ = _read_rows.row("weights", {"b": [1, 2], "a": 5}, ("a", "b"))
    assert values.tolist() == [[5, 1], [5, 2]]


def test_the_long_frame_of_a_batch_is_read_back():
    batch = da.Scores(method="S", alternatives=NAMES, scores=np.arange(12.0).reshape(2, 2, 3))
    values, labels = _read_rows.row("scores", batch.to_frame()["score"])
    assert (values.tolist(), labels) == (batch.scores.tolist(), NAMES)
    shuffled = batch.to_frame()["score"].sample(frac=1, random_state=1)
    assert _read_rows.row("scores", shuffled, NAMES)[0].tolist() == batch.scores.tolist()
    with pytest.raises(
        InvalidInputError,
        match=r"labels of scores must not repeat; got \[\(0, 0, 'a'\)\] more than once",
    ):
        _read_rows.row("scores", pd.concat([shuffled, batch.to_frame()["score"].iloc[:1]]))
    with pytest.raises(InvalidInputError, match="'b' has 1 missing"):
        _read_rows.row("scores", batch.to_frame()["score"].drop((1, 0, "b")))
    with pytest.raises(
        InvalidInputError,
        match=r"alternatives as rows: give one of its columns \['rank', 'score'\]",
    ):
        _read_rows.row("scores", batch.to_frame())
    with pytest.raises(InvalidInputError, match="scores must not be empty"):
        _read_rows.row("scores", batch.to_frame()["score"].iloc[:0])


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (SERIES.drop("b"), r"ranks must name each alternative once; missing \['b'\]"),
        ({**SERIES, "d": 4}, r"unknown \['d'\]"),
        (
            pd.Series([1, 2, 3, 4], list("abca")),
            r"labels of ranks must not repeat|ranks of .* must not repeat",
        ),
        (SERIES.replace(2, np.nan), "ranks of 'b' must be finite; got nan"),
        ({"a": 1, "b": "2", "c": 3}, "ranks of 'b' must be a number; got '2'"),
        (
            FRAME.T,
            r"must have a column for each alternative; got them as rows: turn the frame with \.T",
        ),
        (
            RESULT.to_frame(),
            r"got a frame with alternatives as rows: give one of its columns \['rank', 'score'\]",
        ),
        ([SERIES, ARRAY], "must all have labels or none; entry 2 has none: got list"),
        ([ARRAY, SERIES], "entry 1 has none"),
        ([SERIES, FRAME], r"entries of ranks must have one shape; got \[\(2, 3\), \(3,\)\]"),
        (da.voi.evpi([[1.0, 2.0], [2.0, 1.0]]), "ranks has no numbers by label; got EvpiResult"),
    ],
)
def test_rows_that_do_not_fit_are_refused(given, message):
    with pytest.raises(InvalidInputError, match=rf"({message})"):
        _read_rows.row("ranks", given, NAMES)


def test_a_square_is_read_by_both_labels():
    frame = pd.DataFrame([[1, 2], [3, 4]], index=["b", "a"], columns=["a", "b"])
    assert _labelled.square("matrix", frame, ("a", "b"))[0].tolist() == [[3, 4], [1, 2]]
    values, labels = _labelled.square("matrix", [frame, frame.loc[["a", "b"], ["b", "a"]]])
    assert labels == ("b", "a")
    assert values.tolist() == [[[2, 1], [4, 3]]] * 2
    with pytest.raises(
        InvalidInputError,
        match=r"columns of matrix must name each of its rows once; missing \['b'\]",
    ):
        _labelled.square("matrix", frame.rename(columns={"b": "x"}))


def test_a_bare_array_refuses_labels_that_would_be_dropped():
    for given in (SERIES, FRAME.set_axis(["x", "y"]), [[1, 2, 3], SERIES], FRAME):
        with pytest.raises(InvalidInputError, match=r"would be read by position"):
            _checks.numeric_array("numbers", given)
    assert _checks.numeric_array("numbers", pd.Series(ARRAY)).tolist() == ARRAY
    assert _checks.numeric_array("numbers", SERIES, labels_matter=False).tolist() == [
        3,
        1,
        2,
    ]
    with pytest.raises(
        InvalidInputError, match=r"got a labelled Scores, .*: give what is needed of it"
    ):
        _checks.numeric_array("numbers", RESULT)


def test_a_series_of_a_class_of_ones_own_is_one():
    own, frames = type("Own", (pd.Series,), {}), type("Frames", (pd.DataFrame,), {})
    values, labels = _read_rows.row("ranks", own(SERIES), NAMES)
    assert (values.tolist(), labels) == (ARRAY, NAMES)
    assert _read_rows.row("ranks", frames(FRAME), NAMES)[0].tolist() == [ARRAY, [4, 5, 6]]
    assert _labelled.has_labels([own(SERIES)])
    for given in (own(SERIES), frames(FRAME), [own(SERIES)]):
        with pytest.raises(InvalidInputError, match=r"would be read by position"):
            _checks.numeric_array("numbers", given)


@pytest.mark.parametrize(
    ("package", "members", "labelled"),
    [
        ("polars", {"columns": ["b", "a"]}, True),
        ("xarray", {"ndim": 1}, True),
        ("polars", {}, False),
    ],
)
def test_frames_of_other_packages_are_refused_and_columns_without_labels_taken(
    package, members, labelled
):
    read = {"__module__": f"{package}.frame", "__array__": lambda *_, **__: np.array(ARRAY)}
    given = type("Frame", (), {**read, **members})()
    assert _checks.is_labelled(given) == labelled
    if labelled:
        with pytest.raises(
            InvalidInputError, match=r"got a labelled Frame, which would be read by position"
        ):
            _checks.numeric_array("numbers", given)
    else:
        assert _checks.numeric_array("numbers", given).tolist() == ARRAY


def test_decimals_and_fractions_are_numbers():
    given = [decimal.Decimal("0.5"), Fraction(1, 4), 1]
    assert _checks.numeric_array("numbers", given).tolist() == [0.5, 0.25, 1]
    for strange in ("NaN", "sNaN", "Infinity"):
        with pytest.raises(InvalidInputError, match="must be finite"):
            _checks.number("it", decimal.Decimal(strange))


@pytest.mark.parametrize("given", [{"a": 1}, {"a", "b"}, frozenset("ab"), "ab"])
def test_names_are_no_mapping_and_no_set(given):
    with pytest.raises(InvalidInputError, match="names must be a sequence of names; got"):
        _checks.names("names", given)


@pytest.mark.parametrize(
    ("index", "written"),
    [
        (pd.Index([2015, 2016]), ("2015", "2016")),
        (pd.to_datetime(["2024-02-01", "2024-03-01"]), ("2024-02-01", "2024-03-01")),
        (
            pd.to_datetime(["2024-02-01 12:30", "2024-03-01 00:00"]),
            ("2024-02-01 12:30:00", "2024-03-01"),
        ),
        (pd.MultiIndex.from_tuples([("EU", 1), ("US", 2)]), ("EU / 1", "US / 2")),
        (pd.period_range("2024-01", periods=2, freq="M"), ("2024-01", "2024-02")),
        (pd.Index([1.5, 2.5]), ("1.5", "2.5")),
    ],
)
def test_labels_are_text_that_remembers_its_index(index, written):
    labels = Labels.of_index(index)
    assert tuple(labels) == written
    assert repr(labels) == repr(written)
    assert labels.known_as()[index[0]] == written[0]
    again = pickle.loads(pickle.dumps(labels))
    assert (tuple(again), again.origin.equals(index)) == (written, True)
    assert taken(labels, [1]).origin.equals(index[[1]])


class _Counted(tuple):
    """Names that may be gone through once, and not once for each that is looked up."""

    def __contains__(self, _):
        raise AssertionError("a look-up that goes through all names")


def test_names_of_some_are_looked_up_in_a_set_that_is_made_once():
    names = _Counted(f"c{i}" for i in range(1000))
    given = {f"c{i}": i for i in range(0, 1000, 2)}
    assert _labelled.by_name("goals", given, names, partial=True) == given
    assert _checks.labels_of("alternatives", list(given), names) == tuple(given)
