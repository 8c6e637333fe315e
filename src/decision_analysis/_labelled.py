"""The one reader of what has labels: entries, rows or squares, aligned by name or refused."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._labels import Labels, as_names, own_names, places, written
from decision_analysis._shown import shown
from decision_analysis.errors import LISTED, InvalidInputError

Names = tuple[str, ...]


def is_frame(given: object) -> bool:
    """Say whether `given` is a pandas DataFrame, without importing pandas."""
    return _checks.is_pandas(given) and getattr(given, "ndim", 0) == 2


def is_series(given: object) -> bool:
    """Say whether `given` is a pandas Series, without importing pandas."""
    return _checks.is_pandas(given) and getattr(given, "ndim", 0) == 1 and hasattr(given, "index")


def has_labels(given: Any) -> bool:
    """Say whether the input has labels to be read by.

    A mapping, a pandas object, a result and a list of these have.
    """
    kinds = _checks.held(given)[0] if isinstance(given, list | tuple) else {type(given)}
    return any(map(_is_labelling, kinds))


def _is_labelling(kind: type) -> bool:
    if issubclass(kind, Mapping) or hasattr(kind, "_labelled"):
        return True
    return _checks.labelling(kind) == "pandas" and hasattr(kind, "index") and hasattr(kind, "ndim")


def entries(what: str, given: Any, *, empty: bool = False) -> dict[Hashable, Any]:
    """Return the entries of a mapping or a Series by their keys, none of which may stand twice."""
    if is_series(given):
        _refuse_repeats(what, given.index)
        given = dict(zip(given.index, given, strict=True))
    found: Mapping[Any, Any] = _checks.mapping(what, given, empty=empty)
    return dict(found)


def _refuse_repeats(what: str, index: Any) -> None:
    if not index.is_unique:
        twice = _checks.listed(list(dict.fromkeys(index[index.duplicated()])))
        raise InvalidInputError(f"labels of {what} must not repeat; got {twice} more than once")


def by_name(
    what: str, given: Any, names: Sequence[str], *, each: str = "criterion", partial: bool = False
) -> dict[str, Any]:
    """Return the entries of a mapping or a Series in the order of `names`.

    There is one for each name, or for some if `partial`. Keys are names, or what the frame that the
    names came from calls them.
    """
    found = entries(what, given, empty=partial)
    # a label of the user's frame (2024, say) stands for the name that it was read as ("2024")
    keys = list(own_names(names, found))
    if is_series(given):  # an index is read as the text that its labels are everywhere else
        keys = list(map(written, keys))
    if partial:
        _checks.all_known(f"{each} in {what}", keys, names)
    else:
        _checks.same_names(f"{what} must name each {each}", keys, names)
    if twice := _checks.repeats(keys):
        raise InvalidInputError(f"{what} must name each {each} once; {_checks.listed(twice)} twice")
    named = dict(zip(keys, found.values(), strict=True))
    return {name: named[name] for name in names if name in named}


def sample_levels(index: Any) -> int:
    """Return how many levels of an index are the sample axes of our own `to_frame()`."""
    count = sum(name == f"sample_{level}" for level, name in enumerate(index.names))
    # where every level is a sample axis none is left for the labels
    return count if count < index.nlevels else 0


def unstacked(what: str, series: Any) -> tuple[Any, tuple[int, ...] | None]:
    """Return a Series of ours as a frame, a row per sample, and the shape of the sample axes.

    The shape is None where samples are left out.
    """
    levels = sample_levels(series.index)
    _refuse_repeats(what, series.index)
    # unstacking sorts the labels; they go back to the order given
    labels = series.index.droplevel(list(range(levels))).unique()
    frame = series.unstack(list(range(levels, series.index.nlevels))).reindex(columns=labels)
    places = np.array([sample if levels > 1 else (sample,) for sample in frame.index])
    counted = len(places) > 0 and places.dtype.kind in "iu"
    shape = tuple(place + 1 for place in places[-1].tolist()) if counted else ()
    # whole: samples counted 0, 1, ... along each axis, none left out, in the order of the array
    whole = math.prod(shape) == len(frame) and np.array_equal(places, list(np.ndindex(shape)))
    return frame, shape if whole else None


def square(
    what: str,
    given: Any,
    names: Sequence[str] | None = None,
    *,
    each: str = "criterion",
    **checks: Any,
) -> tuple[FloatArray, Names | None]:
    """Return numbers (..., n, n) with the labels of rows and columns.

    A frame, or a list of them, has both alike.
    """
    if isinstance(given, list | tuple) and any(map(is_frame, given)):
        arrays, labels = [], None if names is None else as_names(names)
        for number, entry in enumerate(given, 1):
            if not is_frame(entry):
                raise InvalidInputError(
                    f"{what} must all be data frames or none; entry {number} is not"
                )
            # from the second on all are aligned to the labels of the first
            array, labels = square(f"entry {number} of {what}", entry, labels, each=each, **checks)
            arrays.append(array)
        return np.stack(arrays), labels
    if not is_frame(given):
        return _checks.numeric_array(what, given, **checks), None
    rows = frame_labels(f"rows of {what}", given.index)
    columns = frame_labels(f"columns of {what}", given.columns)
    # a square needs the same labels on both sides, though their order may differ
    _checks.same_names(f"columns of {what} must name each of its rows", columns, rows)
    labels = rows if names is None else as_names(names)
    _checks.same_names(f"{what} must name each {each}", rows, labels)
    down, across = places(rows, labels), places(columns, labels)
    return _checks.numeric_array(what, given.iloc[down, across].to_numpy(), **checks), labels


def frame_labels(what: str, index: Any) -> Labels:
    """Return the labels of an index, none missing, none twice, also when written as text."""
    labels = Labels.of_index(index)
    _checks.names(f"labels of {what}", list(labels))
    return labels


def frame_columns(what: str, frame: Any) -> dict[str, FloatArray]:
    """Return the columns (S,) of a data frame by name; the error names all others than numbers."""
    names = frame_labels(f"columns of {what}", frame.columns)
    problems: list[str] = []
    columns: dict[str, FloatArray] = {}
    for position, name in enumerate(names):
        column = frame.iloc[:, position]
        if missing := int(column.isna().sum()):
            problems.append(f"{shown(name)} has {missing:,} missing")
            continue
        raw = column.to_numpy()
        strange = [] if raw.dtype.kind in "iuf" else [v for v in column if not _checks.is_number(v)]
        if strange:
            problems.append(
                f"{shown(name)} has {len(strange):,} that are not numbers, such as"
                f" {shown(strange[0])}"
            )
            continue
        columns[name] = _checks.all_finite(f"column {name!r} of {what}", _checks.as_floats(raw))
    if problems:
        more = f"; and {len(problems) - LISTED:,} more" if len(problems) > LISTED else ""
        raise InvalidInputError(
            f"columns of {what} must be numbers without missing cells;"
            f" {'; '.join(problems[:LISTED])}{more}"
        )
    return columns


def refuse_turned(
    what: str, frame: Any, columns: Mapping[str, Any], names: Sequence[str] | None, each: str
) -> None:
    """Refuse a frame whose rows should be its columns, and our own frames of ranks and scores."""
    # our own frames have alternatives as rows: sample axes or ranks tell them
    ours = bool(sample_levels(frame.index)) or list(columns) == ["rank", "score"]
    if ours or "alternative" in frame.index.names:
        raise InvalidInputError(
            f"{what} must have a column for each {each}; got a frame with alternatives as"
            f" rows: {'' if ours else 'turn it with .T, or '}give one of its columns"
            f" {_checks.listed(list(columns))}, or the result itself"
        )
    # the names stand in the rows: the frame is turned, and the message says how to turn it back
    if (
        names is not None
        and set(columns) != set(names)
        and set(own_names(names, frame.index)) == set(names)
    ):
        way = (
            f"give its column {shown(frame.columns[0])}"
            if len(columns) == 1
            else "turn the frame with .T"
        )
        raise InvalidInputError(
            f"{what} must have a column for each {each}; got them as rows: {way}"
        )
