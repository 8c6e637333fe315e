"""What kind of thing a value is: a number, a mapping, several numbers, labelled, masked."""

from __future__ import annotations

import decimal
import numbers
from collections.abc import Mapping
from typing import Any, TypeGuard

import numpy as np
from numpy.typing import NDArray

from decision_analysis._limits import MOST_AXES

LABELLING = ("pandas", "polars", "pyarrow", "xarray")
"""Packages whose arrays have labels, which numpy drops."""


def is_number(value: object) -> bool:
    """Say whether `value` is a real number, such as numpy's and decimals.

    An array without axes, numpy's or another library's, is what it holds. Booleans, strings, times
    and masked cells are no numbers.
    """
    if type(value) is float or type(value) is int:  # most of what is asked about, at once
        return True
    # booleans and spans of time count as numbers to Python and numpy, and are none
    return isinstance(entry := entry_of(value), numbers.Real | decimal.Decimal) and not isinstance(
        entry, bool | np.bool_ | np.timedelta64
    )


def is_mapping(value: object) -> TypeGuard[Mapping[Any, Any]]:
    """Say whether `value` has entries by name; a sparse matrix by keys has them by place."""
    return isinstance(value, Mapping) and not hasattr(value, "toarray")


def holds_several(value: Any) -> bool:
    """Say whether `value` is a list or an array with axes; what a class says of its own is none."""
    axes = getattr(value, "ndim", 0)
    return isinstance(value, list | tuple) or (isinstance(axes, int) and axes > 0)


def entry_of(value: Any) -> Any:
    """Return what an array without axes holds; anything else as it is."""
    # other libraries' have to be numbers to Python too, as what is checked may be used as it is
    if isinstance(value, np.generic) or not (
        hasattr(value, "__array__") and hasattr(value, "__float__")
    ):
        return value
    if getattr(value, "ndim", 0) or masked(value) is not None:
        return value
    try:
        array = np.asarray(value)
    # anything may be raised here, as `__array__` is the user's own
    except Exception:
        return value
    return value if array.ndim else array[()]


def labelling(kind: type) -> str:
    """Return the package of labelled arrays that a class or one of its bases is of; '' if none."""
    if kind.__module__ in ("builtins", "numpy"):  # most of what is asked about, at once
        return ""
    packages = (base.__module__.partition(".")[0] for base in kind.__mro__)
    return next((package for package in packages if package in LABELLING), "")


def is_labelled(value: object) -> bool:
    """Say whether numpy would read `value` by position though its entries have labels.

    Such are pandas objects and the like. A Series whose index is 0, 1, 2, ... has its places for
    labels, and so has a data frame with such columns.
    """
    if isinstance(value, Mapping) or hasattr(value, "_labelled"):
        return True
    package = labelling(type(value))
    if package != "pandas":  # columns are what frames have that do not count their axes
        return bool(package) and (getattr(value, "ndim", 0) > 0 or hasattr(value, "columns"))
    if not getattr(value, "ndim", 0) or not hasattr(value, "index"):
        return False
    columns = [value.columns] if hasattr(value, "columns") else []
    return not all(map(counts_places, [value.index, *columns]))


def counts_places(index: Any) -> bool:
    """Say whether a pandas index is 0, 1, 2, ..., as where nobody gave labels."""
    plain = index.nlevels == 1 and index.dtype.kind in "iu"
    return bool(plain and np.array_equal(index.to_numpy(), np.arange(len(index))))


def masked(value: object) -> tuple[int, ...] | None:
    """Return the index of the first masked entry of a masked array.

    Numpy would take such an entry with what it hides.
    """
    mask = getattr(value, "mask", None)
    if not isinstance(mask, np.bool_ | np.ndarray) or mask.dtype != np.bool_ or not mask.any():
        return None
    return tuple(int(i) for i in np.argwhere(mask)[0])


def held(value: object) -> tuple[set[type], list[NDArray[Any]]]:
    """Return the types of what a list or tuple holds at any depth, and the arrays among it."""
    level = [value] if isinstance(value, list | tuple) else []
    kinds: set[type] = set()
    arrays: dict[int, NDArray[Any]] = {}
    for _ in range(MOST_AXES):
        # level by level: types first, as sets of types are far cheaper than tests of every entry
        below = {t for entries in level for t in map(type, entries)}
        kinds |= below
        if likes := tuple(
            t for t in below if hasattr(t, "__array__") and not issubclass(t, np.generic)
        ):
            found = {id(e): e for entries in level for e in entries if isinstance(e, likes)}
            arrays |= {
                place: array for place, e in found.items() if (array := _read(e)) is not None
            }
        if not any(issubclass(t, list | tuple) for t in below):
            break
        # by identity: a list that holds one list a million times is looked into once
        level = list(
            {id(e): e for entries in level for e in entries if isinstance(e, list | tuple)}.values()
        )
    # what other libraries' arrays of truth values that may be missing hold for numpy
    kinds |= {
        t for array in arrays.values() if array.dtype == object for t in map(type, array.flat)
    }
    return kinds, list(arrays.values())


def _read(value: Any) -> NDArray[Any] | None:
    """Return numpy's array of another library's, or None where that fails."""
    try:
        return value if isinstance(value, np.ndarray) else np.asarray(value)
    # anything may be raised here, as `__array__` is the user's own
    except Exception:
        return None
