"""`Truncated`: a distribution given that the quantity lies between two levels."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any, ClassVar

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis.beliefs._distribution import upper_probability, upper_quantile
from decision_analysis.beliefs._own_distribution import OwnDistribution

_PARTS = np.array([0, 1e-3, 0.05, 0.25, 0.5, 0.75, 0.95, 1 - 1e-3, 1])
"""Probabilities of the quantiles between which moments are integrated."""


@dataclass(frozen=True)
class Truncated(OwnDistribution):
    """A frozen `scipy.stats` distribution, truncated to [low, high]; infinite ends are none."""

    parent: Any
    low: float
    high: float

    _word: ClassVar[str] = "truncated distribution"

    def _cdf(self, x: FloatArray) -> FloatArray:
        return self._share(np.full_like(x, self.low), x)[()]

    def _sf(self, x: FloatArray) -> FloatArray:
        return self._share(x, np.full_like(x, self.high))[()]

    def _pdf(self, x: FloatArray) -> FloatArray:
        inside = (x >= self.low) & (x <= self.high)
        return np.where(inside, self.parent.pdf(x) / self._mass(), 0.0)[()]

    def _ppf(self, p: FloatArray) -> FloatArray:
        # from the nearer tail of the parent, where no digits are lost
        if self._upper():
            above = upper_probability(self.parent, self.low) - p * self._mass()
            found = upper_quantile(self.parent, np.clip(above, 0.0, 1.0))
        else:
            below = self.parent.cdf(self.low) + p * self._mass()
            found = self.parent.ppf(np.clip(below, 0.0, 1.0))
        return np.asarray(np.clip(found, self.low, self.high))[()]

    def _isf(self, p: FloatArray) -> FloatArray:
        if self._upper():
            above = upper_probability(self.parent, self.high) + p * self._mass()
            found = upper_quantile(self.parent, np.clip(above, 0.0, 1.0))
        else:
            below = self.parent.cdf(self.high) - p * self._mass()
            found = self.parent.ppf(np.clip(below, 0.0, 1.0))
        return np.asarray(np.clip(found, self.low, self.high))[()]

    def mean(self) -> float:
        return self._expected(1, 0.0)

    def var(self) -> float:
        return self._expected(2, self.mean())

    def _expected(self, order: int, around: float) -> float:
        from scipy.integrate import quad as integrate

        # over quantiles, where densities may be infinite and narrow; over levels in endless tails
        def by_quantile(p: float) -> float:
            return float((self._ppf(np.array(p)) - around) ** order)

        def by_level(x: float) -> float:
            return float((x - around) ** order * self._pdf(np.array(x)))

        pieces: list[tuple[Any, ...]] = [(by_quantile, *ends) for ends in pairwise(_PARTS.tolist())]
        if np.isinf(self.low):
            pieces[0] = (by_level, self.low, float(self._ppf(_PARTS[1])))
        if np.isinf(self.high):
            pieces[-1] = (by_level, float(self._ppf(_PARTS[-2])), self.high)
        # all that is asked for is given out, so that nothing is warned of at the last digits
        exact: dict[str, Any] = {"epsabs": 0, "epsrel": 1e-10, "limit": 200, "full_output": 1}
        return float(sum(integrate(*piece, **exact)[0] for piece in pieces))

    def _upper(self) -> bool:
        """Say whether the stretch lies in the upper half of the parent."""
        return bool(self.parent.cdf(self.low) > 0.5)

    def _mass(self) -> float:
        if self._upper():
            lost = upper_probability(self.parent, self.high)
            return float(upper_probability(self.parent, self.low) - lost)
        return float(self.parent.cdf(self.high) - self.parent.cdf(self.low))

    def _share(self, start: FloatArray, stop: FloatArray) -> FloatArray:
        """Return the probability between two levels, as a share of that of the whole stretch."""
        a, b = (np.clip(level, self.low, self.high) for level in (start, stop))
        if self._upper():
            mass = upper_probability(self.parent, a) - upper_probability(self.parent, b)
        else:
            mass = self.parent.cdf(b) - self.parent.cdf(a)
        return np.asarray(np.clip(mass / self._mass(), 0.0, 1.0))
