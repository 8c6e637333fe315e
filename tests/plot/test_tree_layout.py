"""Layout of trees: what is shown, and that nothing overlaps."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decision_analysis.plot._tree_layout import Leaves, outline, rows
from decision_analysis.trees import TreeArrays


def _tree(rng, levels, widest):
    """Return the numbers of children of a random tree in breadth-first order."""
    counts, width = [], 1
    for _ in range(levels):
        here = rng.integers(0, widest + 1, width)
        here[0] = max(here[0], 1)
        counts.append(here)
        width = int(here.sum())
    return np.concatenate([*counts, np.zeros(width, dtype=int)])


def _arrays(counts):
    """Return a tree of this form."""
    size = len(counts)
    parents = np.repeat(np.arange(size), counts)
    chances = np.concatenate([[1.0], 1 / counts[parents]])
    return TreeArrays(np.where(counts > 0, 1, 0), counts, chances, np.zeros(size))


# 0 has 1, 2; 1 has 3, 4, 5; 2 has 6; 4 has 7, 8; 6 has 9
COUNTS = np.array([2, 3, 1, 0, 2, 0, 1, 0, 0, 0])


def test_a_whole_tree_is_shown():
    shown, cut = outline(_arrays(COUNTS), (), None, 60)
    assert cut == 3
    assert shown.nodes.tolist() == list(range(10))
    assert shown.parent.tolist() == [-1, 0, 0, 1, 1, 1, 2, 4, 4, 6]
    assert shown.first.tolist() == [1, 3, 6, -1, 7, -1, 9, -1, -1, -1]
    assert shown.last.tolist() == [2, 5, 6, -1, 8, -1, 9, -1, -1, -1]
    assert shown.depth.tolist() == [0, 1, 1, 2, 2, 2, 2, 3, 3, 3]
    assert not any(shown.hidden)
    assert shown.paths[4] == ("0", "1")


@pytest.mark.parametrize(
    ("collapsed", "limit", "most", "nodes", "hidden"),
    [
        ([1], None, 60, [0, 1, 2, 6, 9], [0, 4, 0, 0, 0]),
        ([1, 4], None, 60, [0, 1, 2, 6, 9], [0, 4, 0, 0, 0]),
        ([4], None, 60, [0, 1, 2, 3, 4, 5, 6, 9], [0, 0, 0, 0, 2, 0, 0, 0]),
        ([0], None, 60, [0], [5]),
        ([], 1, 60, [0, 1, 2], [0, 4, 1]),
        ([], 2, 60, [0, 1, 2, 3, 4, 5, 6], [0, 0, 0, 0, 2, 0, 1]),
        ([], None, 4, [0, 1, 2, 3, 4, 5, 6], [0, 0, 0, 0, 2, 0, 1]),
        ([], None, 3, [0, 1, 2], [0, 4, 1]),
        ([1], None, 2, [0, 1, 2, 6], [0, 4, 0, 1]),
        ([], None, 1, [0], [5]),
    ],
)
def test_what_is_hidden(collapsed, limit, most, nodes, hidden):
    tree = _arrays(COUNTS)
    shown, _ = outline(tree, [tree.path(node) for node in collapsed], limit, most)
    assert shown.nodes.tolist() == nodes
    assert shown.hidden == hidden
    assert (shown.parent[1:] < np.arange(1, len(nodes))).all()
    assert shown.nodes[shown.parent[1:]].tolist() == [
        {1: 0, 2: 0, 6: 2, 9: 6}.get(i, 4 if i > 6 else 1) for i in nodes[1:]
    ]


def test_levels_are_limited_too():
    shown, cut = outline(_arrays(np.array([1] * 10_000 + [0])), (), None, 60)
    assert cut == 60
    assert len(shown.nodes) == 61
    assert shown.hidden[-1] == 1


def test_parents_stand_between_their_children():
    shown, _ = outline(_arrays(COUNTS), (), None, 60)
    half = np.full(10, 0.5)
    y = rows(shown, half, half, half)
    np.testing.assert_allclose(y[[3, 7, 8, 5, 9]], [0.5, 1.5, 2.5, 3.5, 4.5])
    np.testing.assert_allclose(y[[4, 1, 6, 2, 0]], [2, 2, 4.5, 4.5, 3.25])


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 5), st.integers(1, 4))
def test_no_two_boxes_meet(seed, levels, widest):
    rng = np.random.default_rng(seed)
    shown, _ = outline(_arrays(_tree(rng, levels, widest)), (), None, 80)
    n = len(shown.nodes)
    above, below, beside = rng.random((3, n)) * [[3], [3], [2]]
    y = rows(shown, above, below, beside)
    last = int(shown.depth.max())
    boxes = []
    for i in range(n):
        boxes.append((shown.depth[i], shown.depth[i], y[i] - above[i], y[i] + below[i]))
        if shown.ends[i]:
            boxes.append((shown.depth[i] + 1, last, y[i] - beside[i], y[i] + beside[i]))
        else:
            assert y[i] == pytest.approx((y[shown.first[i]] + y[shown.last[i]]) / 2)
    for a, b in itertools.combinations(boxes, 2):
        if a[0] <= b[1] and b[0] <= a[1]:
            assert a[3] <= b[2] + 1e-9 or b[3] <= a[2] + 1e-9
    assert min(box[2] for box in boxes if box[0] <= box[1]) == pytest.approx(0)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 6), st.integers(1, 4))
def test_leaves_are_counted(seed, levels, widest):
    tree = _arrays(_tree(np.random.default_rng(seed), levels, widest))
    leaves = np.flatnonzero(tree.n_children == 0)
    paths = [tree.path(int(node)) for node in leaves]
    counted = Leaves(tree)
    for node in range(len(tree)):
        here = tree.path(node)
        assert counted.below(node) == sum(path[: len(here)] == here for path in paths)
