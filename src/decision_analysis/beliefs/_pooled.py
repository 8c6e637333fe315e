"""What pooled distributions have in common, and the linear pool: a mixture."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._elementwise import bare, like
from decision_analysis._named import named
from decision_analysis.beliefs._distribution import upper_probability, upper_quantile
from decision_analysis.beliefs._invert import invert
from decision_analysis.errors import InvalidInputError


@dataclass(frozen=True)
class PooledDistribution(ABC):
    """A frozen distribution of others and their weights, which sum to 1.

    Pandas objects come back as they went.
    """

    components: tuple[Any, ...]
    weights: tuple[float, ...]

    @named("pooled distribution")
    def cdf(self, x: Any) -> Any:
        """Return probabilities of not exceeding `x`, of any shape."""
        return like(x, self._cdf(levels(x)))

    @named("pooled distribution")
    def sf(self, x: Any) -> Any:
        """Return probabilities of exceeding `x`, of any shape."""
        return like(x, self._sf(levels(x)))

    @named("pooled distribution")
    def pdf(self, x: Any) -> Any:
        """Return densities at `x`, of any shape."""
        return like(x, self._pdf(levels(x)))

    @named("pooled distribution")
    def ppf(self, q: Any) -> Any:
        """Return quantiles at probabilities `q` in [0, 1], of any shape."""
        return like(q, self._ppf(chances(q)))

    @named("pooled distribution")
    def isf(self, q: Any) -> Any:
        """Return levels exceeded with probabilities `q` in [0, 1], of any shape."""
        return like(q, self._isf(chances(q)))

    @abstractmethod
    def _cdf(self, x: FloatArray) -> FloatArray: ...

    @abstractmethod
    def _sf(self, x: FloatArray) -> FloatArray: ...

    @abstractmethod
    def _pdf(self, x: FloatArray) -> FloatArray: ...

    @abstractmethod
    def _ppf(self, p: FloatArray) -> FloatArray: ...

    @abstractmethod
    def _isf(self, p: FloatArray) -> FloatArray: ...

    @abstractmethod
    def mean(self) -> float:
        """Return the expected value."""

    @abstractmethod
    def var(self) -> float:
        """Return the variance."""

    def std(self) -> float:
        """Return the standard deviation."""
        return float(np.sqrt(self.var()))

    def median(self) -> float:
        """Return the median."""
        return float(self.ppf(0.5))


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


def levels(x: Any) -> FloatArray:
    """Return levels of a quantity as an array, infinite ones allowed."""
    return _checks.numeric_array("x", bare(x), finite=False)


def chances(q: Any) -> FloatArray:
    """Return probabilities in [0, 1] as an array."""
    p = _checks.numeric_array("q", bare(q))
    bad = np.argwhere((p < 0) | (p > 1))
    if len(bad):
        index = tuple(bad[0])
        raise InvalidInputError(f"q must be in [0, 1]; got {p[index]:.10g}{_checks.at(index)}")
    return p
