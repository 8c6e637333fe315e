"""`piecewise`: a value function linear between elicited points."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cites
from decision_analysis._named import named
from decision_analysis._together import together
from decision_analysis.core.parts import Scale
from decision_analysis.errors import InvalidInputError
from decision_analysis.value._base import (
    Outside,
    ValueFunction,
    direction,
    finite_values,
    outside_rule,
    scale_of,
    within,
)


@dataclass(frozen=True)
class PiecewiseValue(ValueFunction):
    """Value linear between given points; `x` ascends."""

    x: tuple[float, ...]
    v: tuple[float, ...]
    outside: Outside = "error"

    _name = "value.piecewise()"

    def _values_of(self, levels: FloatArray) -> FloatArray:
        x, v = np.array(self.x), np.array(self.v)
        inside = within(levels, x[0], x[-1], self.outside)
        values = np.asarray(np.interp(inside, x, v))
        # beyond an end the slope of its segment goes on
        if self.outside == "extend":
            with np.errstate(over="ignore", invalid="ignore"):
                slopes = np.diff(v) / np.diff(x)
                values = np.where(inside < x[0], v[0] + slopes[0] * (inside - x[0]), values)
                values = np.where(inside > x[-1], v[-1] + slopes[-1] * (inside - x[-1]), values)
        return finite_values(levels, values)

    @property
    def _span(self) -> float:
        return self.x[-1] - self.x[0]

    @property
    def _scale(self) -> Scale:
        return scale_of(np.array(self.x), np.array(self.v))

    @property
    def increasing(self) -> bool | None:
        return direction(np.array(self.v))


@cites(
    "keeney_raiffa_1976, chapter 3",
    "figures: tests of the R package smaa, https://github.com/gertvv/rsmaa (tests/pvf.R)",
)
@named("value.piecewise()")
def piecewise(x: ArrayLike, v: ArrayLike, *, outside: Outside = "error") -> ValueFunction:
    """Return the value function that is linear between given points.

    Parameters
    ----------
    x : array_like of float, shape (n,)
        At least two levels, strictly ascending or strictly descending, in the attribute's unit.
    v : array_like of float, shape (n,)
        Their values, as elicited; usually between 0 and 1. Two Series are paired by their labels.
    outside : {'error', 'clip', 'extend'}
        What to do with levels outside the range: refuse them, take the nearer end, or extend the
        end segments.

    Returns
    -------
    ValueFunction
        The function, vectorized over arrays of any shape; `.increasing` is None where `v` rises and
        falls, or is constant.

    Raises
    ------
    InvalidInputError
        If the points are not finite, not as many in `x` as in `v`, fewer than two or so near that
        a slope is no number, `x` is not strictly monotone, or `outside` is unknown. The function
        itself refuses levels outside the range where `outside` is 'error'.

    Examples
    --------
    The partial value function of the R package smaa's tests:

    >>> from decision_analysis import value
    >>> v = value.piecewise([50, 75, 90, 100], [1, 0.8, 0.5, 0])
    >>> v([50, 60, 75, 90, 100])
    array([1.  , 0.92, 0.8 , 0.5 , 0.  ])
    >>> value.piecewise([50, 75, 90, 100], [1, 0.8, 0.5, 0], outside="extend")(
    ...     [10, 40, 101, 120]
    ... ).round(10)
    array([ 1.32,  1.08, -0.05, -1.  ])
    """
    levels, values = (read.values for read in together("point", x=x, v=v))
    if levels.ndim != 1 or levels.shape != values.shape or levels.size < 2:
        raise InvalidInputError(
            f"x and v must be of one length, at least 2; got shapes {levels.shape} and"
            f" {values.shape}"
        )
    levels, values = ascending("x", levels, values)
    _checks.of_finite_slopes("x", levels, values)
    return PiecewiseValue(tuple(levels.tolist()), tuple(values.tolist()), outside_rule(outside))


def ascending(what: str, levels: FloatArray, values: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the points by ascending levels, which must be strictly monotone as given."""
    steps = np.diff(_checks.of_finite_range(what, levels))
    _checks.of_finite_range("values", values)
    if (steps > 0).all():
        return levels, values
    if (steps < 0).all():
        return levels[::-1], values[::-1]
    # the first step that is none, or goes against the way from end to end
    bad = np.flatnonzero((steps == 0) | (np.sign(steps) != np.sign(levels[-1] - levels[0])))[0]
    raise InvalidInputError(
        f"{what} must strictly ascend or strictly descend; "
        f"got {levels[bad]:.10g} followed by {levels[bad + 1]:.10g}"
    )
