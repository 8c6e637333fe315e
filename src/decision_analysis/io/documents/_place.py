"""`Place`: where an entry stands, line and column in one whole number; `placed` writes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from decision_analysis._shown import shown

# The place of an entry is its position or, for what has entries of its own, (position, places of
# the entries).
Place = int | tuple[int, Any]

_BITS: Final = 30
"""Bits for the column: documents are shorter than 2^30 characters, and a whole number below 2^60
takes 32 bytes, as the line alone does."""

MOST_KEYS: Final = 24
"""Keys that a message writes out."""


def position(line: int, column: int) -> int:
    """Return line and column, both from 1, as one number; numbers are ordered as the text is."""
    return line << _BITS | column


def position_of(place: Place) -> int:
    """Return line and column of a place as one number; 0 of what comes from no file."""
    return place[0] if isinstance(place, tuple) else place


def line_of(place: Place) -> int:
    """Return the line of a place."""
    return position_of(place) >> _BITS


def column_of(place: Place) -> int:
    """Return the column of a place."""
    return position_of(place) & (1 << _BITS) - 1


def moved(place: Place, to: int) -> Place:
    """Return the same place at another position: that of its key."""
    return (to, place[1]) if isinstance(place, tuple) else to


def placed(name: str, place: Place, keys: str = "") -> str:
    """Write a place for a message: `study.yaml:12:3: alternatives > staged`."""
    at = f"{name}:{line_of(place)}:{column_of(place)}"
    return f"{at}: {keys}" if keys else at


def joined(keys: Sequence[str | int]) -> str:
    """Write keys for a message: `stakeholders > kyiv > constraints[0]`.

    Of very many, it writes the first and the last.
    """
    if len(keys) > MOST_KEYS:
        half = MOST_KEYS // 2
        return (
            f"{joined(keys[:half])} > ... {len(keys) - MOST_KEYS:,} keys ... >"
            f" {joined(keys[-half:])}"
        )
    text = ""
    for key in keys:
        written = key if isinstance(key, str) else shown(key)
        text += f"[{written}]" if isinstance(key, int) else f"{' > ' if text else ''}{written}"
    return text
