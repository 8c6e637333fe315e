"""Answers of analyses compared: bit for bit, by label after a move, and within standard errors."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._equal import equal
from decision_analysis.core import DecisionTable, Result
from decision_analysis.errors import DecisionAnalysisError

_RELATIVE, _ABSOLUTE = 1e-9, 1e-12
_WIDE = 6
"""Of how many standard errors answers from the same samples in another order may differ."""
_SAID = ("method", "parameters", "references", "units")
Labels = tuple[str, ...]
Orders = Sequence[Sequence[int]]


def fields_of(answer: Any) -> dict[str, Any]:
    """Return an answer's parts by name: a result's fields, ranks and best, or the whole answer."""
    if not isinstance(answer, Result):
        return {"the answer": _by_label(answer) if _checks.is_pandas(answer) else answer}
    # what is said of an answer is no part of it
    names = [field.name for field in dataclasses.fields(answer) if field.name not in _SAID]
    found = {name: getattr(answer, name) for name in names}
    for name in ("ranks", "best"):
        try:
            found[name] = getattr(answer, name)
        except (AttributeError, DecisionAnalysisError):
            continue
    return found


def _by_label(answer: Any) -> Any:
    """Return a Series as a mapping, a frame as a mapping of its cells."""
    if answer.ndim == 1:
        return dict(answer.items())
    return {(row, column): answer.at[row, column] for row in answer.index for column in answer}


def identical(first: Any, second: Any) -> bool:
    """Say whether two answers are the same bit for bit."""
    if _checks.is_pandas(first):
        return type(first) is type(second) and bool(first.equals(second))
    return equal(first, second)


def arrays_of(value: Any) -> Iterator[np.ndarray[Any, Any]]:
    """Yield all arrays in something, at any depth of mappings, sequences and results."""
    if isinstance(value, np.ndarray):
        yield value
    elif isinstance(value, DecisionTable):
        yield value.values
    elif isinstance(value, Mapping):
        for entry in value.values():
            yield from arrays_of(entry)
    elif isinstance(value, list | tuple):
        for entry in value:
            yield from arrays_of(entry)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from arrays_of(getattr(value, field.name))


def differences(
    first: Any, second: Any, moves: Sequence[tuple[Labels, Labels]] = (), *, turned: bool = False
) -> list[str]:
    """Return the names of the fields in which two answers differ by label.

    `moves` are labels in the first and in the second problem's order; where a result tells the
    order of its own labels, that counts. With `turned`, numbers may all be the negative ones.
    """
    before, after = fields_of(first), fields_of(second)
    orders = [_order(before, after, *move) for move in moves]
    return [
        name
        for name in before
        if not (name in after and _same(before[name], after[name], orders, turned))
    ]


def _order(
    before: Mapping[str, Any], after: Mapping[str, Any], one: Labels, other: Labels
) -> list[int]:
    """Return which places of the first answer stand, in order, in the second."""
    for name, value in before.items():
        # the order that both answers tell themselves, such as that of bars by length
        told = name in ("alternatives", "criteria", "names") and _is_of(value, one)
        if told and _is_of(after.get(name), one):
            one, other = value, after[name]
            break
    return [one.index(label) for label in other]


def _is_of(value: Any, labels: Labels) -> bool:
    return (
        isinstance(value, tuple)
        and all(isinstance(label, str) for label in value)
        and sorted(value) == sorted(labels)
    )


def _same(first: Any, second: Any, orders: Orders, turned: bool) -> bool:
    # tables by label: their alternatives are matched here, and move no more below
    if isinstance(first, DecisionTable) and isinstance(second, DecisionTable):
        known = set(first.alternatives) == set(second.alternatives)
        if not known or first.criterion_names != second.criterion_names:
            return False
        moved = second.select(alternatives=first.alternatives)
        rest = [order for order in orders if len(order) != len(first.alternatives)]
        return _same(_gains(first), _gains(moved), rest, turned=False)
    if isinstance(first, Mapping) and isinstance(second, Mapping):
        if any(isinstance(key, tuple) for key in second):  # half the cells of a square say it all
            second = {
                key: value
                for key, value in second.items()
                if key in first or (key[::-1] in first and key[::-1] not in second)
            }
        return len(first) == len(second) and all(
            _same(value, _entry(second, key), orders, turned) for key, value in first.items()
        )
    # with goals turned, what says which way counts is the other way
    if isinstance(first, bool) and isinstance(second, bool):
        return turned or first == second
    if isinstance(first, tuple) and isinstance(second, tuple):
        return _same_entries(first, second, orders, turned)
    if isinstance(first, Mapping) != isinstance(second, Mapping):
        first, second = _numbers(first), _numbers(second)
    if _is_numeric(first) and _is_numeric(second):
        return _same_numbers(np.asarray(first), np.asarray(second), orders, turned)
    return equal(first, second)


def _gains(table: DecisionTable) -> Any:
    return np.where(table.maximize, table.values, -table.values)


def _entry(mapping: Mapping[Any, Any], key: Any) -> Any:
    """Return the entry of a key; of a pair that stands the other way round, the reciprocal."""
    if key not in mapping and isinstance(key, tuple) and key[::-1] in mapping:
        return 1 / mapping[key[::-1]]
    return mapping.get(key)


def _is_numeric(value: Any) -> bool:
    kind = isinstance(value, np.ndarray | int | float | np.generic)
    return kind and np.asarray(value).dtype.kind in "biuf"


def _same_entries(
    first: tuple[Any, ...], second: tuple[Any, ...], orders: Orders, turned: bool
) -> bool:
    """Say whether entries are the same, where they stand or moved like the labels."""
    if len(first) != len(second):
        return False
    # either nothing moved, or entries moved like labels of which there are as many
    places = [range(len(first)), *(order for order in orders if len(order) == len(first))]
    return any(
        all(
            _same(first[place], entry, orders, turned)
            for place, entry in zip(order, second, strict=True)
        )
        for order in places
    )


def _same_numbers(
    first: np.ndarray[Any, Any], second: np.ndarray[Any, Any], orders: Orders, turned: bool
) -> bool:
    """Say whether arrays agree where axes as long as the moved labels moved with them.

    All or some of these axes moved, one at least.
    """
    if first.shape != second.shape:
        return False
    # the axes that moved are not told: all choices of those of the right length are tried
    for order in orders:
        axes = [axis for axis, size in enumerate(first.shape) if size == len(order)]
        if axes:
            chosen = (
                some for n in range(1, len(axes) + 1) for some in itertools.combinations(axes, n)
            )
            rest = [other for other in orders if other is not order]
            return any(
                _same_numbers(_moved(first, some, order), second, rest, turned) for some in chosen
            )
    if first.dtype.kind == "b" or second.dtype.kind == "b":
        return bool((first == second).all())
    return _close(first, second) or (turned and _close(first, -second))


def _moved(array: np.ndarray[Any, Any], axes: Sequence[int], order: Sequence[int]) -> Any:
    for axis in axes:
        array = np.take(array, order, axis=axis)
    return array


def _close(first: Any, second: Any) -> bool:
    return bool(np.allclose(first, second, rtol=_RELATIVE, atol=_ABSOLUTE, equal_nan=True))


def differences_in_numbers(first: Any, second: Any) -> list[str]:
    """Return the names of fields whose numbers differ by place, whatever labels stand by them."""
    before, after = fields_of(first), fields_of(second)
    found = []
    for name in before.keys() & after.keys():
        one, other = _numbers(before[name]), _numbers(after[name])
        if one is not None and other is not None:
            if one.ndim < other.ndim:  # pairs beside a square
                other = other[np.triu_indices(len(other), 1)]
            if one.shape != other.shape or not _close(one, other):
                found.append(name)
    return sorted(found)


def _numbers(value: Any) -> Any:
    """Return the numbers of a field in order; None where it holds others than numbers."""
    if isinstance(value, Mapping):
        value = np.array(list(value.values()))
    return np.asarray(value) if _is_numeric(value) else None


def beyond_errors(first: Any, second: Any, rows: int) -> list[str]:
    """Return the numbers that differ by more than six of their standard errors.

    Those without one may differ as they like.
    """
    before, after = fields_of(first), fields_of(second)
    found = []
    for name, value in before.items():
        own = f"{name}_standard_error"
        error = own if own in before else "standard_error"
        if "standard_error" in name or not (_is_numeric(value) and error in before):
            continue
        # fmax, as one of the two errors may be NaN
        spread = np.fmax(before[error], after[error])
        # a share seen in none of the rows has no error; its bound of one part in rows/3 stands in
        allowed = _WIDE * spread + 10 / rows
        if np.shape(value) == np.shape(spread) and (np.abs(value - after[name]) > allowed).any():
            found.append(name)
    return found
