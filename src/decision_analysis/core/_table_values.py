"""Performances as users pass them to a table; every fault joins a list of problems by label."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from decision_analysis import _checks, _labelled, _read_rows
from decision_analysis._arrays import FloatArray
from decision_analysis._labels import Labels, is_missing, places
from decision_analysis._limits import LARGEST_PERFORMANCE
from decision_analysis._shown import shown
from decision_analysis.core._table_labels import NAMED, Names, and_more, brief
from decision_analysis.core._text_hint import DATES, WORDS, text_hint
from decision_analysis.errors import MOST, InvalidInputError

GAPS = (
    "drop such rows or columns, fill them by a rule that you state, or keep the ignorance as"
    " samples of a range"
)
LABELS = "where it names the rows, frame.set_index({}); else "
LEVELS = 12
"""A scale has no more words than that; a column of more is likely to name the rows."""


def clean_values(
    values: Any, criteria: Names, labels: Names, problems: list[str]
) -> FloatArray | None:
    """Return a float copy of the performances (..., A, C); None where something is wrong."""
    if problems and (_labelled.is_frame(values) or not criteria or not labels):
        return None
    if _labelled.is_frame(values):
        return _of_frame(values, criteria, labels, problems)
    try:
        raw = _checks.read(values)
    except ValueError as error:
        problems.append(f"values must be a rectangular array of numbers; {error}")
        return None
    shape = (len(labels), len(criteria))
    if raw.ndim < 2 or raw.shape[-2:] != shape:
        problems.append(
            f"values must have shape (..., {shape[0]}, {shape[1]}) for alternatives x criteria; got"
            f" {raw.shape}"
        )
        return None
    if 0 in raw.shape:
        problems.append(f"values must hold at least one sample; got shape {raw.shape}")
        return None
    hidden = _checks.masked(values)
    if hidden is not None:
        problems.append(
            f"{labels[hidden[-2]]!r} on {criteria[hidden[-1]]!r}{_checks.at(hidden[:-2])} is masked"
        )
        return None
    if raw.dtype.kind in "iuf":
        array = _checks.as_floats(raw)
        if not (np.isfinite(array).all() and max(array.max(), -array.min()) <= LARGEST_PERFORMANCE):
            for at, name in enumerate(criteria):
                _finite(name, array[..., at], labels, problems)
            return None
        return array
    before, raw = len(problems), np.asarray(values, dtype=object)
    columns = [
        clean_column(name, raw[..., at], labels, problems) for at, name in enumerate(criteria)
    ]
    return np.stack(columns, axis=-1) if len(problems) == before else None


def _of_frame(frame: Any, criteria: Names, labels: Names, problems: list[str]) -> FloatArray | None:
    """Return the performances of a frame in the order of the table's own labels."""
    rows, columns = Labels.of_index(frame.index), Labels.of_index(frame.columns)
    try:
        for what, names, found in (("alternative", labels, rows), ("criterion", criteria, columns)):
            _checks.same_names(f"values must have each {what}", found, names)
    except InvalidInputError as error:
        problems.append(
            f"{error.message.removeprefix(': ')}; a DataFrame alone makes a table by"
            " DecisionTable.from_frame()"
        )
        return None
    if len(rows) > len(labels) or len(columns) > len(criteria):
        problems.append(
            "values must have each alternative and each criterion once; got a label twice"
        )
        return None
    cells = frame.iloc[places(rows, labels), places(columns, criteria)]
    return frame_values(cells, criteria, labels, problems)


def frame_values(
    frame: Any, criteria: Names, labels: Names, problems: list[str]
) -> FloatArray | None:
    """Return the performances (A, C) of a frame, each column by its type; truth is 0 or 1."""
    before = len(problems)
    if len(kinds := set(frame.dtypes)) == 1 and _is_plain(kinds.pop()):
        # a frame of very many columns is slow to take apart
        whole = _checks.as_floats(frame.to_numpy())
        if (np.abs(whole) <= LARGEST_PERFORMANCE).all():
            return whole
    columns = []
    numbered = (
        frame.index.nlevels == 1 and frame.index.name is None and frame.index.dtype.kind in "iu"
    )
    for position, name in enumerate(criteria):
        series = frame.iloc[:, position]
        raw = None
        if series.dtype.kind == "b" and not series.isna().any():
            raw = series.to_numpy(dtype=float)
        elif _is_plain(series.dtype):
            raw = series.to_numpy()
        if raw is not None:
            columns.append(_finite(name, _checks.as_floats(raw), labels, problems))
            continue
        cells = np.array(series, dtype=object)
        cells[series.isna().to_numpy()] = np.nan
        if all(isinstance(cell, bool | np.bool_) or is_missing(cell) for cell in cells):
            # a column of yes and no with gaps
            cells = np.array([cell * 1.0 for cell in cells], dtype=object)
        hint = ""
        if numbered and _names_rows(cells):
            hint = LABELS.format(shown(frame.columns[position]))
        numbered = numbered and not hint  # the first such column names the rows, if any does
        columns.append(clean_column(name, cells, labels, problems, hint))
    return np.stack(columns, axis=-1) if len(problems) == before else None


def _is_plain(kind: Any) -> bool:
    """Say whether a column has numbers as numpy has them, without gaps of pandas' own."""
    return isinstance(kind, np.dtype) and kind.kind in "iuf"


def _names_rows(cells: NDArray[Any]) -> bool:
    """Say whether a column is words, and more of them than a scale has."""
    words = [cell for cell in cells if isinstance(cell, str)]
    many = len(words) > len(cells) / 2 and len(set(words)) > min(len(words) / 2, LEVELS)
    return many and text_hint(words, numbers_too=False) == WORDS


def clean_column(
    name: str, raw: NDArray[Any], labels: Names, problems: list[str], before: str = ""
) -> FloatArray:
    """Return the performances (..., A) on one criterion; the error lists bad cells by label.

    Bad is what is missing, text or no number. `before` is another way out for a column of words.
    """
    strange = {
        i: v for i, v in np.ndenumerate(raw) if not _checks.is_number(v) and not is_missing(v)
    }
    words = {i: v for i, v in strange.items() if isinstance(v, str)}
    others = {i: v for i, v in strange.items() if i not in words}
    numbers_too = any(_checks.is_number(v) and not is_missing(v) for v in raw.flat)
    way = text_hint(list(words.values()), numbers_too=numbers_too) if words else ""
    way = before + way if way == WORDS else way
    dates = DATES if all(hasattr(v, "isoformat") for v in others.values()) else ""
    for found, kind, said in ((words, "text", way), (others, "no number", dates)):
        once = _once(said, problems)
        hint = f": {once}" if once else ""
        cells = [f"{_cell(labels, i)} {brief(v)}" for i, v in list(found.items())[:NAMED]]
        if len(found) == 1:
            ((i, v),) = found.items()
            problems.append(f"{_cell(labels, i, name)} must be a number; got {brief(v)}{hint}")
        elif found:
            problems.append(
                f"{brief(name)} must be numbers; {_counted(len(found), kind, cells)}{hint}"
            )
    numbers = np.empty(raw.shape, dtype=object)
    for i, v in np.ndenumerate(raw):
        numbers[i] = np.nan if is_missing(v) else 0.0 if i in strange else v
    return _finite(name, _checks.as_floats(numbers), labels, problems)


def _once(hint: str, problems: Sequence[str]) -> str:
    """Return a hint where none of the problems found before, of those that are told, has it."""
    return "" if any(hint in problem for problem in problems[:MOST]) else hint


def _finite(name: str, column: FloatArray, labels: Names, problems: list[str]) -> FloatArray:
    """Note missing, infinite and too large performances (..., A) on one criterion by label."""
    single, endless = column.ndim == 1, ("is not finite", "not finite", "")
    large = np.isfinite(column) & (np.abs(column) > LARGEST_PERFORMANCE)
    # samples are computed, so that what is no number there is no gap in what somebody gathered
    gap = ("is not finite: it is missing", "missing", f"; {GAPS}") if single else endless
    most = f"{LARGEST_PERFORMANCE:g}"
    beyond = (f"must be within {most} of 0", f"beyond {most}", ", for sums to stay finite")
    for bad, one, several, hint in (
        (np.isnan(column), *gap),
        (np.isinf(column), *endless),
        (large, *beyond),
    ):
        if not bad.any():
            continue
        said = _once(hint, problems)
        cells = [tuple(i) for i in np.argwhere(bad)[:NAMED]]
        count = int(bad.sum())
        if count == 1:
            got = f"; got {column[cells[0]]:g}" if bad is large else ""
            problems.append(f"{_cell(labels, cells[0], name)} {one}{said}{got}")
        else:
            listed = _counted(count, several, [_cell(labels, index) for index in cells])
            problems.append(f"{brief(name)}: {listed}{said}")
    return column


def _cell(labels: Names, index: tuple[int, ...], name: str = "") -> str:
    column = f" on {brief(name)}" if name else ""
    return f"{brief(labels[index[-1]])}{column}{_checks.at(index[:-1])}"


def _counted(count: int, kind: str, cells: Sequence[str]) -> str:
    return f"{count:,} cells are {kind}, of {and_more(count, cells)}"


def clean_cell(label: str, value: Any, problems: list[str]) -> NDArray[Any]:
    """Return a row's cell, a number or an array of samples, as numpy reads it.

    The row is that of one alternative.
    """
    try:
        if _checks.masked(value) is None:
            return _checks.read(value)
        problems.append(f"{shown(label)} has a masked entry")
    except ValueError as error:
        problems.append(f"{shown(label)} must have numbers or arrays of samples; {error}")
    return np.zeros(())


def clean_row(label: str, row: Any, names: Names, problems: list[str]) -> list[Any]:
    """Return what one alternative has on each criterion.

    A mapping or a Series is read by name, anything else in order.
    """
    if isinstance(row, Mapping) or _labelled.is_series(row):
        try:
            return list(_labelled.by_name(shown(label), row, names).values())
        except InvalidInputError as error:
            problems.append(error.message)
    elif hasattr(row, "_labelled"):
        try:
            array, own = _read_rows.row(shown(label), row, names, each="criterion")
            if own is not None:
                return list(np.moveaxis(array, -1, 0))
            problems.append(
                f"{shown(label)} must have its performances by name; got {type(row).__name__}"
                " without names"
            )
        except InvalidInputError as error:
            problems.append(error.message)
    elif isinstance(row, set | frozenset):
        problems.append(
            f"{shown(label)} must have its performances in an order or by name; got {shown(row)}"
        )
    elif _checks.length(row) != len(names) or not _has_entries(row, len(names)):
        problems.append(f"{shown(label)} must have {len(names)} performances; got {shown(row)}")
    else:
        return list(row)
    return []


def _has_entries(row: Any, count: int) -> bool:
    """Say whether a row can be listed with so many entries; of a frame they are its columns."""
    return isinstance(row, Iterable) and len(list(row)) == count
