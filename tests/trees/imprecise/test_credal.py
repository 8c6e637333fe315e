"""Distributions within bounds: the worst and the best, the extreme points, the bounds that are
reached."""

import numpy as np
import pytest

import oracles.strategies_at_extreme_points as slow
from decision_analysis.trees.imprecise._credal import corners, extreme, reachable


def bounds(seed, width):
    """Return bounds around a distribution, some of them wider than any distribution needs."""
    rng = np.random.default_rng(seed)
    p = rng.dirichlet(np.ones(width))
    low, high = p * rng.random(width), p + (1 - p) * rng.random(width) ** 2
    low[rng.random(width) < 0.3], high[rng.random(width) < 0.3] = 0.0, 1.0
    return low, high


@pytest.mark.parametrize("width", [1, 2, 3, 4])
@pytest.mark.parametrize("greatest", [False, True])
def test_extreme_distributions_are_those_of_the_extreme_points(width, greatest):
    for seed in range(40):
        low, high = bounds(seed, width)
        values = np.random.default_rng(seed).normal(size=(5, width))
        found = extreme(values, low[None], high[None], greatest=greatest)
        np.testing.assert_allclose(found.sum(axis=1), 1)
        assert (found >= low - 1e-12).all()
        assert (found <= high + 1e-12).all()
        each = values @ np.array(slow.extremes(low, high)).T
        np.testing.assert_allclose(
            (found * values).sum(axis=1), each.max(axis=1) if greatest else each.min(axis=1)
        )


@pytest.mark.parametrize("width", [1, 2, 3, 4])
def test_corners_are_all_extreme_points_each_once(width):
    for seed in range(40):
        low, high = bounds(seed, width)
        found, expected = (
            np.array(sorted(map(tuple, corners(low, high)))),
            np.array(slow.extremes(low, high)),
        )
        np.testing.assert_allclose(found, expected, atol=1e-12)
        least, most = reachable(low, high)
        np.testing.assert_allclose(least, expected.min(axis=0), atol=1e-12)
        np.testing.assert_allclose(most, expected.max(axis=0), atol=1e-12)


def test_precise_bounds_have_one_corner():
    p = np.array([0.2, 0.3, 0.5])
    np.testing.assert_allclose(corners(p, p), [p])
