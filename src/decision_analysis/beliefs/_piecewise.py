"""`PiecewiseDistribution`: uniform, or uniform in the logarithm, between known quantiles."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis.beliefs._own_distribution import OwnDistribution


@dataclass(frozen=True, eq=False)
class PiecewiseDistribution(OwnDistribution):
    """A distribution function that is straight between levels, or between their logarithms.

    Its levels and cumulative probabilities ascend, these from 0 to 1.
    """

    levels: FloatArray = dataclasses.field(repr=False)
    probabilities: FloatArray = dataclasses.field(repr=False)
    logarithmic: bool = False

    _word: ClassVar[str] = "piecewise uniform distribution"

    def _cdf(self, x: FloatArray) -> FloatArray:
        return np.asarray(np.interp(self._scaled(x), self._knots(), self.probabilities))[()]

    def _sf(self, x: FloatArray) -> FloatArray:
        return np.asarray(1 - self._cdf(x))[()]

    def _pdf(self, x: FloatArray) -> FloatArray:
        piece = np.clip(np.searchsorted(self.levels, x, side="right") - 1, 0, self.levels.size - 2)
        density = (np.diff(self.probabilities) / np.diff(self._knots()))[piece]
        density = density / np.where(x > 0, x, 1.0) if self.logarithmic else density
        inside = (x >= self.levels[0]) & (x <= self.levels[-1])
        return np.where(inside, density, 0.0)[()]

    def _ppf(self, p: FloatArray) -> FloatArray:
        found = np.asarray(np.interp(p, self.probabilities, self._knots()))
        return np.clip(self._back(found), self.levels[0], self.levels[-1])[()]

    def _isf(self, p: FloatArray) -> FloatArray:
        return self._ppf(1 - p)

    def mean(self) -> float:
        return self._moment(1)

    def var(self) -> float:
        return self._moment(2) - self._moment(1) ** 2

    def _moment(self, order: int) -> float:
        # of each piece: the integral of x^k over it, of a density that is level in x or in log x
        a, b = self.levels[:-1], self.levels[1:]
        power = order if self.logarithmic else order + 1
        parts = (b**power - a**power) / power / np.diff(self._knots())
        return float(np.dot(np.diff(self.probabilities), parts))

    def _knots(self) -> FloatArray:
        return self._scaled(self.levels)

    def _scaled(self, x: FloatArray) -> FloatArray:
        if not self.logarithmic:
            return x
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray(np.log(np.maximum(x, 0.0)))

    def _back(self, y: FloatArray) -> FloatArray:
        return np.asarray(np.exp(y)) if self.logarithmic else y
