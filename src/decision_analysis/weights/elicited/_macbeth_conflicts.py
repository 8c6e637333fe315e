"""Which judgements of MACBETH conflict, and which single changes would make all agree."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import NoReturn

from decision_analysis.errors import InvalidInputError
from decision_analysis.weights.elicited._macbeth_judgements import CATEGORIES, Judgement, written
from decision_analysis.weights.elicited._macbeth_program import is_consistent

_PROPOSED = 3  # changes in a message: a person looks at one after another


def refuse_conflicts(pairs: Sequence[Judgement], called: Sequence[str]) -> NoReturn:
    """Refuse judgements that do not agree, naming a minimal set that does not, and ways out."""
    n = len(called)
    conflict = minimal_conflict(pairs, n)
    changes = repairs(pairs, conflict, n)
    listed = "; ".join(written(pair, called) for pair in conflict)
    way = "; several of all judgements have to change"
    if changes:
        proposed = (
            f"{written(pair, called)} becomes {CATEGORIES[category]}"
            for pair, category in changes[:_PROPOSED]
        )
        way = f"; any of these changes makes all agree: {', or '.join(proposed)}"
    raise InvalidInputError(f"judgements must agree; these do not: {listed}{way}")


def minimal_conflict(pairs: Sequence[Judgement], n: int) -> list[Judgement]:
    """Return judgements that conflict while any part of them agrees."""
    kept = list(pairs)
    # one after another is left out for good where the others still conflict
    for pair in pairs:
        others = [other for other in kept if other is not pair]
        if not is_consistent(others, n):
            kept = others
    return kept


def repairs(
    pairs: Sequence[Judgement], conflict: Sequence[Judgement], n: int
) -> list[tuple[Judgement, int]]:
    """Return single changes to one category that make all agree, the nearest categories first.

    A single change that helps is of a judgement in every conflict, so that one conflict has all.
    """
    found = []
    for pair in conflict:
        for category in range(len(CATEGORIES)):
            away = max(pair.low - category, category - pair.high)
            if away > 0:
                changed = dataclasses.replace(pair, low=category, high=category)
                rest = [changed if other is pair else other for other in pairs]
                if is_consistent(rest, n):
                    found.append((away, pair, category))
    return [(pair, category) for _, pair, category in sorted(found, key=lambda entry: entry[0])]
