"""Texts at the nodes of a drawn tree: labels with probabilities, names with values; and which branches are taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis.plot import _style
from decision_analysis.plot._tree_layout import Outline
from decision_analysis.trees import RollbackResult, TreeArrays

DECISION = 2


@dataclass(eq=False)
class Captions:
    """A text for each shown node: `over` and `under` the branch that leads to it, and `beside` it where a path ends.

    `optimal` says whether the branch belongs to the best strategy, `rejected` whether it is an option not to take.
    """

    over: list[str] = field(default_factory=list)
    under: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    optimal: list[bool] = field(default_factory=list)
    rejected: list[bool] = field(default_factory=list)


def captions(tree: TreeArrays, shown: Outline, result: RollbackResult | None) -> Captions:
    """Return the texts of the shown nodes; values are those of the result, else what the nodes pay."""
    found = Captions()
    ties = {} if result is None else result.ties
    policy = {} if result is None else result.policy
    worth = {} if result is None else result.certainty_equivalents
    names = tree.names
    for i, node in enumerate(shown.nodes.tolist()):
        path, inner, hidden = tree.path(node), bool(tree.kind[node]), int(shown.hidden[i])
        above = int(shown.parent[i])
        decided = i > 0 and int(tree.kind[shown.nodes[above]]) == DECISION
        value = _style.number(float(worth[path])) if worth else ""
        paid = _paid(tree, node, result)
        notes = [f"pays {paid}"] if inner and paid else []
        if path and not decided:
            notes.insert(0, f"p={_amount(tree.probability[..., node])}")
        note = f" ({', '.join(notes)})" if notes else ""
        name = ": ".join(part for part in (names[node], value) if part) if inner else ""
        end = f"[+{hidden:,} {'leaf' if hidden == 1 else 'leaves'}]" if hidden else value or paid
        found.over.append((path[-1] if path else name) + note)
        found.under.append(name if path else "")
        found.beside.append(end if shown.first[i] < 0 else "")
        taken = not decided or not policy or path[-1] == policy[path[:-1]]
        found.optimal.append(result is not None and taken and (i == 0 or found.optimal[above]))
        found.rejected.append(not taken and path[-1] not in ties.get(path[:-1], ()))
    return found


def _paid(tree: TreeArrays, node: int, result: RollbackResult | None) -> str:
    """Write what a node pays: the attribute that was rolled back, else all; nothing where an inner node pays 0."""
    amounts = _chosen(tree.payoff, result)
    if amounts is None or (tree.kind[node] != 0 and not any(np.any(a[..., node]) for a in amounts.values())):
        return ""
    return ", ".join(f"{name} {_amount(a[..., node])}".strip() for name, a in amounts.items())


def _chosen(
    payoff: FloatArray | Mapping[str, FloatArray], result: RollbackResult | None
) -> dict[str, FloatArray] | None:
    if not isinstance(payoff, Mapping):
        return {"": payoff}
    if len(payoff) == 1:
        return {"": next(iter(payoff.values()))}
    if result is None:
        return dict(payoff)
    attribute = result.parameters.get("attribute")
    return {"": payoff[attribute]} if isinstance(attribute, str) else None


def _amount(value: FloatArray) -> str:
    """Write a number, or the range of its samples."""
    low, high = _style.number(float(value.min())), _style.number(float(value.max()))
    return low if low == high else f"{low} to {high}"
