"""FlowSort: alternatives sorted into ordered categories by their flows among the profiles."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from typing import Literal

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis._cited import cited, cites
from decision_analysis._labels import numbered
from decision_analysis._limits import TIE_TOLERANCE
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Sorting, Weights, axes
from decision_analysis.errors import InvalidInputError
from decision_analysis.mcda._blocks import in_blocks, noise_of
from decision_analysis.mcda._door import door, refuse_cells, sample_shape
from decision_analysis.mcda._preference_functions import (
    Functions,
    Preference,
    preference_functions,
)
from decision_analysis.mcda._preference_index import index_between
from decision_analysis.mcda.sorting._profiles import ordered_profiles, with_same_criteria

Kind = Literal["between", "limiting", "central"]
Rule = Literal["net", "positive", "negative"]
_MORE: dict[Kind, int] = {"between": 1, "limiting": -1, "central": 0}
"""How many more categories there are than profiles."""


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class FlowSortResult(Sorting):
    """The assignment of FlowSort and the flows that it follows from.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria
        As in `Result`.
    categories : tuple of str
        The categories, worst first.
    assignment : ndarray of int, shape (..., A)
        For each alternative the index of its category.
    profiles : tuple of str
        Labels of the profiles, worst first.
    positive, negative : ndarray of float, shape (..., A)
        Flows of the alternative among the profiles.
    profile_positive, profile_negative : ndarray of float, shape (..., A, P)
        Flows of the profiles among the others and the alternative.
    """

    profiles: tuple[str, ...]
    positive: FloatArray = axes("A")
    negative: FloatArray = axes("A")
    profile_positive: FloatArray = axes("AP")
    profile_negative: FloatArray = axes("AP")


@cites("nemery_lamboray_2008")
@named
def flowsort(
    table: DecisionTable,
    weights: Weights,
    *,
    profiles: DecisionTable,
    preference: Preference,
    kind: Kind | None = None,
    rule: Rule = "net",
    categories: Sequence[str] | None = None,
) -> FlowSortResult:
    """Assign alternatives to ordered categories by their flows of PROMETHEE among profiles.

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C) in the criteria's own units.
    weights : mapping, WeightsResult or array_like, shape (..., C)
        Weights of the criteria; only their ratios matter.
    profiles : DecisionTable
        Performances (..., P, C) of the profiles, worst first, on the same criteria in any order;
        each profile dominates the one before.
    preference : callable or mapping of str to callable
        As in `promethee_ii`.
    kind : {'between', 'limiting', 'central'}, optional
        What the profiles are. 'between': the limits between P + 1 categories, as in
        `electre_tri`. 'limiting': these and the outermost limits of all performances, of P - 1
        categories, as in the source. 'central': the typical members of P categories. None is
        'limiting' where P - 1 categories are named, and else 'between'.
    rule : {'net', 'positive', 'negative'}
        Which flow is compared.
    categories : sequence of str, optional
        Labels of the categories, worst first; '1', '2', ... where None.

    Returns
    -------
    FlowSortResult
        The assignment, with the flows of alternatives and profiles.

    Raises
    ------
    InvalidInputError
        If weights or sample axes do not fit, a preference function is missing, unknown or returns
        no degrees, the profiles have other criteria or goals, are not in order or fewer than two
        where they are limiting, a performance is beyond outermost limits, or labels of categories
        are missing or repeated.

    Notes
    -----
    Each alternative is compared with the profiles alone, so that the others do not matter: the
    flows are means over the P members besides itself of the profiles and the alternative. By net
    and by positive flow an alternative is above a limit where its flow is greater; by negative flow
    where its own is not greater. Central profiles are parted in the middle between their flows; of
    two at the same distance the worse one counts by net and by positive flow. Flows that differ by
    at most 1e-12 are equal. The categories by positive and by negative flow tell how far the
    assignment by net flow depends on what may make up for what. O((A P + P^2) C) per sample.

    Examples
    --------
    Flats, by two limits between bad, fair and good:

    >>> from decision_analysis import Criterion, DecisionTable, mcda
    >>> criteria = [Criterion("rent", "min"), "area"]
    >>> flats = DecisionTable([[700, 40], [900, 80], [1200, 35]], criteria, ["a", "b", "c"])
    >>> limits = DecisionTable([[1100, 40], [800, 60]], criteria, ["low", "high"])
    >>> mcda.flowsort(
    ...     flats,
    ...     [1, 1],
    ...     profiles=limits,
    ...     preference={"rent": mcda.preference.v_shape(400), "area": mcda.preference.v_shape(30)},
    ...     categories=["bad", "fair", "good"],
    ... )
    FlowSort  (kind='between', rule='net')
       alternative  category
       a            fair
       b            good
       c            bad
    """
    asked = door(table, weights)
    functions = preference_functions(table.criterion_names, preference)
    matched = with_same_criteria(table, profiles)
    limits = ordered_profiles(matched)
    _checks.one_of("rule", rule, ("net", "positive", "negative"))
    count = len(matched.alternatives)
    sort, labels = _categories(categories, count, kind)
    shape = sample_shape(
        table=table.sample_shape,
        profiles=matched.sample_shape,
        weights=asked.weights.shape[:-1],
    )
    if sort == "limiting":
        _refuse_beyond(table, asked.gains, limits)
    size, samples = len(table.alternatives), math.prod(shape)
    own, theirs = np.empty((2, samples, size)), np.empty((2, samples, size, count))
    sources = (asked.gains, 2), (limits, 2), (asked.weights, 1)
    for block, (values, profile, shares) in in_blocks(shape, (size + count) * count, *sources):
        own[:, block], theirs[:, block] = _flows(values, profile, shares, functions)
    (positive, negative), (above, below) = own, theirs
    # the flow that is compared, the greater the better
    mine, limit = {
        "net": (positive - negative, above - below),
        "positive": (positive, above),
        "negative": (-negative, -below),
    }[rule]
    if sort == "limiting":
        limit = limit[..., 1:-1]
    elif sort == "central":
        limit = (limit[..., 1:] + limit[..., :-1]) / 2
    return FlowSortResult(
        method="FlowSort",
        parameters=asked.recorded(profiles=matched, preference=preference, kind=sort, rule=rule),
        references=cited("nemery_lamboray_2008"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        categories=labels,
        assignment=_above(mine, limit, closed=rule == "negative").reshape(*shape, size),
        profiles=matched.alternatives,
        positive=positive.reshape(*shape, size),
        negative=negative.reshape(*shape, size),
        profile_positive=above.reshape(*shape, size, count),
        profile_negative=below.reshape(*shape, size, count),
    )


def _flows(
    values: FloatArray, profiles: FloatArray, shares: FloatArray, functions: Functions
) -> tuple[FloatArray, FloatArray]:
    """Return flows (2, n, A) of alternatives and (2, n, A, P) of profiles, positive and negative.

    Of each alternative among the profiles and itself.
    """
    noise = np.maximum(noise_of(values), noise_of(profiles))
    others = profiles.shape[1]
    # pi(a, r), pi(r, a) and pi(r, s)
    over = index_between(values, profiles, noise, shares, functions)
    under = np.swapaxes(index_between(profiles, values, noise, shares, functions), -1, -2)
    among = index_between(profiles, profiles, noise, shares, functions)
    own = np.stack([over.sum(axis=-1), under.sum(axis=-1)])
    theirs = np.stack(
        [
            among.sum(axis=-1)[..., None, :] + under,
            among.sum(axis=-2)[..., None, :] + over,
        ]
    )
    return own / others, theirs / others


def _above(mine: FloatArray, limits: FloatArray, *, closed: bool) -> IntArray:
    """Return above how many limits (n, A, L) flows (n, A) lie; of closed ones also at how many."""
    lead = mine[..., None] - limits
    above = lead >= -TIE_TOLERANCE if closed else lead > TIE_TOLERANCE
    return np.asarray(above.sum(axis=-1, dtype=np.intp))


def _categories(
    given: Sequence[str] | None, profiles: int, kind: Kind | None
) -> tuple[Kind, tuple[str, ...]]:
    """Return what the profiles are, and the labels of the categories, worst first."""
    labels = None if given is None else _checks.names("categories", given)
    if kind is None:
        kind = "limiting" if labels and len(labels) == profiles - 1 else "between"
    _checks.one_of("kind", kind, tuple(_MORE))
    count = profiles + _MORE[kind]
    if count < 1:
        raise InvalidInputError(f"limiting profiles must be at least 2; got {profiles}")
    if labels is not None and len(labels) != count:
        raise InvalidInputError(
            f"need {count} categories for {profiles} profiles that are {kind!r}, worst first;"
            f" got {list(labels)}"
        )
    return kind, numbered(count) if labels is None else labels


def _refuse_beyond(table: DecisionTable, gains: FloatArray, limits: FloatArray) -> None:
    """Refuse performances beyond the outermost limits of all categories."""
    noise = TIE_TOLERANCE * np.abs(limits).max(axis=-2, keepdims=True)
    worst, best = limits[..., :1, :], limits[..., -1:, :]
    beyond = (gains < worst - noise) | (gains > best + noise)
    refuse_cells(
        table._with(np.broadcast_to(table.values, beyond.shape)),
        beyond,
        "within the outermost profiles",
        "; kind='between' takes limits between categories alone",
    )
