"""The search for the nearest weights, on margins whose nearest reversal is known by hand."""

from types import SimpleNamespace

import numpy as np
import pytest

from decision_analysis.mcda.comparison._nearest_weights import bracketed, scaled_to

START = np.array([0.8, 1.2, 2.0])
"""Weights that sum to 4, as weights need not sum to 1."""


def found(margin, turning=None, start=START):
    now = float(margin(start[None])[0])
    asked = SimpleNamespace(of_weights=margin, one_by_one=False)
    known = np.full(len(start), np.nan) if turning is None else np.array(turning)
    return bracketed(asked, start, known, now)


def away(center):
    return lambda w: np.linalg.norm(w - np.asarray(center), axis=1)


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("center", [(2.2, 1.2, 0.6), (0.4, 3.0, 0.6), (0.8, 0.9, 2.3)])
def test_an_island_that_no_single_weight_reaches_is_met_at_its_near_shore(center, sign):
    # the order turns within .25 of the center: nearest on the straight way there
    reached = found(lambda w: sign * (away(center)(w) - 0.25))
    way = START - center
    shore = center + 0.25 * way / np.linalg.norm(way)
    far, least = (np.linalg.norm(weights - START) for weights in (reached, shore))
    # the search ends where none at .999 of the distance turn
    assert least - 1e-9 <= far <= least / 0.999
    assert away(center)(reached[None]) <= 0.25 + 1e-9
    assert reached.sum() == pytest.approx(4, abs=1e-12)


def test_a_plane_nearer_than_what_single_weights_reach_is_found():
    # w0 = 2.4 is 1.6 (3 / 2)^.5 away, and w1 - w2 = .4, from -.8, only 1.2 / 2^.5
    margin = lambda w: np.minimum(2.4 - w[:, 0], 0.4 - w[:, 1] + w[:, 2])  # noqa: E731
    np.testing.assert_allclose(found(margin, [2.4, np.nan, np.nan]), [0.8, 1.8, 1.4], atol=1e-9)


def test_a_cone_is_touched_where_its_tangent_is_nearest():
    # w0 = |(w1, w2)|: with (w1, w2) = r (cos t, sin t) and w0 = r, r = 4 / (1 + cos t + sin t)
    margin = lambda w: np.hypot(w[:, 1], w[:, 2]) - w[:, 0]  # noqa: E731
    angle = np.linspace(0, np.pi / 2, 2_000_001)
    radius = 4 / (1 + np.cos(angle) + np.sin(angle))
    cone = radius * np.stack([np.ones_like(angle), np.cos(angle), np.sin(angle)])
    nearest = cone[:, np.linalg.norm(cone.T - START, axis=1).argmin()]
    # with the others in proportion: w0 = (4 - w0) |(1.2, 2)| / 3.2
    share = np.hypot(1.2, 2) / 3.2
    turning = [4 * share / (1 + share), np.nan, np.nan]
    np.testing.assert_allclose(found(margin, turning), nearest, atol=2e-5)


def test_where_nothing_turns_there_is_none_and_one_by_one_the_search_ends_where_it_began():
    assert found(lambda w: np.ones(len(w))) is None
    asked = SimpleNamespace(of_weights=None, one_by_one=True)
    starts = scaled_to(START, np.array([0, 2]), np.array([2.4, 1.0]))
    np.testing.assert_allclose(starts, [[2.4, 0.6, 1.0], [1.2, 1.8, 1.0]])
    nearer = bracketed(asked, START, np.array([2.4, np.nan, 1.0]), 1.0)
    np.testing.assert_allclose(nearer, starts[1])
    assert bracketed(asked, START, np.full(3, np.nan), 1.0) is None


@pytest.mark.parametrize(
    ("turned", "nearest"),
    [
        # w1 - w2 rises by 1.2; with w0 at most .5 too, that leaves 3.5 for the two
        (lambda w: w[:, 1] - w[:, 2] >= 0.4, (0.8, 1.8, 1.4)),
        (lambda w: (w[:, 1] - w[:, 2] >= 0.4) & (w[:, 0] <= 0.5), (0.5, 1.95, 1.55)),
        # a way out that is no wider than .02
        (lambda w: (w[:, 1] - w[:, 2] >= -0.2) & (abs(w[:, 0] - 0.8) <= 0.01), (0.8, 1.5, 1.7)),
    ],
)
def test_where_only_the_sign_is_known_beams_come_as_near(turned, nearest):
    reached = found(lambda w: np.where(turned(w), -1.0, 1.0))
    # on the border, but for rounding
    assert turned((reached + 1e-9 * (reached - START))[None])
    far, least = (np.linalg.norm(weights - START) for weights in (reached, np.array(nearest)))
    assert least - 1e-9 <= far <= 1.0003 * least


@pytest.mark.parametrize(("pairs", "least"), [(1, 3 / 2**0.5), (2, 3.0)])
def test_beams_come_as_near_among_eight_weights(pairs, least):
    # each odd weight is 1 more than the even one before it, and must be 2 less: 1.5 for both
    start = np.arange(8.0, 16.0)
    gaps = lambda w: (w[:, ::2] - w[:, 1::2])[:, :pairs]  # noqa: E731
    reached = found(lambda w: np.where((gaps(w) >= 2).all(axis=1), -1.0, 1.0), start=start)
    assert least - 1e-9 <= np.linalg.norm(reached - start) <= 1.001 * least
