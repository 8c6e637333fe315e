"""What pooled distributions have in common, and the linear pool: a mixture."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis.beliefs._distribution import upper_probability, upper_quantile
from decision_analysis.beliefs._invert import invert
from decision_analysis.beliefs._own_distribution import OwnDistribution


@dataclass(frozen=True)
class PooledDistribution(OwnDistribution):
    """A frozen distribution of others and their weights, which sum to 1."""

    components: tuple[Any, ...] = field(repr=False)
    weights: tuple[float, ...]

    _word: ClassVar[str] = "pooled distribution"


@dataclass(frozen=True)
class LinearPool(PooledDistribution):
    """The mixture of the components: its distribution function is the weighted mean of theirs."""

    def _cdf(self, x: FloatArray) -> FloatArray:
        return self._mean_of([component.cdf(x) for component in self.components])[()]

    def _sf(self, x: FloatArray) -> FloatArray:
        return self._mean_of([upper_probability(component, x) for component in self.components])[()]

    def _pdf(self, x: FloatArray) -> FloatArray:
        return self._mean_of([component.pdf(x) for component in self.components])[()]

    def _ppf(self, p: FloatArray) -> FloatArray:
        # the mixture's quantile lies between the least and the greatest of the components'
        ends = np.array([component.ppf(p) for component in self.components])
        return self._between(self._cdf, p, ends)

    def _isf(self, p: FloatArray) -> FloatArray:
        ends = np.array([upper_quantile(component, p) for component in self.components])
        return self._between(lambda x: -self._sf(x), -p, ends)

    def mean(self) -> float:
        return float(self._mean_of([np.asarray(component.mean()) for component in self.components]))

    def var(self) -> float:
        means = np.array([float(component.mean()) for component in self.components])
        variances = np.array([float(component.var()) for component in self.components])
        # within the components and between them
        between = (means - np.dot(self.weights, means)) ** 2
        return float(np.dot(self.weights, variances + between))

    def _mean_of(self, parts: list[Any]) -> FloatArray:
        weighed = (w * np.asarray(part) for w, part in zip(self.weights, parts, strict=True))
        return np.asarray(sum(weighed))

    def _between(self, function: Any, targets: FloatArray, ends: FloatArray) -> FloatArray:
        """Solve within the components' quantiles; where these are infinite, so is the pool's."""
        low, high = np.asarray(ends.min(axis=0)), np.asarray(ends.max(axis=0))
        finite = np.isfinite(low) & np.isfinite(high)
        result: FloatArray = np.where(np.isfinite(low), high, low)
        result[finite] = invert(function, targets[finite], low[finite], high[finite])
        return result[()]
