"""The exponential value function: constant relative decrease of marginal value."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cites
from decision_analysis._limits import LINEAR_BELOW
from decision_analysis._named import named
from decision_analysis.value._base import (
    BetweenEnds,
    Outside,
    ValueFunction,
    ends,
    finite_values,
    outside_rule,
    share,
)


@dataclass(frozen=True)
class ExponentialValue(BetweenEnds):
    """Value whose marginal decreases at a constant relative rate."""

    curvature: float
    outside: Outside = "error"

    _name = "value.exponential()"

    def _values_of(self, levels: FloatArray) -> FloatArray:
        x = self._within(levels, self.outside)
        t, c = share(x, self.worst, self.best), self.curvature
        # (1 - exp(-c t)) / (1 - exp(-c)), whose limit for c = 0 is t
        if abs(c) < LINEAR_BELOW:
            return t[()]
        with np.errstate(over="ignore", under="ignore"):
            values = _convex(-c, t) if c < 0 else np.asarray(np.expm1(-c * t) / np.expm1(-c))
        return finite_values(x, values)


def _convex(rate: float, t: FloatArray) -> FloatArray:
    """Return (exp(rate t) - 1) / (exp(rate) - 1) without overflow for t in [0, 1]."""
    # inside the range exp(rate) is taken out of both differences; below it, of the denominator only
    ahead = np.exp(rate * (t - 1)) * (np.expm1(-rate * np.maximum(t, 0)) / np.expm1(-rate))
    behind = np.expm1(rate * np.minimum(t, 0)) * np.exp(-rate) / -np.expm1(-rate)
    return np.asarray(np.where(t >= 0, ahead, behind))


@cites("kirkwood_1997, chapter 4")
@named("value.exponential()")
def exponential(
    worst: float, best: float, curvature: float, *, outside: Outside = "error"
) -> ValueFunction:
    """Return the exponential value function that is 0 at `worst` and 1 at `best`.

    Parameters
    ----------
    worst : float
        Level worth 0, in the attribute's unit; larger than `best` for a cost.
    best : float
        Level worth 1.
    curvature : float
        How fast the marginal value falls on the way from worst to best: positive is concave (the
        first improvements count most), negative convex, 0 linear. It has no unit.
    outside : {'error', 'clip', 'extend'}
        What to do with levels outside the range: refuse them, take the nearer end, or extend the
        curve.

    Returns
    -------
    ValueFunction
        The function, vectorized over arrays of any shape; `.increasing` says whether `best` is
        above `worst`.

    Raises
    ------
    InvalidInputError
        If a number is not finite, worst equals best, or `outside` is unknown. The function itself
        refuses levels outside the range where `outside` is 'error', and where the extended curve
        overflows.

    Notes
    -----
    v = (1 - exp(-c t)) / (1 - exp(-c)) with t = (x - worst) / (best - worst). Kirkwood's
    exponential constant is rho = (best - worst) / c. Computed without cancellation for small c and
    without overflow for large c.

    Examples
    --------
    >>> from decision_analysis import value
    >>> v = value.exponential(worst=0, best=100, curvature=2)
    >>> v([0, 50, 100]).round(4)
    array([0.    , 0.7311, 1.    ])
    """
    low, high = ends(worst, best)
    return ExponentialValue(
        low, high, _checks.number("curvature", curvature), outside_rule(outside)
    )
