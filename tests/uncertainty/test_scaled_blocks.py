"""Steps that scale blocks of weights: exact centroids and spreads, which blocks, and where."""

import itertools

import numpy as np
import pytest

from decision_analysis.core import _chunks
from decision_analysis.uncertainty import WeightSpace, _scaled_blocks
from decision_analysis.uncertainty._scaled_blocks import scaled_blocks

SEVEN = WeightSpace([f"c{i}" for i in range(7)])
FOUR = WeightSpace(list("abcd"))


def chain(size, low, high):
    space = WeightSpace([f"c{i}" for i in range(size)])
    for first, second in itertools.pairwise(space.criteria):
        space = space.ratio(first, second, low, high)
    return space


def bounded(space, low, high):
    for name in space.criteria:
        space = space.bounds(name, low, high)
    return space


def blocks(space):
    return scaled_blocks(space._polytope(), space._system())


@pytest.mark.parametrize(
    "space",
    [
        chain(6, 1.1, 2),
        bounded(chain(5, 0.5, 2), 0.1, 0.3),
        SEVEN.ratio("c0", "c1", 0.5, 4).ratio("c1", "c2", 0.3, 3).ratio("c5", "c6", 2, 9),
        FOUR.ratio("a", "b", 0.5, 2).ratio("b", "c", 0.5, 2).ratio("c", "a", 0.6, 1.5),
        FOUR.ratio("a", "b", 0.5, 2).linear({"c": 1, "d": -1, "a": 1}, low=0, high=0.3),
        FOUR.ratio("a", "b", 1e9, 1e10).ratio("c", "d", 1, 1e6),
        FOUR.ratio("a", "b", 1e17, 1e18).ratio("a", "c", 1e18, 1e20).ratio("c", "d", 1e9, 1e10),
        SEVEN.ratio("c0", "c1", 2, 2).ratio("c1", "c2", 3, 3).ratio("c4", "c2", 1, 4),
        SEVEN.order("c0 = c1").order("c2 = c3 > c4").ratio("c0", "c2", 0.5, 2),
    ],
)
def test_scaled_blocks_are_uniform(monkeypatch, space):
    """Means and mean squares of the simplices that a space consists of, 4.5 standard errors."""
    monkeypatch.setattr(_scaled_blocks, "_FROM", 2)
    found, pieces = blocks(space).draw(2**13, _chunks.stream(5, "test", 0)), space._pieces()
    weights = found[:, space._groups()]
    corners, size = pieces.corners, pieces.corners.shape[1]
    squares = (corners**2).sum(axis=1) + corners.sum(axis=1) ** 2
    expected = pieces.volumes @ squares / (size * (size + 1))
    for values, mean in ((weights, space.centroid), (weights**2, expected)):
        error = values.std(axis=0) / np.sqrt(len(values)) + 1e-15 * mean
        assert np.abs((values.mean(axis=0) - mean) / error).max() < 4.5
    assert (space._polytope().bounds >= (space._polytope().rows @ found.T).T).all()


def test_many_ordered_weights_have_their_centroid():
    """Rank-order centroid weights of 25, and first and second halves of draws that do not agree
    with one another by chance alone: 4.5 standard errors."""
    names = [f"c{i}" for i in range(25)]
    weights = blocks(WeightSpace(names).order(" > ".join(names))).draw(
        2**12, _chunks.stream(1, "test", 0)
    )
    roc = np.cumsum(1 / np.arange(25, 0, -1))[::-1] / 25
    z = (weights.mean(axis=0) - roc) / (weights.std(axis=0) / np.sqrt(len(weights)))
    assert np.abs(z).max() < 4.5


def test_many_ratios_are_drawn_by_blocks():
    space = chain(26, 0.5, 2)
    drawn = space.sample(300, rng=1)
    assert space.sampler(rng=1).description.startswith("Gibbs steps that scale blocks of weights")
    assert space.contains(drawn).all()
    assert len(np.unique(drawn[:, 0])) == 300
    np.testing.assert_array_equal(space.sample(300, rng=1), drawn)


def test_blocks_are_single_weights_trees_and_what_their_edges_cut_off():
    found = _scaled_blocks._cut_off(6, np.array([[1, 0], [1, 2], [0, 2], [4, 5]]))
    sets = [block.tolist() for block in found]
    assert sets == [[0], [0, 1, 2], [1], [2], [3], [4], [4, 5], [5]]
    found = _scaled_blocks._cut_off(4, np.array([[0, 1], [1, 2], [2, 3]]))
    assert [block.tolist() for block in found] == [[0], [1], [1, 2, 3], [2], [2, 3], [3]]


@pytest.mark.parametrize(
    "space",
    [
        FOUR.ratio("a", "b", 0.5, 2).linear({"c": 1, "d": 2}, low=0.4, high=0.4),
        FOUR.ratio("a", "b", 0.5, 2).linear({"c": 1, "d": 2, "a": -1}, low=0, high=0),
        FOUR.ratio("a", "b", 0.5, 2).linear({"a": 1, "b": 1, "c": 1}, low=1),
        FOUR.ratio("a", "b", 2, 2 + 1e-6),
        FOUR.bounds("a", 0.1, 0.3).bounds("b", 0.1, 0.3),
    ],
)
def test_equalities_thin_spaces_and_bounds_are_not_drawn_by_blocks(monkeypatch, space):
    monkeypatch.setattr(_scaled_blocks, "_FROM", 2)
    assert blocks(space) is None


def test_few_weights_and_chains_that_do_not_mix_are_left_to_hit_and_run(monkeypatch):
    space = chain(4, 0.5, 2)
    assert blocks(space) is None
    monkeypatch.setattr(_scaled_blocks, "_FROM", 4)
    lengths = []

    def unmixed(path):
        lengths.append(len(path))

    monkeypatch.setattr(_scaled_blocks, "needed_thinning", unmixed)
    assert blocks(space) is None
    assert lengths == [2**7, 2**9]
