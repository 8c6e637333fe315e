"""Matrices of expert judgement: 1 where the first of a pair is preferred, 0.5 where neither is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from decision_analysis import _checks, _labelled
from decision_analysis._arrays import FloatArray
from decision_analysis.errors import InvalidInputError


def judged_pairs(what: str, given: Any, names: Sequence[str] | None = None) -> FloatArray:
    """Return judgements (..., n, n) of 1, 0.5 or 0, of which the two of a pair sum to 1."""
    array, _ = _labelled.square(what, given, names, each="object")
    size = array.shape[-1] if array.ndim else 0
    if array.ndim < 2 or array.shape[-2] != size or not array.size:
        raise InvalidInputError(f"{what} must be square; got shape {array.shape}")
    _refuse(what, array, ~np.isin(array, (0.0, 0.5, 1.0)), "1, 0.5 or 0")
    pairs = array + np.swapaxes(array, -1, -2)
    _refuse(what, array, pairs != 1, "1 less the judgement the other way round")
    return array


def _refuse(what: str, array: FloatArray, bad: Any, must_be: str) -> None:
    if bad.any():
        index = tuple(int(i) for i in np.argwhere(bad)[0])
        raise InvalidInputError(
            f"{what} must be {must_be}; got {array[index]:g}{_checks.at(index)}"
        )
