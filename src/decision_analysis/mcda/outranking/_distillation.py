"""The two distillations of ELECTRE III: credibility into pre-orders, all samples at once."""

from __future__ import annotations

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import BoolArray, FloatArray, IntArray
from decision_analysis._limits import LEVEL_TOLERANCE
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError


def discrimination(distillation: object) -> tuple[float, float]:
    """Return slope and intercept of the discrimination threshold s(lambda).

    It may not be negative on [0, 1].
    """
    line = _checks.numeric_array("distillation", distillation)
    if line.shape != (2,):
        raise InvalidInputError(
            f"distillation must be (slope, intercept); got {shown(distillation)}"
        )
    slope, intercept = line.tolist()
    if intercept < 0 or not 0 <= slope + intercept < np.inf:
        raise InvalidInputError(
            "distillation must give s(lambda) = slope * lambda + intercept >= 0, finite,"
            f" on [0, 1]; got {intercept:g} at 0 and {slope + intercept:g} at 1"
        )
    return slope, intercept


def distillation_ranks(
    credibility: FloatArray, line: tuple[float, float]
) -> tuple[IntArray, IntArray]:
    """Return the classes (n, A) of the descending and the ascending pre-order, 1 for the best."""
    descending = _extract(credibility, line, sign=1)
    ascending = _extract(credibility, line, sign=-1)
    return descending, ascending.max(axis=-1, keepdims=True) + 1 - ascending


def _extract(credibility: FloatArray, line: tuple[float, float], *, sign: int) -> IntArray:
    """Number the classes by their extraction: best first with sign 1, worst first with -1.

    One turn of the loop is one step k of every sample's inner distillation. A class closes when one
    member is left or the cutting level is 0.
    """
    slope, intercept = line
    count, size, _ = credibility.shape
    numbers = np.zeros((count, size), dtype=np.intp)
    degrees = np.where(np.eye(size, dtype=bool), -1.0, credibility)
    # a beats b where its degree exceeds that of b over a by more than s of it
    margin = degrees - (slope * degrees + intercept)
    beats = margin > np.swapaxes(degrees, -1, -2) + LEVEL_TOLERANCE
    samples = np.arange(count)
    left = np.ones((count, size), dtype=bool)
    subset = left.copy()
    level = np.zeros(count)
    opening = np.ones(count, dtype=bool)
    number = 1 + np.zeros(count, dtype=np.intp)
    while samples.size:
        # of a single sample, only the members of the subset are compared
        inside = np.flatnonzero(subset[0]) if samples.size == 1 else np.arange(size)
        cells = (slice(None), inside[:, None], inside) if len(inside) < size else (...,)
        best, level = _turn(
            degrees[cells], beats[cells], subset[:, inside], level, opening, line, sign
        )
        # the class closes where one is left or the level is 0, and the next one opens
        subset = np.zeros_like(subset)
        subset[:, inside] = best
        opening = (subset.sum(axis=1) == 1) | (level == 0)
        closed = subset & opening[:, None]
        rows, members = np.nonzero(closed)
        numbers[samples[rows], members] = number[rows]
        left = left & ~closed
        number = number + opening
        subset = np.where(opening[:, None], left, subset)
        # samples in which no alternative is left are done
        going = left.any(axis=1)
        if not going.all():
            samples, left, subset, level = samples[going], left[going], subset[going], level[going]
            opening, number = opening[going], number[going]
            degrees, beats = degrees[going], beats[going]
    return numbers


def _turn(
    degrees: FloatArray,
    beats: BoolArray,
    subset: BoolArray,
    level: FloatArray,
    opening: BoolArray,
    line: tuple[float, float],
    sign: int,
) -> tuple[BoolArray, FloatArray]:
    """Return each subset's best (or worst) qualified members (n, A) and cutting level (n,).

    The cutting level is the one that chose them. The level falls from the largest degree within the
    subset, or the level before, to the largest degree that is more than s(lambda) below it.
    """
    # lambda_k: the largest degree within the subset, or the level of the step before
    slope, intercept = line
    inside = np.where(subset[:, :, None] & subset[:, None, :], degrees, -1.0)
    level = np.where(opening, inside.max(axis=(1, 2)), level).clip(min=0)
    # lambda_(k+1): the largest degree below lambda_k - s(lambda_k)
    bound = level - (slope * level + intercept) - LEVEL_TOLERANCE
    level = np.where(inside < bound[:, None, None], inside, 0.0).max(axis=(1, 2)).clip(min=0)
    # the qualification: how many each outranks at that level, less how many outrank it
    outranks = (inside > level[:, None, None]) & beats
    qualification = sign * (outranks.sum(axis=2) - outranks.sum(axis=1))
    qualification = np.where(subset, qualification, -degrees.shape[-1])
    return subset & (qualification == qualification.max(axis=1, keepdims=True)), level
