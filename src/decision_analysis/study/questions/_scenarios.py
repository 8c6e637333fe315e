"""Payoffs in scenarios: those that a study names, or each alternative at its worst and best."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal

import numpy as np

from decision_analysis.core import Criterion, DecisionTable
from decision_analysis.study.model import ends_of
from decision_analysis.study.questions._setting import Setting

BASE = "base"
"""The scenario in which everything is as judged."""


def where_from(setting: Setting) -> str:
    """Say which scenarios there are, and that a decider's limits are left aside."""
    decider = setting.study.decider
    limited = decider is not None and bool(decider.constraints)
    aside = " Limits are left aside." if limited else ""
    if setting.study.scenarios:
        base = "" if BASE in setting.study.scenarios else ", and the base judgements as one more"
        return f"The scenarios are those of the study{base}.{aside}"
    return (
        "The study names no scenarios: taken are the base judgements, and for each alternative that"
        " all its judgements are at the worst, or at the best, ends of their ranges while the"
        f" others are as judged.{setting.among}{aside}"
    )


def of_table(setting: Setting) -> DecisionTable | None:
    """Return the alternatives' weighted values by scenario; None where there are none."""
    study = setting.study
    if not study.alternatives or study.decider is None:
        return None
    if not study.scenarios:
        return _ends(setting) if setting.ranged else None
    cells = set(study.judgements)
    named = {
        name: {cell: number for cell, number in values.items() if cell in cells}
        for name, values in study.scenarios.items()
    }
    if not any(named.values()):
        return None
    scored = {
        name: setting.value(study.table(values), setting.weights).scores
        for name, values in _with_base(named).items()
    }
    return _payoffs(scored, study.alternatives, "max", "")


def of_strategies(setting: Setting) -> DecisionTable | None:
    """Return the strategies' values by scenario; None where no scenario concerns the tree."""
    study = setting.study
    if study.tree_data is None or not study.scenarios:
        return None
    numbers = set(study.tree_numbers)
    if not any(numbers & set(values) for values in study.scenarios.values()):
        return None
    scored, labels = {}, setting.strategies.alternatives
    for name, values in _with_base(study.scenarios).items():
        table = study.strategies(values)
        if table.alternatives != labels:
            return None
        scored[name] = (
            table.values[:, 0]
            if study.plain_tree
            else 100 * setting.value(table, setting.weights).scores
        )
    goal = study.goal if study.plain_tree else "max"
    return _payoffs(scored, labels, goal, setting.unit)


def _with_base(scenarios: Mapping[str, Mapping[str, float]]) -> dict[str, Mapping[str, float]]:
    return dict(scenarios) if BASE in scenarios else {BASE: {}, **scenarios}


def _payoffs(
    scored: Mapping[str, Any], labels: Iterable[str], goal: Literal["max", "min"], unit: str
) -> DecisionTable:
    states = [Criterion(name, goal, unit) for name in scored]
    return DecisionTable(np.stack(list(scored.values()), axis=-1), states, list(labels))


def ends(setting: Setting) -> tuple[DecisionTable, DecisionTable]:
    """Return the table with every judgement at its worst, and at its best, for its criterion."""
    study = setting.study
    pairs = {name: ends_of(number) for name, number in study.judgements.items()}
    low = study.table({name: pair[0] for name, pair in pairs.items()})
    high = study.table({name: pair[1] for name, pair in pairs.items()})
    worst = np.where(low.maximize, low.values, high.values)
    best = np.where(low.maximize, high.values, low.values)
    return low.with_values(worst), low.with_values(best)


def _ends(setting: Setting) -> DecisionTable:
    """Return weighted values where one alternative at a time is at its worst or best."""
    labels = setting.leading
    base = setting.value(setting.table.select(alternatives=labels), setting.weights).scores
    scored: dict[str, Any] = {BASE: base}
    for word, table in zip(("worst", "best"), ends(setting), strict=True):
        there = setting.value(table.select(alternatives=labels), setting.weights).scores
        for i, label in enumerate(labels):
            # without ranges there is no other end
            if there[i] != base[i]:
                scored[f"{label} at its {word}"] = np.where(np.arange(len(base)) == i, there, base)
    return _payoffs(scored, labels, "max", "")
