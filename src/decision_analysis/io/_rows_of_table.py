"""`rows_of_table`, `rows_of_frame`: the cells of a table, from which `load` restores it, or of a frame."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import numpy as np

from decision_analysis import _checks
from decision_analysis.core import DecisionTable
from decision_analysis.errors import InvalidInputError
from decision_analysis.io._sheet import is_blank
from decision_analysis.io._table_of_sheet import ABOUT, SAMPLE

if TYPE_CHECKING:
    import pandas


def rows_of_table(where: str, table: DecisionTable) -> list[list[Any]]:
    """Return heads, goals, units (and descriptions, where there are any), and a row for each alternative."""
    names = [*table.criterion_names, *table.alternatives]
    if blank := [name for name in names if is_blank(name)]:
        raise InvalidInputError(
            f"{where}: names must hold more than space to be found again; got {_checks.listed(blank)}"
        )
    axes = len(table.sample_shape)
    last = 3 if any(c.description for c in table.criteria) or table.alternatives[0].casefold() in ABOUT else 2
    about = [[*[""] * axes, what, *(getattr(criterion, what) for criterion in table.criteria)] for what in ABOUT[:last]]
    places = itertools.product(*map(range, table.sample_shape), table.alternatives)
    values = table.values.reshape(-1, len(table.criteria)).tolist()
    rows = [[*place, *row] for place, row in zip(places, values, strict=True)]
    return [[*(f"{SAMPLE}{axis}" for axis in range(axes)), "alternative", *table.criterion_names], *about, *rows]


def rows_of_frame(frame: pandas.DataFrame) -> list[list[Any]]:
    """Return heads and rows of a frame with its index, unless that only counts the rows."""
    counted = type(frame.index).__name__ == "RangeIndex" and frame.index.name is None
    levels = [] if counted else ["" if name is None else name for name in frame.index.names]
    rows = [list(row) for row in frame.itertuples(index=False, name=None)]
    if levels:
        keys = [list(key) if isinstance(key, tuple) else [key] for key in frame.index]
        rows = [key + row for key, row in zip(keys, rows, strict=True)]
    return [[_cell(cell) for cell in row] for row in [[*levels, *frame.columns], *rows]]


def _cell(value: Any) -> Any:
    """Return a cell as Python's own number, truth value, text or time; None where it is missing."""
    if isinstance(value, np.generic):
        value = value.item()
    if (
        value is None
        or (not isinstance(value, str) and value != value)
        or type(value).__name__ in ("NAType", "NaTType")
    ):
        return None
    return value
