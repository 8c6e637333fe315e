"""`read_marks`: how each item of evidence bears on each hypothesis, as numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from decision_analysis import _checks, _labelled
from decision_analysis._arrays import FloatArray
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError

_WORDS = {
    "++": 2.0,
    "CC": 2.0,
    "+": 1.0,
    "C": 1.0,
    "0": 0.0,
    "N": 0.0,
    "-": -1.0,
    "I": -1.0,
    "--": -2.0,
    "II": -2.0,
    "n/a": np.nan,
    "NA": np.nan,
}
"""Very consistent, consistent, neutral, inconsistent, very inconsistent, not applicable."""

Names = tuple[str, ...]


def read_marks(given: Any, hypotheses: Any, items: Any) -> tuple[Names, Names, FloatArray]:
    """Return items, hypotheses and marks (E, H), NaN where one does not apply.

    A frame and a mapping of mappings are read by their labels.
    """
    wanted = None if hypotheses is None else _checks.names("hypotheses", hypotheses)
    if _labelled.is_frame(given):
        rows: Names = _labelled.frame_labels("rows of marks", given.index)
        columns: Names = _labelled.frame_labels("columns of marks", given.columns)
        cells = [
            [_mark(row, column, given.iat[i, j]) for j, column in enumerate(columns)]
            for i, row in enumerate(rows)
        ]
        return _aligned(rows, columns, np.array(cells), wanted, items)
    if isinstance(given, Mapping):
        return _of_mapping(given, wanted, items)
    if isinstance(given, np.ndarray) and given.ndim == 2:
        given = list(given)
    lines = _checks.entries("marks", given, kind="a row of marks for each item of evidence")
    table = [_row(f"item {i}", line) for i, line in enumerate(lines, 1)]
    if not table or not table[0]:
        raise InvalidInputError("marks must hold at least one item and one hypothesis; got none")
    columns = wanted or tuple(f"H{j}" for j in range(1, len(table[0]) + 1))
    rows = (
        tuple(f"E{i}" for i in range(1, len(table) + 1))
        if items is None
        else _checks.names("items", items)
    )
    if len(rows) != len(table):
        raise InvalidInputError(f"items must name the {len(table)} rows of marks; got {len(rows)}")
    return rows, columns, _numbers(rows, columns, table)


def _of_mapping(given: Any, wanted: Names | None, items: Any) -> tuple[Names, Names, FloatArray]:
    rows = _checks.keys("items of marks", _checks.mapping("marks", given))
    lines = list(given.values())
    labelled = [isinstance(line, Mapping) or _labelled.is_series(line) for line in lines]
    if not all(labelled):
        if any(labelled):
            raise InvalidInputError("rows of marks must all name the hypotheses, or none")
        if wanted is None:
            raise InvalidInputError(
                "hypotheses must be named where the rows of marks do not name them; got None"
            )
        table = [_row(f"item {row!r}", line) for row, line in zip(rows, lines, strict=True)]
        return _aligned(rows, wanted, _numbers(rows, wanted, table), wanted, items)
    first = _labelled.entries(f"marks of {rows[0]!r}", lines[0])
    columns = wanted or _checks.names("hypotheses", list(first))
    table = [
        list(_labelled.by_name(f"marks of {row!r}", line, columns, each="hypothesis").values())
        for row, line in zip(rows, lines, strict=True)
    ]
    return _aligned(rows, columns, _numbers(rows, columns, table), columns, items)


def _row(what: str, given: Any) -> list[Any]:
    if isinstance(given, Mapping) or _labelled.has_labels(given):
        raise InvalidInputError(f"rows of marks must all name the hypotheses, or none; {what} does")
    return _checks.entries(f"marks of {what}", given)


def _numbers(rows: Names, columns: Names, table: Sequence[Sequence[Any]]) -> FloatArray:
    for row, line in zip(rows, table, strict=True):
        if len(line) != len(columns):
            raise InvalidInputError(
                f"marks of {row!r} must be one for each of {_checks.listed(columns)}; got"
                f" {len(line)}"
            )
    return np.array(
        [
            [_mark(row, column, cell) for column, cell in zip(columns, line, strict=True)]
            for row, line in zip(rows, table, strict=True)
        ]
    )


def _aligned(
    rows: Names, columns: Names, marks: FloatArray, wanted: Names | None, items: Any
) -> tuple[Names, Names, FloatArray]:
    """Return marks in the order that was asked for, or in their own."""
    if wanted is not None and wanted != columns:
        _checks.same_names("marks must name each hypothesis", columns, wanted)
        marks, columns = marks[:, [columns.index(name) for name in wanted]], wanted
    if items is not None:
        order = _checks.names("items", items)
        _checks.same_names("marks must name each item", rows, order)
        marks, rows = marks[[rows.index(name) for name in order]], order
    return rows, columns, marks


def _mark(row: str, column: str, given: Any) -> float:
    what = f"mark of {row!r} for {column!r}"
    if isinstance(given, str):
        if given not in _WORDS:
            raise InvalidInputError(
                f"{what} must be a number or one of {', '.join(map(repr, _WORDS))}; got"
                f" {shown(given)}"
            )
        return _WORDS[given]
    return _checks.number(what, given)
