"""Efficient strategies: vector rollback against the table of all strategies, ties, limits, samples,
large trees."""

import numpy as np
import pytest

from decision_analysis import Criterion, mcda
from decision_analysis.core import dominance
from decision_analysis.errors import InvalidInputError, InvalidModelError
from decision_analysis.trees import (
    Chance,
    Decision,
    consequences,
    efficient_strategies,
    rollback,
    strategies,
    to_arrays,
)
from oracles.repairs import repairs


def exact_tree(rng, names, size):
    """Return a random tree of small integers and eighths, so that sums are exact and ties are
    frequent."""

    def amount():
        return {name: float(rng.integers(-size, size + 1)) for name in names}

    def build(left, depth):
        kind = rng.integers(0, 3) if left < depth else rng.integers(0, 2)
        if left == 0 or kind == 2:
            return amount()
        paid = amount() if rng.random() < 0.4 else None
        n = int(rng.integers(1, 4))
        if kind == 0:
            return Decision(
                f"d{rng.integers(0, 2)}", {f"o{i}": build(left - 1, depth) for i in range(n)}, paid
            )
        p = rng.multinomial(8, np.ones(n) / n) / 8
        return Chance("u", {f"c{i}": (float(p[i]), build(left - 1, depth)) for i in range(n)}, paid)

    depth = int(rng.integers(1, 6))
    return to_arrays(build(depth, depth))


@pytest.mark.parametrize("seed", range(40))
def test_it_finds_what_dominance_leaves_of_all_strategies(seed):
    rng = np.random.default_rng(seed)
    for _ in range(8):
        names = list("abcd")[: rng.integers(1, 5)]
        tree = exact_tree(rng, names, int(rng.integers(1, 6)))
        criteria = [Criterion(name, "max" if rng.random() < 0.5 else "min") for name in names]
        if len(strategies(tree)) > 600:
            continue
        everything = consequences(tree, criteria)
        found = efficient_strategies(tree, criteria)
        kept = [everything.alternatives.index(label) for label in dominance(everything).kernel()]
        groups = {}
        for i in kept:
            groups.setdefault(tuple(everything.values[i]), []).append(i)
        rows = [everything.alternatives.index(label) for label in found.alternatives]
        assert found.of == len(everything.alternatives)
        assert rows == sorted(rows)
        assert {tuple(row) for row in found.table.values} == set(groups)
        assert len(rows) == len(groups)
        assert list(found.counts) == [len(groups[tuple(row)]) for row in found.table.values]
        for row, values, strategy in zip(rows, found.table.values, found.strategies, strict=True):
            assert row in groups[tuple(values)]
            assert strategy == strategies(tree)[row]
        if (tree.probability > 0).all():
            assert rows == [groups[tuple(row)][0] for row in found.table.values]


@pytest.mark.parametrize("seed", range(6))
def test_inexact_numbers(slow, seed):
    tree = to_arrays(slow.tree(seed + 3, attributes=("a", "b", "c")))
    if len(strategies(tree)) > 2000:
        return
    everything = consequences(tree, ["a", "b", "c"])
    found = efficient_strategies(tree, ["a", "b", "c"])
    np.testing.assert_allclose(
        found.table.values, everything.select(alternatives=found.alternatives).values
    )
    assert set(dominance(everything).kernel()) >= set(found.alternatives)
    assert len(dominance(everything).kernel()) == sum(found.counts)


def test_a_tree_with_very_many_strategies():
    criteria = [Criterion("cost", "min"), "gain"]
    tree = to_arrays(repairs(64))
    found = efficient_strategies(tree, criteria)
    assert found.of == 3**64
    assert repr(found).startswith(
        f"efficient_strategies: {len(found.strategies)} of about 10^30 strategies"
    )
    kernel = dominance(found.table).kernel()
    assert kernel == found.alternatives
    for weight in (0.2, 0.5, 0.8):
        best = rollback(tree, attribute={"cost": -weight, "gain": 1 - weight})
        scores = found.table.values @ [-weight, 1 - weight]
        assert scores.max() == pytest.approx(best.value)
    for i in (0, -1):
        strategy = found.strategies[i]
        assert strategy.label == found.alternatives[i]
        for j, name in enumerate(("cost", "gain")):
            assert rollback(tree, attribute=name, policy=strategy).value == pytest.approx(
                found.table.values[i, j]
            )
    assert mcda.topsis(found.table, {"cost": 1, "gain": 1}).best in found.alternatives


def test_equal_strategies_are_counted_exactly_beyond_what_floats_hold():
    same = {"cost": 1.0, "gain": 2.0}
    tree = Chance(
        "c",
        {str(i): (1 / 64, Decision(f"d{i}", {"x": same, "y": same, "z": same})) for i in range(64)},
    )
    found = efficient_strategies(tree, ["cost", "gain"])
    assert found.counts == (3**64,)
    assert found.strategies[0] == {(str(i),): "x" for i in range(64)}


def test_below_an_impossible_outcome_one_efficient_strategy_stands_for_all():
    worse, better = {"a": 1, "b": 1}, {"a": 2, "b": 3}
    tree = Chance(
        "c",
        {"never": (0.0, Decision("d", {"worse": worse, "better": better})), "sure": (1.0, better)},
    )
    found = efficient_strategies(tree, ["a", "b"])
    assert found.alternatives == ("d=better",)
    assert found.counts == (2,)


def test_rounding_does_not_split_equal_strategies():
    added = Chance("u", {"sure": (1, {"a": 0.2, "b": -0.2})}, payoff={"a": 0.1, "b": -0.1})
    tree = Decision("d", {"one": added, "two": {"a": 0.3, "b": -0.3}})
    assert consequences(tree, ["a", "b"]).values[0, 0] != 0.3
    assert efficient_strategies(tree, ["a", "b"]).counts == (2,)


def test_a_tree_without_decisions_and_one_of_bare_numbers():
    found = efficient_strategies(
        Chance("c", {"x": (0.5, {"a": 1, "b": 2}), "y": (0.5, {"a": 3, "b": 0})}), ["b", "a"]
    )
    assert found.alternatives == ("no decision",)
    assert found.table.values.tolist() == [[1.0, 2.0]]
    assert found.strategies[0] == {}
    plain = efficient_strategies(Decision("d", {"a": 1, "b": 2, "c": 2}), Criterion("profit"))
    assert (plain.alternatives, plain.counts, plain.of) == (("d=b",), (2,), 3)
    sure = efficient_strategies(Decision("d", {"only": Decision("e", {"this": 5})}), "x")
    assert sure.strategies[0] == {(): "only", ("only",): "this"}


@pytest.mark.parametrize("seed", range(10))
def test_with_samples_each_strategy_is_held_fixed_and_averaged(slow, seed):
    tree = to_arrays(slow.tree(seed, attributes=("a", "b"), samples=5, depth=4))
    if len(strategies(tree)) > 500:
        return
    mean = consequences(tree, ["a", "b"]).mean()
    found = efficient_strategies(tree, ["a", "b"])
    np.testing.assert_allclose(
        found.table.values, mean.select(alternatives=found.alternatives).values
    )
    assert set(found.alternatives) == set(dominance(mean).kernel()) or sum(found.counts) > len(
        found.counts
    )


def test_a_branch_that_samples_never_reach():
    p = np.array([0.0, 0.0])
    tree = Chance(
        "c",
        {
            "never": (p, Decision("d", {"x": {"a": np.array([1, 3])}, "y": {"a": 9}})),
            "sure": (1 - p, {"a": 4}),
        },
    )
    assert efficient_strategies(tree, "a").table.values.tolist() == [[4.0]]


def test_too_many_vectors_are_refused_with_what_to_do():
    rng = np.random.default_rng(0)
    options = {f"o{k}": {"a": float(k), "b": -float(k) + 0.01 * rng.random()} for k in range(40)}
    tree = Chance("c", {str(i): (0.5, Decision(f"d{i}", options)) for i in range(2)})
    with pytest.raises(
        InvalidInputError,
        match=r"at most max_vectors=30 efficient vectors; decision 'd1' at '1' has 40",
    ):
        efficient_strategies(tree, ["a", "b"], max_vectors=30)
    with pytest.raises(
        InvalidInputError,
        match=r"chance 'c' at the root has .* raise max_vectors, name fewer criteria",
    ):
        efficient_strategies(tree, ["a", "b"], max_vectors=50)


def test_a_long_chain():
    node = {"cost": 0, "gain": 0}
    for i in range(300):
        tried = {"works": (0.5, node), "fails": (0.5, {"cost": float(i), "gain": 0})}
        go = Chance(f"u{i}", tried, {"cost": 1, "gain": 2})
        node = Decision(f"d{i}", {"go": go, "stop": {"cost": 0, "gain": 1}})
    found = efficient_strategies(node, [Criterion("cost", "min"), "gain"])
    assert found.of == 301
    assert found.table.values.shape == (len(found.counts), 2)


@pytest.mark.parametrize(
    ("criteria", "options", "message"),
    [
        (["kost"], {}, "unknown criterion 'kost' \\(did you mean 'cost'"),
        ([], {}, "criteria must not be empty"),
        (["cost"], {"max_vectors": 0}, "max_vectors must be at least 1"),
        (["cost"], {"max_vectors": 1.5}, "max_vectors must be an integer"),
    ],
)
def test_bad_arguments_are_refused(criteria, options, message):
    with pytest.raises(InvalidInputError, match=rf"efficient_strategies\(\): {message}"):
        efficient_strategies(
            Decision("d", {"a": {"cost": 1}, "b": {"cost": 2}}), criteria, **options
        )


def test_faulty_trees_are_refused():
    with pytest.raises(InvalidModelError, match=r"efficient_strategies\(\)"):
        efficient_strategies(Decision("d", {"a": {"x": 1}, "b": 2}), "x")


def test_the_result_shows_and_exports_itself():
    found = efficient_strategies(repairs(2), [Criterion("cost", "min"), "gain"])
    assert found.to_frame().columns.tolist() == ["cost (min)", "gain (max)", "equal"]
    plain = found.to_dict()
    assert plain["table"]["alternatives"] == list(found.alternatives)
    assert plain["counts"] == list(found.counts)
    assert plain["of"] == 9
