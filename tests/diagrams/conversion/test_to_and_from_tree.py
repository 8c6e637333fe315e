"""Diagrams to trees and back: the same values, identical situations merged, what cannot be
converted named."""

import numpy as np
import pytest

from decision_analysis import catalog, trees
from decision_analysis.diagrams import (
    Choice,
    InfluenceDiagram,
    Uncertain,
    Value,
    from_tree,
    solve,
    to_tree,
)
from decision_analysis.errors import InvalidInputError, InvalidModelError
from decision_analysis.trees import REST, Chance, Decision, rollback
from decision_analysis.trees.nodes import post_order
from oracles.chains import chain

OIL = catalog.load("raiffa_1968/solve").inputs["diagram"]


def observed(stages):
    """Return a diagram in which the state is seen before every choice, and nothing else matters."""
    nodes = [Uncertain("state 0", ["good", "bad"], [0.7, 0.3])]
    for k in range(stages):
        known = [f"state {k}"] if k == 0 else [f"state {k}", f"choice {k - 1}"]
        nodes += [
            Choice(f"choice {k}", ["mend", "leave"], knows=known),
            Value(f"worth {k}", [[0, 3], [-2, 0]], of=[f"state {k}", f"choice {k}"]),
            Uncertain(
                f"state {k + 1}",
                ["good", "bad"],
                [[[0.9, 0.1], [0.6, 0.4]], [[0.8, 0.2], [0.1, 0.9]]],
                given=[f"state {k}", f"choice {k}"],
            ),
        ]
    return InfluenceDiagram([*nodes, Value("last", [5, 0], of=[f"state {stages}"])])


def test_the_wildcatter_as_a_tree():
    tree = to_tree(OIL)
    result = rollback(tree)
    assert result.value == pytest.approx(22.5)
    assert result.policy["yes", "diffuse"] == "don't"
    assert result.policy["no", "none"] == "drill"
    np.testing.assert_allclose(trees.risk_profile(tree).probabilities, [0.2, 0.41, 0.21, 0.18])


def test_payoffs_keep_their_names():
    table = trees.consequences(to_tree(OIL, attributes=True), ["cost", "profit"])
    best = table.select(alternatives=[rollback(to_tree(OIL)).strategy.label]).values
    np.testing.assert_allclose(best, [[-10, 32.5]])


def test_identical_situations_are_one_node():
    """Where the state is seen, the past does not matter: nodes grow with the stages and not with
    the paths."""
    sizes = [sum(1 for _ in post_order(to_tree(observed(k)))) for k in (2, 4, 8)]
    assert sizes[2] - sizes[1] == 2 * (sizes[1] - sizes[0])
    tree = to_tree(observed(7))
    assert tree.size > 100 * sizes[2] / 2
    assert rollback(tree).value == pytest.approx(solve(observed(7)).value)


def test_too_many_nodes_are_refused():
    with pytest.raises(
        InvalidInputError, match=r"to_tree\(\): the tree must have at most max_nodes = 5"
    ):
        to_tree(OIL, max_nodes=5)


def test_sampled_tables_stay_sampled():
    rng = np.random.default_rng(3)
    nodes = dict(OIL.nodes)
    nodes["oil"] = Uncertain("oil", nodes["oil"].states, rng.dirichlet([5, 3, 2], 50))
    nodes["cost"] = Value(
        "cost", np.stack([rng.normal(-10, 2, 50), np.zeros(50)], axis=-1), of=["test"]
    )
    diagram = InfluenceDiagram(list(nodes.values()))
    np.testing.assert_allclose(rollback(to_tree(diagram)).value, solve(diagram).value, rtol=1e-12)
    np.testing.assert_allclose(
        solve(from_tree(to_tree(diagram))).value, solve(diagram).value, rtol=1e-12
    )


def test_choices_without_an_order_have_no_tree():
    diagram = InfluenceDiagram(
        [Choice("a", ["x", "y"]), Choice("b", ["x", "y"]), Value("v", [1, 2], of=["a"])]
    )
    with pytest.raises(InvalidModelError, match=r"to_tree\(\).*\n.*none leads from 'a' to 'b'"):
        to_tree(diagram)


def test_a_tree_without_symmetry_becomes_a_diagram():
    def dig(p):
        return Decision(
            "dig?", {"dig": Chance("gas", {"gas": (p, 2200), "none": (REST, -300)}), "sell": 600}
        )

    test = Chance("test", {"plus": (0.72, dig(0.875)), "minus": (0.28, dig(0.25))}, payoff=-50)
    root = Decision("test?", {"yes": test, "no": dig(0.7), "sell now": 800})
    diagram = from_tree(root)
    assert diagram.states("test") == ("plus", "minus", "not met")
    assert set(diagram.parents("gas")) <= {"test?", "test", "dig?"}
    solution = solve(diagram)
    assert solution.value == pytest.approx(rollback(root).value)
    profile = trees.risk_profile(root)
    np.testing.assert_allclose(solution.distribution.values, profile.values)
    np.testing.assert_allclose(solution.distribution.probabilities, profile.probabilities)


def test_where_nothing_is_paid_at_last_attributes_stay_attributes():
    diagram = InfluenceDiagram(
        [
            Choice("c", ["x", "y"]),
            Choice("e", ["p", "q"], knows=["c"]),
            Value("cost", [1, 2], of=["c"]),
            Value("gain", [5, 3], of=["c"]),
        ]
    )
    table = trees.consequences(to_tree(diagram, attributes=True), ["cost", "gain"])
    assert table.values.tolist() == [[1, 5], [1, 5], [2, 3], [2, 3]]


def test_a_state_that_is_impossible_in_some_samples():
    likely = np.array([[1.0, 0.0], [0.5, 0.5]])
    diagram = InfluenceDiagram(
        [
            Uncertain("u", ["a", "b"], likely),
            Uncertain("v", ["x", "y"], [[0.3, 0.7], [0.6, 0.4]], given=["u"]),
            Choice("c", ["l", "r"], knows=["u"]),
            Value("w", [[1, 2], [3, 0]], of=["v", "c"]),
        ]
    )
    np.testing.assert_allclose(rollback(to_tree(diagram)).value, [2.4, 2.1], rtol=1e-12)


@pytest.mark.parametrize("shape", [(1,), (2, 1), (3,)])
def test_samples_keep_their_shape_though_nothing_depends_on_them(shape):
    aside = Uncertain("aside", ["a", "b"], np.broadcast_to([0.5, 0.5], (*shape, 2)))
    diagram = InfluenceDiagram([aside, Choice("c", ["x", "y"]), Value("w", [1, 2], of=["c"])])
    for attributes, attribute in ((False, None), (True, "w")):
        tree = to_tree(diagram, attributes=attributes)
        value = rollback(tree, attribute=attribute).value
        assert np.array_equal(value, np.broadcast_to(2.0, shape))


def test_names_of_ours_give_way_to_those_of_the_tree():
    root = Decision("go", {"a": Chance("payoff", {"x": (0.5, 1), "y": (0.5, 4)}), "b": 2}, payoff=3)
    diagram = from_tree(root)
    assert diagram.value_nodes == ("(payoff)", "payoff of go", "payoff of payoff")
    assert solve(diagram).value == 5.5
    root = Decision("payoff of c", {"a": Chance("c", {"not met": (0.5, 1), "y": (0.5, 4)}), "b": 2})
    diagram = from_tree(root)
    assert diagram.states("c") == ("not met", "y", "(not met)")
    assert diagram.value_nodes == ("payoff of payoff of c", "(payoff of c)")


def test_what_depends_on_too_much_is_refused_with_its_size():
    with pytest.raises(InvalidModelError, match=r"nodes times names .* got 40,003 times 20,001"):
        from_tree(chain(20_000))
    wanted = r"one over 'd79', .*\(23 names\).* needs 2\.52e\+07 or more \(201 MB\)"
    with pytest.raises(InvalidModelError, match=wanted):
        from_tree(chain(80, chances=False))


def test_many_faults_are_not_all_listed():
    node = 1.0
    for i in range(40):
        node = Decision("d", {"go": node, f"stop {i}": 0})
    with pytest.raises(InvalidModelError) as caught:
        from_tree(node)
    assert len(caught.value.problems) == 11
    assert caught.value.problems[-1] == "and 30 more"


def draw(rng, names, depth):
    """Return a random tree whose names follow one order, and which leaves some out."""
    if depth == len(names) or (depth and rng.random() < 0.2):
        return float(rng.integers(-50, 50))
    if depth and rng.random() < 0.25:
        return draw(rng, names, depth + 1)
    paid = float(rng.integers(-9, 9)) if rng.random() < 0.5 else None
    below = [draw(rng, names, depth + 1) for _ in range(2)]
    if depth % 2 == 0:
        return Decision(names[depth], {"a": below[0], "b": below[1]}, paid)
    p = float(rng.integers(0, 11)) / 10
    return Chance(names[depth], {"u": (p, below[0]), "v": (REST, below[1])}, paid)


def test_random_trees_as_diagrams():
    rng = np.random.default_rng(11)
    for _ in range(150):
        root = draw(rng, ["d0", "c1", "d2", "c3", "d4"], 0)
        value = rollback(root).value
        diagram = from_tree(root)
        assert solve(diagram).value == pytest.approx(value, abs=1e-9)
        assert rollback(to_tree(diagram)).value == pytest.approx(value, abs=1e-9)


@pytest.mark.parametrize(
    ("root", "match"),
    [
        (
            Decision("d", {"a": Chance("d", {"x": (1.0, 1)}), "b": 0}),
            "either a decision or a chance node",
        ),
        (
            Decision("d", {"a": Decision("e", {"x": 1, "y": 2}), "b": Decision("e", {"x": 1})}),
            "'e' must have the same options everywhere",
        ),
        (
            Chance("c", {"x": (0.5, Chance("c", {"x": (1.0, 1)})), "y": (0.5, 0)}),
            "one order on all paths, and none twice",
        ),
        (
            Decision(
                "d",
                {
                    "a": Chance("c", {"x": (1.0, Chance("e", {"x": (1.0, 1)}))}),
                    "b": Chance("e", {"x": (1.0, Chance("c", {"x": (1.0, 1)}))}),
                },
            ),
            "one order on all paths",
        ),
    ],
)
def test_names_that_make_no_variables(root, match):
    with pytest.raises(InvalidModelError, match=match):
        from_tree(root)


def test_attributes_have_to_be_chosen():
    root = Decision("d", {"a": {"cost": 1, "gain": 2}, "b": {"cost": 3, "gain": 9}})
    with pytest.raises(InvalidInputError, match=r"from_tree\(\): payoffs have the attributes"):
        from_tree(root)
    assert solve(from_tree(root, attribute={"gain": 1, "cost": -1})).value == 6


@pytest.mark.parametrize("p", [1e-13, 1e-300])
def test_what_is_improbable_keeps_its_worth_both_ways(p):
    diagram = InfluenceDiagram(
        [
            Uncertain("state", ["usual", "rare"], [1 - p, p]),
            Uncertain("signal", ["weak", "strong"], [[0.5, 0.5], [0.25, 0.75]], given=["state"]),
            Choice("act", ["bet", "rest"], knows=["signal"]),
            Value("gain", [[0, 1 / p], [0.6, 0]], of=["act", "state"]),
        ]
    )
    # to bet where the signal is strong brings .75, and to rest .5 * .6
    assert solve(diagram).value == pytest.approx(1.05)
    tree = to_tree(diagram)
    assert rollback(tree).value == pytest.approx(1.05)
    assert solve(from_tree(tree)).value == pytest.approx(1.05)


@pytest.mark.parametrize("extreme", [-1e300, 1e13])
def test_an_impossible_payoff_makes_no_others_equal(extreme):
    def event(gain, loss):
        return Chance("c", {"x": (0.5, gain), "y": (0.5, loss), "z": (0.0, extreme)})

    tree = Decision("d", {"a": event(1, 2), "b": event(5, 3), "c": event(0, 1)})
    found = solve(from_tree(tree))
    assert (found.value, found.best) == (4, "b")
