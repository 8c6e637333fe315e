"""Decision rules of all approximations of one table, in the criteria's own units."""

from __future__ import annotations

from typing import Literal

from decision_analysis._arrays import BoolArray, FloatArray, IntArray
from decision_analysis.core import DecisionTable
from decision_analysis.mcda.learning._decision_rule import DecisionRule
from decision_analysis.mcda.learning._domlem import Conditions, covered, implied, minimal_cover

Kind = Literal["certain", "possible"]


def induced(
    table: DecisionTable,
    values: FloatArray,
    labels: tuple[str, ...],
    lowest: IntArray,
    highest: IntArray,
) -> tuple[DecisionRule, ...]:
    """Return the rules of all approximations, the strongest conclusions first."""
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
                        inside = covered(turned * values, rule)
                        found.append(_written(table, inside, rule, turned, kind, labels[t]))
    return tuple(found)


def _written(
    table: DecisionTable,
    inside: BoolArray,
    rule: Conditions,
    turned: float,
    kind: Kind,
    category: str,
) -> DecisionRule:
    """Return a rule in the criteria's own units, with those (A,) who meet it."""
    conditions: list[tuple[str, Literal[">=", "<="], float]] = []
    for column in sorted(rule):
        criterion = table.criteria[column]
        sign = turned if criterion.goal == "max" else -turned
        conditions.append((criterion.name, ">=" if sign > 0 else "<=", sign * rule[column] + 0.0))
    return DecisionRule(
        conditions=tuple(conditions),
        conclusion="at least" if turned > 0 else "at most",
        category=category,
        kind=kind,
        support=tuple(a for a, met in zip(table.alternatives, inside, strict=True) if met),
    )
