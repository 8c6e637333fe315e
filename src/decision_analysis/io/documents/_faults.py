"""`Faults`: what is wrong in a file, written out only so far that the message stays short."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from decision_analysis.errors import LISTED as LISTED
from decision_analysis.errors import MOST as MOST
from decision_analysis.errors import InvalidModelError

KEPT: Final = 100
"""So many faults are kept, to be sorted by place; of more only the number is."""


class Faults:
    """Collects faults in the order of discovery.

    The text of one that will not be listed is never written.

    Parameters
    ----------
    kept : int
        How many are written.
    """

    def __init__(self, kept: int = MOST) -> None:
        self.kept = kept
        self.count = 0
        self.texts: list[str] = []

    def __bool__(self) -> bool:
        return self.count > 0

    def note(self, say: Callable[[], str]) -> None:
        """Note a fault; `say` writes it."""
        self.count += 1
        # the first ones are told, and others only counted, so that their texts need not be written
        if len(self.texts) < self.kept:
            self.texts.append(say())

    def error(self) -> InvalidModelError:
        """Return the error that tells them."""
        return InvalidModelError(self.texts, self.count)


class LinedFaults:
    """Collects faults from several checks of a file, to tell them in the order of the file."""

    def __init__(self) -> None:
        self.count = 0
        self.found: list[tuple[int, str]] = []

    def note(self, say: Callable[[], tuple[int, str]], times: int = 1) -> None:
        """Note a fault; `say` returns its line or position, and its text.

        It is asked for the first `KEPT` only.
        """
        self.count += times
        if len(self.found) < KEPT:
            self.found.append(say())

    def error(self) -> InvalidModelError:
        """Return the error that tells them."""
        texts = [text for _, text in sorted(self.found, key=lambda fault: fault[0])]
        return InvalidModelError(texts, self.count)


def listed(texts: list[str], count: int) -> list[str]:
    """Return all faults, or the first of many and how many others there are.

    `texts` holds the first `MOST`.
    """
    return texts if count <= MOST else [*texts[:LISTED], f"... and {count - LISTED:,} others"]
