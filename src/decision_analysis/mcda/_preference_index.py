"""The aggregated preference index pi(a, b) of pairs of alternatives, or of these and profiles."""

from __future__ import annotations

import math

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis.mcda._blocks import in_blocks, noise_of
from decision_analysis.mcda._door import AskedWithWeights
from decision_analysis.mcda._preference_functions import Functions
from decision_analysis.mcda.preference import PreferenceFunction


def preference_index(asked: AskedWithWeights, functions: Functions) -> FloatArray:
    """Return the index (..., A, A) of the row over the column, 0 on the diagonal."""
    # pi(a, b) is the sum of w_j P_j(a, b)
    if not asked.table.sample_shape:
        one = asked.gains[None]
        # a single set of weights needs one P_j at a time; several share them
        if asked.weights.ndim == 1:
            alone = index_between(one, one, noise_of(one), asked.weights[None], functions)
            return alone.reshape(alone.shape[1:])
        each = [_degrees(one, one, noise_of(one), c, f)[0] for c, f in enumerate(functions)]
        index: FloatArray = np.tensordot(asked.weights, np.stack(each), axes=1)
        return index
    size = len(asked.table.alternatives)
    index = np.empty((math.prod(asked.shape), size, size))
    sources = (asked.gains, 2), (asked.weights, 1)
    for block, (values, shares) in in_blocks(asked.shape, size * size, *sources):
        index[block] = index_between(values, values, noise_of(values), shares, functions)
    return index.reshape(*asked.shape, size, size)


def index_between(
    one: FloatArray,
    other: FloatArray,
    noise: FloatArray,
    shares: FloatArray,
    functions: Functions,
) -> FloatArray:
    """Return the index (n, A, B) of performances (n, A, C) over others (n, B, C) of a block.

    With the noise (n, 1, C) of both and weights (n, C), one criterion at a time.
    """
    total = np.zeros((1, one.shape[1], other.shape[1]))
    for column, function in enumerate(functions):
        degrees = _degrees(one, other, noise, column, function)
        total = total + shares[:, column, None, None] * degrees
    return total


def _degrees(
    one: FloatArray, other: FloatArray, noise: FloatArray, column: int, function: PreferenceFunction
) -> FloatArray:
    """Return the degrees (n, A, B) of the row over the column on one criterion."""
    differences = one[:, :, None, column] - other[:, None, :, column]
    return function._degrees(differences, noise[..., column, None])
