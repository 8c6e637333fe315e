"""The door of every method: table, weights and options are checked here once, and recorded."""

from __future__ import annotations

import dataclasses
import math
from typing import Any

import numpy as np

from decision_analysis import _checks, _labelled
from decision_analysis._arrays import FloatArray
from decision_analysis._limits import MOST_KEPT_PAIRS
from decision_analysis.core import DecisionTable, Weights, weights_array
from decision_analysis.errors import InvalidInputError


@dataclasses.dataclass(frozen=True, eq=False)
class Asked:
    """What a method without weights is asked: a table, and whether to keep the steps."""

    table: DecisionTable
    shape: tuple[int, ...]
    """The sample axes of the answer."""
    keep: bool
    """Whether the result holds its intermediates."""

    @property
    def gains(self) -> FloatArray:
        """Performances (..., A, C), turned so that more is better on every criterion."""
        if self.table.maximize.all():
            return self.table.values
        return np.where(self.table.maximize, self.table.values, -self.table.values)

    def recorded(self, **options: Any) -> dict[str, Any]:
        """Return a call's options for its result, those by criterion under the table's names."""
        names = self.table.criterion_names
        return {
            option: _labelled.by_name(option, value, names, partial=True)
            if _labelled.has_labels(value)
            else value
            for option, value in options.items()
        }


@dataclasses.dataclass(frozen=True, eq=False)
class AskedWithWeights(Asked):
    """What a method with weights is asked."""

    weights: FloatArray
    """Weights (..., C) in the order of the criteria; shares that sum to 1, unless as given."""


def door(
    table: DecisionTable, weights: Weights, *, steps: object = None, rescale: bool = True
) -> AskedWithWeights:
    """Check what every method takes: a table, weights and `steps`.

    Samples of the weights pair with those of the table. `rescale` is false for the few methods that
    take weights as given.
    """
    table = _checks.instance("table", table, DecisionTable)
    shares = weights_array(table.criterion_names, weights, rescale=rescale)
    shape = sample_shape(table=table.sample_shape, weights=shares.shape[:-1])
    return AskedWithWeights(table, shape, _checks.steps_kept(steps, single=not shape), shares)


def door_without_weights(table: DecisionTable, *, steps: object = None) -> Asked:
    """Check what a method takes that has no weights."""
    table = _checks.instance("table", table, DecisionTable)
    shape = table.sample_shape
    return Asked(table, shape, _checks.steps_kept(steps, single=not shape))


def keeps_pairs(asked: Asked, steps: object) -> bool:
    """Say whether a result holds its intermediates of pairs of alternatives, which may be many."""
    pairs = math.prod(asked.shape) * len(asked.table.alternatives) ** 2
    return asked.keep and (steps is True or pairs <= MOST_KEPT_PAIRS)


def sample_shape(**shapes: tuple[int, ...]) -> tuple[int, ...]:
    """Return the joint shape of leading sample axes, each under the name of what they are of."""
    try:
        # numpy's rule: axes are aligned from the last, and one of length 1 fits any
        return np.broadcast_shapes(*shapes.values())
    except ValueError:
        got = ", ".join(f"{what} {shape}" for what, shape in shapes.items())
        raise InvalidInputError(f"sample axes must broadcast together; got {got}") from None
