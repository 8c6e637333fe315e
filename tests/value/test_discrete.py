"""`value.discrete`: numbers and words, rounding, refusals."""

import math

import numpy as np
import pytest

from decision_analysis import value
from decision_analysis.errors import InvalidInputError


def test_discrete_numbers():
    v = value.discrete({3: 1, 1: 0, 2: 0.6})
    np.testing.assert_array_equal(v([[1, 2], [3, 3]]), [[0, 0.6], [1, 1]])
    assert v == value.discrete({1.0: 0, 2: 0.6, 3: 1})
    assert isinstance(v(2), float)
    with pytest.raises(
        InvalidInputError, match=r"unknown levels \[2.5, 9.0\]; known are \[3.0, 1.0, 2.0\]"
    ):
        v([1, 2.5, 9, 2.5])
    with pytest.raises(InvalidInputError, match="levels must be numbers; got strings"):
        v("2")


def test_discrete_words():
    v = value.discrete({"poor": 0, "fair": 0.5, "good": 1})
    np.testing.assert_array_equal(v(["good", "poor"]), [1, 0])
    np.testing.assert_array_equal(v(np.array(["good", "fair"], dtype=object)), [1, 0.5])
    assert v.increasing is None
    with pytest.raises(
        InvalidInputError,
        match=(
            r"unknown levels \['goood'\] \(did you mean 'good'\?\); known are \['poor', 'fair',"
            r" 'good'\]"
        ),
    ):
        v(["good", "goood"])
    with pytest.raises(InvalidInputError, match="levels must be words"):
        v(3)
    with pytest.raises(
        InvalidInputError,
        match=r"\['Good ', 'FAIR'\] \(did you mean 'good'\?\), which column\.str\.strip",
    ):
        v(["Good ", "FAIR"])
    with pytest.raises(
        InvalidInputError, match=r"levels \['Good ', 'zzz'\] \(did you mean 'good'\?\); known"
    ):
        v(["Good ", "zzz"])


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({}, "values must not be empty"),
        ([1, 2], "values must be a mapping; got list"),
        ({1: 0, "two": 1}, "levels must be all numbers or all non-empty words"),
        ({1: 0, 2: 1.5}, r"value of 2.0 must be in \[0, 1\]; got 1.5"),
        ({"a": 0, "b": math.nan}, "value of 'b' must be finite"),
        ({"a": 0, "b": True}, "value of 'b' must be a number; got True"),
        ({1: 0, math.nan: 1}, "level must be finite"),
    ],
)
def test_discrete_refusals(values, message):
    with pytest.raises(InvalidInputError, match=message):
        value.discrete(values)


def test_two_levels_a_rounding_apart_keep_their_own_values():
    assert value.discrete({0.3: 0, 0.1 + 0.2: 1})([0.3, 0.1 + 0.2]).tolist() == [0, 1]
