"""`Mirrored`: the distribution of minus a quantity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis.beliefs._own_distribution import OwnDistribution


@dataclass(frozen=True)
class Mirrored(OwnDistribution):
    """The distribution of -X, X of another: bounded above where that is bounded below."""

    parent: Any

    _word: ClassVar[str] = "mirrored distribution"

    def _cdf(self, x: FloatArray) -> FloatArray:
        return np.asarray(self.parent.sf(-x))[()]

    def _sf(self, x: FloatArray) -> FloatArray:
        return np.asarray(self.parent.cdf(-x))[()]

    def _pdf(self, x: FloatArray) -> FloatArray:
        return np.asarray(self.parent.pdf(-x))[()]

    def _ppf(self, p: FloatArray) -> FloatArray:
        return np.asarray(-self.parent.isf(p))[()]

    def _isf(self, p: FloatArray) -> FloatArray:
        return np.asarray(-self.parent.ppf(p))[()]

    def mean(self) -> float:
        return -float(self.parent.mean())

    def var(self) -> float:
        return float(self.parent.var())
