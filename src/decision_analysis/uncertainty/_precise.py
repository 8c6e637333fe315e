"""`product`: a matrix product in twice the precision of floats."""

from __future__ import annotations

import numpy as np

from decision_analysis._arrays import FloatArray

_SPLIT = 2.0**27 + 1  # parts a float of 53 bits into halves of 26


def product(left: FloatArray, right: FloatArray) -> FloatArray:
    """Return left (R, K) times right (K, d), rounded once.

    The sum of the products and that of their rounding errors are kept apart (Ogita, Rump and Oishi
    2005, algorithm 5.3): what cancels leaves what is small right to its own last digits.
    """
    total = np.zeros((left.shape[0], right.shape[1]))
    errors = np.zeros_like(total)
    for column, row in zip(left.T, right, strict=True):
        met = np.flatnonzero(column)
        x, y, before = column[met, None], row[None, :], total[met]
        term = x * y
        # the error of a product (Dekker 1971), and of a sum (Knuth)
        (x1, x2), (y1, y2) = _halves(x), _halves(y)
        lost = x2 * y2 - (((term - x1 * y1) - x2 * y1) - x1 * y2)
        after = before + term
        shift = after - before
        errors[met] += lost + ((before - (after - shift)) + (term - shift))
        total[met] = after
    return np.asarray(total + errors)


def _halves(numbers: FloatArray) -> tuple[FloatArray, FloatArray]:
    scaled = _SPLIT * numbers
    high = scaled - (scaled - numbers)
    return high, numbers - high
