"""Flows of one criterion by sorting: sums of steps and ramps over all pairs, without the pairs."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis._limits import CACHE_BLOCK, LEVEL_TOLERANCE
from decision_analysis.mcda._steps_and_ramps import Piece, Ramp
from decision_analysis.mcda.preference import PreferenceFunction

_BITS = 31  # of each of the two whole numbers that a performance is made of


def sorted_sums(performance: FloatArray, pieces: Iterable[Piece]) -> tuple[FloatArray, FloatArray]:
    """Return sums of degrees (n,) over others, and of the others' over each; more is better.

    What a performance is compared with lies, in sorted order, before some place, so that a
    comparison is a search and a sum a difference of two running sums: O(n log n).
    """
    order = np.argsort(performance)
    ordered = performance[order]
    positive, negative = np.zeros(len(order)), np.zeros(len(order))
    for piece in pieces:
        over, under = (
            _of_ramp(ordered, piece) if isinstance(piece, Ramp) else _of_step(ordered, *piece)
        )
        positive += over
        negative += under
    # back to the order that was given
    sums = np.empty((2, len(order)))
    sums[:, order] = positive, negative
    return sums[0], sums[1]


def rising_sums(
    performance: FloatArray, function: PreferenceFunction, full: float, noise: float
) -> tuple[FloatArray, FloatArray]:
    """Return the same sums for a function that rises from 0 at 0 to 1 at the difference `full`.

    Only pairs in which neither is known are compared, some rows at a time.
    """
    order = np.argsort(performance)
    ordered, size = performance[order], len(performance)
    # those before are surpassed fully; a little more than `full`, so that rounding is no matter
    surpassed = _behind(ordered, full * (1 + LEVEL_TOLERANCE))
    sums = np.zeros((2, size))
    start = 0
    while start < size:
        first = surpassed[start]
        stop = min(size, start + max(1, CACHE_BLOCK // (size - first)))
        # those from `stop` on are not surpassed
        differences = ordered[start:stop, None] - ordered[first:stop]
        degrees = function._degrees(differences, noise)
        sums[0, order[start:stop]] = first + degrees.sum(axis=1)
        sums[1, order[first:stop]] += degrees.sum(axis=0)
        sums[1, order[:first]] += stop - start
        start = stop
    return sums[0], sums[1]


def _of_step(ordered: FloatArray, beyond: float, height: float) -> tuple[FloatArray, FloatArray]:
    won = _behind(ordered, beyond)
    lost = len(ordered) - _first_ahead(won)
    return height * won.astype(np.float64), height * lost.astype(np.float64)


def _of_ramp(ordered: FloatArray, ramp: Ramp) -> tuple[FloatArray, FloatArray]:
    size = len(ordered)
    # those before `full` are surpassed fully, those from `left` on not at all
    left = _behind(ordered, ramp.left)
    full = np.minimum(_behind(ordered, float(np.nextafter(ramp.reached, -np.inf))), left)
    # the same seen from below: who surpasses it at all, and who fully
    from_left, from_full = _first_ahead(left), _first_ahead(full)
    over, under = _differences(ordered, full, left), -_differences(ordered, from_left, from_full)
    gap = ramp.high - ramp.low
    positive: FloatArray = full + (over - (left - full) * ramp.low) / gap
    negative: FloatArray = (size - from_full) + (under - (from_full - from_left) * ramp.low) / gap
    return positive, negative


def _behind(ordered: FloatArray, beyond: float) -> IntArray:
    """Return how many performances each surpasses by more than `beyond`, in ascending order."""
    count = np.searchsorted(ordered, ordered - beyond)
    # a difference is rounded otherwise than what was searched for: the difference decides
    last, following = np.maximum(count - 1, 0), np.minimum(count, len(ordered) - 1)
    wrong = (count > 0) & (ordered - ordered[last] <= beyond)
    wrong |= (count < len(ordered)) & (ordered - ordered[following] > beyond)
    again = np.flatnonzero(wrong)
    low, high = np.zeros(len(again), dtype=np.intp), np.full(len(again), len(ordered))
    while (low < high).any():
        middle = (low + high) // 2
        surpassed = low < high
        surpassed &= ordered[again] - ordered[np.minimum(middle, len(ordered) - 1)] > beyond
        low, high = np.where(surpassed, middle + 1, low), np.where(surpassed, high, middle)
    count[again] = low
    return count


def _first_ahead(behind: IntArray) -> IntArray:
    """Return the first place from which on all are ahead of each by what `behind` counts."""
    size = len(behind)
    not_ahead: IntArray = np.cumsum(np.bincount(behind, minlength=size + 1))[:size]
    return not_ahead


def _differences(ordered: FloatArray, start: IntArray, stop: IntArray) -> FloatArray:
    """Return sums (n,) of the differences of each from those at the places `start` to `stop`.

    Running sums of floats would lose digits of small differences of large numbers. A performance is
    a whole number of 2^-62 of the largest, in two parts, whose sums are exact.
    """
    _, exponent = np.frexp(np.abs(ordered[[0, -1]]).max())
    scaled = np.ldexp(ordered, _BITS - exponent)
    whole = np.floor(scaled)
    parts = whole, np.rint(np.ldexp(scaled - whole, _BITS))
    sums = []
    for part in parts:
        number = part.astype(np.int64)
        running = np.concatenate([[0], np.cumsum(number)])
        sums.append((stop - start) * number - (running[stop] - running[start]))
    total: FloatArray = np.ldexp(sums[0] + np.ldexp(sums[1], -_BITS), exponent - _BITS)
    return total
