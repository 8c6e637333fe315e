"""AHP for whole hierarchies: comparisons at every node, and their synthesis at the bottom."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, Literal

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._cited import cited, cites
from decision_analysis._limits import RECIPROCAL_TOLERANCE
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.core import WeightsResult, axes
from decision_analysis.errors import InvalidInputError
from decision_analysis.weights.elicited._ahp import prioritized
from decision_analysis.weights.elicited._random_index import RandomIndex


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class AhpHierarchyResult(WeightsResult):
    """Priorities of what is at the bottom of a hierarchy, and of its nodes.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, weights : as in WeightsResult
        Inherited; `criteria` are the elements at the bottom, which may be alternatives.
    nodes : tuple of str
        The nodes, each after those above it.
    of_nodes : ndarray of float, shape (..., N)
        The priority of each node in the whole, 1 for the first.
    local : mapping of str to WeightsResult
        For each node the priorities of what is below it, as they were given or as from `ahp`.
    """

    nodes: tuple[str, ...] = ()
    of_nodes: FloatArray = axes("N")
    local: Mapping[str, WeightsResult] = dataclasses.field(default_factory=dict)


@cites("saaty_1990", "millet_saaty_2000", "belton_gear_1983")
@named
def ahp_hierarchy(
    comparisons: Mapping[str, Any],
    *,
    synthesis: Literal["distributive", "ideal"] = "distributive",
    prioritization: Literal["eigenvector", "geometric_mean", "column_mean"] = "eigenvector",
    random_index: RandomIndex = "saaty",
) -> AhpHierarchyResult:
    """Return priorities at the bottom of a hierarchy of any depth, from comparisons at every node.

    Parameters
    ----------
    comparisons : mapping of str to comparisons or WeightsResult
        For each node the comparisons of what is directly below it, with names, in any form that
        `ahp` takes: {"car": {("price", "space"): 3}, "price": {("a", "b"): 2}, "space": ...}. What
        is compared somewhere and has no comparisons of its own is at the bottom: criteria, or
        alternatives where the same names are below several nodes. Priorities that are known
        already may stand in place of comparisons. Leading axes are respondents or samples.
    synthesis : {'distributive', 'ideal'}
        How priorities of alternatives are added up over the nodes directly above them: as they are,
        or each over the largest below the same node, so that the best has 1. A copy of an
        alternative cannot change the order of others in the second.
    prioritization, random_index : as in `ahp`
        How priorities and consistency ratios are found at every node.

    Returns
    -------
    AhpHierarchyResult
        Priorities (..., C) at the bottom, which sum to 1, those of the nodes, and the results of
        `ahp` at each node.

    Raises
    ------
    InvalidInputError
        If comparisons are refused by `ahp` or have no names, if no node or several are at the top,
        nodes lie below themselves, nodes have different alternatives below them, or 'ideal' is
        asked for where there are no alternatives.

    Warns
    -----
    InconsistentJudgementsWarning
        If a consistency ratio is above 0.1, at each such node.

    Notes
    -----
    The priority of a node is the sum over the nodes above it of theirs times its own among those
    beside it. With 'ideal' the sums are rescaled in the end.

    Examples
    --------
    >>> from decision_analysis import weights
    >>> cars = {
    ...     "car": {("price", "comfort"): 3},
    ...     "comfort": {("seats", "noise"): 2},
    ...     "price": {("small", "large"): 4},
    ...     "seats": {("large", "small"): 5},
    ...     "noise": {("large", "small"): 1},
    ... }
    >>> weights.ahp_hierarchy(cars).as_dict()
    {'small': 0.669..., 'large': 0.330...}
    >>> weights.ahp_hierarchy(cars, synthesis="ideal").as_dict()
    {'small': 0.664..., 'large': 0.335...}
    """
    _checks.one_of("synthesis", synthesis, ("distributive", "ideal"))
    names = _checks.keys("comparisons", _checks.mapping("comparisons", comparisons))
    local = {
        node: _local(node, given, prioritization, random_index)
        for node, given in zip(names, comparisons.values(), strict=True)
    }
    below = {node: tuple(result.criteria or ()) for node, result in local.items()}
    order = _from_the_top(below)
    covering = _above_alternatives(below)
    if synthesis == "ideal" and not covering:
        raise InvalidInputError(
            "synthesis 'ideal' needs alternatives, the same names below several of"
            f" {_checks.listed(names)}"
        )
    # the priority of each node, and what it hands on to each of those below it
    reached: dict[str, Any] = {order[0]: np.ones(())}
    for node in order:
        share = local[node].weights
        if synthesis == "ideal" and node in covering:
            share = share / share.max(axis=-1, keepdims=True)
        for place, name in enumerate(below[node]):
            reached[name] = reached.get(name, 0.0) + _times(node, reached[node], share[..., place])
    bottom = tuple(name for name in reached if name not in local)
    priorities = np.stack(np.broadcast_arrays(*(reached[name] for name in bottom)), axis=-1)
    of_nodes = np.stack(np.broadcast_arrays(*(reached[node] for node in order)), axis=-1)
    return AhpHierarchyResult(
        method="AHP, hierarchy",
        parameters={"synthesis": synthesis, "prioritization": prioritization},
        references=cited("saaty_1990", *(["millet_saaty_2000"] if synthesis == "ideal" else [])),
        weights=priorities / priorities.sum(axis=-1, keepdims=True),
        criteria=bottom,
        nodes=tuple(order),
        of_nodes=np.broadcast_to(of_nodes, (*priorities.shape[:-1], len(order))).copy(),
        local={node: local[node] for node in order},
    )


def _local(node: str, given: Any, prioritization: str, random_index: RandomIndex) -> WeightsResult:
    """Return the priorities of what is directly below a node."""
    if isinstance(given, WeightsResult):
        result = given
    else:
        try:
            result = prioritized(
                given,
                names=None,
                prioritization=prioritization,
                random_index=random_index,
                tolerance=RECIPROCAL_TOLERANCE,
                of=f" at {node!r}",
            )
        except InvalidInputError as error:
            raise InvalidInputError(f"at {node!r}: {error.message}") from error
    if result.criteria is None:
        raise InvalidInputError(
            f"comparisons at {node!r} must have names: give pairs, a data frame, or ahp(...) of"
            " them with names"
        )
    return result


def _from_the_top(below: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return the nodes, each after all those above it."""
    above = dict.fromkeys(below, 0)
    for children in below.values():
        for name in children:
            if name in above:
                above[name] += 1
    tops = [name for name, count in above.items() if not count]
    if len(tops) > 1:
        raise InvalidInputError(
            f"comparisons must have one node at the top, below no other; got {_checks.listed(tops)}"
        )
    order = list(tops)
    for node in order:
        for name in below[node]:
            if name in above:
                above[name] -= 1
                if not above[name]:
                    order.append(name)
    if len(order) < len(below):
        around = [name for name in below if name not in order]
        raise InvalidInputError(
            f"comparisons must not have nodes below themselves; got {_checks.listed(around)}: for"
            " feedback take anp()"
        )
    return order


def _above_alternatives(below: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Return the nodes directly above alternatives; none where each end has one node above it."""
    ends = {
        node: frozenset(name for name in children if name not in below)
        for node, children in below.items()
    }
    with_ends = [node for node in ends if ends[node]]
    several = len(with_ends) > 1 and sum(len(ends[node]) for node in with_ends) > len(
        frozenset().union(*ends.values())
    )
    if not several:
        return set()
    first = with_ends[0]
    for node in with_ends:
        if ends[node] != ends[first] or len(ends[node]) < len(below[node]):
            raise InvalidInputError(
                f"comparisons at {first!r} and {node!r} must be of the same alternatives; got"
                f" {shown(sorted(below[first]))} and {shown(sorted(below[node]))}"
            )
    return set(with_ends)


def _times(node: str, priority: FloatArray, share: FloatArray) -> FloatArray:
    try:
        return np.asarray(priority * share)
    except ValueError:
        raise InvalidInputError(
            f"samples at {node!r} must fit those above; got shapes {priority.shape} and"
            f" {share.shape}"
        ) from None
