"""The people behind rankings: their names, if any, and how many each one counts for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from decision_analysis import _checks, _labels
from decision_analysis._arrays import FloatArray
from decision_analysis._labelled import (
    entries,
    frame_labels,
    has_labels,
    is_frame,
    is_series,
    sample_levels,
)
from decision_analysis._labels import Labels, is_missing, written
from decision_analysis._limits import LARGEST_COUNT
from decision_analysis._read_rows import row_labels
from decision_analysis._shown import shown
from decision_analysis._together import beside
from decision_analysis.errors import InvalidInputError


def by_person(rankings: Any, what: str = "rankings") -> tuple[Any, Any]:
    """Return rankings, as a list if by person (mapping, Series), with what people are called.

    That is a pandas index or labels; None where the rankings just follow each other.
    """
    if is_series(rankings) and sample_levels(rankings.index):
        return rankings, None
    if not (is_series(rankings) or isinstance(rankings, Mapping)):
        return rankings, None
    found = entries(what, rankings)
    if any(map(_checks.is_number, found.values())):
        way = "give the ballots as a list of tuples, and how often each was cast as counts="
        raise InvalidInputError(
            f"{what} must hold one for each person; got one alone,"
            f" {{{shown(next(iter(found)))}: ...}}: "
            + (way if any(isinstance(key, tuple) for key in found) else "put it into a list")
        )
    if is_series(rankings):
        return list(rankings), rankings.index
    return list(found.values()), _of_keys(what, found)


def named(people: Any) -> bool:
    """Say whether people have labels; an index that just counts them has none."""
    return people is not None and (isinstance(people, Labels) or row_labels(people) is not None)


def labels_of(people: Any, what: str) -> Labels | None:
    """Return what people are called, an index or labels, as labels; None where they have none."""
    if not named(people):
        return None
    return people if isinstance(people, Labels) else frame_labels(f"people of {what}", people)


def rows_by_person(what: str, given: Any) -> tuple[Any, Labels | None]:
    """Return rows of numbers with the names of the people: keys, or the index of a frame."""
    if is_series(given) and given.dtype == object and all(map(has_labels, given)):
        return list(given), labels_of(given.index, what)
    if _checks.is_mapping(given) and given and all(map(has_labels, given.values())):
        return list(given.values()), _of_keys(what, given)
    return given, labels_of(given.index, what) if is_frame(given) else None


def _of_keys(what: str, given: Mapping[Any, Any]) -> Labels:
    """Return the keys of a mapping by person as labels."""
    for key in given:
        if is_missing(key):
            raise InvalidInputError(f"people of {what} must have names; got {shown(key)}")
    return Labels(_checks.names(f"people of {what}", list(map(written, given))), tuple(given))


def in_their_order(
    what: str, theirs: Labels | None, others: str, names: Labels | None
) -> list[int] | None:
    """Return where the people of others stand among those of a further argument.

    None where neither names them.
    """
    if (theirs is None) != (names is None):
        raise InvalidInputError(
            f"the people of {what} and of {others} must both have names, or neither, as their order"
            " is in doubt"
        )
    if names is None or theirs is None:
        return None
    _checks.same_names(f"{what} must name each person", theirs, names)
    return _labels.places(theirs, names)


def one_for_each(what: str, array: FloatArray, size: int, one: str) -> FloatArray:
    """Return numbers (n,), one for each person, none of which is negative and some are not zero."""
    if array.shape != (size,):
        raise InvalidInputError(f"need {size} {what}, one for each {one}; got shape {array.shape}")
    bad = np.flatnonzero(array < 0)
    if bad.size:
        raise InvalidInputError(
            f"{what} must not be negative; got {array[bad[0]]:g} for {one} {bad[0]}"
        )
    if not array.any():
        raise InvalidInputError(f"{what} must not all be zero")
    return array


def counts_of(
    counts: Any, people: Any, size: int, alternatives: Sequence[str], rankings: Any
) -> FloatArray:
    """Return how many people stand behind each ranking (K,), by person where these have labels."""
    if counts is None:
        return np.ones(size)
    names: tuple[str, ...] | None = None
    if named(people):
        names = people if isinstance(people, Labels) else frame_labels("people of rankings", people)
    across = alternatives if is_frame(rankings) else ()
    array = beside("counts", counts, "rankings", names, each="person", rows="people", across=across)
    array = one_for_each("counts", array, size, "ranking")
    bad = np.flatnonzero(array > LARGEST_COUNT)
    if bad.size:
        raise InvalidInputError(
            f"counts must be at most {LARGEST_COUNT:g}; got {array[bad[0]]:g} for {bad[0]}"
        )
    return array
