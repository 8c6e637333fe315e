"""`usual`: any advantage is a full preference (type I)."""

from __future__ import annotations

import dataclasses

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cites
from decision_analysis.mcda._steps_and_ramps import Piece, Step
from decision_analysis.mcda.preference._preference_function import PreferenceFunction


@dataclasses.dataclass(frozen=True)
class Usual(PreferenceFunction):
    """Type I: any advantage is a full preference."""

    def _degrees(self, differences: FloatArray, noise: FloatArray | float) -> FloatArray:
        # type I: P(d) = 1 for d > 0; differences within the noise are 0
        return np.greater(differences, noise).astype(np.float64)

    def _pieces(self, noise: float) -> tuple[Piece, ...]:
        return (Step(noise),)


@cites("brans_vincke_mareschal_1986, type I")
def usual() -> PreferenceFunction:
    """Return the function of type I: any advantage is a full preference, P(d) = 1 for d > 0.

    Returns
    -------
    PreferenceFunction
        Callable on arrays of differences.

    Examples
    --------
    >>> from decision_analysis import mcda
    >>> mcda.preference.usual()([-1, 0, 0.5])
    array([0., 0., 1.])
    """
    return Usual()
