"""What must hold between the nodes of a tree: every fault is listed with its path."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from decision_analysis.trees._arrays import TreeArrays
from decision_analysis.trees._inputs import Payoff
from decision_analysis.trees._levels import TERMINAL
from decision_analysis.trees._paths import write
from decision_analysis.trees._written import LISTED


def attribute_problems(tree: TreeArrays, payoffs: list[Payoff | None]) -> list[str]:
    """Say where bare numbers stand beside mappings, and on which paths an attribute of the tree does not occur."""
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
        missing = np.flatnonzero(~_occurs(tree, payoffs, attribute) & (tree.kind == TERMINAL))
        total += len(missing)
        problems += [
            f"attribute {attribute!r} must be on some node of every path (write 0); "
            f"the path that ends {write(tree.path(int(i)))} lacks it"
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


def _occurs(tree: TreeArrays, payoffs: list[Payoff | None], attribute: str) -> np.ndarray:
    """Say for each node whether the attribute is on it or before it."""
    on = np.array([isinstance(p, Mapping) and attribute in p for p in payoffs])
    for level in tree._levels:
        on[level.children] |= level.spread(on)
    return on


def _listed(problems: list[str], total: int) -> list[str]:
    return problems if total <= LISTED else [*problems[:LISTED], f"and {total - LISTED} more"]
