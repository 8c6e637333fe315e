"""What must hold between the nodes of a tree: every fault is listed with its path."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from decision_analysis._arrays import BoolArray, IntArray
from decision_analysis.trees.arrays._as_given import LISTED
from decision_analysis.trees.arrays._paths import Path, write
from decision_analysis.trees.arrays._tree_arrays import TreeArrays
from decision_analysis.trees.nodes import OPEN, TERMINAL, Payoff


def open_problems(tree: TreeArrays) -> list[str]:
    """Say which ends lead on to a stage."""
    ends = np.flatnonzero(tree.kind == OPEN)
    return _listed(
        [
            f"the tree goes on at a stage, {write(tree.path(int(i)))}: recur() solves stages, and"
            " unroll() writes a number of cycles out"
            for i in ends[: LISTED + 1]
        ],
        len(ends),
    )


def attribute_problems(tree: TreeArrays, payoffs: list[Payoff | None]) -> list[str]:
    """Say where bare numbers stand beside mappings, and on which paths an attribute of the tree
    does not occur."""
    bare = [i for i, p in enumerate(payoffs) if p is not None and not isinstance(p, Mapping)]
    mapped = [i for i, p in enumerate(payoffs) if isinstance(p, Mapping)]
    if bare:
        example = payoffs[mapped[0]]
        assert isinstance(example, Mapping)
        return _listed(
            [
                f"payoff {write(tree.path(i))} must be a mapping by attribute, as the one "
                f"{write(tree.path(mapped[0]))} names {list(example)}; got a bare number"
                for i in bare[: LISTED + 1]
            ],
            len(bare),
        )
    problems: list[str] = []
    total = 0
    for attribute in dict.fromkeys(name for i in mapped for name in payoffs[i]):  # type: ignore[union-attr]
        occurs, through = _occurs(tree, payoffs, attribute)
        missing = np.flatnonzero(~occurs & (tree.kind == TERMINAL))
        total += len(missing)
        problems += [
            f"attribute {attribute!r} must be on some node of every path (write 0); "
            f"the path that ends {write(_lacking(tree, int(i), through))} lacks it"
            for i in missing[: LISTED + 1]
        ]
    return _listed(problems, total)


def sample_problems(tree: TreeArrays, columns: Mapping[str, list[Any]]) -> list[str]:
    """Say which samples do not broadcast together, with the first node of each shape."""
    first: dict[tuple[int, ...], str] = {}
    for name, entries in columns.items():
        for i, entry in enumerate(entries):
            if isinstance(entry, np.ndarray) and entry.shape not in first:
                what = name if name in ("probability", "payoff") else f"payoff of {name!r}"
                first[entry.shape] = f"{what} {write(tree.path(i))} has {entry.shape}"
    try:
        np.broadcast_shapes(*first)
    except ValueError:
        return [f"samples must broadcast together; {', '.join(first.values())}"]
    return []


def _occurs(
    tree: TreeArrays, payoffs: list[Payoff | None], attribute: str
) -> tuple[BoolArray, IntArray]:
    """Say for each node whether the attribute is on it or before it, on every path there.

    The second array names the position, of those that are one node of a folded tree, that some path
    without it takes.
    """
    on = np.array([isinstance(p, Mapping) and attribute in p for p in payoffs])
    through = np.arange(len(tree))
    for level in tree._levels:
        if level.twins is not None:
            others, nodes = level.twins
            lacking = ~on[others]
            through[nodes[lacking]] = others[lacking]
            on[nodes[lacking]] = False
        on[level.children] |= level.spread(on)
    return on, through


def _lacking(tree: TreeArrays, node: int, through: IntArray) -> Path:
    labels = []
    while node:
        labels.append(tree._label(node))
        node = int(through[tree._parent(node)])
    return tuple(reversed(labels))


def _listed(problems: list[str], total: int) -> list[str]:
    return problems if total <= LISTED else [*problems[:LISTED], f"and {total - LISTED} more"]
