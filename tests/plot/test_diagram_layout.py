"""Layout of influence diagrams: nothing overlaps, no arc runs through a node, chains of stages stay
short."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decision_analysis.plot._diagram_layout import Boxes, layout


def _boxes(n, rng=None, hangs=None):
    rng = np.random.default_rng(0) if rng is None else rng
    height = rng.uniform(20, 60, n)
    return Boxes(
        rng.uniform(30, 120, n),
        height,
        height / 2,
        height / 2,
        np.zeros(n, bool) if hangs is None else np.array(hangs),
    )


def _edges(boxes, places):
    """Return the edges (N, 4) of the nodes: left, top, right, bottom."""
    top = places.y - boxes.port
    return np.column_stack(
        [places.x - boxes.width / 2, top, places.x + boxes.width / 2, top + boxes.height]
    )


def _points(boxes, places, arcs, at):
    """Return many points on an arc, from side to side, as it is drawn: bent between columns, level
    within."""
    tail, head = arcs[at]
    way = places.ways[at]
    if not len(way):
        edges = _edges(boxes, places)
        return np.column_stack(
            [np.full(50, places.x[tail]), np.linspace(edges[tail, 3], edges[head, 1], 50)]
        )
    t = np.linspace(0, 1, 60)
    bend = 3 * t**2 - 2 * t**3
    found = [np.array([[places.x[tail] + boxes.width[tail] / 2, places.y[tail]]])]
    for k in range(1, len(way)):
        (a, u), (b, v) = way[k - 1], way[k]
        across = (
            a + (b - a) * (1.5 * t * (1 - t) ** 2 + 1.5 * t**2 * (1 - t) + t**3)
            if k % 2
            else a + (b - a) * t
        )
        found.append(np.column_stack([across, u + (v - u) * (bend if k % 2 else t)]))
    found.append(
        np.array([[places.x[head] - boxes.width[head] / 2, places.y[head] + places.lands[at]]])
    )
    return np.concatenate(found)


def _check(boxes, arcs, places):
    edges = _edges(boxes, places)
    assert edges.min() == pytest.approx(0, abs=1e-6) or edges[:, 1].min() >= -1e-9
    assert edges[:, 2].max() <= places.width + 1e-9
    assert edges[:, 3].max() <= places.height + 1e-9
    for a, b in itertools.combinations(edges, 2):
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
    for at, (tail, head) in enumerate(arcs):
        points = _points(boxes, places, arcs, at)
        assert (np.diff(points[:, 0]) >= -1e-9).all()
        for i, (left, top, right, bottom) in enumerate(edges):
            if i not in (tail, head):
                x, y = points.T
                assert not ((x > left) & (x < right) & (y > top) & (y < bottom)).any()


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 16), st.booleans())
def test_nothing_overlaps_and_no_arc_runs_through_a_node(seed, n, stacked):
    rng = np.random.default_rng(seed)
    rename = rng.permutation(n)
    arcs = [
        (int(rename[i]), int(rename[j]))
        for i in range(n)
        for j in range(i + 1, n)
        if rng.random() < 2.2 / n
    ]
    boxes = _boxes(n, rng, rng.random(n) < 0.5)
    places = layout(boxes, arcs, stacked=stacked)
    _check(boxes, arcs, places)
    again = layout(boxes, arcs, stacked=stacked)
    np.testing.assert_array_equal(places.x, again.x)
    np.testing.assert_array_equal(places.y, again.y)


def test_arcs_lead_to_the_right_and_a_chain_is_level():
    boxes = _boxes(5)
    arcs = [(0, 1), (1, 2), (2, 3), (3, 4)]
    places = layout(boxes, arcs, stacked=False)
    assert (np.diff(places.x) > 0).all()
    np.testing.assert_allclose(places.y, places.y[0], atol=1e-6)
    np.testing.assert_array_equal(places.lands, 0)


def test_what_comes_late_stands_late():
    """A source that only the last node depends on stands beside it, and not at the far left."""
    places = layout(_boxes(6), [(0, 1), (1, 2), (2, 3), (4, 3), (5, 3)], stacked=False)
    assert places.x[4] == places.x[5] == places.x[2]


def test_stages_take_a_column_each_where_nodes_may_hang():
    """Per stage: state, test, choice, cost; the state depends on the stage before."""
    arcs, hangs = [], []
    for t in range(8):
        state, test, choice, cost = range(
            4 * t, 4 * t + 4
        )  # the last test hangs only because it may
        arcs += [(state, test), (test, choice), (choice, cost)] + [
            (state, state + 4),
            (choice, state + 4),
        ] * (t < 7)
        hangs += [False, t == 7, True, True]
    size = np.full(32, 40.0)
    boxes = Boxes(size * 2, size, size / 2, size / 2, np.array(hangs))
    wide = layout(boxes, arcs, stacked=False)
    narrow = layout(boxes, arcs, stacked=True)
    assert len(np.unique(wide.x)) == 25
    x = narrow.x.reshape(8, 4)
    assert (x == x[:, :1]).all()
    assert len(np.unique(x)) == 8
    y = narrow.y.reshape(8, 4)
    np.testing.assert_allclose(y, np.broadcast_to(y[0], y.shape), atol=0.01)
    assert (np.diff(y, axis=1) > 40).all()
    assert [len(way) for way in narrow.ways[:3]] == [0, 0, 0]
    _check(boxes, arcs, narrow)


def test_a_plain_chain_does_not_hang():
    places = layout(_boxes(9), [(i, i + 1) for i in range(8)], stacked=True)
    assert len(np.unique(places.x)) == 9


def test_arrowheads_keep_apart_in_order_of_height_and_level_arcs_stay_level():
    size = np.full(6, 50.0)
    boxes = Boxes(size, size, size / 2, size * 0.7, np.zeros(6, bool))
    places = layout(boxes, [(i, 5) for i in range(5)], stacked=False)
    assert (np.diff(places.lands[np.argsort(places.y[:5])]) > 5).all()
    assert np.ptp(places.lands) <= 35 + 1e-9
    middle = np.argsort(places.y[:5])[2]
    assert places.y[middle] == pytest.approx(places.y[5])
    assert places.lands[middle] == 0
