"""What cannot be changed: `ReadOnly` mappings, and values as results hold them, at any depth."""

from __future__ import annotations

import dataclasses
from types import MappingProxyType
from typing import Any, Generic, NoReturn, Self, TypeVar

import numpy as np

from decision_analysis._arrays import read_only

K = TypeVar("K")
V = TypeVar("V")
_PLAIN = frozenset({str, int, float, bool, complex, bytes, type(None)})


class ReadOnly(dict[K, V], Generic[K, V]):
    """A dict that keeps its entries and their order, and takes no others.

    It can be pickled and copied, unlike mappingproxy.
    """

    __slots__ = ()

    def _refuse(self, *given: Any, **named: Any) -> NoReturn:
        raise TypeError("a mapping of the library is read-only; make a dict() of it to change it")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __copy__(self) -> Self:
        return self

    # pickle would fill a dict by `__setitem__`, which is refused
    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (dict(self),)


def frozen(value: Any) -> Any:
    """Return a value as a result holds it: nothing in it, at any depth, can be written to.

    Arrays are read-only views, lists tuples, dicts `ReadOnly`, numbers and text of numpy plain.
    What has a class of its own stays as it is, and has to see to itself.
    """
    kind = type(value)
    if kind in _PLAIN:
        return value
    if isinstance(value, np.ndarray):
        return read_only(value)
    if kind is tuple or kind is list:
        # many names or numbers at once, without a look at each
        return tuple(value) if _PLAIN.issuperset(map(type, value)) else tuple(map(frozen, value))
    if isinstance(value, dict | MappingProxyType):
        # a mapping by path or the like keeps its own kind
        own = kind if isinstance(value, ReadOnly) else ReadOnly
        return own({frozen(key): frozen(entry) for key, entry in value.items()})
    if kind is set:
        return frozenset(value)
    if isinstance(value, str):
        return str.__str__(value)
    return value.item() if isinstance(value, np.number | np.bool_) else value


class Sealed:
    """Base of frozen dataclasses that results hold: nobody can write into their fields."""

    __slots__ = ()

    def __post_init__(self) -> None:
        for field in dataclasses.fields(self):  # type: ignore[arg-type]
            value = getattr(self, field.name)
            if (kept := frozen(value)) is not value:
                object.__setattr__(self, field.name, kept)

    # arrays come writeable from a pickle, and are made read-only again
    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        Sealed.__post_init__(self)


def copied(value: Any) -> Any:
    """Return a value of the same kind that no change of the given one reaches, at any depth.

    Arrays, data frames, lists and dicts are copied; everything else cannot be changed, or is the
    user's own to keep.
    """
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is tuple or kind is list:
        return kind(value if _PLAIN.issuperset(map(type, value)) else map(copied, value))
    if kind is dict:
        return {key: copied(entry) for key, entry in value.items()}
    if isinstance(value, np.ndarray) or kind.__module__.partition(".")[0] == "pandas":
        return value.copy() if hasattr(value, "copy") else value
    return value
