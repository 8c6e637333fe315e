"""`FirstOptions`: what can be chosen at the beginning of a tree, and its worth: a model."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any, Literal

import numpy as np

from decision_analysis import trees
from decision_analysis._arrays import FloatArray
from decision_analysis._limits import TREE_BLOCK
from decision_analysis.core import Criterion, DecisionTable

ALONE = "the tree"
"""The only alternative of a tree that begins with chance."""
MOST = 64
"""Most choices of several decisions, one right after another, that are told apart."""


@dataclasses.dataclass(frozen=True)
class FirstOptions:
    """From numbers of a tree to the worth of each choice that can be made at once.

    These are the options of the first decision; where one leads to another decision and not to
    chance, those of that one, too: 'decide now: staged'. After each the best policy is followed.

    Parameters
    ----------
    tree : callable
        From {name: array (rows,)} to the root with samples.
    attribute : callable or None
        What totals by criterion are worth; None where payoffs are plain numbers.
    goal : {'max', 'min'}
        Whether the worth is to be large.
    unit : str
        Of the worth.
    cells : int
        How many numbers the tree holds, so that only so many rows are in work at once as memory
        allows.
    """

    tree: Callable[[Mapping[str, Any]], Any]
    attribute: Callable[[Mapping[str, Any]], Any] | None
    goal: Literal["max", "min"]
    unit: str
    cells: int

    def __call__(self, values: Mapping[str, Any]) -> DecisionTable:
        """Return a table (rows, options, 1)."""
        rows = max((np.size(drawn) for drawn in values.values()), default=1)
        at_once = max(1, TREE_BLOCK // max(1, self.cells))
        parts: list[FloatArray] = []
        labels: tuple[str, ...] = (ALONE,)
        for start in range(0, rows, at_once):
            held = {name: drawn[start : start + at_once] for name, drawn in values.items()}
            labels, worth = self._worth(self.tree(held))
            shape = (min(at_once, rows - start), len(labels))
            parts.append(np.broadcast_to(worth, shape))
        found = np.concatenate(parts)[..., None]
        return DecisionTable(found, [Criterion("value", self.goal, self.unit)], labels)

    def _worth(self, root: Any) -> tuple[tuple[str, ...], Any]:
        rolled = trees.rollback(root, attribute=self.attribute, goal=self.goal)
        if not isinstance(root, trees.Decision):
            return (ALONE,), np.asarray(rolled.value)[..., None]
        paths = _paths(root)
        worth = [np.asarray(rolled.values[path]) for path in paths]
        labels = tuple(": ".join(map(str, path)) for path in paths)
        return labels, np.stack(np.broadcast_arrays(*worth), axis=-1)


def _paths(root: trees.Decision) -> list[tuple[str, ...]]:
    """Return the choices before the first chance, or those of the first decision if too many."""
    done: list[tuple[str, ...]] = []
    todo: list[tuple[tuple[str, ...], Any]] = [((), root)]
    while todo:
        path, node = todo.pop()
        if isinstance(node, trees.Decision):
            todo += [
                ((*path, option), then) for option, then in reversed(list(node.options.items()))
            ]
        else:
            done.append(path)
        if len(done) + len(todo) > MOST:
            break
    labels = {": ".join(map(str, path)) for path in done}
    if todo or len(labels) < len(done):
        return [(option,) for option in root.options]
    return done
