"""Random damage for the fuzz: a call's valid arguments, spoiled at random depths, the same for the
same number."""

import datetime
import functools
import hashlib
from collections.abc import Mapping
from decimal import Decimal

import numpy as np
import pandas as pd
import scipy.sparse

import decision_analysis as da
from bad_input.cases import CALLS
from bad_input.kinds import STRANGERS

# Damage that the sweep of single corruptions does not do. Counts stay small or beyond any memory:
# a number in between would be a fair question that takes long.
WILD = {
    **STRANGERS,
    "an integer of 5,000 digits": 10**5000,
    "10^15": 10**15,
    "a long double": np.longdouble("0.1"),
    "an array of long doubles": np.array([0.1, 0.9], dtype=np.longdouble),
    "a masked array": np.ma.masked_array([0.5, 0.5], mask=[False, True]),
    "a time difference": np.timedelta64(3, "D"),
    "an array of time differences": np.array([1, 2], dtype="timedelta64[s]"),
    "an array of single precision": np.array([0.1, 0.9], dtype=np.float32),
    "an array of half precision": np.array([0.5, 0.5], dtype=np.float16),
    "a decimal": Decimal("0.1"),
    "a sparse matrix": scipy.sparse.eye_array(3),
    "a matrix": np.array([[0.5, 0.5]]).view(np.matrix),
    "an array of 32 axes": np.full((1,) * 32, 0.5),
    "an array of objects": np.array([object(), None], dtype=object),
    "the largest float": 1.7976931348623157e308,
    "the smallest float": 5e-324,
    "minus zero": -0.0,
    "nearly one": 1.0 - 1e-12,
    "a numpy string": np.str_("yes"),
    "text with a line break": "a\nb",
    "a lone surrogate": "\ud800",
    "a range": range(3),
    "an ellipsis": ...,
    "a list 90 deep": functools.reduce(lambda inner, _: [inner], range(90), [0.5]),
    "a multi-index": pd.DataFrame(
        {"a": [1.0, 2.0]}, index=pd.MultiIndex.from_tuples([("x", 1), ("y", 2)])
    ),
    "a categorical": pd.Series(["low", "high"], dtype="category"),
    "missing cells": pd.DataFrame({"a": [1.0, None], "b": [pd.NA, 2.0]}),
    "a time zone": datetime.UTC,
    "the length": len,
    "a function that returns its argument": lambda *given, **named: given[0] if given else named,
    "a function that returns nan": lambda *given, **named: np.nan,
    "a function that returns text": lambda *given, **named: "text",
    "a function that returns an array": lambda *given, **named: np.zeros((2, 3)),
}
POOL = [value for case in CALLS.values() for value in case.arguments.values()]


def spoiled_arguments(name, index):
    """Return the arguments of the `index`-th fuzzed call of `name`, one to three of them
    spoiled."""
    seed = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big")
    rng = np.random.default_rng([seed, index])
    arguments = dict(CALLS[name].arguments)
    chosen = rng.permutation(list(arguments))[: rng.integers(1, 4)] if arguments else ()
    return {
        key: _spoiled(rng, value) if key in chosen else value for key, value in arguments.items()
    }


def _spoiled(rng, value, depth=4):
    draw = rng.random()
    if draw < 0.15:
        return list(WILD.values())[rng.integers(len(WILD))]
    if draw < 0.2:
        return POOL[rng.integers(len(POOL))]
    if isinstance(value, bool) or value is None:
        return list(WILD.values())[rng.integers(len(WILD))]
    if isinstance(value, str):
        return _spoiled_text(rng, value)
    if isinstance(value, int | float | np.number):
        return _spoiled_number(rng, value)
    if isinstance(value, da.DecisionTable):
        return _spoiled_table(rng, value)
    if isinstance(value, Mapping) and type(value) is dict and value and depth:
        return _spoiled_mapping(rng, value, depth)
    if isinstance(value, np.ndarray) and value.size:
        return _spoiled_array(rng, value)
    if isinstance(value, list | tuple) and len(value) and depth:
        return _spoiled_sequence(rng, value, depth)
    return list(WILD.values())[rng.integers(len(WILD))]


def _pick(rng, *choices):
    return choices[rng.integers(len(choices))]


def _spoiled_text(rng, text):
    change = _pick(
        rng,
        str.upper,
        str.strip,
        np.str_,
        lambda t: t + t,
        lambda t: t[:-1],
        lambda t: t[::-1],
        lambda t: t + "\n",
        lambda t: t.encode(),
        lambda t: [t],
        lambda t: t + " > " + t,
    )
    return text if text.startswith("PATH") and rng.random() < 0.9 else change(text)


def _spoiled_number(rng, number):
    if isinstance(number, int):
        return _pick(
            rng,
            -number,
            number + 1,
            number - 1,
            2 * number,
            float(number),
            number + 0.5,
            0,
            1,
            10**15,
        )
    return _pick(
        rng,
        -number,
        1 - number,
        number * 10.0,
        number * 1e300,
        number * 1e-300,
        number + 1e-10,
        np.float32(number),
        np.longdouble(number),
        float(round(number)),
        np.array(number),
        np.full(2, number),
        np.full((3, 1), number),
        [number, number],
    )


def _spoiled_table(rng, table):
    values = np.array(table.values)
    change = _pick(rng, "scale", "shift", "cell", "samples", "column", "rows", "signs")
    if change == "scale":
        values *= 10.0 ** rng.integers(-300, 300)
    elif change == "shift":
        values += 10.0 ** rng.integers(-20, 20)
    elif change == "cell":
        values[tuple(rng.integers(values.shape))] = _pick(rng, 0.0, -1.0, 1e308, 5e-324, 1e-10)
    elif change == "samples":
        values = np.stack([values, values * rng.random(values.shape)])
    elif change == "column":
        values[..., rng.integers(values.shape[-1])] = 1.0
    elif change == "rows":
        values[..., :, :] = values[..., :1, :]
    else:
        values = -values
    return table.with_values(values) if np.abs(values).max() <= 1e299 else table


def _spoiled_mapping(rng, mapping, depth):
    keys = list(mapping)
    key = keys[rng.integers(len(keys))]
    change = _pick(
        rng, "entry", "entry", "entry", "drop", "rename", "order", "add", "one", "series"
    )
    if change == "drop":
        return {k: v for k, v in mapping.items() if k != key}
    if change == "rename":
        return {f"{k}s" if k == key else k: v for k, v in mapping.items()}
    if change == "order":
        return {k: mapping[k] for k in reversed(keys)}
    if change == "add":
        return {**mapping, _pick(rng, "", "another", 7, None, ("a", "b")): mapping[key]}
    if change == "one":
        return {key: mapping[key]}
    if change == "series":
        return pd.Series(mapping, dtype=object)
    return {**mapping, key: _spoiled(rng, mapping[key], depth - 1)}


def _spoiled_sequence(rng, sequence, depth):
    entries = list(sequence)
    place = rng.integers(len(entries))
    change = _pick(rng, "entry", "entry", "entry", "drop", "repeat", "order", "set", "array")
    if change == "entry":
        entries[place] = _spoiled(rng, entries[place], depth - 1)
    elif change == "drop":
        del entries[place]
    elif change == "repeat":
        entries.insert(place, entries[place])
    elif change == "order":
        entries = entries[::-1]
    elif change == "set":
        return dict.fromkeys(map(str, entries))
    else:
        holder = np.empty(len(entries), dtype=object)
        holder[:] = entries
        return holder
    return type(sequence)(entries)


def _spoiled_array(rng, array):
    change = _pick(
        rng, "cell", "cell", "kind", "transpose", "axis", "flat", "row", "scale", "empty"
    )
    if change == "cell":
        spoiled = np.array(array, dtype=float) if array.dtype.kind in "iuf" else array.copy()
        spoiled[tuple(rng.integers(array.shape))] = _pick(
            rng, np.nan, np.inf, 0, -1, 1e308, 5e-324, 0.5
        )
        return spoiled
    if change == "kind":
        return array.astype(_pick(rng, np.float32, np.longdouble, ">f8", object, str, complex))
    return {
        "transpose": array.T,
        "axis": array[None],
        "flat": array.reshape(-1),
        "row": array[:1],
        "scale": array * 10.0 ** rng.integers(-300, 300),
        "empty": array[:0],
    }[change]
