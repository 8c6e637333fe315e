"""Which weights are possible: all, those of a space, or given ones; drawn in a table's order."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._shown import shown
from decision_analysis.core import weights_array
from decision_analysis.errors import InvalidInputError
from decision_analysis.uncertainty._weight_sampler import GivenWeights, WeightSampler
from decision_analysis.uncertainty._weight_space import WeightSpace


@dataclasses.dataclass(frozen=True, eq=False)
class PossibleWeights:
    """Weights drawn chunk by chunk; a space's criteria are brought into the table's order."""

    sampler: WeightSampler | GivenWeights
    columns: list[int] | None
    said: Any

    def chunk(self, index: int, rows: int) -> FloatArray:
        """Return the weights (rows, C) of one chunk."""
        drawn = self.sampler.chunk(index, rows)
        return drawn if self.columns is None else np.take(drawn, self.columns, axis=1)


def possible_weights(weights: Any, names: tuple[str, ...], entropy: int) -> PossibleWeights:
    """Read 'uniform', a space over the same criteria, or the weights (N, C) of so many people."""
    if isinstance(weights, str) and weights == "uniform":
        return PossibleWeights(WeightSpace(names).sampler(rng=entropy), None, weights)
    if isinstance(weights, WeightSpace):
        space = weights
        columns = order_in(space, names)
        return PossibleWeights(space.sampler(rng=entropy), columns, space.constraints)
    if isinstance(weights, str) or weights is None:
        raise InvalidInputError(f"weights must be 'uniform' or a WeightSpace; got {shown(weights)}")
    rows = weights_array(names, weights)
    if rows.ndim != 2:
        raise InvalidInputError(
            "weights must be 'uniform' or a WeightSpace, or those of so many people (N,"
            f" {len(names)}); got {rows.shape}"
        )
    return PossibleWeights(GivenWeights(rows, entropy), None, f"{len(rows):,} given")


def order_in(space: WeightSpace, names: tuple[str, ...]) -> list[int] | None:
    """Return where a space has each criterion of a table; None where it has their order."""
    _checks.same_names("weights must name each criterion", space.criteria, names)
    if space.criteria == names:
        return None
    return [space.criteria.index(name) for name in names]
