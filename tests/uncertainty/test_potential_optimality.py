"""Who may be best or worst, against a program for each alternative and by its own certificates."""

import numpy as np
import pytest
from scipy.optimize import linprog

from decision_analysis import DecisionTable
from decision_analysis.errors import InvalidInputError
from decision_analysis.uncertainty import WeightSpace, _leading, potential_optimality

NAMES = list("vwxyz")


def table(values):
    values = np.asarray(values, dtype=float)
    labels = [f"a{i}" for i in range(len(values))]
    return DecisionTable(values, NAMES[: values.shape[1]], labels)


def spaces(count):
    names = NAMES[:count]
    free = WeightSpace(names)
    return [
        (free, []),
        (free.order(" > ".join(names)), [(i, i + 1) for i in range(count - 1)]),
        (free.bounds("v", 0.2, 0.6), "bounds"),
        (free.order("v = w"), [(0, 1), (1, 0)]),
    ]


def leads(own, others, count, stated):
    """Say who leads, by one program each: maximize d with (V_a - V_b) w >= d."""
    found = []
    for a in range(len(own)):
        behind = np.delete(others, a, axis=0) - own[a]
        rows = [np.append(row, 1.0) for row in behind]
        bounds = [(0, 1)] * count
        if stated == "bounds":
            bounds[0] = (0.2, 0.6)
        else:
            for i, j in stated:
                rows.append(np.append(np.eye(count)[j] - np.eye(count)[i], 0.0))
        answer = linprog(
            np.append(np.zeros(count), -1.0),
            A_ub=np.array(rows),
            b_ub=np.zeros(len(rows)),
            A_eq=[np.append(np.ones(count), 0.0)],
            b_eq=[1.0],
            bounds=[*bounds, (None, None)],
        )
        found.append(answer.x[-1] >= -1e-8)
    return np.array(found)


@pytest.mark.parametrize("seed", range(6))
def test_answers_are_those_of_one_program_each(seed):
    """Numbers on a coarse grid, so that there are ties."""
    generator = np.random.default_rng(seed)
    count, size = int(generator.integers(2, 9)), int(generator.integers(2, 6))
    low = generator.integers(0, 7, (count, size)) / 6
    high = low + generator.integers(0, 3, (count, size)) / 6
    for space, stated in spaces(size):
        result = potential_optimality(table(low), table(high), weights=space)
        best, worst = leads(high, low, size, stated), leads(-low, -high, size, stated)
        np.testing.assert_array_equal(result.best, best)
        np.testing.assert_array_equal(result.surely_best, best & leads(low, high, size, stated))
        np.testing.assert_array_equal(result.worst, worst)
        np.testing.assert_array_equal(result.surely_worst, worst & leads(-high, -low, size, stated))
        # the weights show it
        for a in np.flatnonzero(best):
            w = result.best_weights[a]
            assert space.contains(w)
            assert high[a] @ w >= (np.delete(low, a, axis=0) @ w).max() - 1e-8
        assert np.isnan(result.best_weights[~best]).all()


def test_what_a_mixture_dominates_is_never_best_though_no_single_other_is():
    """(.45, .45) is behind the half-and-half mixture of (1, 0) and (0, 1) everywhere."""
    result = potential_optimality(table([[1, 0], [0, 1], [0.45, 0.45]]))
    assert result.best.tolist() == [True, True, False]
    # with equal weights it is the worst: .45 below .5
    assert result.worst.tolist() == [True] * 3
    wide = potential_optimality(
        table([[1, 0], [0, 1], [0.45, 0.45]]), table([[1, 0], [0, 1], [0.6, 0.6]])
    )
    assert wide.best.tolist() == [True] * 3
    assert wide.surely_best.tolist() == [True, True, False]


def test_many_alternatives_are_decided_by_few_programs():
    """Points of a circle are all best; those well inside are never."""
    angles = np.linspace(0, np.pi / 2, 60)
    circle = np.column_stack([np.cos(angles), np.sin(angles)])
    result = potential_optimality(table(np.vstack([circle, 0.9 * circle])))
    assert result.best.tolist() == [True] * 60 + [False] * 60


def test_exact_weights_and_other_orders_of_criteria():
    values = table([[1, 0], [0, 1], [0.6, 0.6]])
    exact = potential_optimality(values, weights={"w": 0.25, "v": 0.75})
    assert exact.best.tolist() == [True, False, False]
    assert exact.worst.tolist() == [False, True, False]
    space = WeightSpace(["w", "v"]).order("w > v")
    turned = potential_optimality(values, weights=space)
    # of weights of v up to a half
    assert turned.best.tolist() == [False, True, True]


def test_what_is_refused():
    low = table([[0, 0], [1, 1]])
    with pytest.raises(InvalidInputError, match=r"high must be at least values; got 0 below 1 for"):
        potential_optimality(low, table([[0, 0], [0, 1]]))
    with pytest.raises(InvalidInputError, match=r"must be one table; got samples \(2,\)"):
        potential_optimality(DecisionTable(np.zeros((2, 2, 2)), ["v", "w"], ["a", "b"]))
    with pytest.raises(InvalidInputError, match=r"weights must be 'uniform', a WeightSpace or"):
        potential_optimality(low, weights="equal")


def test_vertices_and_mixtures_decide_most_without_a_program(monkeypatch):
    """200 programs without them; each that runs says that others are behind the same mixture."""
    values = np.random.default_rng(3).random((100, 5))
    names = NAMES
    space = WeightSpace(names)
    for name in names:
        space = space.bounds(name, 0.1, 0.4)
    solved, program = [], _leading.linear_program

    def counted(*args):
        solved.append(args)
        return program(*args)

    space.sampler(rng=0)
    monkeypatch.setattr(_leading, "linear_program", counted)
    few = potential_optimality(table(values), weights=space)
    assert len(solved) <= 5
    solved.clear()
    monkeypatch.setattr(WeightSpace, "_few_vertices", lambda space, most: None)
    some = potential_optimality(table(values), weights=space)
    assert 5 < len(solved) < 150
    assert few.best.tolist() == some.best.tolist()
    assert few.worst.tolist() == some.worst.tolist()


def test_thin_spaces_are_decided_in_their_own_coordinates():
    """Where a is 2 to 2 + 1e-12 times b, the middle one needs .4 = 2/3 x at x of a and b."""
    space = WeightSpace(NAMES[:3]).ratio("v", "w", 2, 2 + 1e-12)
    found = potential_optimality(
        table([[1, 0, 0], [0, 0, 1], [0.4, 0.4, 0.45], [0.4, 0.4, 0.35], [0, 1, 0]]), weights=space
    )
    # leads: 2/3 x, 1 - x, .45 - .05 x, .35 + .05 x, 1/3 x
    assert found.best.tolist() == [True, True, True, False, False]
    x = found.best_weights[2, :2].sum()
    assert x + 1e-9 >= 0.55 / 0.95
    assert x - 1e-9 <= 0.45 / (2 / 3 + 0.05)
    assert space.contains(found.best_weights[2])
