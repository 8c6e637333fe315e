"""Approvals as users give them, sets of labels or truth values, read into one array."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from decision_analysis import _checks
from decision_analysis._arrays import BoolArray
from decision_analysis._checks import listed
from decision_analysis._labelled import has_labels, is_frame, is_series
from decision_analysis._read_rows import by_place, read_rows
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError
from decision_analysis.group._people import by_person, named

if TYPE_CHECKING:
    import pandas

Approvals: TypeAlias = (
    "ArrayLike | Sequence[Any] | Mapping[Any, Any] | pandas.DataFrame | pandas.Series[Any]"
)


@dataclasses.dataclass(frozen=True)
class Approved:
    """Who approves of what (..., K, A), with the labels of the alternatives and the people.

    People are a pandas index, labels, or None where they have no names.
    """

    approves: BoolArray
    alternatives: tuple[str, ...]
    people: Any


def approvals_of(what: str, given: Any, alternatives: Sequence[str] | None) -> Approved:
    """Read sets of labels, or truth values (..., K, A), by label where they have labels."""
    known = None if alternatives is None else _checks.names("alternatives", alternatives)
    entries, people = by_person(given, what)
    if people is not None and any(isinstance(one, bool | np.bool_) for one in entries):
        raise InvalidInputError(
            f"{what} must hold one for each person; got one alone, {shown(given)}: put it into a"
            " list"
        )
    if _holds_sets(entries):
        return _of_sets(what, entries, known, people)
    values, labels, index = _truth(what, _as_numbers(entries), known)
    if values.ndim < 2 or 0 in values.shape:
        raise InvalidInputError(
            f"{what} must have shape (..., people, alternatives); got {values.shape}"
        )
    size = values.shape[-1]
    if known is not None and len(known) != size:
        raise InvalidInputError(
            f"need {size} alternatives, one for each column; got {listed(known)}"
        )
    labels = known or labels or tuple(str(i) for i in range(size))
    bad = np.argwhere((values != 0) & (values != 1))
    if bad.size:
        place = tuple(bad[0])
        raise InvalidInputError(
            f"{what} must be true or false, 1 or 0; got {values[place]:g} for"
            f" {shown(labels[place[-1]])}{_checks.at(place[:-1])}"
        )
    return Approved(values == 1, labels, index if people is None else people)


def _holds_sets(given: Any) -> bool:
    """Say whether approvals are sets of labels and not truth values."""
    if not isinstance(given, list | tuple):
        return False
    return any(
        isinstance(one, set | frozenset)
        or (_is_row(one) and len(one) > 0 and all(isinstance(label, str) for label in one))
        for one in given
    )


def _is_row(entry: Any) -> bool:
    return isinstance(entry, list | tuple) or (isinstance(entry, np.ndarray) and entry.ndim == 1)


def _of_sets(what: str, given: Any, known: tuple[str, ...] | None, people: Any) -> Approved:
    """Read a set of labels for each person; an empty one approves of nothing."""
    called = [
        f"{what} of {shown(people[k])}" if named(people) else f"entry {k} of {what}"
        for k in range(len(given))
    ]
    ballots = []
    for name, ballot in zip(called, given, strict=True):
        if not isinstance(ballot, set | frozenset) and not _is_row(ballot):
            raise InvalidInputError(
                f"{what} must all be sets of labels, or all truth values; {name} is"
                f" {type(ballot).__name__}"
            )
        # a set has no order: labels by the alphabet
        labels = sorted(ballot, key=str) if isinstance(ballot, set | frozenset) else list(ballot)
        ballots.append(_checks.names(f"labels of {name}", labels) if labels else ())
    found = known or tuple(dict.fromkeys(label for ballot in ballots for label in ballot))
    if not found:
        raise InvalidInputError(f"{what} must name an alternative; got none: give alternatives=")
    position = {label: i for i, label in enumerate(found)}
    approves = np.zeros((len(ballots), len(found)), dtype=bool)
    for row, name, ballot in zip(approves, called, ballots, strict=True):
        if unknown := [label for label in ballot if label not in position]:
            raise InvalidInputError(
                f"{name} must be labels of {listed(found)}; unknown {listed(unknown)}"
            )
        row[[position[label] for label in ballot]] = True
    return Approved(approves, found, people)


def _truth(
    what: str, given: Any, known: tuple[str, ...] | None
) -> tuple[np.ndarray[Any, Any], tuple[str, ...] | None, Any]:
    """Return numbers (..., K, A), their labels, and the index of a frame's rows."""
    if not has_labels(given):
        return _checks.numeric_array(what, given), None, None
    read = read_rows(what, given, None if by_place(given) else known)
    if not isinstance(given, list | tuple) or read.values.ndim < 3:
        return read.values, read.names, read.index
    # what is given for each person has samples of its own
    return np.moveaxis(read.values, 0, -2), read.names, None


def _as_numbers(given: Any) -> Any:
    """Return truth values as numbers, which are read by the rules of all numbers."""
    if is_frame(given):
        kinds = {dtype.kind for dtype in given.dtypes}
        return given.astype(float) if "b" in kinds and kinds <= set("biuf") else given
    if not isinstance(given, list | tuple):
        bare = isinstance(given, np.ndarray) or is_series(given)
        return given.astype(float) if bare and given.dtype.kind == "b" else given
    held = _checks.held(given)[0] - {list, tuple}
    if held <= {bool, np.bool_, np.ndarray} and held:
        # a ragged list is left for the check of numbers to refuse
        try:
            array = np.array(given)
        except ValueError:
            return given
        return array.astype(float) if array.dtype.kind == "b" else given
    return [_of_one(one) for one in given] if has_labels(given) else given


def _of_one(given: Any) -> Any:
    """Return one person's truth values by label as numbers."""
    if isinstance(given, Mapping):
        return {
            key: float(value) if isinstance(value, bool | np.bool_) else value
            for key, value in given.items()
        }
    return given.astype(float) if is_series(given) and given.dtype.kind == "b" else given
