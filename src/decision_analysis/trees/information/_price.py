"""What a better prospect is worth: the price at which it is as good as the present one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis.errors import InvalidInputError
from decision_analysis.trees.flat._arrays import TreeArrays
from decision_analysis.trees.flat._levels import TERMINAL, along
from decision_analysis.trees.rolling._preference import Preference, totals
from decision_analysis.trees.rolling._roll import roll_back, start

HALVINGS = 200


@dataclass(frozen=True)
class Gain:
    """The price (...) of something better, and the certainty equivalents (...) with and without it, to be maximized."""

    price: FloatArray
    best: FloatArray
    without: FloatArray


def gain(where: str, tree: TreeArrays, wanted: Preference, better: Callable[[FloatArray], FloatArray]) -> Gain:
    """Compare a tree with something better, whose certainty equivalent `better` finds from the amounts at its nodes.

    The price is paid on every path: the difference of the two where certainty equivalents move with what is paid.
    """
    amounts = start(tree, wanted)
    without, best = roll_back(tree, amounts, wanted)[0], better(amounts)
    without, best = np.broadcast_arrays(without, best)
    if wanted.delta:
        return Gain(best - without, best, without)
    most = totals(tree, wanted.amounts)[tree.kind == TERMINAL].max(axis=0) - without
    price = _affordable(where, lambda b: better(_paid(tree, amounts, b)), without, np.broadcast_to(most, without.shape))
    return Gain(price, best, without)


def _paid(tree: TreeArrays, amounts: FloatArray, price: FloatArray) -> FloatArray:
    """Take a price (...) off the totals at the ends."""
    ndim = max(amounts.ndim, 1 + price.ndim)
    return along(amounts, ndim) - np.where(along(tree.kind == TERMINAL, ndim), price, 0.0)


def _affordable(
    where: str, worth: Callable[[FloatArray], FloatArray], without: FloatArray, most: FloatArray
) -> FloatArray:
    """Return the price (...) in 0..most after which the better is worth `without`; `worth` falls as the price rises.

    A price that carries payoffs out of the domain of the utility counts as too high.
    """
    low, high = np.zeros(without.shape), np.maximum(most, 0.0)
    left: Exception | None = None
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if np.all((middle == low) | (middle == high)):
            break
        try:
            affordable = worth(middle) >= without
            left = None if np.any(~affordable) else left
        except InvalidInputError as error:
            affordable, left = np.zeros(without.shape, dtype=bool), error
        low, high = np.where(affordable, middle, low), np.where(affordable, high, middle)
    if left is not None:
        raise InvalidInputError(
            f"{where}: the price must leave every payoff within the domain of the utility; it does not above "
            f"{np.max(low):.6g}; {left}"
        ) from left
    return low
