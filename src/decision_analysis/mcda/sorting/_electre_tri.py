"""ELECTRE TRI: alternatives sorted into ordered categories by comparison with their profiles."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from decision_analysis import _checks
from decision_analysis._arrays import BoolArray, FloatArray, IntArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Sorting, Weights, axes
from decision_analysis.mcda._door import door
from decision_analysis.mcda._thresholds import Threshold
from decision_analysis.mcda.sorting._compared import compared
from decision_analysis.mcda.sorting._profiles import (
    category_labels,
    ordered_profiles,
    with_same_criteria,
)


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class ElectreTriResult(Sorting):
    """The assignment of ELECTRE TRI and the credibilities that it follows from.

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
    credibility : ndarray of float, shape (..., A, P)
        How credible it is that the alternative is at least as good as the profile.
    profile_credibility : ndarray of float, shape (..., A, P)
        How credible it is that the profile is at least as good as the alternative.
    """

    profiles: tuple[str, ...]
    credibility: FloatArray = axes("AP")
    profile_credibility: FloatArray = axes("AP")


@cites("mousseau_slowinski_zielniewicz_2000")
@named
def electre_tri(
    table: DecisionTable,
    weights: Weights,
    *,
    profiles: DecisionTable,
    indifference: Threshold,
    preference: Threshold,
    veto: Threshold | None = None,
    cut_level: float | ArrayLike = 0.75,
    rule: Literal["pessimistic", "optimistic"] = "pessimistic",
    categories: Sequence[str] | None = None,
) -> ElectreTriResult:
    """Assign alternatives to ordered categories that are parted by profiles.

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C) in the criteria's own units.
    weights : mapping, WeightsResult or array_like, shape (..., C)
        Importance of the criteria; only ratios matter. A criterion of weight 0 can still veto.
    profiles : DecisionTable
        Performances (..., P, C) at the P limits between the categories, worst first, on the same
        criteria in any order; each profile dominates the one before.
    indifference : float, Affine or mapping of str to float or Affine
        Largest shortfall that does not count, in the criterion's unit; a mapping names every
        criterion.
    preference : float, Affine or mapping of str to float or Affine
        Shortfall from which on concordance is lost; a mapping names every criterion.
    veto : float, Affine or mapping of str to float or Affine, optional
        Shortfall from which on outranking is refused; there is none where None and for criteria
        that are not named.
    cut_level : float or array_like, shape (...)
        Credibility, in (0, 1], from which on something outranks something; one for each sample
        where it is uncertain too.
    rule : {'pessimistic', 'optimistic'}
        'pessimistic' goes down from the best profile to the first that the alternative outranks,
        and assigns to the category above it. 'optimistic' goes up from the worst profile to the
        first that outranks the alternative without being outranked by it, and assigns to the
        category below it.
    categories : sequence of str, optional
        Labels of the P + 1 categories, worst first; '1', '2', ... where None.

    Returns
    -------
    ElectreTriResult
        The assignment, with `.credibility` and `.profile_credibility`.

    Raises
    ------
    InvalidInputError
        If weights or sample axes do not fit, the profiles have other criteria or goals or are not
        in order, not 0 <= indifference <= preference <= veto on some criterion, the cut level is
        outside (0, 1], or labels of categories are missing or repeated.

    Notes
    -----
    Credibility is that of ELECTRE III. Performances and profiles that differ by at most 1e-12 of
    the criterion's largest absolute one are equal; the cut level is compared with a slack of 1e-9.
    The pessimistic category is never above the optimistic one. O(A P C) per sample, in blocks of
    samples.

    Examples
    --------
    Sites for a waste plant in Ticino, of Maystre, Pictet and Simos (1994), quoted with the
    categories 2 1 2 3 1 2 2:

    >>> from decision_analysis import Criterion, DecisionTable, mcda
    >>> criteria = [
    ...     Criterion("price", "min"),
    ...     Criterion("transport", "min"),
    ...     "environment",
    ...     "residents",
    ...     "competition",
    ... ]
    >>> table = DecisionTable(
    ...     [
    ...         [120, 284, 5, 3.5, 18],
    ...         [150, 269, 2, 4.5, 24],
    ...         [100, 413, 4, 5.5, 17],
    ...         [60, 596, 6, 8, 20],
    ...         [30, 1321, 8, 7.5, 16],
    ...         [80, 734, 5, 4, 21],
    ...         [45, 982, 7, 8.5, 13],
    ...     ],
    ...     criteria,
    ...     ["a1", "a2", "a3", "a4", "a5", "a6", "a7"],
    ... )
    >>> profiles = DecisionTable(
    ...     [[100, 1000, 4, 4, 15], [50, 500, 7, 7, 20]], criteria, ["b1", "b2"]
    ... )
    >>> names = table.criterion_names
    >>> result = mcda.electre_tri(
    ...     table,
    ...     [25, 45, 10, 12, 8],
    ...     profiles=profiles,
    ...     indifference=dict(zip(names, [15, 80, 1, 0.5, 1])),
    ...     preference=dict(zip(names, [40, 350, 3, 3.5, 5])),
    ...     veto=dict(zip(names, [100, 850, 5, 4.5, 8])),
    ... )
    >>> print(*result.as_dict().values())
    2 1 2 3 1 2 2
    """
    asked = door(table, weights)
    matched = with_same_criteria(table, profiles)
    limits = ordered_profiles(matched)
    _checks.one_of("rule", rule, ("pessimistic", "optimistic"))
    labels = category_labels(categories, len(matched.alternatives) + 1)
    found = compared(
        asked,
        matched,
        limits,
        cut_level,
        {"indifference": indifference, "preference": preference, "veto": veto},
        rule,
    )
    # a S b and b S a: credible at the cut level lambda
    outranks, outranked = found.above >= found.least, found.below >= found.least
    assignment = (
        _pessimistic(outranks) if rule == "pessimistic" else _optimistic(outranks, outranked)
    )
    pairs = (*found.shape, *found.above.shape[1:])
    return ElectreTriResult(
        method="ELECTRE TRI",
        parameters=found.recorded,
        references=cited("mousseau_slowinski_zielniewicz_2000"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        categories=labels,
        assignment=assignment.reshape(*found.shape, len(table.alternatives)),
        profiles=matched.alternatives,
        credibility=found.above.reshape(pairs),
        profile_credibility=found.below.reshape(pairs),
    )


def _pessimistic(outranks: BoolArray) -> IntArray:
    """Return the number of the best profile outranked, 0 where there is none, (n, A)."""
    # from above: the best profile b with a S b; its number is that of the category over it
    numbers: IntArray = np.where(outranks, np.arange(1, outranks.shape[-1] + 1), 0).max(axis=-1)
    return numbers


def _optimistic(outranks: BoolArray, outranked: BoolArray) -> IntArray:
    """Return the index (n, A) of the worst profile preferred to the alternative.

    It is their number where there is none.
    """
    size = outranks.shape[-1]
    # from below: the worst profile b with b S a and not a S b, which is preferred to a
    numbers: IntArray = np.where(outranked & ~outranks, np.arange(size), size).min(axis=-1)
    return numbers
