"""A tree as a flat list of records, and back: what is pickled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from decision_analysis.trees.nodes._again import Again
from decision_analysis.trees.nodes._nodes import Chance, Decision, Node, Terminal, post_order


def records(root: Node) -> list[tuple[Any, ...]]:
    """Write a tree as a flat list, children before parents and shared nodes once, so that pickling
    never nests."""
    written: list[tuple[Any, ...]] = []
    position: dict[int, int] = {}
    for node in post_order(root):
        children = [position[id(child)] for child in node.children]
        held = _plain(node._payoff)
        if isinstance(node, Decision):
            written.append(
                ("decision", held, node.name, list(zip(node.options, children, strict=True)))
            )
        elif isinstance(node, Chance):
            given = [(label, p) for label, (p, _) in node.outcomes.items()]
            written.append(("chance", held, node.name, list(zip(given, children, strict=True))))
        elif isinstance(node, Again):
            written.append(("again", held, node.stage, _plain(node.discount)))
        else:
            written.append(("terminal", held))
        position[id(node)] = len(written) - 1
    return written


def restore(written: list[tuple[Any, ...]]) -> Node:
    """Build the tree that records describe."""
    nodes: list[Node] = []
    for kind, held, *rest in written:
        if kind == "decision":
            name, options = rest
            nodes.append(Decision(name, {label: nodes[i] for label, i in options}, held))
        elif kind == "chance":
            name, outcomes = rest
            nodes.append(Chance(name, {label: (p, nodes[i]) for (label, p), i in outcomes}, held))
        elif kind == "again":
            stage, discount = rest
            nodes.append(Again(stage, discount, held))
        else:
            nodes.append(Terminal(held))
    return nodes[-1]


def _plain(value: Any) -> Any:
    return dict(value) if isinstance(value, Mapping) else value
