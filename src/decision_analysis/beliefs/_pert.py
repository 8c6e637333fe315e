"""`pert`: a beta distribution from a lowest, a most likely and a highest level."""

from __future__ import annotations

from decision_analysis import _checks
from decision_analysis._cited import cites
from decision_analysis._named import named
from decision_analysis.beliefs._distribution import Distribution
from decision_analysis.beliefs._low_mode_high import ordered


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
    least, likely, most = ordered(low, mode, high)
    strength = _checks.number("concentration", concentration, low=0)
    from scipy import stats

    width = most - least
    a, b = 1 + strength * (likely - least) / width, 1 + strength * (most - likely) / width
    frozen: Distribution = stats.beta(a, b, loc=least, scale=width)
    return frozen
