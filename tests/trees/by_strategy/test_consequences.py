"""Consequences: every strategy evaluated, statistics, samples, limits."""

import numpy as np
import pytest

from decision_analysis import Criterion
from decision_analysis.errors import InvalidInputError, InvalidModelError
from decision_analysis.trees import (
    REST,
    Chance,
    Decision,
    consequences,
    rollback,
    strategies,
    to_arrays,
)
from decision_analysis.trees.by_strategy import _performances
from oracles.ends_of_paths import worst_share_mean

NAMES = ("cost", "gain")


@pytest.mark.parametrize("seed", range(30))
def test_every_cell_equals_a_slow_reading(slow, seed):
    tree = slow.tree(seed, attributes=NAMES)
    listed = slow.strategies(tree)
    if len(listed) > 300:
        with pytest.raises(InvalidInputError, match="max_strategies=300"):
            consequences(tree, NAMES, max_strategies=300)
        return
    criteria = [Criterion("cost", "min"), Criterion("gain")]
    table = consequences(tree, criteria)
    above = consequences(tree, criteria, statistic=("probability_above", 0.5))
    tails = consequences(tree, criteria, statistic=("cvar", 0.3))
    mixed = consequences(tree, ["gain", "cost"], statistic={"cost": ("cvar", 1.0)})
    assert table.alternatives == tuple(label or "no decision" for label in strategies(tree).labels)
    assert table.criteria == tuple(criteria)
    for i, options in enumerate(listed):
        for j, name in enumerate(NAMES):
            ends = slow.distribution(tree, options, attribute=name)
            assert table.values[i, j] == pytest.approx(sum(p * x for x, p in ends))
            assert above.values[i, j] == pytest.approx(sum(p for x, p in ends if x > 0.5))
            assert tails.values[i, j] == pytest.approx(
                worst_share_mean(ends, 0.3, lowest=name == "gain")
            )
    np.testing.assert_allclose(mixed.values, table.values[:, ::-1])


@pytest.mark.parametrize("seed", range(12))
def test_samples_lead_and_strategies_are_held_fixed(slow, seed):
    tree = slow.tree(seed, samples=4, depth=3)
    flat = to_arrays(tree)
    if len(strategies(flat)) > 200 or not flat.sample_shape:
        return
    for statistic in ("mean", ("probability_above", 0.2), ("cvar", 0.25)):
        table = consequences(flat, "total", statistic=statistic)
        assert table.sample_shape == (4,)
        for s in range(4):
            one = slow.sample(flat, s)
            expected = consequences(one, "total", statistic=statistic).values
            np.testing.assert_allclose(table.values[s], expected, rtol=1e-9, atol=1e-12)
    table = consequences(flat, "total")
    for i, strategy in enumerate(strategies(flat)):
        np.testing.assert_allclose(table.values[:, i, 0], rollback(flat, policy=strategy).value)


@pytest.mark.parametrize("samples", [None, (6,), (2, 2)])
def test_attributes_together_and_one_by_one_are_the_same(slow, monkeypatch, samples):
    criteria = {"cost": "min", "gain": "max"}
    for seed in range(6):
        tree = slow.tree(seed, samples=samples, attributes=NAMES)
        together = consequences(tree, criteria)
        for name, goal in criteria.items():
            alone = consequences(tree, {name: goal})
            column = together.criterion_names.index(name)
            np.testing.assert_allclose(
                together.values[..., column], alone.values[..., 0], rtol=1e-13, atol=1e-13
            )
        # where arrays over the nodes would be large
        with monkeypatch.context() as narrow:
            narrow.setattr(_performances, "TREE_BLOCK", 1)
            apart = consequences(tree, criteria)
        np.testing.assert_allclose(together.values, apart.values, rtol=1e-13, atol=1e-13)


def test_the_best_row_is_the_rollback():
    tree = Decision(
        "d",
        {"a": Chance("c", {"x": (0.5, Decision("e", {"1": 1, "2": 2})), "y": (REST, 3)}), "b": 2},
    )
    table = consequences(tree, [Criterion("profit", unit="EUR")])
    best = rollback(tree)
    row = table.alternatives.index(best.strategy.label)
    assert table.values[row, 0] == table.values.max() == best.value


def many(n):
    return Chance(
        "c", {str(i): (1 / n, Decision(f"d{i}", {"up": i, "down": -i})) for i in range(n)}
    )


@pytest.mark.slow
def test_too_many_strategies_are_refused_with_what_to_do():
    with pytest.raises(
        InvalidInputError, match=r"at most max_strategies=10,000 strategies; it has 131,072: raise"
    ) as error:
        consequences(many(17), "x")
    assert "rollback()" in str(error.value)
    with pytest.raises(InvalidInputError, match=r"it has about 10\^90"):
        consequences(many(300), "x")
    table = consequences(many(17), "x", max_strategies=200_000)
    assert table.values.shape == (131_072, 1)
    assert table.values.max() == pytest.approx(8)


@pytest.mark.parametrize(
    ("criteria", "options", "message"),
    [
        (["cost", "cost"], {}, "criteria must not repeat"),
        (["kost"], {}, "unknown criterion 'kost' \\(did you mean 'cost'"),
        ([], {}, "criteria must not be empty"),
        (3, {}, r"criteria must be a sequence of names or \{name: goal\}; got int"),
        (["cost", 3], {}, r"consequences\(\): criteria must be non-empty strings; got 3"),
        (["cost"], {"statistic": np.array(["mean", "mean"])}, "statistic of 'cost' must be 'mean'"),
        (["cost"], {"statistic": "median"}, "statistic of 'cost' must be 'mean', .* got 'median'"),
        (["cost"], {"statistic": ("cvar", 0)}, "cvar level of 'cost' must be in \\(0, 1\\]; got 0"),
        (["cost"], {"statistic": ("cvar", 1.5)}, "cvar level of 'cost' must be in"),
        (
            ["cost"],
            {"statistic": ("probability_above", "1")},
            "probability_above of 'cost' must be a number",
        ),
        (["cost"], {"statistic": {"gain": "mean"}}, "unknown criterion in statistic 'gain'"),
        (
            ["cost"],
            {"statistic": ("quantile", 1.5)},
            r"quantile q of .cost. must be in \[0, 1\]; got 1.5",
        ),
        (["cost"], {"max_strategies": 0}, "max_strategies must be at least 1"),
        (["cost"], {"max_strategies": 1.5}, "max_strategies must be an integer"),
    ],
)
def test_bad_arguments_are_refused(criteria, options, message):
    tree = Decision("d", {"a": {"cost": 1, "gain": 2}, "b": {"cost": 2, "gain": 3}})
    with pytest.raises(InvalidInputError, match=message):
        consequences(tree, criteria, **options)


def test_a_tree_of_numbers_takes_one_criterion():
    tree = Decision("d", {"a": 1, "b": 2})
    assert consequences(tree, "anything").criterion_names == ("anything",)
    with pytest.raises(
        InvalidInputError, match=r"bare numbers, so there must be one criterion; got \['a', 'b'\]"
    ):
        consequences(tree, ["a", "b"])
    with pytest.raises(InvalidModelError, match="consequences\\(\\)"):
        consequences(Decision("d", {"a": {"x": 1}, "b": 2}), "x")
