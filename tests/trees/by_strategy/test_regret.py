"""Minimax regret on trees: against a listing of all states of nature, and trees without states of
nature."""

import itertools

import numpy as np
import pytest

from decision_analysis.errors import InvalidInputError, InvalidModelError
from decision_analysis.trees import (
    Chance,
    Decision,
    Terminal,
    consequences,
    score_strategies,
    to_arrays,
)


def world(rng):
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


def end_of(node, plan, state):
    """Return the total of the one path that a plan has in a state."""
    path, total = (), 0.0
    while not isinstance(node, Terminal):
        total += node.payoff or 0.0
        label = plan[path] if isinstance(node, Decision) else f"x{state[int(node.name[1:])]}"
        node = node.options[label] if isinstance(node, Decision) else node.outcomes[label][1]
        path = (*path, label)
    return total + node.payoff


def impossible(node, met=None, p=1.0):
    """Return the joint outcomes to which the tree gives probability 0."""
    met, found = met or {}, []
    if isinstance(node, Decision):
        return [m for child in node.options.values() for m in impossible(child, met, p)]
    if isinstance(node, Chance):
        for label, (q, child) in node.outcomes.items():
            here = {**met, int(node.name[1:]): int(label[1:])}
            found += ([here] if p * q == 0 else []) + impossible(child, here, p * q)
    return found


@pytest.mark.parametrize("seed", range(30))
def test_it_equals_a_listing_of_all_states(slow, seed):
    rng = np.random.default_rng(seed)
    for make in [random_tree, watching_tree] * 8:
        joint = world(rng)
        tree = make(rng, joint)
        if not isinstance(tree, Decision | Chance) or len(plans := slow.strategies(tree)) > 80:
            continue
        out = impossible(tree)
        states = [
            state
            for state in itertools.product(*map(range, joint.shape))
            if not any(all(state[j] == c for j, c in met.items()) for met in out)
        ]
        totals = np.array([[end_of(tree, plan, state) for state in states] for plan in plans])
        gains = score_strategies(tree, "minimax_regret")
        costs = score_strategies(tree, "minimax_regret", goal="min")
        np.testing.assert_allclose(
            gains.scores, (totals.max(axis=0) - totals).max(axis=1), atol=1e-12
        )
        np.testing.assert_allclose(
            costs.scores, (totals - totals.min(axis=0)).max(axis=1), atol=1e-12
        )
        assert not gains.higher_is_better


def drill(p):
    return Decision("drill", {"yes": Chance("oil", {"dry": (p, -70), "wet": (1 - p, 50)}), "no": 0})


def sounded(p_closed, p_open, prior=0.5):
    reading = Chance(
        "reading", {"closed": (0.5, drill(p_closed)), "open": (0.5, drill(p_open))}, payoff=-5
    )
    return Decision("test", {"yes": reading, "no": drill(prior)})


def regrets(tree):
    scores = score_strategies(tree, "minimax_regret")
    return dict(zip(scores.alternatives, scores.scores, strict=True))


def test_a_perfect_test_leaves_its_price_to_regret():
    found = regrets(sounded(0.0, 1.0))
    assert found["test=yes, drill[yes > closed]=yes, drill[yes > open]=no"] == 5
    assert found["test=no, drill[no]=yes"] == 70
    assert found["test=no, drill[no]=no"] == 50


def test_an_imperfect_test_may_mislead():
    found = regrets(sounded(0.2, 0.8))
    assert found["test=yes, drill[yes > closed]=yes, drill[yes > open]=no"] == 75
    assert found["test=yes, drill[yes > closed]=no, drill[yes > open]=no"] == 55


def test_a_chance_node_may_leave_impossible_outcomes_out():
    sure = Chance("oil", {"wet": (1.0, 50)})
    dry = Chance("oil", {"dry": (1.0, -70)})
    reading = Chance(
        "reading",
        {
            "closed": (0.5, Decision("drill", {"yes": sure, "no": 0})),
            "open": (0.5, Decision("drill", {"yes": dry, "no": 0})),
        },
        payoff=-5,
    )
    tree = Decision("test", {"yes": reading, "no": drill(0.5)})
    assert regrets(tree) == regrets(sounded(0.0, 1.0))


def test_uncertainties_that_never_meet_combine_in_every_way():
    tree = Decision(
        "d",
        {
            "a": Chance("one", {"x": (0.5, 10), "y": (0.5, -10)}),
            "b": Chance("two", {"x": (0.9, 3), "y": (0.1, -4)}),
        },
    )
    assert regrets(tree) == {"d=a": 13, "d=b": 14}


def test_impossible_combinations_that_follow_from_several():
    """Where a=+ excludes c=1, and b=+ excludes c=2, both together cannot be; P(c=1) is 0.4 from
    either side."""

    def watch(first, sure, p):
        outcomes = {
            "+": (0.2, Chance("c", {"1": (sure, 0), "2": (1 - sure, 0)})),
            "-": (0.8, Chance("c", {"1": (p, 0), "2": (1 - p, 0)})),
        }
        return Chance(first, outcomes)

    def bet(name, win):
        return Chance(name, {"+": (0.2, win), "-": (0.8, 0)})

    seen = {"see a": watch("a", 0.0, 0.5), "see b": watch("b", 1.0, 0.25)}
    found = regrets(Decision("d", {"bet on a": bet("a", -100), "bet on b": bet("b", 60), **seen}))
    assert found["d=bet on a"] == 100
    free = regrets(Decision("d", {"bet on a": bet("a", -100), "bet on b": bet("b", 60)}))
    assert free["d=bet on a"] == 160


@pytest.mark.parametrize(
    ("tree", "message"),
    [
        (
            Decision(
                "d",
                {
                    "a": Chance("oil", {"dry": (0.5, -70), "wet": (0.5, 50)}),
                    "b": Chance("oil", {"dry": (0.4, -7), "wet": (0.6, 5)}),
                    "c": 0,
                },
            ),
            (
                r"must not depend on a decision; the probability of 'oil=dry' is 0.5 at 'a' and 0.4"
                r" at 'b'"
            ),
        ),
        (
            Decision(
                "d",
                {
                    "a": Chance("oil", {"dry": (0.5, -70), "wet": (0.5, 50)}),
                    "b": Chance("oil", {"dry": (0.5, -7), "soaking": (0.5, 5)}),
                    "c": 0,
                },
            ),
            r"the probability of 'oil=wet' is 0.5 at 'a' and 0 at 'b'",
        ),
        (sounded(0.2, 0.9), r"the probability of 'oil=dry' is 0.55 at 'yes' and 0.5 at 'no'"),
        (
            Chance(
                "oil",
                {
                    "dry": (0.5, Decision("x", {"p": Chance("oil", {"dry": (1, 1)})})),
                    "wet": (0.5, 5),
                },
            ),
            r"chance 'oil' must occur once on a path, .* it is at the root and again at 'dry > p'",
        ),
    ],
)
def test_trees_without_states_of_nature_are_refused(tree, message):
    with pytest.raises(InvalidModelError, match=rf"(?s)score_strategies\(\): 1 problem.*{message}"):
        score_strategies(tree, "minimax_regret")


def test_another_order_of_the_same_uncertainties_must_have_the_same_joint_distribution():
    def one(p, q):
        return Chance(
            "a",
            {
                "+": (0.5, Chance("b", {"x": (p, 1), "y": (1 - p, 2)})),
                "-": (0.5, Chance("b", {"x": (q, 3), "y": (1 - q, 4)})),
            },
        )

    def other(p, q):
        return Chance(
            "b",
            {
                "x": (0.5, Chance("a", {"+": (p, 5), "-": (1 - p, 6)})),
                "y": (0.5, Chance("a", {"+": (q, 7), "-": (1 - q, 8)})),
            },
        )

    assert len(regrets(Decision("d", {"one": one(0.8, 0.2), "other": other(0.8, 0.2)}))) == 2
    with pytest.raises(
        InvalidModelError, match=r"probability of 'a=\+, b=x' is 0.4 at 'one' and 0.25 at 'other'"
    ):
        score_strategies(
            Decision("d", {"one": one(0.8, 0.2), "other": other(0.5, 0.5)}), "minimax_regret"
        )


def test_each_sample_has_its_own_impossible_outcomes():
    p = np.array([0.0, 0.2, 1.0, 0.5])
    gain = np.array([50.0, 60.0, 70.0, 80.0])

    def tree(p, gain):
        return Decision(
            "d", {"go": Chance("u", {"bad": (p, -10.0), "good": (1 - p, gain)}), "stay": 0.0}
        )

    scores = score_strategies(tree(p, gain), "minimax_regret")
    for s in range(4):
        np.testing.assert_allclose(
            scores.scores[s], list(regrets(tree(float(p[s]), float(gain[s]))).values())
        )
    with pytest.raises(InvalidModelError, match="must not depend on a decision"):
        score_strategies(
            Decision("d", {"a": tree(p, gain), "b": tree(p + np.array([0, 0, 0, 0.1]), gain)}),
            "minimax_regret",
        )


def test_too_many_joint_outcomes_to_sort_are_refused():
    def node(k):
        if k == 17:
            return 0.0
        return Chance(
            f"u{k}",
            {"a": (0.0 if k == 16 else 0.5, 0.0), "b": (1.0 if k == 16 else 0.5, node(k + 1))},
        )

    tree = to_arrays(Decision("d", {"x": node(0), "y": 1.0}))
    with pytest.raises(
        InvalidInputError, match=r"must have at most 65,536 of them; \['u0', .* have 131,072"
    ):
        score_strategies(tree, "minimax_regret")


def test_regret_is_at_least_zero_and_zero_where_one_strategy_is_always_best():
    tree = Decision(
        "d",
        {
            "a": Chance("u", {"x": (0.5, 5), "y": (0.5, 7)}),
            "b": Chance("u", {"x": (0.5, 4), "y": (0.5, 7)}),
        },
    )
    assert regrets(tree) == {"d=a": 0, "d=b": 1}
    assert consequences(tree, "x").alternatives == tuple(regrets(tree))
