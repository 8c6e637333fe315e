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

    def correlation(self, weight: FloatArray) -> FloatArray:
        """Return Spearman's correlations of all columns, of which row i counts `weight[i]` times.

        A column of one value has correlation 0 with all others.
        """
        ranks = np.stack([_ranks(place, weight) for place in self.places])
        total = weight.sum()
        less = ranks - (ranks @ weight / total)[:, None]
        products = (less * weight) @ less.T
        spread = np.sqrt(np.diag(products))
        varies = spread > 0
        divisor = np.where(varies, spread, 1.0)
        found = np.where(np.outer(varies, varies), products / np.outer(divisor, divisor), 0.0)
        np.fill_diagonal(found, 1.0)
        return np.asarray(np.clip(found, -1.0, 1.0))


def columns(array: FloatArray) -> Columns:
    """Return the columns of an array (rows, n)."""
    return Columns(tuple(np.unique(column, return_inverse=True)[1] for column in array.T))


def _ranks(place: IntArray, weight: FloatArray) -> FloatArray:
    """Return mid-ranks of rows that count `weight` times, ties sharing the mean of their ranks."""
    counts = np.bincount(place, weights=weight)
    return np.asarray((np.cumsum(counts) - (counts - 1) / 2)[place])


def partial(matrices: FloatArray, size: int) -> FloatArray:
    """Return partial correlations (..., size, n - size) of the first columns with the others.

    Between each of the first `size` columns and each of the others, given the rest of the first;
    0 where these leave nothing to explain. `matrices` (..., n, n) are correlations.
    """
    count = matrices.shape[-1]
    found = np.empty((*matrices.shape[:-2], size, count - size))
    for p in range(size):
        rest = [q for q in range(size) if q != p]
        kept = [p, *range(size, count)]
        left = matrices[..., kept, :][..., kept]
        if rest:
            # the Schur complement: covariances of what the rest leaves of each
            across = matrices[..., rest, :][..., kept]
            inverse = np.linalg.pinv(matrices[..., rest, :][..., rest], hermitian=True)
            left = left - np.swapaxes(across, -1, -2) @ inverse @ across
        spread = np.diagonal(left, axis1=-2, axis2=-1)
        own, others = spread[..., :1], spread[..., 1:]
        there = (own > SOLVER_TOLERANCE) & (others > SOLVER_TOLERANCE)
        divisor = np.sqrt(np.where(there, own * others, 1.0))
        found[..., p, :] = np.where(there, left[..., 0, 1:] / divisor, 0.0)
    return np.clip(found, -1.0, 1.0)
