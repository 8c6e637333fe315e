"""The criteria of choice under ignorance and risk: published tables, costs, sample axes, bad
input."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from decision_analysis import Criterion, DecisionTable, robustness
from decision_analysis.errors import InvalidInputError

MILNOR = DecisionTable(
    [[2, 2, 0, 1], [1, 1, 1, 1], [0, 4, 0, 0], [1, 3, 0, 0]], ["s1", "s2", "s3", "s4"], list("abcd")
)
RULES = [
    robustness.maximin,
    robustness.maximax,
    robustness.hurwicz,
    robustness.laplace,
    robustness.minimax_regret,
]

payoff_tables = arrays(
    float,
    st.tuples(st.integers(1, 4), st.integers(2, 5), st.integers(2, 4)),
    elements=st.integers(-50, 50).map(float),
)


def table_of(values, goal="max"):
    states = [Criterion(f"s{i}", goal) for i in range(values.shape[-1])]
    return DecisionTable(values, states, [f"a{i}" for i in range(values.shape[-2])])


def test_four_criteria_choose_four_acts():
    """Milnor (1954)."""
    assert robustness.laplace(MILNOR).best == "a"
    assert robustness.maximin(MILNOR).best == "b"
    assert robustness.hurwicz(MILNOR, optimism=0.5).best == "c"
    assert robustness.minimax_regret(MILNOR).best == "d"
    np.testing.assert_array_equal(robustness.laplace(MILNOR).scores, [1.25, 1, 1, 1])
    np.testing.assert_array_equal(robustness.maximin(MILNOR).scores, [0, 1, 0, 0])
    np.testing.assert_array_equal(robustness.hurwicz(MILNOR).scores, [1, 1, 2, 1.5])
    np.testing.assert_array_equal(robustness.minimax_regret(MILNOR).scores, [2, 3, 2, 1])


@pytest.mark.parametrize(("optimism", "best"), [(0.2, "b"), (0.26, "c"), (1, "c")])
def test_hurwicz_chooses_c_above_one_quarter(optimism, best):
    assert robustness.hurwicz(MILNOR, optimism).best == best


def test_costs_stay_in_payoff_units():
    """The mirror image of a payoff table: the same order, scores in money, lower is better."""
    payoffs, costs = table_of(MILNOR.values), table_of(-MILNOR.values, "min")
    for rule in RULES:
        gain, cost = rule(payoffs), rule(costs)
        sign = 1 if rule is robustness.minimax_regret else -1
        np.testing.assert_array_equal(cost.scores, sign * gain.scores)
        np.testing.assert_array_equal(cost.ranks, gain.ranks)
        assert not cost.higher_is_better


def test_regret_is_measured_state_by_state():
    regret = robustness.minimax_regret(MILNOR).steps()["regret"]
    np.testing.assert_array_equal(regret[0], [0, 2, 1, 0])
    np.testing.assert_array_equal(regret.min(axis=0), 0)


def test_regrets_of_a_batch_are_kept_where_asked():
    batch = table_of(np.stack([MILNOR.values, 2 * MILNOR.values]))
    assert robustness.minimax_regret(batch).regret is None
    np.testing.assert_array_equal(
        robustness.minimax_regret(batch, steps=True).at(1).regret[0], [0, 4, 2, 0]
    )


@given(payoff_tables, st.sampled_from(RULES), st.sampled_from(["max", "min"]))
def test_a_batch_equals_a_loop(values, rule, goal):
    batch = rule(table_of(values, goal)).scores
    loop = [rule(table_of(sample, goal)).scores for sample in values]
    np.testing.assert_array_equal(batch, loop)


@given(payoff_tables, st.sampled_from(RULES))
def test_a_dominated_alternative_is_never_better(values, rule):
    values[:, 1] = values[:, 0] - np.abs(values[:, 1])
    scores = rule(table_of(values))
    assert (scores.ranks[:, 0] <= scores.ranks[:, 1]).all()


def test_hurwicz_lies_between_its_ends():
    np.testing.assert_array_equal(
        robustness.hurwicz(MILNOR, 0).scores, robustness.maximin(MILNOR).scores
    )
    np.testing.assert_array_equal(
        robustness.hurwicz(MILNOR, 1).scores, robustness.maximax(MILNOR).scores
    )


def test_expected_value_by_name_by_position_and_by_sample():
    values = np.array([[200_000.0, 100_000, -120_000], [90_000, 50_000, -20_000], [0, 0, 0]])
    table = DecisionTable(values, ["high", "moderate", "low"], ["large", "small", "none"])
    by_name = robustness.expected(table, {"low": 0.2, "high": 0.3, "moderate": 0.5})
    np.testing.assert_allclose(by_name.scores, [86_000, 48_000, 0])
    sampled = robustness.expected(table, [[0.3, 0.5, 0.2], [0, 0, 1]])
    np.testing.assert_allclose(sampled.scores, [[86_000, 48_000, 0], [-120_000, -20_000, 0]])
    high = np.array([0.3, 0.0])
    named_samples = robustness.expected(
        table, {"high": high, "moderate": [0.5, 0], "low": [0.2, 1]}
    )
    np.testing.assert_array_equal(named_samples.scores, sampled.scores)
    equal = robustness.expected(table, [1 / 3, 1 / 3, 1 / 3])
    np.testing.assert_allclose(equal.scores, robustness.laplace(table).scores)


def test_results_share_no_memory_with_the_table():
    for rule in RULES:
        assert not np.shares_memory(rule(MILNOR).scores, MILNOR.values)


@pytest.mark.parametrize("rule", RULES)
def test_columns_must_be_states_of_one_payoff(rule):
    goals = DecisionTable([[1, 2]], [Criterion("s1"), Criterion("s2", "min")], ["a"])
    with pytest.raises(
        InvalidInputError,
        match=rf"{rule.__name__}\(\).* must share one goal; got 's1' 'max', 's2' 'mi",
    ):
        rule(goals)
    units = DecisionTable([[1, 2]], [Criterion("s1", unit="EUR"), Criterion("s2", unit="d")], ["a"])
    with pytest.raises(InvalidInputError, match="must share one unit; got 's1' 'EUR', 's2' 'd'"):
        rule(units)
    with pytest.raises(InvalidInputError, match="table must be a DecisionTable; got list"):
        rule([[1, 2]])


@pytest.mark.parametrize("optimism", [-0.1, 1.1, float("nan"), "high", True])
def test_optimism_is_a_share(optimism):
    with pytest.raises(InvalidInputError, match=r"hurwicz\(\): optimism must be"):
        robustness.hurwicz(MILNOR, optimism)


@pytest.mark.parametrize(
    ("probabilities", "message"),
    [
        (
            {"s1": 0.5, "s2": 0.5, "s3": 0},
            r"expected\(\): probabilities must name each state once; missing \['s4'\]",
        ),
        ({"s1": 0.5, "s2": 0.5, "s3": 0, "s5": 0}, r"missing \['s4'\], unknown \['s5'\]"),
        ([0.5, 0.5, 0, 0.2], "probabilities must sum to 1; got 1.2"),
        ([0.5, 0.5, 0.1, -0.1], "probability of 's4' must not be negative"),
        ([0.5, 0.5], "need 4 probabilities"),
        ([0.5, 0.5, 0, float("nan")], "must be finite"),
        ({"s1": "a", "s2": 0.5, "s3": 0, "s4": 0}, "probability of 's1' must be a number; got 'a'"),
        (
            {"s1": [0.5, 0.5], "s2": [0.5] * 3, "s3": 0, "s4": 0},
            "samples of probabilities must broadcast",
        ),
    ],
)
def test_probabilities_are_checked_by_name(probabilities, message):
    with pytest.raises(InvalidInputError, match=message):
        robustness.expected(MILNOR, probabilities)


def test_samples_must_pair():
    batch = table_of(np.stack([MILNOR.values] * 3))
    with pytest.raises(
        InvalidInputError, match=r"samples of probabilities \(2,\) and table \(3,\) must pair"
    ):
        robustness.expected(batch, [[0.25] * 4] * 2)


@pytest.mark.parametrize("goal", ["max", "min"])
@pytest.mark.parametrize("scale", [1.0, -1.0, 1e-8, 1e8])
def test_rounding_is_no_regret(goal, scale):
    payoffs = np.array([[0.3, 0.7], [0.1 + 0.2, 0.1 + 0.6]]) * scale
    table = DecisionTable(payoffs, [Criterion("s1", goal), Criterion("s2", goal)], ["a", "b"])
    result = robustness.minimax_regret(table)
    assert result.ranks.tolist() == [1, 1]
    assert result.regret.tolist() == [[0, 0], [0, 0]]


@pytest.mark.parametrize(("goal", "sign"), [("max", 1), ("min", -1)])
def test_the_greatest_is_best_however_bad_another_one_is(goal, sign):
    criteria = [Criterion(name, goal) for name in ("s", "t")]
    values = sign * np.array([[-1e13, -1e13], [100.0, 100.0], [109.0, 109.0]])
    table = DecisionTable(values, criteria, ["awful", "good", "better"])
    for rule in ("maximin", "maximax", "hurwicz", "laplace", "minimax_regret"):
        found = getattr(robustness, rule)(table)
        assert found.best == found.order[0] == "better", rule
        assert "better" in found.tied_best
    assert robustness.minimax_regret(table).scores.tolist() == [1e13 + 109, 9, 0]
    assert robustness.expected(table, [0.5, 0.5]).best == "better"


def test_regrets_are_those_of_the_payoffs_whatever_all_have_in_common():
    payoffs = np.array([[0.0, 0.05], [0.04, 0.0]])
    table = DecisionTable(payoffs + 1e11, ["s", "t"], ["a", "b"])
    worst = robustness.minimax_regret(table).scores
    # floats of 1e11 are 1.5e-5 apart
    assert worst == pytest.approx([0.04, 0.05], abs=2e-5)
    # and the rounding of a sum is no regret
    same = DecisionTable([[0.3, 1], [0.1 + 0.2, 1]], ["s", "t"], ["a", "b"])
    assert robustness.minimax_regret(same).tied_best == ("a", "b")
