"""Columns brought to [0, 1], and how much the performances of each column differ."""

from __future__ import annotations

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis.core import DecisionTable


def ranged(table: DecisionTable, constant: BoolArray, *, by_goal: bool = False) -> FloatArray:
    """Return performances between the least (0) and the largest (1) of their column.

    By goal they are between the worst and the best; constant columns (..., C) are 0.
    """
    low = table.values.min(axis=-2, keepdims=True)
    spread = np.where(constant[..., None, :], 1.0, table.values.max(axis=-2, keepdims=True) - low)
    way = np.where(constant[..., None, :], 0.0, (table.values - low) / spread)
    down = ~table.maximize & ~constant[..., None, :]
    return np.where(down, 1 - way, way) if by_goal else way


def deviations(values: FloatArray) -> FloatArray:
    """Return the standard deviation (..., C) of each column, with divisor A."""
    # divided by the largest first, squares neither overflow nor vanish
    largest = np.abs(values).max(axis=-2, keepdims=True)
    scaled = values / np.where(largest == 0, 1.0, largest)
    return np.asarray(scaled.std(axis=-2) * largest[..., 0, :])
