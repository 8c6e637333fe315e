"""Strategies: counted, listed, merged, labelled, in order; many and too many."""

import pickle
from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from decision_analysis.errors import InvalidInputError
from decision_analysis.trees import (
    REST,
    Chance,
    Decision,
    TreeArrays,
    consequences,
    rollback,
    strategies,
    to_arrays,
)


def shale_gas():
    """Kaminski, Jakubczyk and Szufel (2018), figure 7."""

    def dig(p):
        return Chance("gas", {"gas": (p, 2500), "none": (REST, 0)}, payoff=-300)

    test = {
        "negative": (0.28, Decision("negative", {"sell": 600, "dig": dig(0.07 / 0.28)})),
        "positive": (0.72, Decision("positive", {"sell": 1000, "dig": dig(0.63 / 0.72)})),
    }
    return Decision(
        "first", {"sell": 800, "dig": dig(0.7), "test": Chance("test", test, payoff=-50)}
    )


def test_six_strategies_in_the_shale_gas_case_and_twelve_unmerged():
    merged, every = strategies(shale_gas()), strategies(shale_gas(), merge=False)
    assert (len(merged), len(every)) == (6, 12)
    assert merged.labels == (
        "first=sell",
        "first=dig",
        "first=test, negative=sell, positive=sell",
        "first=test, negative=sell, positive=dig",
        "first=test, negative=dig, positive=sell",
        "first=test, negative=dig, positive=dig",
    )
    assert every.labels[0] == "first=sell, negative=sell, positive=sell"
    assert len(set(every.labels)) == 12
    assert dict(merged[3]) == {
        (): "test",
        ("test", "negative"): "sell",
        ("test", "positive"): "dig",
    }
    assert repr(merged).startswith("6 strategies\n   first=sell\n   first=dig\n")


@pytest.mark.parametrize("seed", range(60))
def test_they_are_those_of_a_slow_reading_in_its_order(slow, seed):
    tree = slow.tree(seed)
    expected = slow.strategies(tree)
    listed = strategies(tree)
    assert len(listed) == len(expected)
    assert [dict(s) for s in listed[:300]] == expected[:300]
    assert dict(listed[-1]) == expected[-1]
    labels = listed.labels if len(listed) < 3000 else ()
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("seed", range(20))
def test_unmerged_strategies_choose_at_every_decision(slow, seed):
    tree = to_arrays(slow.tree(seed, depth=3))
    every = strategies(tree, merge=False)
    options = tree.n_children[tree.kind == 2]
    assert len(every) == np.prod(options)
    assert all(len(strategy) == len(options) for strategy in every[:50])
    if len(every) < 500:
        assert len({frozenset(strategy.items()) for strategy in every}) == len(every)


def test_they_are_a_sequence_of_mappings():
    listed = strategies(shale_gas())
    strategy = listed[3]
    assert isinstance(listed, Sequence)
    assert isinstance(strategy, Mapping)
    assert str(strategy) == strategy.label == "first=test, negative=sell, positive=dig"
    assert repr(strategy) == "Strategy('first=test, negative=sell, positive=dig')"
    assert listed[strategy.label] == strategy == dict(strategy)
    assert strategy in listed
    assert strategy.label in listed
    assert "first=nonsense" not in listed
    assert "first=sell, negative=dig" not in listed
    assert 3 not in listed
    assert [s.label for s in listed[1:4:2]] == [listed[1].label, listed[3].label]
    assert listed[-1] == listed[5]
    assert hash(listed[2]) == hash(strategies(shale_gas())[2])
    assert pickle.loads(pickle.dumps(strategy)) == strategy
    assert strategy == rollback(shale_gas()).strategy
    with pytest.raises(KeyError):
        listed["first=nonsense"]
    with pytest.raises(IndexError, match="there are 6; got position 6"):
        listed[6]
    with pytest.raises(InvalidInputError, match="position must be at least -6"):
        listed[-7]
    with pytest.raises(KeyError):
        strategy["sell",]


def test_a_name_that_stands_twice_is_told_apart_by_its_path():
    again = Decision("drill", {"yes": 1, "no": 0})
    tree = Decision(
        "test", {"yes": Chance("result", {"good": (0.5, again), "bad": (0.5, again)}), "no": again}
    )
    assert strategies(tree).labels[0] == "test=yes, drill[yes > good]=yes, drill[yes > bad]=yes"
    assert strategies(tree).labels[-1] == "test=no, drill[no]=no"


def test_a_long_path_is_told_by_its_end_and_the_position():
    node = 1.0
    for _ in range(20):
        node = Decision("d", {"on": node, "off": 0})
    last = strategies(node)[0].label.split(", ")
    assert last[0] == "d=on"
    assert last[2] == "d[on > on]=on"
    assert last[-1] == "d[... > on > on > on #37]=on"
    assert dict(strategies(node)[strategies(node)[0].label]) == dict(strategies(node)[0])


def test_labels_with_separators_inside_are_quoted():
    tree = Decision("a", {"x": Decision("b", {"1": 1, "1, b=1": 2}), "x, b=1": 3})
    for strategy in strategies(tree):
        assert rollback(tree, policy=strategy).strategy == strategy
    assert strategies(tree).labels == ("a=x, b=1", "a=x, b='1, b=1'", "a='x, b=1'")


def test_a_tree_without_a_decision_has_one_strategy():
    assert strategies(Chance("c", {"a": (1, 2)})).labels == ("",)
    assert strategies(3).labels == ("",)
    assert rollback(3, policy="no decision").value == rollback(3, policy="").value == 3
    assert consequences(3, "x").alternatives == ("no decision",)
    assert dict(strategies(Chance("c", {"a": (1, 2)}), merge=False)[0]) == {}


def binary(n):
    """Return a chance node with n outcomes that each lead to a decision of two options."""
    return Chance(
        "c", {str(i): (1 / n, Decision(f"d{i}", {"up": i, "down": -i})) for i in range(n)}
    )


def test_a_hundred_thousand_strategies():
    listed = strategies(binary(17))
    assert len(listed) == 131_072
    assert dict(listed[131_071]) == {(str(i),): "down" for i in range(17)}
    assert listed[5].label.endswith("d14=down, d15=up, d16=down")
    strategy = listed[77_777]
    assert rollback(binary(17), policy=strategy.label).strategy == strategy


def test_too_many_to_list_are_counted():
    with pytest.raises(
        InvalidInputError,
        match=r"at most 2\^53 strategies for them to be listed; it has about 10\^60",
    ):
        strategies(binary(200))
    wide = TreeArrays(
        [1] + [2] * 5000 + [0] * 10_000,
        [5000] + [2] * 5000 + [0] * 10_000,
        [1] + [1 / 5000] * 5000 + [1] * 10_000,
        np.zeros(15_001),
    )
    for merge in (True, False):
        with pytest.raises(InvalidInputError, match=r"about 10\^1505"):
            strategies(wide, merge=merge)
    with pytest.raises(InvalidInputError, match="merge must be a bool; got int"):
        strategies(binary(2), merge=1)
