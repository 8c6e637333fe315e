"""Shares of the weight in (0, 1], such as majorities and cut levels, one or one for each sample."""

from __future__ import annotations

from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis.errors import InvalidInputError


def shares(what: str, given: Any) -> FloatArray:
    """Return shares (...) in (0, 1]; a single one has no axes."""
    if not _checks.holds_several(given):
        return np.asarray(_checks.number(what, given, low=0, high=1, open_low=True))
    found = _checks.numeric_array(what, given)
    outside = (found <= 0) | (found > 1)
    if outside.any() or not found.size:
        got = f"{found[outside].flat[0]:g}" if outside.any() else "none"
        raise InvalidInputError(f"{what} must be in (0, 1] in each sample; got {got}")
    return found
