"""`Rows`: numbers by label in rows that have labels too, samples, people or methods, each aligned by its own."""

from __future__ import annotations

import dataclasses
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis._labelled import (
    entries,
    has_labels,
    is_frame,
    is_series,
    labelled_entries,
    row,
    sample_levels,
    stacked,
    unstacked,
)
from decision_analysis._labels import is_missing
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError

RowLabels = tuple[Hashable, ...] | None
"""What a pandas index calls rows; None where they just follow each other."""


@dataclasses.dataclass(frozen=True, eq=False)
class Rows:
    """Numbers (..., n), the labels of the last axis, and the pandas index of the axis before it, where it has one."""

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
    """Say whether the labels of pandas objects just count their places, so that they can be read by these."""
    if isinstance(given, list | tuple):
        return has_labels(given) and all(map(by_place, given))
    axis = given.columns if is_frame(given) else given.index if is_series(given) else None
    return axis is not None and _checks.counts_places(axis)


def read_rows(
    where: str,
    what: str,
    given: Any,
    names: Sequence[str] | None = None,
    *,
    each: str = "alternative",
    of: str = "",
    one: str = "",
) -> Rows:
    """Read numbers as `_labelled.row` does, with the index of their rows.

    Rows are those of a data frame, the samples of a Series of ours, or what the Series of a mapping have in common;
    several frames in a list are aligned to the rows of the first.
    """
    if isinstance(given, list | tuple) and has_labels(given):
        return _stacked(where, what, given, names, each=each, of=of, one=one)
    index = given.index if is_frame(given) else None
    if is_series(given) and sample_levels(given.index):
        frame, shape = unstacked(where, what, given)
        index = None if shape else frame.index
    elif is_series(given) or isinstance(given, Mapping):
        given, index = _columns(where, what, given)
    values, found = row(where, what, given, names, each=each, of=of, one=one)
    return Rows(values, found, index)


def _stacked(where: str, what: str, given: Sequence[Any], names: Sequence[str] | None, **reading: str) -> Rows:
    parts: list[Rows] = []
    for name, entry in labelled_entries(where, what, given):
        part = read_rows(where, name, entry, names, **reading)
        names = part.names
        parts.append(aligned(where, name, part, f"entry 1 of {what}", parts[0]) if parts else part)
    return Rows(stacked(where, what, [part.values for part in parts]), parts[0].names, parts[0].index)


def _columns(where: str, what: str, given: Any) -> tuple[Any, Any]:
    """Return a mapping or a Series whose entries are Series with these as arrays of one order, and their index."""
    found = entries(where, what, given)
    series = {name: entry for name, entry in found.items() if is_series(entry)}
    if not series:
        return given, None
    first, reference = next(iter(series.items()))
    expected = row_labels(reference.index)
    for name, entry in found.items():
        called = f"{what} of {shown(name)}"
        several = isinstance(entry, list | tuple) or getattr(entry, "ndim", 0) > 0
        labels = row_labels(entry.index) if name in series else expected if not several else None
        order = same_rows(where, called, labels, f"{what} of {shown(first)}", expected)
        if name in series:
            array = _checks.numeric_array(where, called, entry, labels_matter=False)
            found[name] = array if order is None else array[order]
    if is_series(given):
        return type(given)(list(found.values()), index=given.index, dtype=object), reference.index
    return found, reference.index


def together(where: str, each: str, *, of: str = "", one: str = "", **given: Any) -> list[Rows]:
    """Read several by one order of labels and of rows, those of the first; labelled beside bare is refused.

    Data frames come last, as what else is there tells whether they are turned.
    """
    bare = [what for what, entry in given.items() if not has_labels(entry)]
    named = [what for what, entry in given.items() if what not in bare and not by_place(entry)]
    if bare and named:
        _checks.numeric_array(where, bare[0], given[bare[0]])
        raise InvalidInputError(
            f"{where}: {named[0]} has labels and {bare[0]} has none, so that their order is in doubt; "
            "give both with labels, or both without"
        )
    found: dict[str, Rows] = {}
    for what in sorted(given, key=lambda what: is_frame(given[what])):
        first = next(iter(found.items()), None)
        names = first[1].names if first and named else None
        read = read_rows(where, what, given[what], names, each=each, of=of, one=one)
        found[what] = aligned(where, what, read, *first) if first else read
    return [found[what] for what in given]


def aligned(where: str, what: str, rows: Rows, others: str, expected: Rows, *, each: str = "row") -> Rows:
    """Bring rows into the order of others; a single row stands beside any."""
    if any(part.values.ndim < 2 or (part.index is None and part.values.shape[-2] == 1) for part in (rows, expected)):
        return rows
    order = same_rows(where, what, rows.labels, others, expected.labels, each=each)
    return rows if order is None else Rows(rows.values[..., order, :], rows.names, expected.index)


def same_rows(
    where: str, what: str, labels: RowLabels, others: str, expected: RowLabels, *, each: str = "sample"
) -> IntArray | None:
    """Return the order that brings rows called `labels` into that of `expected`; None where they are in it."""
    if labels is None and expected is None:
        return None
    if labels is None or expected is None:
        one, other = (what, others) if expected is None else (others, what)
        raise InvalidInputError(
            f"{where}: {one} and {other} must name their {each}s alike; only the index of {one} is labelled, so that "
            "their order is in doubt: give both the same index, or reset_index(drop=True) where the order is the same"
        )
    for part, called in ((labels, what), (expected, others)):
        if any(is_missing(level) for label in part for level in (label if isinstance(label, tuple) else (label,))):
            raise InvalidInputError(f"{where}: labels of the {each}s of {called} must not be missing")
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
        raise InvalidInputError(f"{where}: {what} must have the {each}s of {others}, each once; {got}")
    return np.array([place[label] for label in expected], dtype=np.intp)
