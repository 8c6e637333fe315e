"""Ways to spoil an argument: whole replacements for any, and damage that fits what it is."""

import copy
import dataclasses
import datetime
import inspect
from collections.abc import Mapping
from fractions import Fraction

import numpy as np
import pandas as pd
import scipy.sparse

import decision_analysis as da

STRANGE = "no such thing"


class Unreadable:
    """Raises whatever is asked of it."""

    def __array__(self, dtype=None, copy=None):
        raise RuntimeError("not an array")

    def __repr__(self):
        raise RuntimeError("not to be shown")

    def __copy__(self):
        return self


def _deep(levels):
    inner = 1.0
    for _ in range(levels):
        inner = [inner]
    return inner


def _endless():
    inner = []
    inner.append(inner)
    return inner


NUMBERS = {
    "a share": 0.25,
    "a fraction": 2.5,
    "a count": 3,
    "zero": 0,
    "a negative": -1.5,
    "a rational": Fraction(1, 3),
}

NUMPY_1 = np.lib.NumpyVersion(np.__version__) < "2.0.0"  # whose arrays have 32 axes at most
STRANGERS = {
    **NUMBERS,
    "None": None,
    "nan": float("nan"),
    "inf": float("inf"),
    "-inf": -np.inf,
    "a huge integer": 10**400,
    "an integer that Python will not print": -(10**5000),
    "a masked cell": np.ma.masked,
    "a span of time": np.timedelta64(3, "D"),
    "a truth value": True,
    "a numpy truth value": np.True_,
    "a complex number": 1j,
    "text": STRANGE,
    "empty text": "",
    "a number as text": "1",
    "bytes": b"1",
    "a date": datetime.date(2024, 9, 14),
    "an object": object(),
    "a class": type(
        "Strange",
        (),
        # as classes of arrays do, it says how many axes its own have
        {"__init__": lambda self, *given, **named: None, "ndim": property(lambda self: 0)},
    ),
    "a function that returns None": lambda *given, **named: None,
    "an empty list": [],
    "an empty mapping": {},
    "a set": {STRANGE},
    "a list of text": [STRANGE, "another"],
    "a list of None": [None, None],
    "a list of nan": [np.nan, np.nan],
    "a ragged list": [[1.0, 2.0], [3.0]],
    "a mapping of text": {STRANGE: STRANGE},
    "a mapping of a stranger": {STRANGE: 0.5},
    "a mapping of numbers": {1: 1.0, 2: 0.5},
    "a mapping of a missing label": {pd.NA: 0.5},
    "an array of text": np.array(["1", "2"]),
    "an array of truth values": np.array([True, False]),
    "an array of complex numbers": np.array([1j, 2]),
    "an array of dates": np.array(["2024-09-14"], dtype="datetime64[ns]"),
    "an array of spans of time": np.array([3, 4], dtype="timedelta64[ns]"),
    "a masked array": np.ma.array([1.0, 2.0], mask=[False, True]),
    "a list with a masked cell": [1.0, np.ma.masked],
    "a list of integers that Python will not print": [10**5000, 1],
    "a list 100,000 deep": _deep(100_000),
    "a list that holds itself": _endless(),
    **({} if NUMPY_1 else {"an array of 40 axes": np.full((1,) * 39 + (2,), 0.5)}),
    "a sparse matrix": scipy.sparse.csr_matrix([[1.0, 0.0], [0.0, 1.0]]),
    "a sparse matrix by keys": scipy.sparse.dok_array([[1.0, 0.0], [0.0, 1.0]]),
    "an array of records": np.zeros(2, dtype=[("a", float)]),
    "an array within an array": np.array(None, dtype=object),
    "what numpy cannot read": Unreadable(),
    "an empty array": np.empty(0),
    "an array of many axes": np.full((1, 2, 1, 3, 1), 0.5),
    "a data frame": pd.DataFrame({STRANGE: [1.0, 2.0], "another": [0.5, 1.0]}),
    "a series": pd.Series({STRANGE: 1.0, "another": 0.5}),
}


def corruptions(value):
    """Yield (what was done, the spoiled value, words of which the error must contain one, if
    any)."""
    for label, stranger in STRANGERS.items():
        yield label, stranger, ()
    yield "a generator", (x for x in ()), ()
    if isinstance(value, da.DecisionTable):
        yield from _of_table(value)
    elif isinstance(value, da.Parameters):
        yield "a mapping of base values", value.base(), ()
        yield "a list of parameters", list(value.values()), ()
    elif isinstance(value, da.trees.Node):
        yield "the tree as plain data", da.trees.to_dict(value), ()
    elif isinstance(value, Mapping):
        yield from _of_mapping(value)
    elif isinstance(value, str):
        for label, bad in {
            "misspelled": value + "s",
            "in capitals": value.upper(),
            "with a space": value + " ",
        }.items():
            yield label, bad, () if "/" in value else (bad, *bad.split())
        yield "in a list", [value], ()
    elif isinstance(value, np.ndarray | list | tuple) and _is_flat_text(value):
        yield from _of_names(value)
    elif isinstance(value, np.ndarray | list | tuple) and _is_numeric(value):
        yield from _of_numbers(value)
    elif inspect.isroutine(value):
        yield "its name", getattr(value, "__name__", "f"), ()
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield "as text", str(value), ()
        yield "in a list", [value], ()
        yield "negative", -value if value else -1.0, ()


def _is_flat_text(value):
    return len(value) > 0 and all(isinstance(entry, str) for entry in value)


def _is_numeric(value):
    return np.asarray(value, dtype=object).size > 0 and np.asarray(value).dtype.kind in "iuf"


def _of_table(table):
    yield (
        "a table as a data frame",
        table.to_frame() if not table.sample_shape else table.mean().to_frame(),
        (),
    )
    yield "a table as an array", np.array(table.values), ()
    yield "a table as lists", table.values.tolist(), ()
    yield "a table as rows", dict(zip(table.alternatives, table.values.tolist(), strict=False)), ()
    yield "a table as plain data", table.to_dict(), ()


def _of_mapping(mapping):
    first, last = next(iter(mapping)), list(mapping)[-1]
    entries = dict(mapping)
    misspelled = {
        key + "s" if isinstance(key, str) else key + 1e-3 if isinstance(key, float) else key: entry
        for key, entry in entries.items()
    }
    without = {key: entry for key, entry in entries.items() if key != last}
    yield "a missing key", without, _words(*entries)
    if list(misspelled) != list(entries):
        yield "misspelled keys", misspelled, _words(*misspelled)
    yield "one more key", {**entries, STRANGE: entries[last]}, (STRANGE,)
    yield "a key that is a number", {**without, 7: entries[last]}, ("7", *_words(last))
    yield "a key that is nan", {**without, float("nan"): entries[last]}, ("nan", *_words(last))
    yield "an empty key", {**without, "": entries[last]}, ("''", "empty", *_words(last))
    yield "a list of its keys", list(entries), ()
    yield "a list of pairs", list(entries.items()), ()
    yield "a series of it", pd.Series(entries), ()
    for label, entry in {
        "nan": np.nan,
        "inf": np.inf,
        "text": STRANGE,
        "None": None,
        "a truth value": True,
        "a complex number": 1j,
        "an object": object(),
        "an integer that Python will not print": 10**5000,
        "a masked cell": np.ma.masked,
        "a span of time": np.timedelta64(3, "D"),
        "what numpy cannot read": Unreadable(),
    }.items():
        yield f"{label} for a key", {**entries, first: entry}, _words(first)
    yield "an empty list for a key", {**entries, first: []}, ()
    if all(isinstance(entry, int | float) for entry in entries.values()):
        yield "a negative for a key", {**entries, first: -1.0}, ("got -1", *_words(first))
        yield "zeros", dict.fromkeys(entries, 0.0), ()
        yield "a sum of .9", {key: entry * 0.9 for key, entry in entries.items()}, ()
        yield "a sum of 1.2", {key: entry * 1.2 for key, entry in entries.items()}, ()


def _words(*keys):
    """Return what a message may call the keys by: a pair by either of its names."""
    return tuple(str(part) for key in keys for part in (key if isinstance(key, tuple) else (key,)))


def _of_names(names):
    names = list(names)
    yield "one name as text", names[0], ()
    yield "a repeated name", [names[0], *names[:-1]] if len(names) > 1 else names * 2, (names[0],)
    yield "a number among names", [*names[:-1], 3], ("3",)
    yield (
        "an integer that Python will not print among names",
        [*names[:-1], 10**5000],
        ("5001 digits",),
    )
    yield "an empty name", [*names[:-1], ""], ("''", "empty", names[-1])
    yield "None among names", [*names[:-1], None], ("None",)
    yield "a misspelled name", [*names[:-1], f"{names[-1]}s"], (*str(names[-1]).split(),)
    yield "one name too few", names[:-1], ()
    yield "one name too many", [*names, STRANGE], ()
    yield "names as an array", np.array(names), ()


def _of_numbers(numbers):
    array = np.array(numbers, dtype=float)
    place = (0,) * array.ndim
    for label, entry in {"nan": np.nan, "inf": np.inf, "-inf": -np.inf}.items():
        spoiled = array.copy()
        spoiled[place] = entry
        yield f"{label} in a cell", spoiled, ()
    for label, entry in {
        "text": "1",
        "None": None,
        "a truth value": True,
        "a complex number": 1j,
        "an integer that Python will not print": 10**5000,
        "a span of time": np.timedelta64(3, "D"),
    }.items():
        spoiled = array.astype(object)
        spoiled[place] = entry
        yield f"{label} in a cell", spoiled.tolist(), ()
    # of what counts nanoseconds numpy makes whole numbers
    times = np.abs(array).astype("i8")
    yield "dates in all cells", times.astype("datetime64[ns]"), ()
    if array.ndim > 1:
        spans = times[0].astype("timedelta64[ns]")
        yield "spans of time in a row", [spans, *array.tolist()[1:]], ()
    hidden = np.ma.array(array)
    hidden[place] = np.ma.masked
    yield "masked in a cell", hidden, ()
    negative = array.copy()
    negative[place] = -1.0
    yield "a negative in a cell", negative, ()
    yield "zeros", np.zeros_like(array), ()
    yield "as text", array.astype(str), ()
    yield "one too few", array[..., :-1], ()
    yield "one too many", np.concatenate([array, array[..., -1:]], axis=-1), ()
    yield (
        "ragged",
        [*array.tolist()[:-1], []] if array.ndim > 1 else [*array.tolist()[:-1], [1.0]],
        (),
    )
    yield "without an axis", array[0], ()
    yield "with one more axis", array[None], ()
    yield "a sum of .9", array * 0.9, ()
    yield "a sum of 1.2", array * 1.2, ()
    yield "as a data frame", pd.DataFrame(np.atleast_2d(array.reshape(-1, array.shape[-1]))), ()


def extremes(value):
    """Yield (what was done, the argument with finite numbers near the ends of what floats can
    hold)."""
    if isinstance(value, da.DecisionTable):
        for label, array in _extreme_arrays(np.array(value.values)):
            if np.abs(array).max() <= 1e300:
                yield label, value.with_values(array)
    elif isinstance(value, Mapping) and all(map(_is_plain_number, value.values())):
        for number in (1e308, -1e308, 1e200, 5e-324):
            yield f"{number} for a key", {**value, next(iter(value)): number}
        for number in (1e308, 5e-324):
            yield f"{number} for all keys", dict.fromkeys(value, number)
    elif isinstance(value, np.ndarray | list | tuple) and _is_numeric(value):
        yield from _extreme_arrays(np.array(value, dtype=float))
    elif _is_plain_number(value):
        for number in (1e308, -1e308, 1e200, 1e-200, 5e-324):
            yield str(number), number


def _is_plain_number(value):
    return isinstance(value, int | float) and not isinstance(value, bool)


def _extreme_arrays(array):
    first, last = (0,) * array.ndim, (-1,) + (0,) * (array.ndim - 1)
    for number in (1e308, -1e308, 1e200, 5e-324):
        spoiled = array.copy()
        spoiled[first] = number
        yield f"{number} in a cell", spoiled
    for one, other in ((1e299, -1e299), (1e299, 5e-324), (1e308, -1e308)):
        spoiled = array.copy()
        spoiled[first], spoiled[last] = one, other
        yield f"{one} and {other}", spoiled
    for number in (1e308, 5e-324):
        yield f"{number} in all cells", np.full(array.shape, number)
    for factor in (1e299, 1e-299):
        yield f"times {factor}", array * factor


def numbers_in(value, name="result", depth=3):
    """Yield the numbers that a result holds, with the name of the field."""
    if isinstance(value, float | np.floating) or (
        isinstance(value, np.ndarray) and value.dtype.kind == "f"
    ):
        yield name, np.asarray(value)
    elif isinstance(value, da.DecisionTable):
        yield name, value.values
    elif depth and dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            if field.name != "parameters":
                yield from numbers_in(getattr(value, field.name), field.name, depth - 1)
    elif depth and isinstance(value, Mapping):
        for key, entry in value.items():
            yield from numbers_in(entry, str(key), depth - 1)
    elif depth and isinstance(value, list | tuple):
        for entry in value:
            yield from numbers_in(entry, name, depth - 1)


def snapshot(value, depth=8):
    """Return a copy of an argument to compare with later, or None for what cannot be compared."""
    if isinstance(value, da.DecisionTable):
        return value.to_dict()
    if isinstance(value, np.ndarray):
        return value.tolist()
    if isinstance(value, Mapping) and depth:
        return {key: snapshot(entry, depth - 1) for key, entry in value.items()}
    if isinstance(value, list | tuple) and depth:
        return [snapshot(entry, depth - 1) for entry in value]
    if isinstance(value, int):
        return hash(value)
    return copy.copy(value) if isinstance(value, str | float) else None
