"""Two hundred random diagrams as trees and back: sampled, with attributes, zeros and names of
ours."""

import numpy as np
import pytest

from decision_analysis.diagrams import from_tree, solve, to_tree
from decision_analysis.trees import REST, Chance, Decision, rollback
from oracles.random_diagrams import draw
from oracles.recall_properties import trees_of_samples_and_attributes_are_worth_as_much


@pytest.mark.slow
def test_two_hundred_diagrams_as_trees_and_back():
    for seed in range(200):
        rng = np.random.default_rng([seed, 5])
        assert trees_of_samples_and_attributes_are_worth_as_much(draw(rng), rng)


def draw_tree(rng, names, options, *, sampled, attributes):
    """Return a random tree: names in one order, some left out, outcomes too, some situations
    shared."""
    shape = (3,) if sampled else ()

    def number():
        own = shape if rng.random() < 0.4 else ()
        return rng.integers(-20, 21, own).astype(float)

    def paid():
        return {"cost": number(), "gain": number()} if attributes else number()

    shared = {}

    def below(k):
        while k < len(names) and rng.random() < 0.3:
            k += 1
        if k == len(names):
            return paid()
        if k in shared and rng.random() < 0.3:
            return shared[k]
        name, labels = names[k], options[names[k]]
        extra = paid() if rng.random() < 0.4 else None
        if isinstance(labels, tuple):
            found = Decision(name, {label: below(k + 1) for label in labels}, extra)
        else:
            some = rng.permutation(sorted(labels))[: int(rng.integers(1, len(labels) + 1))].tolist()
            p = rng.dirichlet(np.ones(len(some)), shape if rng.random() < 0.5 else ())
            p[..., 0] += p[..., -1] * (rng.random() < 0.2)
            p = np.moveaxis(p, -1, 0)
            chances = {label: (p[i], below(k + 1)) for i, label in enumerate(some[:-1])}
            found = Chance(name, {**chances, some[-1]: (REST, below(k + 1))}, extra)
            if p[:-1].sum(axis=0).max() > 1:
                found = Chance(name, {some[-1]: (1.0, below(k + 1))}, extra)
        shared[k] = found
        return found

    return below(0)


@pytest.mark.slow
def test_two_hundred_trees_as_diagrams_and_back():
    names = ["payoff", "d1", "payoff of d1", "c3", "d4", "not met", "(payoff)"]
    words = ["not met", "(not met)", "a", "b"]
    for seed in range(200):
        rng = np.random.default_rng([seed, 6])
        options = {}
        for name in names:
            labels = rng.permutation(words)[: int(rng.integers(1, 4))].tolist()
            options[name] = tuple(labels) if rng.random() < 0.5 else set(labels)
        sampled, attributes = bool(rng.random() < 0.5), bool(rng.random() < 0.5)
        order = rng.permutation(names)[:5].tolist()
        root = draw_tree(rng, order, options, sampled=sampled, attributes=attributes)
        weights = {"cost": -1.0, "gain": 2.0} if attributes else None
        value = rollback(root, attribute=weights).value
        diagram = from_tree(root, attribute=weights)
        found = solve(diagram).value
        assert np.shape(found) == np.shape(value)
        np.testing.assert_allclose(found, value, rtol=1e-9, atol=1e-9)
        again = rollback(to_tree(diagram)).value
        np.testing.assert_allclose(again, value, rtol=1e-9, atol=1e-9)
