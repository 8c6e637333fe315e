"""`Metalog`: the distribution whose quantile function is a linear combination of simple terms."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

import numpy as np
from numpy.polynomial import polynomial

from decision_analysis._arrays import FloatArray
from decision_analysis.beliefs._invert import invert
from decision_analysis.beliefs._own_distribution import OwnDistribution

MOST_TERMS = 10
"""Terms that are fitted at most: powers of y - 1/2 up to the fourth, with the log-odds or not."""

_FARTHEST = 700.0  # log-odds, beyond which probabilities underflow
_GRID = 40.0  # log-odds beyond which the slope is that of the tail, to the last digit
_STEPS = 8001  # of the grid: a hundredth of a unit of log-odds, in which no term bends much
_FINER = 201
_NOISE = 1e-13  # of the sum of the absolute coefficients: rounding of a slope that is 0


@dataclass(frozen=True)
class Metalog(OwnDistribution):
    """Metalog distribution (Keelin 2016) of given coefficients, unbounded or with bounds."""

    coefficients: tuple[float, ...]
    low: float | None = None
    high: float | None = None

    _word: ClassVar[str] = "metalog distribution"

    def _cdf(self, x: FloatArray) -> FloatArray:
        return np.asarray(_expit(self._log_odds(x)))[()]

    def _sf(self, x: FloatArray) -> FloatArray:
        return np.asarray(_expit(-self._log_odds(x)))[()]

    def _pdf(self, x: FloatArray) -> FloatArray:
        t = self._log_odds(x)
        inside = np.isfinite(t)
        t = np.where(inside, t, 0.0)
        with np.errstate(all="ignore"):
            # dy/dx = (dy/dt) / (dM/dt) / (dx/dM)
            chain = _chance(t) / slope(self.coefficients, t) / self._stretch(t)
        return np.where(inside & np.isfinite(chain), chain, 0.0)[()]

    def _ppf(self, p: FloatArray) -> FloatArray:
        with np.errstate(divide="ignore"):
            return self._level(np.log(p) - np.log1p(-p))[()]

    def _isf(self, p: FloatArray) -> FloatArray:
        with np.errstate(divide="ignore"):
            return self._level(np.log1p(-p) - np.log(p))[()]

    def mean(self) -> float:
        return self._moment(1)

    def var(self) -> float:
        first = self._moment(1)
        return self._moment(2, first) if np.isfinite(first) else float(np.nan)

    def _level(self, t: FloatArray) -> FloatArray:
        """Return levels at log-odds, the ends at infinite ones."""
        at = np.clip(t, -_FARTHEST, _FARTHEST)
        found = _from_scale(quantile(self.coefficients, at), self.low, self.high)
        lowest, highest = self._ends()
        return np.where(t == -np.inf, lowest, np.where(t == np.inf, highest, found))

    def _ends(self) -> tuple[float, float]:
        """Return the ends: the bounds, or those that a tail without slope has of its own."""
        ends = []
        for side, bound in ((-1.0, self.low), (1.0, self.high)):
            own = float(_from_scale(_level_part(self.coefficients, side / 2), self.low, self.high))
            free = tail_slope(self.coefficients, side) > 0
            ends.append(own if not free else side * np.inf if bound is None else bound)
        return ends[0], ends[1]

    def _log_odds(self, x: FloatArray) -> FloatArray:
        """Return the log-odds at which the quantile function passes x, infinite outside."""
        targets = to_scale(x, self.low, self.high).ravel()
        ends = np.full(targets.shape, _FARTHEST)
        inside = np.isfinite(targets)
        found = np.where(targets > 0, np.inf, -np.inf)
        # of the increasing function M(t)
        function = partial(quantile, self.coefficients)
        found[inside] = invert(function, targets[inside], -ends[inside], ends[inside])
        beyond = np.where(found > 0, np.inf, -np.inf)
        return np.where(np.abs(found) < _FARTHEST, found, beyond).reshape(x.shape)

    def _stretch(self, t: FloatArray) -> FloatArray:
        """Return dx/dM: 1, or the derivative of the exponential or the logistic function."""
        m = quantile(self.coefficients, t)
        if self.low is not None and self.high is not None:
            return (self.high - self.low) * _chance(m)
        if self.low is None and self.high is None:
            return np.ones_like(m)
        return np.exp(m if self.high is None else -m)

    def _moment(self, order: int, around: float = 0.0) -> float:
        """Return E[(X - around)^order], infinite where a tail is too heavy."""
        # the tail e^(order s t) of a semi-bounded one against the density e^-t of the log-odds
        if (self.low is None) != (self.high is None):
            side = 1.0 if self.high is None else -1.0
            if order * tail_slope(self.coefficients, side) >= 1:
                return side**order * np.inf

        x = _from_scale(quantile(self.coefficients, _AT), self.low, self.high)
        return float(((x - around) ** order * _chance(_AT)) @ _SHARE)


def _nodes() -> tuple[FloatArray, FloatArray]:
    """Return nodes and weights of log-odds, Gauss-Legendre on panels twice as long as the last."""
    at, share = np.polynomial.legendre.leggauss(32)
    ends = np.array([0.0, *2.0 ** np.arange(10), _FARTHEST])
    ends = np.concatenate([-ends[:0:-1], ends])
    half = np.diff(ends)[:, None] / 2
    return (ends[:-1, None] + half * (1 + at)).ravel(), (half * share).ravel()


_AT, _SHARE = _nodes()


def terms(n: int) -> list[tuple[int, bool]]:
    """Return the power of y - 1/2 in each term, and whether the log-odds multiply it."""
    first = [(0, False), (0, True), (1, True), (1, False)]
    later = [((k - 1) // 2, False) if k % 2 else (k // 2 - 1, True) for k in range(5, n + 1)]
    return [*first, *later][:n]


def basis(t: FloatArray, n: int) -> FloatArray:
    """Return the n terms of the quantile function at log-odds t, shape (..., n)."""
    u = np.tanh(t / 2) / 2
    return np.stack([u**power * (t if odds else 1.0) for power, odds in terms(n)], axis=-1)


def quantile(coefficients: tuple[float, ...], t: FloatArray) -> FloatArray:
    """Return M at log-odds t: mu(u) + s(u) t, with u = y - 1/2."""
    u = np.tanh(t / 2) / 2
    return np.asarray(_level_part(coefficients, u) + _slope_part(coefficients, u) * t)


def slope(coefficients: tuple[float, ...], t: FloatArray) -> FloatArray:
    """Return dM/dt, positive everywhere for a metalog that is feasible."""
    u = np.tanh(t / 2) / 2
    # d/dt of mu(u) + s(u) t, where du/dt = y (1 - y)
    bent = polynomial.polyval(u, polynomial.polyder(_powers(coefficients, odds=False)))
    turned = polynomial.polyval(u, polynomial.polyder(_powers(coefficients, odds=True)))
    return np.asarray(_slope_part(coefficients, u) + (bent + turned * t) * _chance(t))


def tail_slope(coefficients: tuple[float, ...], side: float) -> float:
    """Return dM/dt far out in the tail: below for side -1, above for side 1."""
    found = float(_slope_part(coefficients, side / 2))
    return found if abs(found) > _NOISE * sum(map(abs, coefficients)) else 0.0


def infeasible(coefficients: tuple[float, ...]) -> tuple[float, float] | None:
    """Return two probabilities between which the quantile function falls; None if nowhere.

    The slope is looked at on a grid of log-odds, and closer about its least values.
    """
    grid = np.linspace(-_GRID, _GRID, _STEPS)
    found = slope(coefficients, grid)
    # closer about each minimum that is near 0
    lowest = 1 + np.flatnonzero((found[1:-1] <= found[:-2]) & (found[1:-1] <= found[2:]))
    width = grid[1] - grid[0]
    finer = (grid[lowest][:, None] + width * np.linspace(-1, 1, _FINER)).ravel()
    t = np.concatenate([grid, finer])
    falling = t[np.concatenate([found, slope(coefficients, finer)]) <= _least(coefficients)]
    # a tail that is level must not be taken for one that falls
    if falling.size and tail_slope(coefficients, -1) == 0:
        falling = falling[falling > -_GRID / 2]
    if falling.size and tail_slope(coefficients, 1) == 0:
        falling = falling[falling < _GRID / 2]
    if not falling.size:
        return None
    return float(_expit(falling.min())), float(_expit(falling.max()))


def to_scale(x: FloatArray, low: float | None, high: float | None) -> FloatArray:
    """Return levels on the scale of M: as they are, their logarithms or their log-odds."""
    with np.errstate(divide="ignore", invalid="ignore"):
        above = None if low is None else np.log(np.maximum(x - low, 0.0))
        below = None if high is None else -np.log(np.maximum(high - x, 0.0))
    if above is None or below is None:
        return np.asarray(
            x if above is None and below is None else above if below is None else below
        )
    outside = np.where(np.isneginf(above), -np.inf, np.inf)
    return np.where(np.isfinite(above) & np.isfinite(below), above + below, outside)


def _from_scale(m: FloatArray, low: float | None, high: float | None) -> FloatArray:
    with np.errstate(over="ignore"):
        if low is not None and high is not None:
            return np.asarray(low + (high - low) * _expit(m))
        if low is not None:
            return np.asarray(low + np.exp(m))
        return np.asarray(m if high is None else high - np.exp(-m))


def _least(coefficients: tuple[float, ...]) -> float:
    return _NOISE * sum(map(abs, coefficients[1:]))


def _powers(coefficients: tuple[float, ...], *, odds: bool) -> FloatArray:
    found = np.zeros(1 + MOST_TERMS // 2)
    for value, (power, has_odds) in zip(coefficients, terms(len(coefficients)), strict=True):
        if has_odds == odds:
            found[power] += value
    return found


def _level_part(coefficients: tuple[float, ...], u: Any) -> FloatArray:
    return np.asarray(polynomial.polyval(u, _powers(coefficients, odds=False)))


def _slope_part(coefficients: tuple[float, ...], u: Any) -> FloatArray:
    return np.asarray(polynomial.polyval(u, _powers(coefficients, odds=True)))


def _expit(t: Any) -> FloatArray:
    with np.errstate(over="ignore"):
        return np.asarray(1 / (1 + np.exp(-np.asarray(t))))


def _chance(t: FloatArray) -> FloatArray:
    """Return y (1 - y) at log-odds t."""
    return _expit(t) * _expit(-t)
