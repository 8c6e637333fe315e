"""Weights that may be fuzzy numbers: crisp ones as everywhere, or corners by criterion."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np

from decision_analysis import _checks, _labelled
from decision_analysis._arrays import FloatArray
from decision_analysis._shown import shown
from decision_analysis.core import DecisionTable, Weights, weights_array
from decision_analysis.errors import InvalidInputError
from decision_analysis.mcda._door import sample_shape

FuzzyWeights: TypeAlias = Weights | Mapping[str, Any]


def fuzzy_weights(table: DecisionTable, weights: FuzzyWeights, corners: int) -> FloatArray:
    """Return weights as given (..., C, k); crisp ones have one corner on the last axis."""
    names = table.criterion_names
    if not _has_corners(weights):
        return weights_array(names, weights, rescale=False)[..., None]
    given = _labelled.by_name("weights", weights, names)
    each = [_corners_of(name, given[name], corners) for name in names]
    sample_shape(**{f"weight of {n}": e.shape[:-1] for n, e in zip(names, each, strict=True)})
    array = np.stack(np.broadcast_arrays(*each), axis=-2)
    if not (array[..., -1] > 0).any(axis=-1).all():
        raise InvalidInputError("weights must not all be zero")
    return array


def _has_corners(weights: Any) -> bool:
    """Say whether the weights are by criterion, and one of them has several numbers."""
    by_criterion = isinstance(weights, Mapping) or _labelled.is_series(weights)
    if not by_criterion:
        return False
    entries: Sequence[Any] = list(weights.values() if isinstance(weights, Mapping) else weights)
    return any(
        isinstance(entry, list | tuple) or (isinstance(entry, np.ndarray) and entry.ndim > 0)
        for entry in entries
    )


def _corners_of(name: str, weight: Any, corners: int) -> FloatArray:
    """Return the corners (..., k) of one weight; a single number is all of them."""
    whose = f"weight of {name!r}"
    if _checks.is_number(weight):
        return np.full(corners, _checks.number(whose, weight, low=0))
    array = _checks.numeric_array(whose, weight)
    if array.ndim == 0 or array.shape[-1] != corners:
        raise InvalidInputError(
            f"{whose} must be a number or have {corners} corners, as the performances have; got"
            f" {shown(weight)}"
        )
    if (array < 0).any() or (np.diff(array, axis=-1) < 0).any():
        raise InvalidInputError(
            f"{whose} must have corners that ascend from at least 0; got {shown(weight)}"
        )
    return array
