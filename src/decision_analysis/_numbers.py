"""Checks of numbers and arrays from users: each returns the clean value or says what it got."""

from __future__ import annotations

import math
import numbers
import sys
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from decision_analysis._arrays import FloatArray
from decision_analysis._kinds import entry_of, held, is_labelled, is_number, labelling, masked
from decision_analysis._limits import LARGEST_INTEGER, MOST_AXES
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError

_KINDS = {
    "b": "booleans",
    "c": "complex numbers",
    "M": "dates",
    "m": "spans of time",
    "S": "strings",
    "T": "strings",
    "U": "strings",
}
"""What numpy calls by a letter, and is no number."""


class NotNumbersError(ValueError):
    """What was given are no numbers, though numpy would make some of it.

    It has labels where numbers are read by position, or is times, of which numpy makes whole
    numbers.
    """


def number(
    what: str,
    value: object,
    *,
    low: float = -math.inf,
    high: float = math.inf,
    open_low: bool = False,
    open_high: bool = False,
) -> float:
    """Return a finite number in [low, high] as a float; `open_low`, `open_high` exclude ends."""
    if not is_number(value):
        raise InvalidInputError(f"{what} must be a number; got {shown(value)}")
    result = _as_float(entry_of(value))
    if not math.isfinite(result):
        raise InvalidInputError(f"{what} must be finite; got {result}")
    beyond = result < low or result > high
    at_open_end = (open_low and result == low) or (open_high and result == high)
    if beyond or at_open_end:
        raise InvalidInputError(
            f"{what} must be {_interval(low, high, open_low, open_high)}; got {result:g}"
        )
    return result


def integer(what: str, value: object, *, low: int = 1, high: int = LARGEST_INTEGER) -> int:
    """Return an integer within [low, high]."""
    entry = entry_of(value)
    if not isinstance(entry, numbers.Integral) or not is_number(entry):
        raise InvalidInputError(f"{what} must be an integer; got {shown(value)}")
    result = int(entry)
    if result < low:
        raise InvalidInputError(f"{what} must be at least {low}; got {shown(result)}")
    if result > high:
        raise InvalidInputError(f"{what} must be at most {high:,}; got {_brief(result)}")
    return result


def pair(what: str, value: object, *, form: str = "(low, high)") -> tuple[float, float]:
    """Return the two numbers of a pair, in their order: of a list, a tuple or an array."""
    array = None if isinstance(value, str | bytes) else numeric_array(what, value)
    if array is None or array.shape != (2,):
        raise InvalidInputError(f"{what} must be {form}; got {shown(value)}")
    return float(array[0]), float(array[1])


def sample_index(value: object, shape: tuple[int, ...]) -> tuple[int, ...]:
    """Return the index of one sample, an integer for each sample axis."""
    given = value if isinstance(value, tuple) else (value,)
    if len(given) != len(shape):
        raise InvalidInputError(
            f"need {len(shape)} indices for samples {shape}; got {shown(given)}"
        )
    # negative ones count from the end, as everywhere in Python
    return tuple(
        integer(f"index for samples {shape}", i, low=-n, high=n - 1)
        for i, n in zip(given, shape, strict=True)
    )


def numeric_array(
    what: str, value: Any, *, finite: bool = True, labels_matter: bool = True
) -> FloatArray:
    """Return a fresh float array of real numbers.

    Strings, booleans, ragged, masked and non-finite entries are refused. So is what has labels,
    which a caller that can align them reads by `_labelled`; unless they do not matter, since each
    number is treated by itself or all are samples of one quantity.
    """
    if not labels_matter and is_labelled(value) and hasattr(value, "to_numpy"):
        value = value.to_numpy()
    hidden = masked(value)
    if hidden is not None:
        raise InvalidInputError(f"{what} must be numbers; got a masked entry{at(hidden)}")
    try:
        raw = read(value)
    except NotNumbersError as error:
        raise InvalidInputError(f"{what} must be numbers; {error}") from error
    except ValueError as error:
        raise InvalidInputError(
            f"{what} must be a rectangular array of numbers; {error}"
        ) from error
    if raw.dtype == object:
        # entry by entry only for objects: those of a typed array are all of one kind
        for index, entry in np.ndenumerate(raw):
            if not is_number(entry):
                raise InvalidInputError(f"{what} must be numbers; got {shown(entry)}{at(index)}")
    elif raw.dtype.kind not in "iuf":
        kind = _KINDS.get(raw.dtype.kind, raw.dtype)
        raise InvalidInputError(f"{what} must be numbers; got {kind}")
    array = as_floats(raw)
    return all_finite(what, array) if finite else array


def read(value: object) -> NDArray[Any]:
    """Return `value` as an array; ValueError if it is none.

    It holds objects where numpy would take what is no number for one.
    """
    kinds, arrays = held(value)
    refuse_labels(value, kinds)
    if any(masked(array) is not None for array in arrays):
        raise ValueError("got a masked entry in a list")
    if hasattr(value, "toarray"):
        raise ValueError(f"got a sparse {type(value).__name__}: give its .toarray()")
    boolean = bool in kinds or np.bool_ in kinds or any(array.dtype == np.bool_ for array in arrays)
    try:
        raw = np.asarray(value)
        # numpy would read True as 1 beside numbers; as objects each entry can be refused by name
        raw = np.asarray(value, dtype=object) if boolean and raw.dtype.kind in "iuf" else raw
    # anything may be raised here, as `__array__` and `__len__` are the user's own
    except Exception as error:
        raise ValueError(str(error)) from error
    if raw.ndim > MOST_AXES:
        raise ValueError(f"got {raw.ndim} axes, more than {MOST_AXES}")
    # numpy makes integers of them, beside numbers and as objects: nanoseconds since 1970
    if times := [array for array in (raw, *arrays) if array.dtype.kind in "mM"]:
        raise NotNumbersError(f"got {_KINDS[times[0].dtype.kind]}")
    return raw


def refuse_labels(value: Any, kinds: Collection[type]) -> None:
    """Refuse what has labels, or holds what may have."""
    # going through all entries is slow, and without such a type among them for nothing
    inside = any(
        labelling(kind) or issubclass(kind, Mapping) or hasattr(kind, "_labelled") for kind in kinds
    )
    found = _first_labelled(value, MOST_AXES if inside else 0)
    if found is not None:
        array = "its .to_numpy()" if hasattr(found, "to_numpy") else "an array of its values"
        way = f"{array} where the order is right"
        if hasattr(found, "_labelled"):
            way = "what is needed of it"
        raise NotNumbersError(
            f"got a labelled {type(found).__name__}, which would be read by position: give {way}"
        )


def _first_labelled(value: Any, depth: int) -> Any:
    if is_labelled(value):
        return value
    inner = value if depth and isinstance(value, list | tuple) else ()
    found = (_first_labelled(entry, depth - 1) for entry in inner)
    return next((entry for entry in found if entry is not None), None)


def all_finite(what: str, array: FloatArray) -> FloatArray:
    """Return `array` if all its entries are finite."""
    if not np.isfinite(array).all():
        index = tuple(np.argwhere(~np.isfinite(array))[0])
        raise InvalidInputError(f"{what} must be finite; got {array[index]}{at(index)}")
    return array


def of_finite_range(what: str, array: FloatArray) -> FloatArray:
    """Return `array` if the difference of its extremes is a number, too."""
    if float(array.max()) / 2 - float(array.min()) / 2 > sys.float_info.max / 2:
        raise InvalidInputError(
            f"{what} must have a range below {sys.float_info.max:.3g}; got {array.min():.3g} and"
            f" {array.max():.3g}"
        )
    return array


def of_finite_slopes(what: str, x: FloatArray, y: FloatArray) -> FloatArray:
    """Return ascending `x` (n,) if the line between any two points is no steeper than numbers."""
    with np.errstate(over="ignore"):
        steep = np.flatnonzero(~np.isfinite(np.diff(y) / np.diff(x)))
    if steep.size:
        first, second = x[steep[0]], x[steep[0] + 1]
        raise InvalidInputError(
            f"{what} must be far enough apart for slopes to be numbers; got {first:.10g} followed"
            f" by {second:.10g}"
        )
    return x


def samples(what: str, value: object) -> FloatArray:
    """Return a number or a non-empty array of samples (...), all finite."""
    array = numeric_array(what, value)
    if not array.size:
        raise InvalidInputError(f"{what} must hold at least one sample; got shape {array.shape}")
    return array


def as_floats(numbers: NDArray[Any]) -> FloatArray:
    """Return real numbers as a fresh float array; those beyond its range become infinite."""
    if numbers.dtype != object:
        with np.errstate(over="ignore"):
            return np.array(numbers, dtype=np.float64, order="C", subok=False)
    return np.array([_as_float(entry) for entry in numbers.flat], dtype=np.float64).reshape(
        numbers.shape
    )


def _as_float(number: Any) -> float:
    try:
        return float(number)
    except OverflowError:
        return math.inf if number > 0 else -math.inf
    except ValueError:  # a decimal that signals that it is no number
        return math.nan


def at(index: Sequence[int | np.intp]) -> str:
    """Write an array index for a message: nothing for a scalar."""
    return f" at {tuple(int(i) for i in index)}" if len(index) else ""


def _brief(number: int) -> str:
    size = _as_float(number)
    return f"{size:g}" if math.isfinite(size) else shown(number)


def _interval(low: float, high: float, open_low: bool, open_high: bool) -> str:
    if math.isinf(high):
        return f"greater than {low:g}" if open_low else f"at least {low:g}"
    if math.isinf(low):
        return f"less than {high:g}" if open_high else f"at most {high:g}"
    return f"in {'(' if open_low else '['}{low:g}, {high:g}{')' if open_high else ']'}"
