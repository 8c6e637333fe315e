"""`rows_of_table`, `rows_of_frame`: the cells of a table, for `load` to restore, or of a frame."""

from __future__ import annotations

import datetime
import itertools
from typing import TYPE_CHECKING, Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._labels import Labels, is_missing, written
from decision_analysis.core import DecisionTable
from decision_analysis.errors import InvalidInputError
from decision_analysis.io.tables._sheet import is_blank
from decision_analysis.io.tables._table_of_sheet import ABOUT, SAMPLE

if TYPE_CHECKING:
    import pandas


def rows_of_table(table: DecisionTable) -> list[list[Any]]:
    """Return heads, goals, units, descriptions if any, and a row for each alternative."""
    names = [*table.criterion_names, *table.alternatives]
    if blank := [name for name in names if is_blank(name)]:
        raise InvalidInputError(f"names must hold more than space; got {_checks.listed(blank)}")
    axes = len(table.sample_shape)
    # descriptions are written where there are any, or where a label would be taken for such a row
    last = (
        3
        if any(c.description for c in table.criteria) or table.alternatives[0].casefold() in ABOUT
        else 2
    )
    about = [
        [*[""] * axes, what, *(getattr(criterion, what) for criterion in table.criteria)]
        for what in ABOUT[:last]
    ]
    # a row for each alternative in each sample
    places = itertools.product(*map(range, table.sample_shape), table.alternatives)
    values = table.values.reshape(-1, len(table.criteria)).tolist()
    rows = [[*place, *row] for place, row in zip(places, values, strict=True)]
    heads = [*(f"{SAMPLE}{axis}" for axis in range(axes)), _head(table), *table.criterion_names]
    return [heads, *about, *rows]


def _head(table: DecisionTable) -> str:
    """Return the head of the labels: the name that the index has in the user's own frame."""
    own = table.alternatives.origin.name if isinstance(table.alternatives, Labels) else None
    named = isinstance(own, str) and not is_blank(own) and not own.startswith(SAMPLE)
    return str(own) if named else "alternative"


def rows_of_frame(frame: pandas.DataFrame) -> list[list[Any]]:
    """Return heads and rows of a frame, its index first."""
    heads = [*("" if name is None else name for name in frame.index.names), *frame.columns]
    keys = (key if isinstance(key, tuple) else (key,) for key in frame.index)
    cells = frame.itertuples(index=False, name=None)
    rows = [[_cell(cell) for cell in (*key, *row)] for key, row in zip(keys, cells, strict=True)]
    return [[_cell(head) for head in heads], *rows]


def _cell(value: Any) -> Any:
    """Return Python's own number, truth value, text or time; None for a missing one, else text."""
    # numpy makes whole numbers of times in nanoseconds
    if isinstance(value, np.generic) and value.dtype.kind not in "mM":
        value = value.item()
    if isinstance(value, tuple) or not isinstance(value, str | int | float | datetime.date):
        return None if is_missing(value) else written(value)
    return None if value != value else value
