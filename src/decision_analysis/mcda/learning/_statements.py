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
from decision_analysis.mcda.learning._pairs import pair_of, pairs_of

Kind: TypeAlias = Literal["preference", "indifference", "intensity"]


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
    alternatives: tuple[str, ...], preferences: Any, indifferences: Any, intensities: Any
) -> list[Statement]:
    """Return all statements, in the order given."""
    found = []
    place = {label: i for i, label in enumerate(alternatives)}
    for a, b in pairs_of("preferences", preferences, alternatives):
        found.append(Statement("preference", (place[a], place[b]), f"{a!r} is preferred to {b!r}"))
    for a, b in pairs_of("indifferences", indifferences, alternatives):
        found.append(Statement("indifference", (place[a], place[b]), f"{a!r} is as good as {b!r}"))
    wanted = "pairs of pairs ((a, b), (c, d))"
    for entry in _checks.entries("intensities", intensities, kind=f"a sequence of {wanted}"):
        if _checks.length(entry) != 2 or any(isinstance(pair, str) for pair in entry):
            raise InvalidInputError(f"intensities must be {wanted}; got {shown(entry)}")
        (a, b), (c, d) = (pair_of("intensities", pair, alternatives) for pair in entry)
        text = f"{a!r} over {b!r} is more than {c!r} over {d!r}"
        found.append(Statement("intensity", (place[a], place[b], place[c], place[d]), text))
    return found


def refuse_conflict(
    statements: Sequence[Statement],
    widest: Callable[[Sequence[Statement]], float],
    where: str,
) -> NoReturn:
    """Refuse statements that contradict one another: a set none of which can be left out.

    `widest` is the largest epsilon by which some of them can be met. Each is dropped in turn, and
    stays out where the others contradict one another still: the next that must stay is found by
    halving, as more statements contradict one another whenever some of them do.
    """

    def conflict(some: Sequence[Statement]) -> bool:
        return bool(some) and widest(some) <= SOLVER_TOLERANCE

    left: list[Statement] = []
    rest = list(statements)
    while not conflict(left):
        low, high = 0, len(rest)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if conflict(left + rest[middle:]) else (low, middle)
        left.append(rest[low])
        rest = rest[low + 1 :]
    head = (
        f"this contradicts the performances{where}"
        if len(left) == 1
        else f"these {len(left)} statements contradict one another{where}"
    )
    raise InvalidModelError([f"{head}: " + "; ".join(statement.text for statement in left)])
