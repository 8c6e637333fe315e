"""What a solution says: policies as mappings, policies given by the user, marginals, one sample,
plain data."""

import json

import numpy as np
import pytest

from decision_analysis import catalog
from decision_analysis.diagrams import Choice, InfluenceDiagram, Uncertain, Value, solve
from decision_analysis.errors import InvalidInputError

OIL = catalog.load("raiffa_1968/solve").inputs["diagram"]
DRILL = {
    ("yes", "closed"): "drill",
    ("yes", "open"): "drill",
    ("yes", "diffuse"): "don't",
    ("no", "none"): "drill",
}
SAMPLED = InfluenceDiagram(
    [
        {**OIL.nodes, "oil": Uncertain("oil", OIL.states("oil"), [[0.5, 0.3, 0.2], [0.9, 0.1, 0]])}[
            n
        ]
        for n in OIL.nodes
    ]
)


def test_a_policy_is_a_read_only_mapping():
    policy = solve(OIL).policy["drill"]
    assert list(policy) == list(DRILL)
    assert dict(policy.items()) == DRILL
    assert policy == DRILL
    assert policy.get(("yes", "none")) is None
    assert ("no", "none") in policy
    assert ("no", "closed") not in policy
    assert repr(policy).startswith("{('yes', 'closed'): 'drill', ('yes', 'open'): 'drill'")
    with pytest.raises(TypeError):
        policy["no", "none"] = "don't"
    with pytest.raises(TypeError):
        solve(OIL).policy["drill"] = {}


def weather(states, probabilities):
    payoffs = {"rain": {"stay": 1, "go": 0}, "sun": {"stay": 0, "go": 5}}
    return InfluenceDiagram(
        [
            Uncertain("weather", states, probabilities),
            Choice("walk", ["stay", "go"], knows=["weather"]),
            Value("joy", {state: payoffs[state] for state in states}, of=["weather", "walk"]),
        ]
    )


def test_a_policy_of_another_diagram_is_taken_by_label_not_by_position():
    solution = solve(weather(["rain", "sun"], [0.5, 0.5]))
    assert solve(weather(["sun", "rain"], [0.5, 0.5]), policy=solution).value == 3


def test_a_policy_of_another_diagram_has_no_option_where_that_one_was_impossible():
    solution = solve(weather(["rain", "sun"], [1, 0]))
    with pytest.raises(
        InvalidInputError, match=r"policy of 'walk' must have an option .*; missing \[\('sun',\)\]$"
    ):
        solve(weather(["rain", "sun"], [0.5, 0.5]), policy=solution)


@pytest.mark.parametrize("n", [2, 3])
def test_a_single_policy_is_held_fixed_in_samples_of_what_it_knows(n):
    """Choices alone decide what the second one knows, so that its probability is that of rules
    without samples."""
    prior = np.stack([np.linspace(0.2, 0.6, n), np.linspace(0.8, 0.4, n)], axis=1)
    sampled = InfluenceDiagram(
        [
            Uncertain("weather", ["rain", "sun"], prior),
            Choice("ask", ["yes", "no"]),
            Choice("walk", ["stay", "go"], knows=["ask"]),
            Choice("wear", ["boots", "shoes"], knows=["walk", "weather"]),
            Value("fee", np.arange(4 * n).reshape(n, 2, 2)[:, ::-1], of=["ask", "walk"]),
            Value("joy", np.arange(8 * n).reshape(n, 2, 2, 2) % 5, of=["walk", "wear", "weather"]),
        ]
    )
    first = solve(sampled).at(0)
    written = {name: dict(policy) for name, policy in first.policy.items()}
    found = solve(sampled, policy=first)
    assert found.value.shape == (n,)
    np.testing.assert_allclose(
        found.value, solve(sampled, policy=written).value, rtol=0, atol=1e-12
    )
    alone = [solve(solve(sampled).at(i).diagram, policy=written).value for i in range(n)]
    np.testing.assert_allclose(found.value, alone, rtol=0, atol=1e-12)


def test_a_policy_given_is_evaluated():
    assert solve(OIL, policy={"test": "yes", "drill": DRILL}).value == pytest.approx(22.5)
    assert solve(OIL, policy={"test": {(): "no"}, "drill": DRILL}).value == pytest.approx(20)
    never = dict.fromkeys(DRILL, "don't")
    solution = solve(OIL, policy={"test": "yes", "drill": never})
    assert solution.value == -10
    assert solution.distribution.values.tolist() == [-10]
    assert solve(OIL, policy=solution).value == -10
    assert dict(solution.policy["drill"]) == never
    np.testing.assert_allclose(solve(SAMPLED, policy=solve(OIL)).value, [22.5, -31.7])


def test_options_in_impossible_states_may_be_left_out_or_given():
    every = {(t, r): "don't" for t in ("yes", "no") for r in OIL.states("result")}
    assert solve(OIL, policy={"test": "yes", "drill": {**every, **DRILL}}).value == pytest.approx(
        22.5
    )


@pytest.mark.parametrize(
    ("policy", "match"),
    [
        (5, r"policy must be a mapping \{choice: \{known labels: option\}\}; got 5"),
        ({"test": "yes"}, r"policy must name each choice once; missing \['drill'\]"),
        (
            {"test": "yes", "drill": DRILL, "oil": "dry"},
            r"policy must name each choice once; unknown \['oil'\]",
        ),
        (
            {"test": "perhaps", "drill": DRILL},
            r"unknown option of 'test' 'perhaps'; known are \['yes', 'no'\]",
        ),
        (
            {"test": "yes", "drill": "drill"},
            r"policy of 'drill' must be a mapping from labels of \('test', 'result'\)",
        ),
        (
            {"test": "yes", "drill": {}},
            r"policy of 'drill' must have an option for each possible state .*; missing",
        ),
        (
            {"test": "yes", "drill": {k: v for k, v in DRILL.items() if k[0] == "yes"}},
            r"for each possible state of \('test', 'result'\); missing \[\('no', 'none'\)\]",
        ),
        (
            {"test": "yes", "drill": {"yes": "drill"}},
            r"a key must be a tuple of labels of \('test', 'result'\)",
        ),
        (
            {"test": "yes", "drill": {**DRILL, ("yes", "shut"): "drill"}},
            r"label of 'result' must be one of \('closed', 'open', 'diffuse', 'none'\); got 'shut'",
        ),
    ],
)
def test_bad_policies(policy, match):
    with pytest.raises(InvalidInputError, match=r"^solve\(\): .*" + match):
        solve(OIL, policy=policy)


def test_marginals():
    solution = solve(OIL)
    assert solution.marginal("test") == {"yes": 1.0, "no": 0.0}
    assert list(solution.marginal("drill").values()) == pytest.approx([0.59, 0.41])
    assert list(solution.marginal("oil").values()) == pytest.approx([0.5, 0.3, 0.2])
    sampled = solve(SAMPLED).marginal("result")
    np.testing.assert_allclose(sampled["none"], [0, 1])
    with pytest.raises(TypeError):
        solution.marginal("oil")["dry"] = 0
    with pytest.raises(
        InvalidInputError, match=r"marginal\(\): unknown uncertainty or choice 'profit'"
    ):
        solution.marginal("profit")


def test_the_distribution_of_pigs_without_records():
    solution = catalog.load("lauritzen_2001/solve_pigs").run()
    assert solution.value == pytest.approx(726.8121, abs=5e-5)
    assert [solution.policy[f"treat {k}"]["positive",] for k in (1, 2, 3)] == [
        "pass",
        "treat",
        "treat",
    ]
    assert [solution.policy[f"treat {k}"]["negative",] for k in (1, 2, 3)] == ["pass"] * 3
    profile = solution.distribution
    np.testing.assert_allclose(profile.values, [100, 200, 300, 800, 900, 1000])
    likely = [0.047857, 0.12933, 0.12798, 0.061753, 0.24716, 0.38592]
    np.testing.assert_allclose(profile.probabilities, likely, atol=5e-6)
    assert profile.std == pytest.approx(338.460723, abs=5e-7)
    ill = [solution.marginal(f"health {k}")["ill"] for k in (1, 2, 3, 4)]
    assert ill == pytest.approx([0.1, 0.27, 0.2953, 0.305167], abs=5e-7)


def test_one_sample():
    solution = solve(SAMPLED)
    assert solution.at(1).policy["test"][()] == "no"
    assert solution.at(1).diagram.sample_shape == ()
    assert solution.at(0).distribution.mean == pytest.approx(22.5)
    for what in ("policy", "impossible", "distribution"):
        with pytest.raises(InvalidInputError, match=rf"{what} needs one sample.*result.at\(i\)"):
            getattr(solution, what)
    with pytest.raises(InvalidInputError, match="index"):
        solution.at(2)


def test_plain_data():
    plain = json.loads(json.dumps(solve(OIL).to_dict()))
    assert plain["value"] == pytest.approx(22.5)
    assert plain["policy"]["drill"]["yes > diffuse"] == "don't"
    assert solve(SAMPLED).to_dict()["policy"] is None


def test_a_long_policy_is_cut_short():
    many = [f"s{i}" for i in range(60)]
    diagram = InfluenceDiagram(
        [
            Uncertain("u", many, np.full(60, 1 / 60)),
            Choice("c", ["a", "b"], ["u"]),
            Value("v", np.eye(60)[:, :2], ["u", "c"]),
        ]
    )
    lines = repr(solve(diagram)).splitlines()
    assert len(lines) < 30
    assert lines[-1].strip() == "... 40 more"
