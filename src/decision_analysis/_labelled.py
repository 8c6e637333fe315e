"""The one reader of what has labels: entries by name, numbers of a row or a square, aligned or refused."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._labels import Labels, own_names, written
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
    """Say whether what is given has labels to be read by: a mapping, a pandas object, a result, or a list of these."""
    kinds = _checks.held(given)[0] if isinstance(given, list | tuple) else {type(given)}
    return any(map(_is_labelling, kinds))


def _is_labelling(kind: type) -> bool:
    if issubclass(kind, Mapping) or hasattr(kind, "_labelled"):
        return True
    return _checks.labelling(kind) == "pandas" and hasattr(kind, "index") and hasattr(kind, "ndim")


def entries(where: str, what: str, given: Any, *, empty: bool = False) -> dict[Hashable, Any]:
    """Return the entries of a mapping or a Series by their keys, none of which may stand twice."""
    if is_series(given):
        _refuse_repeats(where, what, given.index)
        given = dict(zip(given.index, given, strict=True))
    found: Mapping[Any, Any] = _checks.mapping(where, what, given, empty=empty)
    return dict(found)


def _refuse_repeats(where: str, what: str, index: Any) -> None:
    if not index.is_unique:
        twice = _checks.listed(list(dict.fromkeys(index[index.duplicated()])))
        raise InvalidInputError(f"{where}: labels of {what} must not repeat; got {twice} more than once")


def by_name(
    where: str, what: str, given: Any, names: Sequence[str], *, each: str = "criterion", partial: bool = False
) -> dict[str, Any]:
    """Return the entries of a mapping or a Series in the order of `names`: one for each, or for some if `partial`.

    Keys are names, or what the frame that the names came from calls them.
    """
    found = entries(where, what, given, empty=partial)
    keys = list(own_names(names, found))
    if is_series(given):  # an index is read as the text that its labels are everywhere else
        keys = list(map(written, keys))
    if partial:
        for key in keys:
            _checks.known(where, f"{each} in {what}", key, names)
    else:
        _checks.same_names(where, f"{what} must name each {each}", keys, names)
    if twice := _checks.repeats(keys):
        raise InvalidInputError(f"{where}: {what} must name each {each} once; {_checks.listed(twice)} twice")
    named = dict(zip(keys, found.values(), strict=True))
    return {name: named[name] for name in names if name in named}


def row(
    where: str,
    what: str,
    given: Any,
    names: Sequence[str] | None = None,
    *,
    each: str = "alternative",
    of: str = "",
    one: str = "",
) -> tuple[FloatArray, Names | None]:
    """Return numbers (..., n), one for each label, with their labels; None for a bare array.

    A Series, a mapping and a result are read by label; so are a frame, whose columns are the labels and whose rows
    are samples, and a list of these, aligned to the first. Where `names` are known all are aligned to them. `of` is
    what is read of a result: its ranks, say, where it is not the main answer; `one`
    says in messages what each number is.
    """
    if hasattr(given, "_labelled"):
        found = given._labelled(of)
        if found is None:
            raise InvalidInputError(f"{where}: {what} has no {of or 'numbers by label'}; got {type(given).__name__}")
        return _aligned(where, what, found[0], found[1], names, each) if found[1] else (found[0], None)
    if isinstance(given, list | tuple) and has_labels(given):
        return _rows(where, what, given, names, each, of)
    if is_frame(given):
        columns = frame_columns(where, what, given)
        refuse_turned(where, what, given, columns, names, each)
        values = np.stack(list(columns.values()), axis=-1)
        return _aligned(where, what, values, Labels(columns, given.columns), names, each)
    if is_series(given) and sample_levels(given.index):
        frame, shape = unstacked(where, what, given)
        values, labels = row(where, what, frame, names, each=each)
        return values.reshape(*(shape or (len(values),)), -1), labels
    if is_series(given) or isinstance(given, Mapping):
        return _one_row(where, what, given, names, each, one or what)
    return _checks.numeric_array(where, what, given), None


def sample_levels(index: Any) -> int:
    """Return how many levels of an index are the sample axes of our own `to_frame()`."""
    count = sum(name == f"sample_{level}" for level, name in enumerate(index.names))
    return count if count < index.nlevels else 0


def unstacked(where: str, what: str, series: Any) -> tuple[Any, tuple[int, ...] | None]:
    """Return the frame, a row for each sample, of a Series of ours, and the sample axes where none is left out."""
    levels = sample_levels(series.index)
    _refuse_repeats(where, what, series.index)
    labels = series.index.droplevel(list(range(levels))).unique()
    frame = series.unstack(list(range(levels, series.index.nlevels))).reindex(columns=labels)
    places = np.array([sample if levels > 1 else (sample,) for sample in frame.index])
    counted = len(places) > 0 and places.dtype.kind in "iu"
    shape = tuple(place + 1 for place in places[-1].tolist()) if counted else ()
    whole = math.prod(shape) == len(frame) and np.array_equal(places, list(np.ndindex(shape)))
    return frame, shape if whole else None


def _rows(
    where: str, what: str, given: Sequence[Any], names: Sequence[str] | None, each: str, of: str
) -> tuple[FloatArray, Names | None]:
    arrays = []
    labels: Names | None = None if names is None else _as_tuple(names)
    for name, entry in labelled_entries(where, what, given):
        array, labels = row(where, name, entry, labels, each=each, of=of)
        arrays.append(array)
    return stacked(where, what, arrays), labels


def labelled_entries(where: str, what: str, given: Sequence[Any]) -> Iterator[tuple[str, Any]]:
    """Yield the entries of a list, all of which must have labels, after what messages call them."""
    for number, entry in enumerate(given, 1):
        if not has_labels(entry):
            raise InvalidInputError(
                f"{where}: {what} must all have labels or none; entry {number} has none: got {type(entry).__name__}"
            )
        yield f"entry {number} of {what}", entry


def stacked(where: str, what: str, arrays: Sequence[FloatArray]) -> FloatArray:
    """Return the numbers of the entries of a list as one array, a row for each entry."""
    if len(shapes := {array.shape for array in arrays}) > 1:
        raise InvalidInputError(f"{where}: entries of {what} must have one shape; got {shown(sorted(shapes))}")
    return np.stack(arrays)


def _one_row(
    where: str, what: str, given: Any, names: Sequence[str] | None, each: str, one: str
) -> tuple[FloatArray, Names | None]:
    if is_series(given) and given.dtype.kind in "iuf" and given.notna().all():
        values = _checks.all_finite(where, what, _checks.as_floats(given.to_numpy()))
        return _aligned(where, what, values, frame_labels(where, what, given.index), names, each)
    labels: Names
    if names is None:
        index = getattr(given, "index", None)
        labels = (
            frame_labels(where, what, index)
            if is_series(given)
            else _checks.names(where, f"labels of {what}", list(given))
        )
        found: dict[Any, Any] = dict(zip(labels, entries(where, what, given).values(), strict=True))
    else:
        labels, found = _as_tuple(names), by_name(where, what, given, names, each=each)
    cells = [_cell(where, f"{one} of {name!r}", entry) for name, entry in found.items()]
    try:
        return np.stack(np.broadcast_arrays(*cells), axis=-1), labels
    except ValueError:
        shapes = sorted({cell.shape for cell in cells})
        raise InvalidInputError(f"{where}: samples of {what} must broadcast; got shapes {shown(shapes)}") from None


def _cell(where: str, what: str, given: Any) -> FloatArray:
    """Return a number, or the samples (...) where an array is given."""
    array = isinstance(given, list | tuple) or getattr(given, "ndim", 0) > 0
    return _checks.numeric_array(where, what, given) if array else np.asarray(_checks.number(where, what, given))


def _aligned(
    where: str, what: str, values: FloatArray, labels: Names, names: Sequence[str] | None, each: str
) -> tuple[FloatArray, Names]:
    """Bring the last axis from the order of `labels` into that of `names`."""
    if names is None or tuple(labels) == tuple(names):
        return values, labels if names is None else _as_tuple(names)
    _checks.same_names(where, f"{what} must name each {each}", labels, names)
    place = {label: position for position, label in enumerate(labels)}
    return values[..., [place[name] for name in names]], _as_tuple(names)


def _as_tuple(names: Sequence[str]) -> Names:
    return names if isinstance(names, tuple) else tuple(names)


def square(
    where: str, what: str, given: Any, names: Sequence[str] | None = None, *, each: str = "criterion", **checks: Any
) -> tuple[FloatArray, Names | None]:
    """Return numbers (..., n, n) with the labels of rows and columns; a frame, or a list of them, has both alike."""
    if isinstance(given, list | tuple) and any(map(is_frame, given)):
        arrays, labels = [], None if names is None else _as_tuple(names)
        for number, entry in enumerate(given, 1):
            if not is_frame(entry):
                raise InvalidInputError(f"{where}: {what} must all be data frames or none; entry {number} is not")
            array, labels = square(where, f"entry {number} of {what}", entry, labels, each=each, **checks)
            arrays.append(array)
        return np.stack(arrays), labels
    if not is_frame(given):
        return _checks.numeric_array(where, what, given, **checks), None
    rows = frame_labels(where, f"rows of {what}", given.index)
    columns = frame_labels(where, f"columns of {what}", given.columns)
    _checks.same_names(where, f"columns of {what} must name each of its rows", columns, rows)
    labels = rows if names is None else _as_tuple(names)
    _checks.same_names(where, f"{what} must name each {each}", rows, labels)
    down, across = ([axis.index(name) for name in labels] for axis in (rows, columns))
    return _checks.numeric_array(where, what, given.iloc[down, across].to_numpy(), **checks), labels


def frame_labels(where: str, what: str, index: Any) -> Labels:
    """Return the labels of an index, none missing, none twice, also when written as text."""
    labels = Labels.of_index(index)
    _checks.names(where, f"labels of {what}", list(labels))
    return labels


def frame_columns(where: str, what: str, frame: Any) -> dict[str, FloatArray]:
    """Return the columns (S,) of a data frame by name; all that hold something else than numbers are named."""
    names = frame_labels(where, f"columns of {what}", frame.columns)
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
            problems.append(f"{shown(name)} has {len(strange):,} that are not numbers, such as {shown(strange[0])}")
            continue
        columns[name] = _checks.all_finite(where, f"column {name!r} of {what}", _checks.as_floats(raw))
    if problems:
        more = f"; and {len(problems) - LISTED:,} more" if len(problems) > LISTED else ""
        raise InvalidInputError(
            f"{where}: columns of {what} must be numbers without missing cells; {'; '.join(problems[:LISTED])}{more}"
        )
    return columns


def refuse_turned(
    where: str,
    what: str,
    frame: Any,
    columns: Mapping[str, Any],
    names: Sequence[str] | None,
    each: str,
) -> None:
    """Refuse a frame whose rows are what its columns should be, and our own frames of ranks and scores."""
    ours = bool(sample_levels(frame.index)) or list(columns) == ["rank", "score"]
    if ours or "alternative" in frame.index.names:
        raise InvalidInputError(
            f"{where}: {what} must have a column for each {each}; got a frame with alternatives as rows: "
            f"{'' if ours else 'turn it with .T, or '}give one of its columns {_checks.listed(list(columns))}, "
            "or the result itself"
        )
    if names is not None and set(columns) != set(names) and set(own_names(names, frame.index)) == set(names):
        way = f"give its column {shown(frame.columns[0])}" if len(columns) == 1 else "turn the frame with .T"
        raise InvalidInputError(f"{where}: {what} must have a column for each {each}; got them as rows: {way}")
