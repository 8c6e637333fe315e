"""An argument with the labels it may have, in their order and in another, and results compared by
label."""

import itertools
import re
from collections.abc import Mapping

import numpy as np
import pandas as pd

import decision_analysis as da

NAMING = ("alternatives", "criteria", "names", "labels", "states", "categories")


def label_sets(arguments):
    """Yield the labels that stand in a call: of its tables, results and names; then some that
    nobody knows."""
    for what, value in arguments.items():
        if isinstance(value, da.DecisionTable):
            yield list(value.criterion_names)
            yield list(value.alternatives)
        elif isinstance(value, da.Scores):
            yield list(value.alternatives)
        elif isinstance(value, Mapping) or (what in NAMING and isinstance(value, list | tuple)):
            names = list(value)
            yield from [names] if names and all(isinstance(name, str) for name in names) else []
    yield [f"p{number}" for number in range(12)]


def labelled(arguments, argument):
    """Yield (what was done, the argument with labels, the same in another order)."""
    value = arguments[argument]
    if isinstance(value, Mapping) and len(value) > 1:
        backwards = dict(list(value.items())[::-1])
        yield "a mapping", dict(value), backwards
        if all(isinstance(key, str) for key in value):
            index = list(value)
            in_order = pd.Series([value[key] for key in index], index=index)
            yield "a series", in_order, in_order.iloc[::-1]
        return
    if isinstance(value, pd.DataFrame):
        yield "a frame", value, value.iloc[::-1, ::-1]
        return
    array = _numbers(value)
    if array is None or array.ndim not in (1, 2, 3) or array.shape[-1] < 2:
        return
    seen = set()
    for names in label_sets(arguments):
        names = names[: array.shape[-1]] if names[0] == "p0" else names
        if len(names) != array.shape[-1] or tuple(names) in seen:
            continue
        seen.add(tuple(names))
        yield from _with_names(array, names)


def _numbers(value):
    if not isinstance(value, list | tuple | np.ndarray) or not len(value):
        return None
    try:
        array = np.asarray(value)
    except ValueError:
        return None
    return array if array.dtype.kind in "iuf" else None


def _with_names(array, names):
    if array.ndim == 1:
        series = pd.Series(array, index=names)
        yield f"a series of {names}", series, series.iloc[::-1]
        yield f"a mapping of {names}", series.to_dict(), series.iloc[::-1].to_dict()
    elif array.ndim == 2:
        frame = pd.DataFrame(array, columns=names)
        yield f"a frame with columns {names}", frame, frame.iloc[:, ::-1]
        rows = [series for _, series in frame.iterrows()]
        yield f"a list of series of {names}", rows, [rows[0], *(row.iloc[::-1] for row in rows[1:])]
        if array.shape[0] == array.shape[1]:
            square = pd.DataFrame(array, names, names)
            yield f"a square of {names}", square, square.iloc[::-1, ::-1]
            yield f"a square of {names}, columns turned round", square, square.iloc[:, ::-1]
    else:
        frames = [pd.DataFrame(part, columns=names) for part in array]
        yield (
            f"frames with columns {names}",
            frames,
            [frames[0], *(f.iloc[:, ::-1] for f in frames[1:])],
        )


def by_label(result):
    """Return a result as numbers and words by label, whatever the order of its labels."""
    if isinstance(result, da.Result | da.DecisionTable):
        result = result.to_frame()
    if isinstance(result, pd.Series):
        result = result.to_frame()
    if isinstance(result, pd.DataFrame):
        cells = itertools.product(range(len(result)), range(len(result.columns)))
        return {(str(result.index[i]), str(result.columns[j])): result.iloc[i, j] for i, j in cells}
    if isinstance(result, Mapping):
        return {str(key): by_label(entry) for key, entry in result.items()}
    if isinstance(result, np.ndarray | np.generic | float | int | str | bool | tuple | list):
        return result
    return re.sub(r" at 0x\w+", "", repr(result))


def alike(first, second):
    """Say whether two results by label are the same within rounding."""
    if isinstance(first, Mapping) and isinstance(second, Mapping):
        return first.keys() == second.keys() and all(
            alike(first[key], second[key]) for key in first
        )
    if isinstance(first, tuple | list) and isinstance(second, tuple | list):
        return len(first) == len(second) and all(map(alike, first, second))
    try:
        one, other = np.asarray(first, dtype=float), np.asarray(second, dtype=float)
    except (TypeError, ValueError):
        return str(first) == str(second)
    return one.shape == other.shape and np.allclose(
        one, other, rtol=1e-6, atol=1e-9, equal_nan=True
    )
