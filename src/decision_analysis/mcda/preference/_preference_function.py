"""`PreferenceFunction`: what the six functions share, callable on arrays of differences."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cites
from decision_analysis._elementwise import elementwise
from decision_analysis._named import named
from decision_analysis.mcda._steps_and_ramps import Piece


@cites("brans_vincke_mareschal_1986")
class PreferenceFunction(ABC):
    """A function from differences of performances to degrees of preference in [0, 1].

    Differences are taken so that more is better.

    Notes
    -----
    The degree is 0 for differences up to 0 and never falls. Thresholds are absolute differences in
    the criterion's unit; the source gives the upper one of types IV and V as an increment on the
    lower one.
    """

    __slots__ = ()

    @named("{self!r}")
    def __call__(self, differences: Any) -> Any:
        """Return the degrees of preference.

        Parameters
        ----------
        differences : array_like, Series or DataFrame of float
            Advantages of one alternative over another, in the criterion's unit; negative where it
            is worse.

        Returns
        -------
        ndarray of float, Series or DataFrame
            Degrees in [0, 1], of the same shape; those of a Series or a DataFrame with the same
            labels.

        Raises
        ------
        InvalidInputError
            If a difference is not a finite number.
        """
        return elementwise("differences", differences, lambda given: self._degrees(given, 0.0))

    @abstractmethod
    def _degrees(self, differences: FloatArray, noise: FloatArray | float) -> FloatArray:
        """Return the degrees; differences within the noise of a threshold are at it."""

    def _pieces(self, noise: float) -> tuple[Piece, ...] | None:
        """Return the same degrees as a sum of steps and ramps; None where they are no such sum."""
        return None

    def _full(self) -> float | None:
        """Return from which difference on degrees are 1 to the last digit, if they never fall.

        None where that is not known.
        """
        return None
