"""Certainty equivalents under constant absolute risk aversion, without overflow or cancellation."""

from __future__ import annotations

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis._limits import LINEAR_BELOW
from decision_analysis.utility._base import expectation


def constant_aversion_equivalent(
    values: FloatArray, probabilities: FloatArray, aversion: float, axis: int = -1
) -> FloatArray:
    """Return -log(sum p exp(-a x)) / a along `axis`; the expectation for a = 0.

    Log-sum-exp anchored at the outcome x0 that weighs most among those with positive probability,
    so that every exponent is at most 0: x0 - log1p(sum p expm1(-a (x - x0))) / a where the sum is
    small, which is exact for a sure thing and keeps its digits as a goes to 0; the plain logarithm
    where most of the probability lies far from x0.
    """
    values, probabilities = np.broadcast_arrays(values, probabilities)
    if aversion == 0:
        return expectation(values, probabilities, axis)
    # the anchor x0: the least possible outcome, or the greatest where risk is sought
    possible = probabilities > 0
    extreme, beyond = (np.min, np.inf) if aversion > 0 else (np.max, -np.inf)
    anchor = extreme(values, axis=axis, keepdims=True, where=possible, initial=beyond)
    gaps = np.where(possible, values - anchor, 0.0)
    with np.errstate(over="ignore", under="ignore"):
        # sum p exp(-a (x - x0)), and the same less 1
        exponents = -aversion * gaps
        excess = (probabilities * np.expm1(exponents)).sum(axis=axis)
        total = (probabilities * np.exp(exponents)).sum(axis=axis)
    # the plain logarithm where most of the probability lies far from x0
    log_mean = np.where(excess > -0.5, np.log1p(np.maximum(excess, -0.5)), np.log(total))
    result = np.squeeze(anchor, axis=axis) - log_mean / aversion
    # where every exponent is below rounding, the limit
    flat = -exponents.min(axis=axis) < LINEAR_BELOW
    if flat.any():
        result = np.where(flat, expectation(values, probabilities, axis), result)
    return np.asarray(result)[()]
