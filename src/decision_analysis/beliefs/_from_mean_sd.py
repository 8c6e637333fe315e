"""`from_mean_sd`: a distribution from its mean and standard deviation."""

from __future__ import annotations

from typing import Literal

import numpy as np

from decision_analysis import _checks
from decision_analysis._cited import cites
from decision_analysis._named import named
from decision_analysis.beliefs._distribution import Distribution
from decision_analysis.beliefs._families import FAMILIES, family_bounds, student_degrees
from decision_analysis.errors import InvalidInputError

_ALLOWED = tuple(name for name in FAMILIES if name != "triangular")
# The first term that the series leaves out, about 4,000 e^16, is below rounding
_SERIES_BELOW = 0.02


@cites("johnson_kotz_balakrishnan_1994")
@named
def from_mean_sd(
    family: Literal["normal", "student_t", "lognormal", "gamma", "weibull", "beta", "uniform"],
    mean: float,
    sd: float,
    *,
    low: float | None = None,
    high: float | None = None,
    degrees_of_freedom: float | None = None,
) -> Distribution:
    """Return the member of a family with the given mean and standard deviation.

    Parameters
    ----------
    family : {'normal', 'student_t', 'lognormal', 'gamma', 'weibull', 'beta', 'uniform'}
        The family.
    mean : float
        Expected level.
    sd : float
        Standard deviation, positive, in the same unit.
    low : float, optional
        Least possible level: 0 where not given for 'lognormal', 'gamma' and 'weibull'; required for
        'beta'.
    high : float, optional
        Greatest possible level, for 'beta' only, where it is required.
    degrees_of_freedom : float, optional
        For 'student_t', more than 2; 3 where not given.

    Returns
    -------
    Distribution
        A frozen `scipy.stats` distribution.

    Raises
    ------
    InvalidInputError
        If a number is not finite, the standard deviation is not positive, the mean lies outside the
        bounds, the family cannot have the given bounds, or no member of the family has these
        moments.

    Examples
    --------
    >>> from decision_analysis import beliefs
    >>> delay = beliefs.from_mean_sd("gamma", mean=10, sd=5)
    >>> float(delay.mean()), float(delay.std())
    (10.0, 5.0)
    """
    name, least, most = family_bounds(family, low, high, _ALLOWED)
    mu = _checks.number("mean", mean)
    s = _checks.number("sd", sd, low=0, open_low=True)
    degrees = student_degrees(name, degrees_of_freedom, low=2)
    if (least is not None and mu <= least) or (most is not None and mu >= most):
        raise InvalidInputError(
            f"the mean of family {name!r} must be above {least:.10g}"
            + (f" and below {most:.10g}" if most is not None else "")
            + f"; got {mu:.10g}"
        )
    try:
        with np.errstate(over="raise", divide="raise", invalid="raise"):
            return _member(name, mu, s, least, most, degrees)
    except ArithmeticError:
        raise InvalidInputError(
            f"family {name!r} has no member with a mean of {mu:g} and an sd of {s:g} in"
            " floating point"
        ) from None


def _member(
    name: str, mu: float, s: float, least: float | None, most: float | None, degrees: float
) -> Distribution:
    from scipy import stats

    # the mean above the origin, and the coefficient of variation there
    origin = least or 0.0
    above = mu - origin
    variation = s / above if above else np.inf
    frozen: Distribution
    if name == "normal":
        frozen = stats.norm(mu, s)
    elif name == "student_t":
        # the variance of the standard member is nu / (nu - 2)
        frozen = stats.t(degrees, loc=mu, scale=s * np.sqrt((degrees - 2) / degrees))
    elif name == "uniform":
        # the standard deviation is the width over sqrt 12
        half = np.sqrt(3) * s
        frozen = stats.uniform(mu - half, 2 * half)
    elif name == "lognormal":
        # of the logarithm; the mean is exp(mu + variance/2)
        variance = np.log1p(variation**2)
        frozen = stats.lognorm(np.sqrt(variance), loc=origin, scale=above * np.exp(-variance / 2))
    elif name == "gamma":
        # mean k theta, variance k theta^2
        frozen = stats.gamma(1 / variation**2, loc=origin, scale=s * variation)
    elif name == "weibull":
        # the mean is the scale times Gamma(1 + 1/shape)
        shape = _weibull_shape(variation)
        frozen = stats.weibull_min(shape, loc=origin, scale=above / np.exp(_log_gamma(1 / shape)))
    else:
        frozen = _beta(mu, s, origin, origin + 1 if most is None else most)
    return frozen


def _beta(mean: float, sd: float, low: float, high: float) -> Distribution:
    from scipy import stats

    width = high - low
    # on [0, 1] with a + b = size: variance m (1 - m) / (size + 1)
    m, variance = (mean - low) / width, (sd / width) ** 2
    size = m * (1 - m) / variance - 1
    if size <= 0:
        raise InvalidInputError(
            f"sd must be less than {width * np.sqrt(m * (1 - m)):.10g} for a mean of"
            f" {mean:.10g} between {low:.10g} and {high:.10g}; got {sd:.10g}"
        )
    frozen: Distribution = stats.beta(m * size, (1 - m) * size, loc=low, scale=width)
    return frozen


def _weibull_shape(variation: float) -> float:
    """Solve Gamma(1 + 2e) / Gamma(1 + e)^2 - 1 = variation^2, growing in e, for e = 1/shape."""
    from scipy.optimize import brentq

    # logarithms of both sides, of which the left has a series near e = 0
    target = np.log1p(variation**2)
    ends = (np.log(1e-8), np.log(50.0))
    inside = [_log_ratio(float(np.exp(end))) for end in ends]
    if not inside[0] < target < inside[1]:
        raise InvalidInputError(f"family 'weibull' has no member with sd/mean = {variation:.3g}")

    def beyond(log_e: float) -> float:
        return float(np.log(_log_ratio(float(np.exp(log_e))) / target))

    return float(np.exp(-brentq(beyond, *ends, xtol=1e-14, rtol=1e-14)))


def _log_gamma(e: float) -> float:
    from scipy.special import gammaln

    return float(gammaln(1 + e))


def _log_ratio(e: float) -> float:
    """Return log Gamma(1 + 2e) - 2 log Gamma(1 + e), by its series near 0, where that cancels."""
    from scipy.special import zeta

    if e > _SERIES_BELOW:
        return _log_gamma(2 * e) - 2 * _log_gamma(e)
    # log Gamma(1 + e) = -gamma e + sum (-1)^k zeta(k) e^k / k: the linear terms cancel
    k = np.arange(2, 16)
    coefficients = (-1.0) ** k * zeta(k.astype(float)) / k
    return float(np.sum(coefficients * (2.0**k - 2) * e**k))
