"""`Builder`: plain data put together entry by entry, with lines beside it and faults noted."""

from __future__ import annotations

import dataclasses
import math
from typing import Any, Final

from decision_analysis._shown import shown
from decision_analysis.io.documents._faults import Faults

# The place of an entry is its line or, for what has entries of its own, (line, places of the
# entries).
Place = int | tuple[int, Any]

MERGE: Final = object()
"""The key `<<` of YAML: the entries of its value are taken over, those written out go first."""


def moved(place: Place, line: int) -> Place:
    """Return the same place under another line: that of its key."""
    return (line, place[1]) if isinstance(place, tuple) else line


def line_of(place: Place) -> int:
    """Return the line of a place."""
    return place[0] if isinstance(place, tuple) else place


def joined(keys: list[str | int]) -> str:
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


MOST_KEYS = 24
"""Keys that a message writes out."""


@dataclasses.dataclass(slots=True)
class _Frame:
    """A mapping or list that is not complete yet."""

    box: dict[str, Any] | list[Any]
    places: Any
    line: int
    size: int = 1
    key: Any = None
    key_line: int = 0
    merged: list[tuple[dict[str, Any], dict[str, Place]]] | None = None


class Builder:
    """Puts plain data together without recursion.

    Repeated keys and strange values become faults.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.faults = Faults()
        self.data: Any = None
        self.place: Place = 1
        self.stack: list[_Frame] = []

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

    def at(self, line: int) -> str:
        """Write file, line and keys of the entry that comes next."""
        keys = [
            frame.key if isinstance(frame.box, dict) else len(frame.box) for frame in self.stack
        ]
        text = joined(["<<" if key is MERGE else key for key in keys if key is not None])
        return f"{self.name}:{line}: {text}" if text else f"{self.name}:{line}"

    def fault(self, line: int, sentence: str) -> None:
        """Note a problem of the entry that comes next."""
        self.faults.note(lambda: f"{self.at(line)}: {sentence}")

    def begin(self, box: dict[str, Any] | list[Any], line: int) -> None:
        """Open a mapping or a list."""
        self.stack.append(_Frame(box, {} if isinstance(box, dict) else [], line))

    def key(self, key: Any, line: int) -> None:
        """Set the key of the entry that comes next: a string or `MERGE`."""
        frame = self.stack[-1]
        frame.key, frame.key_line = key, line

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
        closed = box, (frame.line, places), frame.size
        self.put(*closed)
        return closed

    def put(self, value: Any, place: Place, size: int = 1) -> None:
        """Add an entry to the innermost open mapping or list; without one it is the document."""
        if not self.stack:
            self.data, self.place = value, place
            return
        frame = self.stack[-1]
        frame.size += size
        if isinstance(frame.box, list):
            frame.box.append(value)
            frame.places.append(place)
            return
        # a repeated key is a fault, and its first value stays
        if frame.key is MERGE:
            self._merge(frame, value, place)
        elif frame.key in frame.box:
            first = line_of(frame.places[frame.key])
            self.fault(
                frame.key_line,
                f"key {frame.key!r} is given twice, in lines {first} and {frame.key_line}",
            )
        else:
            frame.box[frame.key] = value
            frame.places[frame.key] = moved(place, frame.key_line)
        frame.key = None

    def number(self, value: float, line: int, text: str) -> None:
        """Add a number; one that a float cannot hold is a problem."""
        if not representable(value):
            self.fault(line, f"must be a finite number; got {text[:40]}")
        self.put(value, line)

    def text(self, value: str, line: int) -> str:
        """Return a string; one that is not Unicode text is a problem."""
        # half of a surrogate pair can be written as an escape, but encoded in no file
        if not value.isascii() and any("\ud800" <= character <= "\udfff" for character in value):
            self.fault(line, f"must be Unicode text; got a lone surrogate in {ascii(value)[:60]}")
        return value

    def _merge(self, frame: _Frame, value: Any, place: Place) -> None:
        listed = isinstance(value, list)
        sources, places = (value, place[1]) if listed else ([value], [place])  # type: ignore[index]
        if frame.merged is not None:
            self.fault(
                frame.key_line, "may stand once in a mapping; list several sources as [*a, *b]"
            )
        elif not sources or not all(isinstance(source, dict) for source in sources):
            self.fault(frame.key_line, "must be followed by a mapping, *name, or a list of these")
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
        united = {**united, **source, **united}
    return {**united, **own}


def representable(value: float) -> bool:
    try:
        return math.isfinite(value)
    except OverflowError:
        return False
