"""Large batches, evaluated in blocks of samples that keep within the cache."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis._limits import CACHE_BLOCK, TIE_TOLERANCE


def blocks(count: int, cells: int) -> Iterator[slice]:
    """Yield slices of `count` samples, each of `cells` cells, that keep within `CACHE_BLOCK`."""
    size = max(1, CACHE_BLOCK // cells)
    for start in range(0, count, size):
        yield slice(start, min(start + size, count))


def in_blocks(
    shape: tuple[int, ...], cells: int, *arrays: tuple[FloatArray, int]
) -> Iterator[tuple[slice, list[FloatArray]]]:
    """Yield blocks of the samples (...) of a shape, with the rows (n, ...) of each array in them.

    An array comes with the number of its own axes, which follow its sample axes; one that is the
    same in all samples has one row. A sample takes `cells` cells in what is made of it.
    """
    for block in blocks(math.prod(shape), cells):
        yield block, [_rows(array, own_axes, shape, block) for array, own_axes in arrays]


def _rows(array: FloatArray, own_axes: int, shape: tuple[int, ...], block: slice) -> FloatArray:
    sampled = array.ndim - own_axes
    leading, rest = array.shape[:sampled], array.shape[sampled:]
    # one row for all samples broadcasts by itself
    if math.prod(leading) == 1:
        return array.reshape(1, *rest)
    if leading == shape:
        return array.reshape(-1, *rest)[block]
    # an array of fewer samples: those of the block alone are copied
    places = np.unravel_index(np.arange(block.start, block.stop), shape)
    picked: FloatArray = np.broadcast_to(array, shape + rest)[places]
    return picked


def over_rows(ufunc: np.ufunc, values: FloatArray) -> FloatArray:
    """Reduce performances (n, A, C) to (n, 1, C), row by row where numpy is slow: if A is small."""
    # fewer samples than alternatives: one call along the axis is fast enough
    if len(values) < values.shape[1]:
        return np.asarray(ufunc.reduce(values, axis=1, keepdims=True))
    found = values[:, :1]
    for row in range(1, values.shape[1]):
        found = ufunc(found, values[:, row : row + 1])
    return found


def noise_of(values: FloatArray) -> FloatArray:
    """Return by how much performances (n, A, C) may differ and still be equal, (n, 1, C)."""
    return TIE_TOLERANCE * over_rows(np.maximum, np.abs(values))
