"""The weighted sum: normalized performances times weights, added up."""

from __future__ import annotations

import dataclasses
from typing import Literal, TypeAlias

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Scores, Weights, step
from decision_analysis.core.parts import remembered
from decision_analysis.mcda._door import Asked, door
from decision_analysis.mcda._ranges import Ranges, ranges_fit, recorded_ranges
from decision_analysis.mcda._scaling import by_length, by_maximum, by_sum, minmax, total

Normalization: TypeAlias = Literal["max", "minmax", "sum", "vector"]
_WAY_OUT = "; normalization='minmax' takes any numbers"


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class WeightedSumResult(Scores):
    """Weighted sums in `scores` and the steps to them.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, scores, higher_is_better : as in Scores
        Inherited.
    normalized : ndarray of float, shape (..., A, C)
        Performances on the common scale, more being better.
    weighted : ndarray of float, shape (..., A, C)
        What each criterion adds to the score.
    """

    normalized: FloatArray | None = step("Normalized performances", "r_{ij}", "AC")
    weighted: FloatArray | None = step("Weighted normalized performances", "w_j r_{ij}", "AC")


@cites("churchman_ackoff_1954", "hwang_yoon_1981")
@named
@remembered
def weighted_sum(
    table: DecisionTable,
    weights: Weights,
    *,
    normalization: Normalization | None = "max",
    ranges: Ranges | None = None,
    steps: bool | None = None,
) -> WeightedSumResult:
    """Score alternatives by the weighted sum of their normalized performances (SAW).

    SAW stands for simple additive weighting.

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C).
    weights : mapping, WeightsResult or array_like, shape (..., C)
        Weights of the criteria; rescaled to sum to 1.
    normalization : {'max', 'minmax', 'sum', 'vector'} or None
        How performances are brought to a common scale, within each sample: see Notes.
    ranges : mapping of str to (float, float), optional
        For 'minmax' the low and high end of every criterion's scale, in its unit, instead of each
        sample's own least and greatest performance. Makes scores comparable between samples.
    steps : bool, optional
        Whether to keep the intermediates; None keeps them for a single table, not for a batch.

    Returns
    -------
    WeightedSumResult
        Scores (..., A), higher is better.

    Raises
    ------
    InvalidInputError
        If the weights do not fit, the normalization is unknown or does not allow a performance, or
        a performance lies outside `ranges`; the cell is named.

    Warns
    -----
    DegenerateDataWarning
        If a criterion is constant under 'minmax' or zero for all under 'sum' or 'vector': it then
        makes no difference. If a scale is so wide that performances which differ count as equal on
        it.

    Notes
    -----
    ========  =======================  =======================  ===================================
    option    benefit                  cost                     allowed
    ========  =======================  =======================  ===================================
    'max'     x / max x                min x / x                positive maxima, positive costs
    'minmax'  (x - min) / (max - min)  (max - x) / (max - min)  all; a constant column counts 0
    'sum'     x / sum x                1 - x / sum x            columns without negative numbers
    'vector'  x / sqrt(sum x^2)        1 - x / sqrt(sum x^2)    all
    None      x                        -x                       all, where units are common
    ========  =======================  =======================  ===================================

    Performances are constant where they differ by at most 1e-12 of the largest. O(S A C) time for S
    samples, and O(S A) memory where only weights are sampled.

    Examples
    --------
    Admission to a school, from Rizan et al. (2020):

    >>> from decision_analysis import DecisionTable, mcda
    >>> grades = [
    ...     [0.75, 0.5, 0.75, 0, 0, 0, 1],
    ...     [0.75, 1, 0.75, 0, 0, 0, 0.75],
    ...     [0.75, 0.75, 0.75, 0, 0.5, 0.25, 1],
    ...     [0.5, 0.5, 0.75, 1, 0.5, 0, 0.75],
    ... ]
    >>> table = DecisionTable(
    ...     grades, ["C1", "C2", "C3", "C4", "C5", "C6", "C7"], ["A1", "A2", "A3", "A4"]
    ... )
    >>> mcda.weighted_sum(table, [0.1, 0.1, 0.1, 0.15, 0.2, 0.25, 0.1])
    weighted sum  (normalization='max')
       alternative  rank   score
       A3              1  0.8250
       A4              2  0.6417
       A2              3  0.3750
       A1              4  0.3500
    """
    asked = door(table, weights, steps=steps)
    # r_ij, comparable and more being better
    normalized = _oriented(asked, normalization, ranges)
    # w_j r_ij is what criterion j adds; a batch has no room for it and needs the sums alone
    weighted = normalized * asked.weights[..., None, :] if asked.keep else None
    return WeightedSumResult(
        method="weighted sum",
        parameters={"normalization": normalization, **recorded_ranges(table, ranges)},
        references=cited("churchman_ackoff_1954", "hwang_yoon_1981"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        scores=total(normalized, asked.weights),
        normalized=normalized if asked.keep else None,
        weighted=weighted,
    )


def _oriented(asked: Asked, normalization: object, ranges: Ranges | None) -> FloatArray:
    """Return performances on the chosen scale, turned so that more is better on every criterion."""
    if normalization is not None:
        _checks.one_of("normalization", normalization, ("max", "minmax", "sum", "vector"))
    ranges_fit(normalization, ranges)
    table = asked.table
    if normalization is None:
        return asked.gains
    if normalization == "minmax":
        return minmax(table, ranges)
    if normalization == "max":
        return by_maximum(table, ", for normalization='max'", _WAY_OUT)
    if normalization == "sum":
        share = by_sum(table, " for normalization='sum'", _WAY_OUT)
    else:
        share = by_length(table)
    return np.where(table.maximize, share, 1 - share)
