"""`terms_of`: what a result's scores are the sums of, where one of its steps says so."""

from __future__ import annotations

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis.core._scores import Scores

SUMS = 1e-9
"""How far terms may add up to something else than a score, as a share of the largest sum."""


def terms_of(result: Scores) -> FloatArray | None:
    """Return terms (A, n) that add up to the scores of a single result; None where no step does."""
    count = len(result.alternatives)
    # the last step that adds up comes nearest to the score
    for found in reversed(result.steps().values()):
        if found.ndim != 2 or len(found) != count or found.dtype.kind not in "fiu":
            continue
        slack = SUMS * max(1e-300, float(np.abs(found).sum(axis=1).max()))
        if np.abs(found.sum(axis=1) - result.scores).max() <= slack:
            return np.asarray(found, dtype=np.float64)
    return None
