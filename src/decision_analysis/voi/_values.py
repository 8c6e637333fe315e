"""What the analyses of information take: values of alternatives in samples, turned so that more is better."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis.core import Scores
from decision_analysis.errors import InvalidInputError

LARGEST = 1e150
"""Beyond this, squares overflow."""


@dataclasses.dataclass(frozen=True, eq=False)
class Values:
    """Values (S, A) of which the largest is best, and the sign that turns them back."""

    alternatives: tuple[str, ...]
    gains: FloatArray
    sign: float


def sampled_values(where: str, values: Any, goal: object) -> Values:
    """Return values (S, A) of `Scores` with one sample axis or of an array, whose labels are '0', '1', ..."""
    if isinstance(values, Scores):
        if goal is not None:
            raise InvalidInputError(f"{where}: Scores know their goal; leave out goal={goal!r}")
        labels, array, higher = values.alternatives, values.scores, values.higher_is_better
    else:
        higher = _checks.one_of(where, "goal", "max" if goal is None else goal, ("max", "min")) == "max"
        array = _checks.numeric_array(where, "values", values)
        labels = tuple(str(a) for a in range(array.shape[-1])) if array.ndim else ()
    if array.ndim != 2 or 0 in array.shape:
        raise InvalidInputError(f"{where}: values must have shape (S, A), one sample axis; got {array.shape}")
    if (large := np.argwhere(np.abs(array) > LARGEST)).size:
        row, column = large[0]
        raise InvalidInputError(
            f"{where}: values must be within {LARGEST:g} of 0; "
            f"got {array[row, column]:g} of {labels[column]!r} in sample {row}"
        )
    sign = 1.0 if higher else -1.0
    return Values(labels, np.asarray(sign * array), sign)
