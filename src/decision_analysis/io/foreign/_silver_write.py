"""Trees as SilverDecisions keeps them: payoffs on edges, places, shared nodes written out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from decision_analysis import _render
from decision_analysis._limits import EXACT_INTEGERS, MOST_SILVER_NODES
from decision_analysis._named import place
from decision_analysis.errors import InvalidInputError, InvalidModelError
from decision_analysis.io.foreign._silver_payoffs import TWO_CRITERIA
from decision_analysis.io.foreign._silver_shares import shares
from decision_analysis.trees import Again, Chance, Decision, Node, Terminal
from decision_analysis.trees.nodes import Rest

VERSION = "0.9.0"
"""The release of SilverDecisions whose form is written; later ones read it."""

LARGEST = EXACT_INTEGERS - 1  # SilverDecisions refuses greater payoffs
MARGIN, WIDTH, HEIGHT = 20, 150, 75  # the grid of a new SilverDecisions diagram


def silver_data(root: Node) -> dict[str, Any]:
    """Return a tree as a SilverDecisions document.

    What the format cannot express is listed, by path.
    """
    if root.size > MOST_SILVER_NODES:
        raise InvalidInputError(
            f"SilverDecisions writes out shared nodes, and not more than"
            f" {MOST_SILVER_NODES:,} nodes are written; got {_render.count(root.size)}"
        )
    # nodes first, each without what is below it
    order = _order(root)
    names = _criteria(order)
    entries = [_node(node) for node, _, _ in order]
    chances = [_chances(node) if isinstance(node, Chance) else {} for node, _, _ in order]
    # hang each under its parent; payoffs and probabilities stand on the edge
    for (node, parent, label), entry in zip(order, entries, strict=True):
        if parent is not None:
            edge = {
                "name": label,
                **chances[parent].get(label, {}),
                "payoff": _amounts(node, names),
                "childNode": entry,
            }
            entries[parent]["childEdges"].append(edge)
    _place(order, entries)
    two = len(names) == 2
    shown: list[str | None] = [*names, None, None][:2]
    return {
        "SilverDecisions": VERSION,
        "lng": "en",
        "viewMode": TWO_CRITERIA if two else "criterion1",
        "rule": "max-max" if two else "expected-value-maximization",
        "title": "",
        "description": "",
        "treeDesigner": {"payoffNames": shown},
        "data": {
            "code": "",
            "expressionScope": {},
            "trees": [entries[0]],
            "texts": [],
            "payoffNames": shown,
        },
    }


def _order(root: Node) -> list[tuple[Node, int | None, str]]:
    """Return every node, with its parent's position and its label, as a reader meets them.

    That is from top to bottom.
    """
    order: list[tuple[Node, int | None, str]] = []
    todo: list[tuple[Node, int | None, str]] = [(root, None, "")]
    while todo:
        node, parent, label = todo.pop()
        # the parent is the entry that is added next
        todo += [(child, len(order), text) for text, child in reversed(_branches(node))]
        order.append((node, parent, label))
    return order


def _branches(node: Node) -> list[tuple[str, Node]]:
    if isinstance(node, Decision):
        return list(node.options.items())
    return (
        [(label, child) for label, (_, child) in node.outcomes.items()]
        if isinstance(node, Chance)
        else []
    )


def _criteria(order: Sequence[tuple[Node, int | None, str]]) -> tuple[str, ...]:
    """Return the names of the attributes, none for bare numbers.

    What SilverDecisions cannot express is refused.
    """
    problems: list[str] = []
    names: dict[str, None] = {}
    bare = 0
    for i, (node, parent, _) in enumerate(order):
        paid = node.payoff
        if isinstance(paid, Mapping):
            names |= dict.fromkeys(paid)
        bare += paid is not None and not isinstance(paid, Mapping)
        if parent is None and isinstance(node, Terminal):
            problems.append("a tree must start with a decision or a chance node; got a terminal")
        elif isinstance(node, Again):
            problems.append(
                f"{_title(order, i)}: a tree must end; this one goes on at the stage {node.stage!r}"
            )
        elif parent is None and paid is not None:
            problems.append(
                f"{_title(order, i)}: the root must have no payoff: there it stands on edges; put"
                " it below"
            )
        # all numbers of the node
        sampled = [*(paid.values() if isinstance(paid, Mapping) else [paid])]
        sampled += [p for p, _ in node.outcomes.values()] if isinstance(node, Chance) else []
        if any(isinstance(value, np.ndarray) for value in sampled):
            problems.append(
                f"{_title(order, i)}: payoffs and probabilities must be single numbers; got samples"
            )
        elif large := [
            value for value in sampled if isinstance(value, float) and abs(value) > LARGEST
        ]:
            problems.append(
                f"{_title(order, i)}: payoffs must be at most {LARGEST:,} in size; got {large[0]:g}"
            )
    if len(names) > 2:
        problems.append(f"payoffs must have at most two attributes; got {list(names)}")
    if names and bare:
        problems.append(
            "payoffs must all be numbers or all be by attribute; got both, attributes"
            f" {list(names)}"
        )
    if problems:
        raise InvalidModelError(problems, where=f"{place()}: SilverDecisions")
    return tuple(names)


def _title(order: Sequence[tuple[Node, int | None, str]], position: int) -> str:
    """Write a node for a message: kind, name and path."""
    node, parent, label = order[position]
    labels = [label] if parent is not None else []
    while parent is not None:
        _, parent, label = order[parent]
        labels += [label] if parent is not None else []
    name = f" {node.name!r}" if isinstance(node, Decision | Chance) else ""
    place = f"at {' > '.join(reversed(labels))!r}" if labels else "at the root"
    return f"{type(node).__name__.lower()}{name} {place}"


def _chances(node: Chance) -> dict[str, dict[str, Any]]:
    """Return what an edge says of the probability of each outcome.

    Where the text is not exactly the probability, that stands beside it, among what SilverDecisions
    computes anew.
    """
    given = {label: p for label, (p, _) in node.outcomes.items() if not isinstance(p, Rest)}
    written = shares([float(p) for p in given.values()], whole=len(given) == len(node.outcomes))
    found: dict[str, dict[str, Any]] = {label: {"probability": "#"} for label in node.outcomes}
    for (label, p), share in zip(given.items(), written, strict=True):
        found[label] = {"probability": share}
        # what SilverDecisions shows is rounded; the exact number stands beside it for us
        if float(Fraction(share)) != p:
            found[label]["computed"] = {"probability": float(p)}
    return found


def _node(node: Node) -> dict[str, Any]:
    return {
        "type": type(node).__name__.lower(),
        "name": node.name if isinstance(node, Decision | Chance) else "",
        "code": "",
        "expressionScope": {},
        "location": {"x": 0, "y": 0},
        "childEdges": [],
    }


def _amounts(node: Node, names: Sequence[str]) -> list[Any]:
    """Return the payoffs of an edge: the number 0 where the node has none, text for a given 0."""
    paid: Any = node.payoff
    given = [(paid or {}).get(name) for name in names] if names else [paid]
    # the text "0" was given, the number 0 is nothing
    written = [0 if value is None else _plain(value) or "0" for value in given]
    return [*written, 0][:2]


def _plain(value: Any) -> int | float:
    """Return a number, whole ones as integers."""
    return int(value) if value == int(value) and abs(value) < EXACT_INTEGERS else float(value)


def _place(
    order: Sequence[tuple[Node, int | None, str]], entries: Sequence[dict[str, Any]]
) -> None:
    """Set the places of the nodes: ends below one another, others between their children.

    They stand halfway between their first and last child.
    """
    depth: list[int] = []
    ends = 0
    # across by depth, ends one below another
    for (_, parent, _), entry in zip(order, entries, strict=True):
        depth.append(0 if parent is None else depth[parent] + 1)
        entry["location"]["x"] = MARGIN + WIDTH * depth[-1]
        if not entry["childEdges"]:
            entry["location"]["y"] = MARGIN + HEIGHT * ends
            ends += 1
    # children before parents: the others between their first and last child
    for entry in reversed(entries):
        if edges := entry["childEdges"]:
            first, last = (edges[i]["childNode"]["location"]["y"] for i in (0, -1))
            entry["location"]["y"] = (first + last) / 2
