"""`v_shape`: preference that grows up to a threshold (type III)."""

from __future__ import annotations

import dataclasses

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cites
from decision_analysis._named import named
from decision_analysis.mcda import _steps_and_ramps
from decision_analysis.mcda._steps_and_ramps import Piece
from decision_analysis.mcda._thresholds import ramp
from decision_analysis.mcda.preference._preference_function import PreferenceFunction


@dataclasses.dataclass(frozen=True)
class VShape(PreferenceFunction):
    """Type III: linear up to the preference threshold."""

    preference: float

    def _degrees(self, differences: FloatArray, noise: FloatArray | float) -> FloatArray:
        # type III: P(d) = d / p up to p, that is type V with q = 0
        return ramp(differences, 0.0, self.preference, noise)

    def _pieces(self, noise: float) -> tuple[Piece, ...]:
        return (_steps_and_ramps.ramp(0.0, self.preference, noise),)


@cites("brans_vincke_mareschal_1986, type III")
@named
def v_shape(preference: float) -> PreferenceFunction:
    """Return the function of type III: linear up to the preference threshold.

    P(d) = d / p for 0 < d < p.

    Parameters
    ----------
    preference : float
        Difference p from which on preference is full, at least 0; 0 is the limit, `usual`.

    Returns
    -------
    PreferenceFunction
        Callable on arrays of differences.

    Raises
    ------
    InvalidInputError
        If the threshold is negative or not a finite number.

    Examples
    --------
    >>> from decision_analysis import mcda
    >>> mcda.preference.v_shape(30)([-5, 15, 40])
    array([0. , 0.5, 1. ])
    """
    return VShape(_checks.number("preference", preference, low=0))
