"""Cut levels of credibility, one or one for each sample."""

from __future__ import annotations

from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis.errors import InvalidInputError


def cut_levels(cut_level: Any) -> FloatArray:
    """Return cut levels (...) in (0, 1]; a single one has no axes."""
    if not (isinstance(cut_level, list | tuple) or getattr(cut_level, "ndim", 0) > 0):
        return np.asarray(_checks.number("cut_level", cut_level, low=0, high=1, open_low=True))
    levels = _checks.numeric_array("cut_level", cut_level)
    outside = (levels <= 0) | (levels > 1)
    if outside.any() or not levels.size:
        got = f"{levels[outside].flat[0]:g}" if outside.any() else "none"
        raise InvalidInputError(f"cut_level must be in (0, 1] in each sample; got {got}")
    return levels
