"""SRMP: alternatives ranked by comparing each with one reference profile after another."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import BoolArray, FloatArray, IntArray, competition_ranks, settled
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Scores, Weights, axes
from decision_analysis.core.parts import remembered
from decision_analysis.errors import InvalidInputError
from decision_analysis.mcda._blocks import in_blocks, noise_of
from decision_analysis.mcda._door import door, sample_shape
from decision_analysis.mcda._same_criteria import with_same_criteria


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class SrmpResult(Scores):
    """Classes of the ranking in `scores`, 1 for the last, and the coalitions that rank.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria
        As in `Result`.
    scores : ndarray of float, shape (..., A)
        Class of each alternative, counted through from the worst.
    higher_is_better : bool
        Always True.
    profiles : tuple of str
        Labels of the profiles, in the order in which they are gone through.
    concordance : ndarray of float, shape (..., A, P)
        Weight of the criteria on which the alternative is at least as good as the profile.
    decided : ndarray of int, shape (..., A)
        How many profiles have to be gone through until the alternative is told from all others; 0
        where it ties with one on all of them.
    """

    profiles: tuple[str, ...]
    concordance: FloatArray = axes("AP")
    decided: IntArray = axes("A")


@cites("rolland_2008", "zheng_2012")
@named
@remembered
def srmp(
    table: DecisionTable,
    weights: Weights,
    *,
    profiles: DecisionTable,
    order: Sequence[str] | None = None,
) -> SrmpResult:
    """Rank alternatives by how much weight meets a reference profile, then the next profile.

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C) in the criteria's own units.
    weights : mapping, WeightsResult or array_like, shape (..., C)
        Importance of the criteria; only ratios matter.
    profiles : DecisionTable
        Performances (..., P, C) of the reference profiles on the same criteria in any order; of any
        two, one is nowhere worse.
    order : sequence of str, optional
        Labels of all profiles in the order in which they are gone through; that of the rows where
        None.

    Returns
    -------
    SrmpResult
        Scores from 1, the last class, up; higher is better, and those who tie on every profile have
        the same.

    Raises
    ------
    InvalidInputError
        If weights or sample axes do not fit, the profiles have other criteria or goals or each is
        better than another somewhere, or the order does not name each profile once.

    See Also
    --------
    learn_srmp : Profiles, their order and weights from comparisons of pairs.

    Notes
    -----
    a is preferred to b where at the first profile that parts them the criteria on which a reaches
    it weigh more. An alternative that is neither better nor worse than another at any profile ties
    with it, however much they differ between profiles. Unlike pairwise majorities this is
    transitive, and alternatives that are added or left out do not turn others round. Performances
    that differ from a profile by at most 1e-12 of the criterion's largest absolute one reach it;
    coalitions weigh the same by the rule of ties of `Scores`. O(A P C + P A log A) per sample.

    Examples
    --------
    Three of the students of the CRAN package MCDA, whose second profile counts most:

    >>> from decision_analysis import DecisionTable, mcda
    >>> names = ["c1", "c2", "c3"]
    >>> students = DecisionTable(
    ...     [[10, 10, 9], [9, 9, 17], [7, 17, 10]], names, ["a1", "a10", "a16"]
    ... )
    >>> profiles = DecisionTable([[5] * 3, [10] * 3, [15] * 3], names, ["p1", "p2", "p3"])
    >>> mcda.srmp(students, [0.2, 0.44, 0.36], profiles=profiles, order=["p2", "p1", "p3"]).order
    ('a16', 'a1', 'a10')
    """
    asked = door(table, weights)
    matched = with_same_criteria(table, profiles)
    if order is not None:
        labels = _checks.names("order", order)
        _checks.same_names("order must name each profile", labels, matched.alternatives)
        matched = matched.select(alternatives=labels)
    limits = _chain(matched)
    shape = sample_shape(
        table=table.sample_shape,
        profiles=matched.sample_shape,
        weights=asked.weights.shape[:-1],
    )
    size, count = (len(table.alternatives), len(matched.alternatives)), math.prod(shape)
    concordance = np.empty((count, *size))
    classes, decided = (np.empty((count, size[0]), dtype=np.intp) for _ in range(2))
    sources = (asked.gains, 2), (limits, 2), (asked.weights, 1)
    for block, (x, b, w) in in_blocks(shape, math.prod(size), *sources):
        noise = np.maximum(noise_of(x), noise_of(b))
        total = np.zeros((len(range(count)[block]), *size))
        for j in range(x.shape[-1]):
            # c(a, p): the sum of w_j over x_j(a) >= p_j
            meets = x[:, :, None, j] >= b[:, None, :, j] - noise[..., j, None]
            total += w[:, j, None, None] * meets
        concordance[block] = total
        classes[block], decided[block] = _lexicographic(total)
    return SrmpResult(
        method="SRMP",
        parameters=asked.recorded(profiles=matched),
        references=cited("rolland_2008", "zheng_2012"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        scores=classes.reshape(*shape, size[0]).astype(np.float64),
        profiles=matched.alternatives,
        concordance=concordance.reshape(*shape, *size),
        decided=decided.reshape(*shape, size[0]),
    )


def _chain(profiles: DecisionTable) -> FloatArray:
    """Return the oriented profiles (..., P, C), of any two of which one is nowhere worse."""
    values = np.where(profiles.maximize, profiles.values, -profiles.values)
    even = settled(values, -2)
    size = len(profiles.alternatives)
    for first in range(size):
        for second in range(first + 1, size):
            gaps = even[..., first, :] - even[..., second, :]
            crossing = (gaps > 0).any(axis=-1) & (gaps < 0).any(axis=-1)
            if crossing.any():
                one, other = profiles.alternatives[first], profiles.alternatives[second]
                at = _checks.at(np.argwhere(crossing)[0].tolist())
                raise InvalidInputError(
                    f"of any two profiles one must dominate the other; {one!r} and {other!r} are"
                    f" each better somewhere{at}"
                )
    return values


def _lexicographic(concordance: FloatArray) -> tuple[IntArray, IntArray]:
    """Return classes (n, A) from 1, the worst, and by how many profiles each is told apart."""
    count, size, profiles = concordance.shape
    classes = np.ones((count, size), dtype=np.intp)
    decided = np.zeros((count, size), dtype=np.intp)
    for place in range(profiles):
        # ranks of this profile part only those whom the profiles before have left together
        ranks = competition_ranks(concordance[..., place], higher_is_better=False)
        classes, alone = _numbered(classes * (size + 1) + ranks)
        decided[alone & (decided == 0)] = place + 1
    return classes, decided


def _numbered(keys: IntArray) -> tuple[IntArray, BoolArray]:
    """Return the keys (n, A) numbered through from 1, equal ones alike, and which have no equal."""
    order = np.argsort(keys, axis=-1, kind="stable")
    ordered = np.take_along_axis(keys, order, axis=-1)
    steps = np.ones((len(keys), keys.shape[1] + 1), dtype=bool)
    steps[:, 1:-1] = ordered[:, 1:] != ordered[:, :-1]
    numbers, alone = np.empty(keys.shape, dtype=np.intp), np.empty(keys.shape, dtype=bool)
    np.put_along_axis(numbers, order, np.cumsum(steps[:, :-1], axis=-1), axis=-1)
    # one that differs from both neighbors
    np.put_along_axis(alone, order, steps[:, :-1] & steps[:, 1:], axis=-1)
    return numbers, alone
