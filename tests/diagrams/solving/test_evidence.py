"""What was observed before the first choice; and what each option is worth where."""

import pickle

import numpy as np
import pytest

from decision_analysis import catalog, export
from decision_analysis.diagrams import Choice, InfluenceDiagram, Uncertain, Value, solve, to_tree
from decision_analysis.errors import InvalidInputError

OIL = catalog.load("raiffa_1968/solve").inputs["diagram"]

# Pearl (1988): an alarm that burglars and earthquakes set off, and a neighbor who calls
ALARM = InfluenceDiagram(
    [
        Uncertain("burglary", ["yes", "no"], [0.01, 0.99]),
        Uncertain("earthquake", ["yes", "no"], [0.02, 0.98]),
        Uncertain(
            "alarm",
            ["yes", "no"],
            [[[0.95, 0.05], [0.94, 0.06]], [[0.29, 0.71], [0.001, 0.999]]],
            given=["burglary", "earthquake"],
        ),
        Uncertain("call", ["yes", "no"], {"yes": [0.9, 0.1], "no": [0.05, 0.95]}, given=["alarm"]),
        Choice("drive home", ["go", "stay"], knows=["earthquake"]),
        Value("loss", [[-300, -1000], [-50, 0]], of=["burglary", "drive home"]),
    ]
)


def burglary(call, earthquake=None):
    """Return the probability of burglary by Bayes' rule, written out."""
    rows = {}
    for b, p_b in ((0, 0.01), (1, 0.99)):
        rows[b] = 0.0
        for e, p_e in ((0, 0.02), (1, 0.98)):
            if earthquake is None or e == earthquake:
                for a in (0, 1):
                    p_a = ALARM.nodes["alarm"].probabilities[b, e, a]
                    rows[b] += p_b * p_e * p_a * ALARM.nodes["call"].probabilities[a, call]
    return rows[0] / sum(rows.values())


def test_a_call_makes_burglary_likely_and_an_earthquake_explains_it_away():
    solution = solve(ALARM, evidence={"call": "yes"})
    assert solution.marginal("burglary")["yes"] == pytest.approx(burglary(0), rel=1e-12)
    assert solution.marginal("call") == {"yes": 1.0, "no": 0.0}
    shaken = solve(ALARM, evidence={"call": "yes", "earthquake": "yes"})
    p = burglary(0, earthquake=0)
    assert shaken.marginal("burglary")["yes"] == pytest.approx(p, rel=1e-12)
    assert list(shaken.policy["drive home"]) == [("yes",)]
    assert list(shaken.impossible["drive home"]) == [("no",)]
    go, stay = -300 * p - 50 * (1 - p), -1000 * p
    assert shaken.options["drive home"]["yes",] == pytest.approx(
        {"go": go, "stay": stay}, rel=1e-12
    )
    assert shaken.value == pytest.approx(max(go, stay), rel=1e-12)
    assert repr(shaken).split("\n")[0].endswith("  (given call yes, earthquake yes)")


def test_a_policy_of_the_diagram_without_evidence_is_taken():
    for recall in (True, False):
        policy = solve(ALARM, recall=recall)
        given = solve(ALARM, recall=recall, policy=policy, evidence={"call": "yes"})
        p = burglary(0)
        assert policy.policy["drive home"]["no",] == "stay"
        assert given.value == pytest.approx(-1000 * p, rel=1e-9)


def test_much_evidence_does_not_underflow():
    """A hidden state and 2,000 signs of it, each of them unlikely: as Bayes' rule has it in
    logarithms."""
    n = 2000
    signs = [
        Uncertain(f"s{i}", ["a", "b"], [[1e-3, 0.999], [1.01e-3, 0.99899]], given=["state"])
        for i in range(n)
    ]
    diagram = InfluenceDiagram(
        [Uncertain("state", ["x", "y"], [0.9, 0.1]), *signs, Value("v", [1, 0], of=["state"])]
    )
    found = solve(diagram, evidence={f"s{i}": "a" for i in range(n)}).value
    assert found == pytest.approx(1 / (1 + 1.01**n / 9), rel=1e-9)


def test_evidence_on_what_is_sampled_keeps_the_shape():
    p = np.array([[0.5, 0.3, 0.2], [0.2, 0.3, 0.5]])
    sampled = InfluenceDiagram(
        [Uncertain("oil", OIL.states("oil"), p), *(n for k, n in OIL.nodes.items() if k != "oil")]
    )
    solution = solve(sampled, evidence={"oil": "wet"})
    np.testing.assert_array_equal(solution.value, [50.0, 50.0])
    assert solution.at(1).value == 50.0
    assert solution.at(1).policy["test"][()] == "no"
    np.testing.assert_array_equal(solution.options["test"][()]["yes"], [40.0, 40.0])


def test_solutions_given_evidence_are_exported_with_the_diagram_that_was_solved():
    solution = solve(ALARM, evidence={"call": "yes"})
    for shown in ((ALARM, solution), (solution,), (solution.diagram, solution)):
        assert "value -" in export.dot(*shown)
    arcs = export.networkx(solution).edges
    assert ("alarm", "call") in arcs
    assert to_tree(solution.diagram).name == "earthquake"


IMPOSSIBLE = np.array([[0.5, 0.5], [1.0, 0.0]])


@pytest.mark.parametrize(
    ("evidence", "message"),
    [
        (
            {"call": "maybe"},
            r"unknown state of 'call' in evidence 'maybe'.*known are \['yes', 'no'\]",
        ),
        ({"cal": "yes"}, r"unknown uncertainty in evidence 'cal' \(did you mean 'call'\?\)"),
        ({"loss": "yes"}, "unknown uncertainty in evidence 'loss'"),
        ({"drive home": "go"}, r"got the choice 'drive home': policy= fixes what is chosen"),
        (["call"], "evidence must be a mapping; got list"),
        ({"call": 0}, "unknown state of 'call' in evidence 0"),
        ({0: "yes"}, "unknown uncertainty in evidence 0"),
    ],
)
def test_faulty_evidence_is_refused(evidence, message):
    with pytest.raises(InvalidInputError, match=rf"^solve\(\): .*{message}"):
        solve(ALARM, evidence=evidence)


def test_no_evidence_is_none():
    assert solve(ALARM, evidence={}).value == pytest.approx(solve(ALARM).value, rel=1e-12)


def test_evidence_that_a_choice_influences_is_refused():
    message = r"must not depend on a choice, .*; got test -> result$"
    with pytest.raises(InvalidInputError, match=message):
        solve(OIL, evidence={"oil": "wet", "result": "open"})


def test_impossible_evidence_is_refused():
    sure = [
        Uncertain("u", ["a", "b"], IMPOSSIBLE),
        Uncertain("w", ["x", "y"], [[1, 0], [0, 1]], ["u"]),
    ]
    diagram = InfluenceDiagram([*sure, Value("v", [1, 2], of=["u"])])
    with pytest.raises(
        InvalidInputError, match=r"evidence must be possible; \{'w': 'y'\} has .* in sample \(1,\)"
    ):
        solve(diagram, evidence={"w": "y"})
    with pytest.raises(
        InvalidInputError, match=r"\{'w': 'x', 'u': 'b'\} has the probability 0 in sample \(0,\)"
    ):
        solve(diagram, evidence={"w": "x", "u": "b"})
    np.testing.assert_array_equal(solve(diagram, evidence={"w": "x"}).value, [1.0, 1.0])


def test_options_of_the_wildcatter():
    solution = solve(OIL)
    options = solution.options["drill"]
    assert repr(options).startswith("{('yes', 'closed'): {'drill': ")
    assert len(options) == len(solution.policy["drill"]) == 4
    assert options["no", "none"] == {"drill": pytest.approx(20), "don't": 0}
    assert solution.options["test"] == {(): {"yes": pytest.approx(22.5), "no": pytest.approx(20)}}
    with pytest.raises(
        KeyError,
        match=(
            r"options of 'drill': the information state must be possible .* got \('yes', 'none'\)"
        ),
    ):
        options["yes", "none"]
    with pytest.raises(KeyError, match="label of 'test' must be one of"):
        options["maybe", "none"]
    again = pickle.loads(pickle.dumps(solution.options))
    assert again == solution.options


def test_options_of_a_choice_that_knows_too_much_to_list():
    known = [f"p{i}" for i in range(40)]
    coins = [Uncertain(name, ["h", "t"], [0.5, 0.5]) for name in known]
    value = Value("v", {"h": {"x": 1, "y": 0}, "t": {"x": 0, "y": 3}}, of=["p7", "c"])
    solution = solve(InfluenceDiagram([*coins, Choice("c", ["x", "y"], knows=known), value]))
    assert solution.options["c"][("t",) * 40] == {"x": 0, "y": 3}
    assert repr(solution.options["c"]) == "{... too many to be listed ...}"
