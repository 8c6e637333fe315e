"""COPRAS: complex proportional assessment, benefits plus a share of the costs by their inverse."""

from __future__ import annotations

import dataclasses

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Scores, Weights, step
from decision_analysis.core.parts import remembered
from decision_analysis.errors import InvalidInputError
from decision_analysis.mcda._door import door
from decision_analysis.mcda._scaling import by_sum
from decision_analysis.mcda.ratio._parts import by_goal


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class CoprasResult(Scores):
    """Utility degrees N in `scores` (100 is the best) and the steps to them.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, scores, higher_is_better : as in Scores
        Inherited.
    normalized : ndarray of float, shape (..., A, C)
        Shares of the columns.
    benefits, costs : ndarray of float, shape (..., A)
        S+ and S-, the sums of the weighted shares by goal.
    significance : ndarray of float, shape (..., A)
        Q, the relative significance.
    """

    normalized: FloatArray | None = step("Shares of the columns", "x_{ij} / \\sum_i x_{ij}", "AC")
    benefits: FloatArray | None = step("Sum of weighted benefits", "S_i^+", "A")
    costs: FloatArray | None = step("Sum of weighted costs", "S_i^-", "A")
    significance: FloatArray | None = step("Relative significance", "Q_i", "A")


@cites("zavadskas_kaklauskas_sarka_1994", "zavadskas_et_al_2007")
@named
@remembered
def copras(table: DecisionTable, weights: Weights, *, steps: bool | None = None) -> CoprasResult:
    """Score alternatives by complex proportional assessment (COPRAS), in % of the best.

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C), none negative.
    weights : mapping, WeightsResult or array_like, shape (..., C)
        Weights of the criteria; rescaled to sum to 1.
    steps : bool, optional
        Whether to keep the intermediates; None keeps them for a single table, not for a batch.

    Returns
    -------
    CoprasResult
        Utility degrees N (..., A) in % of the best alternative, higher is better.

    Raises
    ------
    InvalidInputError
        If the weights do not fit, a performance is negative, or the weighted costs of some
        alternatives, but not of all, are 0: Q divides by them.

    Warns
    -----
    DegenerateDataWarning
        If a criterion is zero for all: it then makes no difference.

    Notes
    -----
    Zavadskas et al. (1994, 2007): with d_ij = w_j x_ij / sum_i x_ij, S+ and S- are the sums of d
    over benefits and over costs; Q_i = S+_i + sum S- / (S-_i sum_k 1 / S-_k), and N_i = 100 Q_i /
    max Q. Without costs Q is S+. Where all Q are 0 all utility degrees are 100. O(S A C) time for S
    samples, and O(S A) memory where only weights are sampled.

    Examples
    --------
    By hand: the costs 100, 50 and 75 are inverted, so that half the price counts twice as much:

    >>> from decision_analysis import Criterion, DecisionTable, mcda
    >>> table = DecisionTable(
    ...     [[10, 100], [10, 50], [9, 75]], ["size", Criterion("price", "min")], ["a", "b", "c"]
    ... )
    >>> mcda.copras(table, [0.5, 0.5]).scores.round(2)
    array([ 71.38, 100.  ,  76.64])
    """
    asked = door(table, weights, steps=steps)
    # step 1: shares of the columns, which weights multiply
    normalized = by_sum(table)
    # step 2: S+ and S-
    benefits, costs = by_goal(table, normalized, asked.weights)
    # step 3: Q, the least cost having the largest share of the sum of S-
    significance = benefits + _shared(table.alternatives, costs)
    largest = significance.max(axis=-1, keepdims=True)
    # step 4: N; where nothing has any significance all are as good as the best
    utility = np.where(largest > 0, significance / np.where(largest > 0, largest, 1.0), 1.0)
    return CoprasResult(
        method="COPRAS",
        references=cited("zavadskas_kaklauskas_sarka_1994", "zavadskas_et_al_2007"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        scores=100 * utility,
        normalized=normalized if asked.keep else None,
        benefits=benefits if asked.keep else None,
        costs=costs if asked.keep else None,
        significance=significance if asked.keep else None,
    )


def _shared(alternatives: tuple[str, ...], costs: FloatArray) -> FloatArray:
    """Return the sum of the costs S- (..., A), shared out in proportion to their inverse."""
    zero = costs == 0
    none = zero.all(axis=-1, keepdims=True)
    if (zero & ~none).any():
        *sample, place = (int(i) for i in np.argwhere(zero & ~none)[0])
        raise InvalidInputError(
            f"weighted costs of {alternatives[place]!r}{_checks.at(sample)} must be positive, as"
            " those of others are; got 0"
        )
    # relative to the least, so that inverses of small numbers do not overflow
    inverse = costs.min(axis=-1, keepdims=True) / np.where(zero, 1.0, costs)
    inverse = np.where(none, 1.0, inverse)
    return np.asarray(
        costs.sum(axis=-1, keepdims=True) * inverse / inverse.sum(axis=-1, keepdims=True)
    )
