"""ELECTRE IS: outranking by concordance with thresholds, and vetoes that doubt strengthens."""

from __future__ import annotations

import dataclasses
import math

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._limits import LEVEL_TOLERANCE
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Relation, Weights, step
from decision_analysis.core.parts import within_memory
from decision_analysis.mcda._blocks import in_blocks, noise_of
from decision_analysis.mcda._door import door
from decision_analysis.mcda._thresholds import Threshold, Thresholds, beyond, ramp, thresholds


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class ElectreISResult(Relation):
    """The outranking relation of ELECTRE IS with the two matrices that it follows from.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria
        As in `Result`.
    matrix : ndarray of bool, shape (..., A, A)
        True in row a and column b where a outranks b; the diagonal is False.
    concordance : ndarray of float, shape (..., A, A), or None
        Weights of the criteria on which a is at least as good as b, in part between the thresholds.
    discordance : ndarray of float, shape (..., A, A), or None
        1 where some criterion vetoes and else 0.
    """

    concordance: FloatArray | None = step("Concordance", "c(a S b)", "AA")
    discordance: FloatArray | None = step("Vetoes", "v(a, b)", "AA")


@cites("roy_skalka_1984", "figueira_mousseau_roy_2005")
@named
@within_memory
def electre_is(
    table: DecisionTable,
    weights: Weights,
    *,
    concordance: float,
    indifference: Threshold,
    preference: Threshold,
    veto: Threshold | None = None,
    steps: bool | None = None,
) -> ElectreISResult:
    """Build the outranking relation of ELECTRE I with thresholds, whose kernel is the choice.

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C) in the criteria's own units.
    weights : mapping, WeightsResult or array_like, shape (..., C)
        Importance of the criteria; only ratios matter. A criterion of weight 0 can still veto.
    concordance : float
        Share s of the total weight, in (0, 1], that must agree that a outranks b.
    indifference : float, Affine or mapping of str to float or Affine
        Largest shortfall that does not count, in the criterion's unit; a mapping names every
        criterion.
    preference : float, Affine or mapping of str to float or Affine
        Shortfall from which on concordance is lost; a mapping names every criterion.
    veto : float, Affine or mapping of str to float or Affine, optional
        Largest shortfall allowed where all other criteria agree; the less they do, the less is
        allowed, down to the veto less the indifference threshold. There is none where None and for
        criteria that are not named.
    steps : bool, optional
        Whether to keep concordance and vetoes; None keeps them for one table and not for a batch.

    Returns
    -------
    ElectreISResult
        A crisp relation; `.kernel()` is the choice.

    Raises
    ------
    InvalidInputError
        If weights, the level or sample axes do not fit, or not 0 <= indifference <= preference <=
        veto on some criterion.

    Notes
    -----
    a outranks b where c(a S b) >= s and no criterion vetoes, that is g_j(a) + v_j >= g_j(b) + q_j
    eta_j with eta_j = (1 - c(a S b) - w_j) / (1 - s - w_j), v_j at the performance of a and q_j at
    that of b. eta_j is held in [0, 1]. The source asks for s <= 1 - w_j; where s is larger, nothing
    can outrank against criterion j, and eta_j is 0. Levels are compared with a slack of 1e-9, and
    performances with one of 1e-12 of the criterion's largest absolute one. O(A^2 C) per sample, in
    blocks of samples.

    Examples
    --------
    A journey that is 40 minutes longer, between the thresholds of 30 and 60, loses a third of the
    weight of time:

    >>> from decision_analysis import Criterion, DecisionTable, mcda
    >>> table = DecisionTable(
    ...     [[120, 40], [80, 60]],
    ...     [Criterion("minutes", "min"), Criterion("price", "min")],
    ...     ["bus", "train"],
    ... )
    >>> limits = {
    ...     "indifference": {"minutes": 30, "price": 5},
    ...     "preference": {"minutes": 60, "price": 15},
    ... }
    >>> result = mcda.electre_is(table, [0.3, 0.7], concordance=0.6, veto={"minutes": 70}, **limits)
    >>> result.concordance.round(2)
    array([[1. , 0.9],
           [0.3, 1. ]])
    >>> result.kernel()
    ('bus',)
    """
    asked = door(table, weights, steps=steps)
    level = _checks.number("concordance", concordance, low=0, high=1, open_low=True)
    limits = thresholds(
        table,
        [table.values],
        {"indifference": indifference, "preference": preference, "veto": veto},
    )
    size, count = len(table.alternatives), math.prod(asked.shape)
    matrix = np.empty((count, size, size), dtype=bool)
    kept = np.empty((2, count if asked.keep else 0, size, size))
    sources = (asked.gains, 2), (asked.weights, 1)
    for block, (values, shares) in in_blocks(asked.shape, size * size, *sources):
        noise = noise_of(values)
        # c(a S b): the weights of the criteria that agree, in part between q and p
        agreement = _concordance(values, noise, shares, limits)
        vetoed = _vetoes(values, noise, shares, agreement, level, limits)
        matrix[block] = (agreement >= level - LEVEL_TOLERANCE) & ~vetoed
        if asked.keep:
            kept[0, block], kept[1, block] = agreement, vetoed
    matrix &= ~np.eye(size, dtype=bool)
    square = (*asked.shape, size, size)
    return ElectreISResult(
        method="ELECTRE IS",
        parameters=asked.recorded(
            concordance=level, indifference=indifference, preference=preference, veto=veto
        ),
        references=cited("roy_skalka_1984"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        matrix=matrix.reshape(square),
        concordance=kept[0].reshape(square) if asked.keep else None,
        discordance=kept[1].reshape(square) if asked.keep else None,
    )


def _concordance(
    values: FloatArray, noise: FloatArray, shares: FloatArray, limits: Thresholds
) -> FloatArray:
    """Return the weights (n, A, A) of the criteria that agree, in part between thresholds."""
    total = np.zeros((1, values.shape[1], values.shape[1]))
    for column in range(values.shape[-1]):
        one, other = values[:, :, None, column], values[:, None, :, column]
        indifference, preference = (
            limits.between(kind, column, one, other) for kind in ("indifference", "preference")
        )
        assert indifference is not None
        assert preference is not None
        lost = ramp(other - one, indifference, preference, noise[..., column, None])
        total = total + shares[:, column, None, None] * (1 - lost)
    return total


def _vetoes(
    values: FloatArray,
    noise: FloatArray,
    shares: FloatArray,
    agreement: FloatArray,
    level: float,
    limits: Thresholds,
) -> BoolArray:
    """Say where (n, A, A) the row falls further behind the column than some criterion allows."""
    vetoed = np.zeros(agreement.shape, dtype=bool)
    for column in range(values.shape[-1]):
        one, other = values[:, :, None, column], values[:, None, :, column]
        veto = limits.between("veto", column, one, other)
        if veto is None:
            continue
        # q_j(g_j(b)), at the performance of the column itself
        indifference = limits.between("indifference", column, other, other)
        assert indifference is not None
        # eta_j = (1 - c(a S b) - w_j) / (1 - s - w_j)
        weight = shares[:, column, None, None]
        room = 1 - level - weight
        eta = (1 - agreement - weight) / np.where(room > LEVEL_TOLERANCE, room, 1.0)
        eta = np.where(room > LEVEL_TOLERANCE, eta.clip(0, 1), 0.0)
        vetoed |= beyond(other - one + indifference * eta, veto, noise[..., column, None])
    return vetoed
