"""`DecisionRule`: if performances reach some levels, the class is at least, or at most, one."""

from __future__ import annotations

import dataclasses
from typing import Literal

import numpy as np

from decision_analysis._arrays import BoolArray, tie_tolerance
from decision_analysis._printable import one_line
from decision_analysis.core import DecisionTable


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRule:
    """A rule of the dominance-based rough set approach.

    Parameters
    ----------
    conditions : tuple of (str, {'>=', '<='}, float)
        Criterion, comparison and level, all of which have to hold.
    conclusion : {'at least', 'at most', 'between'}
        On which side of `category` the class is, or that it is between this and `other`.
    category : str
        The worst class of the conclusion; the best where it is 'at most'.
    kind : {'certain', 'possible', 'approximate'}
        Whether all who meet the conditions belong to the conclusion for certain, may belong to it,
        or contradict one another within it.
    support : tuple of str
        The alternatives, of those that it was learned from, that meet the conditions.
    other : str
        The best class of a conclusion 'between'; else empty.
    """

    conditions: tuple[tuple[str, Literal[">=", "<="], float], ...]
    conclusion: Literal["at least", "at most", "between"]
    category: str
    kind: Literal["certain", "possible", "approximate"]
    support: tuple[str, ...]
    other: str = ""

    def __str__(self) -> str:
        asked = " and ".join(f"{name} {sign} {level:g}" for name, sign, level in self.conditions)
        verb = "possibly " if self.kind == "possible" else ""
        further = f" and {self.other}" if self.other else ""
        return one_line(f"if {asked} then {verb}{self.conclusion} {self.category}{further}")

    def __repr__(self) -> str:
        return f"<{self}>"


def meets(rule: DecisionRule, table: DecisionTable) -> BoolArray:
    """Return which alternatives (..., A) of a table meet the conditions of a rule."""
    found = np.ones(table.values.shape[:-1], dtype=bool)
    noise = tie_tolerance(table.values, axis=-2)
    for name, sign, level in rule.conditions:
        column = table.criterion_names.index(name)
        x = table.values[..., column]
        found &= (
            x >= level - noise[..., column] if sign == ">=" else x <= level + noise[..., column]
        )
    return found
