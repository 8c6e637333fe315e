"""Entries of a log: what they hold, and what is refused by name."""

import copy
import datetime
import pickle

import numpy as np
import pandas as pd
import pytest

from decision_analysis import Parameter
from decision_analysis.errors import InvalidInputError
from decision_analysis.evidence import Entry

GIVEN = {"name": "x", "date": "2024-11-17", "likelihood": {"a": 0.5, "b": 0.1}}


def test_dates_are_read():
    assert Entry(**GIVEN).date == datetime.date(2024, 11, 17)
    assert Entry("x", "2024-11-17T10:00", {"a": 1}).date == datetime.datetime(2024, 11, 17, 10)
    assert Entry("x", np.datetime64("2024-11-17"), {"a": 1}).date == datetime.date(2024, 11, 17)
    assert Entry("x", 3, {"a": 1}).date == 3


def test_it_is_frozen_copied_and_pickled():
    entry = Entry("x", 3, {"a": np.array([0.5, 0.2])}, revised={"p": 3, "q": Parameter("q", 1)})
    with pytest.raises(AttributeError):
        entry.name = "y"
    with pytest.raises(TypeError, match="read-only"):
        entry.revised["p"] = 4
    for other in (copy.deepcopy(entry), pickle.loads(pickle.dumps(entry))):
        np.testing.assert_array_equal(other.likelihood["a"], entry.likelihood["a"])
        assert (other.name, other.date, other.revised) == ("x", 3, entry.revised)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"name": ""}, "Entry: name must be a non-empty string"),
        ({"name": 3}, "Entry: name must be a non-empty string; got 3"),
        ({"date": "tomorrow"}, "entry 'x': date must be an ISO date such as .*; got 'tomorrow'"),
        ({"date": "2024-13-01"}, "date must be an ISO date"),
        ({"date": 1.5}, "date must be an ISO date .*; got 1.5"),
        ({"date": True}, "date must be .*; got True"),
        ({"date": None}, "date must be .*; got None"),
        ({"date": pd.NaT}, "date must be .*; got NaT"),
        ({"date": np.datetime64("NaT")}, "date must be"),
        ({"likelihood": None}, "entry 'x': a likelihood, a likelihood_ratio or what is revised"),
        ({"likelihood": [0.5, 0.5]}, "entry 'x': likelihood must be a mapping; got list"),
        ({"likelihood": {}}, "likelihood must not be empty"),
        ({"likelihood": {"a": 1.5}}, "of 'a' must be a probability, at most 1; got 1.5"),
        ({"likelihood": {"a": -1}}, "likelihood of 'a' must not be negative; got -1"),
        ({"likelihood": {"a": np.nan}}, "likelihood of 'a' must be finite"),
        ({"likelihood": {"a": []}}, "likelihood must hold at least one sample"),
        (
            {"likelihood": {"a": [0.5, 0.2], "b": [0.1] * 3}},
            "samples of entry 'x': likelihood must",
        ),
        (
            {"likelihood": None, "likelihood_ratio": 4},
            "likelihood_ratio must be a mapping; got int",
        ),
        ({"likelihood": None, "likelihood_ratio": {"a": -2}}, "of 'a' must not be negative"),
        ({"likelihood": None, "likelihood_ratio": "much"}, "likelihood_ratio must be a mapping"),
        ({"likelihood_ratio": {"a": 2}}, "give a likelihood or a likelihood_ratio, not both"),
        ({"dependence": 1.5}, r"entry 'x': dependence must be in \[0, 1\]; got 1.5"),
        ({"repeats": 3}, "entry 'x': repeats must be a str; got int"),
        ({"source": None}, "entry 'x': source must be a str"),
        ({"revised": 3}, "entry 'x': revised must be a mapping"),
        ({"revised": {"p": "4"}}, "entry 'x': revised 'p' must be a number; got '4'"),
        ({"revised": {"p": Parameter("q", 1)}}, "must be the parameter of that name; got 'q'"),
        ({"likelihood": None, "revised": {"p": 1}, "repeats": "w"}, "repeats is for entries with"),
    ],
)
def test_refusals(arguments, message):
    with pytest.raises(InvalidInputError, match=message):
        Entry(**{**GIVEN, **arguments})
