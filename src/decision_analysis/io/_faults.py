"""`Faults`: what is wrong in a file, of which so many are written out that the message stays short."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from decision_analysis.errors import InvalidModelError

MOST: Final = 20
"""So many faults are all listed; of more the first `LISTED` are, and the others counted."""

LISTED: Final = 10


class Faults:
    """Collects faults in the order of discovery; the text of one that will not be listed is never written."""

    def __init__(self) -> None:
        self.count = 0
        self.texts: list[str] = []

    def __bool__(self) -> bool:
        return self.count > 0

    def note(self, say: Callable[[], str]) -> None:
        """Note a fault; `say` writes it."""
        self.count += 1
        if self.count <= MOST:
            self.texts.append(say())

    def error(self, where: str) -> InvalidModelError:
        """Return the error that tells them."""
        return InvalidModelError(where, listed(self.texts, self.count))


def listed(texts: list[str], count: int) -> list[str]:
    """Return all faults, or the first of many and how many others there are; `texts` holds the first `MOST`."""
    return texts if count <= MOST else [*texts[:LISTED], f"... and {count - LISTED:,} others"]
