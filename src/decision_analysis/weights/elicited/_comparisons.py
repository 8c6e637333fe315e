"""The check of pairwise comparisons: square, positive, reciprocal, ones on the diagonal, gaps in pairs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis.errors import InvalidInputError

_RECIPROCAL_TOLERANCE = 1e-6


def pairwise_comparisons(
    where: str, comparisons: Any, names: Sequence[str] | None
) -> tuple[FloatArray, tuple[str, ...]]:
    """Return comparisons (..., n, n), NaN where missing, and a label for each row: its name or its number from 1."""
    array = _checks.numeric_array(where, "comparisons", comparisons, finite=False)
    if array.ndim < 2 or array.shape[-1] != array.shape[-2] or 0 in array.shape:
        raise InvalidInputError(f"{where}: comparisons must have shape (..., n, n); got {array.shape}")
    n = array.shape[-1]
    labels = tuple(str(i + 1) for i in range(n)) if names is None else _checks.names(where, "names", names)
    if len(labels) != n:
        raise InvalidInputError(f"{where}: names must be {n}, one for each row; got {len(labels)}")
    missing = np.isnan(array)
    _refuse(where, labels, array, np.isinf(array), "must be finite")
    _refuse(where, labels, array, array <= 0, "must be positive")
    diagonal = np.eye(n, dtype=bool)
    _refuse(where, labels, array, diagonal & (array != 1), "must be 1")
    turned = np.swapaxes(array, -1, -2)
    lonely = missing != np.swapaxes(missing, -1, -2)
    unequal = ~missing & ~lonely & (np.abs(array * turned - 1) > _RECIPROCAL_TOLERANCE)
    _refuse(where, labels, array, lonely & missing, "must be given or missing (NaN) with its reciprocal", both=True)
    _refuse(where, labels, array, unequal, "must be the reciprocal of the turned comparison", both=True)
    return array, labels


def _refuse(
    where: str, labels: Sequence[str], array: FloatArray, bad: BoolArray, must: str, *, both: bool = False
) -> None:
    """Refuse the first flagged comparison by the labels of its row and column."""
    if not bad.any():
        return
    *sample, row, column = (int(i) for i in np.argwhere(bad)[0])
    turned = f" and {array[(*sample, column, row)]:g} turned" if both else ""
    raise InvalidInputError(
        f"{where}: {labels[row]!r} to {labels[column]!r}{_checks.at(sample)} {must}; "
        f"got {array[(*sample, row, column)]:g}{turned}"
    )
