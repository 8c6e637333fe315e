"""What stages are worth over a number of cycles, by plain recursion."""

from decision_analysis.trees import Again, Chance, Decision, Node


def worth(stages, node, left, end):
    """Return what a node is worth with so many cycles left; `end` is what stages are worth then."""
    if not isinstance(node, Node):
        return node
    paid = node.payoff or 0.0
    if isinstance(node, Again):
        after = (
            worth(stages, stages[node.stage], left - 1, end)
            if left > 1
            else end.get(node.stage, 0.0)
        )
        return paid + node.discount * after
    if isinstance(node, Decision):
        return paid + max(worth(stages, child, left, end) for child in node.options.values())
    if isinstance(node, Chance):
        return paid + sum(
            p * worth(stages, child, left, end) for p, child in node.outcomes.values()
        )
    return paid
