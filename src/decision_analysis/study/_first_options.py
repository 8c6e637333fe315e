"""`FirstOptions`: what the options of a tree's first decision are worth, a model for analyses."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any, Literal

import numpy as np

from decision_analysis import trees
from decision_analysis._limits import TREE_BLOCK
from decision_analysis.core import Criterion, DecisionTable

ALONE = "the tree"
"""The only alternative of a tree that begins with chance."""


@dataclasses.dataclass(frozen=True)
class FirstOptions:
    """From numbers of a tree to the worth of each option of its first decision.

    After each option the best policy is followed.

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
        parts, labels = [], (ALONE,)
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
        worth = [np.asarray(rolled.values[(option,)]) for option in root.options]
        return tuple(map(str, root.options)), np.stack(np.broadcast_arrays(*worth), axis=-1)
