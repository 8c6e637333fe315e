"""Elementwise inversion of a non-decreasing function by Chandrupatla's bracketing method."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from decision_analysis._arrays import FloatArray

_ROUNDS = 400  # bisection alone reaches 1e-100 of an interval, to all digits, in so many
# So near, steps are no more than the rounding of x itself
_RELATIVE = 4 * float(np.finfo(np.float64).eps)


def invert(
    function: Callable[[FloatArray], FloatArray],
    targets: FloatArray,
    low: FloatArray,
    high: FloatArray,
) -> FloatArray:
    """Return x in [low, high] where the non-decreasing `function` passes `targets`.

    `low`, `high` and `targets` are of one shape. Inverse quadratic interpolation where it is safe,
    bisection where it is not (Chandrupatla 1997); a jump is found by bisection.
    """
    a, b = low.astype(np.float64), high.astype(np.float64)
    fa, fb = function(a) - targets, function(b) - targets
    # where the targets are not strictly inside, an end is the answer
    result = np.where(fa >= 0, a, b)
    todo = np.flatnonzero((fa < 0) & (fb > 0))
    a, b, fa, fb, goal = (array[todo] for array in (a, b, fa, fb, targets))
    c, fc = a.copy(), fa.copy()
    step = np.full(a.shape, 0.5)
    for _ in range(_ROUNDS):
        if not todo.size:
            break
        # the new point, and on which side of it the root is: [a, b] holds it, c is a former end
        x = a + step * (b - a)
        fx = function(x) - goal
        same = np.sign(fx) == np.sign(fa)
        c, fc = np.where(same, a, b), np.where(same, fa, fb)
        b, fb = np.where(same, b, a), np.where(same, fb, fa)
        a, fa = x, fx
        nearest = np.where(np.abs(fa) < np.abs(fb), a, b)
        # shortest share of the bracket that a step still moves
        limit = _RELATIVE * np.abs(nearest) / np.where(b == a, 1.0, np.abs(b - a))
        result[todo] = nearest
        going = (fa != 0) & (fb != 0) & (limit < 0.5) & (a != b)
        todo, a, b, c, fa, fb, fc, goal, limit = (
            array[going] for array in (todo, a, b, c, fa, fb, fc, goal, limit)
        )
        # the next step stays inside the bracket by no less
        step = np.clip(_interpolated(a, b, c, fa, fb, fc), limit, 1 - limit)
    return result


def _interpolated(
    a: FloatArray, b: FloatArray, c: FloatArray, fa: FloatArray, fb: FloatArray, fc: FloatArray
) -> FloatArray:
    """Return the next point as a share of the way from a to b: interpolated if safe, else 1/2."""
    with np.errstate(all="ignore"):
        xi, phi = (a - b) / (c - b), (fa - fb) / (fc - fb)
        # Chandrupatla's criterion, xi and phi in his paper's symbols
        safe = (phi**2 < xi) & ((1 - phi) ** 2 < 1 - xi)
        alpha = (c - a) / (b - a)
        # the quadratic through (fa, a), (fb, b), (fc, c), at 0
        to_b = fa / (fb - fa) * (fc / (fb - fc))
        to_c = fa / (fc - fa) * (fb / (fc - fb))
        share = to_b + alpha * to_c
    return np.where(safe & np.isfinite(share), share, 0.5)
