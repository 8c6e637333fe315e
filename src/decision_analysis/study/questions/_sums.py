"""Partial values and their weighted sums: what questions about weights are answered by."""

from __future__ import annotations

from functools import partial

import numpy as np

from decision_analysis import mcda, sensitivity

SHOWN = 20
"""Alternatives in a table: of more, those that are most often, or nearest to be, the best."""

score = partial(mcda.weighted_sum, normalization=None)
"""The score of partial values: their weighted sum. A partial of a public function is pickled."""


def least_first(move: sensitivity.WeightMoveResult) -> list[tuple[str, float]]:
    """Return the alternatives that weights can make best, those with the least move first."""
    found = [
        (label, float(share))
        for label, share in zip(move.alternatives, move.moved, strict=True)
        if np.isfinite(share)
    ]
    return sorted(found, key=lambda entry: entry[1])
