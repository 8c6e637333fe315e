"""ELECTRE IV: a ranking without weights, from five nested relations of dominance."""

from __future__ import annotations

import dataclasses
import math

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray, IntArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, axes
from decision_analysis.core.parts import remembered
from decision_analysis.mcda._blocks import in_blocks, noise_of
from decision_analysis.mcda._door import door_without_weights
from decision_analysis.mcda._thresholds import Threshold, Thresholds, beyond, thresholds
from decision_analysis.mcda.outranking._distill import DistillationResult, preorder_fields
from decision_analysis.mcda.outranking._distillation import discrimination, preorders

QUASI, CANONICAL, PSEUDO, SUB, VETO = 1.0, 0.8, 0.6, 0.4, 0.2
"""Credibility of the relations, each of which holds where the one before does."""


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class ElectreIVResult(DistillationResult):
    """The two pre-orders of ELECTRE IV and the credibility of outranking that they are drawn from.

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
        1 where row a quasi-dominates column b, 0.8 for canonical dominance, 0.6 for
        pseudo-dominance, 0.4 for sub-dominance, 0.2 for veto-dominance and else 0; 1 on the
        diagonal.
    """

    credibility: FloatArray = axes("AA", "Credibility of outranking", r"\sigma(a, b)")


@cites("roy_hugonnard_1982", "roy_bouyssou_1993")
@named
@remembered
def electre_iv(
    table: DecisionTable,
    *,
    indifference: Threshold,
    preference: Threshold,
    veto: Threshold | None = None,
    distillation: tuple[float, float] = (0.0, 0.1),
) -> ElectreIVResult:
    """Rank alternatives by pairwise counts of criteria, none of which is weighted.

    No criterion is more important than all others together, and none is negligible.

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C) in the criteria's own units.
    indifference : float, Affine or mapping of str to float or Affine
        Largest difference that is no preference, in the criterion's unit; a mapping names every
        criterion.
    preference : float, Affine or mapping of str to float or Affine
        Largest difference that is no strict preference; a mapping names every criterion.
    veto : float, Affine or mapping of str to float or Affine, optional
        Shortfall from which on veto-dominance is refused; there is none where None and for criteria
        that are not named.
    distillation : tuple of float
        Slope and intercept of the discrimination threshold s(lambda) = slope * lambda + intercept;
        at 0.1 the five relations are gone through one by one.

    Returns
    -------
    ElectreIVResult
        A crisp relation, at least as good in both pre-orders, with `.credibility`, `.descending`,
        `.ascending` and `.ranks`.

    Raises
    ------
    InvalidInputError
        If sample axes do not fit, not 0 <= indifference <= preference <= veto on some criterion, or
        s(lambda) is negative somewhere on [0, 1].

    Notes
    -----
    Let m_p, m_q and m_i count the criteria on which one is strictly preferred (by more than p),
    weakly preferred (by more than q) and better without being preferred. b outranks a

    - by quasi-dominance if m_p(a, b) + m_q(a, b) = 0 and m_i(a, b) < m_i(b, a) + m_q(b, a) + m_p(b,
      a);
    - by canonical dominance if m_p(a, b) = 0, m_q(a, b) <= m_p(b, a) and m_q(a, b) + m_i(a, b) <
      m_i(b, a) + m_q(b, a) + m_p(b, a);
    - by pseudo-dominance if m_p(a, b) = 0 and m_q(a, b) <= m_q(b, a) + m_p(b, a);
    - by sub-dominance if m_p(a, b) = 0;
    - by veto-dominance if m_p(a, b) = 1, without veto, and m_p(b, a) is at least half the number of
      criteria.

    Performances that differ by at most 1e-12 of the criterion's largest absolute one are equal.
    O(A^2 C) and a distillation per sample, in blocks of samples.

    Examples
    --------
    The projects of Buchanan, Sheppard and Vanderpooten (1999), without their weights:

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
    >>> result = mcda.electre_iv(
    ...     table,
    ...     indifference={"c1": 25, "c2": 16, "c3": 0, "c4": 12, "c5": 10},
    ...     preference={"c1": 50, "c2": 24, "c3": 1, "c4": 24, "c5": 30},
    ...     veto={"c1": 100, "c2": 60, "c3": 2, "c4": 48, "c5": 90},
    ... )
    >>> result.credibility
    array([[1. , 0. , 1. , 0. , 1. ],
           [0. , 1. , 0. , 0.6, 0. ],
           [0. , 0. , 1. , 0. , 0. ],
           [0. , 0. , 0. , 1. , 0.4],
           [0. , 0. , 0. , 0. , 1. ]])
    >>> result.descending
    (('P1',), ('P2',), ('P4',), ('P3', 'P5'))
    """
    asked = door_without_weights(table)
    line = discrimination(distillation)
    limits = thresholds(
        table,
        [table.values],
        {"indifference": indifference, "preference": preference, "veto": veto},
    )
    size = len(table.alternatives)
    degrees = np.empty((math.prod(asked.shape), size, size))
    for block, (values,) in in_blocks(asked.shape, size * size, (asked.gains, 2)):
        degrees[block] = _credibility(values, noise_of(values), limits)
    numbers = preorders(degrees, line)
    return ElectreIVResult(
        method="ELECTRE IV",
        parameters=asked.recorded(
            indifference=indifference, preference=preference, veto=veto, distillation=line
        ),
        references=cited("roy_hugonnard_1982", "roy_bouyssou_1993"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        credibility=degrees.reshape(*asked.shape, size, size),
        **preorder_fields(numbers, asked.shape),
    )


def _credibility(values: FloatArray, noise: FloatArray, limits: Thresholds) -> FloatArray:
    """Return the credibility (n, A, A) that the row outranks the column."""
    shape = (len(values), values.shape[1], values.shape[1])
    strict, weak, slight = (np.zeros(shape, dtype=np.intp) for _ in range(3))
    vetoed = np.zeros(shape, dtype=bool)
    # m_p, m_q and m_i of the column over the row, and whether a criterion of m_p vetoes
    for column in range(values.shape[-1]):
        one, other = values[:, :, None, column], values[:, None, :, column]
        slack = noise[..., column, None]
        shortfall = other - one
        indifference, preference, veto = (
            limits.between(kind, column, one, other)
            for kind in ("indifference", "preference", "veto")
        )
        assert indifference is not None
        assert preference is not None
        strictly = beyond(shortfall, preference, slack)
        preferred = beyond(shortfall, indifference, slack)
        strict += strictly
        weak += preferred & ~strictly
        slight += (shortfall > slack) & ~preferred
        if veto is not None:
            vetoed |= strictly & (shortfall >= np.subtract(veto, slack))
    return _relations(strict, weak, slight, vetoed, values.shape[-1])


def _relations(
    strict: IntArray, weak: IntArray, slight: IntArray, vetoed: BoolArray, criteria: int
) -> FloatArray:
    """Return the credibility (n, A, A) of the strongest relation of the row to the column.

    Counts are of the criteria on which the column is better.
    """
    strict_for, weak_for, slight_for = (np.swapaxes(m, -1, -2) for m in (strict, weak, slight))
    better_for = strict_for + weak_for + slight_for
    never = strict == 0
    holds = [
        (strict + weak == 0) & (slight < better_for),
        never & (weak <= strict_for) & (weak + slight < better_for),
        never & (weak <= weak_for + strict_for),
        never,
        (strict == 1) & ~vetoed & (2 * strict_for >= criteria),
    ]
    found = np.select(holds, [QUASI, CANONICAL, PSEUDO, SUB, VETO], default=0.0)
    return np.where(np.eye(found.shape[-1], dtype=bool), 1.0, found)
