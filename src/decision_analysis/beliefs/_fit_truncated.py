"""Least squares on the distribution function of truncated families."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis.beliefs._families import POSITIVE
from decision_analysis.beliefs._search import least_squares
from decision_analysis.beliefs._truncated import Truncated

_LEVELS = np.sinh(np.linspace(-4.0, 4.0, 25))
"""Standard levels of the middle quantile at which searches start, dense about 0, out to 27."""

_SCALES = np.linspace(-4.0, 4.0, 49)  # logarithms of the scale over the range of the quantiles
_SHAPES = np.exp(np.linspace(-4.0, 10.0, 57))
_BEYOND = 690.0  # logarithms beyond which exponentials are no floats, with some room

_DEEPEST = {"normal": 1e3, "student_t": 1e6, "lognormal": 30.0, "weibull": 300.0}
"""Standard levels, out in a tail, at which a stretch may begin: there `scipy.stats` still tells its
levels apart. Farther out a normal distribution is exponential, and others are power laws."""

Log = Callable[[FloatArray], FloatArray]


def fit_truncated(
    family: str, p: FloatArray, x: FloatArray, low: float | None, high: float | None, degrees: float
) -> Any:
    """Return the truncated distribution of `family` nearest to the points (x, p).

    Normal and Student's t distributions are truncated at both bounds, positive families, whose
    origin is `low`, at `high`.
    """
    from scipy import stats

    with np.errstate(all="ignore"):
        if family in ("normal", "student_t"):
            ends = (-np.inf if low is None else low, np.inf if high is None else high)
            loc, scale = _location_scale(p, x, family, degrees, *ends)
            if family == "normal":
                a, b = ((end - loc) / scale for end in ends)
                return stats.truncnorm(a, b, loc=loc, scale=scale)
            return Truncated(stats.t(degrees, loc=loc, scale=scale), *ends)
        origin, most = low or 0.0, float(high or 0.0)
        if family == "gamma":
            parent: Any = _gamma(p, x - origin, most - origin, origin)
        else:
            y, top = np.log(x - origin), float(np.log(most - origin))
            m, s = _location_scale(p, y, family, degrees, -np.inf, top)
            parent = (
                stats.lognorm(s, loc=origin, scale=np.exp(m))
                if family == "lognormal"
                else stats.weibull_min(1 / s, loc=origin, scale=np.exp(m))
            )
        return Truncated(parent, origin, most)


def _logs(family: str, degrees: float) -> tuple[Log, Log]:
    """Return the logarithms of the standard distribution function and of its complement."""
    from scipy import special

    if family == "student_t":
        return (
            lambda z: np.log(special.stdtr(degrees, z)),
            lambda z: np.log(special.stdtr(degrees, -z)),
        )
    if family == "weibull":
        # of the logarithm of a Weibull variable: F(z) = 1 - exp(-e^z)
        return (
            lambda z: np.log(-np.expm1(-np.exp(np.minimum(z, _BEYOND)))),
            lambda z: -np.exp(np.minimum(z, _BEYOND)),
        )
    return special.log_ndtr, lambda z: special.log_ndtr(-z)


def _location_scale(
    p: FloatArray, y: FloatArray, family: str, degrees: float, low: float, high: float
) -> tuple[float, float]:
    """Return location and scale; the search is in the middle quantile's level and the scale."""
    log_cdf, log_sf = _logs(family, degrees)
    unit, deepest = float(np.ptp(y)), _DEEPEST[family]
    middle, logarithmic = y.size // 2, family in POSITIVE
    apart, ends = (y - y[middle]) / unit, (np.array([low, high]) - y[middle]) / unit

    def residuals(q: FloatArray, _: IntArray) -> FloatArray:
        inverse = np.exp(-q[:, 1:])
        # standard levels of the points and of both ends
        z, z_low, z_high = (q[:, :1] + at * inverse for at in (apart, ends[:1], ends[1:]))
        from_below = _share(log_cdf(z), log_cdf(z_low), log_cdf(z_high))
        from_above = 1 - _share(log_sf(z), log_sf(z_high), log_sf(z_low))
        # the tail in which the stretch lies keeps its digits
        found = np.where(z_low > 0, from_above, from_below) - p
        location = y[middle] - unit * q[:, :1] / inverse
        lost = logarithmic & (np.abs(location) > _BEYOND)
        return np.where((z_low > deepest) | (z_high < -deepest) | lost, np.nan, found)

    curves = np.stack(np.broadcast_arrays(_LEVELS[:, None], _SCALES[None, :]), axis=-1)
    best, _ = least_squares(residuals, curves, np.zeros(len(curves), dtype=np.intp))
    scale = unit * float(np.exp(best[1]))
    return float(y[middle]) - scale * float(best[0]), scale


def _share(log_f: FloatArray, log_start: FloatArray, log_stop: FloatArray) -> FloatArray:
    """Return (F(x) - F(start)) / (F(stop) - F(start)) of logarithms of F."""
    top = np.where(np.isneginf(log_stop), 0.0, log_stop)
    start = np.exp(log_start - top)
    return np.asarray((np.exp(log_f - top) - start) / (np.exp(log_stop - top) - start))


def _gamma(p: FloatArray, y: FloatArray, top: float, origin: float) -> Any:
    """Fit the logs of the shape and of the rate times the range of the quantiles."""
    from scipy import special, stats

    unit = float(y[-1])

    def residuals(q: FloatArray, _: IntArray) -> FloatArray:
        shape, rate = np.exp(q[:, :1]), np.exp(q[:, 1:])
        whole = special.gammainc(shape, rate * top / unit)
        return np.asarray(special.gammainc(shape, rate * y / unit) / whole - p)

    # for each shape all rates, from one at which the density only rises to one without truncation
    rates = np.log(_SHAPES)[:, None] + np.linspace(-8.0, 3.0, 45)[None, :]
    curves = np.stack(np.broadcast_arrays(np.log(_SHAPES)[:, None], rates), axis=-1)
    best, _ = least_squares(residuals, curves, np.zeros(len(curves), dtype=np.intp))
    shape, rate = np.exp(best)
    return stats.gamma(shape, loc=origin, scale=unit / rate)
