"""Decision rules of all approximations of one table, in the criteria's own units."""

from __future__ import annotations

from typing import Literal

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray, IntArray
from decision_analysis.core import DecisionTable
from decision_analysis.mcda.learning._decision_rule import DecisionRule
from decision_analysis.mcda.learning._domlem import Conditions, covered, implied, minimal_cover

Kind = Literal["certain", "possible", "approximate"]


def induced(
    table: DecisionTable,
    values: FloatArray,
    labels: tuple[str, ...],
    lowest: IntArray,
    highest: IntArray,
) -> tuple[DecisionRule, ...]:
    """Return the rules of all approximations, the strongest conclusions first, and in between."""
    found: list[DecisionRule] = []
    kinds: tuple[tuple[Kind, IntArray, IntArray], ...] = (
        ("certain", lowest, highest),
        ("possible", highest, lowest),
    )
    for kind, at_least, at_most in kinds:
        # 'at least' from the best class down, then 'at most' from the worst up, on turned scales
        up = [(t, at_least >= t) for t in range(len(labels) - 1, 0, -1)]
        down = [(t, at_most <= t) for t in range(len(labels) - 1)]
        for turned, unions in ((1.0, up), (-1.0, down)):
            known: list[Conditions] = []
            for t, target in unions:
                for rule in minimal_cover(turned * values, target):
                    # one of a stronger conclusion that asks no more says it all
                    if not any(implied(rule, other) for other in known):
                        known.append(rule)
                        found.append(
                            DecisionRule(
                                conditions=_written(table, rule, turned),
                                conclusion="at least" if turned > 0 else "at most",
                                category=labels[t],
                                kind=kind,
                                support=_labels(table, covered(turned * values, rule)),
                            )
                        )
    return tuple(found) + _approximate(table, values, labels, lowest, highest)


def _approximate(
    table: DecisionTable,
    values: FloatArray,
    labels: tuple[str, ...],
    lowest: IntArray,
    highest: IntArray,
) -> tuple[DecisionRule, ...]:
    """Return rules for those who contradict one another between two classes, by these classes."""
    found = []
    # conditions on both sides: each criterion and its mirror image
    both = np.hstack([values, -values])
    spans = sorted(set(zip(lowest.tolist(), highest.tolist(), strict=True)))
    for worst, best in spans:
        if worst == best:
            continue
        for rule in minimal_cover(both, (lowest == worst) & (highest == best)):
            size = values.shape[1]
            up = {column: level for column, level in rule.items() if column < size}
            down = {column - size: level for column, level in rule.items() if column >= size}
            found.append(
                DecisionRule(
                    conditions=_written(table, up, 1.0) + _written(table, down, -1.0),
                    conclusion="between",
                    category=labels[worst],
                    other=labels[best],
                    kind="approximate",
                    support=_labels(table, covered(both, rule)),
                )
            )
    return tuple(found)


def _written(
    table: DecisionTable, rule: Conditions, turned: float
) -> tuple[tuple[str, Literal[">=", "<="], float], ...]:
    """Return conditions in the criteria's own units, of a scale that was turned or not."""
    conditions: list[tuple[str, Literal[">=", "<="], float]] = []
    for column in sorted(rule):
        criterion = table.criteria[column]
        sign = turned if criterion.goal == "max" else -turned
        conditions.append((criterion.name, ">=" if sign > 0 else "<=", sign * rule[column] + 0.0))
    return tuple(conditions)


def _labels(table: DecisionTable, inside: BoolArray) -> tuple[str, ...]:
    return tuple(a for a, met in zip(table.alternatives, inside, strict=True) if met)
