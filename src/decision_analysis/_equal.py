"""Whether two results, or what they hold, are the same: by type, field and number."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np


class Comparable:
    """Base of what knows by `_same_as` whether another is the same; `==` stays what it is."""

    __slots__ = ()

    # numpy would compare an array with it entry by entry, and fail where it is no sequence
    __array_ufunc__ = None

    if TYPE_CHECKING:

        def _same_as(self, other: object) -> bool: ...

    def equals(self, other: object) -> bool:
        """Say whether something else is the same, by all that it says and counts.

        Parameters
        ----------
        other : object
            Anything.

        Returns
        -------
        bool
            Whether it is of the same kind and has the same labels, in the same order, the same
            words and the same numbers.
        """
        return self is other or self._same_as(other)


def equal(first: Any, second: Any) -> bool:
    """Say whether two values are the same; arrays by shape and numbers, NaN equal to NaN."""
    if first is second:
        return True
    if isinstance(first, np.ndarray) or isinstance(second, np.ndarray):
        return _equal_arrays(np.asarray(first), np.asarray(second))
    # of one type and with an `equals` of its own: results, tables, trees
    if type(first) is type(second) and hasattr(first, "equals"):
        return bool(first.equals(second))
    if isinstance(first, Mapping) and isinstance(second, Mapping):
        return first.keys() == second.keys() and all(
            equal(first[key], second[key]) for key in first
        )
    if isinstance(first, tuple | list) and isinstance(second, tuple | list):
        return len(first) == len(second) and all(map(equal, first, second))
    # 1, 1.0 and numpy's 1.0 are the same number, though of different types
    if type(first) is not type(second):
        return bool(np.isscalar(first) and np.isscalar(second) and first == second)
    if dataclasses.is_dataclass(first):
        return equal_fields(first, second)
    # NaN is the one number that is unlike itself; here two of them are the same
    return bool(first == second) or (
        isinstance(first, float) and first != first and second != second
    )


def equal_fields(first: Any, second: Any) -> bool:
    """Say whether two instances of one dataclass have the same fields."""
    return all(
        equal(getattr(first, f.name), getattr(second, f.name)) for f in dataclasses.fields(first)
    )


def _equal_arrays(first: np.ndarray[Any, Any], second: np.ndarray[Any, Any]) -> bool:
    # of objects `array_equal` would compare by `==`, which the entries may answer with an array
    if first.dtype == object or second.dtype == object:
        return first.shape == second.shape and all(map(equal, first.flat, second.flat))
    # `equal_nan` fails for types without NaN, such as strings
    return np.array_equal(
        first, second, equal_nan=first.dtype.kind in "fc" and second.dtype.kind in "fc"
    )
