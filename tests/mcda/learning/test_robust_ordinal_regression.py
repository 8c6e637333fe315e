"""Robust ordinal regression: against enumeration, its logic, and conflicts by name."""

import itertools

import numpy as np
import pytest
from scipy.optimize import linprog

from decision_analysis import Criterion, DecisionTable, core, mcda
from decision_analysis.errors import InvalidInputError, InvalidModelError

FOUR = DecisionTable.from_rows(
    {"a": [1, 9], "b": [5, 5], "c": [8, 1], "d": [6, 6]}, ["speed", "comfort"]
)


def increments(table):
    """Return what each alternative has of the steps between all levels that occur."""
    parts = []
    for column, criterion in enumerate(table.criteria):
        gains = table.values[:, column] * (1 if criterion.goal == "max" else -1)
        levels = np.unique(gains)
        levels = levels if len(levels) > 1 else np.append(levels, levels + 1)
        parts.append((gains[:, None] >= levels[1:]).astype(float))
    return np.concatenate(parts, axis=1)


def epsilon(rows, strict, weak):
    """Return the largest epsilon with u(a) - u(b) >= epsilon, or >= 0, for pairs of places."""
    size = rows.shape[1]
    above = [np.append(rows[b] - rows[a], 1.0) for a, b in strict]
    above += [np.append(rows[b] - rows[a], 0.0) for a, b in weak]
    answer = linprog(
        np.append(np.zeros(size), -1),
        A_ub=above or None,
        b_ub=np.zeros(len(above)) if above else None,
        A_eq=[np.append(np.ones(size), 0)],
        b_eq=[1],
        bounds=[(0, None)] * size + [(None, 1)],
    )
    return -answer.fun if answer.status == 0 else -np.inf


@pytest.mark.parametrize("seed", [0, 3])
def test_against_going_through_all_sets_of_those_ahead(seed):
    rng = np.random.default_rng(seed)
    table = DecisionTable(
        rng.integers(0, 4, (4, 2)).astype(float),
        [Criterion("x"), Criterion("y", "min")],
        list("abcd"),
    )
    rows = increments(table)
    pairs = list(itertools.permutations(range(4), 2))
    free = [pair for pair in pairs if epsilon(rows, [pair], []) > 1e-9]
    said = [free[rng.integers(len(free))]]
    result = mcda.robust_ordinal_regression(
        table, preferences=[tuple(table.alternatives[i] for i in pair) for pair in said]
    )
    for a, b in itertools.permutations(range(4), 2):
        assert result.matrix[a, b] == (epsilon(rows, [*said, (b, a)], []) < 1e-9)
        assert result.possible_matrix[a, b] == (epsilon(rows, said, [(a, b)]) > 1e-9)
    for a in range(4):
        others = [b for b in range(4) if b != a]
        sets = [s for size in range(4) for s in itertools.combinations(others, size)]
        best = min(
            len(s)
            for s in sets
            if epsilon(rows, said, [(a, b) for b in others if b not in s]) > 1e-9
        )
        worst = max(len(s) for s in sets if epsilon(rows, [*said, *((b, a) for b in s)], []) > 1e-9)
        assert (result.best_ranks[a], result.worst_ranks[a]) == (best + 1, worst + 1)


def test_without_statements_it_is_dominance():
    result = mcda.robust_ordinal_regression(FOUR, preferences=[])
    np.testing.assert_array_equal(result.matrix, core.dominance(FOUR).matrix)
    assert result.margin == 1
    assert result.possible.matrix[1, 3]  # all weight where they are equal


def test_more_statements_make_more_necessary():
    few = mcda.robust_ordinal_regression(FOUR, preferences=[("a", "d")])
    more = mcda.robust_ordinal_regression(FOUR, preferences=[("a", "d"), ("b", "c")])
    assert (more.matrix >= few.matrix).all()
    assert (more.possible_matrix <= few.possible_matrix).all()
    assert more.necessary["a", "c"]
    assert not few.necessary["a", "c"]
    # a over d over b over c; d dominates b, which may be worth as much, and share its rank
    assert more.best_ranks.tolist() == [1, 2, 4, 2]
    assert more.worst_ranks.tolist() == [1, 3, 4, 2]
    assert more.extreme_ranks["b"] == (2, 3)


def test_necessary_is_an_order_and_one_of_two_is_possible():
    rng = np.random.default_rng(8)
    table = DecisionTable(rng.uniform(size=(8, 3)), ["x", "y", "z"], list("abcdefgh"))
    result = mcda.robust_ordinal_regression(table, preferences=[("a", "b")])
    necessary = result.matrix | np.eye(8, dtype=bool)
    assert ((necessary.astype(int) @ necessary > 0) <= necessary).all()
    pairs = ~np.eye(8, dtype=bool)
    assert (result.matrix | result.possible_matrix.T)[pairs].all()
    assert (result.best_ranks <= result.worst_ranks).all()


def test_indifference_and_intensity():
    same = mcda.robust_ordinal_regression(FOUR, preferences=[], indifferences=[("a", "c")])
    assert same.necessary["a", "c"]
    assert same.necessary["c", "a"]
    stronger = mcda.robust_ordinal_regression(
        FOUR, preferences=[("a", "d"), ("b", "c")], intensities=[(("a", "d"), ("b", "c"))]
    )
    assert stronger.margin > 0
    with pytest.raises(InvalidModelError, match="'d' over 'b' is more than 'a' over 'b'"):
        mcda.robust_ordinal_regression(
            FOUR, preferences=[("a", "d")], intensities=[(("d", "b"), ("a", "b"))]
        )


def test_breakpoints_leave_fewer_functions():
    any_function = mcda.robust_ordinal_regression(FOUR, preferences=[("b", "a")])
    linear = mcda.robust_ordinal_regression(FOUR, preferences=[("b", "a")], breakpoints=2)
    assert (linear.matrix >= any_function.matrix).all()
    assert linear.margin <= any_function.margin


def test_a_conflict_is_named_by_statements_none_of_which_can_be_left_out():
    with pytest.raises(InvalidModelError) as caught:
        mcda.robust_ordinal_regression(
            FOUR, preferences=[("a", "b"), ("a", "c"), ("b", "c"), ("c", "a")]
        )
    (problem,) = caught.value.problems
    told = "'a' is preferred to 'c'; 'c' is preferred to 'a'"
    assert problem == f"these 2 statements contradict one another: {told}"
    with pytest.raises(InvalidModelError, match="contradicts the performances: 'b' is preferred"):
        mcda.robust_ordinal_regression(FOUR, preferences=[("b", "d"), ("a", "c")])


def test_a_batch_is_a_loop_and_names_the_sample_that_a_statement_contradicts():
    batch = FOUR.with_values(FOUR.values + np.array([0.0, 0.5])[:, None, None])
    whole = mcda.robust_ordinal_regression(batch, preferences=[("a", "d")])
    alone = mcda.robust_ordinal_regression(FOUR, preferences=[("a", "d")])
    np.testing.assert_array_equal(whole.at(0).matrix, alone.matrix)
    np.testing.assert_array_equal(whole.best_ranks[1], alone.best_ranks)
    turned = FOUR.with_values(np.stack([FOUR.values, FOUR.values[::-1]]))
    with pytest.raises(InvalidModelError, match=r"contradicts the performances at \(1,\): 'c'"):
        mcda.robust_ordinal_regression(turned, preferences=[("c", "a")])


def test_one_alternative():
    one = DecisionTable([[1.0]], ["x"], ["a"])
    result = mcda.robust_ordinal_regression(one, preferences=[])
    assert result.best_ranks.tolist() == result.worst_ranks.tolist() == [1]
    # nobody is compared with oneself
    assert result.matrix.tolist() == result.possible_matrix.tolist() == [[False]]


@pytest.mark.parametrize(
    ("statements", "message"),
    [
        (
            {"preferences": ["ab"]},
            r"preferences must hold pairs of alternatives \(a, b\); got 'ab'",
        ),
        ({"preferences": [("a", "e")]}, "unknown alternative in preferences 'e'"),
        ({"preferences": [("a", "a")]}, "preferences must hold pairs of two; got 'a' twice"),
        ({"preferences": {"a": "b"}}, "preferences must be a list of pairs"),
        ({"preferences": [], "intensities": [("a", "b")]}, "intensities must be pairs of pairs"),
    ],
)
def test_statements_that_are_none(statements, message):
    with pytest.raises(InvalidInputError, match=message):
        mcda.robust_ordinal_regression(FOUR, **statements)


def test_tiny_performances_are_told_apart():
    said = [("b", "a")]
    table = DecisionTable([[1, 4], [2, 3], [4, 1], [3, 3]], ["x", "y"], list("abcd"))
    tiny = table.with_values(table.values * 1e-13)
    whole, small = (mcda.robust_ordinal_regression(t, preferences=said) for t in (table, tiny))
    assert whole.extreme_ranks == small.extreme_ranks
    assert small.extreme_ranks == {"a": (3, 4), "b": (1, 3), "c": (1, 4), "d": (1, 2)}
