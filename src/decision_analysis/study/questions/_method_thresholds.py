"""Thresholds and veto levels of methods that alone change what a method puts first."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import numpy as np

from decision_analysis.study._section import Block
from decision_analysis.study.questions._changes import Change, coarse_changes
from decision_analysis.study.questions._setting import Setting
from decision_analysis.study.questions._side import ends


def method_thresholds(setting: Setting) -> tuple[list[str], list[Block], dict[str, Any]]:
    """Return sentences, tables and results of the thresholds with a range."""
    changes = setting.method_changes
    if not changes:
        return [], [], {}
    judged = {**setting.study.thresholds, **setting.study.veto_levels}
    rows: list[list[Any]] = []
    for (name, method), found in changes.items():
        low, high = ends(judged[name])
        for change in found:
            row = [name, method, low, judged[name].base, high]
            rows.append([*row, change.at, change.before, change.after])
    count = len({name for name, _ in changes})
    decisive = len({name for (name, _), found in changes.items() if found})
    said = (
        f"{decisive} of the {count} uncertain thresholds and veto levels can alone change what"
        " their method puts first."
        if decisive
        else "No uncertain threshold or veto level can alone change what its method puts first."
    )
    headers = ["threshold", "method", "low", "base", "high", "changes at", "best below"]
    block = Block(
        "Where a threshold alone changes what its method puts first",
        [*headers, "best above"],
        rows,
    )
    return [said], [block] if rows else [], {}


def changes_of_methods(setting: Setting) -> dict[tuple[str, str], list[Change]]:
    """Return for each uncertain threshold and the method with it where the first place changes."""
    study, found = setting.study, {}
    if study.decider is None:
        return found
    weights = setting.weights
    by_criteria = study.tree_data is not None and not study.plain_tree

    def first(result: Any) -> str:
        return str(result.alternatives[int(np.argmin(result.ranks))])

    table = setting.table if study.alternatives else setting.strategies if by_criteria else None
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
        stretched = _stretched(setting, name)
        for label, method in vetoed.items():

            def best_above(level: float, method: Any = method, at: Any = stretched) -> str:
                return first(method(at(level), weights))

            changes = coarse_changes(study.veto_levels[name], best_above)
            if changes is not None:
                found[name, label] = changes
    return found


def _stretched(setting: Setting, name: str) -> Callable[[float], Any]:
    """Return the strategies' table as a function of one veto level, each level computed once."""
    study = setting.study
    criterion = {f"veto level: {c.name}": c.name for c in study.criteria}
    levels = {criterion[each]: p.base for each, p in study.veto_levels.items()}

    @functools.cache
    def at(level: float) -> Any:
        return study.chances_above({**levels, criterion[name]: level})

    return at
