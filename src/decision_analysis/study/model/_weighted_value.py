"""The weighted value of a path's totals by criterion, which goes with results that are pickled."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from decision_analysis._frozen import Sealed


@dataclasses.dataclass(frozen=True)
class WeightedValue(Sealed):
    """A path's totals by criterion in points: 0 where every criterion is at its worst."""

    coefficients: Mapping[str, Any]
    worst: Mapping[str, Any]

    def __call__(self, totals: Mapping[str, Any]) -> Any:
        # each criterion's distance from its worst end, in points
        return sum(c * (totals[name] - self.worst[name]) for name, c in self.coefficients.items())
