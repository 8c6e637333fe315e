"""ERVD: gains and losses from a reference point, and distances of their values from the ideal."""

from __future__ import annotations

import dataclasses

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._limits import LARGEST_PERFORMANCE, SMALLEST_NORMAL
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Scores, Weights, step
from decision_analysis.core.parts import remembered
from decision_analysis.errors import InvalidInputError
from decision_analysis.mcda._door import door
from decision_analysis.mcda._ranges import warn_of_wide_ends
from decision_analysis.mcda._scaling import by_sum, total
from decision_analysis.mcda.distance._equal import all_equal, warn_equal
from decision_analysis.mcda.distance._point import Point, point_of, recorded_point


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class ErvdResult(Scores):
    """Relative closeness in `scores` (0 worst, 1 best) and the steps to it.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, scores, higher_is_better : as in Scores
        Inherited.
    normalized : ndarray of float, shape (..., A, C)
        Performances divided by the sum of their column.
    reference : ndarray of float, shape (..., C)
        The reference point, divided likewise.
    values : ndarray of float, shape (..., A, C)
        Values of gains, above 0, and of losses.
    ideal, anti_ideal : ndarray of float, shape (..., C)
        The best and the worst value on each criterion.
    distance_to_ideal, distance_to_anti_ideal : ndarray of float, shape (..., A)
        Weighted taxicab distances from the two.
    """

    normalized: FloatArray | None = step("Normalized performances", "r_{ij}", "AC")
    reference: FloatArray | None = step("Normalized reference point", r"\varphi_j", "C")
    values: FloatArray | None = step("Values of gains and losses", "v_{ij}", "AC")
    ideal: FloatArray | None = step("Positive ideal solution", "v_j^+", "C")
    anti_ideal: FloatArray | None = step("Negative ideal solution", "v_j^-", "C")
    distance_to_ideal: FloatArray | None = step("Distance to the positive ideal", "S_i^+", "A")
    distance_to_anti_ideal: FloatArray | None = step("Distance to the negative ideal", "S_i^-", "A")


@cites("shyur_et_al_2015")
@named
@remembered
def ervd(
    table: DecisionTable,
    weights: Weights,
    *,
    reference_point: Point,
    loss_aversion: float = 2.25,
    exponent: float = 0.88,
    steps: bool | None = None,
) -> ErvdResult:
    """Score alternatives by relative value distances (ERVD): TOPSIS on gains and losses.

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C) of at least 0.
    weights : mapping, WeightsResult or array_like, shape (..., C)
        Weights of the criteria; rescaled to sum to 1.
    reference_point : mapping of str to float, or array_like, shape (C,)
        The performance on each criterion, in its unit, from which gains and losses count.
    loss_aversion : float
        How many times a loss counts as much as a gain, lambda: more than 0.
    exponent : float
        The exponent alpha of gains and losses, more than 0; below 1, large ones count less than in
        proportion.
    steps : bool, optional
        Whether to keep the intermediates; None keeps them for a single table, not for a batch.

    Returns
    -------
    ErvdResult
        Relative closeness (..., A) in [0, 1], higher is better.

    Raises
    ------
    InvalidInputError
        If the weights or the reference point do not fit, an option is out of its range or a
        performance is negative; the cell is named.

    Warns
    -----
    DegenerateDataWarning
        If all alternatives are equal on the weighted criteria: their closeness is 0.5. If a
        criterion is zero for all: it makes no difference. If the reference point is so far
        off that performances which differ count as equal beside it.

    Notes
    -----
    Shyur et al. (2015), election based on relative value distances: performances and the reference
    point are divided by the sum of their column; a gain x over the reference has the value x^alpha,
    a loss the value -lambda x^alpha (Tversky and Kahneman's 0.88 and 2.25). S_i^+ and S_i^- are the
    weighted sums of absolute differences from the best and the worst value of each criterion; the
    score is S_i^- / (S_i^+ + S_i^-). S sets of weights on one table take O(S A C) time.

    Examples
    --------
    The recruitment of the source, on seven tests with 80 as the reference:

    >>> from decision_analysis import catalog, mcda
    >>> case = catalog.load("shyur_2015/ervd")
    >>> result = mcda.ervd(case.table, case.weights, reference_point=[80] * 7)
    >>> result.best, round(result["A16"], 3)
    ('A16', 0.972)
    """
    asked = door(table, weights, steps=steps)
    point = point_of("reference_point", reference_point, table)
    aversion = _checks.number("loss_aversion", loss_aversion, low=0, open_low=True)
    alpha = _checks.number("exponent", exponent, low=0, open_low=True)
    # Step 2: performances and the reference point, divided by the sum of their column
    normalized = by_sum(table)
    sums = table.values.sum(axis=-2)
    with np.errstate(over="ignore"):
        reference = np.where(sums == 0, 0.0, point / np.where(sums == 0, 1.0, sums))
        # Step 3: the values of gains and losses
        gains = np.where(table.maximize, 1, -1) * (normalized - reference[..., None, :])
        values = np.abs(gains) ** alpha * np.where(gains > 0, 1.0, -aversion)
    if np.abs(values).max() > LARGEST_PERFORMANCE:
        raise InvalidInputError(
            "reference_point must be of the size of the performances; gains or losses to the power"
            f" of {alpha:g} exceed {LARGEST_PERFORMANCE:g}"
        )
    # gains and losses are differences from the reference, beside which others may vanish
    each = table.values.reshape(-1, len(point))
    warn_of_wide_ends(table, np.minimum(point, each.min(0)), np.maximum(point, each.max(0)))
    # of powers that vanish nothing is left to compare
    largest = np.abs(gains).max(axis=(-2, -1))
    lost = (largest > 0) & (np.abs(values).max(axis=(-2, -1)) < SMALLEST_NORMAL)
    if lost.any():
        raise InvalidInputError(
            "exponent must leave gains and losses a value; got"
            f" {alpha:g}, and gains or losses of at most {largest[lost].min():g}"
        )
    # Step 4: the ideal solutions, and the distances from them
    best, worst = values.max(axis=-2), values.min(axis=-2)
    to_ideal = total(best[..., None, :] - values, asked.weights)
    to_anti_ideal = total(values - worst[..., None, :], asked.weights)
    # Step 5: the relative closeness
    separation = to_ideal + to_anti_ideal
    equal = all_equal(best, worst, asked.weights)
    if equal.any():
        warn_equal(equal, "their closeness is 0.5")
        separation = np.where(equal[..., None], 1.0, separation)
    closeness = to_anti_ideal / separation
    return ErvdResult(
        method="ERVD",
        parameters={
            "reference_point": recorded_point(table, point),
            "loss_aversion": aversion,
            "exponent": alpha,
        },
        references=cited("shyur_et_al_2015"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        scores=np.where(equal[..., None], 0.5, closeness) if equal.any() else closeness,
        normalized=normalized if asked.keep else None,
        reference=reference if asked.keep else None,
        values=values if asked.keep else None,
        ideal=best if asked.keep else None,
        anti_ideal=worst if asked.keep else None,
        distance_to_ideal=to_ideal if asked.keep else None,
        distance_to_anti_ideal=to_anti_ideal if asked.keep else None,
    )
