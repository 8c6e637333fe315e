"""ELECTRE III: credibility of outranking with thresholds, and the ranking distilled from it."""

from __future__ import annotations

import dataclasses

from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Weights, axes
from decision_analysis.core.parts import remembered
from decision_analysis.mcda._credibility import credibility
from decision_analysis.mcda._door import door
from decision_analysis.mcda._thresholds import Threshold, thresholds
from decision_analysis.mcda.outranking._distill import DistillationResult, preorder_fields
from decision_analysis.mcda.outranking._distillation import discrimination, preorders


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class ElectreIIIResult(DistillationResult):
    """The two pre-orders of ELECTRE III and the credibility of outranking that they are drawn from.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria
        As in `Result`.
    matrix : ndarray of bool, shape (..., A, A)
        True in row a and column b where a is at least as good as b in both pre-orders; the diagonal
        is False.
    descending_ranks : ndarray of int, shape (..., A)
        Class of each alternative in the descending distillation, 1 for the best; classes are
        numbered through.
    ascending_ranks : ndarray of int, shape (..., A)
        Class of each alternative in the ascending distillation, 1 for the best; classes are
        numbered through.
    credibility : ndarray of float, shape (..., A, A)
        In row a and column b how credible it is that a is at least as good as b; 1 on the diagonal.
    """

    credibility: FloatArray = axes("AA", "Credibility of outranking", r"\sigma(a, b)")


@cites("roy_1978", "figueira_mousseau_roy_2005", "roy_bouyssou_1993")
@named
@remembered
def electre_iii(
    table: DecisionTable,
    weights: Weights,
    *,
    indifference: Threshold,
    preference: Threshold,
    veto: Threshold | None = None,
    distillation: tuple[float, float] = (-0.15, 0.30),
) -> ElectreIIIResult:
    """Rank alternatives by distillation of a graded outranking relation with vetoes.

    The relation is made with thresholds of indifference, preference and veto.

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C) in the criteria's own units.
    weights : mapping, WeightsResult or array_like, shape (..., C)
        Importance of the criteria; only ratios matter. A criterion of weight 0 can still veto.
    indifference : float, Affine or mapping of str to float or Affine
        Largest shortfall that does not count, in the criterion's unit; a mapping names every
        criterion.
    preference : float, Affine or mapping of str to float or Affine
        Shortfall from which on concordance is lost; a mapping names every criterion.
    veto : float, Affine or mapping of str to float or Affine, optional
        Shortfall from which on outranking is refused; there is none where None and for criteria
        that are not named.
    distillation : tuple of float
        Slope and intercept of the discrimination threshold s(lambda) = slope * lambda + intercept.

    Returns
    -------
    ElectreIIIResult
        A crisp relation, at least as good in both pre-orders, with `.credibility`, `.descending`,
        `.ascending` and `.ranks`.

    Raises
    ------
    InvalidInputError
        If weights or sample axes do not fit, not 0 <= indifference <= preference <= veto on some
        criterion, or s(lambda) is negative somewhere on [0, 1].

    Notes
    -----
    Partial concordance is 1 up to the indifference threshold, which goes first where the two are
    equal. A shortfall is at a threshold where it differs by at most 1e-12 of the criterion's
    largest absolute performance. Credibility is concordance times (1 - D_j) / (1 - C) for each
    criterion whose discordance D_j exceeds the concordance C. `distill` says how it becomes
    pre-orders. O(A^2 C) and a distillation, usually O(A^3), per sample; samples run together in
    blocks, so that memory beyond the answer is bounded.

    Examples
    --------
    The five projects of Buchanan, Sheppard and Vanderpooten (1999):

    >>> from decision_analysis import DecisionTable, mcda
    >>> table = DecisionTable.from_rows(
    ...     {
    ...         "P1": [-14, 90, 0, 40, 100],
    ...         "P2": [129, 100, 0, 0, 0],
    ...         "P3": [-10, 50, 0, 10, 100],
    ...         "P4": [44, 90, 0, 5, 20],
    ...         "P5": [-14, 100, 0, 20, 40],
    ...     },
    ...     ["c1", "c2", "c3", "c4", "c5"],
    ... )
    >>> result = mcda.electre_iii(
    ...     table,
    ...     [1] * 5,
    ...     indifference={"c1": 25, "c2": 16, "c3": 0, "c4": 12, "c5": 10},
    ...     preference={"c1": 50, "c2": 24, "c3": 1, "c4": 24, "c5": 30},
    ...     veto={"c1": 100, "c2": 60, "c3": 2, "c4": 48, "c5": 90},
    ... )
    >>> result.credibility.round(2)
    array([[1.  , 0.  , 1.  , 0.8 , 1.  ],
           [0.  , 1.  , 0.  , 0.9 , 0.67],
           [0.6 , 0.  , 1.  , 0.6 , 0.8 ],
           [0.25, 0.8 , 0.67, 1.  , 0.85],
           [0.67, 0.  , 0.8 , 0.8 , 1.  ]])
    >>> result.descending
    (('P1',), ('P2',), ('P3', 'P4', 'P5'))
    >>> result.ascending
    (('P1', 'P2'), ('P4',), ('P3', 'P5'))
    """
    asked = door(table, weights)
    line = discrimination(distillation)
    limits = thresholds(
        table,
        [table.values],
        {"indifference": indifference, "preference": preference, "veto": veto},
    )
    # sigma(a, b) of every pair, and from it the descending and the ascending distillation
    degrees = credibility(asked.shape, asked.gains, asked.gains, asked.weights, limits)
    numbers = preorders(degrees, line)
    return ElectreIIIResult(
        method="ELECTRE III",
        parameters=asked.recorded(
            indifference=indifference, preference=preference, veto=veto, distillation=line
        ),
        references=cited("roy_1978", "roy_bouyssou_1993"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        credibility=degrees.reshape(*asked.shape, *degrees.shape[1:]),
        **preorder_fields(numbers, asked.shape),
    )
