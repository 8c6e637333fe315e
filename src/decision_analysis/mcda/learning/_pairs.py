"""Pairs of alternatives that somebody has compared."""

from __future__ import annotations

from typing import Any, TypeAlias

from decision_analysis import _checks, _labelled
from decision_analysis._labels import own_names
from decision_analysis._shown import shown
from decision_analysis.core import DecisionTable
from decision_analysis.errors import InvalidInputError

Pair: TypeAlias = tuple[str, str]


def pairs_of(what: str, given: Any, judged: DecisionTable) -> list[Pair]:
    """Return pairs of two different alternatives of a table."""
    if isinstance(given, str | set | frozenset) or _labelled.has_labels(given):
        raise InvalidInputError(f"{what} must be a list of pairs; got {shown(given)}")
    found = []
    for pair in _checks.entries(what, given, kind="a list of pairs"):
        if not isinstance(pair, list | tuple) or len(pair) != 2:
            raise InvalidInputError(f"{what} must hold pairs of alternatives; got {shown(pair)}")
        first, second = (
            _checks.known("alternative", label, judged.alternatives)
            for label in own_names(judged.alternatives, pair)
        )
        if first == second:
            raise InvalidInputError(f"{what} must hold pairs of two; got {first!r} twice")
        found.append((first, second))
    return found


def refuse_repeats(pairs: list[Pair]) -> None:
    """Refuse no pair at all, and the same pair twice; opposite ones are a contradiction."""
    if not pairs:
        raise InvalidInputError("preferences or indifferences must hold a pair; got none")
    if twice := _checks.repeats(pairs):
        raise InvalidInputError(f"a pair must be given once; got {shown(twice[0])} twice")
