"""The step value function: constant between thresholds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias, cast

import numpy as np
from numpy.typing import ArrayLike

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray, tie_tolerance
from decision_analysis._cited import cites
from decision_analysis._named import named
from decision_analysis.errors import InvalidInputError
from decision_analysis.value._base import ValueFunction, direction, noise_of

Side: TypeAlias = Literal["above", "below"]


@dataclass(frozen=True)
class StepValue(ValueFunction):
    """Value constant between thresholds."""

    thresholds: tuple[float, ...]
    values: tuple[float, ...]
    at_threshold: Side = "above"

    _name = "value.step()"

    def _values_of(self, levels: FloatArray) -> FloatArray:
        return self._at(levels, noise_of(*self.thresholds))

    def _of_column(self, levels: FloatArray) -> FloatArray:
        # performances have a noise of their own, which may be the larger
        return self._at(levels, np.maximum(tie_tolerance(levels), noise_of(*self.thresholds)))

    def _at(self, x: FloatArray, noise: FloatArray | float) -> FloatArray:
        """Return the values of levels; those within the noise of a threshold are at it."""
        # how many thresholds a level has passed is the place of its value
        thresholds = np.array(self.thresholds)
        if self.at_threshold == "above":
            passed = np.searchsorted(thresholds, x + noise, side="right")
        else:
            passed = np.searchsorted(thresholds, x - noise, side="left")
        return np.array(self.values)[passed]

    @property
    def increasing(self) -> bool | None:
        return direction(np.array(self.values))


@cites("von_winterfeldt_edwards_1986, chapter 7")
@named("value.step()")
def step(
    thresholds: ArrayLike, values: ArrayLike, *, at_threshold: Side = "above"
) -> ValueFunction:
    """Return the value function that is constant between thresholds.

    Parameters
    ----------
    thresholds : array_like of float, shape (n,)
        At least one level at which the value jumps, strictly ascending, in the attribute's unit.
    values : array_like of float, shape (n + 1,)
        Values in [0, 1] below the first threshold, between the thresholds, and above the last one.
    at_threshold : {'above', 'below'}
        Whether a level that equals a threshold, within 1e-12 of the largest absolute threshold,
        takes the value above it ("at least") or below it ("more than").

    Returns
    -------
    ValueFunction
        The function, defined at every level and vectorized over arrays of any shape; `.increasing`
        is None where the values rise and fall, or are all equal.

    Raises
    ------
    InvalidInputError
        If a number is not finite, the thresholds do not strictly ascend, the values are not one
        more than the thresholds or not in [0, 1], or `at_threshold` is unknown.

    Examples
    --------
    Full value for at most 10 days, half for at most 30:

    >>> from decision_analysis import value
    >>> delay = value.step([10, 30], [1, 0.5, 0], at_threshold="below")
    >>> delay([7, 10, 11, 30, 31])
    array([1. , 1. , 0.5, 0.5, 0. ])
    """
    x = _checks.numeric_array("thresholds", thresholds)
    v = _checks.numeric_array("values", values)
    if x.ndim != 1 or v.ndim != 1 or x.size < 1 or v.size != x.size + 1:
        raise InvalidInputError(
            "values must be one more than the thresholds, at least 2; got shapes"
            f" {v.shape} and {x.shape}"
        )
    bad = np.flatnonzero(x[1:] <= x[:-1])
    if bad.size:
        raise InvalidInputError(
            f"thresholds must strictly ascend; got {x[bad[0]]:.10g} followed by"
            f" {x[bad[0] + 1]:.10g}"
        )
    bad = np.flatnonzero((v < 0) | (v > 1))
    if bad.size:
        raise InvalidInputError(
            f"values must be in [0, 1]; got {v[bad[0]]:.10g}{_checks.at((bad[0],))}"
        )
    side = cast(Side, _checks.one_of("at_threshold", at_threshold, ("above", "below")))
    return StepValue(tuple(x.tolist()), tuple(v.tolist()), side)
