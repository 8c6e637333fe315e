"""The logistic value function: S-shaped, convex below the inflection and concave above it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cites
from decision_analysis._limits import LINEAR_BELOW
from decision_analysis._named import named
from decision_analysis.errors import InvalidInputError
from decision_analysis.value._base import (
    BetweenEnds,
    Outside,
    ValueFunction,
    ends,
    outside_rule,
    share,
)


@dataclass(frozen=True)
class LogisticValue(BetweenEnds):
    """S-shaped value, convex below the inflection and concave above it."""

    steepness: float
    inflection: float
    outside: Outside = "error"

    _name = "value.logistic()"

    def _values_of(self, levels: FloatArray) -> FloatArray:
        x = self._within(levels, self.outside)
        t, k = share(x, self.worst, self.best), self.steepness
        if k < LINEAR_BELOW:
            return t[()]
        # the inflection m on the scale of t
        middle = (self.inflection - self.worst) / (self.best - self.worst)
        with np.errstate(over="ignore", under="ignore"):
            return _rescaled_logistic(t, k, middle)[()]


def _rescaled_logistic(t: FloatArray, k: float, m: float) -> FloatArray:
    """Return (s(t) - s(0)) / (s(1) - s(0)) for s(t) = 1 / (1 + exp(-k (t - m))), 0 <= m <= 1.

    s(a) - s(b) = sinh((a - b)/2) / (2 cosh(a/2) cosh(b/2)) leaves no cancellation; what is common
    to both differences is divided out, and every exponent that remains is negative or its overflow
    cancels.
    """
    # s(t) - s(0) without its common factors, above and below t = 0
    inside = np.maximum(t, 0)
    above_zero = np.exp(k * np.minimum(inside - m, 0)) * -np.expm1(-k * inside)
    below_zero = np.exp(-k * m) * np.expm1(k * np.minimum(t, 0))
    numerator = np.where(t >= 0, above_zero, below_zero)
    # cosh at the end over cosh at t, from s(1) - s(0)
    ends_ratio = (1 + np.exp(-k * (1 - m))) / (1 + np.exp(-k * np.abs(t - m)))
    return np.asarray(numerator / -np.expm1(-k) * ends_ratio)


@cites("von_winterfeldt_edwards_1986, chapter 7 (S-shaped value curves)")
@named("value.logistic()")
def logistic(
    worst: float,
    best: float,
    steepness: float,
    *,
    inflection: float | None = None,
    outside: Outside = "error",
) -> ValueFunction:
    """Return the S-shaped logistic value function that is 0 at `worst` and 1 at `best`.

    Parameters
    ----------
    worst : float
        Level worth 0, in the attribute's unit; larger than `best` for a cost.
    best : float
        Level worth 1.
    steepness : float
        Positive number without unit: near 0 the function is linear, at 10 most of the value is
        gained around the inflection.
    inflection : float, optional
        Level at which the marginal value is greatest, between the ends; halfway where not given.
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
        If a number is not finite, worst equals best, the steepness is not positive, the inflection
        lies outside the range, or `outside` is unknown. The function itself refuses levels outside
        the range where `outside` is 'error'.

    Notes
    -----
    v = (s(t) - s(0)) / (s(1) - s(0)) with s(t) = 1 / (1 + exp(-k (t - m))), t = (x - worst) / (best
    - worst), k the steepness and m the inflection on the scale of t.

    Examples
    --------
    >>> from decision_analysis import value
    >>> v = value.logistic(worst=0, best=100, steepness=10)
    >>> v([0, 25, 50, 75, 100]).round(4)
    array([0.    , 0.0701, 0.5   , 0.9299, 1.    ])
    """
    low, high = ends(worst, best)
    k = _checks.number("steepness", steepness, low=0, open_low=True)
    middle = (low + high) / 2 if inflection is None else _checks.number("inflection", inflection)
    if not min(low, high) <= middle <= max(low, high):
        raise InvalidInputError(
            f"inflection must lie between {low:.10g} and {high:.10g}; got {middle:.10g}"
        )
    return LogisticValue(low, high, k, middle, outside_rule(outside))
