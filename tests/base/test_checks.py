"""Each check returns the clean value or names place, label, what was got and what is allowed."""

import math
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
import scipy.sparse

from bad_input.kinds import NUMPY_1, STRANGERS
from decision_analysis import _checks, _render
from decision_analysis._limits import LONGEST_COMPARED, MOST_COMPARED
from decision_analysis.errors import InvalidInputError


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("3", "x must be a number; got '3'"),
        (True, "must be a number; got True"),
        (None, "must be a number; got None"),
        (1j, "must be a number"),
        (math.nan, "must be finite; got nan"),
        (-math.inf, "must be finite; got -inf"),
        (0, r"must be in \(0, 1\]; got 0"),
        (1.5, r"must be in \(0, 1\]; got 1.5"),
        (np.ma.masked, "must be a number; got masked"),
        (np.ma.array(1.0, mask=True), "must be a number"),
        (np.timedelta64(1, "D"), "must be a number; got n(p|umpy).timedelta64"),
        (np.timedelta64(1), "must be a number"),
        pytest.param(10**5000, "must be finite; got inf", id="long"),
        ([10**5000], "got \\[an integer of about 5001 digits\\]"),
        (Fraction(10**5000, 3), "must be finite; got inf"),
        (np.longdouble("1e4000"), "must be finite; got inf"),
        (np.array(1, dtype="timedelta64[D]"), "must be a number"),
    ],
)
def test_number_refuses(value, message):
    with pytest.raises(InvalidInputError, match=message):
        _checks.number("x", value, low=0, high=1, open_low=True)


@pytest.mark.parametrize(
    "value", [1, 0.5, np.float32(0.5), np.int64(1), Fraction(1, 2), np.array(0.5)]
)
def test_number_accepts_every_real_number(value):
    assert _checks.number("x", value, low=0, high=1) == float(value)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ([1, "a"], "x must be numbers; got strings"),
        ([True, False], "got booleans"),
        (
            np.ma.array([[1.0, 2.0]], mask=[[False, True]]),
            r"must be numbers; got a masked entry at \(0, 1\)",
        ),
        ([1, None], r"got None at \(1,\)"),
        ([[1, 2], [3]], "rectangular"),
        ([[1, 2], [3, math.nan]], r"finite; got nan at \(1, 1\)"),
        (math.inf, "finite; got inf$"),
        ([1j], "complex"),
        ([1.0, np.ma.masked], "got a masked entry in a list"),
        ([np.ma.array([1.0, 2.0], mask=[False, True])], "got a masked entry in a list"),
        (np.ma.array(1.0, mask=True), "masked entry"),
        (np.ma.array([(1, 2)], dtype=[("a", int), ("b", int)], mask=[(0, 1)]), "must be numbers"),
        ([np.timedelta64(1, "D")], "spans of time"),
        (
            np.array([np.timedelta64(1, "D")], dtype=object),
            r"got n(p|umpy).timedelta64\(1,'D'\) at \(0,\)",
        ),
        (np.array(["2024-09-14"], dtype="datetime64[D]"), "dates"),
        ([10**5000], r"finite; got inf at \(0,\)"),
        ([[10**5000], "a"], "rectangular"),
        (np.longdouble("1e4000"), "finite; got inf$"),
        (scipy.sparse.csr_matrix([[1.0]]), r"a sparse csr_matrix: give its .toarray\(\)"),
        *([] if NUMPY_1 else [(np.ones((1,) * 40), "got 40 axes, more than 32")]),
        ([np.array([True]), np.array([1.0])], r"got True at \(0, 0\)"),
        ([pd.Series([True, False]), [1.0, 2.0]], r"got True at \(0, 0\)"),
        ([pd.array([False, pd.NA], dtype="boolean"), [1.0, 2.0]], r"got False at \(0, 0\)"),
        ([pd.Series(np.array(["2024-09-14"], dtype="datetime64[ns]")), [1.0]], "dates"),
        (STRANGERS["a list 100,000 deep"], "rectangular"),
        (STRANGERS["a list that holds itself"], "rectangular"),
        (STRANGERS["what numpy cannot read"], "rectangular array of numbers; not an array"),
    ],
)
def test_numeric_array_refuses(value, message):
    with pytest.raises(InvalidInputError, match=message):
        _checks.numeric_array("x", value)


@pytest.mark.parametrize(
    "value",
    [
        np.array([1, 2], dtype=np.longdouble),
        np.array([1, 2], dtype=np.float16),
        np.array([1, 2], dtype=">f8"),
        np.array([1, 2], dtype=np.uint64),
        np.array([9, 1, 9, 2])[1::2],
        np.array([2.0, 1.0])[::-1],
        np.asfortranarray([1.0, 2.0]),
        np.array([1, Fraction(2)], dtype=object),
        np.ma.array([1.0, 2.0], mask=False),
        [np.float32(1), np.int8(2)],
        [np.array(1.0), np.ma.array(2.0)],
        range(1, 3),
    ],
)
def test_numeric_array_reads_every_kind_of_number(value):
    array = _checks.numeric_array("x", value)
    assert type(array) is np.ndarray
    assert array.dtype == np.dtype("=f8")
    assert array.flags.c_contiguous
    assert array.tolist() == [1.0, 2.0]


def test_numeric_array_reads_a_matrix_as_two_axes():
    with pytest.warns(PendingDeprecationWarning):
        given = np.matrix([[1, 2]])
    array = _checks.numeric_array("x", given)
    assert type(array) is np.ndarray
    assert array.shape == (1, 2)


def test_lists_that_share_their_entries_are_looked_at_once():
    shared = [1.0]
    for _ in range(60):
        shared = [shared, shared]
    kinds, _ = _checks.held(shared)  # 2^60 paths
    assert kinds == {list}


def test_integer_says_how_long_a_number_is_that_python_will_not_print():
    for value in (10**5000, -(10**5000)):
        with pytest.raises(
            InvalidInputError, match=r"at (least|most) .*; got an integer of about 5001 digits"
        ):
            _checks.integer("n", value)
    with pytest.raises(InvalidInputError, match=r"an integer; got n(p|umpy).timedelta64\(3\)"):
        _checks.integer("n", np.timedelta64(3))


def test_what_does_not_fit_into_memory_is_refused_with_its_size():
    _checks.room("samples", 1000)
    with pytest.raises(
        InvalidInputError, match=r"samples must fit into memory; it needs 7,450,581 GB"
    ):
        _checks.room("samples", 1e15)


def test_numeric_array_is_a_copy():
    given = np.arange(3.0)
    assert not np.shares_memory(given, _checks.numeric_array("x", given))


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("abc", "one string 'abc'"),
        ([], "must not be empty"),
        (["a", ""], "non-empty strings; got ''"),
        (["a", 3], "non-empty strings; got 3"),
        (["a", "b", "a"], r"must not repeat; got \['a'\]"),
    ],
)
def test_names_refuses(value, message):
    with pytest.raises(InvalidInputError, match=message):
        _checks.names("labels", value)


def test_known_proposes_the_nearest_name():
    with pytest.raises(
        InvalidInputError, match=r"unknown option 'vectr' \(did you mean 'vector'\?\)"
    ):
        _checks.known("option", "vectr", ("vector", "minmax"))


def test_same_names_lists_missing_and_unknown():
    with pytest.raises(
        InvalidInputError, match=r"each criterion once; missing \['space'\], unknown \['spce'\]"
    ):
        _checks.same_names(
            "weights must name each criterion", ["price", "spce"], ["price", "space"]
        )


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ([0.5, 0.4], r"must sum to 1; got 0.9 \('dry' 0.5, 'wet' 0.4\)"),
        ([0.6, 0.6], "got 1.2"),
        ([1.2, -0.2], "'wet' must not be negative; got -0.2"),
        ([[0.5, 0.5], [0.5, 0.6]], "got 1.1"),
        ([1.0], "need 2 probabilities"),
        ([math.nan, 1.0], "finite"),
    ],
)
def test_probabilities_refuses(values, message):
    with pytest.raises(InvalidInputError, match=message):
        _checks.probabilities(["dry", "wet"], values)


def test_probabilities_accepts_rounding_in_the_tenth_decimal():
    assert _checks.probabilities(["a", "b", "c"], [1 / 3, 1 / 3, 0.3333333333]).shape == (3,)


@pytest.mark.parametrize(
    ("value", "message"), [(1.0, "integer; got 1.0"), (True, "integer"), (0, "at least 1; got 0")]
)
def test_integer_refuses(value, message):
    with pytest.raises(InvalidInputError, match=message):
        _checks.integer("n", value)


@pytest.mark.parametrize(
    "value", [np.array(3), np.array(None, dtype=object), np.ma.masked, np.ones((2, 2))]
)
def test_entries_refuses_what_has_not_one_axis(value):
    with pytest.raises(InvalidInputError, match="must be a sequence"):
        _checks.entries("x", value)


def test_same_names_says_what_is_no_name():
    with pytest.raises(
        InvalidInputError, match=r"missing \['b'\], unknown \[array\(\[1., 2.\]\)\]"
    ):
        _checks.same_names("names", ["a", np.array([1.0, 2.0])], ["a", "b"])


def test_mapping_refuses_lists_and_nothing():
    with pytest.raises(InvalidInputError, match="must be a mapping; got list"):
        _checks.mapping("points", [1])
    with pytest.raises(InvalidInputError, match="must not be empty"):
        _checks.mapping("points", {})


def test_many_names_are_counted_and_the_first_are_listed():
    names = [f"n{i}" for i in range(5_000)]
    assert _checks.listed(names[:3]) == "['n0', 'n1', 'n2']"
    with pytest.raises(
        InvalidInputError, match=r"known are \['n0', .*'n9', \.\.\. and 4,990 more\]$"
    ):
        _checks.known("name", "x", names)
    with pytest.raises(
        InvalidInputError, match=r"missing \['n0', .*'n9', \.\.\. and 4,990 more\], unknown \[3\]$"
    ):
        _checks.same_names("w must name each", [3], names)


def test_words_are_not_compared_with_thousands():
    assert _checks.nearest("criteron", ["criterion", 3, "other"]) == "criterion"
    assert _checks.nearest("criteron", ["criterion"] * (MOST_COMPARED + 1)) is None
    assert _checks.nearest("c" * (LONGEST_COMPARED + 1), ["c" * (LONGEST_COMPARED + 1)]) is None
    assert _checks.nearest(3, ["a"]) is None


def test_counts_of_any_size_are_written():
    assert _render.count(1_234_567) == "1,234,567"
    assert _render.count(10**5_000) == "about 10^5000"


class Scalar:
    """A number of another library, an array without axes."""

    def __array__(self, dtype=None, copy=None):
        return np.array(2.0)

    def __float__(self):
        return 2.0


def test_an_array_without_axes_is_what_it_holds():
    for two in (np.array(2), np.array(2, dtype=object), np.array(Fraction(2)), np.ma.array(2)):
        assert _checks.is_number(two)
        assert _checks.number("x", two) == 2.0
        assert _checks.integer("x", np.array(int(two))) == 2
    assert _checks.is_number(Scalar())
    assert _checks.number("x", Scalar()) == 2.0
    spans = np.array(np.timedelta64(2, "D"))
    for none in (np.array("2"), np.array(True), spans, np.array(None), np.array([2]), np.ma.masked):
        assert not _checks.is_number(none)
        with pytest.raises(InvalidInputError, match="x must be a number; got"):
            _checks.number("x", none)
    with pytest.raises(InvalidInputError, match=r"x must be an integer; got array\(2\.\)"):
        _checks.integer("x", np.array(2.0))


def test_a_pair_is_two_numbers_in_their_order():
    for given in ((1, 2.5), [1, 2.5], np.array([1, 2.5]), (Fraction(1), np.float32(2.5))):
        assert _checks.pair("x", given) == (1.0, 2.5)
    for bad, message in (
        ("ab", r"x must be \(low, high\); got 'ab'"),
        ((1, 2, 3), r"x must be \(low, high\); got \(1, 2, 3\)"),
        (5, r"x must be \(low, high\); got 5"),
        ({1, 2}, "x must be"),
        ({1: 2, 3: 4}, "x must be numbers; got a labelled dict"),
        ((True, 2), "x must be numbers; got True"),
        ((np.nan, 2), "x must be finite; got nan"),
    ):
        with pytest.raises(InvalidInputError, match=message):
            _checks.pair("x", bad)


def test_memory_is_what_the_process_is_limited_to(monkeypatch):
    resource = pytest.importorskip("resource")
    limit = 2**30
    monkeypatch.setattr(resource, "getrlimit", lambda what: (limit, resource.RLIM_INFINITY))
    with pytest.raises(InvalidInputError, match="it needs 2 GB, and there are 1"):
        _checks.room("samples", 2**28)
    limit = resource.RLIM_INFINITY
    _checks.room("samples", 1000)
