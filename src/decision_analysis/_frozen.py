"""`ReadOnly`: a mapping that cannot be changed, and that can be pickled and copied, as mappingproxy cannot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class ReadOnly(Mapping[K, V]):
    """A read-only mapping with entries of its own, in the order given.

    Parameters
    ----------
    entries : mapping
        What it holds; copied, so that later changes of it do not matter.
    """

    __slots__ = ("_entries",)

    _entries: dict[K, V]

    def __init__(self, entries: Mapping[K, V]) -> None:
        object.__setattr__(self, "_entries", dict(entries))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a read-only mapping is frozen; cannot set {name!r}")

    def __reduce__(self) -> tuple[Any, ...]:
        return ReadOnly, (self._entries,)

    def __getitem__(self, key: K) -> V:
        return self._entries[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._entries)

    def __reversed__(self) -> Iterator[K]:
        return reversed(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __repr__(self) -> str:
        return repr(self._entries)

    def __or__(self, other: Mapping[K, V]) -> dict[K, V]:
        return {**self._entries, **other} if isinstance(other, Mapping) else NotImplemented

    def __ror__(self, other: Mapping[K, V]) -> dict[K, V]:
        return {**other, **self._entries} if isinstance(other, Mapping) else NotImplemented

    def copy(self) -> dict[K, V]:
        """Return the entries as a dict of the caller's own."""
        return dict(self._entries)
