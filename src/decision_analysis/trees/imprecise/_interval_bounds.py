"""Bounds on probabilities as users write them, checked and laid out over a tree."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from decision_analysis import _checks, _labelled
from decision_analysis._arrays import FloatArray
from decision_analysis._limits import PROBABILITY_TOLERANCE
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError, InvalidModelError
from decision_analysis.trees.arrays import Path, TreeArrays, join, write
from decision_analysis.trees.imprecise._credal import reachable
from decision_analysis.trees.imprecise._named_nodes import nodes_of

Interval = tuple[float, float]


def lay_out(tree: TreeArrays, bounds: Any) -> tuple[FloatArray, FloatArray, list[int]]:
    """Return the reachable bounds (N,) of all probabilities, and the chance nodes given some.

    Raises
    ------
    InvalidModelError
        If no distribution lies within the bounds of a node; all such nodes are listed.
    """
    low, high = tree._probability.copy(), tree._probability.copy()
    asked: Mapping[Any, Any] = _labelled.entries("bounds", bounds)
    problems: dict[str, None] = {}
    bounded: set[int] = set()
    # names first, so that a path, which is of one node, goes before its name
    for name_or_path, given in sorted(asked.items(), key=lambda item: isinstance(item[0], tuple)):
        written = shown(join(name_or_path) if isinstance(name_or_path, tuple) else name_or_path)
        what = f"bounds of {written}"
        nodes = nodes_of("bounds", tree, name_or_path)
        pairs: Mapping[Any, Any] = _labelled.entries(what, given)
        intervals = {label: _interval(what, label, pair) for label, pair in pairs.items()}
        for node in map(int, nodes):
            children = tree._children(node)
            labels = [tree._label(child) for child in children]
            for label in intervals:
                _checks.known(
                    f"outcome of chance {tree._name(node)!r} {write(tree.path(node))}",
                    label,
                    labels,
                )
            block = slice(children.start, children.stop)
            # outcomes that are not named may have what the others leave
            ends = np.array([intervals.get(label, (0.0, 1.0)) for label in labels])
            problem = _empty(written, labels, ends)
            if problem is not None:
                problems[problem] = None
                continue
            low[block], high[block] = reachable(ends[:, 0], ends[:, 1])
            bounded.add(node)
    if problems:
        raise InvalidModelError(list(problems))
    return low, high, sorted(bounded)


def written_out(
    tree: TreeArrays, nodes: list[int], low: FloatArray, high: FloatArray
) -> Mapping[Path, Any]:
    """Return the bounds by path to each of the chance nodes, as {outcome: (low, high)}."""
    return {
        tree.path(node): {
            tree._label(c): (float(low[c]) + 0.0, float(high[c]) + 0.0)
            for c in tree._children(node)
        }
        for node in nodes
    }


def _interval(what: str, label: object, given: object) -> Interval:
    ends = _checks.pair(f"{what}: {shown(label)}", given)
    low, high = (
        _checks.number(f"{what}: {end} of {shown(label)}", value, low=0, high=1)
        for end, value in zip(("low", "high"), ends, strict=True)
    )
    if low > high:
        raise InvalidInputError(
            f"{what}: low must not exceed high; got {low:g} and {high:g} for {shown(label)}"
        )
    return low, high


def _empty(written: str, labels: list[str], ends: FloatArray) -> str | None:
    """Say that no distribution lies within bounds."""
    least, most = ends.sum(axis=0)
    if least > 1 + PROBABILITY_TOLERANCE:
        column, total, must = 0, least, f"low bounds of {written} must not exceed 1 in sum"
    elif most < 1 - PROBABILITY_TOLERANCE:
        column, total, must = 1, most, f"high bounds of {written} must reach 1 in sum"
    else:
        return None
    pairs = zip(labels, ends[:, column], strict=True)
    listed = ", ".join(f"{label!r} {end:.10g}" for label, end in pairs)
    return f"{must}; got {total:.10g} ({listed})"
