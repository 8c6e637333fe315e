"""`ReadOnly`: a mapping that cannot be changed, yet pickled and copied, unlike mappingproxy."""

from __future__ import annotations

from typing import Any, Generic, NoReturn, Self, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class ReadOnly(dict[K, V], Generic[K, V]):
    """A dict that keeps its entries and their order, and takes no others."""

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
