"""Simplices of a space of weights: volumes and centers against the convex hull of its vertices."""

import numpy as np
import pytest
from scipy.spatial import ConvexHull, Delaunay

from decision_analysis.errors import InvalidInputError
from decision_analysis.uncertainty import WeightSpace, _weight_space
from decision_analysis.uncertainty._pieces import Pieces, pieces
from decision_analysis.uncertainty._polytope import Polytope
from decision_analysis.uncertainty._weight_sampler import PiecesDrawer

FIVE = list("abcde")


def box(names, low, high):
    space = WeightSpace(names)
    for name in names:
        space = space.bounds(name, low, high)
    return space


SPACES = {
    "a box": box(FIVE, 0.05, 0.32),
    "a box of three": box(FIVE[:3], 0.1, 0.5),
    "ratios": WeightSpace(FIVE).ratio("a", "b", 1, 3).ratio("b", "c", 0.5, 2).order("c > d"),
    "ties": WeightSpace(FIVE).order("a = b").bounds("a", 0.1, 0.3).bounds("c", 0.1, 0.4),
    "an equality": box(FIVE, 0.02, 0.5).linear({"a": 1, "b": -2, "c": 1}, low=0, high=0),
    "a sum": WeightSpace(FIVE).linear({"a": 1, "b": 1}, low=0.3, high=0.6).bounds("c", 0, 0.3),
}


@pytest.mark.parametrize("name", SPACES)
def test_pieces_fill_the_convex_hull(name):
    space = SPACES[name]._polytope()
    found = pieces(space)
    inverse = np.linalg.pinv(space.basis).T
    points = (space.vertices() - space.center) @ inverse
    corners = (found.corners - space.center) @ inverse
    volumes = np.abs(np.linalg.det(corners[:, 1:] - corners[:, :1]))
    factorial = np.prod(np.arange(1, space.dimension + 1))
    hull = ConvexHull(points)
    assert volumes.sum() / factorial == pytest.approx(hull.volume, rel=1e-9)
    np.testing.assert_allclose(found.volumes, volumes / volumes.sum(), atol=1e-12)
    # the same center by another cut into simplices
    other = points[Delaunay(points, qhull_options="QJ").simplices]
    shares = np.abs(np.linalg.det(other[:, 1:] - other[:, :1]))
    center = shares @ other.mean(axis=1) / shares.sum()
    expected = space.center + space.basis @ center
    np.testing.assert_allclose(found.moment(), expected, atol=1e-6)


@pytest.mark.parametrize("name", SPACES)
def test_the_centroid_is_the_mean_of_draws(name):
    """Five numbers beyond 4.5 standard errors, below 4e-5 for a space."""
    space = SPACES[name]
    weights = space.sample(2**14, rng=4)
    error = weights.std(axis=0) / np.sqrt(len(weights)) + 1e-12
    assert np.abs((weights.mean(axis=0) - space.centroid) / error).max() < 4.5
    assert space.contains(space.centroid)
    assert not space.centroid.flags.writeable


def test_a_cut_keeps_the_volume_and_no_piece_is_on_both_sides():
    start = Pieces(np.eye(4)[None], np.ones(1))
    normal = np.array([0.7, 0.2, -0.3, -0.6])
    found = start.cut(normal, 0.0)
    heights = found.corners @ normal
    assert found.volume() == pytest.approx(1, abs=1e-15)
    assert ((heights.min(axis=1) > -1e-15) | (heights.max(axis=1) < 1e-15)).all()
    volumes = np.abs(np.linalg.det(found.corners))
    np.testing.assert_allclose(found.volumes, volumes, atol=1e-15)
    # P(sum_i n_i E_i > 0) for exponentials E_i: the sum over n_i > 0 of n_i^3 / prod(n_i - n_j)
    above = found.volumes[heights.sum(axis=1) > 0].sum()
    expected = sum(n**3 / np.prod([n - m for m in normal if m != n]) for n in normal if n > 0)
    assert above == pytest.approx(expected, abs=1e-14)


def test_draws_from_pieces_are_those_of_rejection():
    """Means and quantiles against exact draws, 30 numbers beyond 4.5 standard errors: false alarm
    below 3e-4."""
    space = SPACES["a box"].order("a > b")
    exact = space.sample(2**14, rng=1)
    found = PiecesDrawer(pieces(space._polytope()))
    drawn = found.draw(2**14, np.random.default_rng(2))
    error = np.sqrt(exact.var(axis=0) * 2 / 2**14)
    assert np.abs((drawn.mean(axis=0) - exact.mean(axis=0)) / error).max() < 4.5
    for share in (0.1, 0.3, 0.5, 0.7, 0.9):
        at = np.quantile(exact, share, axis=0)
        error = np.sqrt(share * (1 - share) * 2 / 2**14)
        assert np.abs((drawn <= at).mean(axis=0) - share).max() < 4.5 * error
    assert space.contains(drawn).all()


@pytest.mark.parametrize("name", ["a box", "ratios", "a sum"])
def test_simplices_that_miss_a_vertex_are_seen(name, monkeypatch):
    space = SPACES[name]._polytope()
    points, on = space.crossings()
    monkeypatch.setattr(Polytope, "crossings", lambda space: (points[1:], on[1:]))
    assert pieces(space) is None


def test_thin_spaces_are_found_in_round_coordinates():
    """Spaces that qhull refused, or that had no room to the left of a ball's center."""
    names = [f"c{i}" for i in range(7)]
    needle = (
        WeightSpace(names)
        .bounds("c1", 0.569918, 0.5699181)
        .ratio("c3", "c0", 2.11235, 2.1123501)
        .bounds("c5", 0.138589, 0.162619)
        .order("c0 > c2")
        .bounds("c5", 0.150604, 0.1506041)
    )
    flat = (
        WeightSpace(names)
        .bounds("c0", 0.128782, 0.128825)
        .bounds("c2", 0.222762, 0.38255)
        .ratio("c0", "c2", 0.425576, 0.4255761)
        .bounds("c5", 0.111123, 0.111125)
        .linear({"c0": -1, "c1": -1.4, "c2": 1.4, "c3": 0.5, "c6": 0.2}, low=0.1, high=0.100001)
    )
    for space in (needle, flat):
        sampler = space.sampler(rng=0)
        assert sampler.description.startswith("exact")
        weights = sampler.chunk(0, 2000)
        assert space.contains(weights).all()
        assert space.contains(space.vertices).all()
        error = weights.std(axis=0) / np.sqrt(2000) + 1e-9
        assert np.abs((weights.mean(axis=0) - space.centroid) / error).max() < 4.5


def test_too_many_simplices_are_refused(monkeypatch):
    assert pieces(SPACES["a box"]._polytope(), 20) is None
    assert pieces(box([f"c{i}" for i in range(30)], 0.01, 0.06)._polytope(), 2**12) is None
    monkeypatch.setattr(_weight_space, "pieces", lambda space: None)
    with pytest.raises(InvalidInputError, match="must take at most 262,144 simplices; got more"):
        _ = SPACES["a box"].centroid
