"""The data frame of a rollback: a row for each decision that the policy can meet, in each sample."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from decision_analysis._arrays import BoolArray
from decision_analysis.core._index import sample_names
from decision_analysis.trees.flat._folded import FoldedArrays
from decision_analysis.trees.flat._levels import DECISION
from decision_analysis.trees.plans._strategies import Words
from decision_analysis.trees.rolling._roll import UNDECIDED

if TYPE_CHECKING:
    import pandas

    from decision_analysis.trees.rolling._rolled import RollbackResult


def frame(pd: Any, result: RollbackResult) -> pandas.DataFrame:
    """Return the option and the value of each decision that the policy can meet, or the value of a tree without any.

    The index is the path, below a level for each sample axis. A sample has no row for a decision that its policy rules
    out. What was paid before a decision, and what is still to come, has columns where anything was paid.
    """
    tree, shape, words = result.tree, result.sample_shape, Words(result.tree)
    met: list[BoolArray] = []
    after: list[str] = []
    columns: dict[str, list[Any]] = {name: [] for name in ("decision", "option", "to date", "to go", "value")}
    for walk, where in _met(result):
        node = walk[-1]
        decides = bool(tree.kind[node] == DECISION)
        options = np.array(result._labels(node) if decides else [""], dtype=object)
        met.append(np.broadcast_to(where, shape))
        after.append(words.after(walk[1:], len(walk) - 1))
        columns["decision"].append(np.array(tree._name(node) if decides else "", dtype=object))
        columns["option"].append(options[result._option(node) if decides else 0])
        columns["to date"].append(result.sign * result._paid(walk[:-1]) + 0.0)
        columns["to go"].append(result.sign * result.node_expected[..., node] + 0.0)
        columns["value"].append(result.sign * result._equivalent(walk) + 0.0)
    *samples, row = np.nonzero(np.stack(met, axis=-1))
    flat = {
        name: np.stack([np.broadcast_to(entry, shape) for entry in entries], axis=-1)[(*samples, row)]
        for name, entries in columns.items()
    }
    if not flat["to date"].any():
        del flat["to date"], flat["to go"]
    if result.utility is not None:
        flat["certainty equivalent"] = flat.pop("value")
    index = pd.Index([after[i] for i in row], name="after")
    if shape:
        index = pd.MultiIndex.from_arrays([*samples, index], names=[*sample_names(shape), "after"])
    return pd.DataFrame(flat, index=index)  # type: ignore[no-any-return]


def _met(result: RollbackResult) -> Iterator[tuple[list[int], BoolArray]]:
    """Yield the nodes on the path to each decision that the policy can meet, and in which samples (...) it does."""
    tree, plan = result.tree, result._plan()
    met = plan != UNDECIDED
    if not len(plan):
        yield [0], np.array(True)
    elif isinstance(tree, FoldedArrays):
        yield from ((walk, np.array(True)) for walk in result._walks(plan))
    else:
        for row in np.flatnonzero(met.reshape(len(met), -1).any(axis=1)):
            yield tree._ancestors(int(tree._decisions[row])), met[row]
