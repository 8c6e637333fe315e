"""`Labels`: names that remember what the user's data frame calls them."""

from __future__ import annotations

import datetime
import decimal
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Any, Self

import numpy as np

from decision_analysis._shown import shown

JOINED = " / "
"""Between the parts of a label of several levels."""


class Labels(tuple[str, ...]):
    """Names, plain text, with the pandas index that they were read from.

    A tuple of its names in every other way, so that it goes wherever names go: from a table into
    the results of every method, whose frames have that index again.
    """

    origin: Any

    def __new__(cls, names: Iterable[str], origin: Any) -> Self:
        # a tuple is made by `__new__`: at `__init__` its entries would be fixed already
        made = super().__new__(cls, names)
        made.origin = origin
        return made

    @classmethod
    def of_index(cls, index: Any) -> Self:
        """Read a pandas index; its entries as text, those of several levels joined by slashes."""
        # a copy: the user's index may be renamed later
        return cls(map(written, index), index.copy())

    # the default would call `__new__` without the index
    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (tuple(self), self.origin)

    def known_as(self) -> dict[Hashable, str]:
        """Return the name that each of the frame's own labels has here."""
        return dict(zip(self.origin, self, strict=True))


def is_missing(entry: object) -> bool:
    """Say whether there is no label or no cell: None, NaN, NaT or NA."""
    if entry is None or type(entry).__name__ in ("NaTType", "NAType"):
        return True
    if isinstance(entry, decimal.Decimal):
        return entry.is_nan()  # of which one kind refuses to be compared
    # NaN is unlike itself; `!=` of an array or of NA is no boolean and means no missing label
    unlike = entry != entry
    return isinstance(unlike, bool | np.bool_) and bool(unlike)


def written(label: object) -> str:
    """Write an index label as text: a day without its midnight, the parts of levels joined.

    A missing one is empty, and so is one with a missing part.
    """
    if isinstance(label, str):
        return str.__str__(label)
    if isinstance(label, tuple):
        return "" if any(map(is_missing, label)) else JOINED.join(map(written, label))
    # before its kind: pandas has one that is both missing and a time
    if is_missing(label):
        return ""
    # pandas writes a day as 2024-01-01 00:00:00
    if isinstance(label, datetime.datetime) and label.time() == datetime.time():
        return str(label).split(" ")[0]
    try:
        return str(label)
    except ValueError:  # an integer of more digits than Python writes
        return shown(label)


def taken(
    names: tuple[str, ...], positions: Sequence[int] | np.ndarray[Any, Any]
) -> tuple[str, ...]:
    """Return the names at some positions, which remember what they did."""
    chosen = (names[i] for i in positions)
    if isinstance(names, Labels):
        return Labels(chosen, names.origin.take(list(positions)))
    return tuple(chosen)


def as_names(names: Sequence[str]) -> tuple[str, ...]:
    """Return names as a tuple, which remembers what they did."""
    return names if isinstance(names, tuple) else tuple(names)


def numbered(count: int) -> tuple[str, ...]:
    """Return '1', '2', ... for what has no names."""
    return tuple(str(number) for number in range(1, count + 1))


def places(labels: Iterable[str], names: Iterable[str]) -> list[int]:
    """Return where each of the names stands among the labels."""
    place = {label: position for position, label in enumerate(labels)}
    return [place[name] for name in names]


def own_names(names: Iterable[str], keys: Iterable[Any]) -> Iterator[Any]:
    """Yield users' names by the names: a label of the frame they came from becomes its name."""
    known = names.known_as() if isinstance(names, Labels) else None
    for key in keys:
        yield (
            key
            if known is None or isinstance(key, str) or not _hashes(key)
            else known.get(key, key)
        )


def is_name(names: Iterable[str], key: object) -> bool:
    """Say whether a key is one of the names, or what the frame that they came from calls one."""
    name = next(own_names(names, [key]))
    return isinstance(name, str) and name in names


def _hashes(key: object) -> bool:
    try:
        hash(key)
    except Exception:  # numpy raises a ValueError for spans of time without a unit
        return False
    return True
