"""Trees against a recursion in fractions: values at every path, strategies, means, probabilities,
clairvoyance."""

import dataclasses
from fractions import Fraction

import numpy as np
import pytest

from decision_analysis.trees import (
    Chance,
    Decision,
    clairvoyance,
    consequences,
    risk_profile,
    rollback,
    strategies,
)

COUNT = 500
EXACT = {"rel": 1e-9, "abs": 1e-9}


@dataclasses.dataclass
class Drawn:
    """A node drawn at random: what is paid on arriving, and for each label its probability (or
    None) and node."""

    paid: Fraction
    branches: dict[str, tuple[Fraction | None, "Drawn"]]


def draw(rng, depth, *, root=True):
    """Return a random tree of a given depth at most, whose root has branches."""
    paid = Fraction(int(rng.integers(-300, 301)), 7)
    if depth == 0 or (not root and rng.random() < 0.25):
        return Drawn(paid, {})
    size = int(rng.integers(1, 4))
    parts = rng.integers(1, 10, size)
    shares = (
        [Fraction(int(part), int(parts.sum())) for part in parts]
        if rng.random() < 0.5
        else [None] * size
    )
    return Drawn(
        paid, {f"b{i}": (share, draw(rng, depth - 1, root=False)) for i, share in enumerate(shares)}
    )


def build(node, name="n"):
    """Return the drawn tree as nodes of the library."""
    if not node.branches:
        return float(node.paid)
    below = {label: (p, build(child, name + label)) for label, (p, child) in node.branches.items()}
    if next(iter(below.values()))[0] is None:
        return Decision(
            name, {label: child for label, (_, child) in below.items()}, payoff=float(node.paid)
        )
    return Chance(
        name,
        {label: (float(p), child) for label, (p, child) in below.items()},
        payoff=float(node.paid),
    )


def worth(node, best, path=(), before=Fraction(0), found=None):
    """Return what a node is worth from here on; `found` collects the total of the whole path at
    each path."""
    after = [
        (p, worth(child, best, (*path, label), before + node.paid, found))
        for label, (p, child) in node.branches.items()
    ]
    if not after:
        value = Fraction(0)
    elif after[0][0] is None:
        value = best(v for _, v in after)
    else:
        value = sum(p * v for p, v in after)
    if found is not None:
        found[path] = before + node.paid + value
    return node.paid + value


def plans(node):
    """Return for each strategy the list of its ends: probability and total."""
    if not node.branches:
        return [[(Fraction(1), node.paid)]]
    below = [(p, plans(child)) for p, child in node.branches.values()]
    if below[0][0] is None:
        mixed = [plan for _, many in below for plan in many]
    else:
        mixed = [[]]
        for p, many in below:
            mixed = [
                [*start, *((p * q, total) for q, total in plan)] for start in mixed for plan in many
            ]
    return [[(q, node.paid + total) for q, total in plan] for plan in mixed]


def drawn_trees(seed, count=COUNT, depth=4):
    rng = np.random.default_rng(seed)
    for _ in range(count):
        yield draw(rng, depth)


@pytest.mark.parametrize(("goal", "best"), [("max", max), ("min", min)])
def test_rollback_at_every_path(goal, best):
    deep = 0
    for tree in drawn_trees(51):
        exact = {}
        value = worth(tree, best, found=exact)
        result = rollback(build(tree), goal=goal)
        assert result.value == pytest.approx(float(value), **EXACT)
        for path, total in exact.items():
            assert result.values[path] == pytest.approx(float(total), **EXACT)
        assert set(result.values) == set(exact)
        deep += max(map(len, exact)) == 4
    assert deep > COUNT / 2


def test_every_strategy_and_its_distribution():
    compared = 0
    for tree in drawn_trees(52, depth=3):
        ours = build(tree)
        exact = plans(tree)
        assert len(strategies(ours)) == len(exact)
        if len(exact) > 60:
            continue
        table = consequences(ours, "payoff")
        means = [sum(p * total for p, total in plan) for plan in exact]
        np.testing.assert_allclose(
            table.values[:, 0], [float(mean) for mean in means], rtol=1e-9, atol=1e-9
        )
        for strategy, plan in zip(strategies(ours), exact, strict=True):
            profile = risk_profile(ours, strategy)
            merged = {}
            for p, total in plan:
                merged[total] = merged.get(total, 0) + p
            np.testing.assert_allclose(
                profile.values, [float(v) for v in sorted(merged)], rtol=1e-9, atol=1e-9
            )
            np.testing.assert_allclose(
                profile.probabilities, [float(merged[v]) for v in sorted(merged)], atol=1e-12
            )
            compared += 1
    assert compared > COUNT


@pytest.mark.parametrize(("goal", "best"), [("max", max), ("min", min)])
def test_clairvoyance_before_one_decision(goal, best):
    rng = np.random.default_rng(53)
    for _ in range(COUNT):
        options, states = int(rng.integers(2, 5)), int(rng.integers(2, 5))
        parts = rng.integers(1, 10, states)
        shares = [Fraction(int(part), int(parts.sum())) for part in parts]
        payoffs = [
            [Fraction(int(x), 3) for x in row] for row in rng.integers(-100, 101, (options, states))
        ]
        tree = Decision(
            "act",
            {
                f"o{i}": Chance(
                    "state", {f"s{k}": (float(p), float(row[k])) for k, p in enumerate(shares)}
                )
                for i, row in enumerate(payoffs)
            },
        )
        informed = sum(p * best(row[k] for row in payoffs) for k, p in enumerate(shares))
        blind = best(sum(p * x for p, x in zip(shares, row, strict=True)) for row in payoffs)
        result = clairvoyance(tree, "state", goal=goal)
        assert result.with_information == pytest.approx(float(informed), **EXACT)
        assert result.without == pytest.approx(float(blind), **EXACT)
        assert result.value == pytest.approx(float(abs(informed - blind)), **EXACT)


def test_samples_are_decided_one_by_one():
    rng = np.random.default_rng(54)
    for tree in drawn_trees(55, count=100, depth=3):
        copies = [jittered(tree, rng) for _ in range(5)]
        joined = rollback(stacked(copies))
        for sample, copy in enumerate(copies):
            assert np.broadcast_to(joined.value, 5)[sample] == pytest.approx(
                float(worth(copy, max)), **EXACT
            )


def jittered(node, rng):
    """Return the same tree with other payoffs."""
    paid = node.paid + Fraction(int(rng.integers(-50, 51)), 9)
    return Drawn(
        paid, {label: (p, jittered(child, rng)) for label, (p, child) in node.branches.items()}
    )


def stacked(copies, name="n"):
    """Return one tree whose payoffs are the samples of several."""
    paid = np.array([float(copy.paid) for copy in copies])
    if not copies[0].branches:
        return paid
    below = {
        label: (p, stacked([copy.branches[label][1] for copy in copies], name + label))
        for label, (p, _) in copies[0].branches.items()
    }
    if next(iter(below.values()))[0] is None:
        return Decision(name, {label: child for label, (_, child) in below.items()}, payoff=paid)
    return Chance(
        name, {label: (float(p), child) for label, (p, child) in below.items()}, payoff=paid
    )
