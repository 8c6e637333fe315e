"""`triangular`: a distribution from a lowest, a most likely and a highest level."""

from __future__ import annotations

from decision_analysis._cited import cites
from decision_analysis._named import named
from decision_analysis.beliefs._distribution import Distribution
from decision_analysis.beliefs._low_mode_high import ordered


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
    least, likely, most = ordered(low, mode, high)
    from scipy import stats

    frozen: Distribution = stats.triang(
        (likely - least) / (most - least), loc=least, scale=most - least
    )
    return frozen
