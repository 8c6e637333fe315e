"""States of nature, listed: random joint distributions, trees over them, and totals in each."""

import numpy as np

from decision_analysis.trees import Chance, Decision, Terminal


def random_joint(rng):
    """Return the joint distribution of some uncertainties, with impossible combinations."""
    sizes = rng.integers(2, 4, size=int(rng.integers(1, 4)))
    joint = rng.dirichlet(np.ones(int(np.prod(sizes)))).reshape(sizes)
    joint[rng.random(joint.shape) < rng.choice([0.0, 0.25, 0.6])] = 0
    joint += joint.sum() == 0
    return joint / joint.sum()


def given(joint, met, j):
    """Return the distribution of one uncertainty given others."""
    free = [a for a in range(joint.ndim) if a not in met]
    rest = joint[tuple(met.get(a, slice(None)) for a in range(joint.ndim))]
    p = rest.sum(axis=tuple(i for i, a in enumerate(free) if a != j))
    return p / p.sum() if p.sum() else np.full(len(p), 1 / len(p))


def watching_tree(rng, joint):
    """Return a choice between paths that each meet some of the uncertainties, in some order."""

    def build(names, met):
        if not names:
            return float(rng.integers(-9, 10))
        j = names[0]
        p = given(joint, met, j)
        return Chance(
            f"u{j}",
            {f"x{c}": (float(p[c]), build(names[1:], {**met, j: c})) for c in range(len(p))},
        )

    orders = [
        list(rng.permutation(joint.ndim)[: rng.integers(1, joint.ndim + 1)]) for _ in range(4)
    ]
    return Decision("watch", {f"o{i}": build(order, {}) for i, order in enumerate(orders)})


def random_tree(rng, joint):
    """Return a tree that meets uncertainties in any order, each with its probabilities given what
    was met before."""

    def build(met, left):
        free = [j for j in range(joint.ndim) if j not in met]
        kind = rng.integers(0, 3)
        if left == 0 or (kind == 2 and left < 4):
            return float(rng.integers(-9, 10))
        paid = float(rng.integers(-2, 3)) if rng.random() < 0.3 else None
        if kind == 0 or not free:
            return Decision(
                f"d{left}", {f"o{i}": build(met, left - 1) for i in range(rng.integers(1, 3))}, paid
            )
        j = int(rng.choice(free))
        p = given(joint, met, j)
        outcomes = {f"x{c}": (float(p[c]), build({**met, j: c}, left - 1)) for c in range(len(p))}
        return Chance(f"u{j}", outcomes, paid)

    return build({}, 4)


def total_in_state(node, strategy, state):
    """Return the total of the one path that a strategy has in a state."""
    path, total = (), 0.0
    while not isinstance(node, Terminal):
        total += node.payoff or 0.0
        label = strategy[path] if isinstance(node, Decision) else f"x{state[int(node.name[1:])]}"
        node = node.options[label] if isinstance(node, Decision) else node.outcomes[label][1]
        path = (*path, label)
    return total + node.payoff


def impossible_outcomes(node, met=None, p=1.0):
    """Return the joint outcomes to which the tree gives probability 0."""
    met, found = met or {}, []
    if isinstance(node, Decision):
        return [m for child in node.options.values() for m in impossible_outcomes(child, met, p)]
    if isinstance(node, Chance):
        for label, (q, child) in node.outcomes.items():
            here = {**met, int(node.name[1:]): int(label[1:])}
            found += ([here] if p * q == 0 else []) + impossible_outcomes(child, here, p * q)
    return found
