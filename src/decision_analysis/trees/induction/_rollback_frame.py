"""The data frame of a rollback: a row for each decision that its policy can meet, by sample."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from decision_analysis._arrays import BoolArray
from decision_analysis.core.parts import long_frame, words
from decision_analysis.trees.arrays import FoldedArrays
from decision_analysis.trees.by_strategy import Words
from decision_analysis.trees.nodes import DECISION, TERMINAL
from decision_analysis.trees.passes import UNDECIDED

if TYPE_CHECKING:
    import pandas

    from decision_analysis.trees.induction._rollback_result import RollbackResult


def frame(pd: Any, result: RollbackResult) -> pandas.DataFrame:
    """Return the option and the value of each decision that the policy can meet.

    The index is the path, below a level for each sample axis. A sample has no row for a decision
    that its policy rules out; a tree without decisions has a row for the root. What was paid before
    a decision, and what is still to come, has columns where anything is paid before the ends.
    """
    tree, paths = result.tree, Words(result.tree)
    worth = "value" if result.utility is None else "certainty equivalent"
    met: list[BoolArray] = []
    after: list[str] = []
    columns: dict[str, list[Any]] = {
        name: [] for name in ("decision", "option", "to date", "to go", worth)
    }
    for walk, there in _met(result):
        node = walk[-1]
        decides = bool(tree.kind[node] == DECISION)
        met.append(there)
        after.append(paths.after(walk[1:], len(walk) - 1))
        columns["decision"].append(tree._name(node) if decides else "")
        columns["option"].append(
            words(result._labels(node))[result._option(node)] if decides else ""
        )
        columns["to date"].append(result.sign * result._paid(walk[:-1]) + 0.0)
        columns["to go"].append(result.sign * result.node_expected[..., node] + 0.0)
        columns[worth].append(result.sign * result._equivalent(walk) + 0.0)
    found = long_frame(pd, result.sample_shape, "after", after, columns, met)
    paid_underway = result.node_payoffs[..., tree.kind != TERMINAL].any()
    return found if paid_underway else found.drop(columns=["to date", "to go"])


def _met(result: RollbackResult) -> Iterator[tuple[list[int], BoolArray]]:
    """Yield the path to each decision that the policy can meet, and in which samples (...) it
    does."""
    tree, plan = result.tree, result._plan()
    met = plan != UNDECIDED
    if not len(plan):
        yield [0], np.array(True)
    elif isinstance(tree, FoldedArrays):
        yield from ((walk, np.array(True)) for walk in result._walks(plan))
    else:
        for row in np.flatnonzero(met.reshape(len(met), -1).any(axis=1)):
            yield tree._ancestors(int(tree._decisions[row])), met[row]
