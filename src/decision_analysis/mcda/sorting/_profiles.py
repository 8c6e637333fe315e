"""The limits between categories: their profiles, worst first, and the labels of the categories."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray, settled
from decision_analysis._labels import numbered
from decision_analysis.core import DecisionTable
from decision_analysis.errors import InvalidInputError
from decision_analysis.mcda._same_criteria import with_same_criteria as with_same_criteria


def ordered_profiles(profiles: DecisionTable) -> FloatArray:
    """Return the oriented profiles (..., P, C), each of which dominates the one before."""
    values = np.where(profiles.maximize, profiles.values, -profiles.values)
    # rounding counts as equal, so that what is refused is a fault of the data
    # by how much each profile is better than the one before, on every criterion
    gains = np.diff(settled(values, -2), axis=-2)
    worse, equal = np.argwhere(gains < 0), np.argwhere((gains == 0).all(axis=-1))
    if worse.size:
        *sample, row, column = worse[0]
        lower, upper = profiles.alternatives[row : row + 2]
        raise InvalidInputError(
            f"each profile must dominate the one before, worst first; {upper!r} is worse"
            f" than {lower!r} on {profiles.criterion_names[column]!r}{_checks.at(sample)}"
        )
    if equal.size:
        *sample, row = equal[0]
        lower, upper = profiles.alternatives[row : row + 2]
        raise InvalidInputError(
            f"each profile must dominate the one before; {upper!r} equals"
            f" {lower!r}{_checks.at(sample)}"
        )
    return values


def category_labels(
    given: Sequence[str] | None, count: int, why: str = "one more than profiles"
) -> tuple[str, ...]:
    """Return the labels of the categories, worst first; numbers where none are given."""
    if given is None:
        return numbered(count)
    labels = _checks.names("categories", given)
    if len(labels) != count:
        raise InvalidInputError(f"need {count} categories, {why}, worst first; got {list(labels)}")
    return labels
