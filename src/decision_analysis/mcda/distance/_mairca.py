"""MAIRCA: the gap between the ideal and the real assessment."""

from __future__ import annotations

import dataclasses

from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Scores, Weights, step
from decision_analysis.core.parts import remembered
from decision_analysis.mcda._door import door
from decision_analysis.mcda._scaling import minmax, total


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class MaircaResult(Scores):
    """Total gaps in `scores`, lower is better, and the steps to them.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, scores, higher_is_better : as in Scores
        Inherited; lower scores are better.
    theoretical : ndarray of float, shape (..., C)
        The assessment of an ideal performance: the weight times the preference for any alternative.
    real : ndarray of float, shape (..., A, C)
        The assessment of each performance.
    gap : ndarray of float, shape (..., A, C)
        The theoretical assessment less the real one.
    """

    theoretical: FloatArray | None = step("Theoretical assessment", "t_{pj}", "C")
    real: FloatArray | None = step("Real assessment", "t_{rij}", "AC")
    gap: FloatArray | None = step("Gap", "g_{ij}", "AC")


@cites("gigovic_et_al_2016", "pamucar_vasin_lukovac_2014", "figures: an example by Aksoy (2021)")
@named
@remembered
def mairca(table: DecisionTable, weights: Weights, *, steps: bool | None = None) -> MaircaResult:
    """Score alternatives by the gap between ideal and real assessments (MAIRCA).

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C).
    weights : mapping, WeightsResult or array_like, shape (..., C)
        Weights of the criteria; rescaled to sum to 1.
    steps : bool, optional
        Whether to keep the intermediates; None keeps them for a single table, not for a batch.

    Returns
    -------
    MaircaResult
        Total gaps (..., A) from 0 to 1 / A, lower is better.

    Raises
    ------
    InvalidInputError
        If the weights do not fit.

    Warns
    -----
    DegenerateDataWarning
        If a criterion is constant: nobody has a gap there.

    Notes
    -----
    Gigovic et al. (2016), after Pamucar, Vasin and Lukovac (2014): the decision maker is neutral,
    so that each of A alternatives has the preference P = 1 / A; t_pj = P w_j is the theoretical
    assessment, t_rij = t_pj times the place between the worst (0) and the best (1) of the column
    the real one; Q_i = sum_j (t_pj - t_rij). The order is that of the weighted sum on 'minmax'. S
    sets of weights on one table take O(S A C) time.

    Examples
    --------
    Mergers and acquisitions by year, from Aksoy (2021):

    >>> from decision_analysis import DecisionTable, mcda
    >>> table = DecisionTable(
    ...     [
    ...         [70, 245, 16.4, 19],
    ...         [52, 246, 7.3, 22],
    ...         [53, 295, 10.3, 25],
    ...         [63, 256, 12, 8],
    ...         [64, 233, 5.3, 17],
    ...     ],
    ...     ["C1", "C2", "C3", "C4"],
    ...     ["A1", "A2", "A3", "A4", "A5"],
    ... )
    >>> mcda.mairca(table, [0.04744, 0.02464, 0.51357, 0.41435]).scores.round(4)
    array([0.0332, 0.1122, 0.0654, 0.1304, 0.1498])
    """
    asked = door(table, weights, steps=steps)
    # Steps 2 and 3: t_pj = P w_j, with P = 1 / A
    preference = 1 / len(table.alternatives)
    # Steps 4 and 5: t_rij and the gap g_ij = t_pj - t_rij, which is t_pj times the shortfall
    shortfall = minmax(table, from_best=True)
    # Step 6: Q_i, the sum of the gaps
    scores = total(shortfall, asked.weights)
    scores *= preference
    theoretical = gap = None
    if asked.keep:
        theoretical = preference * asked.weights
        gap = theoretical[..., None, :] * shortfall
    return MaircaResult(
        method="MAIRCA",
        references=cited("gigovic_et_al_2016", "pamucar_vasin_lukovac_2014"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        scores=scores,
        higher_is_better=False,
        theoretical=theoretical,
        real=None if theoretical is None else theoretical[..., None, :] * (1 - shortfall),
        gap=gap,
    )
