"""What ratio methods share: performances over the best, weighted products, sums by goal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from decision_analysis import _checks, _read_rows
from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis._limits import SMALLEST_NORMAL, TIE_TOLERANCE
from decision_analysis.core import DecisionTable
from decision_analysis.core.parts import refuse_cells
from decision_analysis.errors import InvalidInputError
from decision_analysis.mcda._scaling import by_maximum, total


def by_best(table: DecisionTable) -> FloatArray:
    """Return ratios in [0, 1]: benefits over their maximum, a cost's minimum over its costs.

    Benefits must be at least 0 with a positive maximum, costs positive.
    """
    refuse_cells(
        table, table.maximize & (table.values < 0), "at least 0, as a benefit on a ratio scale"
    )
    return by_maximum(table, " on a ratio scale")


def factors(table: DecisionTable) -> FloatArray:
    """Return ratios as `by_best`, for products: 0 where the performance is 0, and nowhere else."""
    ratios = by_best(table)
    if ratios.min() < SMALLEST_NORMAL:
        lost = (ratios < SMALLEST_NORMAL) & (table.values != 0)
        refuse_cells(table, lost, f"0 or at least {SMALLEST_NORMAL:g} as a ratio to the best")
    return ratios


def product(ratios: FloatArray, exponents: FloatArray) -> FloatArray:
    """Return products (..., A) over criteria of ratios (..., A, C) to the power (..., C).

    Ratios are at least 0, and those of a negative exponent positive; 0 to the power 0 is 1.
    """
    logs, zero = logarithms(ratios)
    products = np.exp(total(logs, exponents))
    if not zero.any():
        return np.asarray(products)
    return np.where(vanishes(zero, exponents), 0.0, products)


def logarithms(ratios: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the logarithms of ratios, 0 for those that are 0, and 1.0 where they are so."""
    zero = ratios == 0
    return np.log(np.where(zero, 1.0, ratios)), zero.astype(np.float64)


def vanishes(zero: FloatArray, exponents: FloatArray) -> BoolArray:
    """Say which products (..., A) have a factor that is 0 to a positive power."""
    return np.asarray(total(zero, exponents) > 0)


def by_goal(
    table: DecisionTable, values: FloatArray, weights: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return the weighted sums (..., A) of values over the benefits, and those over the costs."""
    benefits = total(np.where(table.maximize, values, 0.0), weights)
    return benefits, total(np.where(table.maximize, 0.0, values), weights)


def balance_of(benefits: FloatArray, costs: FloatArray) -> FloatArray:
    """Return benefits minus costs; 0 within the rounding of the two, so that equal ones tie."""
    net = benefits - costs
    return np.where(np.abs(net) <= TIE_TOLERANCE * (np.abs(benefits) + np.abs(costs)), 0.0, net)


def positive_row(what: str, given: Any, names: Sequence[str], *, one: str) -> FloatArray:
    """Return an option that has one positive number (C,) for each criterion, in the table's order.

    `one` is what messages call such a number.
    """
    row = _read_rows.row(what, given, names, each="criterion", one=one)[0]
    if row.shape != (len(names),):
        raise InvalidInputError(
            f"{what} must have {len(names)} numbers, one for each of {list(names)}; got shape"
            f" {row.shape}"
        )
    for name, number in zip(names, row.tolist(), strict=True):
        _checks.number(f"{one} of {name!r}", number, low=0, open_low=True)
    return row


def quotients(numbers: FloatArray, divisor: FloatArray, names: Sequence[str]) -> FloatArray:
    """Return numbers over a divisor (..., C); a criterion on which that overflows is refused."""
    with np.errstate(over="ignore"):
        found = np.asarray(numbers / divisor)
    beyond = np.argwhere(np.isinf(found))
    if len(beyond):
        raise InvalidInputError(
            f"numbers on {names[int(beyond[0][-1])]!r} lie so far apart that their ratio is beyond"
            " the largest float"
        )
    return found
