"""Judgements of MACBETH as people give them: categories by number or name, or from one to other."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from decision_analysis import _checks, _labelled
from decision_analysis._labels import numbered
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError
from decision_analysis.weights.elicited._square import square_matrix

CATEGORIES = ("no", "very weak", "weak", "moderate", "strong", "very strong", "extreme")
_MOST = len(CATEGORIES) - 1


@dataclasses.dataclass(frozen=True)
class Judgement:
    """That one thing is more attractive than another, by a category from `low` to `high`.

    Things are given by place; both categories are 0 where they are equally attractive.
    """

    more: int
    less: int
    low: int
    high: int


def written(judgement: Judgement, called: Sequence[str]) -> str:
    """Write a judgement for a message."""
    category = CATEGORIES[judgement.low]
    if judgement.high != judgement.low:
        category = f"{category} to {CATEGORIES[judgement.high]}"
    return f"{called[judgement.more]!r} over {called[judgement.less]!r}: {category}"


def judged_pairs(
    given: Any, names: Sequence[str] | None
) -> tuple[tuple[Judgement, ...], tuple[str, ...]]:
    """Return the judgements, one for each pair judged, and the names of what is judged."""
    wanted = None if names is None else _checks.names("names", names)
    if isinstance(given, Mapping) or _labelled.is_series(given):
        found, called = _of_pairs(given, wanted)
    else:
        found, called = _of_matrix(given, wanted)
    if not found:
        raise InvalidInputError("judgements must hold one pair at least")
    seen = [frozenset((pair.more, pair.less)) for pair in found]
    if twice := _checks.repeats(seen):
        both = [called[place] for place in sorted(twice[0])]
        raise InvalidInputError(f"judgements must judge each pair once; got {both} twice")
    return tuple(found), called


def _of_pairs(given: Any, names: tuple[str, ...] | None) -> tuple[list[Judgement], tuple[str, ...]]:
    entries: dict[Any, Any] = _labelled.entries("judgements", given)
    for key in entries:
        if not isinstance(key, tuple) or len(key) != 2:
            raise InvalidInputError(
                "keys of judgements must be pairs of names, such as ('price', 'comfort'); got"
                f" {shown(key)}"
            )
    if names is None:
        appearing = dict.fromkeys(name for pair in entries for name in pair)
        names = _checks.names("names in judgements", list(appearing))
    place = {name: position for position, name in enumerate(names)}
    found = []
    for (more, less), category in entries.items():
        one, other = (_checks.known("name in judgements", name, names) for name in (more, less))
        if one == other:
            raise InvalidInputError(f"judgements must be of two things; got {one!r} twice")
        found.append(
            Judgement(place[one], place[other], *_category(f"{one!r} over {other!r}", category))
        )
    return found, names


def _of_matrix(
    given: Any, names: tuple[str, ...] | None
) -> tuple[list[Judgement], tuple[str, ...]]:
    array, labels = square_matrix("judgements", given, names, each="name", finite=False)
    if array.ndim != 2:
        raise InvalidInputError(f"judgements must have shape (C, C); got {array.shape}")
    called = labels or numbered(len(array))
    found = []
    for i, j in zip(*np.triu_indices(len(array), 1), strict=True):
        here, turned = array[i, j], array[j, i]
        if here > 0 and turned > 0:
            raise InvalidInputError(
                f"judgements must have one of {called[i]!r} and {called[j]!r} more attractive; got"
                f" {here:g} and {turned:g} turned"
            )
        if np.isnan(here) and np.isnan(turned):
            continue
        # 0 is no more than "not more attractive" where the cell across the diagonal says more
        swap = np.isnan(here) or turned > 0
        more, less, cell = (j, i, turned) if swap else (i, j, here)
        limits = _category(f"{called[more]!r} over {called[less]!r}", float(cell))
        found.append(Judgement(int(more), int(less), *limits))
    if np.diag(array)[~np.isnan(np.diag(array))].any():
        raise InvalidInputError("judgements must be 0 or empty on the diagonal")
    return found, called


def _category(what: str, given: Any) -> tuple[int, int]:
    """Return the lowest and the highest category of what was said."""
    if isinstance(given, str) and given == "positive":
        return 1, _MOST
    if isinstance(given, tuple | list) and len(given) == 2:
        low, high = (_one(what, part) for part in given)
        if low > high or (low == 0 and high > 0):
            raise InvalidInputError(
                f"{what} must go from a category, not 'no', to a higher one; got {shown(given)}"
            )
        return low, high
    only = _one(what, given)
    return only, only


def _one(what: str, given: Any) -> int:
    if isinstance(given, str):
        return CATEGORIES.index(_checks.one_of(what, given, CATEGORIES))
    number = _checks.number(what, given, low=0, high=_MOST)
    if number != int(number):
        raise InvalidInputError(f"{what} must be a category from 0 to 6; got {number:g}")
    return int(number)
