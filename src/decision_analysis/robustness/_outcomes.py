"""`outcomes`: what each alternative may bring and how likely, by state or by sample."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis._shown import shown
from decision_analysis.core import DecisionTable
from decision_analysis.core.parts import sampled_values
from decision_analysis.errors import InvalidInputError
from decision_analysis.robustness._payoffs import equal_unless, payoffs, refuse_unpaired


@dataclasses.dataclass(frozen=True, eq=False)
class Outcomes:
    """Payoffs (..., A, K) of alternatives and probabilities (..., K) of these K outcomes."""

    alternatives: tuple[str, ...]
    criteria: tuple[str, ...] | None
    payoffs: FloatArray
    chances: FloatArray
    more_is_better: bool


def outcomes(values: Any, probabilities: Any, goal: object) -> Outcomes:
    """Read a table whose columns are states, or values of alternatives in samples.

    These are all that `core.parts.sampled_values` takes, a sampled table of one criterion among
    them. Probabilities are equal where None.
    """
    table = values if isinstance(values, DecisionTable) else None
    if table is not None and not (table.sample_shape and len(table.criteria) == 1):
        if goal is not None:
            raise InvalidInputError(f"a DecisionTable knows its goal; leave out goal={shown(goal)}")
        array, more_is_better = payoffs(table)
        chances = equal_unless(table.criterion_names, probabilities)
        refuse_unpaired(chances, table.sample_shape)
        states = table.criterion_names
        return Outcomes(table.alternatives, states, array, chances, more_is_better)
    read = sampled_values("values", values, goal)
    if read.values.ndim < 2 or 0 in read.values.shape:
        raise InvalidInputError(f"values must have shape (..., S, A); got {read.values.shape}")
    count = read.values.shape[-2]
    chances = np.full(count, 1 / count) if probabilities is None else read.chances(probabilities)
    by_alternative = np.moveaxis(read.values, -2, -1)
    return Outcomes(read.alternatives, None, by_alternative, chances, read.higher)
