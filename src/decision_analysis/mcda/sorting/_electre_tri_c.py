"""ELECTRE TRI-C: alternatives sorted by comparison with one characteristic profile per category."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from numpy.typing import ArrayLike

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Weights, axes
from decision_analysis.mcda._door import door
from decision_analysis.mcda._thresholds import Threshold
from decision_analysis.mcda.sorting._central import (
    RULES,
    RangeSorting,
    Rule,
    both_rules,
    range_fields,
)
from decision_analysis.mcda.sorting._compared import compared
from decision_analysis.mcda.sorting._profiles import (
    category_labels,
    ordered_profiles,
    with_same_criteria,
)


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class ElectreTriCResult(RangeSorting):
    """The assignments of ELECTRE TRI-C and the credibilities that they follow from.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria
        As in `Result`.
    categories : tuple of str
        The categories, worst first.
    assignment : ndarray of int, shape (..., A)
        For each alternative the index of its category by the rule that was asked for.
    lowest, highest : ndarray of int, shape (..., A)
        Indices of the lower and of the higher category of the two rules.
    profiles : tuple of str
        Labels of the characteristic profiles, worst first, one for each category.
    credibility : ndarray of float, shape (..., A, P)
        How credible it is that the alternative is at least as good as the profile.
    profile_credibility : ndarray of float, shape (..., A, P)
        How credible it is that the profile is at least as good as the alternative.
    """

    profiles: tuple[str, ...]
    credibility: FloatArray = axes("AP")
    profile_credibility: FloatArray = axes("AP")


@cites("almeida_dias_figueira_roy_2010")
@named
def electre_tri_c(
    table: DecisionTable,
    weights: Weights,
    *,
    profiles: DecisionTable,
    indifference: Threshold,
    preference: Threshold,
    veto: Threshold | None = None,
    cut_level: float | ArrayLike = 0.75,
    rule: Rule = "descending",
    categories: Sequence[str] | None = None,
) -> ElectreTriCResult:
    """Assign alternatives to ordered categories, each described by one typical profile.

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C) in the criteria's own units.
    weights : mapping, WeightsResult or array_like, shape (..., C)
        Importance of the criteria; only ratios matter. A criterion of weight 0 can still veto.
    profiles : DecisionTable
        Performances (..., P, C) of the P characteristic profiles, one for each category, worst
        first, on the same criteria in any order; each dominates the one before.
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
        where it is uncertain too. The source asks for at least 0.5.
    rule : {'descending', 'ascending'}
        Which of the two rules `.assignment` is by; the source has both used together, which is
        `.lowest` and `.highest`.
    categories : sequence of str, optional
        Labels of the P categories, worst first; '1', '2', ... where None.

    Returns
    -------
    ElectreTriCResult
        The assignment, with `.lowest`, `.highest`, `.category_ranges` by label, `.credibility` and
        `.profile_credibility`.

    Raises
    ------
    InvalidInputError
        If weights or sample axes do not fit, the profiles have other criteria or goals or are not
        in order, not 0 <= indifference <= preference <= veto on some criterion, the cut level is
        outside (0, 1], or labels of categories are missing or repeated.

    Notes
    -----
    Credibility sigma is that of ELECTRE III, and rho(a, b) = min{sigma(a, b), sigma(b, a)}. The
    descending rule takes the best profile t that a outranks: category t if rho(a, b_t) > rho(a,
    b_(t+1)), else t + 1. The ascending rule takes the worst profile k that outranks a: category k
    if rho(a, b_k) > rho(a, b_(k-1)), else k - 1. Where there is none, and beyond the last one, it
    is the category at that end. Profiles less than the thresholds apart are not told from one
    another. Performances that differ by at most 1e-12 of the criterion's largest absolute one are
    equal; degrees are compared with a slack of 1e-9. O(A P C) per sample, in blocks of samples.

    Examples
    --------
    Flats of three kinds, plain, good and fine:

    >>> from decision_analysis import Criterion, DecisionTable, mcda
    >>> criteria = [Criterion("rent", "min"), "light", "quiet"]
    >>> table = DecisionTable([[700, 4, 6], [450, 4, 5]], criteria, ["a", "b"])
    >>> typical = DecisionTable([[800, 2, 2], [600, 5, 5], [400, 8, 8]], criteria, ["p", "g", "f"])
    >>> result = mcda.electre_tri_c(
    ...     table,
    ...     [2, 1, 1],
    ...     profiles=typical,
    ...     indifference={"rent": 50, "light": 1, "quiet": 1},
    ...     preference={"rent": 150, "light": 2, "quiet": 2},
    ...     categories=["plain", "good", "fine"],
    ... )
    >>> result.category_ranges
    {'a': ('good', 'good'), 'b': ('good', 'fine')}
    """
    asked = door(table, weights)
    matched = with_same_criteria(table, profiles)
    typical = ordered_profiles(matched)
    _checks.one_of("rule", rule, RULES)
    labels = category_labels(categories, len(matched.alternatives), "one for each profile")
    found = compared(
        asked,
        matched,
        typical,
        cut_level,
        {"indifference": indifference, "preference": preference, "veto": veto},
        rule,
    )
    pairs = (*found.shape, *found.above.shape[1:])
    return ElectreTriCResult(
        method="ELECTRE TRI-C",
        parameters=found.recorded,
        references=cited("almeida_dias_figueira_roy_2010"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        categories=labels,
        **range_fields(both_rules(found.above, found.below, found.least), rule, found.shape),
        profiles=matched.alternatives,
        credibility=found.above.reshape(pairs),
        profile_credibility=found.below.reshape(pairs),
    )
