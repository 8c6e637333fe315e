"""Grey relational analysis: how closely each alternative follows the best of every criterion."""

from __future__ import annotations

import dataclasses

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Scores, Weights, step
from decision_analysis.core.parts import remembered
from decision_analysis.mcda._door import door
from decision_analysis.mcda._scaling import minmax, total


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class GraResult(Scores):
    """Grey relational grades in `scores` (1 best) and the steps to them.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, scores, higher_is_better : as in Scores
        Inherited.
    normalized : ndarray of float, shape (..., A, C)
        Performances from 0, the worst, to 1, the best of their column.
    deviation : ndarray of float, shape (..., A, C)
        What each falls short of the reference, which is 1 everywhere.
    coefficients : ndarray of float, shape (..., A, C)
        Grey relational coefficients.
    """

    normalized: FloatArray | None = step("Normalized performances", "x_{ij}", "AC")
    deviation: FloatArray | None = step("Deviation from the reference", r"\Delta_{ij}", "AC")
    coefficients: FloatArray | None = step("Grey relational coefficients", r"\gamma_{ij}", "AC")


@cites("deng_1989", "kuo_yang_huang_2008", "figures: an example by Yildirim and Onder (2015)")
@named
@remembered
def gra(
    table: DecisionTable,
    weights: Weights,
    *,
    distinguishing: float = 0.5,
    steps: bool | None = None,
) -> GraResult:
    """Score alternatives by grey relational analysis (GRA).

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C).
    weights : mapping, WeightsResult or array_like, shape (..., C)
        Weights of the criteria; rescaled to sum to 1.
    distinguishing : float
        Distinguishing coefficient in (0, 1]: the smaller, the more it counts to be the best.
    steps : bool, optional
        Whether to keep the intermediates; None keeps them for a single table, not for a batch.

    Returns
    -------
    GraResult
        Grey relational grades (..., A) in (0, 1], higher is better.

    Raises
    ------
    InvalidInputError
        If the weights do not fit or `distinguishing` is not in (0, 1].

    Warns
    -----
    DegenerateDataWarning
        If a criterion is constant: everybody has the coefficient 1 on it.

    Notes
    -----
    Deng (1989), for a decision as in Kuo, Yang and Huang (2008): Delta_ij = 1 - x_ij is the
    distance of a performance, on a scale from the worst (0) to the best (1) of its column, from the
    reference. gamma_ij = (min Delta + zeta max Delta) / (Delta_ij + zeta max Delta), with zeta the
    distinguishing coefficient. On this scale the least Delta of the table is 0 and the greatest is
    1 wherever any criterion has a spread. The grade is sum_j w_j gamma_ij. S sets of weights on one
    table take O(S A C) time.

    Examples
    --------
    An example of Yildirim and Onder (2015):

    >>> from decision_analysis import catalog, mcda
    >>> case = catalog.load("yildirim_2015/gra")
    >>> mcda.gra(case.table, case.weights).scores.round(4)
    array([0.525 , 0.7007, 0.5464, 0.5763, 0.651 ])
    """
    asked = door(table, weights, steps=steps)
    zeta = _checks.number("distinguishing", distinguishing, low=0, high=1, open_low=True)
    # grey relational generating: the deviation from the reference sequence of ones
    deviation = minmax(table, from_best=True)
    # the grey relational coefficients, with 0 the least deviation of the table and 1 the greatest
    coefficients = zeta / (deviation + zeta)
    # the grey relational grade
    return GraResult(
        method="GRA",
        parameters={"distinguishing": zeta},
        references=cited("deng_1989", "kuo_yang_huang_2008"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        scores=total(coefficients, asked.weights),
        normalized=1 - deviation if asked.keep else None,
        deviation=deviation if asked.keep else None,
        coefficients=coefficients if asked.keep else None,
    )
