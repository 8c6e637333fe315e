"""RAFSI: performances mapped from an anti-ideal to an ideal onto one common interval."""

from __future__ import annotations

import dataclasses

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._limits import LEVEL_TOLERANCE
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Scores, Weights, step
from decision_analysis.core.parts import remembered
from decision_analysis.errors import InvalidInputError
from decision_analysis.mcda._door import door
from decision_analysis.mcda._ranges import refuse_outside, warn_of_wide_ends
from decision_analysis.mcda._scaling import total
from decision_analysis.mcda.distance._point import Point, point_of, recorded_point


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class RafsiResult(Scores):
    """Criteria functions in `scores` and the steps to them.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, scores, higher_is_better : as in Scores
        Inherited.
    standardized : ndarray of float, shape (..., A, C)
        Performances mapped onto the interval from 1 to `ratio`, the larger the larger.
    normalized : ndarray of float, shape (..., A, C)
        The same, more being better.
    """

    standardized: FloatArray | None = step("Standardized performances", "s_{ij}", "AC")
    normalized: FloatArray | None = step("Normalized performances", r"\hat s_{ij}", "AC")


@cites("zizovic_et_al_2020")
@named
@remembered
def rafsi(
    table: DecisionTable,
    weights: Weights,
    *,
    ideal: Point,
    anti_ideal: Point,
    ratio: float = 6.0,
    steps: bool | None = None,
) -> RafsiResult:
    """Score alternatives by mapping performances onto a common interval (RAFSI).

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C), none of them beyond `ideal` or `anti_ideal`.
    weights : mapping, WeightsResult or array_like, shape (..., C)
        Weights of the criteria; rescaled to sum to 1.
    ideal, anti_ideal : mapping of str to float, or array_like, shape (C,)
        The performance on each criterion that is as good, and as bad, as any that may come.
    ratio : float
        How many times the ideal is better than the anti-ideal, n_2k / n_1 of the source: more than
        1; the source suggests at least 6.
    steps : bool, optional
        Whether to keep the intermediates; None keeps them for a single table, not for a batch.

    Returns
    -------
    RafsiResult
        Criteria functions (..., A) in (0, 1), higher is better.

    Raises
    ------
    InvalidInputError
        If the weights do not fit, an ideal is not better than its anti-ideal, a performance lies
        beyond them, or the ratio does not exceed 1 by 1e-9.

    Warns
    -----
    DegenerateDataWarning
        If a scale is so wide that performances which differ count as equal on it.

    Notes
    -----
    Zizovic et al. (2020), ranking of alternatives through functional mapping of criterion
    sub-intervals into a single interval: f maps the lower of the two ends of a criterion to n_1 =
    1, the higher to n_2k = `ratio`. With A and H the arithmetic and the harmonic mean of these two,
    s is divided by 2 A for a benefit, and H is divided by 2 s for a cost; the score is the weighted
    sum. As the ends are given and not taken from the alternatives, adding or removing one changes
    no score. Only the ratio of n_2k to n_1 matters. S sets of weights on one table take O(S A C)
    time.

    Examples
    --------
    The example of the source:

    >>> from decision_analysis import Criterion, DecisionTable, mcda
    >>> table = DecisionTable(
    ...     [
    ...         [180, 10.5, 15.5, 160, 3.7],
    ...         [165, 9.2, 16.5, 131, 5.0],
    ...         [160, 8.8, 14.0, 125, 4.5],
    ...         [170, 9.5, 16.0, 135, 3.4],
    ...         [185, 10.0, 14.5, 143, 4.3],
    ...         [167, 8.9, 15.1, 140, 4.1],
    ...     ],
    ...     ["C1", "C2", Criterion("C3", "min"), Criterion("C4", "min"), "C5"],
    ...     ["A1", "A2", "A3", "A4", "A5", "A6"],
    ... )
    >>> ends = {"ideal": [200, 12, 10, 100, 8], "anti_ideal": [120, 6, 20, 200, 2]}
    >>> mcda.rafsi(table, [0.35, 0.25, 0.15, 0.15, 0.1], **ends).scores.round(4)
    array([0.5081, 0.4522, 0.4381, 0.456 , 0.5299, 0.4373])
    """
    asked = door(table, weights, steps=steps)
    # Step 1: the ideal and the anti-ideal
    best, worst = point_of("ideal", ideal, table), point_of("anti_ideal", anti_ideal, table)
    low, high = _ends(table, best, worst)
    top = _checks.number("ratio", ratio, low=1, open_low=True)
    if top - 1 < LEVEL_TOLERANCE:
        raise InvalidInputError(
            f"ratio must exceed 1 by at least {LEVEL_TOLERANCE:g}, or nothing differs; got"
            f" {top - 1:g} more"
        )
    # Step 2: f_s maps [low, high] onto [n_1, n_2k], rising on costs too
    within = np.clip(table.values, low, high)  # what misses an end by rounding is at the end
    standardized = 1 + (top - 1) * ((within - low) / (high - low))
    # Step 3: the means A and H; step 4: s / 2A for a benefit, H / 2s for a cost
    arithmetic, harmonic = (1 + top) / 2, 2 / (1 + 1 / top)
    normalized = np.where(
        table.maximize, standardized / 2 / arithmetic, harmonic / 2 / standardized
    )
    # Step 5: the criteria function V(A_i)
    return RafsiResult(
        method="RAFSI",
        parameters={
            "ideal": recorded_point(table, best),
            "anti_ideal": recorded_point(table, worst),
            "ratio": top,
        },
        references=cited("zizovic_et_al_2020"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        scores=total(normalized, asked.weights),
        standardized=standardized if asked.keep else None,
        normalized=normalized if asked.keep else None,
    )


def _ends(
    table: DecisionTable, best: FloatArray, worst: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return the low and the high end (C,) of each criterion, between which performances lie."""
    better = np.where(table.maximize, best > worst, best < worst)
    if not better.all():
        column = int(np.argmin(better))
        criterion = table.criteria[column]
        raise InvalidInputError(
            f"ideal of {criterion.name!r} must be"
            f" {'more' if criterion.goal == 'max' else 'less'} than its anti_ideal, as its goal is"
            f" {criterion.goal!r}; got {best[column]:g} and {worst[column]:g}"
        )
    low, high = np.minimum(best, worst), np.maximum(best, worst)
    with np.errstate(over="ignore"):
        endless = ~np.isfinite(high - low)
    if endless.any():
        column = int(np.argmax(endless))
        raise InvalidInputError(
            f"ideal of {table.criterion_names[column]!r} must be at a finite distance from its"
            f" anti_ideal; got {best[column]:g} and {worst[column]:g}"
        )
    refuse_outside(table, low, high, "between its ideal and anti_ideal")
    warn_of_wide_ends(table, low, high)
    return low, high
