"""Minimax regret on trees: against a listing of all states of nature, and trees without states of
nature."""

import itertools

import numpy as np
import pytest

from decision_analysis.errors import InvalidInputError, InvalidModelError
from decision_analysis.trees import (
    Chance,
    Decision,
    consequences,
    score_strategies,
    to_arrays,
)
from oracles.states_of_nature import (
    impossible_outcomes,
    random_joint,
    random_tree,
    total_in_state,
    watching_tree,
)


@pytest.mark.parametrize("seed", range(30))
def test_it_equals_a_listing_of_all_states(slow, seed):
    rng = np.random.default_rng(seed)
    for make in [random_tree, watching_tree] * 8:
        joint = random_joint(rng)
        tree = make(rng, joint)
        if not isinstance(tree, Decision | Chance) or len(slow.strategies(tree)) > 80:
            continue
        listed = slow.strategies(tree)
        out = impossible_outcomes(tree)
        states = [
            state
            for state in itertools.product(*map(range, joint.shape))
            if not any(all(state[j] == c for j, c in met.items()) for met in out)
        ]
        totals = np.array(
            [[total_in_state(tree, strategy, state) for state in states] for strategy in listed]
        )
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
