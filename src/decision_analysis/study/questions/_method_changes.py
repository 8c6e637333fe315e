"""`method_changes`: thresholds and veto levels that alone change what a method puts first."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from decision_analysis.study.model import Study, has_tree_by_criteria
from decision_analysis.study.questions._changes import Change, coarse_changes


def method_changes(study: Study) -> dict[tuple[str, str], list[Change]]:
    """Return for each uncertain threshold and the method with it where the first place changes.

    Of the table's alternatives or, where there are none, of the tree's strategies; levels of the
    joined model are about these.
    """
    found: dict[tuple[str, str], list[Change]] = {}
    decider = study.decider
    if decider is None or not (study.thresholds.varying or study.veto_levels.varying):
        return found
    weights = decider.weights()
    by_criteria = has_tree_by_criteria(study)

    def first(result: Any) -> str:
        return str(result.best)

    table = study.table() if study.alternatives else study.strategies() if by_criteria else None
    for name in study.thresholds.varying if table is not None else ():
        parameter = study.thresholds[name]
        for label, method in study.methods.items():
            if method.with_threshold(name, parameter.base) is None:
                continue

            def best_at(value: float, method: Any = method, name: str = name) -> str:
                return first(method.with_threshold(name, value)(table, weights))

            changes = coarse_changes(parameter, best_at)
            if changes is not None:
                found[name, label] = changes
    vetoed = {label: method for label, method in study.methods.items() if method.has_veto}
    for name in study.veto_levels.varying if by_criteria and vetoed else ():
        stretched = _stretched(study, name)
        for label, method in vetoed.items():

            def best_above(level: float, method: Any = method, at: Any = stretched) -> str:
                return first(method(at(level), weights))

            changes = coarse_changes(study.veto_levels[name], best_above)
            if changes is not None:
                found[name, label] = changes
    return found


def _stretched(study: Study, name: str) -> Callable[[float], Any]:
    """Return the strategies' table as a function of one veto level, each level computed once."""
    criterion = {f"veto level: {c.name}": c.name for c in study.criteria}
    levels = {criterion[each]: p.base for each, p in study.veto_levels.items()}

    @functools.cache
    def at(level: float) -> Any:
        return study.chances_above({**levels, criterion[name]: level})

    return at
