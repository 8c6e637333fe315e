"""`recur`: what never ends, faulty stages and options, and what does not converge."""

import numpy as np
import pytest

from decision_analysis import catalog, utility
from decision_analysis.errors import ConvergenceError, InvalidInputError, InvalidModelError
from decision_analysis.trees import Again, Decision, recur


@pytest.mark.parametrize(
    ("stages", "message"),
    [
        (
            {"a": Again("a", payoff=1)},
            "the stages 'a' never end, and what they pay is not discounted",
        ),
        ({"a": Again("b", payoff=1), "b": Again("a", payoff=-1)}, "the stages 'a', 'b' never end"),
        (
            {"a": Decision("d", {"on": Again("a", payoff=1), "off": 0})},
            "'a' may be kept going for ever at a gain",
        ),
        (
            {"a": Decision("d", {"on": Again("a"), "off": -1})},
            "'a' may be kept going for ever at neither gain nor loss",
        ),
        (
            {"a": Decision("d", {"on": Again("a"), "off": 1})},
            "'a' may be kept going for ever at neither gain nor loss",
        ),
        ({f"s{i}": Again(f"s{i}", payoff=1) for i in range(12)}, "'s9' and 2 more never end"),
    ],
)
def test_what_never_ends(stages, message):
    with pytest.raises(InvalidModelError, match=message):
        recur(stages)


def test_a_fixed_policy_that_never_ends():
    stages = {"a": Decision("d", {"on": Again("a", payoff=-1), "off": -5})}
    assert recur(stages).value == -5
    with pytest.raises(InvalidModelError, match="the stages 'a' never end"):
        recur(stages, policy={"a": {(): "on"}})


@pytest.mark.parametrize(
    ("stages", "options", "message"),
    [
        ({}, {}, "stages must not be empty"),
        ([Again("a")], {}, "stages must be a mapping; got list"),
        ({"a": "b"}, {}, "stage 'a': must be a node, a number or"),
        (
            {"wel": Again("well", 0.5)},
            {},
            r"stage 'wel': goes on at the unknown stage 'well' \(did you mean 'wel'\?\)",
        ),
        (
            {"a": Again("a", {"cost": 0.5}, {"cost": 1, "time": 2})},
            {},
            r"each attribute once; missing \['time'\]",
        ),
        ({"a": Again("a", {"cost": 0.5}, 1)}, {}, r"each attribute once; unknown \['cost'\]"),
        ({"a": Again("a", 0.5, {"cost": 1}), "b": 3}, {}, "must be a mapping by attribute"),
        (
            {"a": Again("a", np.full(2, 0.5), np.zeros(3))},
            {},
            r"samples must broadcast together; .*\(3,\).*\(2,\)",
        ),
        ({"a": Again("a", 0.5)}, {"start": "b"}, "unknown stage 'b'; known are"),
        ({"a": Again("a", 0.5)}, {"goal": "most"}, "goal must be one of"),
        ({"a": Again("a", 0.5)}, {"tolerance": 0}, "tolerance must be greater than 0"),
        ({"a": Again("a", 0.5)}, {"max_iterations": 0}, "max_iterations must be at least 1"),
        ({"a": Again("a", 0.5)}, {"attribute": "cost"}, "attribute must be None"),
        (
            {"a": Again("a", 0.5)},
            {"attribute": lambda totals: totals},
            "must be a name or a mapping",
        ),
        (
            {"a": Again("a", 0.5)},
            {"utility": utility.exponential(10)},
            "with risk aversion the best option depends on",
        ),
        ({"a": Again("a", 0.5)}, {"policy": "best"}, "policy must be a mapping; got str"),
        ({"a": Again("a", 0.5)}, {"policy": {"b": {}}}, "unknown stage 'b'"),
        (
            {"a": Again("a", 0.5)},
            {"policy": {"a": "on"}},
            r"policy of 'a' must be a mapping \{path: option\}; got 'on'",
        ),
        (
            {"a": Again("a", 0.5)},
            {"policy": {"a": {(): "on"}}},
            "names a node that is no decision, at 'a'",
        ),
        (
            {"a": Decision("d", {"x": 1, "y": 2})},
            {"policy": {"a": {(): "z"}}},
            "unknown option of decision 'd' at 'a' 'z'",
        ),
        (
            {"a": Decision("d", {"x": 1, "y": 2})},
            {"policy": {}},
            "must have an option for each decision it can meet",
        ),
    ],
)
def test_bad_input(stages, options, message):
    with pytest.raises(InvalidInputError, match=message):
        recur(stages, **options)


def test_all_faults_of_the_stages_at_once():
    stages = {"a": Again("x", 0.5), "b": Again("y", 0.5), "c": "no"}
    with pytest.raises(InvalidModelError, match=r"recur\(\): 3 problem\(s\)"):
        recur(stages)


def test_linear_utility_is_none():
    assert recur({"a": Again("a", 0.5, payoff=1)}, utility=utility.linear()).value == 2


def test_what_does_not_converge_says_how_far_it_came():
    stages = catalog.load("chades_2014/recur_forest").inputs["stages"]
    bad = {
        name: Decision("forest", dict(reversed(root.options.items())))
        for name, root in stages.items()
    }
    with pytest.raises(
        ConvergenceError, match="policies still changed after 1 iterations"
    ) as caught:
        recur(bad, max_iterations=1)
    assert set(caught.value.partial) == set(stages)
    slow = {"a": Again("a", 1 - 1e-9, payoff=1)}
    with pytest.raises(
        ConvergenceError, match=r"the error is at most .* of the largest value, not 1e-12"
    ) as caught:
        recur(slow, tolerance=1e-12)
    assert caught.value.partial["a"] == pytest.approx(1e9, rel=1e-6)


def test_overflow_is_refused():
    with pytest.raises((InvalidInputError, ConvergenceError)):
        recur({"a": Again("a", 0.9, payoff=1e308)})
