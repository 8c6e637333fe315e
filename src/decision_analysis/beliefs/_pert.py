"""Distributions from a lowest, a most likely and a highest value: PERT and triangular."""

from __future__ import annotations

from decision_analysis import _checks
from decision_analysis._cited import cites
from decision_analysis._named import named
from decision_analysis.beliefs._distribution import Distribution
from decision_analysis.errors import InvalidInputError


@cites("malcolm_et_al_1959")
@named
def pert(low: float, mode: float, high: float, *, concentration: float = 4.0) -> Distribution:
    """Return the PERT distribution: a beta distribution on [`low`, `high`] with the given mode.

    Parameters
    ----------
    low : float
        Least possible level.
    mode : float
        Most likely level; may equal one of the ends.
    high : float
        Greatest possible level, above `low`.
    concentration : float
        Lambda, not negative: how strongly the mode draws; 4 in the source, 0 is uniform.

    Returns
    -------
    Distribution
        A frozen `scipy.stats.beta` distribution.

    Raises
    ------
    InvalidInputError
        If a number is not finite, low <= mode <= high does not hold, or low equals high: a certain
        quantity is a number, not a distribution.

    Notes
    -----
    Shapes 1 + lambda (mode - low)/(high - low) and 1 + lambda (high - mode)/(high - low); the mean
    is (low + lambda mode + high)/(lambda + 2), which is the source's (low + 4 mode + high)/6.

    Examples
    --------
    >>> from decision_analysis import beliefs
    >>> round(float(beliefs.pert(2, 5, 14).mean()), 10)
    6.0
    """
    least, likely, most = _ordered(low, mode, high)
    strength = _checks.number("concentration", concentration, low=0)
    from scipy import stats

    width = most - least
    a, b = 1 + strength * (likely - least) / width, 1 + strength * (most - likely) / width
    frozen: Distribution = stats.beta(a, b, loc=least, scale=width)
    return frozen


@cites("kotz_van_dorp_2004, chapter 1")
@named
def triangular(low: float, mode: float, high: float) -> Distribution:
    """Return the triangular distribution between `low` and `high` with the given mode.

    Parameters
    ----------
    low : float
        Least possible level.
    mode : float
        Most likely level; may equal one of the ends.
    high : float
        Greatest possible level, above `low`.

    Returns
    -------
    Distribution
        A frozen `scipy.stats.triang` distribution; its mean is (low + mode + high)/3.

    Raises
    ------
    InvalidInputError
        If a number is not finite, low <= mode <= high does not hold, or low equals high: a certain
        quantity is a number, not a distribution.

    Examples
    --------
    >>> from decision_analysis import beliefs
    >>> round(float(beliefs.triangular(2, 5, 14).mean()), 10)
    7.0
    """
    least, likely, most = _ordered(low, mode, high)
    from scipy import stats

    frozen: Distribution = stats.triang(
        (likely - least) / (most - least), loc=least, scale=most - least
    )
    return frozen


def _ordered(low: object, mode: object, high: object) -> tuple[float, float, float]:
    given = {"low": low, "mode": mode, "high": high}
    least, likely, most = (_checks.number(name, value) for name, value in given.items())
    if not least <= likely <= most:
        raise InvalidInputError(
            f"low <= mode <= high must hold; got {least:.10g}, {likely:.10g}, {most:.10g}"
        )
    if least == most:
        raise InvalidInputError(
            f"low must be less than high; both are {least:.10g}, a certain quantity: use"
            " the number itself"
        )
    return least, likely, most
