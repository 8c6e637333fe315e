"""Piecewise linear utility through elicited points."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cites
from decision_analysis._limits import TIE_TOLERANCE
from decision_analysis._named import named
from decision_analysis._together import together
from decision_analysis.errors import InvalidInputError
from decision_analysis.utility._base import Utility, refuse


@dataclass(frozen=True)
class PiecewiseUtility(Utility):
    """Utility linear between given points."""

    x: tuple[float, ...]
    u: tuple[float, ...]

    @property
    def _name(self) -> str:
        return "utility.piecewise()"

    def _utilities(self, payoffs: FloatArray) -> FloatArray:
        return _interpolate("payoffs", payoffs, self.x, self.u)

    def _payoffs(self, utilities: FloatArray) -> FloatArray:
        return _interpolate("utilities", utilities, self.u, self.x)


def _interpolate(
    what: str, points: FloatArray, knots: tuple[float, ...], heights: tuple[float, ...]
) -> FloatArray:
    rule = f"{what} must be in [{knots[0]:.10g}, {knots[-1]:.10g}]"
    # an expectation misses an end by rounding
    noise = TIE_TOLERANCE * max(abs(knots[0]), abs(knots[-1]))
    refuse(rule, points, (points < knots[0] - noise) | (points > knots[-1] + noise))
    return np.asarray(np.interp(points, knots, heights))[()]


@cites("keeney_raiffa_1976, chapter 4")
@named("utility.piecewise()")
def piecewise(x: ArrayLike, u: ArrayLike) -> Utility:
    """Return the utility function that is linear between elicited points.

    Parameters
    ----------
    x : array_like of float, shape (n,)
        At least two payoffs, strictly ascending.
    u : array_like of float, shape (n,)
        Their utilities, strictly ascending, on any scale. Two Series are paired by their labels.

    Returns
    -------
    Utility
        The function on [x[0], x[-1]], vectorized over arrays of any shape.

    Raises
    ------
    InvalidInputError
        If the points are not finite, not as many in `x` as in `u`, fewer than two, do not strictly
        ascend, or are so near that a slope is no number. The function itself refuses payoffs
        outside the elicited range: it knows nothing about them.

    Examples
    --------
    >>> from decision_analysis import utility
    >>> u = utility.piecewise([-100, 0, 100, 400], [0, 0.5, 0.75, 1])
    >>> float(utility.certainty_equivalent([-100, 400], [0.5, 0.5], u)), float(u.inverse(0.75))
    (0.0, 100.0)
    """
    payoffs, utilities = (read.values for read in together("point", x=x, u=u))
    if payoffs.ndim != 1 or payoffs.shape != utilities.shape or payoffs.size < 2:
        shapes = f"{payoffs.shape} and {utilities.shape}"
        raise InvalidInputError(f"x and u must be of one length, at least 2; got shapes {shapes}")
    for what, points in (("x", payoffs), ("u", utilities)):
        bad = np.flatnonzero(np.diff(_checks.of_finite_range(what, points)) <= 0)
        if bad.size:
            first, second = points[bad[0]], points[bad[0] + 1]
            raise InvalidInputError(
                f"{what} must strictly ascend; got {first:.10g} followed by {second:.10g}"
            )
    # the inverse has slopes, too
    _checks.of_finite_slopes("x", payoffs, utilities)
    _checks.of_finite_slopes("u", utilities, payoffs)
    return PiecewiseUtility(tuple(payoffs.tolist()), tuple(utilities.tolist()))
