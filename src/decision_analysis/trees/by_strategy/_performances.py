"""Statistics of every strategy on every attribute: means of all attributes together."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis._limits import TREE_BLOCK
from decision_analysis.core import Criterion
from decision_analysis.trees.arrays import TreeArrays, along
from decision_analysis.trees.by_strategy._statistics_by_strategy import (
    Asked,
    by_strategy,
    mean_by_strategy,
)


@np.errstate(over="ignore", invalid="ignore")  # the table refuses what is not finite
def performances(
    tree: TreeArrays, criteria: Sequence[Criterion], wanted: Sequence[Asked], count: int
) -> FloatArray:
    """Return a statistic of the total on each criterion, (..., strategies, criteria).

    `wanted` has the statistic of each of the criteria, `count` is the number of strategies. For
    means alone the tree may be folded.
    """
    shape = tree.sample_shape
    amounts = [tree._payoffs[c.name if tree.attributes else "payoff"] for c in criteria]
    values = np.empty((*shape, count, len(criteria)))
    means = [j for j, (word, _) in enumerate(wanted) if word == "mean"]
    # all means in one pass, where arrays over the nodes stay small
    small = len(tree) * math.prod(shape) * len(means) <= TREE_BLOCK
    joined = means if small and len(means) > 1 else []
    if joined:
        # the criteria stand between nodes and samples
        wide = np.empty((len(tree), len(joined), *shape))
        for place, j in enumerate(joined):
            wide[:, place] = along(amounts[j], 1 + len(shape))
        found = np.broadcast_to(mean_by_strategy(tree, wide), (count, *wide.shape[1:]))
        values[..., joined] = np.moveaxis(found, (0, 1), (-2, -1))
    # one column after the other; strategies lead there, and follow the samples in a table
    for j in [j for j in range(len(criteria)) if j not in joined]:
        column = by_strategy(tree, amounts[j], criteria[j].goal, wanted[j], count)
        column = along(column, 1 + len(shape))
        values[..., j] = np.moveaxis(np.broadcast_to(column, (count, *shape)), 0, -1)
    return values
