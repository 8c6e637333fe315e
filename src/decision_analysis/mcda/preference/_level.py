"""`level`: half a preference between two thresholds, a full one beyond (type IV)."""

from __future__ import annotations

import dataclasses

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cites
from decision_analysis._named import named
from decision_analysis.mcda._steps_and_ramps import Piece, step
from decision_analysis.mcda._thresholds import beyond
from decision_analysis.mcda.preference._ordered_thresholds import ordered_thresholds
from decision_analysis.mcda.preference._preference_function import PreferenceFunction


@dataclasses.dataclass(frozen=True)
class Level(PreferenceFunction):
    """Type IV: one half between the two thresholds, full beyond."""

    indifference: float
    preference: float

    def _degrees(self, differences: FloatArray, noise: FloatArray | float) -> FloatArray:
        # type IV: P(d) = 1/2 beyond q and one half more beyond p, without a branch
        weak = beyond(differences, self.indifference, noise).astype(np.float64)
        degrees: FloatArray = 0.5 * (weak + beyond(differences, self.preference, noise))
        return degrees

    def _pieces(self, noise: float) -> tuple[Piece, ...]:
        return step(self.indifference, noise, 0.5), step(self.preference, noise, 0.5)


@cites("brans_vincke_mareschal_1986, type IV")
@named
def level(indifference: float, preference: float) -> PreferenceFunction:
    """Return the function of type IV: P(d) = 1/2 for q < d <= p and 1 beyond p.

    Parameters
    ----------
    indifference : float
        Largest difference q that does not matter, at least 0.
    preference : float
        Largest difference p of half a preference, at least q; absolute, where the source gives the
        increment p - q. A difference counts as beyond q or p where it exceeds it by more than 1e-9
        of it.

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
    >>> mcda.preference.level(10, 60)([10, 11, 60, 61])
    array([0. , 0.5, 0.5, 1. ])
    """
    return Level(*ordered_thresholds(indifference, preference))
