"""`Builder`: plain data put together entry by entry, with places beside it and faults noted."""

from __future__ import annotations

import dataclasses
import math
import re
from array import array
from typing import Any, Final

from decision_analysis._limits import MOST_DOCUMENT_ENTRIES
from decision_analysis.errors import InvalidInputError
from decision_analysis.io.documents._faults import Faults
from decision_analysis.io.documents._place import (
    Place,
    joined,
    line_of,
    moved,
    placed,
)

MERGE: Final = object()
"""The key `<<` of YAML: the entries of its value are taken over, those written out go first."""

_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclasses.dataclass(slots=True)
class _Frame:
    """A mapping or list that is not complete yet."""

    box: dict[str, Any] | list[Any]
    places: Any
    position: int
    size: int = 1
    key: Any = None
    key_position: int = 0
    merged: list[tuple[dict[str, Any], dict[str, Place]]] | None = None


class Builder:
    """Puts plain data together without recursion.

    Repeated keys and strange values become faults.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.faults = Faults()
        self.data: Any = None
        self.place: Place = 0
        self.stack: list[_Frame] = []
        # the document itself is none
        self.entries = -1

    @property
    def awaits_key(self) -> bool:
        """Whether the next scalar is the key of a mapping."""
        return (
            bool(self.stack) and isinstance(self.stack[-1].box, dict) and self.stack[-1].key is None
        )

    @property
    def problems(self) -> list[str]:
        """The faults that are told."""
        return self.faults.texts

    def at(self, position: int) -> str:
        """Write file, line, column and keys of the entry that comes next."""
        keys = [
            frame.key if isinstance(frame.box, dict) else len(frame.box) for frame in self.stack
        ]
        text = joined(["<<" if key is MERGE else key for key in keys if key is not None])
        return placed(self.name, position, text)

    def fault(self, position: int, sentence: str) -> None:
        """Note a problem of the entry that comes next."""
        self.faults.note(lambda: f"{self.at(position)}: {sentence}")

    def begin(self, box: dict[str, Any] | list[Any], position: int) -> None:
        """Open a mapping or a list."""
        self._count(position)
        # under a key, the position of that will be its own
        if self.stack and self.stack[-1].key is not None:
            position = self.stack[-1].key_position
        # an array takes 8 bytes a place, as long as no entry has entries of its own
        places = {} if isinstance(box, dict) else array("q")
        self.stack.append(_Frame(box, places, position))

    def key(self, key: Any, position: int) -> None:
        """Set the key of the entry that comes next: a string or `MERGE`."""
        frame = self.stack[-1]
        frame.key, frame.key_position = key, position

    def end(self) -> tuple[Any, Place, int]:
        """Close the innermost mapping or list and put it where it belongs.

        It is returned with its place and size.
        """
        frame = self.stack.pop()
        box, places = frame.box, frame.places
        # merge keys go under what the mapping says itself
        if frame.merged:
            box = _overlaid([*(source for source, _ in frame.merged), box])
            places = _overlaid([*(inner for _, inner in frame.merged), places])
        closed = box, (frame.position, places), frame.size
        self._add(*closed)
        return closed

    def put(self, value: Any, place: Place, size: int = 1) -> None:
        """Add an entry to the innermost open mapping or list; without one it is the document."""
        self._count(place)
        self._add(value, place, size)

    def _count(self, place: Place) -> None:
        self.entries += 1
        if self.entries > MOST_DOCUMENT_ENTRIES:
            raise InvalidInputError(
                f"{placed(self.name, place)}: a document must not have more than"
                f" {MOST_DOCUMENT_ENTRIES:,} entries"
            )

    def _add(self, value: Any, place: Place, size: int) -> None:
        if not self.stack:
            self.data, self.place = value, place
            return
        frame = self.stack[-1]
        frame.size += size
        if isinstance(frame.box, list):
            frame.box.append(value)
            if isinstance(place, tuple) and isinstance(frame.places, array):
                frame.places = list(frame.places)
            frame.places.append(place)
            return
        # a repeated key is a fault, and its first value stays
        if frame.key is MERGE:
            self._merge(frame, value, place)
        elif frame.key in frame.box:
            first = line_of(frame.places[frame.key])
            self.fault(
                frame.key_position,
                f"key {frame.key!r} is given twice, in lines {first} and"
                f" {line_of(frame.key_position)}",
            )
        else:
            frame.box[frame.key] = value
            frame.places[frame.key] = moved(place, frame.key_position)
        frame.key = None

    def number(self, value: float, position: int, text: str) -> None:
        """Add a number; one that a float cannot hold is a problem."""
        if not representable(value):
            self.fault(position, no_number(text))
        self.put(value, position)

    def text(self, value: str, position: int) -> str:
        """Return a string; one that is not Unicode text is a problem."""
        # half of a surrogate pair can be written as an escape, but encoded in no file
        if not value.isascii() and _SURROGATE.search(value):
            self.fault(
                position, f"must be Unicode text; got a lone surrogate in {ascii(value)[:60]}"
            )
        return value

    def _merge(self, frame: _Frame, value: Any, place: Place) -> None:
        listed = isinstance(value, list)
        sources, places = (value, place[1]) if listed else ([value], [place])  # type: ignore[index]
        if frame.merged is not None:
            self.fault(
                frame.key_position, "may stand once in a mapping; list several sources as [*a, *b]"
            )
        elif not sources or not all(isinstance(source, dict) for source in sources):
            self.fault(
                frame.key_position, "must be followed by a mapping, *name, or a list of these"
            )
        else:
            frame.merged = [
                (source, inner[1]) for source, inner in zip(sources, places, strict=True)
            ]


def _overlaid(sources: list[Any]) -> dict[str, Any]:
    """Unite mappings: the last, written out, goes before all, of the others the earlier first."""
    *merged, own = sources
    united: dict[str, Any] = {}
    # the sources of a merge: what is there already goes before what comes
    for source in merged:
        for key, value in source.items():
            united.setdefault(key, value)
    return {**united, **own}


def no_number(text: str) -> str:
    """Say of what is written for a number that no float can hold it: it is too large, or none."""
    large = any(map(str.isdigit, text))
    what = "is too large, numbers go up to 1.8e308" if large else "must be a finite number"
    return f"{what}; got {text[:40]}"


def representable(value: float) -> bool:
    try:
        return math.isfinite(value)
    except OverflowError:
        return False
