"""Alternatives that are all equal on the weighted criteria: found, and warned of, in one place."""

from __future__ import annotations

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis._limits import TIE_TOLERANCE
from decision_analysis._named import warn
from decision_analysis._shown import in_samples
from decision_analysis.errors import DegenerateDataWarning
from decision_analysis.mcda._scaling import total


def all_equal(best: FloatArray, worst: FloatArray, weights: FloatArray) -> BoolArray:
    """Say in which samples (...) nothing but rounding parts the best (..., C) from the worst."""
    apart = total(np.abs(best - worst)[..., None, :], weights)[..., 0]
    size = total(np.maximum(np.abs(best), np.abs(worst))[..., None, :], weights)[..., 0]
    return np.asarray(apart <= TIE_TOLERANCE * size)


def warn_equal(equal: BoolArray, consequence: str) -> None:
    """Warn of the samples that are flagged (...), and say what comes of it."""
    warn(
        f"all alternatives are equal on the weighted criteria{in_samples(equal)}; {consequence}",
        DegenerateDataWarning,
    )
