"""ELECTRE TRI-nC: alternatives sorted by comparison with several typical profiles per category."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from decision_analysis import _checks, _labelled
from decision_analysis._arrays import FloatArray, IntArray, settled
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Weights, axes
from decision_analysis.errors import InvalidInputError
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
from decision_analysis.mcda.sorting._profiles import with_same_criteria


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class ElectreTriNcResult(RangeSorting):
    """The assignments of ELECTRE TRI-nC and the credibilities that they follow from.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria
        As in `Result`.
    categories : tuple of str
        The Q categories, worst first.
    assignment : ndarray of int, shape (..., A)
        For each alternative the index of its category by the rule that was asked for.
    lowest, highest : ndarray of int, shape (..., A)
        Indices of the lower and of the higher category of the two rules.
    credibility : ndarray of float, shape (..., A, Q)
        How credible it is that the alternative is at least as good as one of the profiles of the
        category.
    profile_credibility : ndarray of float, shape (..., A, Q)
        How credible it is that one of the profiles of the category is at least as good as the
        alternative.
    """

    credibility: FloatArray = axes("AQ")
    profile_credibility: FloatArray = axes("AQ")


@cites("almeida_dias_figueira_roy_2012")
@named
def electre_tri_nc(
    table: DecisionTable,
    weights: Weights,
    *,
    profiles: DecisionTable,
    profile_categories: Mapping[str, str],
    indifference: Threshold,
    preference: Threshold,
    veto: Threshold | None = None,
    cut_level: float | ArrayLike = 0.75,
    rule: Rule = "descending",
) -> ElectreTriNcResult:
    """Assign alternatives to ordered categories, each described by several typical profiles.

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C) in the criteria's own units.
    weights : mapping, WeightsResult or array_like, shape (..., C)
        Importance of the criteria; only ratios matter. A criterion of weight 0 can still veto.
    profiles : DecisionTable
        Performances (..., P, C) of the characteristic profiles, those of the worst category first,
        on the same criteria in any order. Each profile is at least as good on every criterion as
        all those of the categories before, and better on some; those of one category need not be
        comparable.
    profile_categories : mapping of str to str
        The category of each profile, by their labels.
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

    Returns
    -------
    ElectreTriNcResult
        The assignment, with `.lowest`, `.highest`, `.category_ranges` by label, `.credibility` and
        `.profile_credibility`.

    Raises
    ------
    InvalidInputError
        If weights or sample axes do not fit, the profiles have other criteria or goals or are not
        in order, a profile has no category, not 0 <= indifference <= preference <= veto on some
        criterion, or the cut level is outside (0, 1].

    Notes
    -----
    The credibility of an alternative over a category is the largest of those over its profiles, and
    the other way round; from there on the rules are those of `electre_tri_c`. Performances that
    differ by at most 1e-12 of the criterion's largest absolute one are equal; degrees are compared
    with a slack of 1e-9. O(A P C) per sample, in blocks of samples.

    Examples
    --------
    Flats that are plain in two ways, or good:

    >>> from decision_analysis import Criterion, DecisionTable, mcda
    >>> criteria = [Criterion("rent", "min"), "light", "quiet"]
    >>> table = DecisionTable([[700, 5, 5], [450, 4, 2]], criteria, ["a", "b"])
    >>> typical = DecisionTable(
    ...     [[800, 4, 2], [700, 2, 4], [500, 6, 6]], criteria, ["loud", "dark", "fine"]
    ... )
    >>> result = mcda.electre_tri_nc(
    ...     table,
    ...     [2, 1, 1],
    ...     profiles=typical,
    ...     profile_categories={"loud": "plain", "dark": "plain", "fine": "good"},
    ...     indifference={"rent": 50, "light": 1, "quiet": 1},
    ...     preference={"rent": 150, "light": 2, "quiet": 2},
    ... )
    >>> result.category_ranges
    {'a': ('plain', 'plain'), 'b': ('plain', 'good')}
    """
    asked = door(table, weights)
    matched = with_same_criteria(table, profiles)
    given = _labelled.by_name(
        "profile_categories", profile_categories, matched.alternatives, each="profile"
    )
    labels, starts = _categories(given)
    typical = _in_order(matched, labels, starts)
    _checks.one_of("rule", rule, RULES)
    found = compared(
        asked,
        matched,
        typical,
        cut_level,
        {"indifference": indifference, "preference": preference, "veto": veto},
        rule,
    )
    # sigma(a, B_h) and sigma(B_h, a): the largest credibility over, or of, a profile of category h
    above, below = (
        np.maximum.reduceat(each, starts, axis=-1) for each in (found.above, found.below)
    )
    pairs = (*found.shape, *above.shape[1:])
    return ElectreTriNcResult(
        method="ELECTRE TRI-nC",
        parameters={**found.recorded, "profile_categories": given},
        references=cited("almeida_dias_figueira_roy_2012"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        categories=labels,
        **range_fields(both_rules(above, below, found.least), rule, found.shape),
        credibility=above.reshape(pairs),
        profile_credibility=below.reshape(pairs),
    )


def _categories(given: dict[str, str]) -> tuple[tuple[str, ...], IntArray]:
    """Return the categories, worst first, and where the profiles of each begin."""
    each = [
        _checks.label(f"category of profile {profile!r}", category)
        for profile, category in given.items()
    ]
    starts = [place for place, name in enumerate(each) if place == 0 or name != each[place - 1]]
    labels = [each[place] for place in starts]
    if apart := _checks.repeats(labels):
        raise InvalidInputError(
            f"profiles of one category must follow one another; those of {apart[0]!r} do not"
        )
    return tuple(labels), np.array(starts)


def _in_order(profiles: DecisionTable, labels: tuple[str, ...], starts: IntArray) -> FloatArray:
    """Return the oriented profiles (..., P, C), each better than those of worse categories."""
    values = np.where(profiles.maximize, profiles.values, -profiles.values)
    # rounding counts as equal, so that what is refused is a fault of the data
    ties = settled(values, -2)
    # by how much the worst of each category is better than the best of the one before
    worst = np.minimum.reduceat(ties, starts, axis=-2)[..., 1:, :]
    best = np.maximum.reduceat(ties, starts, axis=-2)[..., :-1, :]
    worse, equal = np.argwhere(worst < best), np.argwhere((worst == best).all(axis=-1))
    if worse.size:
        *sample, row, column = worse[0]
        lower, upper = labels[row : row + 2]
        raise InvalidInputError(
            f"each profile must dominate those of the categories before, worst first; one of"
            f" {upper!r} is worse than one of {lower!r} on {profiles.criterion_names[column]!r}"
            f"{_checks.at(sample)}"
        )
    if equal.size:
        *sample, row = equal[0]
        lower, upper = labels[row : row + 2]
        raise InvalidInputError(
            f"each profile must dominate those of the categories before; one of {upper!r} equals"
            f" one of {lower!r}{_checks.at(sample)}"
        )
    return values
