"""Rollback against a slow reading of the tree; utilities, goals, attributes, ties, fixed policies,
depth, samples."""

import math
import pickle
import re

import numpy as np
import pytest

from decision_analysis import utility
from decision_analysis.errors import InvalidInputError
from decision_analysis.trees import (
    REST,
    Chance,
    Decision,
    TreeArrays,
    rollback,
    strategies,
    to_arrays,
)


class CubeRoot:
    """A utility function of one's own."""

    def __call__(self, x):
        return np.cbrt(x)

    def inverse(self, u):
        return u**3


UTILITIES = {
    "none": (None, lambda x: x),
    "linear": (utility.linear(), lambda x: x),
    "exponential": (utility.exponential(2.0), lambda x: 1 - np.exp(-x / 2)),
    "fond": (utility.exponential(-2.0), lambda x: np.exp(x / 2) - 1),
    "logarithmic": (utility.logarithmic(40.0), lambda x: np.log(x + 40)),
    "own": (CubeRoot(), np.cbrt),
}


def worths(slow, tree, u, sign=1.0):
    """Return for each strategy its expected utility, its expected payoff and its options."""
    found = []
    for options in slow.strategies(tree):
        ends = slow.distribution(tree, options)
        found.append((sum(p * u(sign * x) for x, p in ends), sum(p * x for x, p in ends), options))
    return found


@pytest.mark.parametrize("goal", ["max", "min"])
@pytest.mark.parametrize("name", UTILITIES)
@pytest.mark.parametrize("seed", range(25))
def test_the_best_strategy_equals_rollback(slow, seed, name, goal):
    tree = slow.tree(seed)
    given, u = UTILITIES[name]
    sign = 1.0 if goal == "max" else -1.0
    best, expected, _ = max(worths(slow, tree, u, sign), key=lambda worth: worth[0])
    result = rollback(tree, utility=given, goal=goal)
    assert result.value == pytest.approx(
        sign * best if given is None else best, rel=1e-9, abs=1e-12
    )
    assert result.expected_value == pytest.approx(expected, rel=1e-9, abs=1e-9)
    assert u(sign * result.certainty_equivalent) == pytest.approx(best, rel=1e-9, abs=1e-12)
    assert rollback(tree, utility=given, goal=goal, policy=result.policy).value == pytest.approx(
        result.value
    )
    assert rollback(tree, utility=given, goal=goal, policy=result.strategy).value == pytest.approx(
        result.value
    )


@pytest.mark.parametrize("seed", range(25))
def test_what_is_said_of_every_path(slow, seed):
    tree = slow.tree(seed, depth=3)
    result = rollback(tree, utility=utility.exponential(3.0))
    flat = to_arrays(tree)
    assert set(result.values) == {flat.path(i) for i in range(len(flat))}
    assert set(result.policy) == {flat.path(int(i)) for i in np.flatnonzero(flat.kind == 2)}
    assert len(result.values) == len(flat)

    def check(node, path, paid):
        here = paid + (node.payoff or 0.0)
        assert result.to_date[path] == pytest.approx(here)
        assert result.to_go[path] == pytest.approx(result.expected_values[path] - paid)
        if isinstance(node, Decision):
            values = {label: result.certainty_equivalents[*path, label] for label in node.options}
            assert result.certainty_equivalents[path] == pytest.approx(max(values.values()))
            assert values[result.policy[path]] == pytest.approx(max(values.values()))
            assert list(node.options)[result.choices[path]] == result.policy[path]
            assert result.expected_values[path] == pytest.approx(
                result.expected_values[*path, result.policy[path]]
            )
        elif isinstance(node, Chance):
            for each in (result.expected_values, result.values):
                mixed = sum(p * each[*path, label] for label, p in node.probabilities.items())
                assert each[path] == pytest.approx(mixed)
        else:
            assert result.certainty_equivalents[path] == pytest.approx(here)
        labels = node.options if isinstance(node, Decision) else getattr(node, "outcomes", {})
        for label, child in zip(labels, node.children, strict=True):
            check(child, (*path, label), here)

    check(tree, (), 0.0)


@pytest.mark.parametrize("rule", [None, utility.exponential(50)], ids=["neutral", "averse"])
@pytest.mark.parametrize(
    "name", ["values", "to_go", "to_date", "expected_values", "certainty_equivalents"]
)
def test_amounts_keep_the_sign_of_payoffs_whichever_goal(name, rule):
    wait = Chance("price", {"up": (0.25, 40.0), "down": (0.75, 8.0)}, payoff=3.0)
    costs = Decision("buy", {"now": 24.0, "later": wait}, payoff=5.0)
    gains = Decision(
        "buy",
        {
            "now": -24.0,
            "later": Chance("price", {"up": (0.25, -40.0), "down": (0.75, -8.0)}, payoff=-3.0),
        },
        payoff=-5.0,
    )
    least, most = rollback(costs, goal="min", utility=rule), rollback(gains, utility=rule)
    if name != "values" or rule is None:
        assert dict(getattr(least, name)) == {
            path: -amount for path, amount in getattr(most, name).items()
        }
    by_hand = {
        (): 5 + 3 + 0.25 * 40 + 0.75 * 8,
        ("now",): 24.0,
        ("later",): 3 + 0.25 * 40 + 0.75 * 8,
        ("later", "up"): 40.0,
        ("later", "down"): 8.0,
    }
    if name == "to_go":
        assert dict(least.to_go) == pytest.approx(by_hand)
    if name == "to_date":
        received = {(): 5, ("now",): 29, ("later",): 8, ("later", "up"): 48, ("later", "down"): 16}
        assert dict(least.to_date) == received


def test_views_are_read_only_and_hold_nothing():
    result = rollback(Decision("d", {"a": Chance("c", {"x": (0.5, 1), "y": (REST, 3)}), "b": 1}))
    with pytest.raises(TypeError):
        result.values[()] = 3
    for path in (("c",), ("a", "z"), "a", ["a"], None):
        with pytest.raises(KeyError):
            result.values[path]
    with pytest.raises(KeyError):
        result.policy["a",]
    assert ("a",) not in result.policy
    assert ("a",) in result.values
    assert list(result.values) == [(), ("a",), ("b",), ("a", "x"), ("a", "y")]
    assert dict(result.policy) == {(): "a"}
    assert repr(result.policy) == "{(): 'a'}"
    assert dict(result.ties) == {}
    assert result.alternatives == ("a", "b")
    with pytest.raises(ValueError, match="read-only"):
        result.node_expected[0] = 1


def test_a_sure_thing_is_its_own_certainty_equivalent():
    sure = Chance("c", {"a": (0.3, 1000), "b": (0.3, 1000), "c": (REST, 1000)})
    for u in (
        utility.exponential(1),
        utility.exponential(100),
        utility.exponential(1e9),
        utility.exponential(-1),
    ):
        assert rollback(sure, utility=u).certainty_equivalent == 1000
    for u in (utility.logarithmic(1e12), utility.power(0.5), CubeRoot()):
        assert rollback(sure, utility=u).certainty_equivalent == pytest.approx(1000, rel=1e-12)


def test_large_payoffs_do_not_overflow_exponential_utility():
    tree = Decision(
        "d", {"bet": Chance("c", {"win": (0.5, 1e6), "lose": (0.5, -1e6)}), "not": -5e5}
    )
    result = rollback(tree, utility=utility.exponential(100))
    assert result.certainty_equivalent == pytest.approx(-5e5)
    assert result.policy[()] == "not"
    assert result.certainty_equivalents["bet",] == pytest.approx(-1e6 - 100 * np.log(0.5))
    nearly_linear = rollback(tree, utility=utility.exponential(1e15))
    assert nearly_linear.certainty_equivalents["bet",] == pytest.approx(-1e12 / 2e15, rel=1e-3)


def test_costs_keep_their_sign_and_risk_costs_more():
    tree = Decision("d", {"gamble": Chance("c", {"good": (0.5, 0), "bad": (0.5, 100)}), "sure": 60})
    assert rollback(tree, goal="min").policy[()] == "gamble"
    averse = rollback(tree, goal="min", utility=utility.exponential(50))
    assert averse.policy[()] == "sure"
    assert averse.certainty_equivalent == 60
    assert averse.certainty_equivalents["gamble",] == pytest.approx(
        50 * np.log((1 + np.exp(2)) / 2)
    )
    assert (
        rollback(tree.options["gamble"], goal="min", utility=utility.exponential(50)).risk_premium
        > 0
    )
    assert averse.values["sure",] == pytest.approx(1 - np.exp(60 / 50))


ATTRIBUTES = ("cost", "gain")


@pytest.mark.parametrize("seed", range(10))
def test_attributes_by_name_coefficients_or_function(slow, seed):
    tree = slow.tree(seed, attributes=ATTRIBUTES)

    def best(f):
        found = []
        for strategy in slow.strategies(tree):
            by_name = [slow.distribution(tree, strategy, attribute=a) for a in ATTRIBUTES]
            found.append(sum(p * f(x, y) for (x, p), (y, _) in zip(*by_name, strict=True)))
        return max(found)

    assert rollback(tree, attribute="cost").value == pytest.approx(best(lambda c, g: c))
    mixed = rollback(tree, attribute={"cost": -2, "gain": 3})
    assert mixed.value == pytest.approx(best(lambda c, g: 3 * g - 2 * c))
    product = rollback(tree, attribute=lambda t: t["cost"] * t["gain"])
    assert product.value == pytest.approx(best(lambda c, g: c * g))
    assert product.to_go[()] == product.value
    averse = rollback(
        tree, attribute=lambda t: t["cost"] * t["gain"], utility=utility.exponential(1.0)
    )
    assert averse.value == pytest.approx(best(lambda c, g: 1 - np.exp(-c * g)))
    sampled = rollback(tree, attribute={"cost": np.array([0.0, 1.0]), "gain": np.array([1.0, 0.0])})
    np.testing.assert_allclose(
        sampled.value, [rollback(tree, attribute=a).value for a in ("gain", "cost")]
    )


def test_attributes_must_be_chosen_and_known():
    tree = Decision("d", {"a": {"cost": 1, "gain": 2}, "b": {"cost": 2, "gain": 3}})
    refused = {
        None: (
            r"payoffs have the attributes \['cost', 'gain'\]; say by attribute= which one, or how"
            r" to weigh them"
        ),
        "gian": r"unknown attribute 'gian' \(did you mean 'gain'",
        3: "attribute must be a name, a mapping or a function; got 3",
    }
    for attribute, message in refused.items():
        with pytest.raises(InvalidInputError, match=message):
            rollback(tree, attribute=attribute)
    for attribute, message in (
        ({}, "attribute must not be empty"),
        ({"cost": np.nan}, "coefficient of 'cost' must be finite"),
        ({"cost": "1"}, "coefficient of 'cost' must be numbers"),
        ({"cost": []}, "coefficient of 'cost' must hold at least one number"),
        ({"kost": 1}, "unknown attribute 'kost'"),
        (lambda t: np.log(t["cost"] - 1), "a function of totals, must be finite; it is not at 'a'"),
        (lambda t: np.ones(7), r"must return numbers of shape \(2,\); got \(7,\)"),
    ):
        with np.errstate(divide="ignore"), pytest.raises(InvalidInputError, match=message):
            rollback(tree, attribute=attribute)
    with pytest.raises(
        InvalidInputError, match="attribute must be None, as payoffs are bare numbers; got 'cost'"
    ):
        rollback(Decision("d", {"a": 1}), attribute="cost")
    only = Decision("d", {"a": {"cost": 1}, "b": {"cost": 2}})
    assert rollback(only, goal="min").value == 1


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"goal": "maximize"}, "goal must be one of 'max', 'min'; got 'maximize'"),
        ({"goal": 1}, "goal must be one of"),
        ({"utility": np.sqrt}, r"utility must be a function with a method .inverse, or None"),
        ({"utility": 5}, r"utility must be a function with a method .inverse, or None; got 5"),
        ({"policy": {("x",): "a"}}, r"policy names a path that is not in the tree, \('x',\)"),
        (
            {"policy": {(): "z"}},
            r"unknown option of decision 'd' at the root 'z'; known are \['a', 'b'\]",
        ),
        ({"policy": {("a",): "x"}}, "policy names a node that is no decision, at 'a'"),
        (
            {"policy": {(): "a"}},
            r"must have an option for each decision it can meet; missing decision 'e' at 'a > x'",
        ),
        ({"policy": "d=z"}, r"unknown strategy 'd=z'.*known are \['d=a, e=1', 'd=a, e=2', 'd=b'\]"),
        (
            {"policy": 3},
            r"a policy must be a label of strategies\(\) or a mapping from paths to options; got 3",
        ),
    ],
)
def test_bad_options_are_refused(options, message):
    tree = Decision(
        "d",
        {"a": Chance("c", {"x": (0.5, Decision("e", {"1": 1, "2": 2})), "y": (REST, 3)}), "b": 1},
    )
    with pytest.raises(InvalidInputError, match=message):
        rollback(tree, **options)


def test_a_total_outside_the_domain_of_the_utility_is_named_by_its_path():
    tree = Decision("d", {"a": Chance("c", {"x": (0.5, -100), "y": (REST, 3)}, -20), "b": 1})
    with pytest.raises(
        InvalidInputError, match=r"utility must be defined for the total at 'a > x'; .*-120"
    ):
        rollback(tree, utility=utility.logarithmic(110))

    class Broken(CubeRoot):
        def __call__(self, x):
            with np.errstate(invalid="ignore"):
                return np.sqrt(x)

    with pytest.raises(
        InvalidInputError,
        match="the total at 'a > x'; utility must be finite; got nan for the payoff -120",
    ):
        rollback(tree, utility=Broken())


def test_ties_hold_every_optimal_option_and_the_policy_the_greatest():
    tree = Decision(
        "d",
        {"a": 0.3, "b": Chance("c", {"x": (0.5, 0.1), "y": (0.5, 0.5)}), "c": 0.1 + 0.2, "e": 0.2},
    )
    result = rollback(tree)
    assert dict(result.ties) == {(): ("a", "b", "c")}
    # 0.1 + 0.2 is a float above 0.3
    assert result.policy[()] == "c"
    assert result.value == 0.1 + 0.2
    assert rollback(Decision("d", {"a": 1.0, "b": 1 + 1e-11})).policy[()] == "b"
    assert rollback(Decision("d", {"a": 1.0, "b": 1 + 1e-13})).ties[()] == ("a", "b")
    # The tolerance is relative to the largest payoff of the tree, wherever it stands.
    large = rollback(Decision("d", {"a": 1.0, "b": 1 + 1e-11, "c": -1000}))
    assert (large.value, large.policy[()], large.ties[()]) == (1 + 1e-11, "b", ("a", "b"))
    mixed = Decision(
        "d",
        {"x": Chance("c", {"1": (0.5, 1), "2": (REST, 1)}), "y": Decision("e", {"3": 1, "4": 1})},
    )
    assert dict(rollback(mixed).ties) == {(): ("x", "y"), ("y",): ("3", "4")}


class Square:
    """A function that is no utility: it falls below 0."""

    def __call__(self, payoffs):
        return np.square(payoffs)

    def inverse(self, utilities):
        return np.sqrt(utilities)


class OneByOne:
    """A utility function that takes no arrays."""

    def __call__(self, payoff):
        return math.log(payoff + 100)

    def inverse(self, utility):
        return math.exp(utility) - 100


def test_a_function_that_falls_or_takes_no_arrays_is_no_utility():
    tree = Decision("drill", {"yes": Chance("oil", {"dry": (0.5, -70), "wet": (0.5, 50)}), "no": 0})
    with pytest.raises(
        InvalidInputError, match=re.escape("utility must not fall; it is less for 0 than for -70")
    ):
        rollback(tree, utility=Square())
    with pytest.raises(InvalidInputError, match="utility must take arrays of payoffs"):
        rollback(tree, utility=OneByOne())


def test_payoffs_that_add_up_to_more_than_a_number_holds_are_named_by_their_path():
    huge = Decision(
        "d",
        {"safe": 1, "more": Chance("c", {"up": (0.5, 1.7e308), "down": (0.5, 0)})},
        payoff=1.7e308,
    )
    with pytest.raises(
        InvalidInputError,
        match=re.escape("must add up to at most 1.8e+308 on every path; not so at 'more > up'"),
    ):
        rollback(huge)
    assert rollback(Decision("d", {"a": 1.7e308, "b": 1})).value == 1.7e308


def test_a_strategy_of_a_tree_serves_as_its_policy_and_one_of_another_is_refused():
    tree = Decision("drill", {"yes": Chance("oil", {"dry": (0.5, -70), "wet": (0.5, 50)}), "no": 0})
    best = rollback(tree).strategy
    assert rollback(tree, policy=best).value == rollback(tree, policy=dict(best)).value == 0
    other = rollback(Decision("drill", {"perhaps": 1})).strategy
    with pytest.raises(
        InvalidInputError, match="unknown option of decision 'drill' at the root 'perhaps'"
    ):
        rollback(tree, policy=other)


def test_ties_are_found_with_utility_too():
    sure = 100 - 50 * np.log((1 + np.exp(2)) / 2)
    tree = Decision("d", {"a": Chance("c", {"x": (0.5, 100), "y": (0.5, 0)}), "b": sure})
    assert rollback(tree, utility=utility.exponential(50)).ties[()] == ("a", "b")


def test_the_policy_is_defined_where_the_best_strategy_never_comes():
    later = Chance("u", {"z": (1, Decision("f", {"v": 3, "w": -3}))})
    tree = Decision("d", {"a": 10, "b": Decision("e", {"x": 1, "y": 2}), "c": later})
    assert dict(rollback(tree).policy) == {(): "a", ("b",): "y", ("c", "z"): "v"}
    assert dict(rollback(tree).strategy) == {(): "a"}
    partial = rollback(tree, policy={(): "b", ("b",): "x"})
    assert partial.value == 1
    assert partial.policy["c", "z"] == "v"


@pytest.mark.parametrize("seed", range(15))
def test_every_strategy_is_evaluated_by_label_mapping_or_itself(slow, seed):
    tree = slow.tree(seed)
    listed = strategies(tree)
    for strategy in listed[:40]:
        mean = sum(x * p for x, p in slow.distribution(tree, dict(strategy)))
        assert rollback(tree, policy=strategy).value == pytest.approx(mean)
        assert rollback(tree, policy=dict(strategy)).value == pytest.approx(mean)
        assert rollback(tree, policy=strategy.label).value == pytest.approx(mean)
    for strategy in strategies(tree, merge=False)[:20]:
        assert rollback(tree, policy=strategy.label).value == pytest.approx(
            rollback(tree, policy=strategy).value
        )


@pytest.mark.parametrize("name", UTILITIES)
@pytest.mark.parametrize("seed", range(8))
def test_a_batch_equals_a_loop(slow, seed, name):
    shape = (2, 3)
    tree = slow.tree(seed, samples=6)
    flat = to_arrays(tree)
    p, pay = (
        np.reshape(a, (*shape, -1)) if a.ndim > 1 else a for a in (flat.probability, flat.payoff)
    )
    tree = TreeArrays(flat.kind, flat.n_children, p, pay, names=flat.names, labels=flat.labels)
    batch = rollback(tree, utility=UTILITIES[name][0])
    strategy = rollback(flat, policy="fixed", utility=UTILITIES[name][0])
    sampled = bool(flat.sample_shape)
    assert batch.sample_shape == (shape if sampled else ())
    if not sampled:
        return
    for i, index in enumerate(np.ndindex(shape)):
        one = slow.sample(flat, i)
        single = rollback(one, utility=UTILITIES[name][0])
        for member in ("value", "expected_value", "certainty_equivalent", "risk_premium"):
            assert getattr(batch, member)[index] == pytest.approx(
                getattr(single, member), rel=1e-9, abs=1e-12
            )
        picked = batch.at(index)
        assert picked.sample_shape == ()
        assert dict(picked.policy) == dict(single.policy)
        assert dict(picked.values) == pytest.approx(dict(single.values))
        assert {path: int(c[index]) for path, c in batch.choices.items()} == dict(single.choices)
        assert strategy.certainty_equivalent[i] <= single.certainty_equivalent + 1e-9
    with pytest.raises(
        InvalidInputError,
        match=r"policy needs one sample, got a batch \(2, 3\); pick one with result.at",
    ):
        _ = batch.policy
    with pytest.raises(InvalidInputError, match="ties needs one sample"):
        _ = batch.ties


@pytest.mark.parametrize("u", [None, utility.exponential(1.0), utility.logarithmic(30.0)])
@pytest.mark.parametrize("seed", range(12))
def test_the_fixed_policy_is_the_best_single_plan_over_the_samples(slow, seed, u):
    tree = slow.tree(seed, samples=5, depth=3)
    listed = strategies(tree)
    if len(listed) > 200:
        return
    u_of = (lambda x: x) if u is None else u
    means = [
        np.mean(u_of(rollback(tree, policy=strategy, utility=u).certainty_equivalent))
        for strategy in listed
    ]
    fixed = rollback(tree, policy="fixed", utility=u)
    assert np.mean(u_of(fixed.certainty_equivalent)) == pytest.approx(max(means))
    assert np.mean(u_of(rollback(tree, utility=u).certainty_equivalent)) >= max(means) - 1e-9


def test_the_mean_of_sampled_rollbacks_is_not_the_value_of_a_policy():
    rng = np.random.default_rng(1)
    tree = Decision("d", {f"o{i}": rng.normal(size=4000) for i in range(4)})
    within = rollback(tree).value.mean()
    strategy = rollback(tree, policy="fixed").value.mean()
    # Standard errors are below 0.016: false-alarm rate under 1e-6 for each line.
    assert within == pytest.approx(1.03, abs=0.08)
    assert abs(strategy) < 0.1


def test_only_what_is_sampled_has_sample_axes():
    tree = Decision(
        "d", {"a": Chance("c", {"x": (np.array([0.2, 0.4]), 1), "y": (REST, 0)}), "b": 0.3}
    )
    result = rollback(tree)
    np.testing.assert_allclose(result.value, [0.3, 0.4])
    np.testing.assert_array_equal(result.choices[()], [1, 0])
    np.testing.assert_allclose(rollback(tree, policy={(): "a"}).value, [0.2, 0.4])
    assert result.at(1).policy[()] == "a"
    assert repr(result) == "rollback: samples (2,), mean value 0.35"


def deep(depth):
    node = 1.0
    for i in range(depth):
        node = (
            Decision("d", {"on": node, "off": 0.0})
            if i % 2
            else Chance("c", {"on": (0.9999, node), "stop": (REST, 0)})
        )
    return node


@pytest.mark.slow
def test_a_chain_three_thousand_deep():
    tree = deep(3_000)
    result = rollback(tree)
    assert result.value == pytest.approx(0.9999**1500)
    assert rollback(tree, utility=utility.exponential(1.0)).value == pytest.approx(
        0.9999**1500 * (1 - np.exp(-1))
    )
    assert rollback(tree, utility=utility.logarithmic(1.0)).value == pytest.approx(
        0.9999**1500 * np.log(2)
    )
    path = ("on",) * 3_000
    assert result.values[path] == 1.0
    assert result.policy[path[:-2]] == "on"
    assert len(repr(result)) < 1_000_000
    assert len(result.strategy) == 1500
    assert pickle.loads(pickle.dumps(result)).value == result.value


def test_the_result_shows_and_pickles_itself():
    tree = Decision(
        "test",
        {
            "yes": Chance(
                "c", {"good": (0.5, Decision("go", {"on": 10, "off": 0})), "bad": (REST, -1)}
            ),
            "no": 0,
        },
    )
    result = rollback(tree)
    assert repr(result).splitlines() == [
        "rollback: value 4.5",
        "   after       decision  option  value",
        "               test      yes       4.5",
        "   yes > good  go        on       10.0",
    ]
    averse = rollback(tree, utility=utility.exponential(10), goal="max")
    assert repr(averse).startswith("rollback: certainty equivalent ")
    assert result.to_dict()["policy"] == {"": "yes", "yes > good": "on"}
    assert result.to_dict()["value"] == 4.5
    again = pickle.loads(pickle.dumps(averse))
    assert again.certainty_equivalent == averse.certainty_equivalent
    assert dict(again.policy) == dict(averse.policy)
    assert rollback(deep(200)).to_frame().shape == (100, 3)
    assert repr(rollback(deep(200))).splitlines()[-1] == "   ... 80 more"
    assert rollback(tree, goal="min", policy={(): "no"}).to_dict()["parameters"]["policy"] == {
        "": "no"
    }


@pytest.mark.parametrize("goal", ["max", "min"])
def test_maximin_and_maximax_equal_the_best_of_all_strategies(slow, goal):
    sign = 1 if goal == "max" else -1
    for seed in range(60):
        tree = slow.tree(seed)
        ends_by_strategy = [
            [sign * total for total, p in slow.distribution(tree, strategy) if p > 0]
            for strategy in slow.strategies(tree)
        ]
        worst = rollback(tree, rule="maximin", goal=goal)
        assert worst.value == pytest.approx(sign * max(map(min, ends_by_strategy)), abs=1e-12)
        assert rollback(tree, rule="maximax", goal=goal).value == pytest.approx(
            sign * max(map(max, ends_by_strategy)), abs=1e-12
        )
        mine = [sign * total for total, p in slow.distribution(tree, dict(worst.policy)) if p > 0]
        assert sign * worst.value == pytest.approx(min(mine), abs=1e-12)
        expected = sum(total * p for total, p in slow.distribution(tree, dict(worst.policy)))
        assert worst.expected_value == pytest.approx(expected, abs=1e-12)


def test_an_outcome_of_probability_zero_is_not_the_worst():
    chances = np.array([0.0, 0.5])
    tree = Decision(
        "d", {"go": Chance("c", {"bad": (chances, -10), "good": (1 - chances, 5)}), "stay": 0}
    )
    np.testing.assert_array_equal(rollback(tree, rule="maximin").value, [5, 0])
    np.testing.assert_array_equal(rollback(tree, rule="maximin", policy="fixed").value, [0, 0])


def test_rules_that_do_not_hold_node_by_node_are_refused():
    tree = Decision("d", {"go": Chance("c", {"bad": (0.5, -10), "good": (0.5, 5)}), "stay": 0})
    for rule in ("cvar", ("quantile", 0.1), "minimax_regret", 1, True):
        with pytest.raises(
            InvalidInputError,
            match=r"rule must be None, 'maximin' or 'maximax'.*score_strategies\(\)",
        ):
            rollback(tree, rule=rule)
    with pytest.raises(InvalidInputError, match="utility must be None with the rule 'maximin'"):
        rollback(tree, rule="maximin", utility=utility.exponential(3))
