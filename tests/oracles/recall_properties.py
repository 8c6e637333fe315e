"""What holds of every influence diagram with perfect recall, checked against enumeration.

Each property takes a diagram and a generator, and says whether there was anything to compare.
"""

from __future__ import annotations

import numpy as np
import pytest

from decision_analysis import diagrams, trees
from decision_analysis.diagrams import Choice, InfluenceDiagram, Uncertain, Value, solve
from oracles.enumerated_diagrams import CLOSE, Enumerated, exactly, one, remembered, worth_by_sample
from oracles.random_diagrams import renamed, sampled


def recall_is_the_optimum_of_all_policies(diagram, rng):
    listed = Enumerated(diagram)
    best = listed.recalled(np.ones(len(listed.p), dtype=bool), remembered(diagram)[1])
    assert solve(diagram).value == exactly(best)
    mirrored = [
        Value(n.name, -n.payoffs, n.of) if isinstance(n, Value) else n
        for n in diagram.nodes.values()
    ]
    assert solve(InfluenceDiagram(mirrored), goal="min").value == exactly(-best)
    return True


def policy_is_optimal_in_every_information_state(diagram, rng):
    """Whatever was chosen before; what no choice makes possible is listed, and asking for it
    raises."""
    knows, time = remembered(diagram)
    listed = Enumerated(diagram, knows)
    solution = solve(diagram)
    for choice, known in knows.items():
        later = time[time.index(choice) + 1 :]
        policy, impossible = solution.policy[choice], solution.impossible[choice]
        assert policy.known == known
        assert len(policy) + len(impossible) == np.prod(listed.sizes(known))
        for state in np.ndindex(*listed.sizes(known)):
            key = tuple(diagram.states(n)[i] for n, i in zip(known, state, strict=True))
            rows = np.all(
                [listed.states[:, listed.at(n)] == i for n, i in zip(known, state, strict=True)],
                axis=0,
            )
            rows = np.broadcast_to(rows, len(listed.p))
            assert (key in policy) == rows.any()
            assert (key in impossible) != rows.any()
            if not rows.any():
                with pytest.raises(KeyError, match="must be possible under some policy"):
                    policy[key]
                continue
            own = listed.states[:, listed.at(choice)]
            worth = [
                listed.recalled(rows & (own == k), later)
                for k in range(len(diagram.states(choice)))
            ]
            assert worth[diagram.states(choice).index(policy[key])] == exactly(max(worth))
    return bool(knows)


def tree_is_worth_as_much(diagram, rng):
    solution = solve(diagram)
    tree = diagrams.to_tree(diagram)
    assert trees.rollback(tree).value == exactly(solution.value)
    found, profile = solution.distribution, trees.risk_profile(tree)
    assert profile.mean == exactly(found.mean)
    back = diagrams.from_tree(tree)
    again = solve(back)
    assert again.value == exactly(solution.value)
    assert trees.rollback(diagrams.to_tree(back)).value == exactly(solution.value)
    return True


def trees_of_samples_and_attributes_are_worth_as_much(diagram, rng):
    """By sample; values as attributes; names and labels of ours; and back to a diagram."""
    if rng.random() < 0.7:
        diagram = sampled(diagram, rng)
    if rng.random() < 0.5:
        diagram = renamed(diagram, rng)
    shape = diagram.sample_shape
    each = worth_by_sample(diagram)
    solution = solve(diagram)
    np.testing.assert_allclose(solution.value, each, **CLOSE)
    attributes = bool(rng.random() < 0.5)
    tree = diagrams.to_tree(diagram, attributes=attributes)
    wanted = dict.fromkeys(diagram.value_nodes, 1.0) if attributes else None
    assert set(trees.to_arrays(tree).attributes) == set(wanted or ())
    rolled = trees.rollback(tree, attribute=wanted)
    assert np.shape(rolled.value) == shape
    np.testing.assert_allclose(rolled.value, each, **CLOSE)
    if attributes and not shape:
        parts = [trees.rollback(tree, attribute=v, policy=rolled.strategy).value for v in wanted]
        assert sum(parts) == exactly(each)
    back = diagrams.from_tree(tree, attribute=wanted)
    np.testing.assert_allclose(solve(back).value, each, **CLOSE)
    np.testing.assert_allclose(trees.rollback(diagrams.to_tree(back)).value, each, **CLOSE)
    if not shape:
        found = diagrams.solve(back, recall=False, method="single_policy_updating").value
        assert found == exactly(each)  # a choice knows all that precedes it
    return True


def samples_equal_a_loop(diagram, rng):
    """Sampled tables of several shapes, some not sampled at all, against one diagram for each
    sample."""
    shape = (2, 3)
    nodes = []
    for node in diagram.nodes.values():
        if isinstance(node, Choice):
            nodes.append(node)
            continue
        leading = [(), (3,), (2, 1), (2, 3)][int(rng.integers(4))]
        if isinstance(node, Uncertain):
            array = node.probabilities
            mixed = rng.random((*leading, *array.shape)) * (array > 0) + 1e-3 * (array > 0)
            nodes.append(
                Uncertain(node.name, node.states, mixed / mixed.sum(-1, keepdims=True), node.given)
            )
        else:
            nodes.append(
                Value(
                    node.name,
                    node.payoffs + rng.integers(-5, 6, (*leading, *node.payoffs.shape)),
                    node.of,
                )
            )
    sampled = InfluenceDiagram(nodes)
    solution = solve(sampled)
    value = np.broadcast_to(solution.value, sampled.sample_shape)
    assert np.shape(solution.value) == sampled.sample_shape
    for index in np.ndindex(*shape):
        single = InfluenceDiagram([one(node, index) for node in nodes])
        alone = solve(single)
        own = index[len(shape) - len(sampled.sample_shape) :]
        own = tuple(min(i, n - 1) for i, n in zip(own, sampled.sample_shape, strict=True))
        assert value[own] == exactly(alone.value)
        if sampled.sample_shape:
            picked = solution.at(own)
            assert picked.value == exactly(alone.value)
            assert {c: dict(p) for c, p in picked.policy.items()} == {
                c: dict(p) for c, p in alone.policy.items()
            }
            for name in diagram.uncertainties:
                some = [
                    np.broadcast_to(p, sampled.sample_shape)[own]
                    for p in solution.marginal(name).values()
                ]
                np.testing.assert_allclose(some, list(alone.marginal(name).values()), atol=1e-9)
    return bool(sampled.sample_shape)
