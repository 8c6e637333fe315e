"""The six preference functions of Brans, Vincke and Mareschal (1986), by name and thresholds."""

from __future__ import annotations

from decision_analysis import _checks
from decision_analysis._cited import cites
from decision_analysis._named import named
from decision_analysis.errors import InvalidInputError
from decision_analysis.mcda.preference._shapes import (
    Gaussian,
    Level,
    Linear,
    PreferenceFunction,
    UShape,
    Usual,
    VShape,
)


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
    return Level(*_ordered(indifference, preference))


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
    return Linear(*_ordered(indifference, preference))


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


def _ordered(indifference: object, preference: object) -> tuple[float, float]:
    low = _checks.number("indifference", indifference, low=0)
    high = _checks.number("preference", preference, low=0)
    if low > high:
        raise InvalidInputError(
            "indifference must not exceed preference (both absolute differences); got"
            f" {low:g} and {high:g}"
        )
    return low, high
