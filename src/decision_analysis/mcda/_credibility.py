"""Credibility of outranking, from partial concordance and discordance, for ELECTRE III and TRI."""

from __future__ import annotations

import dataclasses
import math

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis._limits import TIE_TOLERANCE
from decision_analysis.mcda._blocks import blocks, in_blocks, noise_of
from decision_analysis.mcda._thresholds import Thresholds, ramp

FULL_CONCORDANCE = 1 - TIE_TOLERANCE
"""From here on a sum of weights that agree is 1 but for rounding, and nothing can object."""


def credibility(
    shape: tuple[int, ...],
    rows: FloatArray,
    columns: FloatArray,
    weights: FloatArray,
    thresholds: Thresholds,
) -> FloatArray:
    """Return how credible it is that each row is at least as good as each column.

    Parameters
    ----------
    shape : tuple of int
        Sample axes of all that is compared, together.
    rows, columns : ndarray of float, shapes (..., A, C) and (..., B, C)
        Performances, oriented so that more is better.
    weights : ndarray of float, shape (..., C)
        Weights that sum to 1.
    thresholds : Thresholds
        Of the criteria, checked.

    Returns
    -------
    ndarray of float, shape (samples, A, B)
        Degrees in [0, 1].

    Notes
    -----
    With the shortfall d of the row: partial concordance is 1 for d <= q, 0 for d >= p, linear
    between, and where q = p the first rule goes first; discordance is 0 for d <= p, 1 for d >= v,
    linear between. Credibility is the weighted concordance C times the product of (1 - D_j) / (1 -
    C) over the criteria with D_j > C. Blocks of samples and of rows keep within the cache.
    """
    size = rows.shape[-2], columns.shape[-2]
    # one table for all samples: what does not depend on the weights is found once
    alone = math.prod(rows.shape[:-2]) == math.prod(columns.shape[:-2]) == 1
    cells = 1 if alone else math.prod(size) * rows.shape[-1]
    result = np.empty((math.prod(shape), *size))
    sources = (rows, 2), (columns, 2), (weights, 1)
    for block, (one, other, shares) in in_blocks(shape, cells, *sources):
        # noise of the criterion over all that is compared
        noise = np.maximum(noise_of(one), noise_of(other))
        tables = max(len(one), len(other))
        for part in blocks(size[0], tables * size[1] * rows.shape[-1]):
            partial = _Partial.of(one[:, part], other, noise, thresholds)
            result[block, part] = partial.weighed(shares)
    return result


@dataclasses.dataclass(eq=False)
class _Partial:
    """Partial concordance and discordance of some rows with all columns, by criterion."""

    agreements: list[FloatArray]
    """Partial concordances c_j(a, b), each (n, A, B)."""
    objections: list[tuple[FloatArray, FloatArray]]
    """Partial discordances D_j(a, b) and 1 - D_j(a, b) of the criteria on which some object."""

    @classmethod
    def of(
        cls, rows: FloatArray, columns: FloatArray, noise: FloatArray, thresholds: Thresholds
    ) -> _Partial:
        """Compare rows (n, A, C) with columns (n, B, C)."""
        found = cls([], [])
        for column in range(rows.shape[-1]):
            one, other = rows[:, :, None, column], columns[:, None, :, column]
            shortfall = other - one
            indifference, preference, veto = (
                thresholds.between(kind, column, one, other)
                for kind in ("indifference", "preference", "veto")
            )
            assert indifference is not None
            assert preference is not None
            slack = noise[..., column, None]
            lost = ramp(shortfall, indifference, preference, slack)
            found.agreements.append(np.subtract(1, lost, out=lost))
            if veto is not None:
                objection = ramp(shortfall, preference, veto, slack)
                found.objections.append((objection, 1 - objection))
        return found

    def weighed(self, weights: FloatArray) -> FloatArray:
        """Return the credibility (n, A, B) by weights (n, C)."""
        count = max(len(weights), len(self.agreements[0]))
        concordance = np.empty((count, *self.agreements[0].shape[1:]))
        term, stronger = np.empty_like(concordance), np.empty(concordance.shape, dtype=bool)
        # C(a, b): the sum of w_j c_j(a, b)
        for column, agreement in enumerate(self.agreements):
            out = term if column else concordance
            np.multiply(weights[:, column, None, None], agreement, out=out)
            if column:
                concordance += term
        np.greater(concordance, FULL_CONCORDANCE, out=stronger)
        np.copyto(concordance, 1.0, where=stronger)
        # sigma(a, b): C, weakened by each criterion that objects more than the others agree
        result = concordance.copy()
        # where C = 1 nothing objects more
        remaining = np.subtract(1, concordance)
        np.copyto(remaining, 1.0, where=stronger)
        for objection, left in self.objections:
            # (1 - D_j) / (1 - C) where D_j > C, else 1
            np.greater(objection, concordance, out=stronger)
            np.copyto(term, remaining)
            np.copyto(term, left, where=stronger)
            term /= remaining
            result *= term
        return result
