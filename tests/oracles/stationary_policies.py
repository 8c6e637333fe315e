"""Stages that recur, by all stationary policies: the system of each, the best of them."""

import itertools

import numpy as np

from decision_analysis.trees import Again, Chance, Decision, Node


def decisions(node, path=()):
    """Yield (path, options) of every decision of a tree."""
    if isinstance(node, Decision):
        yield path, list(node.options)
        for label, child in node.options.items():
            yield from decisions(child, (*path, label))
    elif isinstance(node, Chance):
        for label, (_, child) in node.outcomes.items():
            yield from decisions(child, (*path, label))


def system(stages, policy):
    """Return the matrix M and the payoffs r of a policy {(stage, path): option}, so that V = r + M
    V."""
    names = list(stages)
    matrix, paid = np.zeros((len(names), len(names))), np.zeros(len(names))

    def walk(i, node, path, p):
        if not isinstance(node, Node):
            paid[i] += p * node
            return
        paid[i] += p * (node.payoff or 0.0)
        if isinstance(node, Again):
            matrix[i, names.index(node.stage)] += p * node.discount
        elif isinstance(node, Decision):
            label = policy[names[i], path]
            walk(i, node.options[label], (*path, label), p)
        elif isinstance(node, Chance):
            for label, (q, child) in node.outcomes.items():
                walk(i, child, (*path, label), p * q)

    for i, name in enumerate(names):
        walk(i, stages[name], (), 1.0)
    return matrix, paid


def policies(stages):
    """Yield all stationary policies {(stage, path): option}."""
    places = [
        ((name, path), options)
        for name, root in stages.items()
        for path, options in decisions(root)
    ]
    for labels in itertools.product(*(options for _, options in places)):
        yield {place: label for (place, _), label in zip(places, labels, strict=True)}


def few(stages):
    """Say whether there are few enough policies to try them all."""
    return (
        np.prod([len(o) for root in stages.values() for _, o in decisions(root)], initial=1.0)
        <= 800
    )


def best_of_all(stages):
    """Return the best value of each stage over all stationary policies that end, and whether there
    are others."""
    best, improper = None, False
    for policy in policies(stages):
        matrix, paid = system(stages, policy)
        if np.abs(np.linalg.eigvals(matrix)).max() > 1 - 1e-9:
            improper = True
            continue
        values = np.linalg.solve(np.eye(len(paid)) - matrix, paid)
        best = values if best is None else np.maximum(best, values)
    return best, improper
