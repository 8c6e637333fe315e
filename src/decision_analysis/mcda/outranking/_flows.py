"""Single-criterion flows of PROMETHEE, from which all flows follow linearly in the weights."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis._limits import CACHE_BLOCK, TIE_TOLERANCE
from decision_analysis.mcda._blocks import blocks, noise_of
from decision_analysis.mcda.outranking._preference_functions import Degrees


def criterion_flows(
    values: FloatArray, functions: Sequence[Degrees]
) -> tuple[FloatArray, FloatArray]:
    """Return positive and negative flows (..., C, A) of each criterion.

    They are the mean degrees over the other alternatives.
    """
    columns = np.moveaxis(values, -1, -2)
    flat = columns.reshape(-1, *columns.shape[-2:])
    noise = noise_of(values.reshape(-1, *values.shape[-2:]))
    positive, negative = np.zeros(flat.shape), np.zeros(flat.shape)
    size = flat.shape[-1]
    # P_j(a, b) of some rows a at a time: never more pairs in memory than a block holds
    rows = max(1, min(size, CACHE_BLOCK // size))
    for column, function in enumerate(functions):
        for block in blocks(len(flat), size * rows):
            performance = flat[block, column]
            for start in range(0, size, rows):
                above = performance[:, start : start + rows, None]
                degrees = function(above - performance[:, None, :], noise[block, :, column, None])
                positive[block, column, start : start + rows] = degrees.sum(axis=-1)
                negative[block, column] += degrees.sum(axis=-2)
    # means over the others, so that flows are in [0, 1] whatever their number
    others = max(size - 1, 1)
    return (positive / others).reshape(columns.shape), (negative / others).reshape(columns.shape)


def weighted(weights: FloatArray, flows: FloatArray) -> FloatArray:
    """Return the flows (..., A) of all criteria together."""
    if flows.ndim == 2:
        total: FloatArray = weights @ flows
        return total
    joint: FloatArray = np.einsum("...c,...ca->...a", weights, flows)
    return joint


def net_flow(positive: FloatArray, negative: FloatArray) -> FloatArray:
    """Return positive - negative; 0 within the rounding of the two, so that equal flows tie."""
    net = positive - negative
    return np.where(np.abs(net) <= TIE_TOLERANCE * (positive + negative), 0.0, net)
