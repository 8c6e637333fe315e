"""MR-Sort: the best category whose lower profile a majority of the weight concurs with."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from typing import Literal, TypeAlias, get_args

import numpy as np
from numpy.typing import ArrayLike

from decision_analysis import _checks
from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._limits import LEVEL_TOLERANCE
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Sorting, Weights, axes
from decision_analysis.errors import InvalidInputError
from decision_analysis.mcda._blocks import in_blocks, noise_of
from decision_analysis.mcda._door import door, sample_shape
from decision_analysis.mcda.sorting._levels import Levels, levels_of, refuse_beyond
from decision_analysis.mcda.sorting._profiles import (
    category_labels,
    ordered_profiles,
    with_same_criteria,
)
from decision_analysis.mcda.sorting._shares import shares

Rule: TypeAlias = Literal["V", "D", "v", "d", "dV", "Dv", "dv"]
NEEDS = {"V": "veto", "D": "dictator"}


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class MrSortResult(Sorting):
    """The assignment of MR-Sort, and the coalitions, vetoes and dictators that it follows from.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria
        As in `Result`.
    categories : tuple of str
        The categories, worst first.
    assignment : ndarray of int, shape (..., A)
        For each alternative the index of its category.
    profiles : tuple of str
        Labels of the profiles, worst first; profile i parts the categories i and i + 1.
    concordance : ndarray of float, shape (..., A, P)
        Weight of the criteria on which the alternative is at least as good as the profile.
    vetoed : ndarray of bool, shape (..., A, P)
        Whether some criterion is at its veto level of the profile or worse.
    dictated : ndarray of bool, shape (..., A, P)
        Whether some criterion is at its dictator level of the profile or better.
    """

    profiles: tuple[str, ...]
    concordance: FloatArray = axes("AP")
    vetoed: BoolArray = axes("AP")
    dictated: BoolArray = axes("AP")


@cites("bouyssou_marchant_2007", "leroy_mousseau_pirlot_2011", "meyer_olteanu_2017")
@named
def mr_sort(
    table: DecisionTable,
    weights: Weights,
    *,
    profiles: DecisionTable,
    majority: float | ArrayLike,
    veto: Levels | None = None,
    dictator: Levels | None = None,
    rule: Rule | None = None,
    categories: Sequence[str] | None = None,
) -> MrSortResult:
    """Assign alternatives to the best category whose lower profile a majority concurs with.

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C) in the criteria's own units.
    weights : mapping, WeightsResult or array_like, shape (..., C)
        Importance of the criteria; only ratios matter. A criterion of weight 0 can still veto.
    profiles : DecisionTable
        Performances (..., P, C) at the P limits between the categories, worst first, on the same
        criteria in any order; each profile dominates the one before.
    majority : float or array_like, shape (...)
        Share of the weight, in (0, 1], from which on a coalition of criteria decides; one for each
        sample where it is uncertain too.
    veto : DecisionTable, mapping or array_like, shape (..., P, C), optional
        Performance *levels*, in the criterion's unit, at which or beyond which one criterion
        objects to what its profile asks: a table with a row for each profile, levels by profile and
        criterion, or by criterion for all profiles alike. What a mapping does not name, and an
        empty cell of an array or data frame, is no veto.
    dictator : DecisionTable, mapping or array_like, shape (..., P, C), optional
        Levels, given likewise, at which or beyond which one criterion is good enough alone.
    rule : {'V', 'D', 'v', 'd', 'dV', 'Dv', 'dv'}, optional
        How vetoes and dictators act on a majority. 'V': a veto refuses; 'D': a dictator suffices;
        'v': a veto refuses unless there is a dictator; 'd': a dictator suffices unless there is a
        veto; 'dV': as 'd' and 'V', the veto above all; 'Dv': as 'D' and 'v', the dictator above
        all; 'dv': as 'd' and 'v', where both stand the majority decides. None is 'V' with vetoes
        alone and 'D' with dictators alone; with both it must be given.
    categories : sequence of str, optional
        Labels of the P + 1 categories, worst first; '1', '2', ... where None.

    Returns
    -------
    MrSortResult
        The assignment, with `.concordance`, `.vetoed` and `.dictated`.

    Raises
    ------
    InvalidInputError
        If weights or sample axes do not fit, the profiles have other criteria or goals or are not
        in order, the majority is outside (0, 1], a veto level is better than its profile or a
        dictator level worse, the rule misses its levels, or labels of categories are missing or
        repeated.

    See Also
    --------
    electre_tri : With thresholds and graded credibility.
    learn_mr_sort : Profiles, weights and majority from examples.

    Notes
    -----
    a outranks profile b where the weight of the criteria with x_j(a) at least b_j reaches the
    majority, and vetoes and dictators agree. a goes to the category above the best profile that it
    outranks, the pessimistic rule of ELECTRE TRI. Performances that differ from a level by at most
    1e-12 of the criterion's largest absolute one reach it; the majority is compared with a slack of
    1e-9. O(A P C) per sample, in blocks of samples.

    Examples
    --------
    Five means of transport of the CRAN package MCDA, which assigns Good, Medium, Bad, Bad, Bad:

    >>> from decision_analysis import Criterion, DecisionTable, mcda
    >>> criteria = [Criterion("price", "min"), Criterion("time", "min"), "comfort"]
    >>> table = DecisionTable(
    ...     [[1, 10, 1], [4, 20, 2], [2, 20, 0], [6, 40, 0], [30, 30, 3]],
    ...     criteria,
    ...     ["a1", "a2", "a3", "a4", "a5"],
    ... )
    >>> profiles = DecisionTable([[7, 25, 2], [3, 11, 3]], criteria, ["medium", "good"])
    >>> result = mcda.mr_sort(
    ...     table,
    ...     [1, 3, 2],
    ...     profiles=profiles,
    ...     majority=0.5,
    ...     veto={"medium": {"comfort": 0}, "good": {"price": 9}},
    ...     categories=["Bad", "Medium", "Good"],
    ... )
    >>> print(*result.as_dict().values())
    Good Medium Bad Bad Bad
    """
    asked = door(table, weights)
    matched = with_same_criteria(table, profiles)
    limits = ordered_profiles(matched)
    share = shares("majority", majority)
    labels = category_labels(categories, len(matched.alternatives) + 1)
    sign = np.where(table.maximize, 1.0, -1.0)
    given = {"veto": veto, "dictator": dictator}
    acting = _rule(rule, given)
    levels = {
        what: np.full(limits.shape[-2:], np.nan)
        if given[what] is None
        else sign * levels_of(what, given[what], matched, table.criterion_names)
        for what in given
    }
    shape = sample_shape(
        table=table.sample_shape,
        profiles=matched.sample_shape,
        weights=asked.weights.shape[:-1],
        majority=share.shape,
        **{what: array.shape[:-2] for what, array in levels.items()},
    )
    for what, array in levels.items():
        refuse_beyond(what, array, limits, matched, better=what == "dictator")
    size, count = (len(table.alternatives), len(matched.alternatives)), math.prod(shape)
    concordance = np.empty((count, *size))
    vetoed, dictated = np.empty((count, *size), dtype=bool), np.empty((count, *size), dtype=bool)
    sources = (asked.gains, 2), (limits, 2), (asked.weights, 1), *((a, 2) for a in levels.values())
    for block, (x, b, w, vetoes, dictators) in in_blocks(shape, math.prod(size), *sources):
        noise = np.maximum(noise_of(x), noise_of(b))
        concordance[block], vetoed[block], dictated[block] = _compared(
            x, b, w, vetoes, dictators, noise
        )
    # a S b, and from above the best profile outranked; its number is that of the category over it
    least = np.broadcast_to(share, shape).reshape(-1, 1, 1) - LEVEL_TOLERANCE
    outranks = outranked(concordance >= least, vetoed, dictated, acting)
    assignment = np.where(outranks, np.arange(1, size[1] + 1), 0).max(axis=-1)
    return MrSortResult(
        method="MR-Sort",
        parameters=asked.recorded(
            profiles=matched,
            majority=share if share.ndim else share.item(),
            **{what: sign * levels[what] for what in given if given[what] is not None},
            **({"rule": acting} if acting else {}),
        ),
        references=cited("bouyssou_marchant_2007", "leroy_mousseau_pirlot_2011")
        + (cited("meyer_olteanu_2017") if dictator is not None else ()),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        categories=labels,
        assignment=assignment.reshape(*shape, size[0]),
        profiles=matched.alternatives,
        concordance=concordance.reshape(*shape, *size),
        vetoed=vetoed.reshape(*shape, *size),
        dictated=dictated.reshape(*shape, *size),
    )


def _rule(rule: Rule | None, given: dict[str, Levels | None]) -> str:
    """Return the rule asked for, or that of the levels that are given; '' is the majority alone."""
    present = [what for what, levels in given.items() if levels is not None]
    if rule is None:
        if len(present) == 2:
            raise InvalidInputError(
                f"rule must say how vetoes and dictators act together, one of"
                f" {list(get_args(Rule))}; got None"
            )
        return {"veto": "V", "dictator": "D"}[present[0]] if present else ""
    _checks.one_of("rule", rule, get_args(Rule))
    # each letter, capital or small, acts by one kind of level
    for letter in rule.upper():
        if NEEDS[letter] not in present:
            raise InvalidInputError(f"rule {rule!r} needs levels of {NEEDS[letter]}; got None")
    return rule


def _compared(
    values: FloatArray,
    limits: FloatArray,
    weights: FloatArray,
    vetoes: FloatArray,
    dictators: FloatArray,
    noise: FloatArray,
) -> tuple[FloatArray, BoolArray, BoolArray]:
    """Return concordance, and whether something vetoes or dictates, each (n, A, P)."""
    shape = np.broadcast_shapes(
        *(a.shape[:1] for a in (values, limits, weights, vetoes, dictators))
    )
    size = (*shape, values.shape[-2], limits.shape[-2])
    concordance, vetoed, dictated = np.zeros(size), np.zeros(size, bool), np.zeros(size, bool)
    # one criterion at a time, so that memory stays at (n, A, P)
    for j in range(values.shape[-1]):
        x, slack = values[:, :, None, j], noise[..., j, None]
        # C(a, b): the sum of w_j over x_j(a) >= b_j
        concordance += weights[:, j, None, None] * (x >= limits[:, None, :, j] - slack)
        # NaN, no level, fails both comparisons; criteria without any are passed over
        for levels, reached, sign in ((vetoes, vetoed, -1), (dictators, dictated, 1)):
            if not np.isnan(levels[..., j]).all():
                reached |= sign * x >= sign * levels[:, None, :, j] - slack
    return concordance, vetoed, dictated


def outranked(majority: BoolArray, vetoed: BoolArray, dictated: BoolArray, rule: str) -> BoolArray:
    """Say where the alternative outranks the profile, by a rule of Meyer and Olteanu (2017)."""
    if rule == "V":
        return majority & ~vetoed
    if rule == "D":
        return majority | dictated
    if rule == "v":
        return majority & (~vetoed | dictated)
    if rule == "d":
        return majority | (dictated & ~vetoed)
    if rule == "dV":
        return (majority | dictated) & ~vetoed
    if rule == "Dv":
        return dictated | (majority & ~vetoed)
    if rule == "dv":
        # where both stand they cancel, and the majority decides
        return np.where(vetoed == dictated, majority, dictated)
    return majority
