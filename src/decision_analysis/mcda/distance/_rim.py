"""RIM, the reference ideal method: closeness to an ideal that may be an interval."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

import numpy as np

from decision_analysis import _checks, _labelled
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._limits import TIE_TOLERANCE
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.core import DecisionTable, Scores, Weights, step
from decision_analysis.core.parts import Scale, remembered, warn_of_wide_scales
from decision_analysis.errors import InvalidInputError
from decision_analysis.mcda._door import door
from decision_analysis.mcda._ranges import Ranges, inside_ends, recorded_ranges
from decision_analysis.mcda._scaling import total


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class RimResult(Scores):
    """Relative indices in `scores` (0 worst, 1 best) and the steps to them.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, scores, higher_is_better : as in Scores
        Inherited.
    normalized : ndarray of float, shape (..., A, C)
        Performances from 0 at the farther end of the range to 1 in the reference ideal.
    weighted : ndarray of float, shape (..., A, C)
        Normalized performances times weights.
    distance_to_ideal, distance_to_anti_ideal : ndarray of float, shape (..., A)
        Euclidean distances of these from the weights and from 0.
    """

    normalized: FloatArray | None = step("Normalized performances", "y_{ij}", "AC")
    weighted: FloatArray | None = step("Weighted normalized performances", "y'_{ij}", "AC")
    distance_to_ideal: FloatArray | None = step("Variation to the reference ideal", "I_i^+", "A")
    distance_to_anti_ideal: FloatArray | None = step(
        "Variation to what is farthest from it", "I_i^-", "A"
    )


@cites("cables_lamata_verdegay_2016")
@named
@remembered
def rim(
    table: DecisionTable,
    weights: Weights,
    *,
    ranges: Ranges,
    reference_ideals: Mapping[str, float | Sequence[float]],
    steps: bool | None = None,
) -> RimResult:
    """Score alternatives by their closeness to ideals inside of ranges (RIM).

    RIM stands for reference ideal method.

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C). Their goals say nothing: the reference ideals say what is wanted.
    weights : mapping, WeightsResult or array_like, shape (..., C)
        Weights of the criteria; rescaled to sum to 1.
    ranges : mapping of str to (float, float)
        For every criterion the ends of what it may be, in its unit, [A, B] in the source.
    reference_ideals : mapping of str to float or (float, float)
        For every criterion the performance that is wanted, or the ends of an interval in which all
        are as good, [C, D] in the source; within its range, at an end of it or anywhere else.
    steps : bool, optional
        Whether to keep the intermediates; None keeps them for a single table, not for a batch.

    Returns
    -------
    RimResult
        Relative indices (..., A) in [0, 1], higher is better.

    Raises
    ------
    InvalidInputError
        If weights, ranges or reference ideals do not name each criterion, an end is not below the
        other, a performance lies outside its range or an ideal reaches out of it.

    Warns
    -----
    DegenerateDataWarning
        If a scale is so wide that performances which differ count as equal on it.

    See Also
    --------
    spotis : Weighted mean distances instead of Euclidean ones.
    decision_analysis.value.target : The same scale as a value function, for other methods.

    Notes
    -----
    Cables et al. (2016): y_ij is 1 in [C_j, D_j] and falls linearly to 0 at the end of the range on
    either side; with y'_ij = w_j y_ij, I_i^+ = sqrt(sum_j (y'_ij - w_j)^2), I_i^- = sqrt(sum_j
    y'_ij^2) and R_i = I_i^- / (I_i^+ + I_i^-). In the source's example the I^- of all alternatives
    but the first, and what is computed from them, do not follow from these equations; the equations
    stand here. Ideal and ranges are given, so that no alternative has a part in the score of
    another. O(S A C) time for S samples.

    Examples
    --------
    A driver between 30 and 35, with as few violations as possible:

    >>> from decision_analysis import DecisionTable, mcda
    >>> drivers = DecisionTable.from_rows(
    ...     {"Ann": [30, 2], "Bob": [40, 1], "Cleo": [25, 3]}, ["age", "violations"]
    ... )
    >>> result = mcda.rim(
    ...     drivers,
    ...     {"age": 0.6, "violations": 0.4},
    ...     ranges={"age": (23, 60), "violations": (0, 10)},
    ...     reference_ideals={"age": (30, 35), "violations": 0},
    ... )
    >>> result.normalized.round(4)
    array([[1.    , 0.8   ],
           [0.8   , 0.9   ],
           [0.2857, 0.7   ]])
    >>> result.scores.round(4)
    array([0.8947, 0.8259, 0.4245])
    """
    asked = door(table, weights, steps=steps)
    # Step 1: the ranges [A, B] and the reference ideals [C, D]
    low, high = inside_ends(table, ranges)
    ideals = _ideals(table, reference_ideals, low, high)
    bends = np.stack([low, *ideals, high], axis=-1)
    warn_of_wide_scales(table, high - low, lambda column: _scale(*bends[column]))
    # Steps 2 and 3: the normalized performances y_ij
    normalized = _normalized(table.values, low, high, *ideals)
    # Steps 4 and 5: I_i+ and I_i-, in which squared weights spare y'_ij of every sample
    squared = np.square(asked.weights)
    to_ideal = np.sqrt(total(np.square(1 - normalized), squared))
    to_anti_ideal = np.sqrt(total(np.square(normalized), squared))
    wanted = zip(table.criterion_names, *(ends.tolist() for ends in ideals), strict=True)
    return RimResult(
        method="RIM",
        parameters={
            **recorded_ranges(table, ranges),
            "reference_ideals": {name: (least, most) for name, least, most in wanted},
        },
        references=cited("cables_lamata_verdegay_2016"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        # Step 6: the relative index R_i; not both are 0, as the two points are apart
        scores=to_anti_ideal / (to_ideal + to_anti_ideal),
        normalized=normalized if asked.keep else None,
        weighted=normalized * asked.weights[..., None, :] if asked.keep else None,
        distance_to_ideal=to_ideal if asked.keep else None,
        distance_to_anti_ideal=to_anti_ideal if asked.keep else None,
    )


def _normalized(
    values: FloatArray, low: FloatArray, high: FloatArray, least: FloatArray, most: FloatArray
) -> FloatArray:
    """Return how near performances (..., A, C) are to the ideals [least, most], 1 in these."""
    within = np.clip(values, low, high)  # what misses an end by rounding is at the end
    # an ideal at an end of the range has nothing beyond it, and its divisor does not matter
    below = (least - within) / np.where(least > low, least - low, 1.0)
    above = (within - most) / np.where(high > most, high - most, 1.0)
    return np.asarray(1 - np.clip(np.maximum(below, above), 0.0, 1.0))


def _scale(low: float, least: float, most: float, high: float) -> Scale:
    """Return the scale of one criterion: a slope on either side of its ideal, which is flat."""
    points = np.unique([low, least, most, high])
    flat = (points[:-1] >= least) & (points[1:] <= most)
    return Scale(points, np.where(flat, 0.0, np.diff(points)))


def _ideals(
    table: DecisionTable,
    reference_ideals: Mapping[str, float | Sequence[float]],
    low: FloatArray,
    high: FloatArray,
) -> tuple[FloatArray, FloatArray]:
    """Return the ends (C,) of the reference ideals, which have to lie within the ranges."""
    names = table.criterion_names
    given = _labelled.by_name("reference_ideals", reference_ideals, names)
    ends = []
    for name, start, stop in zip(names, low, high, strict=True):
        whose = f"reference_ideals of {name!r}"
        least, most = _interval(whose, given[name])
        noise = TIE_TOLERANCE * max(abs(start), abs(stop))
        if least < start - noise or most > stop + noise:
            raise InvalidInputError(
                f"{whose} must be within its range ({start:g}, {stop:g}); got {shown(given[name])}"
            )
        ends.append((least, most))
    least_ends, most_ends = np.clip(np.array(ends).T, low, high)
    return least_ends, most_ends


def _interval(whose: str, ideal: object) -> tuple[float, float]:
    """Return the ends of one reference ideal, which are the same where it is a number."""
    if _checks.is_number(ideal):
        level = _checks.number(whose, ideal)
        return level, level
    least, most = _checks.pair(whose, ideal, form="a number or (low, high)")
    if least > most:
        raise InvalidInputError(f"{whose} must have low <= high; got {shown(ideal)}")
    return least, most
