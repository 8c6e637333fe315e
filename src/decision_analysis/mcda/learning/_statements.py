"""What was said of pairs of alternatives, as positions and in words."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from typing import Any, Literal, NoReturn, TypeAlias

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._limits import SOLVER_TOLERANCE
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError, InvalidModelError

Kind: TypeAlias = Literal["preference", "indifference", "intensity"]
Pair: TypeAlias = tuple[str, str]


@dataclasses.dataclass(frozen=True)
class Statement:
    """One statement: of a pair, or of two pairs of which the first differs by more."""

    kind: Kind
    places: tuple[int, ...]
    text: str

    def row(self, rows: FloatArray) -> FloatArray:
        """Return what has to be positive, or 0 for an indifference, as a combination of rows."""
        first, second, *others = (rows[place] for place in self.places)
        found = first - second
        return np.asarray(found - (others[0] - others[1])) if others else found


def statements_of(
    alternatives: Sequence[str], preferences: Any, indifferences: Any, intensities: Any
) -> list[Statement]:
    """Return all statements, in the order given."""
    found = []
    for first, second in _pairs("preferences", preferences, alternatives):
        text = f"{alternatives[first]!r} is preferred to {alternatives[second]!r}"
        found.append(Statement("preference", (first, second), text))
    for first, second in _pairs("indifferences", indifferences, alternatives):
        text = f"{alternatives[first]!r} is as good as {alternatives[second]!r}"
        found.append(Statement("indifference", (first, second), text))
    wanted = "pairs of pairs ((a, b), (c, d))"
    for entry in _checks.entries("intensities", intensities, kind=f"a sequence of {wanted}"):
        if _checks.length(entry) != 2:
            raise InvalidInputError(f"intensities must be {wanted}; got {shown(entry)}")
        four = [
            place for pair in entry for place in _pair("intensities", pair, alternatives, wanted)
        ]
        a, b, c, d = (alternatives[place] for place in four)
        text = f"{a!r} over {b!r} is more than {c!r} over {d!r}"
        found.append(Statement("intensity", tuple(four), text))
    return found


def refuse_conflict(
    statements: Sequence[Statement],
    widest: Callable[[Sequence[Statement]], float],
    where: str,
) -> NoReturn:
    """Refuse statements that contradict one another: a set none of which can be left out.

    `widest` is the largest epsilon by which some of them can be met. Each is dropped in turn, and
    stays out where the others contradict one another still.
    """
    left = list(statements)
    for statement in statements:
        rest = [other for other in left if other is not statement]
        if rest and widest(rest) <= SOLVER_TOLERANCE:
            left = rest
    head = (
        f"this contradicts the performances{where}"
        if len(left) == 1
        else f"these {len(left)} statements contradict one another{where}"
    )
    raise InvalidModelError([f"{head}: " + "; ".join(statement.text for statement in left)])


def _pairs(what: str, given: Any, alternatives: Sequence[str]) -> list[tuple[int, int]]:
    wanted = "pairs of alternatives (a, b)"
    return [
        _pair(what, entry, alternatives, wanted)
        for entry in _checks.entries(what, given, kind=f"a sequence of {wanted}")
    ]


def _pair(what: str, entry: Any, alternatives: Sequence[str], wanted: str) -> tuple[int, int]:
    if not isinstance(entry, list | tuple) or len(entry) != 2:
        raise InvalidInputError(f"{what} must be {wanted}; got {shown(entry)}")
    first, second = (_checks.known(f"alternative in {what}", name, alternatives) for name in entry)
    if first == second:
        raise InvalidInputError(f"{what} must be of two alternatives; got {first!r} twice")
    return list(alternatives).index(first), list(alternatives).index(second)
