"""Likelihoods by state: numbers that are not negative, checked and copied."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from decision_analysis import _checks, _labelled, _read_rows
from decision_analysis._arrays import read_only
from decision_analysis._frozen import ReadOnly
from decision_analysis.errors import InvalidInputError


def by_state(what: str, given: Any, *, most: float = math.inf) -> Mapping[str, Any]:
    """Return {state: number or samples (...)}, each from 0 to `most`, of what has labels."""
    if isinstance(given, list | tuple) or not _labelled.has_labels(given):
        _checks.mapping(what, given)
    array, names = _read_rows.row(what, given, each="state", one=what)
    assert names is not None
    if not array.size:
        raise InvalidInputError(f"{what} must hold at least one sample; got shape {array.shape}")
    outside = np.argwhere((array < 0) | (array > most))
    if outside.size:
        place = tuple(int(i) for i in outside[0])
        wanted = "not be negative" if array[place] < 0 else f"be a probability, at most {most:g}"
        raise InvalidInputError(
            f"{what} of {names[place[-1]]!r} must {wanted}; got {array[place]:g}"
        )
    if array.ndim == 1:
        return ReadOnly(dict(zip(names, array.tolist(), strict=True)))
    return ReadOnly({name: read_only(array[..., i].copy()) for i, name in enumerate(names)})
