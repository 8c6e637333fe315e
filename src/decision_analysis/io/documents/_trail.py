"""`Trail`: the keys that lead to an entry, last first and shared, so that depth costs nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from decision_analysis.io.documents._document import Document, position_in
from decision_analysis.io.documents._faults import LinedFaults

Trail: TypeAlias = "tuple[Trail, str | int] | None"


def keys(trail: Trail) -> list[str | int]:
    """Write out the keys that lead to an entry, first first."""
    found: list[str | int] = []
    while trail is not None:
        trail, key = trail
        found.append(key)
    return found[::-1]


def longer(trail: Trail, path: Iterable[str | int]) -> Trail:
    """Return a trail with more keys at its end."""
    for key in path:
        trail = (trail, key)
    return trail


def note_at(document: Document, faults: LinedFaults, trail: Trail, sentence: str) -> None:
    """Note a fault of an entry; its place is written only where it will be told."""

    def said() -> tuple[int, str]:
        place = keys(trail)
        return position_in(document, place), f"{document.where(place)}: {sentence}"

    faults.note(said)
