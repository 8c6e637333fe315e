"""Ballots of labels, best first, with ties and with some left out, read into ranks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._checks import listed
from decision_analysis._labelled import has_labels
from decision_analysis._read_rows import by_place
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError

_TIES = (tuple, list, set, frozenset)


def holds_orders(rankings: Any) -> bool:
    """Say whether rankings are ballots of labels and not ranks."""
    if isinstance(rankings, np.ndarray):
        return rankings.dtype.kind in "US"
    # a memoryview is a sequence too, of numbers
    if isinstance(rankings, str | memoryview | Mapping) or not isinstance(rankings, Sequence):
        return False
    if not rankings:
        return False
    return any(
        isinstance(b, str) or (isinstance(b, Sequence) and any(map(_is_place, b))) for b in rankings
    )


def plain_ballots(rankings: Any) -> Any:
    """Return rankings, their ballots of words that are arrays, indexes or plain Series as lists.

    A Series of them whose labels do not just count its places might mean another order.
    """
    if not isinstance(rankings, list | tuple):
        return rankings
    return [list(entry) if _is_ballot(entry) else entry for entry in rankings]


def _is_ballot(entry: Any) -> bool:
    of_pandas = _checks.is_pandas(entry) and (hasattr(entry, "nlevels") or by_place(entry))
    if not (of_pandas or isinstance(entry, np.ndarray)) or getattr(entry, "ndim", 0) != 1:
        return False
    return len(entry) > 0 and all(isinstance(label, str) for label in entry)


def _is_place(place: Any) -> bool:
    return isinstance(place, str) or (
        isinstance(place, _TIES) and any(isinstance(label, str) for label in place)
    )


def ranks_of_orders(
    given: Any, labels: tuple[str, ...] | None, people: Sequence[Any] | None
) -> tuple[FloatArray, tuple[str, ...]]:
    """Return ranks: those who share a place tie, and those left out tie behind all named."""
    called = [
        f"ballot {k}" if people is None else f"ballot of {shown(people[k])}"
        for k in range(len(given))
    ]
    orders = [_order(name, ballot) for name, ballot in zip(called, given, strict=True)]
    known = labels or _labels_of(called, orders)
    position = {label: i for i, label in enumerate(known)}
    ranks = np.empty((len(orders), len(known)))
    for row, name, places in zip(ranks, called, orders, strict=True):
        unknown = [label for place in places for label in place if label not in position]
        if unknown:
            raise InvalidInputError(
                f"{name} must rank labels of {listed(known)}; unknown {listed(unknown)}"
            )
        row[:] = 1 + sum(map(len, places))
        above = 0
        for place in places:
            row[[position[label] for label in place]] = 1 + above
            above += len(place)
    return ranks, known


def _order(name: str, ballot: Any) -> list[list[str]]:
    """Return the places of a ballot, best first, each with those who share it."""
    if isinstance(ballot, str):
        raise InvalidInputError(
            "each ballot must be a tuple of labels, best first; got the one string"
            f" {shown(ballot)} as {name}"
        )
    if has_labels(ballot):
        raise InvalidInputError(
            "rankings must all be ballots, sequences of labels, or all be ranks; "
            f"{name} is {type(ballot).__name__}"
        )
    places = [
        _tied(place) if isinstance(place, _TIES) else [place]
        for place in _checks.entries(name, ballot, kind="a sequence of labels")
    ]
    if not all(places):
        raise InvalidInputError(f"places of {name} must hold a label each; got an empty one")
    _checks.names(f"labels of {name}", [label for place in places for label in place])
    return places


def _tied(place: Any) -> list[Any]:
    """Return those who share a place; a set, which has no order, in that of the alphabet."""
    return sorted(place, key=str) if isinstance(place, set | frozenset) else list(place)


def _labels_of(called: list[str], orders: list[list[list[str]]]) -> tuple[str, ...]:
    """Return the labels in order of appearance, if one ballot ranks them all.

    Otherwise one of them may be a slip of the pen.
    """
    named = [[label for place in places for label in place] for places in orders]
    known = dict.fromkeys(label for ballot in named for label in ballot)
    longest = max(named, key=len)
    if len(longest) == len(known):
        return tuple(known)
    strange = [[label for label in ballot if label not in longest] for ballot in named]
    k, unknown = next((k, labels) for k, labels in enumerate(strange) if labels)
    raise InvalidInputError(
        f"{called[k]} must rank labels of {listed(longest)}; unknown {listed(unknown)}: "
        "where no ballot ranks all, alternatives= must name them"
    )
