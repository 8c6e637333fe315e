"""The value function of a target: 1 at the best level or interval, falling to both sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cites
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.core.parts import Scale
from decision_analysis.errors import InvalidInputError
from decision_analysis.value._base import (
    Outside,
    ValueFunction,
    finite_values,
    outside_rule,
    scale_of,
    within,
)


@dataclass(frozen=True)
class TargetValue(ValueFunction):
    """Value 1 between two levels, falling linearly to 0 at the ends of the range."""

    low: float
    ideal_low: float
    ideal_high: float
    high: float
    outside: Outside = "error"

    _name = "value.target()"

    def _values_of(self, levels: FloatArray) -> FloatArray:
        x = within(levels, self.low, self.high, self.outside)
        with np.errstate(over="ignore"):
            short = _missed(self.ideal_low - x, self.ideal_low - self.low)
            excess = _missed(x - self.ideal_high, self.high - self.ideal_high)
        # no zero is negative
        return finite_values(x, np.asarray(1 - np.maximum(short, excess) + 0.0))

    @property
    def _span(self) -> float:
        return self.high - self.low

    @property
    def _scale(self) -> Scale:
        points = np.unique([self.low, self.ideal_low, self.ideal_high, self.high])
        return scale_of(points, self._values_of(points))

    @property
    def increasing(self) -> bool | None:
        # with the ideal at one end, the other way is all there is
        if self.ideal_high == self.high:
            return True if self.ideal_low > self.low else None
        return False if self.ideal_low == self.low else None


def _missed(by: FloatArray, most: float) -> FloatArray:
    """Return by what share of the way an ideal is missed on one side.

    Where the ideal reaches to the end, nothing lies beyond it that could miss it.
    """
    return np.maximum(by, 0.0) / most if most > 0 else np.zeros_like(by)


@cites("cables_lamata_verdegay_2016")
@named("value.target()")
def target(
    low: float, ideal: float | Sequence[float], high: float, *, outside: Outside = "error"
) -> ValueFunction:
    """Return the value function that is 1 at an ideal level and 0 at both ends of the range.

    Parameters
    ----------
    low : float
        Least level, worth 0 unless it is ideal, in the attribute's unit.
    ideal : float or (float, float)
        Best level, worth 1, or the ends of an interval in which all levels are worth 1; from `low`
        to `high`.
    high : float
        Greatest level, worth 0 unless it is ideal; above `low`.
    outside : {'error', 'clip', 'extend'}
        What to do with levels outside the range: refuse them, take the nearer end, or extend the
        lines below 0.

    Returns
    -------
    ValueFunction
        The function, vectorized over arrays of any shape; `.increasing` is None where the ideal
        lies inside the range, so that it fits criteria of either goal.

    Raises
    ------
    InvalidInputError
        If a level is not finite, low <= ideal <= high or low < high does not hold, or `outside` is
        unknown. The function itself refuses levels outside the range where `outside` is 'error'.

    See Also
    --------
    apply : Puts it in place of a criterion for any method.

    Notes
    -----
    1 from C to D, (x - low) / (C - low) below and (high - x) / (high - D) above, for an ideal from
    C to D: the normalization of the reference ideal method (Cables et al. 2016). The two sides may
    be of different lengths, and then a unit too much is not as bad as a unit too little. Where the
    ideal reaches to an end, levels beyond that end are ideal under 'extend'.

    Examples
    --------
    >>> from decision_analysis import value
    >>> temperature = value.target(15, 22, 30)
    >>> temperature([15, 18.5, 22, 26, 30])
    array([0. , 0.5, 1. , 0.5, 0. ])
    >>> value.target(0, (3, 5), 10)([2.4, 3, 4, 5, 7.5])
    array([0.8, 1. , 1. , 1. , 0.5])
    """
    least, most = _checks.number("low", low), _checks.number("high", high)
    first, last = _interval(ideal)
    if not least < most or not np.isfinite(most - least):
        raise InvalidInputError(
            f"low must be less than high, by a finite number; got {least:.10g} and {most:.10g}"
        )
    if not least <= first <= last <= most:
        raise InvalidInputError(
            f"ideal must ascend and lie between {least:.10g} and {most:.10g}; got {shown(ideal)}"
        )
    return TargetValue(least, first, last, most, outside_rule(outside))


def _interval(ideal: object) -> tuple[float, float]:
    """Return the ends of the ideal, which are the same where it is a number."""
    if _checks.is_number(ideal):
        level = _checks.number("ideal", ideal)
        return level, level
    return _checks.pair("ideal", ideal, form="a number or (low, high)")
