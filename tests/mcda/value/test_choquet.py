"""The Choquet integral: special cases, importance and interaction, and capacities refused."""

import itertools
import math

import numpy as np
import pytest

from decision_analysis import DecisionTable, mcda
from decision_analysis.errors import InvalidInputError, InvalidModelError

NAMES = ["x", "y", "z"]
TABLE = DecisionTable([[3.0, 1.0, 2.0], [2.0, 2.0, 2.0], [-1.0, 4.0, 0.0]], NAMES, ["a", "b", "c"])


def all_sets(names):
    return [s for k in range(1, len(names) + 1) for s in itertools.combinations(names, k)]


def drawn(rng, names):
    """Return a random capacity: each set is worth more than all that it holds."""
    found = {}
    for members in all_sets(names):
        below = [found[s] for s in itertools.combinations(members, len(members) - 1) if s]
        found[members] = max(below, default=0) + rng.uniform()
    return {frozenset(s): w / found[tuple(names)] for s, w in found.items()}


def test_a_weighted_mean_and_an_owa_are_special_cases():
    shares = dict(zip(NAMES, [0.5, 0.3, 0.2], strict=True))
    additive = mcda.choquet(TABLE, capacity=shares, additivity=1)
    mean = mcda.weighted_sum(TABLE, shares, normalization=None)
    np.testing.assert_allclose(additive.scores, mean.scores)
    assert additive.parameters["additivity"] == 1
    np.testing.assert_allclose(additive.shapley_values, list(shares.values()))
    np.testing.assert_allclose(additive.interaction_indices, 0, atol=1e-15)
    by_size = {frozenset(s): [0, 0.6, 0.9, 1][len(s)] for s in all_sets(NAMES)}
    assert "additivity" not in mcda.choquet(TABLE, capacity=by_size).parameters
    np.testing.assert_allclose(
        mcda.choquet(TABLE, capacity=by_size).scores,
        mcda.owa(TABLE, order_weights=[0.6, 0.3, 0.1]).scores,
    )


def test_importance_is_what_a_criterion_adds_on_average():
    rng = np.random.default_rng(7)
    names = ["p", "q", "r", "s"]
    capacity = drawn(rng, names)
    table = DecisionTable(rng.normal(size=(2, 3, 4)), names, ["a", "b", "c"])
    result = mcda.choquet(table, capacity=capacity)
    worth = {frozenset(): 0.0, **capacity}
    added = np.zeros(4)
    for order in itertools.permutations(range(4)):
        for place, j in enumerate(order):
            before = frozenset(names[i] for i in order[:place])
            added[j] += worth[before | {names[j]}] - worth[before]
    np.testing.assert_allclose(result.shapley_values, added / math.factorial(4))
    # by the definition, step by step
    for index in np.ndindex(2, 3):
        row = table.values[index]
        order = np.argsort(row)
        total = previous = 0.0
        for place, j in enumerate(order):
            total += (row[j] - previous) * worth[frozenset(names[i] for i in order[place:])]
            previous = row[j]
        assert result.scores[index] == pytest.approx(total)


def test_larger_sets_follow_from_pairs():
    pairs = {"x": 0.3, "y": 0.3, "z": 0.3, ("x", "y"): 0.8, ("x", "z"): 0.6, ("y", "z"): 0.5}
    result = mcda.choquet(TABLE, capacity=pairs, additivity=2)
    np.testing.assert_allclose(
        result.interaction_indices, [[0, 0.2, 0], [0.2, 0, -0.1], [0, -0.1, 0]], atol=1e-15
    )
    with pytest.raises(InvalidInputError, match=r"must be 1\.1.*follows from the smaller.*got 1$"):
        mcda.choquet(TABLE, capacity={**pairs, ("x", "z"): 0.7}, additivity=2)


def test_an_interaction_of_more_than_two_counts_in_each_pair_by_its_size():
    # only all together are worth anything: a pair gains 0 without the third, and 1 with it
    only_all = {frozenset(s): float(len(s) == 3) for s in all_sets(NAMES)}
    result = mcda.choquet(TABLE, capacity=only_all)
    np.testing.assert_allclose(result.interaction_indices, (np.ones((3, 3)) - np.eye(3)) / 2)
    # of four, I_ij = sum over T of (2 - |T|)! |T|! / 3! (w(ijT) - w(iT) - w(jT) + w(T))
    names = ["p", "q", "r", "s"]
    capacity = drawn(np.random.default_rng(3), names)
    worth = {frozenset(): 0.0, **capacity}
    table = DecisionTable(np.zeros((1, 4)), names, ["a"])
    found = mcda.choquet(table, capacity=capacity).interaction_indices
    for i, j in itertools.combinations(range(4), 2):
        one, other = frozenset(names[i]), frozenset(names[j])
        rest = [name for name in names if name not in (names[i], names[j])]
        expected = sum(
            math.factorial(2 - size)
            * math.factorial(size)
            / 6
            * (worth[t | one | other] - worth[t | one] - worth[t | other] + worth[t])
            for size in range(3)
            for t in map(frozenset, itertools.combinations(rest, size))
        )
        assert found[i, j] == found[j, i] == pytest.approx(expected)


def test_a_capacity_that_falls_is_refused_set_by_set():
    falling = {frozenset(s): 0.5 for s in all_sets(NAMES)[:-1]}
    with pytest.raises(InvalidModelError, match=r"where 'y' joins \['x'\]; it goes from 0\.9 to"):
        mcda.choquet(TABLE, capacity={**falling, frozenset("x"): 0.9})


@pytest.mark.parametrize(
    ("capacity", "message"),
    [
        ({"x": 0.3, "y": 0.3, "z": 0.3}, r"missing \[\('x', 'y'\).*additivity=2"),
        ({"w": 0.3}, "unknown criterion in capacity 'w'"),
        ({"x": 0.3, frozenset("x"): 0.3}, r"must name each set once; got \['x'\] twice"),
        ({"x": 1.3}, r"capacity of \['x'\] must be in \[0, 1\]"),
        ({("x", "x"): 0.3}, "a set of criteria must not repeat; got 'x' twice"),
        ({frozenset(): 0.1}, "capacity of no criteria must be 0; got 0.1"),
        ({frozenset("xyz"): 0.9}, "capacity of all criteria must be 1; got 0.9"),
    ],
)
def test_capacities_that_are_none(capacity, message):
    with pytest.raises(InvalidInputError, match=message):
        mcda.choquet(TABLE, capacity=capacity)


def test_too_many_criteria():
    table = DecisionTable(np.zeros((1, 17)), [f"c{j}" for j in range(17)], ["a"])
    with pytest.raises(InvalidInputError, match="at most 16 criteria; got 17"):
        mcda.choquet(table, capacity={"c0": 0.5})


def test_a_single_criterion_needs_no_worth():
    table = DecisionTable([[4.0], [-2.0]], ["x"], ["a", "b"])
    assert mcda.choquet(table, capacity={}).scores.tolist() == [4, -2]
