"""What all nodes share: frozen, counted where they stand, pickled at any depth."""

import copy
import pickle
import sys

import numpy as np
import pytest

from decision_analysis.trees import (
    REST,
    Chance,
    Decision,
    Terminal,
    rollback,
    to_dict,
)


def chain(depth, payoff=1.0):
    """Alternate decisions and chance nodes, so many deep."""
    node = Terminal(payoff)
    for i in range(depth):
        node = (
            Decision("d", {"on": node})
            if i % 2
            else Chance("c", {"on": (0.5, node), "stop": (REST, 0)})
        )
    return node


def test_nodes_are_frozen_and_take_copies():
    outcomes, samples = {"a": (1.0, 1)}, np.array([1.0, 2.0])
    node = Chance("c", outcomes, samples)
    outcomes["b"] = (0.0, 2)
    samples[0] = 9
    assert list(node.outcomes) == ["a"]
    np.testing.assert_array_equal(node.payoff, [1, 2])
    with pytest.raises(TypeError):
        node.outcomes["b"] = 1
    with pytest.raises(ValueError, match="read-only"):
        node.payoff[0] = 3
    with pytest.raises(AttributeError, match="Chance is frozen; cannot set 'name'"):
        node.name = "x"
    with pytest.raises(AttributeError, match="Chance is frozen; cannot delete '_name'"):
        del node._name
    assert copy.copy(node) is node
    assert copy.deepcopy(node) is node


def test_a_shared_node_counts_wherever_it_stands_and_stays_shared():
    leaf = Chance("c", {"a": (0.5, 1), "b": (0.5, 2)})
    tree = Decision("d", {"x": leaf, "y": leaf})
    assert tree.size == 7
    again = pickle.loads(pickle.dumps(tree))
    assert again.options["x"] is again.options["y"]
    assert rollback(again).value == 1.5


@pytest.mark.slow
@pytest.mark.parametrize("depth", [3_000])
def test_depth_does_not_matter(depth):
    assert depth > sys.getrecursionlimit()
    tree = chain(depth)
    assert len(repr(tree)) < 5000
    again = pickle.loads(pickle.dumps(tree))
    assert again.size == tree.size == 1 + depth + depth // 2
    data = to_dict(tree)
    del tree, again
    assert isinstance(data, dict)
