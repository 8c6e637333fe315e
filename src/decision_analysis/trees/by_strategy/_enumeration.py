"""How many strategies a tree has, and which options the one at each position takes."""

from __future__ import annotations

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import BoolArray, FloatArray, IntArray
from decision_analysis._limits import EXACT_INTEGERS
from decision_analysis.errors import InvalidInputError
from decision_analysis.trees.arrays import TreeArrays
from decision_analysis.trees.nodes import DECISION
from decision_analysis.trees.passes import UNDECIDED


def check_number(tree: TreeArrays, max_strategies: object) -> int:
    """Return how many strategies there are; refuse more than allowed before any is made."""
    limit = _checks.integer("max_strategies", max_strategies)
    count, size = count_strategies(tree)
    if count is None or count > limit:
        raise InvalidInputError(
            f"the tree must have at most max_strategies={limit:,} strategies; it has"
            f" {size}: raise max_strategies, leave out options that are out of the question, or use"
            " rollback() or efficient_strategies(), which list none"
        )
    return count


def count_strategies(tree: TreeArrays, *, merge: bool = True) -> tuple[int | None, str]:
    """Return how many strategies there are, None above 2^53, and that number in words."""
    if merge:
        counts, logs = strategies_below(tree), float(log10_below(tree)[0])
        total = float(counts[0])
    else:
        options = tree.n_children[tree._decisions].astype(float)
        logs = float(np.log10(options).sum())
        total = float(np.prod(options)) if logs < 300 else np.inf
    if total <= EXACT_INTEGERS:
        return int(total), f"{int(total):,}"
    return None, f"about 10^{logs:.0f}"


def strategies_below(tree: TreeArrays) -> FloatArray:
    """Return the number of strategies of each subtree (N,); infinity where that overflows."""
    counts = np.ones(len(tree))
    with np.errstate(over="ignore"):
        for level in reversed(tree._levels):
            # the product over outcomes, the sum over options
            if (part := level.chances) is not None:
                counts[part.nodes] = np.multiply.reduceat(counts[part.below], part.starts)
            if (part := level.decisions) is not None:
                counts[part.nodes] = np.add.reduceat(counts[part.below], part.starts)
            if level.twins is not None:
                # the other positions of a shared node have the strategies of the first one
                others, nodes = level.twins
                counts[others] = counts[nodes]
    return counts


def log10_below(tree: TreeArrays) -> FloatArray:
    """Return the decimal logarithm of `strategies_below`, which does not overflow."""
    logs = np.zeros(len(tree))
    for level in reversed(tree._levels):
        if (part := level.chances) is not None:
            logs[part.nodes] = np.add.reduceat(logs[part.below], part.starts)
        if (part := level.decisions) is not None:
            logs[part.nodes] = np.logaddexp.reduceat(logs[part.below], part.starts)
    return np.asarray(logs / np.log(10))


def options_at(tree: TreeArrays, ranks: IntArray, *, merge: bool = True) -> IntArray:
    """Return the options (decisions, strategies) of strategies by position; -1 if ruled out."""
    if not merge:
        return _all_choices(tree, ranks)
    counts, open_ = strategies_below(tree).astype(np.int64), deciding(tree)
    found = np.full((len(tree._decisions), len(ranks)), UNDECIDED, dtype=np.intp)
    stack = [(0, np.arange(len(ranks)), ranks)] if open_[0] else []
    while stack:
        node, members, rank = stack.pop()
        children = np.array(tree._children(node))
        if tree.kind[node] == DECISION:
            # strategies are numbered option after option: the rank says which, and which within
            ends = np.cumsum(counts[children])
            option = np.searchsorted(ends, rank, side="right")
            found[np.searchsorted(tree._decisions, node), members] = option
            for k in np.unique(option):
                if open_[children[k]]:
                    mine = option == k
                    before = ends[k] - counts[children[k]]
                    stack.append((int(children[k]), members[mine], rank[mine] - before))
        else:
            # the ranks within the outcomes are digits of this one, the last outcome's lowest
            for child in children[open_[children]][::-1]:
                rank, own = np.divmod(rank, counts[child])
                stack.append((int(child), members, own))
    return found


def _all_choices(tree: TreeArrays, ranks: IntArray) -> IntArray:
    """Return the same where every decision takes an option: the digits of the rank."""
    options = tree.n_children[tree._decisions]
    found = np.empty((len(options), len(ranks)), dtype=np.intp)
    for row in range(len(options) - 1, -1, -1):
        ranks, found[row] = np.divmod(ranks, options[row])
    return found


def deciding(tree: TreeArrays) -> BoolArray:
    """Say for each node whether it is a decision or has one below it."""
    found: BoolArray = tree.kind == DECISION
    for level in reversed(tree._levels):
        if (part := level.chances) is not None:
            found[part.nodes] = np.logical_or.reduceat(found[part.below], part.starts)
    return found
