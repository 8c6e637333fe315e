"""PROBID: distances from tiers of ideals, the best to the worst, and from the average."""

from __future__ import annotations

import dataclasses
import math

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Scores, Weights, step
from decision_analysis.core.parts import remembered
from decision_analysis.errors import InvalidInputError
from decision_analysis.mcda._blocks import blocks, in_blocks
from decision_analysis.mcda._door import AskedWithWeights, door, keeps_pairs
from decision_analysis.mcda._scaling import by_length, total
from decision_analysis.mcda.distance._equal import all_equal, warn_equal


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class ProbidResult(Scores):
    """Performance scores in `scores` and the steps to them.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, scores, higher_is_better : as in Scores
        Inherited.
    normalized : ndarray of float, shape (..., A, C)
        Performances divided by the Euclidean length of their column.
    weighted : ndarray of float, shape (..., A, C)
        Normalized performances times weights.
    ideals : ndarray of float, shape (..., A, C)
        In row k the k-th best weighted performance on each criterion.
    average : ndarray of float, shape (..., C)
        The mean weighted performance on each criterion.
    distances : ndarray of float, shape (..., A, A)
        Euclidean distance of the alternative in the row from the ideal of the column's place.
    distance_to_ideals, distance_to_anti_ideals, distance_to_average : ndarray of float, (..., A)
        From the better and from the worse ideals, the nearer to the end the heavier; and from the
        average, None for the simplified form.
    """

    normalized: FloatArray | None = step("Normalized performances", "F_{ij}", "AC")
    weighted: FloatArray | None = step("Weighted normalized performances", "v_{ij}", "AC")
    ideals: FloatArray | None = step("Ideal solutions, best first", "v_{(k)j}", "AC")
    average: FloatArray | None = step("Average solution", r"\bar v_j", "C")
    distances: FloatArray | None = step("Distance to each ideal solution", "S_{i(k)}", "AA")
    distance_to_ideals: FloatArray | None = step(
        "Distance to the positive ideals", r"S_{i(\mathrm{pos})}", "A"
    )
    distance_to_anti_ideals: FloatArray | None = step(
        "Distance to the negative ideals", r"S_{i(\mathrm{neg})}", "A"
    )
    distance_to_average: FloatArray | None = step(
        "Distance to the average", r"S_{i(\mathrm{avg})}", "A"
    )


@cites("wang_rangaiah_wang_2021")
@named
@remembered
def probid(
    table: DecisionTable,
    weights: Weights,
    *,
    simplified: bool = False,
    steps: bool | None = None,
) -> ProbidResult:
    """Score alternatives by their distances from tiers of ideals and the average (PROBID).

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C).
    weights : mapping, WeightsResult or array_like, shape (..., C)
        Weights of the criteria; rescaled to sum to 1.
    simplified : bool
        Whether to take the source's simplified form (sPROBID), which compares with the top and the
        bottom quarter of the ideals and not with the average.
    steps : bool, optional
        Whether to keep the intermediates; None keeps them for a single table, not for a batch, and
        those of pairs where there are at most 5,000 alternatives.

    Returns
    -------
    ProbidResult
        Performance scores (..., A), higher is better.

    Raises
    ------
    InvalidInputError
        If the weights do not fit; or if `simplified` divides by 0, as an alternative is the best on
        every criterion.

    Warns
    -----
    DegenerateDataWarning
        If all alternatives are equal on the weighted criteria: their score is 0.5. If a criterion
        is zero for all: it makes no difference.

    Notes
    -----
    Wang, Rangaiah and Wang (2021): columns are divided by their Euclidean length and multiplied by
    weights; the k-th ideal of m has the k-th best of each column; S_i(k) are Euclidean distances
    from it. S_pos sums S_i(k) / k over the better half of the ideals, S_neg sums S_i(k) / (m - k +
    1) over the worse half; the middle one of an odd number is in both. With R_i = S_pos / S_neg the
    score is P_i = 1 / (1 + R_i^2) + S_i(avg), and S_neg / S_pos in the simplified form, where a
    quarter of the ideals, rounded down and at least one, takes the place of a half. *The distance
    from the average is added whichever way it points*, so that an alternative may score less than
    one that it dominates. O(S A^2 C) time; memory for pairs is that of a block.

    Examples
    --------
    The process designs of the source:

    >>> from decision_analysis import catalog, mcda
    >>> case = catalog.load("wang_2021/probid")
    >>> result = mcda.probid(case.table, case.weights)
    >>> result.best, round(result["A5"], 4)
    ('A5', 0.9379)
    """
    asked = door(table, weights, steps=steps)
    simplified = _checks.instance("simplified", simplified, bool)
    # Step 1: the normalized performances F_ij; weights (step 2) enter the distances
    normalized = by_length(table)
    # Step 3: the ideal solutions, each column by itself from its best to its worst
    rising = np.sort(normalized, axis=-2)
    ideals = np.where(table.maximize, rising[..., ::-1, :], rising)
    # Steps 4 and 5: distances to each of them, summed up to S_pos and S_neg
    positive, negative, distances = _separations(
        asked, normalized, ideals, simplified=simplified, keep=keeps_pairs(asked, steps)
    )
    average = to_average = None
    if simplified:
        scores = _quotient(table, negative, positive)
    else:
        average = normalized.mean(axis=-2)
        away = np.square(normalized - average[..., None, :])
        to_average = np.sqrt(total(away, np.square(asked.weights)))
        # Step 6: the performance score, 1 / (1 + R_i^2) without dividing by S_neg
        equal = all_equal(ideals[..., 0, :], ideals[..., -1, :], asked.weights)
        scores = _score(positive, negative, equal) + np.where(equal[..., None], 0.0, to_average)
    kept = asked.keep
    return ProbidResult(
        method="PROBID",
        parameters={"simplified": simplified},
        references=cited("wang_rangaiah_wang_2021"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        scores=scores,
        normalized=normalized if kept else None,
        weighted=normalized * asked.weights[..., None, :] if kept else None,
        ideals=ideals * asked.weights[..., None, :] if kept else None,
        average=average * asked.weights if kept and average is not None else None,
        distances=distances,
        distance_to_ideals=positive if kept else None,
        distance_to_anti_ideals=negative if kept else None,
        distance_to_average=to_average if kept else None,
    )


def _separations(
    asked: AskedWithWeights,
    normalized: FloatArray,
    ideals: FloatArray,
    *,
    simplified: bool,
    keep: bool,
) -> tuple[FloatArray, FloatArray, FloatArray | None]:
    """Return S_pos and S_neg (..., A), and the distances (..., A, A) if they are kept."""
    count, columns = normalized.shape[-2:]
    # how much each tier counts, from the best to the worst
    tiers = max(1, count // 4) if simplified else (count + 1) // 2
    inverse = np.zeros(count)
    inverse[:tiers] = 1 / np.arange(1, tiers + 1)
    shares = np.stack([inverse, inverse[::-1]])
    size = math.prod(asked.shape)
    sums = np.empty((2, size, count))
    kept = np.empty((size, count, count)) if keep else None
    arrays = ((normalized, 2), (ideals, 2), (np.square(asked.weights), 1))
    for block, (own, tier, squared) in in_blocks(asked.shape, count**2 * columns, *arrays):
        # a table that is larger than a block goes some rows at a time
        for rows in blocks(count, count * columns):
            apart = np.square(own[:, rows, None] - tier[:, None]).reshape(len(own), -1, columns)
            squares = total(apart[0] if len(apart) == 1 else apart, squared)
            distances = np.sqrt(squares).reshape(len(squares), -1, count)
            sums[:, block, rows] = np.moveaxis(distances @ shares.T, -1, 0)
            if kept is not None:
                kept[block, rows] = distances
    shape = (*asked.shape, count)
    positive, negative = sums.reshape(2, *shape)
    return positive, negative, None if kept is None else kept.reshape(*shape, count)


def _score(positive: FloatArray, negative: FloatArray, equal: BoolArray) -> FloatArray:
    """Return 1 / (1 + R^2), with R = S_pos / S_neg; 0.5 in samples whose alternatives are equal."""
    if equal.any():
        warn_equal(equal, "their score is 0.5")
        flags = equal[..., None]
        positive, negative = np.where(flags, 1.0, positive), np.where(flags, 1.0, negative)
    squares = np.square(negative)
    return np.asarray(squares / (squares + np.square(positive)))


def _quotient(table: DecisionTable, negative: FloatArray, positive: FloatArray) -> FloatArray:
    """Return S_neg / S_pos, where nobody is the ideal."""
    if not positive.all():
        *sample, row = (int(i) for i in np.argwhere(positive == 0)[0])
        raise InvalidInputError(
            f"{table.alternatives[row]!r} is the best on every criterion{_checks.at(sample)}, and"
            " the simplified score divides by the distance to the best; take simplified=False"
        )
    return negative / positive
