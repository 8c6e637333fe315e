"""What a better prospect is worth: the price at which it is as good as the present one."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis._limits import PRICE_HALVINGS
from decision_analysis.errors import InvalidInputError
from decision_analysis.trees.arrays import TreeArrays, along
from decision_analysis.trees.nodes import TERMINAL
from decision_analysis.trees.passes import (
    Preference,
    at_stake,
    optimal,
    roll_back,
    rounding,
    said,
    start,
    totals,
)


@dataclass(frozen=True)
class Gain:
    """The price (...) of something better, and certainty equivalents (...) with and without it.

    Certainty equivalents are to be maximized.
    """

    price: FloatArray
    best: FloatArray
    without: FloatArray


def gain(
    tree: TreeArrays, wanted: Preference, better: Callable[[FloatArray, Preference], FloatArray]
) -> Gain:
    """Compare a tree with something better, whose worth `better` finds from the amounts at nodes.

    The worth is its certainty equivalent. The price is paid on every path: the difference of the
    two where certainty equivalents move with what is paid.
    """
    amounts = start(tree, wanted)
    rolled = roll_back(tree, amounts, wanted)
    stake = at_stake(tree, amounts, wanted, chosen=optimal(tree, rolled))[0]
    without, best = np.broadcast_arrays(rolled[0], better(amounts, wanted))
    noise = rounding(tree, wanted, np.maximum(stake, np.abs(best)))
    # delta property: certainty equivalents fall by just what is paid
    if wanted.delta:
        return Gain(_no_rounding(best - without, noise), best, without)
    ends = totals(tree, wanted.amounts)[tree.kind == TERMINAL]
    # else by bisection up to the price that leaves even the largest total below what there is now
    most = np.broadcast_to(np.maximum(ends.max(axis=0) - without, 0.0), without.shape)
    within = _Within(wanted, float(ends.min()), float(ends.min() - most.max()))
    priced = dataclasses.replace(wanted, utility=within)
    grain = np.spacing(np.abs(ends).max(axis=0))
    price, left = _affordable(
        lambda b: better(_paid(tree, amounts, b), priced), without, most, grain
    )
    if left.any():
        raise InvalidInputError(
            "the price must leave every payoff within the domain of the utility; it does"
            f" not above {np.max(price[left]):.6g}; {said(within.fault)}"
        )
    return Gain(_no_rounding(price, np.maximum(noise, grain)), best, without)


def _no_rounding(price: FloatArray, noise: FloatArray) -> FloatArray:
    """Return 0 where a price is no more than rounding; what is better cannot be worth less."""
    return np.where(price <= noise, 0.0, price)


def _paid(tree: TreeArrays, amounts: FloatArray, price: FloatArray) -> FloatArray:
    """Take a price (...) off the totals at the ends."""
    ndim = max(amounts.ndim, 1 + price.ndim)
    return along(amounts, ndim) - np.where(along(tree.kind == TERMINAL, ndim), price, 0.0)


class _Within:
    """A utility whose certainty equivalents are NaN, by sample, where payoffs leave its domain.

    All payoffs count that may occur. The domain ends somewhere between a payoff `inside` and one
    that is perhaps `outside`, below; `fault` says why.
    """

    def __init__(self, wanted: Preference, inside: float, outside: float) -> None:
        self._wanted = wanted
        self._inside, self._outside = inside, -np.inf
        self.fault: Exception | None = self._refusal(outside)
        # by bisection down to neighboring floats
        for _ in range(PRICE_HALVINGS if self.fault else 0):
            middle = (self._inside + outside) / 2
            if middle in (self._inside, outside):
                break
            fault = self._refusal(middle)
            if fault is None:
                self._inside = middle
            else:
                outside, self.fault = middle, fault
        if self.fault:
            self._outside = outside

    def certainty_equivalent_of(
        self, values: FloatArray, probabilities: FloatArray, axis: int
    ) -> FloatArray:
        outside = ~(values > self._outside)
        if not outside.any():
            return self._wanted.equivalent(values, probabilities)
        found = self._wanted.equivalent(np.where(outside, self._inside, values), probabilities)
        return np.where((outside & (probabilities > 0)).any(axis=axis), np.nan, found)

    def _refusal(self, payoff: float) -> Exception | None:
        try:
            self._wanted.utilities(np.array([payoff]))
        except (InvalidInputError, ArithmeticError, ValueError) as error:
            return error
        return None


def _affordable(
    worth: Callable[[FloatArray], FloatArray],
    without: FloatArray,
    most: FloatArray,
    grain: FloatArray,
) -> tuple[FloatArray, BoolArray]:
    """Return the price (...) in 0..most after which the better is worth `without`.

    Whether the domain ends there is returned with it. It is found up to the `grain` (...) of
    totals. `worth` falls as the price rises; a price that carries payoffs out of the domain counts
    as too high.
    """
    low, high = np.zeros(without.shape), most
    left = np.zeros(without.shape, dtype=bool)
    for _ in range(PRICE_HALVINGS):
        middle = (low + high) / 2
        if np.all(high - low <= grain):
            break
        value = worth(middle)
        affordable = value >= without
        left = np.where(affordable, left, np.isnan(value))
        low, high = np.where(affordable, middle, low), np.where(affordable, high, middle)
    return low, left
