"""Interval probabilities: a published example, brute force over extreme points with a linear
program, refusals."""

import itertools
import json

import numpy as np
import pytest
from scipy.optimize import linprog

import oracles.strategies_at_extreme_points as slow
from decision_analysis import utility
from decision_analysis.errors import (
    InconsistentJudgementsWarning,
    InvalidInputError,
    InvalidModelError,
)
from decision_analysis.trees import REST, Chance, Decision, interval_choice, rollback, strategies

GAINS = {"1": (4, 0), "2": (0, 4), "3": (3, 2), "4": (0.5, 3), "5": (2.35, 2.35), "6": (4.1, -0.3)}


def coin_bets():
    return Decision(
        "bet",
        {k: Chance("coin", {"heads": (0.5, h), "tails": (REST, t)}) for k, (h, t) in GAINS.items()},
    )


COIN = {"coin": {"heads": (0.28, 0.7)}}


def test_the_coin_of_troffaes():
    result = interval_choice(coin_bets(), COIN)
    assert result.gamma_maximin == ("bet=5",)
    assert result.gamma_maximax == ("bet=2",)
    assert result.undominated == ("bet=1", "bet=2", "bet=3", "bet=5", "bet=6")
    assert result.maximal == ("bet=1", "bet=2", "bet=3", "bet=5")
    assert result.e_admissible == ("bet=1", "bet=2", "bet=3")
    np.testing.assert_allclose(result.lower, [1.12, 1.2, 2.28, 1.25, 2.35, 0.932])
    np.testing.assert_allclose(result.upper, [2.8, 2.88, 2.7, 2.3, 2.35, 2.78])
    assert result.reachable == {
        (k,): {"heads": (0.28, 0.7), "tails": pytest.approx((0.3, 0.72))} for k in GAINS
    }
    assert json.loads(json.dumps(result.to_dict()))["maximal"] == list(result.maximal)


def test_with_a_coin_of_its_own_for_each_bet_more_remains():
    result = interval_choice(coin_bets(), COIN, tied=None)
    assert result.maximal == result.e_admissible == result.undominated


def test_hurwicz_goes_from_maximin_to_maximax():
    for optimism, chosen in ((0, "bet=5"), (0.5, "bet=3"), (1, "bet=2")):
        assert interval_choice(coin_bets(), COIN, optimism=optimism).hurwicz == (chosen,)


def test_precise_bounds_give_the_rollback():
    root = slow.random_tree(5)
    bounds = {
        path: {k: (p, p) for k, p in node.probabilities.items()}
        for path, node in slow.chances_of(root)
    }
    result = interval_choice(root, bounds)
    best = rollback(root)
    assert result.maximal == result.e_admissible == result.gamma_maximin == (best.strategy.label,)
    assert result.lower.max() == pytest.approx(best.value)


def intervals_of(root, seed, names):
    """Return random bounds by path, the same for nodes of one name where names are shared; some
    nodes stay precise."""
    found, drawn = {}, {}
    for path, node in slow.chances_of(root):
        rng = np.random.default_rng(
            [seed, *(node.name.encode() if names == "shared" else repr(path).encode())]
        )
        key = node.name if names == "shared" else path
        if key not in drawn:
            p = np.array(list(node.probabilities.values()))
            low, high = (
                np.maximum(p - rng.random(len(p)) * 0.4, 0),
                np.minimum(p + rng.random(len(p)) * 0.4, 1),
            )
            low[rng.random(len(p)) < 0.3] = 0.0
            drawn[key] = None if rng.random() < 0.15 else (low, high)
        if drawn[key] is not None:
            found[path] = {
                k: ends
                for k, *ends in zip(
                    node.outcomes, *(map(float, e) for e in drawn[key]), strict=True
                )
            }
    return found


def bounds_of(intervals):
    def bounds(path, node):
        if path not in intervals:
            p = np.array(list(node.probabilities.values()))
            return p, p
        low, high = np.array(list(intervals[path].values())).T
        return low, high

    return bounds


def best_for_weights(values):
    """Say which rows are largest for some weights of the columns."""
    found = []
    for row in values:
        n = values.shape[1]
        solved = linprog(
            np.zeros(n),
            A_ub=values - row,
            b_ub=np.full(len(values), 1e-9),
            A_eq=np.ones((1, n)),
            b_eq=[1],
        )
        found.append(solved.status == 0)
    return np.array(found)


CASES = []
for case_seed, case_names in itertools.product(range(60), ("own", "shared")):
    case = slow.random_tree(case_seed, names=case_names)
    case_intervals = intervals_of(case, case_seed, case_names)
    case_unit = slow.by_path if case_names == "own" else slow.by_name
    if case_intervals and len(slow.strategies_of(case)) <= 120:
        case_sets = {
            case_unit(p, c): len(slow.extremes(*bounds_of(case_intervals)(p, c)))
            for p, c in slow.chances_of(case)
        }
        if np.prod(list(case_sets.values())) <= 400:
            CASES.append((case_seed, case_names))


def test_cases_are_of_both_kinds():
    assert min(sum(names == kind for _, names in CASES) for kind in ("own", "shared")) > 25


@pytest.mark.parametrize(("seed", "names"), CASES)
def test_all_criteria_against_all_extreme_points(seed, names):
    root = slow.random_tree(seed, names=names)
    intervals = intervals_of(root, seed, names)
    unit = slow.by_path if names == "own" else slow.by_name
    result = interval_choice(
        root, intervals, tied="name" if names == "shared" else None, optimism=0.3
    )
    listed, values, _ = slow.table(root, bounds_of(intervals), unit)
    order = [listed.index(dict(strategy)) for strategy in strategies(root)]
    values = values[order]
    worst, best = values.min(axis=1), values.max(axis=1)
    np.testing.assert_allclose(result.lower, worst, atol=1e-9)
    np.testing.assert_allclose(result.upper, best, atol=1e-9)
    beaten = np.array([(values - row).min(axis=1).max() for row in values])
    labels = np.array(result.alternatives)
    assert result.maximal == tuple(labels[beaten <= 1e-9])
    assert result.e_admissible == tuple(labels[best_for_weights(values)])
    assert result.gamma_maximin == tuple(labels[worst >= worst.max() - 1e-9])
    assert result.gamma_maximax == tuple(labels[best >= best.max() - 1e-9])
    mixed = 0.7 * worst + 0.3 * best
    assert result.hurwicz == tuple(labels[mixed >= mixed.max() - 1e-9])
    assert set(result.e_admissible) <= set(result.maximal) <= set(result.undominated)


@pytest.mark.parametrize(
    "rule", [utility.exponential(10), utility.exponential(-10), utility.logarithmic(60)]
)
@pytest.mark.parametrize(("seed", "names"), CASES[:16])
def test_expected_utility(seed, names, rule):
    root = slow.random_tree(seed, names=names)
    intervals = intervals_of(root, seed, names)
    unit = slow.by_path if names == "own" else slow.by_name
    result = interval_choice(
        root, intervals, utility=rule, tied="name" if names == "shared" else None
    )
    listed, values, _ = slow.table(root, bounds_of(intervals), unit, rule)
    values = values[[listed.index(dict(strategy)) for strategy in strategies(root)]]
    np.testing.assert_allclose(rule(result.lower), values.min(axis=1), atol=1e-9)
    np.testing.assert_allclose(rule(result.upper), values.max(axis=1), atol=1e-9)
    beaten = np.array([(values - row).min(axis=1).max() for row in values])
    assert result.maximal == tuple(np.array(result.alternatives)[beaten <= 1e-9])
    assert set(result.e_admissible) == set(np.array(result.alternatives)[best_for_weights(values)])


def test_exponential_utility_of_payoffs_far_beyond_the_risk_tolerance():
    root = Decision("go", {"a": Chance("c", {"x": (0.5, 1e6), "y": (0.5, 2e6)}), "b": 1.5e6})
    for rule, worst in ((utility.exponential(1000), 1e6), (utility.exponential(-1000), 2e6)):
        result = interval_choice(root, {"c": {"x": (0.4, 0.6)}}, utility=rule)
        assert abs(result.lower[0] - worst) < 1000
        assert result.lower[1] == result.upper[1] == 1.5e6


def test_minimizing():
    cost = Decision("go", {"a": Chance("c", {"x": (0.5, 10), "y": (0.5, 0)}), "b": 4.5, "c": 9})
    result = interval_choice(cost, {"c": {"x": (0.4, 0.6)}}, goal="min")
    np.testing.assert_allclose(result.lower, [4, 4.5, 9])
    np.testing.assert_allclose(result.upper, [6, 4.5, 9])
    assert result.gamma_maximin == ("go=b",)
    assert result.gamma_maximax == ("go=a",)
    assert result.maximal == result.undominated == ("go=a", "go=b")


def test_a_dominated_option_stays_where_its_decision_may_be_impossible():
    then = Decision("then", {"good": 2, "bad": 1})
    root = Decision("go", {"on": Chance("c", {"x": (0.5, then), "y": (0.5, 3)}), "off": 2.5})
    possible = interval_choice(root, {"c": {"x": (0, 0.5)}})
    assert possible.e_admissible == ("go=on, then=good", "go=on, then=bad", "go=off")
    sure = interval_choice(root, {"c": {"x": (0.1, 0.5)}})
    assert sure.maximal == sure.e_admissible == ("go=on, then=good", "go=off")


def test_bounds_by_path_go_before_bounds_by_name():
    root = coin_bets()
    result = interval_choice(root, {("1",): {"heads": (0.9, 1)}, **COIN})
    assert result.lower[0] == pytest.approx(3.6)
    assert result.lower[2] == pytest.approx(2.28)
    assert result.reachable["1",]["tails"] == pytest.approx((0, 0.1))


def test_a_tree_without_decisions_has_lower_and_upper_expectations():
    result = interval_choice(
        Chance("c", {"x": (0.5, 10), "y": (0.3, 0), "z": (0.2, 4)}), {"c": {"x": (0.2, 0.5)}}
    )
    assert result.alternatives == result.maximal == result.e_admissible == ("no decision",)
    # y takes what is left at worst, z at best
    np.testing.assert_allclose([result.lower[0], result.upper[0]], [2, 7])


def test_reachable_bounds_of_walley():
    root = Chance("c", {"x": (0.4, 1), "y": (0.3, 2), "z": (0.3, 3)})
    result = interval_choice(root, {"c": {"x": (0.1, 0.9), "y": (0.3, 0.4), "z": (0.2, 0.3)}})
    assert {k: pytest.approx(v) for k, v in result.reachable[()].items()} == {
        "x": (0.3, 0.5),
        "y": (0.3, 0.4),
        "z": (0.2, 0.3),
    }


def test_improper_bounds_are_all_listed():
    root = Decision(
        "go",
        {
            "a": Chance("c", {"x": (0.5, 1), "y": (0.5, 2)}),
            "b": Chance("d", {"x": (0.5, 1), "y": (0.5, 2)}),
        },
    )
    with pytest.raises(InvalidModelError) as caught:
        interval_choice(
            root,
            {"c": {"x": (0.6, 0.7), "y": (0.5, 0.6)}, ("b",): {"x": (0.1, 0.2), "y": (0.3, 0.4)}},
        )
    assert (
        str(caught.value) == "interval_choice(): 2 problem(s)\n"
        "  - low bounds of 'c' must not exceed 1 in sum; got 1.1 ('x' 0.6, 'y' 0.5)\n"
        "  - high bounds of 'b' must reach 1 in sum; got 0.6 ('x' 0.2, 'y' 0.4)"
    )


@pytest.mark.parametrize(
    ("bounds", "options", "message"),
    [
        (
            {"coin": {"heads": (0.7, 0.2)}},
            {},
            "bounds of 'coin': low must not exceed high; got 0.7 and 0.2 for 'heads'",
        ),
        (
            {"coin": {"head": (0.2, 0.7)}},
            {},
            r"unknown outcome of chance 'coin' at '1' 'head' \(did you mean 'heads'",
        ),
        ({"coins": {"heads": (0.2, 0.7)}}, {}, "unknown chance node 'coins'"),
        (
            {("7",): {"heads": (0.2, 0.7)}},
            {},
            r"bounds names a path that is not in the tree, \('7',\)",
        ),
        (
            {(): {"heads": (0.2, 0.7)}},
            {},
            "bounds names a node that is no chance node, at the root",
        ),
        (
            {"coin": {"heads": 0.5}},
            {},
            r"bounds of 'coin': 'heads' must be \(low, high\); got 0.5",
        ),
        (
            {"coin": {"heads": (0.5, 1.5)}},
            {},
            r"bounds of 'coin': high of 'heads' must be in \[0, 1\]; got 1.5",
        ),
        (
            {"coin": {"heads": (np.nan, 1)}},
            {},
            "bounds of 'coin': 'heads' must be finite; got nan",
        ),
        ({"coin": {}}, {}, "bounds of 'coin' must not be empty"),
        ({}, {}, "bounds must not be empty"),
        (COIN, {"optimism": 2}, r"optimism must be in \[0, 1\]; got 2"),
        (COIN, {"tied": "yes"}, "tied must be one of 'name'"),
        (COIN, {"max_strategies": 5}, "at most max_strategies=5 strategies; it has 6"),
    ],
)
def test_refusals(bounds, options, message):
    with pytest.raises(InvalidInputError, match=message):
        interval_choice(coin_bets(), bounds, **options)


def test_an_uncertainty_met_twice_samples_and_too_many_points():
    twice = Chance(
        "coin", {"h": (0.5, Chance("coin", {"h": (0.5, 4), "t": (0.5, 0)})), "t": (0.5, 0)}
    )
    root = Decision("toss", {"twice": twice, "no": 0.5})
    with pytest.raises(InvalidInputError, match="chance 'coin' must occur once on a path"):
        interval_choice(root, {"coin": {"h": (0.4, 0.6)}})
    assert interval_choice(root, {"coin": {"h": (0.4, 0.6)}}, tied=None).lower[0] == pytest.approx(
        0.64
    )
    with pytest.raises(InvalidInputError, match="every number of the tree must be single"):
        interval_choice(
            Chance("c", {"x": (0.5, np.array([1.0, 2.0])), "y": (0.5, 0)}), {"c": {"x": (0, 1)}}
        )
    dozen = {str(i): (1 / 12, float(i)) for i in range(12)}
    wide = Decision("bet", {"a": Chance("dozen", dozen), "b": Chance("dozen", dozen)})
    with pytest.raises(InvalidInputError, match="few extreme points together"):
        interval_choice(wide, {"dozen": {"0": (0, 0.5)}})


@pytest.mark.parametrize(
    "second",
    [
        {"h": (REST, 60), "l": (0.7, 10)},
        {"l": (0.7, 10), "h": (0.3, 60)},
        {"l": (REST, 10), "h": (0.1 + 0.2, 60)},
    ],
)
def test_one_uncertainty_is_one_however_it_is_written(second):
    """B is best for no probability of h that A shares: 100 p or 22 is more than 10 + 50 p from .2
    to .4."""
    first = Chance("m", {"h": (0.3, 100), "l": (0.7, 0)})
    tree = Decision("d", {"A": first, "B": Chance("m", second), "C": 22})
    result = interval_choice(tree, {"m": {"h": (0.2, 0.4)}})
    assert result.e_admissible == ("d=A", "d=C")
    np.testing.assert_allclose(result.lower, [20, 20, 22])
    np.testing.assert_allclose(result.upper, [40, 30, 22])


def test_what_looks_like_one_number_rounded_has_its_own_distribution_with_a_warning():
    first = Chance("m", {"h": (0.3, 100), "l": (0.7, 0)})
    tree = Decision(
        "d", {"A": first, "B": Chance("m", {"h": (0.301, 60), "l": (REST, 10)}), "C": 22}
    )
    with pytest.warns(
        InconsistentJudgementsWarning,
        match=r"interval_choice\(\): .*'m' looks like one number rounded",
    ):
        assert "d=B" in interval_choice(tree, {"m": {"h": (0.2, 0.4)}}).e_admissible
