"""Partial orders of weights: drawn by the rows that agree with them, against all such rows."""

import itertools

import numpy as np
import pytest

from decision_analysis.uncertainty import WeightSpace, _order
from decision_analysis.uncertainty._hit_and_run import HitAndRun
from decision_analysis.uncertainty._order import OrderDrawer, lower_covers, order_drawer
from decision_analysis.uncertainty._weight_sampler import RejectionDrawer, SimplexDrawer

NAMES = list("abcdef")
ORDERS = {
    "a fork": ["a > b", "a > c"],
    "a diamond": ["a > b > d", "a > c > d"],
    "two chains that meet": ["a > b", "c > d", "a > d", "e > b", "e > f"],
    "with ties": ["a = b > c", "a > d", "e > d", "e > c"],
    "said twice": ["a > b > c", "a > c", "d > c", "d > e"],
}


def space_of(orders):
    space = WeightSpace(NAMES)
    for order in orders:
        space = space.order(order)
    return space


def all_rows(space):
    """Return every row of the tied groups that agrees with the order, and its share of the
    volume."""
    groups, sizes = space._groups(), space._sizes()
    above = [(groups[i], groups[j]) for s in space._statements for i, j in s.above]
    rows, volumes = [], []
    for row in itertools.permutations(range(len(sizes))):
        place = np.argsort(row)
        if all(place[i] < place[j] for i, j in above):
            rows.append(row)
            volumes.append(np.prod(1 / np.cumsum(sizes[list(row)])))
    return rows, np.array(volumes) / np.sum(volumes)


@pytest.mark.parametrize("name", ORDERS)
def test_every_row_comes_as_often_as_its_volume_says(name):
    """Chi-square of up to 300 rows beyond 4.5 standard deviations; false alarm below 1e-4 each."""
    space = space_of(ORDERS[name])
    drawer = space.sampler(rng=0).drawer
    assert type(drawer) is OrderDrawer
    rows, volumes = all_rows(space)
    groups = space._groups()
    heads = np.unique(groups, return_index=True)[1]
    n = 2**15
    weights = space.sample(n, rng=1)[:, heads]
    code = np.argsort(-weights, axis=1) @ 10 ** np.arange(len(heads))
    counts = np.array([(code == np.array(row) @ 10 ** np.arange(len(heads))).sum() for row in rows])
    assert counts.sum() == n
    degrees = len(rows) - 1
    found = ((counts - n * volumes) ** 2 / (n * volumes)).sum()
    assert found < degrees + 4.5 * np.sqrt(2 * degrees) + 20


@pytest.mark.parametrize("name", ORDERS)
def test_the_centroid_is_the_mean_of_all_rows_centers(name):
    space = space_of(ORDERS[name])
    rows, volumes = all_rows(space)
    sizes = space._sizes()
    mean = np.zeros(len(sizes))
    for row, volume in zip(rows, volumes, strict=True):
        # the corners are the first of the row, all equal: 1 over how many criteria they hold
        corners = 1 / np.cumsum(sizes[list(row)])
        mean[list(row)] += volume * np.cumsum(corners[::-1])[::-1] / len(row)
    np.testing.assert_allclose(space.centroid, mean[space._groups()], atol=1e-14)
    # bounds that say nothing lead to simplices instead
    np.testing.assert_allclose(space.bounds("a").centroid, space.centroid, atol=1e-12)


def test_order_statements_need_no_linear_programs(monkeypatch):
    monkeypatch.setattr(WeightSpace, "_polytope", lambda space: pytest.fail("a polytope"))
    for orders in (["a > b > c"], ["a = b > c", "d > c"], ["a > b", "a > c"]):
        space = space_of(orders)
        assert space.contains(space.sample(100, rng=0)).all()


def test_forests_are_simplices_with_the_polytopes_own_vertices():
    for orders in (["a > b > c > d > e > f"], ["a > b", "c > b", "d = e > b", "b > f"], ["c = a"]):
        space = space_of(orders)
        drawer = space.sampler(rng=0).drawer
        assert type(drawer) is SimplexDrawer
        expected = space._polytope().vertices()
        np.testing.assert_allclose(drawer.vertices, expected, atol=1e-15)


def test_circles_are_ties():
    space = WeightSpace(list("abc")).order("a > b").order("b > c").order("c > a")
    np.testing.assert_allclose(space.sample(5, rng=0), 1 / 3, atol=1e-12)
    assert lower_covers(3, [(0, 1), (1, 2), (2, 0)]) is None
    # tied already, and ordered besides
    space = WeightSpace(list("abc")).order("a = b").order("a > b").bounds("c", 0.1, 0.4)
    assert space.contains(space.sample(50, rng=0)).all()


def test_what_follows_from_other_pairs_is_left_out():
    covers = lower_covers(4, [(0, 1), (1, 2), (0, 2), (0, 3), (3, 2)])
    assert covers == [{1, 3}, {2}, set(), {2}]


def test_too_many_states_go_another_way(monkeypatch):
    monkeypatch.setattr(_order, "MOST_UPPER_SETS", 8)
    space = space_of(ORDERS["a fork"])
    assert type(space.sampler(rng=0).drawer) in (RejectionDrawer, HitAndRun)


def test_orders_with_bounds_are_drawn_from_the_orders_own_shape():
    """Where a simplex around it keeps too few. What is alike has one mean: five numbers beyond 4.5
    standard errors, false alarm below 4e-5."""
    names = [f"c{i}" for i in range(12)]
    space = WeightSpace(names)
    for upper in names[:6]:
        for lower in names[6:]:
            space = space.order(f"{upper} > {lower}")
    space = space.bounds("c0", 0.02, 0.5)
    sampler = space.sampler(rng=0)
    assert isinstance(sampler.drawer, RejectionDrawer)
    assert isinstance(sampler.drawer.around, OrderDrawer)
    weights = space.sample(2**13, rng=1)
    assert space.contains(weights).all()
    alike = weights[:, 1:6].mean(axis=0)
    error = weights[:, 1:6].std(axis=0) / np.sqrt(len(weights))
    assert np.abs((alike - alike.mean()) / error).max() < 4.5


def test_states_are_counted_and_probabilities_add_up():
    drawer = order_drawer(np.ones(4), [{1}, set(), {3}, set()])
    assert drawer.members.shape == (9, 4)  # two chains of two: 3 x 3
    for count in range(5):
        of_size = drawer.members.sum(axis=1) == count
        assert drawer.visited[of_size].sum() == pytest.approx(1, abs=1e-15)
