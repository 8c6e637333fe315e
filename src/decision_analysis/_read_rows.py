"""`read_rows`: numbers by label, in rows that may have labels too, each read by its own."""

from __future__ import annotations

import dataclasses
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis._labelled import (
    by_name,
    entries,
    frame_columns,
    frame_labels,
    has_labels,
    is_frame,
    is_series,
    refuse_turned,
    sample_levels,
    unstacked,
)
from decision_analysis._labels import Labels, as_names, is_missing, places
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError

Names = tuple[str, ...]
RowLabels = tuple[Hashable, ...] | None
"""What a pandas index calls rows; None where they just follow each other."""


@dataclasses.dataclass(frozen=True, eq=False)
class Rows:
    """Numbers (..., n), the labels of the last axis, and the row index of the axis before it.

    The row index is the pandas index, where that axis has one.
    """

    values: FloatArray
    names: tuple[str, ...] | None
    index: Any = None

    @property
    def labels(self) -> RowLabels:
        """Return the labels of the rows; None where they just follow each other."""
        return None if self.index is None else row_labels(self.index)


def row_labels(index: Any) -> RowLabels:
    """Return a pandas index as labels of rows; None where it is just 0, 1, 2, ..."""
    return None if _checks.counts_places(index) else tuple(index)


def by_place(given: Any) -> bool:
    """Say whether labels of pandas objects just count their places, and can be read by these."""
    if isinstance(given, list | tuple):
        return has_labels(given) and all(map(by_place, given))
    axis = given.columns if is_frame(given) else given.index if is_series(given) else None
    return axis is not None and _checks.counts_places(axis)


def row(
    what: str,
    given: Any,
    names: Sequence[str] | None = None,
    *,
    each: str = "alternative",
    of: str = "",
    one: str = "",
) -> tuple[FloatArray, Names | None]:
    """Return numbers (..., n), one for each label, with their labels; None for a bare array."""
    read = read_rows(what, given, names, each=each, of=of, one=one)
    return read.values, read.names


def read_rows(
    what: str,
    given: Any,
    names: Sequence[str] | None = None,
    *,
    each: str = "alternative",
    of: str = "",
    one: str = "",
) -> Rows:
    """Read numbers (..., n), one for each label, with their labels and the index of their rows.

    A Series, a mapping and a result are read by label; so are a frame, whose columns are the
    labels, and a list of these, aligned to the first. Where `names` are known all are aligned to
    them. Rows are those of a frame, the samples of a Series of ours, or what the Series of a
    mapping have in common; several in a list are aligned to those of the first. `of` is what is
    read of a result: its ranks, say, where it is not the main answer; `one` says in messages what
    each number is.
    """
    if isinstance(given, np.ndarray):
        return Rows(_checks.numeric_array(what, given), None)
    if isinstance(given, list | tuple) and has_labels(given):
        return _of_list(what, given, names, each=each, of=of, one=one)
    # what comes in columns is brought to one order of rows first, then read like the rest
    index, shape = None, None
    if is_series(given) and sample_levels(given.index):
        given, shape = unstacked(what, given)
    elif is_series(given) or isinstance(given, Mapping):
        given, index = _columns(what, given)
    if is_frame(given):
        index = None if shape else given.index
    values, found = _numbers(what, given, names, each=each, of=of, one=one or what)
    return Rows(values.reshape(*shape, -1) if shape else values, found, index)


def _of_list(what: str, given: Sequence[Any], names: Sequence[str] | None, **reading: str) -> Rows:
    parts: list[Rows] = []
    for number, entry in enumerate(given, 1):
        if not has_labels(entry):
            raise InvalidInputError(
                f"{what} must all have labels or none; entry {number} has none: got"
                f" {type(entry).__name__}"
            )
        name = f"entry {number} of {what}"
        part = read_rows(name, entry, names, **reading)
        # entries after the first are read in the order of its labels
        names = part.names
        parts.append(aligned(name, part, f"entry 1 of {what}", parts[0]) if parts else part)
    if len(shapes := {part.values.shape for part in parts}) > 1:
        raise InvalidInputError(
            f"entries of {what} must have one shape; got {shown(sorted(shapes))}"
        )
    return Rows(np.stack([part.values for part in parts]), parts[0].names, parts[0].index)


def _numbers(
    what: str, given: Any, names: Sequence[str] | None, *, each: str, of: str, one: str
) -> tuple[FloatArray, Names | None]:
    """Read what is no list, with the labels of its numbers."""
    if hasattr(given, "_labelled"):
        found = given._labelled(of)
        if found is None:
            raise InvalidInputError(
                f"{what} has no {of or 'numbers by label'}; got {type(given).__name__}"
            )
        return in_order(what, found[0], found[1], names, each) if found[1] else (found[0], None)
    if is_frame(given):
        columns = frame_columns(what, given)
        refuse_turned(what, given, columns, names, each)
        values = np.stack(list(columns.values()), axis=-1)
        return in_order(what, values, Labels(columns, given.columns), names, each)
    if is_series(given) or isinstance(given, Mapping):
        return _one_row(what, given, names, each, one)
    return _checks.numeric_array(what, given), None


def _one_row(
    what: str, given: Any, names: Sequence[str] | None, each: str, one: str
) -> tuple[FloatArray, Names | None]:
    # the common case in one step, without a look at each cell
    if is_series(given) and given.dtype.kind in "iuf" and given.notna().all():
        values = _checks.all_finite(what, _checks.as_floats(given.to_numpy()))
        return in_order(what, values, frame_labels(what, given.index), names, each)
    labels: Names
    if names is None:
        index = getattr(given, "index", None)
        labels = (
            frame_labels(what, index)
            if is_series(given)
            else _checks.names(f"labels of {what}", list(given))
        )
        found: dict[Any, Any] = dict(zip(labels, entries(what, given).values(), strict=True))
    else:
        labels, found = as_names(names), by_name(what, given, names, each=each)
    cells = [_cell(f"{one} of {name!r}", entry) for name, entry in found.items()]
    if all(isinstance(cell, float) for cell in cells):
        return np.array(cells), labels
    shapes = sorted({np.shape(cell) for cell in cells})
    # numpy would repeat a list of one entry, but samples that are missing are not a single number
    lengths = {shape for shape in shapes if len(shape) == 1}
    try:
        if len(lengths) > 1:
            raise ValueError
        # single numbers and samples side by side: the labels become the last axis
        return np.stack(np.broadcast_arrays(*cells), axis=-1), labels
    except ValueError:
        one = ": a number stands beside samples, a list of one does not" if (1,) in lengths else ""
        raise InvalidInputError(
            f"samples of {what} must broadcast; got shapes {shown(shapes)}{one}"
        ) from None


def _cell(what: str, given: Any) -> float | FloatArray:
    """Return a number, or the samples (...) where an array is given."""
    several = _checks.holds_several(given)
    return _checks.numeric_array(what, given) if several else _checks.number(what, given)


def in_order(
    what: str, values: FloatArray, labels: Names, names: Sequence[str] | None, each: str
) -> tuple[FloatArray, Names]:
    """Bring the last axis from the order of `labels` into that of `names`."""
    if names is None or tuple(labels) == tuple(names):
        return values, labels if names is None else as_names(names)
    _checks.same_names(f"{what} must name each {each}", labels, names)
    return values[..., places(labels, names)], as_names(names)


def _columns(what: str, given: Any) -> tuple[Any, Any]:
    """Return a mapping or Series of Series as one of arrays in one order, and their index."""
    found = entries(what, given)
    series = {name: entry for name, entry in found.items() if is_series(entry)}
    if not series:
        return given, None
    first, reference = next(iter(series.items()))
    expected = row_labels(reference.index)
    for name, entry in found.items():
        called = f"{what} of {shown(name)}"
        several = _checks.holds_several(entry)
        labels = row_labels(entry.index) if name in series else expected if not several else None
        order = same_rows(called, labels, f"{what} of {shown(first)}", expected)
        if name in series:
            array = _checks.numeric_array(called, entry, labels_matter=False)
            found[name] = array if order is None else array[order]
    # as objects: pandas would read arrays of one length as a table
    if is_series(given):
        return type(given)(list(found.values()), index=given.index, dtype=object), reference.index
    return found, reference.index


def aligned(what: str, rows: Rows, others: str, expected: Rows, *, each: str = "row") -> Rows:
    """Bring rows into the order of others; a single row stands beside any."""
    # a bare row, or a frame of one, belongs to every row of the other
    if any(
        part.values.ndim < 2 or (part.index is None and part.values.shape[-2] == 1)
        for part in (rows, expected)
    ):
        return rows
    order = same_rows(what, rows.labels, others, expected.labels, each=each)
    return rows if order is None else Rows(rows.values[..., order, :], rows.names, expected.index)


def same_rows(
    what: str, labels: RowLabels, others: str, expected: RowLabels, *, each: str = "sample"
) -> IntArray | None:
    """Return the order that brings rows called `labels` into that of `expected`.

    None where they are in it.
    """
    if labels is None and expected is None:
        return None
    if labels is None or expected is None:
        one, other = (what, others) if expected is None else (others, what)
        raise InvalidInputError(
            f"{one} and {other} must name their {each}s alike; only the index of {one} is"
            " labelled, so that their order is in doubt: give both the same index, or"
            " reset_index(drop=True) where the order is the same"
        )
    for part, called in ((labels, what), (expected, others)):
        if any(
            is_missing(level)
            for label in part
            for level in (label if isinstance(label, tuple) else (label,))
        ):
            raise InvalidInputError(f"labels of the {each}s of {called} must not be missing")
    # the same labels in the same order need no look-up
    if labels == expected:
        return None
    place = {label: position for position, label in enumerate(labels)}
    wanted = dict.fromkeys(expected)
    missing = [label for label in wanted if label not in place]
    unknown = [label for label in place if label not in wanted]
    if missing or unknown or len(place) < len(labels) or len(wanted) < len(expected):
        twice = _checks.repeats(labels) or _checks.repeats(expected)
        parts = {"missing": missing, "unknown": unknown, "more than once": twice}
        got = ", ".join(f"{part} {_checks.listed(found)}" for part, found in parts.items() if found)
        raise InvalidInputError(f"{what} must have the {each}s of {others}, each once; {got}")
    return np.array([place[label] for label in expected], dtype=np.intp)
