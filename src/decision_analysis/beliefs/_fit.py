"""Least squares on the distribution function: the fits behind `from_quantiles`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis.errors import ConvergenceError

PARAMETERS = {
    "normal": 2,
    "student_t": 2,
    "lognormal": 2,
    "gamma": 2,
    "weibull": 2,
    "beta": 2,
    "uniform": 2,
    "triangular": 3,
}
_TOLERANCE = 1e-15
_EXACT = 1e-9
_STARTS = 4

Function = Callable[[FloatArray], Any]


def fit(
    where: str, family: str, p: FloatArray, x: FloatArray, low: float | None, high: float | None, degrees: float
) -> Any:
    """Return the frozen distribution of `family` nearest to the points (x, p); input is trusted."""
    from scipy import special, stats

    if family == "gamma":
        return _gamma(where, p, x, low or 0.0)
    if family == "beta":
        return _beta(where, p, x, low or 0.0, 1.0 if high is None else high)
    if family == "triangular":
        return _triangular(where, p, x, low, high)
    if family == "lognormal":
        origin = low or 0.0
        m, s = _location_scale(where, family, p, np.log(x - origin), special.ndtr, special.ndtri)
        return stats.lognorm(s, loc=origin, scale=np.exp(m))
    if family == "weibull":
        origin = low or 0.0
        m, s = _location_scale(where, family, p, np.log(x - origin), _least_cdf, _least_ppf)
        return stats.weibull_min(1 / s, loc=origin, scale=np.exp(m))
    if family == "student_t":
        standard = stats.t(degrees)
        m, s = _location_scale(where, family, p, x, standard.cdf, standard.ppf)
        return stats.t(degrees, loc=m, scale=s)
    if family == "uniform":
        m, s = _location_scale(where, family, p, x, lambda z: np.clip(z, 0, 1), lambda q: q)
        return stats.uniform(loc=m, scale=s)
    m, s = _location_scale(where, family, p, x, special.ndtr, special.ndtri)
    return stats.norm(loc=m, scale=s)


def _least_cdf(z: FloatArray) -> FloatArray:
    """Distribution of the log of a standard Weibull variable: 1 - exp(-exp(z))."""
    return np.asarray(-np.expm1(-np.exp(np.minimum(z, 700.0))))


def _least_ppf(p: FloatArray) -> FloatArray:
    return np.asarray(np.log(-np.log1p(-p)))


def _location_scale(
    where: str, family: str, p: FloatArray, y: FloatArray, cdf: Function, ppf: Function
) -> tuple[float, float]:
    """Return location and scale of a family that has no other parameter, for y on its scale.

    The line through the points (ppf(p), y) is the answer for two points and the start for more.
    """
    z = np.asarray(ppf(p))
    middle, width = float(y.mean()), float(np.ptp(y))
    t = (y - middle) / width
    slope = _slope(z, t)
    start = [float(t.mean() - slope * z.mean()), float(np.log(slope))]
    if y.size > 2:
        start = list(
            _least_squares(where, family, lambda q: cdf((t - q[0]) * np.exp(-q[1])) - p, np.array([start]), exact=False)
        )
    return middle + width * start[0], width * float(np.exp(start[1]))


def _slope(z: FloatArray, y: FloatArray) -> float:
    """Return the slope of the least-squares line through the points (z, y)."""
    centered = z - z.mean()
    return float(np.dot(centered, y) / np.dot(centered, centered))


def _gamma(where: str, p: FloatArray, x: FloatArray, low: float) -> Any:
    """Fit logarithms of shape and mean; candidates for the start have one quantile right for each of many shapes."""
    from scipy import special, stats

    unit = float(x[-1] - low)
    y = (x - low) / unit

    def residuals(q: FloatArray) -> FloatArray:
        shape = np.exp(q[0])
        return np.asarray(special.gammainc(shape, shape * y * np.exp(-q[1])) - p)

    shapes = np.exp(np.linspace(-5, 16, 64))[:, None]
    means = np.log(shapes * y / special.gammaincinv(shapes, p))
    candidates = np.stack(np.broadcast_arrays(np.log(shapes), means), axis=-1).reshape(-1, 2)
    shape, mean = np.exp(_least_squares(where, "gamma", residuals, candidates, exact=p.size == 2))
    return stats.gamma(shape, loc=low, scale=unit * mean / shape)


def _beta(where: str, p: FloatArray, x: FloatArray, low: float, high: float) -> Any:
    """Fit logarithms of the shapes; candidates for the start have one quantile right for each of many second shapes."""
    from scipy import special, stats

    y = (x - low) / (high - low)

    def residuals(q: FloatArray) -> FloatArray:
        return np.asarray(special.betainc(np.exp(q[0]), np.exp(q[1]), y) - p)

    second = np.exp(np.linspace(-5, 16, 64))[:, None]
    first = np.log(special.btdtria(p, second, y))
    candidates = np.stack(np.broadcast_arrays(first, np.log(second)), axis=-1).reshape(-1, 2)
    a, b = np.exp(_least_squares(where, "beta", residuals, candidates, exact=p.size == 2))
    return stats.beta(a, b, loc=low, scale=high - low)


def _triangular(where: str, p: FloatArray, x: FloatArray, low: float | None, high: float | None) -> Any:
    """Fit where the mode lies between the ends, and the ends where they are not given.

    Candidates for the start: for each of many modes, the line through standard quantiles and elicited ones.
    """
    from scipy import stats

    middle, unit = float(x[0]), float(np.ptp(x)) or 1.0

    def parameters(q: FloatArray) -> tuple[float, float, float]:
        if low is None or high is None:
            return float(q[0]), middle + unit * float(q[1]), unit * float(np.exp(q[2]))
        return float(q[0]), low, high - low

    def residuals(q: FloatArray) -> FloatArray:
        mode, least, size = parameters(q)
        z = np.clip((x - least) / size, 0.0, 1.0)
        rising = z**2 / mode if mode > 0 else np.zeros_like(z)
        falling = 1 - (1 - z) ** 2 / (1 - mode) if mode < 1 else np.ones_like(z)
        return np.asarray(np.where(z < mode, rising, falling) - p)

    candidates = []
    for mode in np.linspace(0.005, 0.995, 100):
        if low is None:
            z = np.where(p < mode, np.sqrt(mode * p), 1 - np.sqrt((1 - mode) * (1 - p)))
            size = _slope(z, (x - middle) / unit)
            candidates.append([mode, float(((x - middle) / unit).mean() - size * z.mean()), float(np.log(size))])
        else:
            candidates.append([mode])
    free = len(candidates[0]) - 1
    limits = ([0.0] + [-np.inf] * free, [1.0] + [np.inf] * free)
    best = _least_squares(where, "triangular", residuals, np.array(candidates), limits=limits, exact=False)
    mode, least, size = parameters(best)
    return stats.triang(mode, loc=least, scale=size)


def _least_squares(
    where: str,
    family: str,
    residuals: Callable[[FloatArray], FloatArray],
    candidates: FloatArray,
    *,
    limits: tuple[list[float], list[float]] | None = None,
    exact: bool,
) -> FloatArray:
    """Return the best local minimum from the most promising candidates; one that should be exact must be."""
    from scipy.optimize import OptimizeResult, least_squares

    def search(start: FloatArray) -> OptimizeResult:
        return least_squares(
            residuals,
            start,
            jac="3-point",
            bounds=(-np.inf, np.inf) if limits is None else limits,
            method="lm" if limits is None else "trf",
            xtol=_TOLERANCE,
            ftol=_TOLERANCE,
            gtol=_TOLERANCE,
            max_nfev=2000,
        )

    points = candidates[np.isfinite(candidates).all(axis=-1)]
    if not len(points):
        raise ConvergenceError(f"{where}: the fit of family {family!r} found no start near these quantiles")
    with np.errstate(over="ignore", under="ignore", invalid="ignore", divide="ignore"):
        costs = [float(np.nan_to_num((residuals(point) ** 2).sum(), nan=np.inf)) for point in points]
        found = [search(points[i]) for i in np.argsort(costs, kind="stable")[:_STARTS]]
    best = min(found, key=lambda result: float(result.cost))
    point = np.asarray(best.x, dtype=np.float64)
    miss = float(np.abs(best.fun).max())
    if not np.isfinite(point).all() or best.status <= 0 or (exact and miss > _EXACT):
        raise ConvergenceError(
            f"{where}: the fit of family {family!r} did not converge; largest error of a probability {miss:.3g}", point
        )
    return point
