"""What a study says of cost and effect: which criteria they are, and prices that ascend."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from decision_analysis import mcda
from decision_analysis.study.model import Study
from decision_analysis.study.reading._criteria import Criteria
from decision_analysis.study.reading._notes import Notes

GOALS = {"cost": "min", "effect": "max"}
"""Which goal the criterion of each role has."""


def cost_effectiveness_of(
    data: Mapping[str, Any], criteria: Criteria, notes: Notes
) -> Mapping[str, Any]:
    """Return the block with its thresholds as numbers, its faults noted; empty without one."""
    given = data.get("cost_effectiveness")
    if given is None:
        return {}
    keys = ["cost_effectiveness"]
    goals = {criterion.name: criterion.goal for criterion in criteria.criteria}
    for role, goal in GOALS.items():
        name = given[role]
        if notes.known([*keys, role], "criterion", name, goals) and goals[name] != goal:
            notes.note(
                [*keys, role],
                f"must be a criterion with goal: {goal}; {name!r} has goal: {goals[name]}",
            )
    thresholds = [float(price) for price in given.get("thresholds", [])]
    if any(a >= b for a, b in pairwise(thresholds)):
        notes.note([*keys, "thresholds"], "must ascend, each named once")
    if not any(data.get(block) for block in ("table", "judgements", "tree")):
        notes.note(keys, "needs a table, or a tree with payoffs by criterion")
    return {"cost": given["cost"], "effect": given["effect"], "thresholds": thresholds}


def note_ratios(study: Study, notes: Notes) -> None:
    """Note ratios and net benefits of the base values that are beyond the range of numbers."""
    priced = study.cost_effectiveness
    if not priced:
        return
    table = study.table() if study.alternatives else study.strategies()
    with notes.at(["cost_effectiveness"]):
        found = mcda.cost_effectiveness(table, cost=priced["cost"], effect=priced["effect"])
        if priced["thresholds"]:
            found.net_benefit(priced["thresholds"][-1])
