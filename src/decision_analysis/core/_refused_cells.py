"""Performances that a method cannot take, refused by the first cell's labels."""

from __future__ import annotations

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import BoolArray
from decision_analysis.core._table import DecisionTable
from decision_analysis.errors import InvalidInputError


def refuse_cells(table: DecisionTable, bad: BoolArray, must_be: str, way_out: str = "") -> None:
    """Refuse the first performance that is flagged (..., A, C), by its labels."""
    if not bad.any():
        return
    # the first in order of samples, then of rows and columns
    *sample, row, column = (int(i) for i in np.argwhere(bad)[0])
    cell = f"{table.alternatives[row]!r} on {table.criterion_names[column]!r}{_checks.at(sample)}"
    got = f"{table.values[(*sample, row, column)]:g}"
    raise InvalidInputError(f"{cell} must be {must_be}; got {got}{way_out}")
