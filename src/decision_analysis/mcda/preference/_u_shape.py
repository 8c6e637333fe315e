"""`u_shape`: full preference beyond the indifference threshold (type II)."""

from __future__ import annotations

import dataclasses

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cites
from decision_analysis._named import named
from decision_analysis.mcda._steps_and_ramps import Piece, step
from decision_analysis.mcda._thresholds import beyond
from decision_analysis.mcda.preference._preference_function import PreferenceFunction


@dataclasses.dataclass(frozen=True)
class UShape(PreferenceFunction):
    """Type II: full preference beyond the indifference threshold."""

    indifference: float

    def _degrees(self, differences: FloatArray, noise: FloatArray | float) -> FloatArray:
        # type II: P(d) = 0 up to q and 1 beyond, with the indifference itself on the side of 0
        return beyond(differences, self.indifference, noise).astype(np.float64)

    def _pieces(self, noise: float) -> tuple[Piece, ...]:
        return (step(self.indifference, noise),)


@cites("brans_vincke_mareschal_1986, type II")
@named
def u_shape(indifference: float) -> PreferenceFunction:
    """Return the function of type II: full preference beyond the indifference threshold.

    P(d) = 1 for d > q.

    Parameters
    ----------
    indifference : float
        Largest difference q that does not matter, at least 0. A difference counts as beyond it
        where it exceeds it by more than 1e-9 of it.

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
    >>> mcda.preference.u_shape(10)([5, 10, 11])
    array([0., 0., 1.])
    """
    return UShape(_checks.number("indifference", indifference, low=0))
