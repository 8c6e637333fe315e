"""Decision rules over strategies: every rule against a slow reading, goals, ties, samples,
refusals."""

import numpy as np
import pytest

from decision_analysis import robustness, utility
from decision_analysis.core import Criterion, DecisionTable
from decision_analysis.errors import InvalidInputError
from decision_analysis.trees import (
    Chance,
    Decision,
    consequences,
    risk_profile,
    rollback,
    score_strategies,
    strategies,
    to_arrays,
)
from oracles.ends_of_paths import scores_of

AVERSE = utility.exponential(2.0)
OF_TOTALS = [
    "expected_value",
    "maximin",
    "maximax",
    ("hurwicz", 0.3),
    ("mean_variance", 0.7),
    ("cvar", 0.2),
    ("quantile", 0.35),
    ("probability_above", 0.3),
    ("probability_below", 0.3),
]
OF_UTILITY = ["expected_utility", "certainty_equivalent"]


@pytest.mark.parametrize("goal", ["max", "min"])
@pytest.mark.parametrize("seed", range(12))
def test_every_rule_equals_a_slow_reading(slow, seed, goal):
    tree = slow.tree(seed)
    if not isinstance(tree, Decision | Chance) or len(slow.strategies(tree)) > 60:
        return
    found = {rule: score_strategies(tree, rule, goal=goal) for rule in OF_TOTALS}
    found |= {rule: score_strategies(tree, rule, goal=goal, utility=AVERSE) for rule in OF_UTILITY}
    sign = 1 if goal == "max" else -1
    for i, strategy in enumerate(slow.strategies(tree)):
        profile = risk_profile(tree, strategies(tree)[i], goal=goal)
        ends = slow.distribution(tree, strategy)
        for rule, score in scores_of(ends, profile, sign, AVERSE).items():
            assert found[rule].scores[i] == pytest.approx(score, abs=1e-9), rule
    labels = tuple(label or "no decision" for label in strategies(tree).labels)
    assert all(scores.alternatives == labels for scores in found.values())


def test_more_is_better_or_less():
    tree = Decision("d", {"a": Chance("c", {"x": (0.5, 1), "y": (0.5, 9)}), "b": 4})
    better = {
        rule: [score_strategies(tree, rule, goal=goal).higher_is_better for goal in ("max", "min")]
        for rule in [*OF_TOTALS, "minimax_regret"]
    }
    assert better.pop("minimax_regret") == [False, False]
    assert better.pop(("probability_below", 0.3)) == [False, True]
    assert set(map(tuple, better.values())) == {(True, False)}
    assert score_strategies(tree, "expected_utility", goal="min", utility=AVERSE).higher_is_better
    assert not score_strategies(
        tree, "certainty_equivalent", goal="min", utility=AVERSE
    ).higher_is_better
    assert score_strategies(tree, "maximin", goal="min").best == "d=b"
    assert score_strategies(tree, "maximax", goal="min").best == "d=a"
    assert score_strategies(tree, ("probability_below", 5), goal="min").best == "d=b"


def test_costs_mirror_gains(slow):
    tree = to_arrays(slow.tree(4))
    costs = type(tree)(
        tree.kind,
        tree.n_children,
        tree.probability,
        -tree.payoff,
        names=tree.names,
        labels=tree.labels,
    )
    for rule in OF_TOTALS[:6]:
        gains, losses = score_strategies(tree, rule), score_strategies(costs, rule, goal="min")
        np.testing.assert_allclose(losses.scores, -gains.scores, atol=1e-12)
        assert losses.tied_best == gains.tied_best


def test_the_best_by_expectation_is_the_rollback():
    tree = Decision(
        "d",
        {"a": Chance("c", {"x": (0.5, Decision("e", {"1": 1, "2": 2})), "y": (0.5, 3)}), "b": 2},
    )
    assert score_strategies(tree, "expected_value").best == rollback(tree).strategy.label
    averse = utility.power(0.5)
    scores = score_strategies(tree, "certainty_equivalent", utility=averse)
    assert scores.scores.max() == pytest.approx(rollback(tree, utility=averse).certainty_equivalent)
    assert scores.best == rollback(tree, utility=averse).strategy.label


def test_a_tree_of_one_decision_is_a_payoff_table():
    payoffs = np.random.default_rng(0).integers(-9, 9, size=(5, 4)).astype(float)

    def act(row):
        return Chance("state", {f"s{j}": (0.25, float(x)) for j, x in enumerate(row)})

    tree = Decision("act", {f"a{i}": act(row) for i, row in enumerate(payoffs)})
    for goal in ("max", "min"):
        states = [Criterion(f"s{j}", goal) for j in range(4)]
        table = DecisionTable(payoffs, states, [f"act=a{i}" for i in range(5)])
        for ours, theirs in {
            "maximin": robustness.maximin(table),
            "maximax": robustness.maximax(table),
            ("hurwicz", 0.4): robustness.hurwicz(table, 0.4),
            "expected_value": robustness.laplace(table),
            "minimax_regret": robustness.minimax_regret(table),
        }.items():
            scores = score_strategies(tree, ours, goal=goal)
            np.testing.assert_allclose(scores.scores, theirs.scores)
            assert scores.tied_best == theirs.tied_best


def test_impossible_outcomes_do_not_count():
    tree = Decision(
        "d", {"a": Chance("c", {"never": (0.0, -1000), "x": (0.5, 1), "y": (0.5, 2)}), "b": 1}
    )
    assert score_strategies(tree, "maximin").tied_best == ("d=a", "d=b")
    assert score_strategies(tree, "maximax", goal="min").tied_best == ("d=a", "d=b")
    assert consequences(tree, "x", statistic="min").values[0, 0] == 1
    assert score_strategies(tree, "minimax_regret").scores.tolist() == [0.0, 1.0]


@pytest.mark.parametrize("seed", range(8))
def test_samples_lead_and_strategies_are_held_fixed(slow, seed):
    tree = to_arrays(slow.tree(seed, samples=3, depth=3))
    if not tree.sample_shape or len(strategies(tree)) > 100:
        return
    for rule in [*OF_TOTALS, *OF_UTILITY]:
        given = {"utility": AVERSE} if rule in OF_UTILITY else {}
        scores = score_strategies(tree, rule, **given)
        assert scores.sample_shape == (3,)
        for s in range(3):
            one = score_strategies(slow.sample(tree, s), rule, **given)
            np.testing.assert_allclose(scores.at(s).scores, one.scores, rtol=1e-9, atol=1e-12)


def test_sampled_payoffs_alone_and_sampled_probabilities_alone():
    p = np.array([0.25, 0.5, 0.0])
    for low, q in ((np.array([1.0, -2.0, 3.0]), 0.5), (1.0, p)):
        tree = Decision("d", {"a": Chance("c", {"x": (q, low), "y": (1 - q, 2.0)}), "b": 1.5})
        for rule in ("expected_value", "maximin", ("quantile", 0.5), "minimax_regret"):
            scores = score_strategies(tree, rule)
            assert scores.sample_shape == (3,)
            for s in range(3):
                lows, qs = (np.broadcast_to(v, 3)[s] for v in (low, q))
                one = Decision(
                    "d",
                    {
                        "a": Chance(
                            "c", {"x": (float(qs), float(lows)), "y": (1 - float(qs), 2.0)}
                        ),
                        "b": 1.5,
                    },
                )
                np.testing.assert_allclose(scores.scores[s], score_strategies(one, rule).scores)


def test_several_attributes():
    tree = Decision(
        "d",
        {
            "a": Chance(
                "c", {"x": (0.5, {"cost": 1, "gain": 5}), "y": (0.5, {"cost": 3, "gain": 1})}
            ),
            "b": {"cost": 2, "gain": 3},
        },
    )
    assert score_strategies(tree, "maximin", attribute="gain").scores.tolist() == [1.0, 3.0]
    assert score_strategies(tree, "maximin", attribute={"gain": 1, "cost": -1}).scores.tolist() == [
        -2.0,
        1.0,
    ]
    ratio = score_strategies(
        tree, "maximax", attribute=lambda totals: totals["gain"] / totals["cost"]
    )
    assert ratio.scores.tolist() == [5.0, 1.5]
    with pytest.raises(InvalidInputError, match=r"payoffs have the attributes \['cost', 'gain'\]"):
        score_strategies(tree, "maximin")


@pytest.mark.parametrize(
    ("statistic", "expected"),
    [
        ("std", [2.0, 0.0]),
        ("min", [1.0, 4.0]),
        ("max", [5.0, 4.0]),
        (("quantile", 0.5), [1.0, 4.0]),
        (("quantile", 0.6), [5.0, 4.0]),
        (("probability_below", 4), [0.5, 0.0]),
        (("probability_above", 4), [0.5, 0.0]),
        (("mean_variance", 0.5), [1.0, 4.0]),
    ],
)
def test_statistics_of_consequences(statistic, expected):
    tree = Decision("d", {"a": Chance("c", {"x": (0.5, 1), "y": (0.5, 5)}), "b": 4})
    assert consequences(tree, "x", statistic=statistic).values[:, 0] == pytest.approx(expected)
    costs = consequences(tree, Criterion("x", "min"), statistic=("mean_variance", 0.5))
    assert costs.values[:, 0].tolist() == [5.0, 4.0]


@pytest.mark.parametrize("unit", [1e-300, 1.0, 1e280])
@pytest.mark.parametrize("extreme", [-1e300, 1e13])
def test_an_extreme_of_no_probability_is_in_no_statistic(unit, extreme):
    chances = {"x": (0.5, unit), "y": (0.5, 5 * unit), "z": (0.0, extreme)}
    tree = Decision("d", {"a": Chance("c", chances), "b": 4 * unit})
    expected = {
        "std": 2,
        "min": 1,
        "max": 5,
        ("quantile", 0): 1,
        ("quantile", 1): 5,
        ("cvar", 0.5): 1,
        ("mean_variance", 0): 3,
        ("mean_variance", 0.5 / unit): 1,
    }
    for statistic, value in expected.items():
        found = consequences(tree, "x", statistic=statistic).values[0, 0]
        assert found == pytest.approx(value * unit, rel=1e-14, abs=0)
    sampled = Decision("d", {"a": Chance("c", chances | {"x": (0.5, np.full(2, unit))})})
    assert risk_profile(sampled).std == pytest.approx(2 * unit, rel=1e-14, abs=0)


def test_a_variance_that_no_number_holds_is_refused_by_name():
    tree = Chance("c", {"x": (0.5, 1e200), "y": (0.5, -1e200)})
    message = "the coefficient is 1, the standard deviation 1e"
    with pytest.raises(InvalidInputError, match=message):
        score_strategies(tree, ("mean_variance", 1))
    assert score_strategies(tree, ("mean_variance", 1e-300)).scores == pytest.approx(-1e100)


def test_rounding_does_not_put_a_total_beyond_a_limit():
    tree = Chance("c", {"x": (0.5, Chance("e", {"y": (1.0, 0.2)}, payoff=0.1)), "z": (0.5, 0.5)})
    assert 0.1 + 0.2 > 0.3
    assert consequences(tree, "x", statistic=("probability_above", 0.3)).values.item() == 0.5
    assert risk_profile(tree).cdf(0.3) == 0.5


@pytest.mark.parametrize(
    ("rule", "options", "message"),
    [
        (
            "wald",
            {},
            r"rule must be 'expected_value', .* or \('probability_below', x\); got 'wald'",
        ),
        ("cvar", {}, r"rule must be .*\('cvar', level\).*; got 'cvar'"),
        (("maximin", 1), {}, r"rule must be .*; got \('maximin', 1\)"),
        (("hurwicz", 1.5), {}, r"hurwicz optimism must be in \[0, 1\]; got 1.5"),
        (("quantile", "a"), {}, r"quantile q must be a number; got 'a'"),
        (("mean_variance", -1), {}, r"mean_variance coefficient must be at least 0; got -1"),
        ("maximin", {"goal": "best"}, r"goal must be one of 'max', 'min'; got 'best'"),
        (
            "maximin",
            {"utility": AVERSE},
            r"utility must be None, as only .* for the rule 'maximin'; got",
        ),
        (
            "expected_utility",
            {},
            r"utility must be given for the rule 'expected_utility'; got None",
        ),
        (
            "maximin",
            {"max_strategies": 1},
            r"at most max_strategies=1 strategies; it has 2: .*efficient_strategies\(\)",
        ),
        ("maximin", {"attribute": "x"}, r"attribute must be None, as payoffs are bare numbers"),
    ],
)
def test_bad_arguments_are_refused(rule, options, message):
    with pytest.raises(InvalidInputError, match=rf"score_strategies\(\): .*{message}"):
        score_strategies(Decision("d", {"a": 1, "b": 2}), rule, **options)
