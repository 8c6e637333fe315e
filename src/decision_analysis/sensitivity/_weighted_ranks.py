"""Rank correlations of columns whose rows count differently often, and partial ones."""

from __future__ import annotations

import dataclasses

import numpy as np

from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis._limits import SOLVER_TOLERANCE


@dataclasses.dataclass(frozen=True, eq=False)
class Columns:
    """Columns of numbers as the places of their values in order: sorted once, for all weights."""

    places: tuple[IntArray, ...]

    def correlation(self, weight: FloatArray, size: int) -> FloatArray:
        """Return Spearman's correlations (size, n) of the first columns with all of them.

        Row i counts `weight[i]` times. A column of one value has correlation 0 with all others.
        """
        ranks = np.stack([_ranks(place, weight) for place in self.places])
        ranks -= (ranks @ weight / weight.sum())[:, None]
        weighted = ranks[:size] * weight
        products = weighted @ ranks.T
        spread = np.sqrt(np.einsum("cn,cn,n->c", ranks, ranks, weight, optimize=False))
        varies = spread > 0
        divisor = np.where(varies, spread, 1.0)
        both = varies[:size, None] & varies
        found = np.where(both, products / (divisor[:size, None] * divisor), 0.0)
        np.fill_diagonal(found, 1.0)
        return np.asarray(np.clip(found, -1.0, 1.0))


def columns(array: FloatArray) -> Columns:
    """Return the columns of an array (rows, n)."""
    return Columns(tuple(np.unique(column, return_inverse=True)[1] for column in array.T))


def _ranks(place: IntArray, weight: FloatArray) -> FloatArray:
    """Return mid-ranks of rows that count `weight` times, ties sharing the mean of their ranks."""
    counts = np.bincount(place, weights=weight)
    return np.asarray((np.cumsum(counts) - (counts - 1) / 2)[place])


def partial(correlations: FloatArray) -> FloatArray:
    """Return partial correlations (..., p, n - p) of the first columns with the others.

    Between each of the first p columns and each of the others, given the rest of the first; 0 where
    these leave nothing to explain. `correlations` (..., p, n) are those of the first with all.
    """
    size = correlations.shape[-2]
    own, others = correlations[..., :size], correlations[..., size:]
    found = np.empty_like(others)
    for p in range(size):
        rest = [q for q in range(size) if q != p]
        # the Schur complement: covariances of what the rest leaves of p and of each other column
        mine, theirs = own[..., rest, p, None], others[..., rest, :]
        inverse = np.linalg.pinv(own[..., rest, :][..., rest], hermitian=True)
        solved = inverse @ theirs
        left = others[..., p, :] - (mine * solved).sum(axis=-2)
        spread = (1 - (mine * (inverse @ mine)).sum(axis=-2)), 1 - (theirs * solved).sum(axis=-2)
        there = (spread[0] > SOLVER_TOLERANCE) & (spread[1] > SOLVER_TOLERANCE)
        divisor = np.sqrt(np.where(there, spread[0] * spread[1], 1.0))
        found[..., p, :] = np.where(there, left / divisor, 0.0)
    return np.asarray(np.clip(found, -1.0, 1.0))
