"""MARCOS: utility degrees between an anti-ideal and an ideal solution, in one function."""

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
from decision_analysis.mcda._scaling import total
from decision_analysis.mcda.ratio._parts import by_best


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class MarcosResult(Scores):
    """Utility functions f(K) in `scores` and the steps to them.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, scores, higher_is_better : as in Scores
        Inherited.
    normalized : ndarray of float, shape (..., A, C)
        Performances over the ideal; for a cost the ideal over the performance.
    weighted : ndarray of float, shape (..., A, C)
        Normalized performances times weights.
    utility_to_anti_ideal, utility_to_ideal : ndarray of float, shape (..., A)
        K- and K+, the weighted sums over that of the anti-ideal and of the ideal solution.
    """

    normalized: FloatArray | None = step("Normalized performances", "n_{ij}", "AC")
    weighted: FloatArray | None = step("Weighted normalized performances", "v_{ij}", "AC")
    utility_to_anti_ideal: FloatArray | None = step(
        "Utility degree to the anti-ideal solution", "K_i^-", "A"
    )
    utility_to_ideal: FloatArray | None = step("Utility degree to the ideal solution", "K_i^+", "A")


@cites("stevic_et_al_2020, steps 2 to 6", "figures: ulutas_et_al_2020")
@named
@remembered
def marcos(table: DecisionTable, weights: Weights, *, steps: bool | None = None) -> MarcosResult:
    """Score alternatives by their utility between anti-ideal and ideal solution (MARCOS).

    MARCOS is measurement of alternatives and ranking according to compromise solution.

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C) on ratio scales: benefits at least 0, costs positive.
    weights : mapping, WeightsResult or array_like, shape (..., C)
        Weights of the criteria; rescaled to sum to 1.
    steps : bool, optional
        Whether to keep the intermediates; None keeps them for a single table, not for a batch.

    Returns
    -------
    MarcosResult
        Utility functions f(K) (..., A), higher is better.

    Raises
    ------
    InvalidInputError
        If the weights do not fit, a benefit is negative, the maximum of a benefit is 0, a cost is
        not positive, or the anti-ideal solution is 0 on every weighted criterion: K- divides by it.

    Notes
    -----
    Stevic et al. (2020): n_ij = x_ij / x_ai for a benefit and x_ai / x_ij for a cost, x_ai being
    the best of the column; S_i = sum_j w_j n_ij, and S_aai that of the worst of each column; K- =
    S_i / S_aai, K+ = S_i / S_ai, f(K-) = K+ / (K+ + K-), f(K+) = K- / (K+ + K-), and f(K) = (K+ +
    K-) / (1 + (1 - f(K+)) / f(K+) + (1 - f(K-)) / f(K-)). As f(K-) and f(K+) are the same for all
    alternatives, f(K) is S_i times (S_ai + S_aai) / (S_ai^2 + S_ai S_aai + S_aai^2): within one
    table the ranks are those of `weighted_sum`. O(S A C) time for S samples, and O(S A) memory
    where only weights are sampled.

    Examples
    --------
    Stackers of Ulutas et al. (2020), https://doi.org/10.3390/math8101672, quoted with .5649, .5543,
    .641, .6174, .6016, .5453, .6282 and .6543:

    >>> from decision_analysis import Criterion, DecisionTable, mcda
    >>> values = [
    ...     [660, 1000, 1600, 18, 1200],
    ...     [800, 1000, 1600, 24, 900],
    ...     [980, 1000, 2500, 24, 900],
    ...     [920, 1500, 1600, 24, 900],
    ...     [1380, 1500, 1500, 24, 1150],
    ...     [1230, 1000, 1600, 24, 1150],
    ...     [680, 1500, 1600, 18, 1100],
    ...     [960, 2000, 1600, 12, 1150],
    ... ]
    >>> criteria = [Criterion("C1", "min"), "C2", "C3", "C4", "C5"]
    >>> table = DecisionTable(values, criteria, [f"A{i}" for i in range(1, 9)])
    >>> mcda.marcos(table, [0.1061, 0.3476, 0.333, 0.1185, 0.0949]).scores.round(4)
    array([0.5649, 0.5543, 0.641 , 0.6174, 0.6016, 0.5453, 0.6282, 0.6543])
    """
    asked = door(table, weights, steps=steps)
    # steps 2 and 3: n_ij over the ideal solution AI, in which AI itself is 1 on every criterion
    normalized = by_best(table)
    # steps 4 and 5: S_i, S_ai and S_aai; weights sum to 1, and so does AI
    sums = total(normalized, asked.weights)
    of_anti_ideal = total(normalized.min(axis=-2, keepdims=True), asked.weights)
    _refuse_zero(of_anti_ideal)
    # step 6: f(K) with S_ai = 1, where S_i has been taken out of every fraction
    factor = (1 + of_anti_ideal) / (1 + of_anti_ideal + np.square(of_anti_ideal))
    return MarcosResult(
        method="MARCOS",
        references=cited("stevic_et_al_2020"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        scores=sums * factor,
        normalized=normalized if asked.keep else None,
        weighted=normalized * asked.weights[..., None, :] if asked.keep else None,
        utility_to_anti_ideal=sums / of_anti_ideal if asked.keep else None,
        utility_to_ideal=sums if asked.keep else None,
    )


def _refuse_zero(of_anti_ideal: FloatArray) -> None:
    """Refuse an anti-ideal solution (..., 1) that is worth nothing."""
    zero = np.argwhere(of_anti_ideal[..., 0] == 0)
    if len(zero):
        raise InvalidInputError(
            f"the worst performances{_checks.at(zero[0].tolist())} must not be 0 on every weighted"
            " criterion, as utilities are relative to them"
        )
