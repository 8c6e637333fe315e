"""`tree_figure`: the picture of a study's tree, and what is said where it has none."""

from __future__ import annotations

from functools import partial
from typing import Any

from decision_analysis import plot
from decision_analysis.study.questions._section import Figure
from decision_analysis.trees import Chance, Decision

LEAVES = 60
"""Leaves that are drawn at most; of a tree with more branches at its root, those."""

MOST_BRANCHES = 400
"""Branches of a root that is drawn: a picture 3 meters high, in 2 seconds."""


def tree_figure(
    root: Any, *arguments: Any, caption: str, **options: Any
) -> tuple[tuple[Figure, ...], list[str]]:
    """Return the figure of a tree, or none and a sentence where its root has too many branches."""
    branches = 0
    if isinstance(root, Decision | Chance):
        branches = len(root.options if isinstance(root, Decision) else root.outcomes)
    if branches > MOST_BRANCHES:
        return (), [f"The tree is not drawn: it begins with {branches:,} branches."]
    drawn = partial(
        plot.tree, root, *arguments, depth=4, max_leaves=max(LEAVES, branches), **options
    )
    return (Figure("tree", caption, drawn),), []
