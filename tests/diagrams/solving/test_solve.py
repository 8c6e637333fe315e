"""Exact solution: published figures, policies everywhere, odd diagrams, samples, and tables that
are too large."""

import numpy as np
import pytest

from decision_analysis import catalog, trees
from decision_analysis.diagrams import (
    Choice,
    InfluenceDiagram,
    Uncertain,
    Value,
    control,
    solve,
    to_tree,
)
from decision_analysis.diagrams import value_of_information as worth_knowing
from decision_analysis.errors import InvalidInputError

OIL = catalog.load("raiffa_1968/solve").inputs["diagram"]


def chain(length, states, rng):
    """Return a chain of states that are seen, of choices that move them, and of what they are
    worth."""
    labels = [f"s{i}" for i in range(states)]
    nodes = [Uncertain("s 0", labels, np.full(states, 1 / states))]
    for t in range(length):
        knows = [f"s {t}", f"d {t - 1}"][: 1 + (t > 0)]
        move = rng.dirichlet(np.ones(states), (states, 2))
        nodes += [
            Choice(f"d {t}", ["a", "b"], knows),
            Uncertain(f"s {t + 1}", labels, move, [f"s {t}", f"d {t}"]),
            Value(f"v {t}", rng.random((states, 2)), [f"s {t}", f"d {t}"]),
        ]
    return InfluenceDiagram(nodes)


def chain_by_hand(diagram, length):
    """Solve the chain backward on plain arrays."""
    value = 0.0
    for t in range(length - 1, -1, -1):
        value = (
            diagram.nodes[f"v {t}"].payoffs
            + diagram.nodes[f"s {t + 1}"].probabilities
            @ (value + np.zeros(len(diagram.states("s 0"))))
        ).max(axis=1)
    return value.mean()


# --- published
# --------------------------------------------------------------------------------------------------


def test_the_oil_wildcatter():
    solution = solve(OIL)
    assert solution.value == pytest.approx(22.5, abs=1e-9)
    assert dict(solution.policy["test"]) == {(): "yes"}
    assert dict(solution.policy["drill"]) == {
        ("yes", "closed"): "drill",
        ("yes", "open"): "drill",
        ("yes", "diffuse"): "don't",
        ("no", "none"): "drill",
    }
    profile = solution.distribution
    np.testing.assert_allclose(profile.values, [-80, -10, 40, 190])
    np.testing.assert_allclose(profile.probabilities, [0.2, 0.41, 0.21, 0.18], atol=1e-12)
    assert profile.std**2 == pytest.approx(7648.75, abs=1e-9)
    assert list(solution.marginal("result").values()) == pytest.approx([0.24, 0.35, 0.41, 0])
    assert solve(
        OIL, policy={"test": "no", "drill": solution.policy["drill"]}
    ).value == pytest.approx(20)


def test_pigs_with_recall():
    """Each treatment knows all tests and treatments before, though it names the last ones only."""
    solution = solve(catalog.load("lauritzen_2001/solve_pigs_recall_4_months").inputs["diagram"])
    assert solution.value == pytest.approx(729.225, abs=1e-9)
    assert solution.policy["treat 3"].known == ("test 1", "treat 1", "test 2", "treat 2", "test 3")
    assert len(solution.policy["treat 3"]) == 32


# --- policies everywhere
# ----------------------------------------------------------------------------------------------


def test_the_policy_is_right_off_the_optimal_path():
    """Without the test it is worth 20 to drill, though the test is better (pyAgrum says not to
    drill)."""
    solution = solve(OIL)
    assert solution.policy["drill"]["no", "none"] == "drill"
    bad = InfluenceDiagram([*OIL.nodes.values(), Value("fee", [-100.0, 0.0], of=["test"])])
    assert solve(bad).policy["test"][()] == "no"
    assert {key: solve(bad).policy["drill"][key] for key in solution.policy["drill"]} == dict(
        solution.policy["drill"]
    )


def test_what_nobody_can_come_to_know_is_listed_and_not_answered():
    solution = solve(OIL)
    expected = [("yes", "none"), ("no", "closed"), ("no", "open"), ("no", "diffuse")]
    assert list(solution.impossible["drill"]) == expected
    assert len(solution.impossible["drill"]) == 4
    assert solution.impossible["drill"][1] == ("no", "closed")
    assert list(solution.impossible["test"]) == []
    message = (
        r"policy of 'drill': the information state must be possible under some policy; got \('no',"
        r" 'open'\)"
    )
    with pytest.raises(InvalidInputError, match=message):
        solution.policy["drill"]["no", "open"]
    with pytest.raises(KeyError):
        solution.policy["drill"]["no", "open"]
    with pytest.raises(InvalidInputError, match=r"label of 'result' must be one of .*; got 'shut'"):
        solution.policy["drill"]["no", "shut"]
    with pytest.raises(
        InvalidInputError,
        match=r"a key must be a tuple of labels of \('test', 'result'\); got 'no'",
    ):
        solution.policy["drill"]["no"]


def test_ties_take_the_greatest_option():
    diagram = InfluenceDiagram(
        [Choice("c", ["a", "b", "c"]), Value("v", [0.3, 0.1 + 0.2, 0.3 - 1e-9], of=["c"])]
    )
    # 0.1 + 0.2 is a float above 0.3
    assert solve(diagram).policy["c"][()] == "b"
    assert solve(diagram).value == 0.1 + 0.2
    assert solve(diagram, goal="min").policy["c"][()] == "c"


# --- odd diagrams
# --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("recall", [True, False])
@pytest.mark.parametrize(
    ("nodes", "value"),
    [
        ([Value("v", 3)], 3),
        ([Value("v", 3), Value("w", -5)], -2),
        ([Uncertain("u", ["only"], [1.0]), Value("v", [3], of=["u"])], 3),
        ([Uncertain("u", ["x", "y"], [0.25, 0.75]), Value("v", [4, 8], of=["u"])], 7),
        ([Choice("c", ["only"]), Value("v", [3], of=["c"])], 3),
        ([Choice("c", ["a", "b"]), Value("v", 3)], 3),
        ([Choice("c", ["a", "b"]), Value("v", [3, 4], of=["c"])], 4),
        (
            [
                Choice("c", ["a", "b"]),
                Uncertain("barren", ["x", "y"], [[1, 0], [0, 1]], ["c"]),
                Value("v", [3, 4], ["c"]),
            ],
            4,
        ),
        (
            [
                Uncertain("u", ["x", "y"], [0.5, 0.5]),
                Choice("c", ["a", "b"], ["u"]),
                Uncertain("apart", ["z"], [1.0]),
                Value("v", [[1, 2], [4, 3]], ["u", "c"]),
                Value("w", [5], ["apart"]),
            ],
            8,
        ),
        (
            [
                Choice("c", ["a", "b"]),
                Uncertain("s", ["x", "y"], [[0, 1], [1, 0]], ["c"]),
                Value("v", [2, 9], ["s"]),
            ],
            9,
        ),
    ],
)
def test_odd_diagrams(nodes, value, recall):
    diagram = InfluenceDiagram(nodes)
    solution = solve(diagram, recall=recall)
    assert solution.value == pytest.approx(value)
    assert solution.distribution.mean == pytest.approx(value)
    assert all(solution.policy[choice].keys() for choice in diagram.choices)
    assert trees.rollback(to_tree(diagram)).value == pytest.approx(value)


def test_a_diagram_needs_a_value():
    with pytest.raises(
        InvalidInputError, match=r"solve\(\): the diagram must have a value; it has none"
    ):
        solve(InfluenceDiagram([Choice("c", ["a"])]))


# --- samples
# --------------------------------------------------------------------------------------------------


def test_samples_are_decided_one_by_one():
    priors = np.array([[0.5, 0.3, 0.2], [0.9, 0.1, 0.0], [0.0, 0.0, 1.0]])
    diagram = InfluenceDiagram(
        [
            Uncertain("oil", ["dry", "wet", "soaking"], priors),
            Choice("drill", ["yes", "no"]),
            Value("profit", [[-70, 0], [50, 0], [200, 0]], of=["oil", "drill"]),
        ]
    )
    solution = solve(diagram)
    np.testing.assert_allclose(solution.value, [20, 0, 200])
    assert [solution.at(i).policy["drill"][()] for i in range(3)] == ["yes", "no", "yes"]
    held = solve(diagram, policy={"drill": "yes"})
    np.testing.assert_allclose(held.value, [20, -58, 200])
    assert repr(solution) == "solve: samples (3,), mean value 73.3333"
    with pytest.raises(
        InvalidInputError, match=r"policy needs one sample, got a batch \(3,\); pick one with"
    ):
        _ = solution.policy


def test_payoffs_alone_may_be_sampled():
    """What an option is tied at differs by sample, also where no payoff that is left to be
    maximized does."""
    diagram = InfluenceDiagram(
        [Choice("c", ["a", "b"]), Value("v", [1.0, 2.0], ["c"]), Value("w", [10.0, 20.0, 30.0])]
    )
    np.testing.assert_allclose(solve(diagram).value, [12, 22, 32])


def test_samples_are_cut_in_halves_where_tables_would_be_too_large(monkeypatch):
    rng = np.random.default_rng(4)
    nodes = dict(OIL.nodes)
    nodes["oil"] = Uncertain("oil", nodes["oil"].states, rng.dirichlet([5, 3, 2], (7, 1)))
    nodes["cost"] = Value(
        "cost", np.stack([rng.normal(-10, 5, 6), np.zeros(6)], axis=-1), of=["test"]
    )
    diagram = InfluenceDiagram(list(nodes.values()))
    whole = solve(diagram)
    monkeypatch.setattr("decision_analysis.diagrams.factors._factor.MOST_TABLE_NUMBERS", 48)
    parts = solve(diagram)
    np.testing.assert_array_equal(parts.value, whole.value)
    for name, rule in whole.rules.items():
        np.testing.assert_array_equal(
            np.broadcast_arrays(parts.rules[name].options, rule.options)[0], rule.options
        )


# --- large
# --------------------------------------------------------------------------------------------------


def test_a_long_chain():
    diagram = chain(200, 12, np.random.default_rng(1))
    solution = solve(diagram)
    assert solution.value == pytest.approx(chain_by_hand(diagram, 200), rel=1e-12)
    assert solution.policy["d 1"].known == ("s 0", "d 0", "s 1")
    key = ("s3", "a") * 199 + ("s5",)
    assert solution.policy["d 199"][key] in ("a", "b")
    assert sum(solution.marginal("s 200").values()) == pytest.approx(1)
    assert trees.rollback(to_tree(diagram)).value == pytest.approx(solution.value, rel=1e-12)


def test_a_policy_that_is_too_large_to_be_listed_says_which_names_meet():
    policy = solve(chain(200, 12, np.random.default_rng(1))).policy["d 199"]
    match = (
        r"the information states must be few enough to be listed; .* 's 0', 'd 0', 's 1', .* \(399"
        r" variables\)"
    )
    with pytest.raises(InvalidInputError, match=match):
        len(policy)


def test_tables_that_are_too_large_are_refused_by_name():
    """Forty tests of one hidden state, all remembered."""
    nodes = [Uncertain("ill", ["yes", "no"], [0.5, 0.5])]
    tests = [f"test {k}" for k in range(40)]
    nodes += [
        Uncertain(name, ["plus", "minus"], [[0.9, 0.1], [0.2, 0.8]], ["ill"]) for name in tests
    ]
    nodes += [
        Choice("treat", ["treat", "pass"], tests),
        Value("v", [[2, 0], [-1, 0]], ["ill", "treat"]),
    ]
    diagram = InfluenceDiagram(nodes)
    match = (
        r"solve\(\): a table must have at most 134,217,728 numbers; the one in which .*'test \d+',"
        r" .* meet "
        r"\(\d+ variables\) needs .*; fewer states or samples, or choices that know less"
        r" \(recall=False\)"
    )
    with pytest.raises(InvalidInputError, match=match):
        solve(diagram)


# --- information and control
# ------------------------------------------------------------------------------------------


def test_several_uncertainties_may_become_known_together():
    diagram = InfluenceDiagram(
        [
            Uncertain("a", ["x", "y"], [0.5, 0.5]),
            Uncertain("b", ["x", "y"], [0.5, 0.5]),
            Choice("c", ["l", "r"]),
            Value("v", [[[1, 0], [0, 1]], [[0, 1], [1, 0]]], of=["a", "b", "c"]),
        ]
    )
    assert worth_knowing(diagram, of="a", before="c").value == 0
    assert worth_knowing(diagram, of="b", before="c").value == 0
    assert worth_knowing(diagram, of=["a", "b"], before="c").value == pytest.approx(0.5)


def test_control_of_a_sign_costs_what_it_no_longer_tells():
    diagram = InfluenceDiagram(
        [
            Uncertain("ill", ["yes", "no"], [0.5, 0.5]),
            Uncertain("test", ["plus", "minus"], [[1.0, 0.0], [0.0, 1.0]], ["ill"]),
            Choice("treat", ["yes", "no"], ["test"]),
            Value("v", [[1, 0], [0, 1]], ["ill", "treat"]),
        ]
    )
    result = control(diagram, of="test")
    assert (result.value, result.with_information, result.without) == pytest.approx(
        (-0.5, 0.5, 1.0)
    )


@pytest.mark.parametrize(("goal", "sign"), [("max", 1), ("min", -1)])
def test_an_extreme_of_no_probability_decides_nothing(goal, sign):
    extreme = -sign * 1e13
    pays = [[sign * 100, sign * 100], [sign * 109, extreme]]
    for p in (0.0, 1e-40):
        diagram = InfluenceDiagram(
            [
                Uncertain("u", ["usual", "extreme"], [1 - p, p]),
                Choice("c", ["old", "new"]),
                Value("v", pays, of=["c", "u"]),
            ]
        )
        for recall in (True, False):
            for method in ("exact", "single_policy_updating"):
                if recall and method != "exact":
                    continue
                found = solve(diagram, goal=goal, recall=recall, method=method)
                assert (found.value, found.policy["c"][()]) == (sign * 109, "new")


def test_an_option_that_nobody_takes_does_not_cost_the_program_its_precision():
    # two who cannot talk: each alone does best to stay at b, and both at c are worth 12 more
    together = [[0.0, 0.0, 0.0], [0.0, 1.0, -2.0], [0.0, -2.0, 13.0]]
    for loss, offset in ((0.0, 0.0), (1e12, 0.0), (1e12, 1e6)):
        diagram = InfluenceDiagram(
            [
                Choice("one", ["a", "b", "c"]),
                Choice("two", ["a", "b", "c"]),
                Value("together", np.add(together, offset), of=["one", "two"]),
                Value("alone", [-loss, 0.0, 0.0], of=["one"]),
            ]
        )
        found = solve(diagram, recall=False)
        assert found.value == 13 + offset, (loss, offset)
