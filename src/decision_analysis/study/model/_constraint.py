"""`Constraint`: a limit on one criterion that a stakeholder will not trade."""

from __future__ import annotations

import dataclasses
from typing import Literal

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import BoolArray, tie_tolerance
from decision_analysis._limits import TIE_TOLERANCE
from decision_analysis._named import named
from decision_analysis._printable import one_line
from decision_analysis.core import DecisionTable


@dataclasses.dataclass(frozen=True)
class Constraint:
    """A limit on one criterion that no weight can buy off.

    Parameters
    ----------
    criterion : str
        Its name.
    kind : {'at_least', 'at_most'}
        On which side of the limit performances must lie.
    limit : float
        In the criterion's unit.
    source, rationale : str
        What the limit rests on.

    Raises
    ------
    InvalidInputError
        If the kind is unknown or the limit no finite number.
    """

    criterion: str
    kind: Literal["at_least", "at_most"]
    limit: float
    source: str = ""
    rationale: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(
            self, "criterion", _checks.names("Constraint: criterion", [self.criterion])[0]
        )
        place = f"constraint on {self.criterion!r}"
        object.__setattr__(
            self, "kind", _checks.one_of(f"{place}: kind", self.kind, ("at_least", "at_most"))
        )
        for what in ("source", "rationale"):
            object.__setattr__(self, what, _checks.text(f"{place}: {what}", getattr(self, what)))
        object.__setattr__(self, "limit", _checks.number(f"{place}: limit", self.limit))

    @named
    def allows(self, table: DecisionTable) -> BoolArray:
        """Return which alternatives of a table keep the limit.

        Parameters
        ----------
        table : DecisionTable
            Performances (..., A, C).

        Returns
        -------
        ndarray of bool, shape (..., A)
            True where the limit is kept; a performance within 1e-12 of the largest absolute one is
            at the limit.

        Raises
        ------
        InvalidInputError
            If the table has no such criterion.
        """
        names = _checks.instance("table", table, DecisionTable).criterion_names
        _checks.known("criterion", self.criterion, names)
        column = table.values[..., names.index(self.criterion)]
        # a performance that misses the limit by rounding keeps it
        noise = np.maximum(tie_tolerance(column), TIE_TOLERANCE * abs(self.limit))
        return (
            column >= self.limit - noise
            if self.kind == "at_least"
            else column <= self.limit + noise
        )

    def __str__(self) -> str:
        return one_line(f"{self.criterion} {self.kind.replace('_', ' ')} {self.limit:g}")
