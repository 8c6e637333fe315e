"""Pairwise comparisons as people have them, frames, pairs and fractions, as reciprocal matrices."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from decision_analysis import _checks, _labelled
from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis._labels import numbered, written
from decision_analysis._limits import RECIPROCAL_ROUNDING, RECIPROCAL_TOLERANCE, TIE_TOLERANCE
from decision_analysis._shown import shown
from decision_analysis.core._typed import typed_array, typed_cells
from decision_analysis.errors import InvalidInputError

Names = tuple[str, ...]


def pairwise_comparisons(
    given: Any,
    names: Sequence[str] | None = None,
    *,
    tolerance: float = RECIPROCAL_TOLERANCE,
) -> tuple[FloatArray, Names | None]:
    """Return reciprocal comparisons (..., n, n), NaN twice for a missing pair, and labels, if any.

    A frame, a mapping of pairs to numbers, and a list of these, one for each person, have labels,
    by which they are aligned to `names` or to the first. Of a pair typed twice the larger number
    counts, and the other is its reciprocal.
    """
    slack = _checks.number("tolerance", tolerance, low=0, high=1, open_high=True)
    wanted = None if names is None else _checks.names("names", names)
    array, labels = _read(given, wanted)
    if array.ndim < 2 or array.shape[-1] != array.shape[-2] or 0 in array.shape:
        raise InvalidInputError(f"comparisons must have shape (..., n, n); got {array.shape}")
    if labels is None and wanted is not None:
        if len(wanted) != array.shape[-1]:
            raise InvalidInputError(
                f"names must be {array.shape[-1]}, one for each row; got {len(wanted)}"
            )
        labels = wanted
    return _reciprocal(array, labels or numbered(array.shape[-1]), slack), labels


def holds_pairs(given: object) -> bool:
    """Say whether the keys of a mapping or Series are pairs, not a sample and a batch's label."""
    if _labelled.is_series(given):
        index: Any = given.index  # type: ignore[attr-defined]
        return bool(index.nlevels == 2) and not _labelled.sample_levels(index)
    return isinstance(given, Mapping) and any(isinstance(key, tuple) for key in given)


def _read(given: Any, names: Names | None) -> tuple[FloatArray, Names | None]:
    """Return the numbers as they were typed, NaN where there are none."""
    what = "comparisons"
    if isinstance(given, Mapping) or _labelled.is_series(given):
        return _of_pairs(what, given, names)
    if isinstance(given, list | tuple) and any(map(holds_pairs, given)):
        arrays: list[FloatArray] = []
        labels = names
        for number, entry in enumerate(given, 1):
            if not holds_pairs(entry):
                raise InvalidInputError(
                    f"{what} must all be of pairs or none; entry {number} is not"
                )
            array, labels = _of_pairs(f"entry {number} of {what}", entry, labels)
            arrays.append(array)
        _samples_fit(what, arrays)
        return np.stack(np.broadcast_arrays(*arrays)), labels
    if isinstance(given, list | tuple) and any(map(_labelled.is_frame, given)):
        given = [_with_numbers(what, entry) for entry in given]
    elif _labelled.is_frame(given):
        given = _with_numbers(what, given)
    else:
        return typed_array(what, given), None
    return _labelled.square(what, given, names, finite=False)


def _with_numbers(what: str, frame: Any) -> Any:
    """Return a frame with its text read as numbers; an array where labels only count places."""
    if not _labelled.is_frame(frame):
        return frame
    if not _checks.is_labelled(frame):
        return typed_array(what, frame.to_numpy())
    cells = frame.to_numpy()
    if not _checks.is_labelled(frame.set_axis(range(frame.shape[1]), axis=1)):
        first = frame.columns[0]
        named_in_column = cells.shape[1] == len(cells) + 1
        way = f".set_index({shown(first)})" if named_in_column else ".set_axis(frame.columns)"
        raise InvalidInputError(f"{what} must name their rows as their columns; give frame{way}")
    if cells.dtype.kind == "O":
        return type(frame)(typed_cells(what, cells), index=frame.index, columns=frame.columns)
    return frame


def _of_pairs(what: str, given: Any, names: Names | None) -> tuple[FloatArray, Names]:
    """Return comparisons (..., n, n) from numbers by pair; NaN where there is no pair."""
    found = _labelled.entries(what, given)
    pairs = list(_pairs(what, found, plain=_labelled.is_series(given)))
    if names is None:
        appearing = dict.fromkeys(name for pair in pairs for name in pair)
        names = _checks.names(f"names in {what}", list(appearing))
    place = {name: position for position, name in enumerate(names)}
    pairs = [
        tuple(_checks.known(f"name in {what}", name, names) for name in pair) for pair in pairs
    ]
    if twice := _checks.repeats(pairs):
        raise InvalidInputError(f"{what} must name each pair once; {_checks.listed(twice)} twice")
    cells = [
        typed_array(f"{what} of {one!r} to {other!r}", entry)
        for (one, other), entry in zip(pairs, found.values(), strict=True)
    ]
    shape = _samples_fit(what, cells)
    array = np.full((*shape, len(names), len(names)), np.nan)
    for (one, other), cell in zip(pairs, cells, strict=True):
        array[..., place[one], place[other]] = cell
    return array, names


def _samples_fit(what: str, arrays: Sequence[FloatArray]) -> tuple[int, ...]:
    """Return the joint shape of arrays of samples."""
    shapes = sorted({array.shape for array in arrays})
    try:
        return np.broadcast_shapes(*shapes)
    except ValueError:
        raise InvalidInputError(
            f"samples of {what} must broadcast; got shapes {shown(shapes)}"
        ) from None


def _pairs(what: str, keys: Mapping[Any, Any], *, plain: bool) -> Iterator[tuple[Any, ...]]:
    for key in keys:
        if not isinstance(key, tuple) or len(key) != 2:
            raise InvalidInputError(
                f"keys of {what} must be pairs of names, such as ('price', 'comfort'); got"
                f" {shown(key)}"
            )
        yield tuple(map(written, key)) if plain else key


def _reciprocal(array: FloatArray, labels: Names, tolerance: float) -> FloatArray:
    """Return the comparisons with each pair as one judgement: of two numbers the larger."""
    n = array.shape[-1]
    if _agrees(array):
        return array
    _refuse(labels, array, np.isinf(array), "must be finite")
    _refuse(labels, array, array < 0, "must be positive")
    _refuse(labels, array, array == 0, "must be positive", hint=": leave empty what is not given")
    # an empty diagonal is 1 without being typed
    array = np.where(np.eye(n, dtype=bool) & np.isnan(array), 1.0, array)
    _refuse(labels, array, np.eye(n, dtype=bool) & (array != 1), "must be 1")
    # a_ij a_ji - 1, which is 0 for one judgement and small for one that was rounded twice
    turned = np.swapaxes(array, -1, -2)
    with np.errstate(over="ignore"):
        off = np.abs(array * turned - 1)
        from_turned = 1 / turned
    unequal = off > tolerance + TIE_TOLERANCE
    if unequal.any():
        hint = _way_out(float(off[unequal].max()))
        must = "must be the reciprocal of the turned comparison"
        _refuse(labels, array, unequal, must, both=True, hint=hint)
    # the larger of the two is the judgement; the other, or a missing one, follows from it
    # where both are equal, the one above the diagonal is kept
    below = np.tri(n, k=-1, dtype=bool)
    smaller = (turned > array) | ((turned == array) & below)
    follows = np.isnan(array) | (smaller & (off > TIE_TOLERANCE))
    found = np.where(follows, from_turned, array)
    beyond = np.isinf(np.swapaxes(found, -1, -2))
    _refuse(labels, array, beyond, "must have a reciprocal that is finite")
    return found


def _agrees(array: FloatArray) -> bool:
    """Say whether all is there, positive and reciprocal: there is nothing to refuse or to fill in.

    Ten thousand matrices of people or samples mostly are so, and are gone through a few times only.
    """
    if not ((array > 0) & (array < np.inf)).all():
        return False
    if (np.diagonal(array, axis1=-2, axis2=-1) != 1).any():
        return False
    with np.errstate(over="ignore"):
        off = array * np.swapaxes(array, -1, -2)
    off -= 1
    return bool(np.abs(off, out=off).max() <= TIE_TOLERANCE)


def _way_out(off: float) -> str:
    """Say which tolerance would do, to one digit, where the difference looks like rounding."""
    if off > RECIPROCAL_ROUNDING:
        return ""
    # rounded up to one digit: a hint that can be remembered
    digit = 10.0 ** math.floor(math.log10(off))
    tolerance = math.ceil(off / digit - 1e-9) * digit
    return f": for rounded reciprocals give tolerance={tolerance:.3g}, the larger counts"


def _refuse(
    labels: Sequence[str],
    array: FloatArray,
    bad: BoolArray,
    must: str,
    *,
    both: bool = False,
    hint: str = "",
) -> None:
    """Refuse the first flagged comparison by the labels of its row and column."""
    if not bad.any():
        return
    *sample, row, column = (int(i) for i in np.argwhere(bad)[0])
    turned = f" and {array[(*sample, column, row)]:g} turned" if both else ""
    raise InvalidInputError(
        f"{labels[row]!r} to {labels[column]!r}{_checks.at(sample)} {must}; "
        f"got {array[(*sample, row, column)]:g}{turned}{hint}"
    )
