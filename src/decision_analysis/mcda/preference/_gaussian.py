"""`gaussian`: preference that grows like one minus a Gaussian (type VI)."""

from __future__ import annotations

import dataclasses

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cites
from decision_analysis._named import named
from decision_analysis.mcda.preference._preference_function import PreferenceFunction


@dataclasses.dataclass(frozen=True)
class Gaussian(PreferenceFunction):
    """Type VI: one minus a Gaussian of the advantage."""

    scale: float

    def _degrees(self, differences: FloatArray, noise: FloatArray | float) -> FloatArray:
        with np.errstate(over="ignore", under="ignore"):
            # type VI: P(d) = 1 - exp(-d^2 / (2 s^2)) for d > 0
            advantages = np.maximum(differences, 0) * (differences > noise)
            # `expm1`, as 1 - exp(-x) of a small x would lose its digits
            degrees: FloatArray = -np.expm1(-0.5 * np.square(advantages / self.scale))
        return degrees

    def _full(self) -> float:
        # 1 - exp(-x) is 1 to the last digit where exp(-x) is below 2^-54, a quarter of its spacing
        return float(np.sqrt(2 * 54 * np.log(2))) * self.scale


@cites("brans_vincke_mareschal_1986, type VI")
@named
def gaussian(scale: float) -> PreferenceFunction:
    """Return the function of type VI: P(d) = 1 - exp(-d^2 / (2 scale^2)) for d > 0.

    Parameters
    ----------
    scale : float
        Difference of the inflection point, greater than 0; there the preference is .393.

    Returns
    -------
    PreferenceFunction
        Callable on arrays of differences.

    Raises
    ------
    InvalidInputError
        If the scale is not a positive finite number.

    Examples
    --------
    >>> from decision_analysis import mcda
    >>> mcda.preference.gaussian(5)([-5, 0, 5]).round(3)
    array([0.   , 0.   , 0.393])
    """
    return Gaussian(_checks.number("scale", scale, low=0, open_low=True))
