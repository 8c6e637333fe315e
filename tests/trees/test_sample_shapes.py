"""Results have the sample axes of the whole tree, however the attribute is named and whatever is
sampled."""

import itertools

import numpy as np
import pytest

from decision_analysis import trees, utility
from decision_analysis.trees import REST, Again, Chance, Decision, Terminal

EFFECTS, CHANCES = np.arange(3.0), np.array([0.2, 0.3, 0.4])
ATTRIBUTES = {
    "a name": "cost",
    "the sampled name": "effect",
    "a mapping": {"cost": 1.0},
    "a mapping with 0": {"cost": 1.0, "effect": 0.0},
    "a function": lambda totals: totals["cost"] * 1.0,
}


def tree_of(chance, effect):
    """Return a tree in which only the effect of one end, or one probability, is sampled."""
    ends = {"x": (chance, {"cost": 1, "effect": effect}), "y": (REST, {"cost": 2, "effect": 1})}
    return Decision("d", {"a": Chance("c", ends), "b": {"cost": 3, "effect": 0}})


def lattice(n):
    """Return a tree of shared nodes that is folded, with one sampled attribute."""
    ends = [Terminal({"cost": float(k), "effect": EFFECTS * k}) for k in range(n + 1)]
    for _ in range(n):
        ends = [Decision("d", {"u": u, "v": v}) for u, v in itertools.pairwise(ends)]
    return ends[0]


TREES = {
    "effect": (tree_of(0.5, EFFECTS), (3,)),
    "chance": (tree_of(CHANCES, 2.0), (3,)),
    "both": (tree_of(CHANCES[:, None], EFFECTS[:2]), (3, 2)),
}


@pytest.mark.parametrize("attribute", ATTRIBUTES)
@pytest.mark.parametrize("sampled", TREES)
def test_every_question_answers_in_the_shape_of_the_tree(sampled, attribute):
    tree, shape = TREES[sampled]
    of = {"attribute": ATTRIBUTES[attribute]}
    results = [
        trees.rollback(tree, goal=goal, utility=rule, **of)
        for goal in ("max", "min")
        for rule in (None, utility.exponential(5), utility.logarithmic(10))
    ]
    results += [
        trees.rollback(tree, rule="maximin", **of),
        trees.rollback(tree, policy="fixed", **of),
    ]
    for result in results:
        assert result.sample_shape == shape
        for name in ("value", "certainty_equivalent", "expected_value", "risk_premium"):
            assert np.shape(getattr(result, name)) == shape
        for name in ("values", "to_go", "to_date", "choices"):
            assert np.shape(getattr(result, name)[()]) == shape
    profile = trees.risk_profile(tree, **of)
    for found in (
        profile.mean,
        profile.std,
        profile.cdf(1.0),
        profile.quantile(0.5),
        profile.cvar(0.5),
    ):
        assert np.shape(found) == shape
    for question in (trees.clairvoyance, trees.control):
        assert np.shape(question(tree, "c", **of).value) == shape
    for rule in ("maximin", "expected_value", ("cvar", 0.3), "minimax_regret"):
        assert trees.score_strategies(tree, rule, **of).scores.shape[:-1] == shape
    assert trees.consequences(tree, ["cost"]).sample_shape == shape


@pytest.mark.parametrize("attribute", ATTRIBUTES)
def test_shared_nodes_too(attribute):
    tree = lattice(16 if attribute != "a function" else 8)
    assert trees.rollback(tree, attribute=ATTRIBUTES[attribute]).sample_shape == (3,)


@pytest.mark.parametrize("attribute", ["cost", {"cost": 1}])
def test_stages_too(attribute):
    again = Again("s", 0.5, payoff={"cost": 1.0, "effect": EFFECTS})
    result = trees.recur(
        {"s": Decision("d", {"on": again, "end": {"cost": 0, "effect": 0}})}, attribute=attribute
    )
    np.testing.assert_allclose(result.value, [2.0, 2.0, 2.0])


def test_what_is_not_sampled_is_the_same_in_every_sample():
    tree, _ = TREES["effect"]
    np.testing.assert_array_equal(trees.rollback(tree, attribute="cost").value, [3.0] * 3)
    np.testing.assert_array_equal(
        trees.rollback(tree, attribute="cost", goal="min").value, [1.5] * 3
    )
    assert trees.rollback(tree, attribute="cost").at(1).policy == {(): "b"}
