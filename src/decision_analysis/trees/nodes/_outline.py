"""The readable form of a tree: an indented outline, cut where it gets long."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import numpy as np

from decision_analysis import _render
from decision_analysis._render import one_line

LINES, DEPTH = 40, 8


class Outlined(Protocol):
    """What an outline reads of every node; names, discounts and labels only where there are any."""

    @property
    def payoff(self) -> object: ...
    @property
    def children(self) -> Sequence[Outlined]: ...
    @property
    def size(self) -> int: ...


def outline(root: Outlined) -> str:
    """Write a tree as indented lines: kind, name, payoff of each node, and the label to it."""
    lines: list[str] = []
    # a stack and not recursion, so that depth does not matter
    stack: list[tuple[int, str, Outlined]] = [(0, "", root)]
    while stack and len(lines) < LINES:
        depth, label, node = stack.pop()
        named = getattr(node, "name", getattr(node, "stage", None))
        name = f" {named!r}" if named is not None else ""
        name += f"  discount {amount(node.discount)}" if hasattr(node, "discount") else ""
        paid = "" if node.payoff is None else f"  payoff {amount(node.payoff)}"
        cut = (
            f"  ... {_render.count(node.size - 1)} nodes below"
            if depth == DEPTH and node.children
            else ""
        )
        lines.append(one_line(f"{'   ' * depth}{label}{type(node).__name__}{name}{paid}{cut}"))
        if not cut:
            stack.extend((depth + 1, text, child) for text, child in reversed(_branches(node)))
    if stack:
        lines.append(f"... {_render.count(root.size)} nodes in all")
    return "\n".join(lines)


def amount(value: Any) -> str:
    """Write a payoff or probability: a number, the range of its samples, or these by attribute."""
    if isinstance(value, Mapping):
        return ", ".join(f"{attribute} {amount(entry)}" for attribute, entry in value.items())
    if isinstance(value, np.ndarray):
        return f"{value.min():.6g} to {value.max():.6g} in samples {value.shape}"
    return f"{value:.6g}" if isinstance(value, float) else repr(value)


def _branches(node: Any) -> list[tuple[str, Outlined]]:
    if hasattr(node, "options"):
        return [(f"{label}: ", child) for label, child in node.options.items()]
    if hasattr(node, "outcomes"):
        return [(f"{label} ({amount(p)}): ", child) for label, (p, child) in node.outcomes.items()]
    return []
