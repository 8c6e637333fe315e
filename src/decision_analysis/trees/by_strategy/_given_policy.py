"""A policy as users write it, a label or a mapping by path, as the option at each decision."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import IntArray
from decision_analysis._limits import MOST_STRATEGIES_COMPARED
from decision_analysis.errors import InvalidInputError
from decision_analysis.trees.arrays import TreeArrays, no_such_path, walk, write
from decision_analysis.trees.by_strategy._enumeration import count_strategies
from decision_analysis.trees.by_strategy._strategies import Strategy, strategies
from decision_analysis.trees.by_strategy._strategy_labels import match
from decision_analysis.trees.nodes import DECISION, shown
from decision_analysis.trees.passes import UNDECIDED, reached


def resolve(tree: TreeArrays, policy: Any) -> IntArray:
    """Return the options (decisions,) that a label or a mapping by path fixes, -1 for open ones.

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
    # the options fixed so far say which decisions can be met at all
    met = tree._decisions[reached(tree, chosen)[tree._decisions] & (chosen == UNDECIDED)]
    if len(met):
        listed = "; ".join(tree._place(int(node)) for node in met[:10])
        raise InvalidInputError(
            f"the policy must have an option for each decision it can meet; missing {listed}"
        )
    return chosen


def _labelled(tree: TreeArrays, label: str) -> IntArray:
    # a label may name the decisions that the strategy can meet, or all of the tree
    for merge in (True, False):
        chosen = match(tree, label, merge=merge)
        if chosen is not None:
            return chosen
    count, size = count_strategies(tree)
    if count is not None and count <= MOST_STRATEGIES_COMPARED:
        _checks.known("strategy", label, strategies(tree).labels)
    raise InvalidInputError(
        f"unknown strategy {label!r}; strategies() lists the {size} that there are"
    )
