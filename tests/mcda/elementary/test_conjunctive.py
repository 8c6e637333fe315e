"""Screening by all thresholds: goals, equality, criteria without one, batches, refusals."""

import numpy as np
import pytest

from decision_analysis import Criterion, DecisionTable, mcda
from decision_analysis.errors import InvalidInputError

FLATS = DecisionTable(
    [[700, 3, -5], [700, 4, 1], [650, 1, 0]],
    [Criterion("rent", "min"), "rooms", "light"],
    list("abc"),
)


def test_at_the_threshold_it_is_met_also_of_a_cost():
    found = mcda.conjunctive(FLATS, thresholds={"rent": 700, "light": 0})
    assert found.as_dict() == {"a": "fails", "b": "passes", "c": "passes"}
    assert found.survivors == ("b", "c")
    # rooms have no threshold, and do not exclude
    assert found.meets[:, 1].tolist() == [False] * 3
    assert found.meets[:, 2].tolist() == [False, True, True]
    sums = DecisionTable([[0.1 + 0.2], [0.3]], [Criterion("x", "min")], list("ab"))
    assert mcda.conjunctive(sums, thresholds={"x": 0.3}).survivors == ("a", "b")


def test_nobody_may_be_left():
    found = mcda.conjunctive(FLATS, thresholds={"rent": 1})
    assert found.survivors == ()
    assert found.assignment.tolist() == [0, 0, 0]


def test_samples_are_screened_each():
    values = FLATS.values * np.array([1, 0.5])[:, None, None]
    found = mcda.conjunctive(FLATS.with_values(values), thresholds={"rent": 400})
    assert found.assignment.tolist() == [[0, 0, 0], [1, 1, 1]]
    assert found.at(1).survivors == ("a", "b", "c")


@pytest.mark.parametrize("name", ["conjunctive", "disjunctive"])
@pytest.mark.parametrize(
    ("thresholds", "message"),
    [
        ({}, "thresholds must name at least one criterion; got none"),
        ({"rents": 1}, r"unknown criterion in thresholds 'rents' \(did you mean 'rent'\?\)"),
        ({"rent": "700"}, "threshold of 'rent' must be a number"),
        ([700, 3, 1], "thresholds must be a mapping"),
    ],
)
def test_bad_thresholds_are_refused(name, thresholds, message):
    with pytest.raises(InvalidInputError, match=rf"{name}\(\): {message}"):
        getattr(mcda, name)(FLATS, thresholds=thresholds)
