"""Limits on risk: what users write, the mean of the worst share, and the best policy within
limits."""

import numpy as np
import pytest

from decision_analysis import catalog
from decision_analysis.diagrams import Choice, InfluenceDiagram, Uncertain, Value, solve
from decision_analysis.diagrams.solving._risk import Limits
from decision_analysis.errors import ConvergenceError, InvalidInputError
from decision_analysis.trees.by_strategy import worst_mean
from oracles.pigs import pigs

OIL = catalog.load("raiffa_1968/solve").inputs["diagram"]
BET = InfluenceDiagram(
    [
        Uncertain("coin", ["heads", "tails"], [0.6, 0.4]),
        Choice("stake", ["none", "some", "all"]),
        Value("gain", [[0, 10, 100], [0, -8, -90]], of=["coin", "stake"]),
    ]
)


@pytest.mark.parametrize(
    ("limits", "stake"),
    [
        ({}, "all"),
        ({"cvar": (0.4, -90)}, "all"),
        ({"cvar": (0.4, -89.999)}, "some"),
        ({"cvar": (0.4, -8)}, "some"),
        ({"cvar": (0.4, -7.999)}, "none"),
        ({"cvar": (1.0, 24.0)}, "all"),
        ({"cvar": (0.7, -90 * 4 / 7 + 100 * 3 / 7)}, "all"),
        ({"cvar": (0.7, -90 * 4 / 7 + 100 * 3 / 7 + 1e-4)}, "some"),
        ({"chance": (0, 0.6)}, "all"),
        ({"chance": (0, 0.61)}, "none"),
        ({"chance": (-8, 1.0)}, "some"),
        ({"chance": (10, 0.6)}, "all"),
        ({"chance": (-90, 1.0)}, "all"),
        ({"cvar": (0.4, -8), "chance": (1, 0.5)}, "some"),
        ({"cvar": (0.4, -8), "chance": (-8, 1.0)}, "some"),
    ],
)
def test_limits_on_a_bet(limits, stake):
    solution = solve(BET, **limits)
    assert solution.policy["stake"][()] == stake
    assert solution.value == pytest.approx({"none": 0, "some": 2.8, "all": 24}[stake])


def test_costs_are_limited_from_above():
    nodes = [
        Value(n.name, -n.payoffs, n.of) if isinstance(n, Value) else n for n in BET.nodes.values()
    ]
    mirrored = InfluenceDiagram(nodes)
    assert solve(mirrored, goal="min", cvar=(0.4, 8)).policy["stake"][()] == "some"
    assert solve(mirrored, goal="min", chance=(8, 1.0)).policy["stake"][()] == "some"
    assert solve(mirrored, goal="min", chance=(-10, 0.6)).policy["stake"][()] == "all"
    with pytest.raises(
        InvalidInputError, match=r"the mean of the worst 0.4 can be 0, and -1 is asked"
    ):
        solve(mirrored, goal="min", cvar=(0.4, -1))
    with pytest.raises(
        InvalidInputError, match=r"; -100 can be reached with probability 0.6, and 0.7 is asked"
    ):
        solve(mirrored, goal="min", cvar=(0.4, -1), chance=(-100, 0.7))


def test_limits_hold_with_recall():
    """With the test known, drilling is allowed after a good result only."""
    solution = solve(OIL, cvar=(0.2, -80))
    assert solution.value == pytest.approx(22.5)
    assert solution.policy["drill"]["no", "none"] == "drill"
    limited = solve(OIL, cvar=(0.1, -75))
    assert limited.value == pytest.approx(20)
    careful = solve(OIL, chance=(-20, 0.85))
    assert careful.value == pytest.approx(11)
    assert careful.policy["drill"]["no", "none"] == "drill"
    drilled = [
        key
        for key, option in careful.policy["drill"].items()
        if option == "drill" and key[0] == "yes"
    ]
    assert drilled == [("yes", "closed")]
    assert repr(limited).splitlines()[0] == "solve: value 20  (cvar=(0.1, -75))"


def test_limits_on_pigs():
    """The mean without a limit is 726.8; the worst fifth is best off when treated more."""
    free = solve(pigs(4), recall=False)
    worst = free.distribution.cvar(0.2)
    limited = solve(pigs(4), recall=False, cvar=(0.2, worst + 5))
    assert limited.value < free.value
    assert limited.distribution.cvar(0.2) >= worst + 5 - 1e-9


def guarded(extreme, p):
    """Return a choice between 100, and 90 or 130 whose third state pays an extreme."""
    payoffs = [[100, 100, 100], [90, 130, extreme]]
    return InfluenceDiagram(
        [
            Uncertain("state", ["bad", "good", "never"], [0.5, 0.5, p]),
            Choice("act", ["old", "new"]),
            Value("worth", payoffs, of=["act", "state"]),
            Value("bonus", [0.1, 0.2, 0.3], of=["state"]),
        ]
    )


@pytest.mark.parametrize("extreme", [-1e13, 1e13, -1e300, 1e300])
def test_a_total_of_no_probability_is_in_no_distribution_and_no_limit(extreme):
    diagram = guarded(extreme, 0.0)
    found = solve(diagram)
    assert found.distribution.values == pytest.approx([90.1, 130.2])
    assert found.distribution.mean == pytest.approx(found.value)
    for limit, best in [({"cvar": (0.5, 90)}, "new"), ({"cvar": (0.5, 95)}, "old")]:
        assert solve(diagram, **limit).best == best
    for limit, best in [({"chance": (100.15, 0.4)}, "new"), ({"chance": (100.05, 0.9)}, "old")]:
        assert solve(diagram, **limit).best == best


def test_totals_that_a_program_cannot_weigh_together_are_refused():
    match = "at most 1,000,000 times .* got one of 1e.13 that has at most the probability 1e-300"
    with pytest.raises(InvalidInputError, match=match):
        solve(guarded(-1e13, 1e-300), cvar=(0.5, 90))
    assert solve(guarded(-1e13, 1e-300)).best == "new"


def test_the_mean_of_the_worst_share():
    values, p = np.array([-10.0, 0.0, 5.0]), np.array([0.1, 0.4, 0.5])
    assert worst_mean(values, p, 0.1) == pytest.approx(-10)
    assert worst_mean(values, p, 0.05) == pytest.approx(-10)
    assert worst_mean(values, p, 0.2) == pytest.approx(-5)
    assert worst_mean(values, p, 1.0) == pytest.approx(1.5)


@pytest.mark.parametrize(
    ("arguments", "match"),
    [
        ({"cvar": 0.2}, r"cvar must be a pair \(level, at least\); got 0.2"),
        ({"cvar": (0.2,)}, r"cvar must be a pair \(level, at least\); got \(0.2,\)"),
        ({"cvar": (0, 1)}, r"level of cvar must be in \(0, 1\]; got 0"),
        ({"cvar": (1.5, 1)}, r"level of cvar must be in \(0, 1\]; got 1.5"),
        ({"cvar": (0.5, np.nan)}, r"limit of cvar must be .*finite.*; got nan"),
        ({"chance": 3}, r"chance must be a pair \(threshold, probability\); got 3"),
        ({"chance": (1, 2)}, r"probability of chance must be in \[0, 1\]; got 2"),
        ({"chance": ("1", 0.5)}, r"threshold of chance must be a .*number.*; got '1'"),
        (
            {"cvar": (0.4, 1)},
            (
                r"no policy meets the limits; by itself, the mean of the worst 0.4 can be 0, and 1"
                r" is ask"
            ),
        ),
        (
            {"chance": (100, 0.7)},
            r"by itself, 100 can be reached with probability 0.6, and 0.7 is asked",
        ),
        (
            {"chance": (101, 0.7)},
            r"by itself, 101 can be reached with probability 0, and 0.7 is asked",
        ),
        (
            {"policy": {"stake": "all"}, "cvar": (0.5, 0)},
            r"limits must not be given with a policy, which is evaluated",
        ),
        (
            {"method": "single_policy_updating", "cvar": (0.5, 0)},
            (
                r"method must be 'exact' with limits, which need the program; got"
                r" 'single_policy_updating'"
            ),
        ),
        (
            {"method": "single_policy_updating", "policy": {"stake": "all"}},
            (
                r"method must be 'exact' with a policy, which is evaluated as it is; got"
                r" 'single_policy_updating'"
            ),
        ),
    ],
)
def test_bad_limits(arguments, match):
    with pytest.raises(InvalidInputError, match=r"solve\(\): .*" + match):
        solve(BET, **arguments)


def test_samples_have_no_program():
    nodes = [*BET.nodes.values(), Value("fee", [1.0, 2.0])]
    with pytest.raises(
        InvalidInputError,
        match=r"the mixed-integer program takes tables without samples; got .*\(2,\)",
    ):
        solve(InfluenceDiagram(nodes), cvar=(0.4, -8))


def test_what_the_program_lets_pass_is_checked_and_excluded(monkeypatch):
    """As if its tolerances hid every limit: one policy after the other is evaluated exactly."""
    monkeypatch.setattr(Limits, "constrain", lambda self, moments: None)
    assert solve(BET, cvar=(0.4, -8)).policy["stake"][()] == "some"
    assert solve(BET, chance=(0, 0.61)).policy["stake"][()] == "none"
    monkeypatch.setattr("decision_analysis.diagrams.solving._program.POLICY_ATTEMPTS", 1)
    with pytest.raises(
        ConvergenceError, match="1 policies that the program proposed break the limits"
    ):
        solve(BET, cvar=(0.4, -8))
