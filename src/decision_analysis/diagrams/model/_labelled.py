"""Tables written by label, as nested mappings, lists and pandas objects, read as arrays."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._labelled import has_labels
from decision_analysis._labels import written
from decision_analysis._limits import MOST_LABELLED_NUMBERS
from decision_analysis._shown import shown
from decision_analysis.diagrams.model._memory import memory
from decision_analysis.errors import InvalidInputError

Level = tuple[str, tuple[str, ...]]


def by_label(given: Any) -> bool:
    """Say whether a table is written by label, at the outside or within lists.

    Results have no labels of nodes.
    """
    return _checks.is_pandas(given) or (has_labels(given) and not hasattr(given, "_labelled"))


def read_labels(what: str, given: Any, levels: Sequence[Level]) -> FloatArray:
    """Return a table by label as an array (..., *sizes), with a level (name, labels) for each axis.

    Mappings name each label. A list that holds such has an entry for each label, in order; any
    other entry is an array over the levels that are left, with samples in front, and at last a
    number or samples.
    """
    if not levels:
        got = "a mapping" if isinstance(given, Mapping) else f"a {type(given).__name__}"
        raise InvalidInputError(
            f"{what} must be a number or samples, as it depends on nothing; got {got}"
        )
    parts: list[tuple[tuple[int, ...], FloatArray]] = []
    waiting: list[tuple[tuple[int, ...], Any]] = [((), given)]
    # Level by level: an entry by label is opened, anything else is an array of the rest.
    for index, entry in waiting:
        known, left = levels[: len(index)], levels[len(index) :]
        at = tuple(labels[i] for i, (_, labels) in zip(index, known, strict=True))
        place = f"{what} where {_written(known, at)}" if at else what
        if left and by_label(entry):
            found = _by_label(place, entry, left)
            waiting.extend(((*index, i), below) for i, below in enumerate(found))
        elif left:
            parts.append((index, _array(what, place, entry, left)))
        else:
            parts.append((index, _checks.samples(f"{what}: the entry of {at}", entry)))
    return _joined(what, parts, [len(labels) for _, labels in levels])


def _by_label(place: str, entry: Any, left: Sequence[Level]) -> list[Any]:
    """Return what stands at each label of the next level."""
    name, labels = left[0]
    if _checks.is_pandas(entry):
        entry = _of_pandas(place, entry, left)
    if isinstance(entry, Mapping):
        _checks.same_names(f"{place}: mappings must name each label of {name!r}", entry, labels)
        return [entry[label] for label in labels]
    if len(entry) != len(labels):
        wanted = f"an entry for each of the {len(labels)} labels of {name!r}"
        raise InvalidInputError(f"{place} must have {wanted}; got {len(entry)}")
    return list(entry)


def _array(what: str, place: str, entry: Any, left: Sequence[Level]) -> FloatArray:
    """Return an array (..., *sizes) over the levels that are left."""
    single = isinstance(entry, str) or not hasattr(entry, "__len__")
    if single or getattr(entry, "ndim", 1) == 0:
        raise InvalidInputError(
            f"{what} must be mappings down to {left[-1][0]!r}; got {shown(entry)}"
        )
    array = _checks.numeric_array(f"{place}: the entry", entry, finite=False)
    sizes = tuple(len(labels) for _, labels in left)
    if array.shape[array.ndim - len(sizes) :] != sizes or not array.size:
        form = ", ".join(["...", *(f"{name!r} {len(labels)}" for name, labels in left)])
        raise InvalidInputError(f"{place} must have the axes ({form}); got shape {array.shape}")
    return array


def _joined(
    what: str, parts: Sequence[tuple[tuple[int, ...], FloatArray]], sizes: Sequence[int]
) -> FloatArray:
    """Return parts of a table (..., *sizes), each (..., sizes after its index), as one array."""
    # Samples are what stands before the labels that are left.
    shapes = {array.shape[: array.ndim - len(sizes) + len(index)] for index, array in parts}
    try:
        shape = np.broadcast_shapes(*shapes)
    except ValueError:
        raise InvalidInputError(f"{what}: samples must broadcast together") from None
    # Floats, as the product of many sizes may be huge.
    numbers = math.prod(map(float, (*shape, *sizes)))
    if numbers > MOST_LABELLED_NUMBERS:
        needed = f"{numbers:.3g} ({memory(numbers)})"
        raise InvalidInputError(
            f"{what} must be at most {MOST_LABELLED_NUMBERS:,} numbers, samples included; got"
            f" {needed}"
        )
    table = np.empty((*shape, *sizes))
    for index, array in parts:
        cells: Any = (..., *index, *(slice(None),) * (len(sizes) - len(index)))
        table[cells] = array
    return table


def _of_pandas(place: str, given: Any, left: Sequence[Level]) -> dict[str, Any]:
    """Return a Series or DataFrame as nested mappings.

    Its levels of labels are the levels that are left. A level of the index or of the columns that
    bears the name of one is that one; the others follow in order.
    """
    kind = type(given).__name__
    both = getattr(given, "index", None), getattr(given, "columns", None)
    axes: list[Any] = [axis for axis in both if hasattr(axis, "names")]
    named = [name for axis in axes for name in axis.names]
    wanted = [name for name, _ in left]
    if kind not in ("Series", "DataFrame"):
        allowed = "an array, a mapping, a Series or a DataFrame"
        raise InvalidInputError(f"{place} must be {allowed}; got {kind}")
    if len(named) != len(wanted):
        raise InvalidInputError(
            f"{place} must have one level of labels for each of {wanted}, index and columns "
            f"together; got a {kind} with {len(named)}"
        )
    # Levels by the names of nodes are theirs; others follow in order.
    rest = iter([name for name in wanted if name not in named])
    order = [name if name in wanted else next(rest, None) for name in named]
    if set(order) != set(wanted):
        raise InvalidInputError(
            f"{place} must have each of {wanted} as one level of labels; got {named}"
        )
    # For each wanted level its place among those that were given.
    places = [order.index(name) for name in wanted]
    keys = [
        [tuple(map(written, k if isinstance(k, tuple) else (k,))) for k in axis.tolist()]
        for axis in axes
    ]
    _refuse_strange(
        place, named, [set(level) for axis in keys for level in zip(*axis, strict=True)], left
    )
    columns = keys[1] if len(keys) > 1 else [()]
    cells = given.to_numpy(dtype=object).reshape(len(keys[0]), len(columns))
    # Cells as nested mappings, outermost level first.
    nested: dict[str, Any] = {}
    for row, labels in zip(cells, keys[0], strict=True):
        for cell, more in zip(row, columns, strict=True):
            key = [(*labels, *more)[i] for i in places]
            below = nested
            for label in key[:-1]:
                below = below.setdefault(label, {})
            if key[-1] in below:
                raise InvalidInputError(f"{place}: labels must not repeat; got {key} twice")
            below[key[-1]] = cell
    return nested


def _refuse_strange(
    place: str, named: Sequence[Any], found: Sequence[set[str]], left: Sequence[Level]
) -> None:
    """Refuse levels by a name that no node has, if their labels don't say which node is meant."""
    free = [set(labels) for name, labels in left if name not in named]
    for name, labels in zip(named, found, strict=True):
        if (
            name is not None
            and name not in [wanted for wanted, _ in left]
            and free.count(labels) > 1
        ):
            raise InvalidInputError(
                f"{place} must have levels of labels by the names {[wanted for wanted, _ in left]},"
                f" or without names; got one by the name {shown(name)}, whose labels fit several"
            )


def _written(known: Sequence[Level], at: Sequence[str]) -> str:
    return ", ".join(f"{name!r} is {label!r}" for (name, _), label in zip(known, at, strict=True))
