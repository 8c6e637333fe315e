"""`RuleSorting`: alternatives sorted by decision rules, and what these leave open."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import BoolArray, IntArray
from decision_analysis._named import warn
from decision_analysis.core import DecisionTable, Sorting, axes
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError
from decision_analysis.mcda.learning._decision_rule import DecisionRule, meets


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class RuleSorting(Sorting):
    """An assignment by decision rules, and the classes that these leave open.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria
        As in `Result`.
    categories : tuple of str
        The classes, worst first.
    assignment : ndarray of int, shape (..., A)
        The worst class that the rules leave open; the best one where only rules of 'at most' speak.
    lowest : ndarray of int, shape (..., A)
        The worst class that the rules leave open.
    highest : ndarray of int, shape (..., A)
        The best class that the rules leave open.
    covered : ndarray of bool, shape (..., A)
        Whether any rule speaks of the alternative.
    """

    lowest: IntArray = axes("A")
    highest: IntArray = axes("A")
    covered: BoolArray = axes("A")


def by_rules(
    conditions: DecisionTable,
    rules: Sequence[DecisionRule],
    categories: tuple[str, ...],
    table: DecisionTable,
    references: tuple[str, ...],
) -> RuleSorting:
    """Sort a table by certain rules that were learned from other alternatives."""
    table = _checks.instance("table", table, DecisionTable)
    for criterion in conditions.criteria:
        _checks.known("criterion", criterion.name, table.criterion_names)
        theirs = table.criteria[table.criterion_names.index(criterion.name)]
        if theirs.goal != criterion.goal:
            raise InvalidInputError(
                f"goals must be those that the rules were learned with; {criterion.name!r} was"
                f" {criterion.goal!r}, got {theirs.goal!r}"
            )
    shape = table.values.shape[:-1]
    last = len(categories) - 1
    floor, ceiling = np.zeros(shape, dtype=np.intp), np.full(shape, last, dtype=np.intp)
    raised, lowered = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool)
    for rule in rules:
        spoken, place = meets(rule, table), categories.index(rule.category)
        if rule.conclusion == "at least":
            floor[spoken] = np.maximum(floor[spoken], place)
            raised |= spoken
        else:
            ceiling[spoken] = np.minimum(ceiling[spoken], place)
            lowered |= spoken
    # rules that contradict one another leave open all classes between their conclusions
    lowest, highest = np.minimum(floor, ceiling), np.maximum(floor, ceiling)
    _report(table, ~(raised | lowered), "no rule speaks of")
    _report(table, floor > ceiling, "rules contradict one another about")
    return RuleSorting(
        method="decision rules",
        references=references,
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        categories=categories,
        assignment=np.where(lowered & ~raised, highest, lowest),
        lowest=lowest,
        highest=highest,
        covered=raised | lowered,
    )


def _report(table: DecisionTable, flagged: BoolArray, what: str) -> None:
    who = np.asarray(flagged.reshape(-1, len(table.alternatives)).any(axis=0))
    if who.any():
        names = [a for a, yes in zip(table.alternatives, who, strict=True) if yes]
        warn(f"{what} {_checks.listed(names)}", DegenerateDataWarning)
