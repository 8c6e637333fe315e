"""Meta-weights: what each rank counts for in the holistic acceptability index."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis.errors import InvalidInputError

MetaWeights: TypeAlias = Literal["centroid", "linear", "inverse", "first"] | FloatArray
SCHEMES = ("centroid", "linear", "inverse", "first")


def meta_weights_array(given: Any, count: int) -> FloatArray:
    """Return what ranks 1 to A count for (A,), from 1 down: a named scheme's, or as given."""
    ranks = np.arange(1, count + 1)
    if isinstance(given, str):
        _checks.one_of("meta_weights", given, SCHEMES)
        if given == "centroid":
            # the centroid of 1 = a_1 >= ... >= 0 in shares: sums of 1/i from r on
            tails = np.cumsum(1 / ranks[::-1])[::-1]
            return np.asarray(tails / tails[0])
        if given == "linear":
            return np.asarray((count - ranks) / max(count - 1, 1) if count > 1 else ranks * 1.0)
        return 1 / ranks if given == "inverse" else np.asarray(ranks == 1, dtype=np.float64)
    scheme = _checks.numeric_array("meta_weights", given)
    if scheme.shape != (count,):
        raise InvalidInputError(
            f"meta_weights must be one for each of {count} ranks; got shape {scheme.shape}"
        )
    if (np.diff(scheme) > 0).any() or scheme[0] <= 0 or scheme[-1] < 0:
        raise InvalidInputError(
            "meta_weights must be positive for rank 1, never rise from a rank to the next, and not"
            f" be negative; got {scheme.tolist()}"
        )
    return np.asarray(scheme / scheme[0])
