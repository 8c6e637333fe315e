"""`explain_change`: Shapley's shares of a change, exact and from random orders."""

import itertools
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pandas as pd
import pytest

import decision_analysis as da
from decision_analysis import mcda, trees
from decision_analysis.errors import InvalidInputError
from decision_analysis.sensitivity import explain_change

CARS = da.DecisionTable(
    [[14.0, 4.1, 3.0], [18.0, 3.9, 5.0], [11.0, 2.5, 2.0]],
    [da.Criterion("price", "min"), "comfort", "space"],
    ["city", "estate", "mini"],
)
WEIGHTS = {"price": 0.5, "comfort": 0.3, "space": 0.2}


def by_all_orders(worth, before, after):
    """Return the mean, over all orders, of what each change adds: Shapley's definition."""
    names = [name for name in before if before[name] != after[name]]
    shares = dict.fromkeys(names, 0.0)
    orders = list(itertools.permutations(names))
    for order in orders:
        state = dict(before)
        for name in order:
            was = worth(state)
            state[name] = after[name]
            shares[name] = shares[name] + (worth(state) - was) / len(orders)
    return shares


def model(x):
    """Tabulate three courses whose payoffs have interactions of all degrees."""
    a, b, c, d = (x[name] for name in "abcd")
    rows = {"mixed": [a * b * c + d], "sum": [a + 2 * b - c], "late": [np.maximum(a * d, b**2)]}
    return da.DecisionTable.from_rows(rows, ["payoff"])


BEFORE = {"a": 1.0, "b": 2.0, "c": -1.0, "d": 0.5}
AFTER = {"a": 3.0, "b": -1.5, "c": 2.0, "d": 4.0}


def wide(count, seed=3):
    """Return a model of so many numbers that interact in threes, and two states of it."""
    names = [f"x{i}" for i in range(count)]
    slopes = np.random.default_rng(seed).normal(size=(2, count))

    def tabulated(x):
        drawn = np.stack([x[name] for name in names], axis=-1)
        sums = drawn @ slopes.T
        return da.DecisionTable((sums**3 + sums)[..., None], ["payoff"], ["a", "b"])

    return tabulated, dict.fromkeys(names, 0.0), dict.fromkeys(names, 1.0)


def shares_of_wide(count, seed=3):
    """Return the shares of `wide` in closed form.

    The worth is the sum over all i, j, k of s_i s_j s_k, and of s_i: each term is shared in equal
    parts by the different changes in it.
    """
    slopes = np.random.default_rng(seed).normal(size=(2, count))
    others = slopes.sum(axis=1, keepdims=True) - slopes
    squares = (slopes**2).sum(axis=1, keepdims=True) - slopes**2
    alone = slopes + slopes**3
    twos = 3 * slopes**2 * others / 2 + 3 * slopes * squares / 2
    # of i and two different others: 3 s_i (others^2 - squares) terms, a third of each
    threes = slopes * (others**2 - squares)
    return (alone + twos + threes).T


def test_shares_are_the_mean_over_all_orders():
    result = explain_change(model, BEFORE, AFTER)

    def worth(state):
        return model({name: np.array([number]) for name, number in state.items()}).values[0, :, 0]

    expected = by_all_orders(worth, BEFORE, AFTER)
    assert result.exact
    assert result.names == ("a", "b", "c", "d")
    for name, shares in zip(result.names, result.shares, strict=True):
        np.testing.assert_allclose(shares, expected[name], atol=1e-12)
    assert not result.standard_error.any()


def test_of_a_product_of_two_each_has_half_of_what_they_make_together():
    result = explain_change(
        lambda x: da.DecisionTable((x["p"] * x["q"])[:, None, None], ["v"], ["a"]),
        {"p": 2, "q": 3},
        {"p": 5, "q": 7},
    )
    # dp (q + q') / 2 and dq (p + p') / 2
    np.testing.assert_allclose(result.shares[:, 0], [3 * 5, 4 * 3.5])


def test_up_to_twelve_changes_the_model_is_called_once():
    calls = []
    tabulated, before, after = wide(12)

    def counted(x):
        calls.append(len(x["x0"]))
        return tabulated(x)

    result = explain_change(counted, before, after)
    assert calls == [2**12]
    np.testing.assert_allclose(result.shares.sum(axis=0), result.after - result.before, rtol=1e-12)


def test_numbers_that_stay_are_not_listed_and_no_change_has_no_share():
    result = explain_change(model, BEFORE, {**BEFORE, "c": 4.0})
    assert (result.names, result.old_values, result.new_values) == (("c",), (-1.0,), (4.0,))
    none = explain_change(model, BEFORE, BEFORE)
    assert (none.names, none.shares.shape) == ((), (0, 3))
    np.testing.assert_array_equal(none.before, none.after)


def test_more_changes_are_sampled_and_still_add_up():
    tabulated, before, after = wide(20)
    result = explain_change(tabulated, before, after, rng=1, n_permutations=400)
    assert not result.exact
    np.testing.assert_allclose(result.shares.sum(axis=0), result.after - result.before, rtol=1e-12)
    exact = shares_of_wide(20)
    apart = np.abs(result.shares - exact) / result.standard_error
    # 40 numbers within 4.5 standard errors: a false alarm in about 3,700 seeds
    assert apart.max() < 4.5
    assert apart.max() > 0.5


@pytest.mark.parametrize("count", [5, 12, 16])
def test_a_runway_is_shared_as_littlechild_and_owen_share_it(count):
    # planes that need runways of these lengths: each stretch is shared by all that need it
    needs = np.cumsum(np.arange(1.0, count + 1))
    names = [f"plane {i}" for i in range(count)]

    def runway(x):
        longest = np.max([x[name] for name in names], axis=0)
        return da.DecisionTable(longest[:, None, None], ["length"], ["runway"])

    result = explain_change(
        runway,
        dict.fromkeys(names, 0),
        dict(zip(names, needs, strict=True)),
        rng=3,
        n_permutations=2000,
    )
    stretches = np.diff(needs, prepend=0)
    due = np.cumsum(stretches / np.arange(count, 0, -1))
    assert result.exact == (count <= 12)
    np.testing.assert_allclose(result.shares.sum(), needs[-1], rtol=1e-12)
    if result.exact:
        np.testing.assert_allclose(result.shares[:, 0], due, rtol=1e-12)
    else:
        # 16 within 4.5 standard errors: a false alarm in about 9,000 seeds
        apart = np.abs(result.shares[:, 0] - due) / result.standard_error[:, 0]
        assert apart.max() < 4.5


def test_standard_errors_cover_what_they_say():
    tabulated, before, after = wide(13)
    exact, inside, tried = shares_of_wide(13), 0, 0
    for seed in range(100):
        result = explain_change(tabulated, before, after, rng=seed, n_permutations=200)
        near = np.abs(result.shares - exact) < 1.96 * result.standard_error
        inside, tried = inside + int(near[:, 0].sum()), tried + len(near)
    # 95% are due; the 13 of a seed depend on one another: 100 seeds give 1% either way, so that
    # a false alarm takes 3 of these
    assert 0.92 < inside / tried < 0.98


def test_pairs_of_orders_are_exact_where_changes_interact_in_pairs():
    names = [f"x{i}" for i in range(15)]
    mixed = np.random.default_rng(5).normal(size=(15, 15))

    def tabulated(x):
        drawn = np.stack([x[name] for name in names], axis=-1)
        return da.DecisionTable(
            np.einsum("ri,ij,rj->r", drawn, mixed, drawn)[:, None, None], ["v"], ["a"]
        )

    result = explain_change(
        tabulated, dict.fromkeys(names, 0), dict.fromkeys(names, 1), n_permutations=2, rng=0
    )
    np.testing.assert_allclose(result.shares[:, 0], (mixed + mixed.T).sum(axis=1) / 2, atol=1e-12)
    assert result.standard_error.max() < 1e-12


def test_workers_and_batch_change_nothing_and_seed_0_is_a_seed():
    tabulated, before, after = wide(14)
    options = {"rng": 0, "n_permutations": 9000}
    first = explain_change(tabulated, before, after, **options)
    assert first.equals(explain_change(tabulated, before, after, batch=1, **options))
    with ThreadPoolExecutor(2) as pool:
        assert first.equals(explain_change(tabulated, before, after, workers=pool, **options))
    other = explain_change(tabulated, before, after, **{**options, "rng": 1})
    assert not first.equals(other)


def test_a_table_and_weights():
    later = CARS.with_values([[14.0, 4.1, 3.0], [13.0, 3.9, 5.0], [11.0, 2.5, 4.0]])
    weights = {"space": 0.5, "comfort": 0.3, "price": 0.2}
    result = explain_change(mcda.topsis, (CARS, WEIGHTS), (later, weights))
    assert result.names == ("estate: price", "mini: space", "weight of price", "weight of space")
    np.testing.assert_array_equal(result.before, mcda.topsis(CARS, WEIGHTS).scores)
    np.testing.assert_array_equal(result.after, mcda.topsis(later, weights).scores)

    def worth(state):
        values = CARS.values.copy()
        values[1, 0], values[2, 2] = state["estate: price"], state["mini: space"]
        mixed = {**WEIGHTS, "price": state["weight of price"], "space": state["weight of space"]}
        return mcda.topsis(CARS.with_values(values), mixed).scores

    old = dict(zip(result.names, result.old_values, strict=True))
    expected = by_all_orders(worth, old, dict(zip(result.names, result.new_values, strict=True)))
    for name, shares in zip(result.names, result.shares, strict=True):
        np.testing.assert_allclose(shares, expected[name], atol=1e-12)


def test_tables_alone_are_aligned_by_label():
    later = CARS.with_values(CARS.values + np.array([[0, 0.5, 0], [0, 0, 0], [0, 0, 0]]))
    turned = later.select(
        alternatives=["mini", "city", "estate"], criteria=["space", "comfort", "price"]
    )
    result = explain_change(lambda t: mcda.topsis(t, WEIGHTS), CARS, turned)
    assert result.names == ("city: comfort",)
    np.testing.assert_allclose(
        result.shares[0], mcda.topsis(later, WEIGHTS).scores - mcda.topsis(CARS, WEIGHTS).scores
    )


def test_weights_that_swap_all_must_change_together():
    table = da.DecisionTable([[1.0, 0.0], [0.0, 1.0]], ["x", "y"], ["a", "b"])
    states = (table, [1, 0]), (table, [0, 1])
    with pytest.raises(
        InvalidInputError, match=r"must not all be zero; change them\s+together, by"
    ):
        explain_change(mcda.weighted_sum, *states)
    result = explain_change(
        mcda.weighted_sum, *states, groups={"weights": ["weight of x", "weight of y"]}
    )
    assert result.names == ("weights",)
    np.testing.assert_allclose(result.shares, [[-1, 1]])


def test_a_tree_built_by_a_function():
    def oil(x):
        return trees.consequences(
            trees.Decision(
                "drill",
                {
                    "yes": trees.Chance(
                        "oil", {"wet": (x["p"], x["gain"]), "dry": (trees.REST, -70)}
                    ),
                    "no": 0.0,
                },
            ),
            ["profit"],
        )

    result = explain_change(oil, {"p": 0.3, "gain": 100}, {"p": 0.5, "gain": 140})
    assert result.alternatives == ("drill=yes", "drill=no")
    # p gain - 70 (1 - p): dp (mean gain + 70) and dgain times mean p
    np.testing.assert_allclose(result.shares, [[0.2 * 190, 0], [40 * 0.4, 0]], atol=1e-12)
    assert (result.best_before, result.best_after) == ("drill=no", "drill=yes")


def test_groups_change_as_one():
    result = explain_change(model, BEFORE, AFTER, groups={"both": ["d", "a"]})
    assert result.names == ("both", "b", "c")
    assert result.old_values == (None, 2.0, -1.0)

    def worth(state):
        full = {"a": BEFORE["a"], "d": BEFORE["d"], "b": state["b"], "c": state["c"]}
        if state["both"]:
            full |= {"a": AFTER["a"], "d": AFTER["d"]}
        return model({name: np.array([number]) for name, number in full.items()}).values[0, :, 0]

    expected = by_all_orders(
        worth, {"both": 0, "b": 2.0, "c": -1.0}, {"both": 1, "b": -1.5, "c": 2.0}
    )
    for name, shares in zip(result.names, result.shares, strict=True):
        np.testing.assert_allclose(shares, expected[name], atol=1e-12)


def test_the_lead_of_one_over_another():
    result = explain_change(model, BEFORE, AFTER)
    start, shares, end = result.steps_of(("sum", "late"))
    assert start == result.before[1] - result.before[2]
    np.testing.assert_allclose(start + shares.sum(), end)
    np.testing.assert_array_equal(result.steps_of("sum")[1], result.shares[:, 1])


def test_series_and_parameters_are_states_too():
    expected = explain_change(model, BEFORE, AFTER)
    ledgers = [da.Parameters([da.Parameter(k, v) for k, v in s.items()]) for s in (BEFORE, AFTER)]
    assert explain_change(model, *ledgers).equals(expected)
    series = pd.Series(AFTER).sample(frac=1, random_state=1)
    assert explain_change(model, pd.Series(BEFORE), series).equals(expected)


def test_it_prints_each_share_and_the_sum():
    text = repr(explain_change(model, BEFORE, {**BEFORE, "d": 4.0}))
    assert text.startswith("explain_change: 1 change(s), exact; best is sum\n")
    assert text.splitlines()[-1].split()[:2] == ["all", "changes"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            {"after": {"a": 1, "b": 2, "c": 3, "e": 4}},
            r"after must name each number of before once; missing \['d'\], unknown \['e'\]",
        ),
        ({"before": {}, "after": {}}, "before must not be empty"),
        ({"after": {**AFTER, "a": np.nan}}, "'a' in after must be finite; got nan"),
        ({"before": CARS}, "before and after must be of one kind"),
        ({"before": (CARS, WEIGHTS), "after": CARS}, "must be of one kind"),
        ({"before": 3}, "before must be a mapping"),
        ({"groups": {"g": ["a", "z"]}}, r"unknown number in group 'g' 'z'"),
        ({"groups": {"g": ["a"], "h": ["a"]}}, "must not share a number; got 'a' in 'g' and 'h'"),
        ({"groups": {"b": ["a"]}}, "group 'b' must not be called as a number outside of it"),
        ({"n_permutations": 1}, "n_permutations must be at least 2"),
        (
            {"score": lambda t: np.where(t.values[..., 0] > 5, np.nan, 1.0)},
            r"scores must be finite; got nan at \(\d+, \d\), of '\w+' where 'a' .*; so in \d+ of",
        ),
    ],
)
def test_what_it_refuses(arguments, message):
    with pytest.raises(InvalidInputError, match=rf"^explain_change\(\).*{message}"):
        explain_change(**{"model": model, "before": BEFORE, "after": AFTER, **arguments})


def test_tables_that_differ_in_labels_or_goals_are_refused():
    other = da.DecisionTable(CARS.values, CARS.criteria, ["city", "estate", "van"])
    with pytest.raises(InvalidInputError, match=r"each alternative of before.*missing \['mini'\]"):
        explain_change(mcda.topsis, (CARS, WEIGHTS), (other, WEIGHTS))
    goals = da.DecisionTable(CARS.values, ["price", "comfort", "space"], CARS.alternatives)
    with pytest.raises(InvalidInputError, match="'price' must have one goal; got 'min' before"):
        explain_change(mcda.topsis, (CARS, WEIGHTS), (goals, WEIGHTS))
    with pytest.raises(InvalidInputError, match="score must be None"):
        explain_change(mcda.topsis, (CARS, WEIGHTS), (CARS, WEIGHTS), score=lambda t: t.values)
