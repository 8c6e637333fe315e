"""Levels in a Series or a data frame have values with the same labels; points are paired by
theirs."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decision_analysis import value
from decision_analysis.errors import InvalidInputError

FUNCTIONS = [
    value.linear(0, 10),
    value.exponential(10, 0, 2),
    value.logistic(0, 10, 3),
    value.piecewise([0, 4, 10], [0, 0.2, 1]),
    value.bisection(0, 1, 3, 6, 10),
    value.step([4, 6], [0, 0.5, 1]),
    value.discrete({level: level / 10 for level in range(11)}),
]
LEVELS = pd.Series([0, 9, 4], index=["c", "a", "b"], name="price")


@pytest.mark.parametrize("function", FUNCTIONS, ids=repr)
@settings(deadline=None, max_examples=20)
@given(levels=st.lists(st.integers(0, 10), min_size=1, max_size=6), seed=st.integers(0, 99))
def test_each_level_keeps_its_label_in_whatever_order(function, levels, seed):
    series = pd.Series(levels, index=[f"a{i}" for i in range(len(levels))])
    values = function(series.sample(frac=1, random_state=seed))
    pd.testing.assert_series_equal(
        values.reindex(series.index), pd.Series(function(levels), index=series.index)
    )


@pytest.mark.parametrize("function", FUNCTIONS, ids=repr)
def test_frames_and_names_come_back(function):
    frame = pd.DataFrame({2015: LEVELS, 2016: LEVELS[::-1]})
    pd.testing.assert_frame_equal(
        function(frame),
        frame.apply(lambda column: pd.Series(function(column.to_numpy()), column.index)),
    )
    assert function(LEVELS).name == "price"
    assert type(function(LEVELS.tolist())) is np.ndarray
    with pytest.raises(InvalidInputError, match=r"levels must be .*got a labelled dict"):
        function(LEVELS.to_dict())


def test_words_of_a_column():
    scale = value.discrete({"bad": 0, "good": 1})
    column = pd.Series(["good", "bad"], index=["b", "a"], name="comfort")
    for words in (column, column.astype("category"), column.astype("string")):
        assert scale(words).to_dict() == {"b": 1, "a": 0}
    assert scale(column.to_frame()).to_dict() == {"comfort": {"b": 1, "a": 0}}
    with pytest.raises(InvalidInputError, match=r"unknown levels .*'worse'"):
        scale(column.replace("bad", "worse"))


def test_the_values_of_levels_are_a_series_by_level():
    assert value.discrete(pd.Series({"good": 1, "bad": 0})) == value.discrete({"bad": 0, "good": 1})
    assert value.discrete(pd.Series([0, 1], index=[2.0, 3.0])) == value.discrete({2: 0, 3: 1})
    with pytest.raises(InvalidInputError, match=r"labels of values must not repeat"):
        value.discrete(pd.Series([0, 1], index=["a", "a"]))


def test_points_of_two_series_are_paired_by_label():
    x, v = (
        pd.Series({"low": 0.0, "middle": 4.0, "high": 10.0}),
        pd.Series({"high": 1.0, "low": 0.0, "middle": 0.2}),
    )
    assert value.piecewise(x, v) == value.piecewise([0, 4, 10], [0, 0.2, 1])
    assert value.piecewise(pd.Series([0, 4, 10]), [0, 0.2, 1]) == value.piecewise(x, v)
    with pytest.raises(InvalidInputError, match=r"x has labels and v has none"):
        value.piecewise(x, [0, 0.2, 1])
    with pytest.raises(
        InvalidInputError, match=r"v must name each point once; missing \['middle'\]"
    ):
        value.piecewise(x, v.drop("middle"))
    with pytest.raises(InvalidInputError, match=r"thresholds must be .*would be read by position"):
        value.step(x, [0, 0.1, 0.5, 1])
