"""Preventative care of heart disease (Hynninen and others 2019): two tests, and each choice knows
the last risk."""

import json
from pathlib import Path

import numpy as np
import pytest

from decision_analysis.diagrams import Choice, InfluenceDiagram, Uncertain, Value, solve

TESTS = ("TRS", "GRS", "none")
HEALTH = ("sick", "healthy")


def preventative_care(prior=12):
    """Return the diagram of two tests that refine a risk in percent; each choice knows the latest
    risk only.

    Risks are rounded down to whole percents. No test is done twice, and none after none: a fine of
    10 forbids it.
    """
    data = json.loads((Path(__file__).parent / "chd.json").read_text())
    scores = {
        test: {h: np.pad(p, (0, 101 - len(p))) for h, p in data["scores"][test].items()}
        for test in TESTS[:2]
    }
    levels = np.arange(101) / 100

    def refined(risk, test, health):
        if test == "none":
            return np.eye(101)[risk]
        sick = scores[test]["sick"] * levels[risk]
        both = sick + scores[test]["healthy"] * (1 - levels[risk])
        posterior = np.divide(sick, both, out=np.zeros(101), where=both > 0)
        table = np.bincount(
            np.searchsorted(levels, posterior, side="right") - 1, scores[test][health], 101
        )
        return table / table.sum()

    first = np.array([[refined(prior, test, h) for test in TESTS] for h in HEALTH])
    met = np.flatnonzero(first.any(axis=(0, 1)))
    second = np.array(
        [[[refined(risk, test, h) for test in TESTS] for risk in met] for h in HEALTH]
    )
    cost = {**data["costs"], "none": 0.0}
    forbidden = {("TRS", "TRS"), ("GRS", "GRS"), ("none", "TRS"), ("none", "GRS")}
    paid = [[-10.0 if (a, b) in forbidden else -cost[a] - cost[b] for b in TESTS] for a in TESTS]
    percent = [f"{k}%" for k in range(101)]
    return InfluenceDiagram(
        [
            Uncertain("health", HEALTH, [prior / 100, 1 - prior / 100]),
            Choice("test 1", TESTS),
            Uncertain(
                "risk 1", [percent[k] for k in met], first[..., met], given=["health", "test 1"]
            ),
            Choice("test 2", TESTS, knows=["risk 1"]),
            Uncertain("risk 2", percent, second, given=["health", "risk 1", "test 2"]),
            Choice("care", ["treat", "no"], knows=["risk 2"]),
            Value("tests", paid, of=["test 1", "test 2"]),
            Value("benefit", data["health_benefit"], of=["health", "care"]),
        ]
    )


def test_preventative_care():
    """The published optimum; exact since recall would be worth no more, without the mixed-integer
    program."""
    solution = solve(preventative_care(), recall=False)
    assert solution.value == pytest.approx(7.583923, abs=5e-7)
    assert solution.policy["test 1"][()] == "TRS"
    met = {label for label, p in solution.marginal("risk 1").items() if p > 0}
    again = [
        int(key[0][:-1])
        for key, test in solution.policy["test 2"].items()
        if test == "GRS" and key[0] in met
    ]
    assert again == [16, 17, 18, 21, 22, 23]
    treated = [
        int(key[0][:-1]) for key, option in solution.policy["care"].items() if option == "treat"
    ]
    assert treated == list(range(18, 101))
    profile = solution.distribution
    values = [6.646904, 6.650904, 6.889672, 6.893672, 7.637820, 7.641820, 7.693419, 7.697419]
    likely = [0.005318, 0.038707, 0.011602, 0.064374, 0.034188, 0.073974, 0.035266, 0.736573]
    np.testing.assert_allclose(profile.values, values, atol=5e-7)
    np.testing.assert_allclose(profile.probabilities, likely, atol=5e-7)
    assert profile.std == pytest.approx(0.29135, abs=5e-6)
    deviation = (profile.values - profile.mean) / profile.std
    assert profile.probabilities @ deviation**3 == pytest.approx(-2.414877, abs=5e-7)
    assert profile.probabilities @ deviation**4 - 3 == pytest.approx(4.059711, abs=5e-7)
