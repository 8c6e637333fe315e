"""Dominance as a method of the multi-criteria package."""

from decision_analysis import Criterion, DecisionTable, core, mcda


def test_dominance_is_core_s():
    assert mcda.dominance is core.dominance
    table = DecisionTable(
        [[1, 5], [2, 4], [3, 6]], [Criterion("price", "min"), "comfort"], list("abc")
    )
    assert mcda.dominance(table).kernel() == ("a", "c")
