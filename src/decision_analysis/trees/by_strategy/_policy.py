"""Policies as users write them - labels, mappings, or the best fixed one - by decision."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis._limits import MOST_STRATEGIES_COMPARED
from decision_analysis.errors import InvalidInputError
from decision_analysis.trees.arrays import TreeArrays, along, best, no_such_path, pick, walk, write
from decision_analysis.trees.by_strategy._choices import number
from decision_analysis.trees.by_strategy._strategies import Strategy, strategies
from decision_analysis.trees.by_strategy._strategy_names import match
from decision_analysis.trees.nodes import DECISION, shown
from decision_analysis.trees.passes import (
    UNDECIDED,
    Preference,
    reach,
    reached,
    start,
    totals,
    worth,
)


def resolve(tree: TreeArrays, policy: Any) -> IntArray:
    """Return the options (decisions,) that a label or a mapping by path fixes, -1 for those that it
    leaves open.

    Every decision that the policy can meet must have an option.
    """
    if isinstance(policy, str):
        return _labelled(tree, policy)
    if isinstance(policy, Strategy) and policy._fits(tree):
        return policy._chosen
    if not isinstance(policy, Mapping):
        raise InvalidInputError(
            "a policy must be a label of strategies() or a mapping from paths to options;"
            f" got {shown(policy)}"
        )
    chosen = np.full(len(tree._decisions), UNDECIDED, dtype=np.intp)
    for path, option in policy.items():
        walked = walk(tree, path)
        if walked is None:
            raise InvalidInputError(
                f"the policy names a path that is not in the tree, {shown(path)};"
                f" {no_such_path(tree, path)}"
            )
        node = int(walked[-1])
        if tree.kind[node] != DECISION:
            raise InvalidInputError(f"the policy names a node that is no decision, {write(path)}")
        options = [tree._label(child) for child in tree._children(node)]
        _checks.known(f"option of {tree._place(node)}", option, options)
        chosen[np.searchsorted(tree._decisions, node)] = options.index(option)
    met = tree._decisions[reached(tree, chosen)[tree._decisions] & (chosen == UNDECIDED)]
    if len(met):
        listed = "; ".join(tree._place(int(node)) for node in met[:10])
        raise InvalidInputError(
            f"the policy must have an option for each decision it can meet; missing {listed}"
        )
    return chosen


def _labelled(tree: TreeArrays, label: str) -> IntArray:
    for merge in (True, False):
        chosen = match(tree, label, merge=merge)
        if chosen is not None:
            return chosen
    count, size = number(tree)
    if count is not None and count <= MOST_STRATEGIES_COMPARED:
        _checks.known("strategy", label, strategies(tree).labels)
    raise InvalidInputError(
        f"unknown strategy {label!r}; strategies() lists the {size} that there are"
    )


def best_fixed(tree: TreeArrays, wanted: Preference, tolerance: FloatArray) -> IntArray:
    """Return the options (decisions,) of the one policy that is best over all samples taken as
    equally likely.

    Backward induction with the samples as outcomes of a first, never observed chance event: an
    option is worth its certainty equivalent over the samples, weighed by the probability that the
    decision is reached in each.
    """
    amounts = start(tree, wanted)
    weights = reach(tree)
    ndim = max(amounts.ndim, weights.ndim)
    amounts, weights = along(amounts, ndim), along(weights, ndim)
    shape = np.broadcast_shapes(amounts.shape[1:], weights.shape[1:])
    rolled = np.broadcast_to(amounts, (len(tree), *shape)).copy()
    before = totals(tree, amounts) - amounts if wanted.delta else np.zeros_like(amounts)
    chosen = np.full(len(tree._decisions), UNDECIDED, dtype=np.intp)
    chances = along(tree._probability, ndim)
    for level in reversed(tree._levels):
        if (part := level.chances) is not None:
            rolled[part.nodes] += worth(wanted, part, rolled[part.below], chances[part.below])
        if (part := level.decisions) is not None:
            whole = rolled[part.below] + before[part.below]
            likely = np.broadcast_to(weights[part.below], whole.shape)
            flat, share = whole.reshape(len(whole), -1), likely.reshape(len(whole), -1)
            sums = share.sum(axis=1, keepdims=True)
            share = np.where(sums > 0, share / np.where(sums > 0, sums, 1), 1 / share.shape[1])
            chosen[part.listed] = best(wanted.equivalent(flat, share), tolerance.max(), part)
            rolled[part.nodes] += pick(rolled[part.below], chosen[part.listed], part)
    return chosen
