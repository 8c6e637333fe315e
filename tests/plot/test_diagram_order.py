"""Order and heights in the layers of a drawn diagram."""

import itertools

import numpy as np
import pytest
from scipy.optimize import minimize

from decision_analysis.plot._diagram_order import (
    Links,
    _sift,
    _spread,
    _stack,
    crossings,
    heights,
    ordered,
)


def _links(pairs, weight=1.0):
    tail, head = np.array(pairs, dtype=int).reshape(-1, 2).T
    zero = np.zeros(len(tail))
    return Links(tail, head, zero, zero, zero + weight)


def _layer_of(layers):
    where = {i: k for k, layer in enumerate(layers) for i in layer}
    return np.array([where[i] for i in range(len(where))])


def test_crossings_are_counted_within_neighboring_layers():
    layers = [[0, 1, 2], [3, 4, 5], [6]]
    y = np.array([0.0, 1, 2, 0, 1, 2, 0])
    assert crossings(y, _layer_of(layers), _links([(0, 3), (1, 4), (2, 5), (3, 6), (5, 6)])) == 0
    assert crossings(y, _layer_of(layers), _links([(0, 5), (1, 4), (2, 3)])) == 3
    assert crossings(y, _layer_of(layers), _links([(0, 4), (0, 5), (1, 3), (1, 4)])) == 3


def test_a_tangle_is_undone():
    links = _links([(0, 7), (1, 6), (2, 5), (3, 4), (4, 11), (5, 10), (6, 9), (7, 8)])
    sizes, gaps = np.ones(12), np.ones(12)
    order = ordered([[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11]], sizes, gaps, links)
    y = heights(order, sizes, gaps, links)
    assert crossings(y, _layer_of(order), links) == 0
    np.testing.assert_allclose(y[links.tail], y[links.head], atol=1e-6)


@pytest.mark.parametrize("seed", range(12))
def test_as_few_crossings_as_any_order_has(seed):
    rng = np.random.default_rng(seed)
    layers = [[0, 1, 2, 3], [4, 5, 6, 7]]
    pairs = [(i, j) for i in range(4) for j in range(4, 8) if rng.random() < 0.45]
    if not pairs:
        pairs = [(0, 4)]
    links, sizes, gaps = _links(pairs), np.ones(8), np.ones(8)

    def count(order):
        y = np.empty(8)
        for layer in order:
            y[list(layer)] = np.arange(4)
        return crossings(y, _layer_of(order), links)

    fewest = min(
        count(order)
        for order in itertools.product(*(itertools.permutations(layer) for layer in layers))
    )
    assert count(ordered(layers, sizes, gaps, links)) <= fewest + 1


@pytest.mark.parametrize("seed", range(10))
def test_after_sifting_no_move_of_one_element_helps(seed):
    rng = np.random.default_rng(seed)
    order = [list(range(7)), list(range(7, 14)), list(range(14, 21))]
    links = _links(
        [
            (i, j)
            for i in range(14)
            for j in range(i // 7 * 7 + 7, i // 7 * 7 + 14)
            if rng.random() < 0.3
        ]
    )
    sizes, gaps, layer_of = np.ones(21), np.ones(21), np.repeat([0, 1, 2], 7)

    def count(order):
        y = np.empty(21)
        for layer in order:
            _stack(layer, sizes, gaps, y)
        return crossings(y, layer_of, links), y

    before, y = count(order)
    _sift(order, sizes, gaps, links, y)
    after, stacked = count(order)
    np.testing.assert_array_equal(y, stacked)
    assert after < before
    for k, layer in enumerate(order):
        for v, at in itertools.product(layer, range(7)):
            others = [u for u in layer if u != v]
            moved = [*order[:k], [*others[:at], v, *others[at:]], *order[k + 1 :]]
            assert count(moved)[0] >= after


@pytest.mark.parametrize("seed", range(8))
def test_heights_in_a_layer_are_the_nearest_that_keep_their_distance(seed):
    rng = np.random.default_rng(seed)
    n = int(rng.integers(1, 7))
    wanted, weight = rng.normal(0, 3, n), rng.uniform(0.2, 3, n)
    steps = np.concatenate([[0.0], rng.uniform(0.1, 2, n - 1)])
    found = _spread(wanted, weight, steps)
    assert (np.diff(found) >= steps[1:] - 1e-12).all()
    limits = [
        {"type": "ineq", "fun": lambda x, i=i: x[i + 1] - x[i] - steps[i + 1]} for i in range(n - 1)
    ]
    best = minimize(
        lambda x: weight @ (x - wanted) ** 2,
        np.cumsum(steps),
        constraints=limits,
        options={"ftol": 1e-14},
    )
    assert weight @ (found - wanted) ** 2 <= best.fun + 1e-7


def test_sizes_and_gaps_are_kept_and_the_top_is_zero():
    order = [[0, 1], [2, 3, 4]]
    sizes, gaps = np.array([3.0, 1, 2, 2, 2]), np.array([1.0, 4, 1, 1, 2])
    y = heights(order, sizes, gaps, _links([(0, 2), (0, 3), (1, 4)]))
    assert y.min() == 0
    assert y[1] - y[0] >= 3 + 4 - 1e-9
    assert y[3] - y[2] >= 2 + 1 - 1e-9
    assert y[4] - y[3] >= 2 + 2 - 1e-9


def test_what_is_alone_comes_last():
    order = ordered([[0, 1, 2], [3, 4], [5]], np.ones(6), np.ones(6), _links([(1, 4)]))
    assert order == [[1, 0, 2], [4, 3], [5]]
    y = heights(order, np.ones(6), np.ones(6), _links([(1, 4)]))
    assert y[0] - y[1] >= 2
    assert y[1] == pytest.approx(y[4])
    assert ordered([[0], [1]], np.ones(2), np.ones(2), _links([])) == [[0], [1]]
