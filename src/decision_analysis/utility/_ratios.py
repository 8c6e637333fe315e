"""Logarithms of ratios and what they make of an amount, at any distance, without overflow."""

from __future__ import annotations

import numpy as np

from decision_analysis._arrays import FloatArray


def log_ratios(amounts: FloatArray, anchor: FloatArray, gaps: FloatArray) -> FloatArray:
    """Return log(amounts / anchor), of positive numbers that are `gaps` apart."""
    # near 1 by the gap, which keeps its digits; far off by mantissas and exponents, as ratios of
    # floats need not be floats
    near = np.abs(gaps) < 0.5 * anchor
    (mantissa, power), (of_anchor, shift) = np.frexp(amounts), np.frexp(anchor)
    far = np.log(mantissa) - np.log(of_anchor) + (power - shift) * np.log(2)
    return np.where(near, np.log1p(np.where(near, gaps, 0.0) / anchor), far)


def grown(anchor: FloatArray, logs: FloatArray) -> FloatArray:
    """Return anchor exp(logs)."""
    doublings = np.rint(logs / np.log(2))
    mantissa, power = np.frexp(anchor)
    factor = np.exp(logs - doublings * np.log(2))
    with np.errstate(over="ignore", under="ignore"):
        return np.asarray(np.ldexp(mantissa * factor, power + doublings.astype(np.int64)))
