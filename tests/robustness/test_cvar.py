"""Conditional value at risk: the discrete formula against its program, atoms, goals and labels."""

import numpy as np
import pandas as pd
import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st

from decision_analysis import DecisionTable, Scores, robustness, trees
from decision_analysis.errors import InvalidInputError

THOMPSON = DecisionTable(
    [[200_000, 100_000, -120_000], [90_000, 50_000, -20_000], [0, 0, 0]],
    ["high", "moderate", "low"],
    ["large", "small", "none"],
)
CHANCES = {"high": 0.3, "moderate": 0.5, "low": 0.2}


def by_its_program(payoffs, chances, level):
    """Return max_z z - E max(z - x, 0) / level, of which a payoff is a solution.

    Rockafellar and Uryasev (2002), theorem 10, for payoffs instead of losses.
    """
    return max(z - chances @ np.maximum(z - payoffs, 0) / level for z in payoffs)


@given(
    payoffs=st.lists(st.integers(-5, 5), min_size=1, max_size=6),
    level=st.floats(0.01, 1),
    seed=st.integers(0, 99),
)
def test_the_formula_solves_the_program(payoffs, level, seed):
    chances = np.random.default_rng(seed).dirichlet(np.ones(len(payoffs)))
    states = [f"s{j}" for j in range(len(payoffs))]
    found = robustness.cvar(
        DecisionTable([payoffs], states, ["a"]), level, probabilities=chances
    ).scores[0]
    assert found == pytest.approx(by_its_program(np.array(payoffs, float), chances, level))


def test_an_atom_at_the_quantile_is_split():
    result = robustness.cvar(THOMPSON, 0.4, probabilities=CHANCES)
    # the worst 40% of `large`: -120,000 with .2, and half of what is left from 100,000
    np.testing.assert_allclose(result.scores, [-10_000, 15_000, 0])


@pytest.mark.parametrize(("level", "bad"), [(0.7, 7), (0.8, 8), (0.3, 3)])
@pytest.mark.parametrize("sign", [1, -1])
def test_what_comes_after_a_sum_that_reaches_the_level_counts_nothing(level, bad, sign):
    payoffs = [-sign * 1.0] * bad + [sign * 1e300] * (10 - bad)
    goal = "max" if sign > 0 else "min"
    states = {f"s{j}": goal for j in range(10)}
    table = DecisionTable([payoffs], states, ["a"])
    for probabilities in (None, [0.1] * 10):
        scores = robustness.cvar(table, level, probabilities).scores
        assert scores == pytest.approx(-sign, rel=1e-14)
    # in this order the totals are not merged: .1 eight times is less than .8
    outcomes = {
        name: (0.1, payoff * (1 + j / 64))
        for j, (name, payoff) in enumerate(zip(states, payoffs, strict=True))
    }
    mean = -sign * (1 + (bad - 1) / 128)
    tree = trees.Chance("c", outcomes)
    assert trees.risk_profile(tree, goal=goal).cvar(level) == pytest.approx(mean)
    found = trees.score_strategies(tree, ("cvar", level), goal=goal)
    assert found.scores == pytest.approx(mean)


@pytest.mark.parametrize("level", [0.05, 0.2, 0.35, 0.4, 0.7, 1.0])
@pytest.mark.parametrize("goal", ["max", "min"])
def test_trees_have_the_same_convention(level, goal):
    table = DecisionTable(THOMPSON.values, dict.fromkeys(CHANCES, goal), THOMPSON.alternatives)
    scores = robustness.cvar(table, level, probabilities=CHANCES)
    for name, row in zip(table.alternatives, table.values.tolist(), strict=True):
        outcomes = {
            state: (CHANCES[state], payoff) for state, payoff in zip(CHANCES, row, strict=True)
        }
        profile = trees.risk_profile(trees.Chance("demand", outcomes), goal=goal)
        assert scores[name] == pytest.approx(profile.cvar(level), abs=1e-9)


def test_ends_are_the_mean_and_the_worst():
    everything = robustness.cvar(THOMPSON, 1, probabilities=CHANCES)
    np.testing.assert_allclose(
        everything.scores, robustness.expected(THOMPSON, CHANCES).scores, atol=1e-9
    )
    worst = robustness.cvar(THOMPSON, 1e-9)
    np.testing.assert_allclose(worst.scores, robustness.maximin(THOMPSON).scores)


def test_of_normal_samples():
    """The closed form is m - s phi(z_level) / level; the tolerance is 5 standard errors: a false
    alarm in 2 million seeds."""
    level, n = 0.1, 200_000
    drawn = np.random.default_rng(5).normal([10, 20], [1, 5], size=(n, 2))
    exact = [10, 20] - np.array([1, 5]) * scipy.stats.norm.pdf(scipy.stats.norm.ppf(level)) / level
    found = robustness.cvar(drawn, level).scores
    # the tail's mean has the standard error of some n * level values, and of the quantile
    assert (np.abs(found - exact) < 5 * np.array([1, 5]) * 1.2 / np.sqrt(n * level)).all()


def test_forms_of_samples_agree():
    values = np.random.default_rng(2).normal(size=(40, 3))
    names = ["x", "y", "z"]
    bare = robustness.cvar(values, 0.3).scores
    frame = pd.DataFrame(values, columns=names, index=[f"day {i}" for i in range(40)])
    table = DecisionTable(values[..., None], ["payoff"], names)
    scores = Scores(method="m", alternatives=names, scores=values)
    for given_values in (frame, frame.to_dict("list"), table, scores):
        result = robustness.cvar(given_values, 0.3)
        assert result.alternatives == tuple(names)
        np.testing.assert_array_equal(result.scores, bare)
    chances = pd.Series(np.arange(40) / 780, index=frame.index)
    weighted = robustness.cvar(frame, 0.3, probabilities=chances.iloc[::-1])
    np.testing.assert_allclose(
        weighted.scores, robustness.cvar(values, 0.3, probabilities=chances.to_numpy()).scores
    )


def test_a_batch_of_tables_and_of_probabilities_equals_a_loop():
    rng = np.random.default_rng(4)
    values, chances = rng.normal(size=(5, 3, 4)), rng.dirichlet(np.ones(4), size=5)
    states, names = list("pqrs"), list("abc")
    batch = robustness.cvar(DecisionTable(values, states, names), 0.25, probabilities=chances)
    only = robustness.cvar(DecisionTable(values[0], states, names), 0.25, probabilities=chances)
    for i in range(5):
        one, first = (
            robustness.cvar(DecisionTable(table, states, names), 0.25, probabilities=chances[i])
            for table in (values[i], values[0])
        )
        np.testing.assert_array_equal(batch.scores[i], one.scores)
        np.testing.assert_array_equal(only.scores[i], first.scores)
    same = robustness.cvar(DecisionTable(values, states, names), 0.25, probabilities=chances[0])
    np.testing.assert_array_equal(same.scores[0], batch.scores[0])
    np.testing.assert_array_equal(
        same.scores[1],
        robustness.cvar(
            DecisionTable(values[1], states, names), 0.25, probabilities=chances[0]
        ).scores,
    )


def test_highest_costs_are_the_worst():
    costs = DecisionTable(-THOMPSON.values, dict.fromkeys(CHANCES, "min"), THOMPSON.alternatives)
    result = robustness.cvar(costs, 0.4, probabilities=CHANCES)
    np.testing.assert_allclose(result.scores, [10_000, -15_000, 0])
    assert result.best == "small"
    assert robustness.cvar([[3.0], [1.0]], 0.5, goal="min").scores.tolist() == [3]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"level": 0}, r"level must be in \(0, 1\]; got 0"),
        ({"level": 1.2}, r"level must be in \(0, 1\]; got 1.2"),
        ({"level": np.nan}, "level must be finite"),
        ({"goal": "max"}, "a DecisionTable knows its goal"),
        ({"probabilities": {"high": 0.5, "low": 0.5}}, r"missing \['moderate'\]"),
        ({"probabilities": [0.5, 0.5, 0.5]}, "probabilities must sum to 1"),
        (
            {
                "probabilities": np.ones((2, 3)) / 3,
                "values": DecisionTable(np.ones((3, 1, 3)), list("abc"), ["x"]),
            },
            r"\(2,\) and table \(3,\) must pair",
        ),
        ({"values": [[1.0, np.nan]]}, "values must be finite"),
        ({"values": [1.0, 2.0]}, r"values must have shape \(..., S, A\); got \(2,\)"),
        ({"values": [[1.0], [2.0]], "probabilities": [1.0]}, "need 2 probabilities"),
        ({"values": [[1.0], [2.0]], "probabilities": [[0.5, 0.5]]}, r"shape \(2,\); got \(1, 2\)"),
        ({"values": "abc"}, "values must be numbers"),
    ],
)
def test_refusals(arguments, message):
    given_arguments = {"values": THOMPSON, "level": 0.2, **arguments}
    with pytest.raises(InvalidInputError, match=rf"^cvar\(\).*{message}"):
        robustness.cvar(**given_arguments)


@given(
    payoffs=st.lists(st.integers(-5, 5), min_size=1, max_size=9),
    level=st.one_of(st.floats(0.001, 1), st.sampled_from([0.1, 0.2, 0.25, 0.5, 1.0, 1e-320])),
)
def test_equal_probabilities_told_or_not(payoffs, level):
    states = [f"s{j}" for j in range(len(payoffs))]
    table = DecisionTable([payoffs, payoffs[::-1]], states, ["a", "b"])
    told = np.full(len(payoffs), 1 / len(payoffs))
    found = robustness.cvar(table, level).scores
    np.testing.assert_allclose(
        found, robustness.cvar(table, level, told).scores, atol=1e-3 if level < 1e-300 else 1e-9
    )
    costs = DecisionTable(-table.values, dict.fromkeys(states, "min"), ["a", "b"])
    np.testing.assert_array_equal(robustness.cvar(costs, level).scores, -found)
