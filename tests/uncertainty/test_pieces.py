"""Simplices of a space of weights: volumes and centers against the convex hull of its vertices."""

import numpy as np
import pytest
from scipy.spatial import ConvexHull, Delaunay

from decision_analysis.errors import InvalidInputError
from decision_analysis.uncertainty import WeightSpace, _pieces
from decision_analysis.uncertainty._pieces import Pieces, pieces

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
    points = (space.vertices() - space.center) @ space.basis
    corners = (found.corners - space.center) @ space.basis
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


def test_too_many_simplices_are_refused(monkeypatch):
    monkeypatch.setattr(_pieces, "MOST_SIMPLICES", 20)
    with pytest.raises(InvalidInputError, match="must take at most 20 simplices; got more"):
        _ = box(FIVE, 0.05, 0.32).centroid
