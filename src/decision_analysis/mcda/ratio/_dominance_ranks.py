"""The theory of dominance: one ranking from several, by majority and transitivity."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray, IntArray
from decision_analysis.mcda._blocks import blocks


def dominance_ranks(rankings: Sequence[IntArray]) -> FloatArray:
    """Return final ranks (..., A) from rankings of that shape, in which 1 is best.

    One alternative dominates another that it beats in more rankings than that beats it, and what
    this one dominates. The rank is 1 plus how many dominate it that it does not dominate itself.
    """
    shape = rankings[0].shape
    rows = [ranks.reshape(-1, shape[-1]) for ranks in rankings]
    final = np.empty(rows[0].shape)
    for block in blocks(len(final), shape[-1] ** 2):
        # in how many rankings the row is before the column, less in how many it is behind
        before = sum(np.sign(r[block, None, :] - r[block, :, None]) for r in rows)
        dominates = _closed(np.asarray(before) > 0)
        ahead = dominates & ~np.swapaxes(dominates, -1, -2)
        final[block] = 1 + ahead.sum(axis=-2)
    return final.reshape(shape)


def _closed(relation: BoolArray) -> BoolArray:
    """Return the transitive closure of relations (n, A, A)."""
    while True:
        # paths double in length each time; single precision counts them fast, and well enough
        paths = relation.astype(np.float32)
        longer = relation | (paths @ paths > 0)
        if np.array_equal(longer, relation):
            return relation
        relation = longer
