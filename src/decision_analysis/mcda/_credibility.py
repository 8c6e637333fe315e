"""Credibility of outranking, from partial concordance and discordance, for ELECTRE III and TRI."""

from __future__ import annotations

import math

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis._limits import TIE_TOLERANCE
from decision_analysis.mcda._blocks import blocks, in_blocks, noise_of
from decision_analysis.mcda._thresholds import Thresholds, ramp

FULL_CONCORDANCE = 1 - TIE_TOLERANCE
"""From here on a sum of weights that agree is 1 but for rounding, and nothing can object."""

WEIGHED = 8
"""Arrays of all pairs that are gone through together while they are weighed."""


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
    criteria = rows.shape[-1]
    # one table for all samples: what does not depend on the weights is found once
    alone = math.prod(rows.shape[:-2]) == math.prod(columns.shape[:-2]) == 1
    cells = 1 if alone else math.prod(size) * criteria
    result = np.empty((math.prod(shape), *size))
    sources = (rows, 2), (columns, 2), (weights, 1)
    for block, (one, other, shares) in in_blocks(shape, cells, *sources):
        # noise of the criterion over all that is compared
        noise = np.maximum(noise_of(one), noise_of(other))
        # criteria first (C, n, A, 1) and (C, n, 1, B), each in one piece
        left, right, slack = (
            np.ascontiguousarray(np.moveaxis(array, -1, 0)) for array in (one, other, noise)
        )
        tables = max(len(one), len(other))
        room = np.empty((2, 0, 0, 0, 0))
        for part in blocks(size[0], tables * size[1] * criteria):
            pairs = left[:, :, part, None], right[:, :, None], slack[..., None]
            shape_of_pairs = criteria, tables, part.stop - part.start, size[1]
            if room.shape[1:] != shape_of_pairs:
                room = np.empty((2, *shape_of_pairs))
            _weigh(*_partial(*pairs, thresholds, room), shares, result[block, part])
    return result


def _partial(
    one: FloatArray,
    other: FloatArray,
    noise: FloatArray,
    thresholds: Thresholds,
    room: FloatArray,
) -> tuple[FloatArray, FloatArray]:
    """Compare performances (C, n, A, 1) with others (C, n, 1, B), in room (2, C, n, A, B).

    Partial concordances c_j(a, b) of all criteria, and what partial discordances leave of 1, 1 -
    D_j(a, b), of the criteria that can veto; each has the shape (..., n, A, B).
    """
    shortfall = np.subtract(other, one, out=room[0])
    every = list(range(len(one)))
    indifference, preference = (
        thresholds.of_pairs(kind, every, one, other) for kind in ("indifference", "preference")
    )
    lost = ramp(shortfall, indifference, preference, noise, out=room[1])
    agreed = np.subtract(1, lost, out=lost)
    vetoing = thresholds.having("veto")
    if len(vetoing) < len(every):
        one, other, noise, shortfall, preference = (
            array[vetoing] for array in (one, other, noise, shortfall, preference)
        )
    if not vetoing:
        return agreed, shortfall
    veto = thresholds.of_pairs("veto", vetoing, one, other)
    objection = ramp(shortfall, preference, veto, noise, out=shortfall)
    return agreed, np.subtract(1, objection, out=objection)


def _weigh(agreed: FloatArray, objected: FloatArray, weights: FloatArray, out: FloatArray) -> None:
    """Put the credibility by weights (n, C) into `out` (n, A, B)."""
    count, *size = out.shape
    for block in blocks(count, WEIGHED * math.prod(size)):
        shares = (weights if len(weights) == 1 else weights[block])[..., None, None]
        parts, left = (a if a.shape[1] == 1 else a[:, block] for a in (agreed, objected))
        # C(a, b): the sum of w_j c_j(a, b)
        concordance = np.multiply(shares[:, 0], parts[0], out=out[block])
        term = np.empty_like(concordance)
        for column in range(1, len(parts)):
            concordance += np.multiply(shares[:, column], parts[column], out=term)
        full = concordance > FULL_CONCORDANCE
        # sigma(a, b): C, weakened by each criterion that objects more than the others agree
        against = 1 - concordance
        np.copyto(against, 1.0, where=full)
        for part in left:
            # (1 - D_j) / (1 - C) where D_j > C, which is where that is below 1
            np.divide(part, against, out=term)
            concordance *= np.clip(term, 0.0, 1.0, out=term)
        # where C = 1 nothing objects more
        np.copyto(concordance, 1.0, where=full)
