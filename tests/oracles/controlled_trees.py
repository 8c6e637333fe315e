"""Control by hand: trees with decisions in place of chance nodes."""

from decision_analysis.trees import Chance, Decision, Terminal


def with_decision(node, name):
    """Return the tree with decisions in place of the chance nodes of a name, without what comes
    after them again."""
    if isinstance(node, Terminal):
        return node
    if isinstance(node, Decision):
        return Decision(
            node.name, {k: with_decision(v, name) for k, v in node.options.items()}, node.payoff
        )
    if node.name == name:
        return Decision(node.name, {k: v for k, (_, v) in node.outcomes.items()}, node.payoff)
    return Chance(
        node.name,
        {k: (p, with_decision(v, name)) for k, (p, v) in node.outcomes.items()},
        node.payoff,
    )


def influenced(node, name, effect):
    """Return the tree with a decision between chance and the actions in place of each chance node
    of a name."""
    if isinstance(node, Terminal):
        return node
    if isinstance(node, Decision):
        return Decision(
            node.name,
            {k: influenced(v, name, effect) for k, v in node.options.items()},
            node.payoff,
        )
    if node.name == name:
        acts = {
            act: Chance(node.name, {k: (p.get(k, 0.0), v) for k, (_, v) in node.outcomes.items()})
            for act, p in effect.items()
        }
        return Decision(
            "act", {"leave": Chance(node.name, dict(node.outcomes)), **acts}, node.payoff
        )
    return Chance(
        node.name,
        {k: (p, influenced(v, name, effect)) for k, (p, v) in node.outcomes.items()},
        node.payoff,
    )


def once_on_a_path(tree, name):
    """Say whether no path meets two chance nodes of a name."""

    def most(node):
        below = max((most(child) for child in node.children), default=0)
        return below + (isinstance(node, Chance) and node.name == name)

    return most(tree) == 1


def labels_of(node, name):
    """Return the sets of outcomes of the chance nodes of a name."""
    here = [set(node.outcomes)] if isinstance(node, Chance) and node.name == name else []
    return here + [labels for child in node.children for labels in labels_of(child, name)]
