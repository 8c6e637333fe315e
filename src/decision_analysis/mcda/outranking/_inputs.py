"""What outranking and sorting methods share at the door, and blocks that bound their memory."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np

from decision_analysis import _checks, _labelled
from decision_analysis._arrays import FloatArray
from decision_analysis._limits import CACHE_BLOCK, TIE_TOLERANCE
from decision_analysis.core import DecisionTable, Weights, weights_array
from decision_analysis.errors import InvalidInputError


def performances(what: str, table: object) -> FloatArray:
    """Return the performances (..., A, C) of a table, negated where less is better."""
    table = _checks.instance(what, table, DecisionTable)
    return np.where(table.maximize, table.values, -table.values)


def table_and_weights(table: DecisionTable, weights: Weights) -> tuple[FloatArray, FloatArray]:
    """Return oriented performances (..., A, C) and weights (..., C) that sum to 1, whose samples
    pair."""
    values = performances("table", table)
    shares = weights_array(table.criterion_names, weights)
    sample_shape(table=values.shape[:-2], weights=shares.shape[:-1])
    return values, shares


def options(table: DecisionTable, **given: Any) -> dict[str, Any]:
    """Return the options of a call for its result, those by criterion under the table's names."""
    names = table.criterion_names
    return {
        what: _labelled.by_name(what, value, names, partial=True)
        if _labelled.has_labels(value)
        else value
        for what, value in given.items()
    }


def sample_shape(**shapes: tuple[int, ...]) -> tuple[int, ...]:
    """Return the joint shape of leading sample axes."""
    try:
        return np.broadcast_shapes(*shapes.values())
    except ValueError:
        got = ", ".join(f"{what} {shape}" for what, shape in shapes.items())
        raise InvalidInputError(f"sample axes must broadcast together; got {got}") from None


def blocks(count: int, cells: int) -> Iterator[slice]:
    """Yield slices of `count` samples, each of `cells` cells, that keep within `CACHE_BLOCK`."""
    size = max(1, CACHE_BLOCK // cells)
    for start in range(0, count, size):
        yield slice(start, min(start + size, count))


def rows_of(array: FloatArray, shape: tuple[int, ...], trailing: int, block: slice) -> FloatArray:
    """Return the samples of a block as (n, ...); (1, ...) where the array is the same in all
    samples."""
    leading, rest = array.shape[: array.ndim - trailing], array.shape[array.ndim - trailing :]
    if math.prod(leading) == 1:
        return array.reshape(1, *rest)
    if leading == shape:
        return array.reshape(-1, *rest)[block]
    picked: FloatArray = np.broadcast_to(array, shape + rest)[
        np.unravel_index(np.arange(block.start, block.stop), shape)
    ]
    return picked


def over_rows(ufunc: np.ufunc, values: FloatArray) -> FloatArray:
    """Reduce performances (n, A, C) to (n, 1, C), row by row where numpy is slow: if A is small."""
    if len(values) < values.shape[1]:
        return np.asarray(ufunc.reduce(values, axis=1, keepdims=True))
    found = values[:, :1]
    for row in range(1, values.shape[1]):
        found = ufunc(found, values[:, row : row + 1])
    return found


def noise_of(values: FloatArray) -> FloatArray:
    """Return by how much performances (n, A, C) may differ and still be equal, (n, 1, C)."""
    return TIE_TOLERANCE * over_rows(np.maximum, np.abs(values))
