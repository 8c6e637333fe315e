"""Decision trees read by recursion, as slow as it is plain, and random trees to read."""

import itertools
from collections.abc import Mapping

import numpy as np

from decision_analysis.trees import Chance, Decision, Terminal, TreeArrays


def strategies_of(node, path=()):
    """Return all merged strategies as dicts from path to option, in the order of the options."""
    if isinstance(node, Terminal):
        return [{}]
    if isinstance(node, Decision):
        return [
            {path: label, **rest}
            for label, child in node.options.items()
            for rest in strategies_of(child, (*path, label))
        ]
    below = [strategies_of(child, (*path, label)) for label, (_, child) in node.outcomes.items()]
    return [
        {k: v for part in parts for k, v in part.items()} for parts in itertools.product(*below)
    ]


def distribution(node, strategy, path=(), total=0.0, p=1.0, attribute=None):
    """Return the (total, probability) of every end that a strategy may come to."""
    paid = node.payoff
    if isinstance(paid, Mapping):
        paid = paid.get(attribute, 0.0)
    total = total + (0.0 if paid is None else paid)
    if isinstance(node, Terminal):
        return [(total, p)]
    if isinstance(node, Decision):
        label = strategy[path]
        return distribution(node.options[label], strategy, (*path, label), total, p, attribute)
    ends = []
    for label, q in node.probabilities.items():
        ends += distribution(
            node.outcomes[label][1], strategy, (*path, label), total, p * q, attribute
        )
    return ends


def random_tree(seed, *, depth=4, attributes=None, samples=None, width=3):
    """Return a random tree; names repeat, payoffs stand on every kind of node."""
    rng = np.random.default_rng(seed)

    def amount():
        draw = rng.normal(size=samples) if samples else float(rng.normal())
        return {a: amount_of() for a in attributes} if attributes else draw

    def amount_of():
        return rng.normal(size=samples) if samples else float(rng.normal())

    def build(left):
        kind = rng.integers(0, 3) if left < depth else rng.integers(0, 2)
        if left == 0 or kind == 2:
            return amount()
        paid = amount() if rng.random() < 0.5 else None
        n = int(rng.integers(1, width + 1))
        if kind == 0:
            return Decision(
                f"d{rng.integers(0, 2)}", {f"o{i}": build(left - 1) for i in range(n)}, paid
            )
        p = rng.dirichlet(np.ones(n), size=samples).T if samples else rng.dirichlet(np.ones(n))
        children = {f"c{i}": (p[i], build(left - 1)) for i in range(n)}
        return Chance(f"u{rng.integers(0, 2)}", children, paid)

    return build(depth)


def sample(tree, i):
    """Return one sample of a flat tree as a tree of its own."""
    p, pay = (array[i] if array.ndim > 1 else array for array in (tree.probability, tree.payoff))
    return TreeArrays(tree.kind, tree.n_children, p, pay, names=tree.names, labels=tree.labels)
