"""`linear`: preference that grows from one threshold to another (type V)."""

from __future__ import annotations

import dataclasses

from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cites
from decision_analysis._named import named
from decision_analysis.mcda import _steps_and_ramps
from decision_analysis.mcda._steps_and_ramps import Piece
from decision_analysis.mcda._thresholds import ramp
from decision_analysis.mcda.preference._ordered_thresholds import ordered_thresholds
from decision_analysis.mcda.preference._preference_function import PreferenceFunction


@dataclasses.dataclass(frozen=True)
class Linear(PreferenceFunction):
    """Type V: linear between the two thresholds."""

    indifference: float
    preference: float

    def _degrees(self, differences: FloatArray, noise: FloatArray | float) -> FloatArray:
        # type V: P(d) = (d - q) / (p - q) between q and p; a step where q = p
        return ramp(differences, self.indifference, self.preference, noise)

    def _pieces(self, noise: float) -> tuple[Piece, ...]:
        return (_steps_and_ramps.ramp(self.indifference, self.preference, noise),)


@cites("brans_vincke_mareschal_1986, type V")
@named
def linear(indifference: float, preference: float) -> PreferenceFunction:
    """Return the function of type V, linear between both thresholds.

    P(d) = (d - q) / (p - q) for q < d < p.

    Parameters
    ----------
    indifference : float
        Largest difference q that does not matter, at least 0.
    preference : float
        Difference p from which on preference is full, at least q; absolute, where the source gives
        the increment p - q. Equal thresholds are the limit, `u_shape`.

    Returns
    -------
    PreferenceFunction
        Callable on arrays of differences.

    Raises
    ------
    InvalidInputError
        If not 0 <= indifference <= preference, both finite.

    Examples
    --------
    >>> from decision_analysis import mcda
    >>> mcda.preference.linear(50, 500)([50, 275, 500])
    array([0. , 0.5, 1. ])
    """
    return Linear(*ordered_thresholds(indifference, preference))
