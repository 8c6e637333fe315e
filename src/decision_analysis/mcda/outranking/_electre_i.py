"""ELECTRE I: outranking by concordance and non-discordance, whose kernel is the choice."""

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
from decision_analysis.errors import InvalidInputError
from decision_analysis.mcda._blocks import in_blocks, noise_of
from decision_analysis.mcda._door import door
from decision_analysis.mcda._thresholds import Threshold, Thresholds, beyond, thresholds
from decision_analysis.mcda.outranking import _crisp as crisp


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class ElectreIResult(Relation):
    """The outranking relation of ELECTRE I with the two matrices that it follows from.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria
        As in `Result`.
    matrix : ndarray of bool, shape (..., A, A)
        True in row a and column b where a outranks b; the diagonal is False.
    concordance : ndarray of float, shape (..., A, A), or None
        Share of the weights of the criteria on which a is at least as good as b.
    discordance : ndarray of float, shape (..., A, A), or None
        Largest shortfall of a behind b over the largest range; with a veto, 1 where some criterion
        vetoes and else 0.
    """

    concordance: FloatArray | None = step("Concordance", "c(a, b)", "AA")
    discordance: FloatArray | None = step("Discordance", "d(a, b)", "AA")


@cites("roy_1968", "figueira_mousseau_roy_2005")
@named
@within_memory
def electre_i(
    table: DecisionTable,
    weights: Weights,
    *,
    concordance: float,
    discordance: float | None = None,
    veto: Threshold | None = None,
    steps: bool | None = None,
) -> ElectreIResult:
    """Build the outranking relation whose kernel holds the alternatives to choose among.

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C) in the criteria's own units; with `discordance` on scales that can
        be compared.
    weights : mapping, WeightsResult or array_like, shape (..., C)
        Importance of the criteria; only ratios matter. A criterion of weight 0 can still object.
    concordance : float
        Share of the total weight, in (0, 1], that must not speak against a outranking b.
    discordance : float, optional
        Largest shortfall allowed on any criterion, as a share, in [0, 1], of the one largest range
        of all criteria, performances as given. Exactly one of this and `veto` is needed.
    veto : float, Affine or mapping of str to float or Affine, optional
        Largest shortfall allowed, in the criterion's unit (ELECTRE Iv); criteria that are not named
        have none.
    steps : bool, optional
        Whether to keep the concordance and discordance matrices; None keeps them for one table and
        not for a batch.

    Returns
    -------
    ElectreIResult
        A crisp relation; `.kernel()` is the choice.

    Raises
    ------
    InvalidInputError
        If weights, levels, thresholds or sample axes do not fit, or not exactly one of
        `discordance` and `veto` is given.

    Warns
    -----
    DegenerateDataWarning
        With `discordance`, if no criterion tells the alternatives of a table apart; discordance is
        then 0.

    Notes
    -----
    a outranks b where concordance is at least its level and discordance at most its level (or no
    shortfall exceeds its veto); levels are compared with a slack of 1e-9, so that the rounding of a
    sum of weights does not decide, and performances with one of 1e-12 of the criterion's largest
    absolute one. O(A^2 C) per sample, in blocks of samples.

    Examples
    --------
    Section 2.1 of Pereira and Nepomuceno (2021), J-Electre v3.0 User Guide:

    >>> from decision_analysis import DecisionTable, mcda
    >>> table = DecisionTable.from_rows(
    ...     {
    ...         "a1": [150, 1, 20, 3000],
    ...         "a2": [300, 0, 10, 0],
    ...         "a3": [250, 0, 10, 2250],
    ...         "a4": [110, 1, 20, 2800],
    ...         "a5": [120, 1, 50, 1000],
    ...     },
    ...     ["g1", "g2", "g3", "g4"],
    ... )
    >>> mcda.electre_i(table, [2, 1, 5, 3], concordance=0.7, discordance=0.6).kernel()
    ('a1', 'a5')
    """
    asked = door(table, weights, steps=steps)
    level = _checks.number("concordance", concordance, low=0, high=1, open_low=True)
    if (discordance is None) == (veto is None):
        given = "neither" if veto is None else "both"
        raise InvalidInputError(f"exactly one of discordance and veto must be given; got {given}")
    if discordance is None:
        allowed, limits = 0.0, thresholds(table, [table.values], {"veto": veto})
    else:
        allowed, limits = _checks.number("discordance", discordance, low=0, high=1), None
        crisp.warn_if_constant(asked.gains)
    size, count = len(table.alternatives), math.prod(asked.shape)
    matrix = np.empty((count, size, size), dtype=bool)
    kept = np.empty((2, count if asked.keep else 0, size, size))
    sources = (asked.gains, 2), (asked.weights, 1)
    for block, (values, shares) in in_blocks(asked.shape, size * size, *sources):
        noise = noise_of(values)
        # c(a, b): the weights of the criteria on which a is at least as good as b
        agreement = crisp.concordance(values, noise, shares)
        # d(a, b): how far a falls behind b at most, or whether a criterion vetoes
        discord: FloatArray | BoolArray
        if limits is None:
            discord, objects = crisp.discordance(values, noise, allowed)
        else:
            discord = objects = _vetoes(values, noise, limits)
        # a S b where enough weights agree and nothing objects
        matrix[block] = (agreement >= level - LEVEL_TOLERANCE) & ~objects
        if asked.keep:
            kept[0, block], kept[1, block] = agreement, discord
    matrix &= ~np.eye(size, dtype=bool)
    square = (*asked.shape, size, size)
    objection = {"discordance": allowed} if limits is None else {"veto": veto}
    return ElectreIResult(
        method="ELECTRE I" if limits is None else "ELECTRE Iv",
        parameters=asked.recorded(concordance=level, **objection),
        references=cited("roy_1968"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        matrix=matrix.reshape(square),
        concordance=kept[0].reshape(square) if asked.keep else None,
        discordance=kept[1].reshape(square) if asked.keep else None,
    )


def _vetoes(values: FloatArray, noise: FloatArray, limits: Thresholds) -> BoolArray:
    """Say where (n, A, A) the row's shortfall behind the column exceeds some criterion's veto."""
    vetoed = np.zeros((len(values), values.shape[1], values.shape[1]), dtype=bool)
    for column in range(values.shape[-1]):
        one, other = values[:, :, None, column], values[:, None, :, column]
        veto = limits.between("veto", column, one, other)
        if veto is not None:
            vetoed |= beyond(other - one, veto, noise[..., column, None])
    return vetoed
