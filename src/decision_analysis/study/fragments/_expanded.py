"""`Expanded`: a tree without fragments, what is wrong with it, and where its entries were written.

`Notes` collects that while fragments are expanded.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from decision_analysis._limits import MOST_EXPANDED_ENTRIES
from decision_analysis.io.documents import KEPT, Trail, keys

Key: TypeAlias = "str | int"


class Fault(NamedTuple):
    """A sentence about an entry, and the keys that lead to it in the document."""

    keys: tuple[Key, ...]
    sentence: str


@dataclasses.dataclass(frozen=True, eq=False)
class Expanded:
    """A tree as if its fragments had been written out.

    Parameters
    ----------
    data : object
        The tree; uses of one fragment with the same arguments are one object. None where there are
        faults.
    faults : tuple of Fault
        In the order of discovery; of very many only the first.
    places : mapping
        From the identity of a mapping to the trail of what it was made of.
    moved : mapping
        That of single entries, by the identity of the mapping and their keys there, where it is
        another.
    """

    data: Any
    faults: tuple[Fault, ...]
    places: Mapping[int, Trail] = dataclasses.field(repr=False)
    moved: Mapping[tuple[int, Key], Trail] = dataclasses.field(repr=False)

    def keys(self, entry: Mapping[str, Any], key: Key | None = None) -> list[Key] | None:
        """Return the keys that lead to where a mapping of the tree, or an entry, was written.

        Of what stands in several places it is the first one; None of what is not of the tree.
        """
        if id(entry) not in self.places:
            return None
        place = self.places[id(entry)]
        return keys(place if key is None else self.moved.get((id(entry), key), (place, key)))

    def problems(self, locate: Callable[[Sequence[str]], str]) -> list[str]:
        """Return the faults as sentences that begin with their places."""
        return [f"{locate(list(map(str, place)))}: {sentence}" for place, sentence in self.faults]


class Stopped(Exception):
    """Nothing more is expanded: there is too much of it, or too much is wrong."""


class Notes:
    """What is noted on the way: faults, each once, places, and how much there is."""

    def __init__(self) -> None:
        self.faults: dict[Fault, None] = {}
        self.places: dict[int, Trail] = {}
        self.moved: dict[tuple[int, Key], Trail] = {}
        self.count = 0

    def fault(self, trail: Trail, sentence: str) -> None:
        """Note a fault; after many nothing more is looked for."""
        place = tuple(keys(trail))
        # a fault of a body is met again wherever that is used: what it costs is bounded too
        self.count += len(place)
        self.faults[Fault(place, sentence)] = None
        if len(self.faults) >= KEPT:
            raise Stopped

    def counted(self, entries: int, trail: Trail) -> None:
        """Note how many entries are made; `Stopped` where they are too many."""
        self.count += entries
        if self.count > MOST_EXPANDED_ENTRIES:
            self.fault(
                trail,
                f"fragments must expand to at most {MOST_EXPANDED_ENTRIES:,} entries; there are"
                " more from here on",
            )
            raise Stopped
