"""Net benefits of sampled costs and effects, at one willingness to pay after the other."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._limits import LARGEST_PERFORMANCE
from decision_analysis._shown import shown
from decision_analysis.core import DecisionTable
from decision_analysis.errors import InvalidInputError


@dataclasses.dataclass(frozen=True, eq=False)
class NetBenefits:
    """Savings and effects (S, A), of which the largest are best, and prices (K,) of effects."""

    savings: FloatArray
    effects: FloatArray
    prices: FloatArray

    def each(self) -> Iterator[FloatArray]:
        """Yield the net benefits (S, A) at each price."""
        for price in self.prices:
            # Stinnett and Mullahy (1998): effect times price, less cost
            with np.errstate(over="ignore", invalid="ignore"):
                benefits = price * self.effects + self.savings
            if not float(np.abs(benefits).max()) <= LARGEST_PERFORMANCE:
                raise InvalidInputError(
                    f"net benefits must be within {LARGEST_PERFORMANCE:g} of 0; use another unit"
                )
            yield benefits


def net_benefits(table: Any, cost: Any, effect: Any, willingness_to_pay: Any) -> NetBenefits:
    """Read a sampled table (S, A, C) with a cost and an effect, and prices (K,) that ascend."""
    table = _checks.instance("table", table, DecisionTable)
    if len(table.sample_shape) != 1 or table.sample_shape[0] < 2:
        raise InvalidInputError(
            "table must have one sample axis, of at least two samples;"
            f" got samples {table.sample_shape}"
        )
    columns = []
    for role, name in {"cost": cost, "effect": effect}.items():
        found = _checks.known("criterion", _checks.text(role, name), table.criterion_names)
        place = table.criterion_names.index(found)
        values = table.values[..., place]
        columns.append(values if table.maximize[place] else -values)
    if cost == effect:
        raise InvalidInputError(f"cost and effect must be two criteria; got {shown(cost)} twice")
    prices = _checks.numeric_array("willingness_to_pay", willingness_to_pay)
    if fault := _fault(prices):
        raise InvalidInputError(
            f"willingness_to_pay must be ascending numbers of at least 0; got {fault}"
        )
    return NetBenefits(columns[0], columns[1], prices)


def _fault(prices: FloatArray) -> str:
    """Say what keeps prices from being ascending numbers of at least 0; nothing where none does."""
    if prices.ndim != 1 or not prices.size:
        return f"shape {prices.shape}"
    if (prices < 0).any():
        return f"{prices[prices < 0][0]:g}"
    falls = np.flatnonzero(np.diff(prices) <= 0)
    return f"{prices[falls[0] + 1]:g} after {prices[falls[0]]:g}" if falls.size else ""
