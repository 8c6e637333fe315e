"""Common scales: published normalizations of performances, and weighted totals over criteria."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, TypeAlias

import numpy as np

from decision_analysis import _checks, _labelled
from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis._limits import TIE_TOLERANCE
from decision_analysis._named import warn
from decision_analysis._shown import shown
from decision_analysis.core import DecisionTable, Weights, weights_array
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError

Normalization: TypeAlias = Literal["max", "minmax", "sum", "vector"]
Ranges: TypeAlias = Mapping[str, Sequence[float]]
Scaled: TypeAlias = tuple[FloatArray, BoolArray | None]
"""Performances (..., A, C) on a common scale, and which criteria (..., 1, C) are constant where
that is undefined."""

_HINT = "; normalization='minmax' takes any numbers"


def paired_weights(table: DecisionTable, weights: Weights) -> FloatArray:
    """Return weights (..., C) that sum to 1, after checking that their sample axes pair with those
    of the table."""
    table = _checks.instance("table", table, DecisionTable)
    array = weights_array(table.criterion_names, weights)
    try:
        np.broadcast_shapes(table.sample_shape, array.shape[:-1])
    except ValueError:
        raise InvalidInputError(
            "sample axes of table and weights must broadcast together; "
            f"got {table.sample_shape} and {array.shape[:-1]}"
        ) from None
    return array


def keeps_steps(steps: object, table: DecisionTable, weights: FloatArray) -> bool:
    """Say whether to keep the intermediates: where asked, else for a single table with a single set
    of weights."""
    return _checks.steps_kept(steps, single=not table.sample_shape and weights.ndim == 1)


def recorded(
    table: DecisionTable, ranges: Ranges | None, **chosen: str | float | None
) -> dict[str, Any]:
    """Return the options of a call as its result records them: ranges as plain pairs by name, only
    where given."""
    if ranges is None:
        return chosen
    named = _labelled.by_name("ranges", ranges, table.criterion_names)
    return {
        **chosen,
        "ranges": {name: (float(low), float(high)) for name, (low, high) in named.items()},
    }


def ranges_fit(normalization: object, ranges: Ranges | None) -> None:
    """Refuse ranges for any normalization but 'minmax'."""
    if ranges is not None and normalization != "minmax":
        raise InvalidInputError(f"ranges need normalization='minmax'; got {shown(normalization)}")


def minmax(
    table: DecisionTable, ranges: Ranges | None = None, *, from_best: bool = False
) -> Scaled:
    """Return how far each performance is on the way from the worst (0) to the best (1) of its
    column.

    The ends are those of each sample, or of `ranges`; `from_best` turns the way round. A criterion
    without spread counts 0 for every alternative.
    """
    values = table.values
    upwards = table.maximize != from_best
    if ranges is not None:
        low, high = _range_ends(table, ranges)
        within = np.clip(values, low, high)  # what misses an end by rounding is at the end
        return np.where(upwards, within - low, high - within) / (high - low), None
    low, high = values.min(axis=-2, keepdims=True), values.max(axis=-2, keepdims=True)
    spread = high - low
    constant = spread <= TIE_TOLERANCE * np.maximum(np.abs(low), np.abs(high))
    way = np.where(upwards, values - low, high - values) / np.where(constant, 1.0, spread)
    return np.where(constant, 0.0, way), constant


def by_length(table: DecisionTable) -> Scaled:
    """Return performances divided by the Euclidean length of their column; a column of zeros stays
    zero."""
    largest = np.abs(table.values).max(axis=-2, keepdims=True)
    zero = largest == 0
    scaled = table.values / np.where(zero, 1.0, largest)
    length = np.sqrt(np.square(scaled).sum(axis=-2, keepdims=True))
    return scaled / np.where(zero, 1.0, length), zero


def by_sum(table: DecisionTable) -> Scaled:
    """Return performances divided by the sum of their column, none negative; a column of zeros
    stays zero."""
    _refuse(table, table.values < 0, lambda column: "at least 0 for normalization='sum'", _HINT)
    sums = table.values.sum(axis=-2, keepdims=True)
    return table.values / np.where(sums == 0, 1.0, sums), sums == 0


def by_maximum(table: DecisionTable) -> FloatArray:
    """Return benefits divided by their column's maximum, and a cost's minimum divided by its
    costs."""
    values, maximize = table.values, table.maximize
    high, low = values.max(axis=-2, keepdims=True), values.min(axis=-2, keepdims=True)
    _refuse(
        table,
        ~maximize & (values <= 0),
        lambda column: "positive, as a cost, for normalization='max'",
        _HINT,
    )
    nothing = maximize & (values == high) & (high <= 0)
    _refuse(
        table, nothing, lambda column: "positive, as the maximum, for normalization='max'", _HINT
    )
    return np.where(
        maximize, values / np.where(maximize, high, 1.0), low / np.where(maximize, 1.0, values)
    )


def total(values: FloatArray, weights: FloatArray) -> FloatArray:
    """Return the sums over criteria of values (..., A, C) times weights (..., C), without their
    product in memory."""
    if values.ndim == 2:
        return np.asarray(weights @ values.T)
    return np.asarray(np.einsum("...ac,...c->...a", values, weights))


def warn_constant(table: DecisionTable, constant: BoolArray | None) -> None:
    """Warn of the criteria that are flagged (..., 1, C) as making no difference."""
    if constant is None or not constant.any():
        return
    flags = constant.reshape(-1, len(table.criteria))
    for column in np.flatnonzero(flags.any(axis=0)):
        warn(
            f"criterion {table.criterion_names[column]!r} is"
            f" constant{samples(flags[:, column])}; it makes no difference between the"
            " alternatives",
            DegenerateDataWarning,
        )


def samples(flags: BoolArray) -> str:
    """Say in how many samples a flag (...) is set; nothing for a single one."""
    return f" in {int(flags.sum())} of {flags.size} samples" if flags.size > 1 else ""


def _range_ends(table: DecisionTable, ranges: Ranges) -> tuple[FloatArray, FloatArray]:
    """Return the low and high ends (C,) of `ranges`, after checking that every performance lies
    within."""
    names = table.criterion_names
    given = _labelled.by_name("ranges", ranges, names)
    ends = np.empty((2, len(names)))
    for column, name in enumerate(names):
        pair = given[name]
        if _checks.length(pair) != 2:
            raise InvalidInputError(f"range of {name!r} must be (low, high); got {shown(pair)}")
        ends[:, column] = [_end(name, end) for end in pair]
        if not ends[0, column] < ends[1, column]:
            raise InvalidInputError(f"range of {name!r} must have low < high; got {tuple(pair)}")
    low, high = ends
    noise = TIE_TOLERANCE * np.maximum(np.abs(low), np.abs(high))
    outside = (table.values < low - noise) | (table.values > high + noise)
    _refuse(table, outside, lambda column: f"within its range ({low[column]:g}, {high[column]:g})")
    return low, high


def _end(name: str, end: object) -> float:
    """Return an end of a range; truth counts as 0 or 1, as it does in tables."""
    return (
        float(end)
        if isinstance(end, bool | np.bool_)
        else _checks.number(f"range of {name!r}", end)
    )


def _refuse(
    table: DecisionTable, bad: BoolArray, must_be: Callable[[int], str], hint: str = ""
) -> None:
    """Refuse the first flagged performance by its labels."""
    if not bad.any():
        return
    *sample, row, column = (int(i) for i in np.argwhere(bad)[0])
    cell = f"{table.alternatives[row]!r} on {table.criterion_names[column]!r}{_checks.at(sample)}"
    raise InvalidInputError(
        f"{cell} must be {must_be(column)}; got {table.values[(*sample, row, column)]:g}{hint}"
    )
