"""Pairs of alternatives that somebody has compared."""

from __future__ import annotations

from typing import Any, TypeAlias

from decision_analysis import _checks, _labelled
from decision_analysis._labels import own_names
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError

Pair: TypeAlias = tuple[str, str]


def pairs_of(what: str, given: Any, alternatives: tuple[str, ...]) -> list[Pair]:
    """Return pairs of two different alternatives."""
    if isinstance(given, str | set | frozenset) or _labelled.has_labels(given):
        raise InvalidInputError(f"{what} must be a list of pairs; got {shown(given)}")
    entries = _checks.entries(what, given, kind="a list of pairs")
    return [pair_of(what, entry, alternatives) for entry in entries]


def pair_of(what: str, given: Any, alternatives: tuple[str, ...]) -> Pair:
    """Return a pair of two different alternatives."""
    if not isinstance(given, list | tuple) or len(given) != 2:
        raise InvalidInputError(
            f"{what} must hold pairs of alternatives (a, b); got {shown(given)}"
        )
    first, second = (
        _checks.known(f"alternative in {what}", label, alternatives)
        for label in own_names(alternatives, given)
    )
    if first == second:
        raise InvalidInputError(f"{what} must hold pairs of two; got {first!r} twice")
    return first, second


def refuse_repeats(pairs: list[Pair]) -> None:
    """Refuse no pair at all, and the same pair twice; opposite ones are a contradiction."""
    if not pairs:
        raise InvalidInputError("preferences or indifferences must hold a pair; got none")
    if twice := _checks.repeats(pairs):
        raise InvalidInputError(f"a pair must be given once; got {shown(twice[0])} twice")
