"""Shares of what the criteria tell, and the warnings where some or all of them tell nothing."""

from __future__ import annotations

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis._limits import TIE_TOLERANCE
from decision_analysis._named import warn
from decision_analysis._shown import in_samples
from decision_analysis.core import DecisionTable
from decision_analysis.errors import DegenerateDataWarning


def constant_columns(table: DecisionTable) -> BoolArray:
    """Say which criteria (..., C) have no spread beyond the rounding of their own numbers."""
    high, low = table.values.max(axis=-2), table.values.min(axis=-2)
    return np.asarray(high - low <= TIE_TOLERANCE * np.maximum(np.abs(high), np.abs(low)))


def shares(table: DecisionTable, amounts: FloatArray, constant: BoolArray) -> FloatArray:
    """Return amounts (..., C) over their sum, which constant criteria have no part in.

    Where all amounts are 0, weights of the criteria that are not constant are equal; or of all, if
    all are constant.
    """
    # amounts near the end of the floats have a sum beyond it
    largest = amounts.max(axis=-1, keepdims=True)
    undefined = largest == 0
    scaled = amounts / np.where(undefined, 1.0, largest)
    total = np.where(undefined, 1.0, scaled.sum(axis=-1, keepdims=True))
    _warn(table, constant, undefined[..., 0])
    counted = ~constant | constant.all(axis=-1, keepdims=True)
    even = counted / counted.sum(axis=-1, keepdims=True)
    return np.where(undefined, even, scaled / total)


def _warn(table: DecisionTable, constant: BoolArray, undefined: BoolArray) -> None:
    """Warn of constant criteria (..., C), and of samples (...) in which no criterion tells."""
    all_constant = constant.all(axis=-1)
    messages = [
        f"criterion {table.criterion_names[column]!r} is"
        f" constant{in_samples(constant[..., column])}; its weight is 0"
        for column in range(len(table.criteria))
        if (constant[..., column] & ~all_constant).any()
    ]
    if (undefined & all_constant).any():
        where = in_samples(undefined & all_constant)
        messages.append(f"all criteria are constant{where}; their weights are equal")
    if (undefined & ~all_constant).any():
        where = in_samples(undefined & ~all_constant)
        messages.append(
            f"no criterion tells more than another{where}; those that vary have equal weights"
        )
    for message in messages:
        warn(message, DegenerateDataWarning)
