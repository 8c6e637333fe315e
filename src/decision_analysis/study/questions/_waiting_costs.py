"""What a tree charges for options that wait: on arriving at them, before a later decision."""

from __future__ import annotations

from typing import Any

from decision_analysis import trees
from decision_analysis.study.questions._setting import Setting


def waiting_costs(setting: Setting, root: Any) -> dict[str, float]:
    """Return the cost of each first option that leads by chance to a later decision.

    It is what is paid on arriving there, in the unit of the tree's value; negative where something
    is received.
    """
    if not isinstance(root, trees.Decision):
        return {}
    return {
        option: -_paid(setting, node)
        for option, node in root.options.items()
        if isinstance(node, trees.Chance) and _decides_later(node)
    }


def _paid(setting: Setting, node: Any) -> float:
    """Return what is received on arriving at a node, in the unit of the tree's value."""
    payoff = node.payoff
    if payoff is None:
        return 0.0
    if setting.study.plain_tree:
        return float(payoff)
    coefficients = setting.study.coefficients()
    return sum(coefficients[name] * float(amount) for name, amount in payoff.items())


def _decides_later(node: Any) -> bool:
    todo, seen = [node], set()
    while todo:
        each = todo.pop()
        if isinstance(each, trees.Decision):
            return True
        if isinstance(each, trees.Chance) and id(each) not in seen:
            seen.add(id(each))
            todo += [child for _, child in each.outcomes.values()]
    return False
