"""Screening by one threshold: the complement of the conjunctive rule on strict shortfalls."""

import numpy as np

from decision_analysis import Criterion, DecisionTable, mcda


def test_one_met_threshold_is_enough():
    flats = DecisionTable(
        [[700, 3], [600, 1], [700, 1]], [Criterion("rent", "min"), "rooms"], list("abc")
    )
    found = mcda.disjunctive(flats, thresholds={"rent": 600, "rooms": 3})
    assert found.survivors == ("a", "b")
    assert mcda.disjunctive(flats, thresholds={"rooms": 3}).survivors == ("a",)


def test_whoever_passes_all_passes_one():
    rng = np.random.default_rng(0)
    table = DecisionTable(rng.normal(size=(50, 6, 3)), list("xyz"), list("abcdef"))
    both = {"thresholds": {"x": 0.1, "z": -0.2}}
    all_of_them, some = mcda.conjunctive(table, **both), mcda.disjunctive(table, **both)
    assert (all_of_them.assignment <= some.assignment).all()
    assert (all_of_them.assignment < some.assignment).any()
