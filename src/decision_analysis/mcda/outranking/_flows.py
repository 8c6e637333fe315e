"""Single-criterion flows of PROMETHEE, from which all flows follow linearly in the weights."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis._limits import CACHE_BLOCK, TIE_TOLERANCE
from decision_analysis.mcda._blocks import blocks, noise_of
from decision_analysis.mcda.outranking._sorted_flows import rising_sums, sorted_sums
from decision_analysis.mcda.preference import PreferenceFunction

Sums: TypeAlias = Callable[[FloatArray, float], tuple[FloatArray, FloatArray]]
"""From performances (n,) and their noise to sums of degrees over others, and of theirs."""
_SORTED_FROM = 128  # alternatives; of fewer, comparing all pairs is faster than sorting them


def criterion_flows(
    values: FloatArray, functions: Sequence[PreferenceFunction]
) -> tuple[FloatArray, FloatArray]:
    """Return positive and negative flows (..., C, A) of each criterion.

    They are the mean degrees over the other alternatives.
    """
    columns = np.moveaxis(values, -1, -2)
    flat = columns.reshape(-1, *columns.shape[-2:])
    noise = noise_of(values.reshape(-1, *values.shape[-2:]))[:, 0]
    sums = np.zeros((2, *flat.shape))
    size = flat.shape[-1]
    for column, function in enumerate(functions):
        by_sorting = _by_sorting(function) if size >= _SORTED_FROM else None
        if by_sorting is None:
            sums[:, :, column] = _pairwise_sums(flat[:, column], noise[:, column], function)
            continue
        for sample, performance in enumerate(flat[:, column]):
            sums[:, sample, column] = by_sorting(performance, float(noise[sample, column]))
    # means over the others, so that flows are in [0, 1] whatever their number
    sums /= max(size - 1, 1)
    return sums[0].reshape(columns.shape), sums[1].reshape(columns.shape)


def _by_sorting(function: PreferenceFunction) -> Sums | None:
    """Return how a function's degrees add up by sorting; None if all pairs must be compared."""
    if function._pieces(0.0) is not None:
        return lambda performance, noise: sorted_sums(performance, function._pieces(noise) or ())
    full = function._full()
    if full is None:
        return None
    return lambda performance, noise: rising_sums(performance, function, full, noise)


def _pairwise_sums(
    performances: FloatArray, noise: FloatArray, function: PreferenceFunction
) -> FloatArray:
    """Return sums (2, n, A) of the degrees over others, and of theirs, by comparing all pairs.

    P_j(a, b) of some rows a at a time: never more pairs in memory than a block holds.
    """
    sums = np.zeros((2, *performances.shape))
    size = performances.shape[-1]
    rows = max(1, min(size, CACHE_BLOCK // size))
    for block in blocks(len(performances), size * rows):
        performance = performances[block]
        for start in range(0, size, rows):
            above = performance[:, start : start + rows, None]
            degrees = function._degrees(above - performance[:, None, :], noise[block, None, None])
            sums[0, block, start : start + rows] = degrees.sum(axis=-1)
            sums[1, block] += degrees.sum(axis=-2)
    return sums


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
