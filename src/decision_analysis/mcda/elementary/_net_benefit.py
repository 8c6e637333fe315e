"""Net benefit of costs and effects, at prices that pair with the samples or cross them all."""

from __future__ import annotations

from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis.core import DecisionTable
from decision_analysis.errors import InvalidInputError
from decision_analysis.voi import AcceptabilityCurveResult, acceptability_curve


def paired_prices(given: Any, samples: tuple[int, ...]) -> FloatArray:
    """Return prices (...) that are at least 0 and pair with the samples."""
    prices = _checks.samples("willingness_to_pay", given)
    if (prices < 0).any():
        raise InvalidInputError(f"willingness_to_pay must be at least 0; got {prices.min():g}")
    try:
        np.broadcast_shapes(prices.shape, samples)
    except ValueError:
        raise InvalidInputError(
            f"willingness_to_pay must broadcast with the samples {samples}; got {prices.shape}"
        ) from None
    return prices


def net_benefits(costs: FloatArray, effects: FloatArray, prices: FloatArray) -> FloatArray:
    """Return net benefits (..., A) of costs and effects (..., A) at prices (...)."""
    # Stinnett and Mullahy: effect times price, less cost
    with np.errstate(over="ignore", invalid="ignore"):
        benefits = prices[..., None] * effects - costs
    if not np.isfinite(benefits).all():
        raise InvalidInputError("benefits are beyond the range of numbers; use another unit")
    return np.asarray(benefits)


def acceptability(
    table: DecisionTable, prices: Any, *, cost: str, effect: str
) -> AcceptabilityCurveResult:
    """Return the acceptability at each price, over all samples of a table (..., A, C) alike."""
    if not table.sample_shape:
        raise InvalidInputError(
            "willingness_to_pay needs sampled performances (..., A, C); got a table without"
            " samples, whose net benefit at any prices .net_benefit(prices) of the result tells"
        )
    two = table.select(criteria=[cost, effect])
    rows = two.values.reshape(-1, *two.values.shape[-2:])
    together = DecisionTable(rows, two.criteria, two.alternatives)
    return acceptability_curve(together, prices, cost=cost, effect=effect)
