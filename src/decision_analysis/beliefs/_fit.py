"""Least squares on the distribution function: the fits behind `from_quantiles`."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis.beliefs._search import NoStartError, least_squares
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
_EXACT = 1e-6  # error of a probability beyond which a fit that should be exact has failed
_FREE: dict[str, tuple[str, ...]] = {
    "lognormal": ("scale",),
    "gamma": ("scale",),
    "weibull": ("scale",),
    "beta": (),
}
# Shares of a point's level at which a curve has it: its own, half of it, and half of the rest
_LEVELS = (1.0, 0.5, 1.5)
_DENSITY = 8  # starting scales in each factor of ten: neighbors differ by a third
_MOST_SIZES = 400  # 50 factors of ten: for quantiles that are farther apart starts are less dense
_MODES = np.concatenate([[0.0], np.linspace(0.01, 0.99, 15), [1.0]])

Function = Callable[[FloatArray], Any]


def fit(
    family: str, p: FloatArray, x: FloatArray, low: float | None, high: float | None, degrees: float
) -> Any:
    """Return the frozen distribution of `family` nearest to the points (x, p); input is trusted."""
    with np.errstate(all="ignore"):
        try:
            found = _fitted(family, p, x, low, high, degrees)
            miss = float(np.abs(found.cdf(x) - p).max())
        except NoStartError:
            raise ConvergenceError(
                f"the fit of family {family!r} found no start near these quantiles"
            ) from None
        except ZeroDivisionError:
            found, miss = None, math.inf
    # two quantiles are met exactly, unless they are so near or so far apart that rounding decides
    exact = p.size == 2 and family != "triangular"
    if not np.isfinite(miss) or (exact and miss > _EXACT):
        free = _FREE.get(family, ("loc", "scale"))
        last = None if found is None else np.array([*found.args, *map(found.kwds.get, free)])
        raise ConvergenceError(
            f"the fit of family {family!r} did not converge; largest error of a"
            f" probability {miss:.3g}",
            last,
        )
    return found


def _fitted(
    family: str, p: FloatArray, x: FloatArray, low: float | None, high: float | None, degrees: float
) -> Any:
    from scipy import special, stats

    if family == "gamma":
        return _gamma(p, x, low or 0.0)
    if family == "beta":
        return _beta(p, x, low or 0.0, 1.0 if high is None else high)
    if family == "triangular":
        return _triangular(p, x, low, high)
    if family == "uniform":
        m, s = _uniform(p, x)
        return stats.uniform(loc=m, scale=s)
    # logarithms of lognormal and Weibull variables are of location-scale families
    origin = low or 0.0
    if family == "lognormal":
        m, s = _location_scale(p, np.log(x - origin), special.ndtr, special.ndtri)
        return stats.lognorm(s, loc=origin, scale=np.exp(m))
    if family == "weibull":
        m, s = _location_scale(p, np.log(x - origin), _least_cdf, _least_ppf)
        return stats.weibull_min(1 / s, loc=origin, scale=np.exp(m))
    if family == "student_t":
        standard = stats.t(degrees)
        m, s = _location_scale(p, x, standard.cdf, standard.ppf)
        return stats.t(degrees, loc=m, scale=s)
    m, s = _location_scale(p, x, special.ndtr, special.ndtri)
    return stats.norm(loc=m, scale=s)


def _least_cdf(z: FloatArray) -> FloatArray:
    """Distribution of the log of a standard Weibull variable: 1 - exp(-exp(z))."""
    return np.asarray(-np.expm1(-np.exp(np.minimum(z, 700.0))))


def _least_ppf(p: FloatArray) -> FloatArray:
    return np.asarray(np.log(-np.log1p(-p)))


def _location_scale(
    p: FloatArray, y: FloatArray, cdf: Function, ppf: Function
) -> tuple[float, float]:
    """Return location and scale of a family that has no other parameter, for y on its scale.

    The line through the points (ppf(p), y) is the answer for two points. For more, curves through
    the parameters: for each point and three levels of it, all scales that may matter.
    """
    z = np.asarray(ppf(p))
    unit = float(np.abs(y).max()) or 1.0
    t = y / unit
    # two points: the line through them
    if y.size == 2:
        scale = float((t[1] - t[0]) / (z[1] - z[0]))
        return unit * float(t[0] - scale * z[0]), unit * scale
    apart = t[None, :] - t[:, None]  # measured from a point, so that near ones keep their digits

    def residuals(q: FloatArray, anchor: IntArray) -> FloatArray:
        return np.asarray(cdf(apart[anchor] * np.exp(-q[:, 1:]) + q[:, :1]) - p)

    # more: the least of the minima along curves on which one point has one of three levels
    levels = [np.asarray(ppf(_level(p, share))) for share in _LEVELS]
    curves, anchors = _curves(t, _slopes(t, z), levels)
    best, anchor = least_squares(residuals, curves, anchors)
    scale = float(np.exp(best[1]))
    return unit * float(t[anchor] - scale * best[0]), unit * scale


def _level(p: FloatArray, share: float) -> FloatArray:
    """Return levels between 0 and p for shares below 1, between p and 1 above."""
    return p * share if share <= 1 else 1 - (1 - p) * (2 - share)


def _slopes(t: FloatArray, z: FloatArray) -> FloatArray:
    """Return logs of all scales at which two points may be in the middle of the distribution."""
    # the scale is a distance of points over a distance of standard levels: from the narrowest gap
    # over a wide range of levels to the whole range over a narrow one
    gaps, steps = np.diff(t), np.diff(z)
    steps = steps[steps > 0]  # those of empty bins of a histogram are none
    least = float(np.log(gaps.min()) - np.log(max(50.0, 10 * np.ptp(z))))
    most = float(np.log(np.ptp(t)) - np.log(min(0.02, steps.min() / 5)))
    size = min(_MOST_SIZES, 2 + _DENSITY * (most - least) / np.log(10))
    return np.linspace(least, most, int(size))


def _curves(
    t: FloatArray, sizes: FloatArray, levels: list[FloatArray]
) -> tuple[FloatArray, IntArray]:
    """Return curves (C, G, 2) of (standard level, log of the scale), and their anchor points."""
    starts = np.concatenate(levels)
    curves = np.stack(np.broadcast_arrays(starts[:, None], sizes[None, :]), axis=-1)
    return curves, np.tile(np.arange(t.size), len(levels))


def _uniform(p: FloatArray, x: FloatArray) -> tuple[float, float]:
    """Return the lower end and the width of the best fit.

    At the best fit F is the regression of p on the points strictly inside. The sum of squares has
    concave kinks where a point comes to lie inside, so that no minimum lies there: each range of
    points is tried, two or more by regression, a single one with all others outside.
    """
    unit = float(np.abs(x).max())
    t = x / unit
    ends = []
    for i in range(t.size):
        # the i-th point alone inside: as wide as leaves its neighbors outside
        below = (t[i] - t[i - 1]) / p[i] if i else np.inf
        above = (t[i + 1] - t[i]) / (1 - p[i]) if i + 1 < t.size else np.inf
        width = min(below, above)
        ends.append((i, -width * p[i], width))
        for j in range(i + 2, t.size + 1):
            # points i to j - 1 inside: F(x) = (x - lower) / width is their regression
            u, q = t[i:j] - t[i], p[i:j]
            centered = u - u.mean()
            slope = np.dot(centered, q) / np.dot(centered, centered)
            if slope <= 0:
                continue  # all of one probability, as about an empty bin
            ends.append((i, float(u.mean() - q.mean() / slope), float(1 / slope)))
    fitted = [np.clip(((t - t[i]) - least) / width, 0, 1) for i, least, width in ends]
    costs = [float(((f - p) ** 2).sum()) for f in fitted]
    # of equally good ones the widest
    best = min(range(len(ends)), key=lambda k: (round(costs[k], 15), -ends[k][2]))
    i, least, width = ends[best]
    return unit * float(t[i] + least), unit * float(width)


def _gamma(p: FloatArray, x: FloatArray, low: float) -> Any:
    """Fit logs of shape and mean; each curve has one quantile right for many shapes."""
    from scipy import special, stats

    unit = float(x[-1] - low)
    y = (x - low) / unit

    def residuals(q: FloatArray, _: IntArray) -> FloatArray:
        shape = np.exp(q[:, :1])
        return np.asarray(special.gammainc(shape, shape * y * np.exp(-q[:, 1:])) - p)

    # for each shape the mean with which a point has one of three levels
    shapes = np.exp(np.linspace(-7, 40, 188))
    means = [
        np.log(shapes * y[:, None] / special.gammaincinv(shapes, _level(p, s)[:, None]))
        for s in _LEVELS
    ]
    curves = _stacked(np.log(shapes), np.concatenate(means))
    best, _ = least_squares(residuals, curves, np.zeros(len(curves), dtype=np.intp))
    shape, mean = np.exp(best)
    return stats.gamma(shape, loc=low, scale=unit * mean / shape)


def _beta(p: FloatArray, x: FloatArray, low: float, high: float) -> Any:
    """Fit logs of the shapes; each curve has one quantile right for many second shapes."""
    from scipy import special, stats

    y = (x - low) / (high - low)

    def residuals(q: FloatArray, _: IntArray) -> FloatArray:
        return np.asarray(special.betainc(np.exp(q[:, :1]), np.exp(q[:, 1:]), y) - p)

    # for each second shape the first with which a point has its level
    second = np.exp(np.linspace(-7, 30, 75))
    first = [np.log(special.btdtria(p[:, None], second, y[:, None]))]
    curves = _stacked(np.log(second), np.concatenate(first))[..., ::-1]
    best, _ = least_squares(residuals, curves, np.zeros(len(curves), dtype=np.intp))
    a, b = np.exp(best)
    return stats.beta(a, b, loc=low, scale=high - low)


def _stacked(first: FloatArray, second: FloatArray) -> FloatArray:
    return np.stack(np.broadcast_arrays(first, second), axis=-1)


def _triangular(p: FloatArray, x: FloatArray, low: float | None, high: float | None) -> Any:
    """Fit where the mode lies between the ends, and the ends where they are not given.

    The mode is sin(q)^2, which reaches both ends. With free ends the curves are those of a location
    and scale family for each of many modes.
    """
    from scipy import stats

    if low is not None and high is not None:
        inside = (x - low) / (high - low)
        # one curve, over all modes, with every point a node of it:
        # the sum is smooth between the points only
        angles = np.concatenate([[0.0], np.arcsin(np.sqrt(inside)), [np.pi / 2]])
        modes = np.linspace(angles[:-1], angles[1:], 101).T.reshape(1, -1, 1)
        best, _ = least_squares(
            lambda q, _: _triangular_cdf(inside, np.sin(q) ** 2) - p,
            modes,
            np.zeros(1, dtype=np.intp),
        )
        return stats.triang(float(np.sin(best[0]) ** 2), loc=low, scale=high - low)
    unit = float(np.abs(x).max())
    t = x / unit
    apart = t[None, :] - t[:, None]

    def residuals(q: FloatArray, anchor: IntArray) -> FloatArray:
        z = apart[anchor] * np.exp(-q[:, 1:2]) + q[:, :1]
        return np.asarray(_triangular_cdf(np.clip(z, 0.0, 1.0), np.sin(q[:, 2:]) ** 2) - p)

    every, tags = [], []
    # with free ends: for each mode the curves of a location-scale family
    for mode in _MODES:
        z = np.where(p < mode, np.sqrt(mode * p), 1 - np.sqrt((1 - mode) * (1 - p)))
        curves, anchors = _curves(t, _slopes(t, z), [z])
        angle = np.full((*curves.shape[:2], 1), np.arcsin(np.sqrt(mode)))
        every += list(np.concatenate([curves, angle], axis=-1))
        tags += anchors.tolist()
    # curves of different lengths are filled up with their last points
    size = max(map(len, every))
    padded = np.stack([np.pad(c, ((0, size - len(c)), (0, 0)), mode="edge") for c in every])
    best, anchor = least_squares(residuals, padded, np.array(tags))
    scale = float(np.exp(best[1]))
    return stats.triang(
        float(np.sin(best[2]) ** 2),
        loc=unit * float(t[anchor] - scale * best[0]),
        scale=unit * scale,
    )


def _triangular_cdf(z: FloatArray, mode: FloatArray) -> FloatArray:
    rising = np.where(mode > 0, z**2 / np.where(mode > 0, mode, 1.0), 0.0)
    falling = np.where(mode < 1, 1 - (1 - z) ** 2 / np.where(mode < 1, 1 - mode, 1.0), 1.0)
    return np.where(z < mode, rising, falling)
