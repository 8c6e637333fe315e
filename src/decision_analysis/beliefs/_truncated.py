"""`Truncated`: a distribution given that the quantity lies between two levels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis.beliefs._distribution import upper_probability, upper_quantile
from decision_analysis.beliefs._own_distribution import OwnDistribution


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
        from scipy.integrate import quad

        # over quantiles, which are finite between 0 and 1 whatever the ends
        middle = self.median()
        total = 0.0
        for ends in ((self.low, middle), (middle, self.high)):
            part = quad(
                lambda x: (x - around) ** order * float(self._pdf(np.array(x))),
                *ends,
                epsabs=0,
                epsrel=1e-10,
                limit=200,
            )
            total += part[0]
        return float(total)

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
