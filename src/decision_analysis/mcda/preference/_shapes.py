"""The shapes of the six preference functions: frozen records, callable on arrays of differences."""

from __future__ import annotations

import dataclasses
from abc import ABC, abstractmethod
from typing import Any

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cites
from decision_analysis._elementwise import elementwise
from decision_analysis._named import named
from decision_analysis.mcda._thresholds import beyond, ramp


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


@dataclasses.dataclass(frozen=True)
class Usual(PreferenceFunction):
    """Type I: any advantage is a full preference."""

    def _degrees(self, differences: FloatArray, noise: FloatArray | float) -> FloatArray:
        return np.greater(differences, noise).astype(np.float64)


@dataclasses.dataclass(frozen=True)
class UShape(PreferenceFunction):
    """Type II: full preference beyond the indifference threshold."""

    indifference: float

    def _degrees(self, differences: FloatArray, noise: FloatArray | float) -> FloatArray:
        return beyond(differences, self.indifference, noise).astype(np.float64)


@dataclasses.dataclass(frozen=True)
class VShape(PreferenceFunction):
    """Type III: linear up to the preference threshold."""

    preference: float

    def _degrees(self, differences: FloatArray, noise: FloatArray | float) -> FloatArray:
        return ramp(differences, 0.0, self.preference, noise)


@dataclasses.dataclass(frozen=True)
class Level(PreferenceFunction):
    """Type IV: one half between the two thresholds, full beyond."""

    indifference: float
    preference: float

    def _degrees(self, differences: FloatArray, noise: FloatArray | float) -> FloatArray:
        weak = beyond(differences, self.indifference, noise).astype(np.float64)
        degrees: FloatArray = 0.5 * (weak + beyond(differences, self.preference, noise))
        return degrees


@dataclasses.dataclass(frozen=True)
class Linear(PreferenceFunction):
    """Type V: linear between the two thresholds."""

    indifference: float
    preference: float

    def _degrees(self, differences: FloatArray, noise: FloatArray | float) -> FloatArray:
        return ramp(differences, self.indifference, self.preference, noise)


@dataclasses.dataclass(frozen=True)
class Gaussian(PreferenceFunction):
    """Type VI: one minus a Gaussian of the advantage."""

    scale: float

    def _degrees(self, differences: FloatArray, noise: FloatArray | float) -> FloatArray:
        with np.errstate(over="ignore", under="ignore"):
            advantages = np.maximum(differences, 0) * (differences > noise)
            degrees: FloatArray = -np.expm1(-0.5 * np.square(advantages / self.scale))
        return degrees
