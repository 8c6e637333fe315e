"""`LedgerEntry`: one judged number, where it comes from, and what it does to the choice."""

from __future__ import annotations

import dataclasses
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal[
    "table", "parameter", "adversary", "threshold", "veto level", "limit", "weight"
]


@dataclasses.dataclass(frozen=True)
class LedgerEntry:
    """One number of a study that somebody judged.

    Parameters
    ----------
    name : str
        As the study calls it.
    kind : {'table', 'parameter', 'adversary', 'threshold', 'veto level', 'limit', 'weight'}
        What it is: a performance, a number of the tree, one of another party's problem, of a
        method, a level of the joined model, what a stakeholder rules out, or how he weighs.
    low, base, high : float
        The least value held possible, the one used where nothing is varied, and the greatest; all
        three are one where there is no range.
    unit : str
        Its unit.
    source : tuple of str
        The statements or publications it rests on.
    rationale : str
        Why this number.
    by, date : str
        Who judged it, and when.
    place : str
        Where it stands: file and line.
    influence : float or None
        By how much the lead of the best over the runner-up differs between its 10% and its 90%
        quantile, in points or in the unit of the tree; None where that was not asked.
    changes : str
        Where it alone changes the choice: 'above 62: staged instead of conditional'.
    """

    name: str
    kind: Kind
    low: float
    base: float
    high: float
    unit: str = ""
    source: tuple[str, ...] = ()
    rationale: str = ""
    by: str = ""
    date: str = ""
    place: str = ""
    influence: float | None = None
    changes: str = ""
