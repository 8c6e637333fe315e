"""Each check returns the clean value or names place, label, what was got and what is allowed."""

import math
from fractions import Fraction

import numpy as np
import pytest

from decision_analysis import _checks
from decision_analysis.errors import InvalidInputError


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("3", "f\\(\\): x must be a number; got '3'"),
        (True, "must be a number; got True"),
        (None, "must be a number; got None"),
        (1j, "must be a number"),
        (math.nan, "must be finite; got nan"),
        (-math.inf, "must be finite; got -inf"),
        (0, r"must be in \(0, 1\]; got 0"),
        (1.5, r"must be in \(0, 1\]; got 1.5"),
    ],
)
def test_number_refuses(value, message):
    with pytest.raises(InvalidInputError, match=message):
        _checks.number("f()", "x", value, low=0, high=1, open_low=True)


@pytest.mark.parametrize("value", [1, 0.5, np.float32(0.5), np.int64(1), Fraction(1, 2), np.array(0.5)])
def test_number_accepts_every_real_number(value):
    assert _checks.number("f()", "x", value, low=0, high=1) == float(value)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ([1, "a"], "x must be numbers; got strings"),
        ([True, False], "got booleans"),
        (np.ma.array([[1.0, 2.0]], mask=[[False, True]]), r"must be numbers; got a masked entry at \(0, 1\)"),
        ([1, None], r"got None at \(1,\)"),
        ([[1, 2], [3]], "rectangular"),
        ([[1, 2], [3, math.nan]], r"finite; got nan at \(1, 1\)"),
        (math.inf, "finite; got inf$"),
        ([1j], "complex"),
    ],
)
def test_numeric_array_refuses(value, message):
    with pytest.raises(InvalidInputError, match=message):
        _checks.numeric_array("f()", "x", value)


def test_numeric_array_is_a_copy():
    given = np.arange(3.0)
    assert not np.shares_memory(given, _checks.numeric_array("f()", "x", given))


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
        _checks.names("f()", "labels", value)


def test_known_proposes_the_nearest_name():
    with pytest.raises(InvalidInputError, match=r"unknown option 'vectr' \(did you mean 'vector'\?\)"):
        _checks.known("f()", "option", "vectr", ("vector", "minmax"))


def test_same_names_lists_missing_and_unknown():
    with pytest.raises(InvalidInputError, match=r"each criterion once; missing \['space'\], unknown \['spce'\]"):
        _checks.same_names("f()", "weights must name each criterion", ["price", "spce"], ["price", "space"])


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
        _checks.probabilities("chance 'oil'", ["dry", "wet"], values)


def test_probabilities_accepts_rounding_in_the_tenth_decimal():
    assert _checks.probabilities("f()", ["a", "b", "c"], [1 / 3, 1 / 3, 0.3333333333]).shape == (3,)


@pytest.mark.parametrize(("value", "message"), [(1.0, "integer; got 1.0"), (True, "integer"), (0, "at least 1; got 0")])
def test_integer_refuses(value, message):
    with pytest.raises(InvalidInputError, match=message):
        _checks.integer("f()", "n", value)


def test_mapping_refuses_lists_and_nothing():
    with pytest.raises(InvalidInputError, match="must be a mapping; got list"):
        _checks.mapping("f()", "points", [1])
    with pytest.raises(InvalidInputError, match="must not be empty"):
        _checks.mapping("f()", "points", {})


def test_many_names_are_counted_and_the_first_are_listed():
    names = [f"n{i}" for i in range(5_000)]
    assert _checks.listed(names[:3]) == "['n0', 'n1', 'n2']"
    with pytest.raises(InvalidInputError, match=r"known are \['n0', .*'n9', \.\.\. and 4,990 more\]$"):
        _checks.known("f()", "name", "x", names)
    with pytest.raises(InvalidInputError, match=r"missing \['n0', .*'n9', \.\.\. and 4,990 more\], unknown \[3\]$"):
        _checks.same_names("f()", "w must name each", [3], names)


def test_words_are_not_compared_with_thousands():
    assert _checks.nearest("criteron", ["criterion", 3, "other"]) == "criterion"
    assert _checks.nearest("criteron", ["criterion"] * (_checks.MOST_COMPARED + 1)) is None
    assert _checks.nearest("c" * (_checks.MOST_COMPARED + 1), ["c" * (_checks.MOST_COMPARED + 1)]) is None
    assert _checks.nearest(3, ["a"]) is None


def test_counts_of_any_size_are_written():
    assert _checks.count(1_234_567) == "1,234,567"
    assert _checks.count(10**5_000) == "about 10^5000"
