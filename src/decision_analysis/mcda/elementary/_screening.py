"""`ScreeningResult`: who meets given thresholds, and on which criteria."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

import numpy as np

from decision_analysis import _checks, _labelled
from decision_analysis._arrays import BoolArray, tie_tolerance
from decision_analysis.core import DecisionTable, Sorting, axes
from decision_analysis.errors import InvalidInputError

CATEGORIES = ("fails", "passes")


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class ScreeningResult(Sorting):
    """Which alternatives pass a screening, and which thresholds each meets.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria
        As in `Result`.
    categories : tuple of str
        Always 'fails' and 'passes'.
    assignment : ndarray of int, shape (..., A)
        1 where the alternative passes, else 0.
    meets : ndarray of bool, shape (..., A, C)
        Whether the alternative meets the threshold of a criterion; of a criterion without one it is
        False.
    """

    meets: BoolArray = axes("AC")

    @property
    def survivors(self) -> tuple[str, ...]:
        """The alternatives that pass, in table order."""
        self._single("survivors")
        return tuple(a for a, n in zip(self.alternatives, self.assignment, strict=True) if n)


def met(table: DecisionTable, thresholds: Any) -> tuple[dict[str, float], BoolArray]:
    """Return the thresholds by name, at least one, and who meets which (..., A, C)."""
    named: Mapping[str, Any] = _labelled.by_name(
        "thresholds", thresholds, table.criterion_names, partial=True
    )
    if not named:
        raise InvalidInputError("thresholds must name at least one criterion; got none")
    levels = {name: _checks.number(f"threshold of {name!r}", t) for name, t in named.items()}
    sign = np.where(table.maximize, 1.0, -1.0)
    # a comparison with NaN, where there is no threshold, is False
    asked = np.array([levels.get(name, np.nan) for name in table.criterion_names])
    noise = tie_tolerance(table.values, axis=-2)
    meets: BoolArray = table.values * sign >= asked * sign - noise
    return levels, meets
