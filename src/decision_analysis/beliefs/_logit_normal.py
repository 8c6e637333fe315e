"""`LogitNormalMixture`: a share whose log-odds are normal given something else that is averaged."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis.beliefs._invert import invert
from decision_analysis.beliefs._own_distribution import OwnDistribution

_ROWS = 64  # levels whose probabilities are averaged at once: 2 MB of floats for 4,096 components
_FARTHEST = 9.0  # standard deviations, beyond which the normal distribution has 2e-19
_STEP = 0.5  # of the trapezoidal rule, on the scales of the normal and of the logistic function


@dataclass(frozen=True, eq=False)
class LogitNormalMixture(OwnDistribution):
    """Equal mixture of logit-normal distributions with one scale and many locations (M,)."""

    locations: FloatArray = dataclasses.field(repr=False)
    scale: float

    _word: ClassVar[str] = "logistic-normal share"

    def _cdf(self, x: FloatArray) -> FloatArray:
        return self._below(_logit(x), 1.0)[()]

    def _sf(self, x: FloatArray) -> FloatArray:
        return self._below(_logit(x), -1.0)[()]

    def _pdf(self, x: FloatArray) -> FloatArray:
        inside = (x > 0) & (x < 1)
        at = np.where(inside, x, 0.5)
        z = self._averaged(_logit(at), lambda t: np.exp(-(t**2) / 2) / np.sqrt(2 * np.pi))
        return np.where(inside, z / self.scale / (at * (1 - at)), 0.0)[()]

    def _ppf(self, p: FloatArray) -> FloatArray:
        return self._quantiles(p, 1.0)[()]

    def _isf(self, p: FloatArray) -> FloatArray:
        return self._quantiles(p, -1.0)[()]

    def mean(self) -> float:
        return self._moment(1)

    def var(self) -> float:
        return self._moment(2) - self._moment(1) ** 2

    def _moment(self, order: int) -> float:
        """Return E[X^order] by the trapezoidal rule, whose error is e^(-2 pi^2 / step) or less.

        The logistic function has poles at pi i, so that steps get smaller where the scale is large.
        """
        from scipy.special import expit

        count = int(np.ceil(_FARTHEST * max(1.0, self.scale) / _STEP))
        z = _FARTHEST * np.arange(-count, count + 1) / count
        means = [
            (expit(self.locations + self.scale * z[i : i + _ROWS, None]) ** order).mean(axis=1)
            for i in range(0, z.size, _ROWS)
        ]
        density = np.exp(-(z**2) / 2)
        return float(np.concatenate(means) @ density / density.sum())

    def _quantiles(self, p: FloatArray, side: float) -> FloatArray:
        """Solve on the scale of log-odds, between the quantiles of the outermost components."""
        from scipy.special import expit, ndtri

        flat = p.ravel()
        inside = (flat > 0) & (flat < 1)
        found = np.where(flat > 0.5, side, -side) * np.inf
        own = side * self.scale * ndtri(flat[inside])
        low, high = self.locations.min() + own, self.locations.max() + own
        found[inside] = invert(
            lambda t: side * self._below(t, side), side * flat[inside], low, high
        )
        return np.asarray(expit(found)).reshape(p.shape)

    def _below(self, t: FloatArray, side: float) -> FloatArray:
        from scipy.special import ndtr

        return self._averaged(t, lambda z: ndtr(side * z))

    def _averaged(self, t: FloatArray, function: Callable[[FloatArray], Any]) -> FloatArray:
        """Return the mean of a function of standard levels over the components, in blocks."""
        flat = np.asarray(t).ravel()
        parts = [
            function((flat[i : i + _ROWS, None] - self.locations) / self.scale).mean(axis=1)
            for i in range(0, flat.size, _ROWS)
        ]
        return np.concatenate([np.empty(0), *parts]).reshape(np.shape(t))


def _logit(x: FloatArray) -> FloatArray:
    from scipy.special import logit

    with np.errstate(all="ignore"):
        return np.asarray(logit(np.clip(x, 0.0, 1.0)))
