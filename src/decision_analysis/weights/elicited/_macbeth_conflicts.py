"""Which judgements of MACBETH conflict, and which single changes would make all agree."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import NoReturn

from decision_analysis.errors import InvalidInputError
from decision_analysis.weights.elicited._macbeth_judgements import CATEGORIES, Judgement, written
from decision_analysis.weights.elicited._macbeth_program import fewest_to_change, is_consistent

_PROPOSED = 3  # changes in a message: a person looks at one after another
_TOGETHER = 4  # that one thinks over at once


def refuse_conflicts(pairs: Sequence[Judgement], called: Sequence[str]) -> NoReturn:
    """Refuse judgements that do not agree, naming a minimal set that does not, and ways out."""
    n = len(called)
    conflict = minimal_conflict(pairs, n)
    changes = repairs(pairs, conflict, n)
    listed = "; ".join(written(pair, called) for pair in conflict)
    if changes:
        proposed = (
            f"{written(pair, called)} becomes {CATEGORIES[category]}"
            for pair, category in changes[:_PROPOSED]
        )
        way = f"; any of these changes makes all agree: {', or '.join(proposed)}"
    else:
        way = f"; no single change makes all agree{_together(pairs, called)}"
    raise InvalidInputError(f"judgements must agree; these do not: {listed}{way}")


def _together(pairs: Sequence[Judgement], called: Sequence[str]) -> str:
    """Say which of the fewest changes make all agree together; nothing where none were found."""
    # first without turning anything round, which is not possible where the order itself conflicts
    found = fewest_to_change(pairs, len(called), order_kept=True)
    found = found or fewest_to_change(pairs, len(called), order_kept=False)
    changed, said = list(pairs), []
    for place, (difference, *thresholds) in found:
        pair = pairs[place]
        if difference < 0:
            pair = dataclasses.replace(pair, more=pair.less, less=pair.more)
        category = sum(abs(difference) >= least - 1e-6 for least in thresholds)
        changed[place] = dataclasses.replace(pair, low=category, high=category)
        said.append(f"{written(pairs[place], called)} becomes {written(changed[place], called)}")
    if not said or not is_consistent(changed, len(called)):
        return ""
    if len(said) > _TOGETHER:
        return f", and {len(said)} have to change: judge again, from the most attractive downwards"
    return f", these together do: {', and '.join(said)}"


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
