"""The people behind rankings: what they are called where rankings come by person, and how many each one counts for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._labelled import entries, frame_labels, has_labels, is_frame, is_series, row, sample_levels
from decision_analysis._labels import Labels, own_names, written
from decision_analysis._shown import shown
from decision_analysis.core._rows import by_place, row_labels
from decision_analysis.errors import InvalidInputError

_MOST = 1e15


def by_person(where: str, rankings: Any) -> tuple[Any, Any]:
    """Return rankings as a list where they come by person in a mapping or a Series, with what the people are called.

    That is a pandas index or labels; None where the rankings just follow each other.
    """
    if is_series(rankings) and sample_levels(rankings.index):
        return rankings, None
    if not (is_series(rankings) or isinstance(rankings, Mapping)):
        return rankings, None
    found = entries(where, "rankings", rankings)
    if any(map(_checks.is_number, found.values())):
        way = "give the ballots as a list of tuples, and how often each was cast as counts="
        raise InvalidInputError(
            f"{where}: rankings must hold one for each person; got one alone, {{{shown(next(iter(found)))}: ...}}: "
            + (way if any(isinstance(key, tuple) for key in found) else "put it into a list")
        )
    if is_series(rankings):
        return list(rankings), rankings.index
    keys = _checks.names(where, "people of rankings", list(map(written, found)))
    return list(found.values()), Labels(keys, tuple(found))


def named(people: Any) -> bool:
    """Say whether people have labels; an index that just counts them has none."""
    return people is not None and (isinstance(people, Labels) or row_labels(people) is not None)


def counts_of(
    where: str, counts: Any, people: Any, size: int, alternatives: Sequence[str], rankings: Any
) -> FloatArray:
    """Return how many people stand behind each ranking (K,), by person where these have labels."""
    if counts is None:
        return np.ones(size)
    if not named(people):
        if has_labels(counts) and not by_place(counts):
            raise InvalidInputError(
                f"{where}: counts have labels and the people of rankings have none, so that their order is in doubt; "
                "give rankings as {person: ranking}, or counts without labels"
            )
        array = _checks.numeric_array(where, "counts", counts)
    elif not has_labels(counts):
        raise InvalidInputError(
            f"{where}: rankings name their people and counts have no labels, so that their order is in doubt; "
            "give counts as {person: count}, or rankings without names of people"
        )
    else:
        names = people if isinstance(people, Labels) else frame_labels(where, "people of rankings", people)
        _refuse_turned(where, counts, names, alternatives, rankings)
        array, _ = row(where, "counts", counts, names, each="person")
    if array.shape != (size,):
        raise InvalidInputError(f"{where}: need {size} counts, one for each ranking; got shape {array.shape}")
    if (bad := np.flatnonzero(array < 0)).size:
        raise InvalidInputError(f"{where}: counts must not be negative; got {array[bad[0]]:g} for ranking {bad[0]}")
    if not array.any():
        raise InvalidInputError(f"{where}: counts must not all be zero")
    if (bad := np.flatnonzero(array > _MOST)).size:
        raise InvalidInputError(f"{where}: counts must be at most {_MOST:g}; got {array[bad[0]]:g} for {bad[0]}")
    return array


def _refuse_turned(where: str, counts: Any, people: Sequence[str], alternatives: Sequence[str], rankings: Any) -> None:
    """Refuse a data frame whose columns are those who are counted."""
    if is_frame(rankings) and (is_series(counts) or isinstance(counts, Mapping)):
        keys = set(own_names(alternatives, entries(where, "counts", counts)))
        if keys == set(alternatives) != set(people):
            raise InvalidInputError(
                f"{where}: rankings must have a row for each person; got them as columns: turn the frame with .T"
            )
