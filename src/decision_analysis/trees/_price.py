"""The price at which a better prospect is worth as much as the present one."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis.errors import InvalidInputError

HALVINGS = 200


def price(where: str, worth: Callable[[FloatArray], FloatArray], without: FloatArray, most: FloatArray) -> FloatArray:
    """Return the price (...) in 0..most after which information is worth `without`; `worth` falls as the price rises.

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
