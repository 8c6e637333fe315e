"""Common scales: published normalizations of performances, and weighted totals over criteria."""

from __future__ import annotations

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis._limits import (
    BLOCK,
    MOST_IN_PARTS,
    ONE_THREAD,
    ONE_THREAD_VECTOR,
    TIE_TOLERANCE,
)
from decision_analysis._named import warn
from decision_analysis._shown import in_samples
from decision_analysis.core import DecisionTable
from decision_analysis.core.parts import refuse_cells
from decision_analysis.errors import DegenerateDataWarning
from decision_analysis.mcda._ranges import Ranges, range_ends


def minmax(
    table: DecisionTable,
    ranges: Ranges | None = None,
    *,
    from_best: bool = False,
    by_goal: bool = True,
    words: list[str] | None = None,
) -> FloatArray:
    """Return where each performance is between the worst (0) and best (1) of its column.

    The ends are those of each sample, or of `ranges`; `from_best` turns the way round. Where it is
    not `by_goal`, the largest is the best on every criterion. A criterion without spread counts 0
    for every alternative, with a warning, or else with what it would say added to `words`.
    """
    values = table.values
    upwards = (table.maximize | (not by_goal)) != from_best
    if ranges is not None:
        low, high = range_ends(table, ranges, words=words)
        within = np.clip(values, low, high)  # what misses an end by rounding is at the end
        return np.where(upwards, within - low, high - within) / (high - low)
    low, high = values.min(axis=-2, keepdims=True), values.max(axis=-2, keepdims=True)
    spread = high - low
    # constant: a spread no larger than the rounding of the column's own numbers
    constant = spread <= TIE_TOLERANCE * np.maximum(np.abs(low), np.abs(high))
    if words is None:
        _warn_constant(table, constant)
    else:
        words += _constant(table, constant)
    # divisors of constant columns are 1 to avoid 0 / 0, and what comes of it is put to 0 below
    way = np.where(upwards, values - low, high - values) / np.where(constant, 1.0, spread)
    return np.where(constant, 0.0, way)


def by_length(table: DecisionTable, *, told: bool = False) -> FloatArray:
    """Return performances divided by the Euclidean length of their column.

    A column of zeros stays zero, with a warning unless users have been `told` already.
    """
    # divided by the largest first, squares neither overflow nor vanish
    largest = np.abs(table.values).max(axis=-2, keepdims=True)
    zero = largest == 0
    if not told:
        _warn_constant(table, zero)
    scaled = table.values / np.where(zero, 1.0, largest)
    length = np.sqrt(np.square(scaled).sum(axis=-2, keepdims=True))
    return scaled / np.where(zero, 1.0, length)


def by_sum(table: DecisionTable, reason: str = "", way_out: str = "") -> FloatArray:
    """Return performances divided by the sum of their column, none of them negative.

    A column of zeros stays zero, with a warning. `reason` and `way_out` are what a method says of
    its option where it refuses a performance.
    """
    refuse_cells(table, table.values < 0, f"at least 0{reason}", way_out)
    sums = table.values.sum(axis=-2, keepdims=True)
    zero = sums == 0
    _warn_constant(table, zero)
    return table.values / np.where(zero, 1.0, sums)


def by_maximum(table: DecisionTable, reason: str = "", way_out: str = "") -> FloatArray:
    """Return benefits divided by their column's maximum, a cost's minimum divided by its costs.

    `reason` and `way_out` are what a method says of its option where it refuses a performance.
    """
    values, maximize = table.values, table.maximize
    high, low = values.max(axis=-2, keepdims=True), values.min(axis=-2, keepdims=True)
    refuse_cells(table, ~maximize & (values <= 0), f"positive, as a cost{reason}", way_out)
    nothing = maximize & (values == high) & (high <= 0)
    refuse_cells(table, nothing, f"positive, as the maximum{reason}", way_out)
    benefits = values / np.where(maximize, high, 1.0)
    costs = low / np.where(maximize, 1.0, values)
    return np.where(maximize, benefits, costs)


def total(values: FloatArray, weights: FloatArray) -> FloatArray:
    """Return sums over criteria of values (..., A, C) times weights (..., C).

    Their product is never in memory.
    """
    # one table that only seems to be many, and meets as many weights
    if values.ndim == 3 and values.strides[0] == 0 and weights.ndim == 2 and len(values) > 1:
        values = values[0]
    # one table for all weights is a product of matrices, which runs on BLAS
    if values.ndim == 2:
        # sums of one alternative lie together, as they are written and ranked fastest
        return product(values, weights).T if weights.ndim == 2 else weights @ values.T
    return np.asarray(np.einsum("...ac,...c->...a", values, weights))


def largest(values: FloatArray, weights: FloatArray) -> FloatArray:
    """Return the largest over criteria of values (..., A, C) times weights (..., C).

    One criterion at a time, so that their product is never in memory.
    """
    found = weights[..., :1] * values[..., 0]
    term = np.empty_like(found)
    for column in range(1, values.shape[-1]):
        np.multiply(weights[..., column, None], values[..., column], out=term)
        np.maximum(found, term, out=found)
    return found


def product(values: FloatArray, weights: FloatArray) -> FloatArray:
    """Return sums (A, S) over criteria of values (A, C) times weights (S, C).

    A product of moderate size is computed in parts that BLAS leaves on one thread.
    """
    if values.size * len(weights) > MOST_IN_PARTS * ONE_THREAD:
        return np.asarray(values @ weights.T)
    step = in_one_thread(*values.shape)
    sums = np.empty((len(values), len(weights)))
    for start in range(0, len(weights), step):
        part = slice(start, start + step)
        np.matmul(values, weights[part].T, out=sums[:, part])
    return sums


def in_one_thread(rows: int, columns: int, room: int = BLOCK) -> int:
    """Return how many weights times values (rows, columns) BLAS multiplies on one thread.

    Their sums, `rows` for each, are no more than `room`.
    """
    # with a single row it is a product with a vector, for which BLAS starts threads earlier
    most = ONE_THREAD if rows > 1 else ONE_THREAD_VECTOR
    found = max(1, min(most // (rows * columns), room // rows))
    # columns are multiplied some at a time, and the last bit of what is left over may be another
    return found - found % 16 if found > 16 else found


def _warn_constant(table: DecisionTable, constant: BoolArray) -> None:
    """Warn of the criteria that are flagged (..., 1, C) as making no difference."""
    for words in _constant(table, constant):
        warn(words, DegenerateDataWarning)


def _constant(table: DecisionTable, constant: BoolArray) -> list[str]:
    """Say of each criterion that is flagged (..., 1, C) that it makes no difference."""
    if not constant.any():
        return []
    flags = constant.reshape(-1, len(table.criteria))
    return [
        f"criterion {table.criterion_names[column]!r} is constant{in_samples(flags[:, column])}; it"
        " makes no difference between the alternatives"
        for column in np.flatnonzero(flags.any(axis=0))
    ]
