"""`smaa` against exact volumes: of weighted sums on three criteria, by cutting polygons."""

import numpy as np
import pytest

from decision_analysis import DecisionTable, Scores
from decision_analysis.uncertainty import WeightSpace, smaa

TRIANGLE = [(1.0, 0.0), (0.0, 1.0), (0.0, 0.0)]


def weighted(table, weights):
    scores = np.einsum("...ac,...c->...a", table.values, weights)
    return Scores(method="sum", alternatives=table.alternatives, scores=scores)


def cut(polygon, normal):
    """Return the part of a polygon in (w1, w2) where normal . (w1, w2, 1 - w1 - w2) >= 0."""
    height = lambda p: float(np.dot(normal, (*p, 1 - sum(p))))  # noqa: E731
    kept = []
    for p, q in zip(polygon, polygon[1:] + polygon[:1], strict=True):
        from_p, from_q = height(p), height(q)
        if from_p >= 0:
            kept.append(p)
        if (from_p >= 0) != (from_q >= 0):
            kept.append(tuple(np.add(p, np.subtract(q, p) * from_p / (from_p - from_q))))
    return kept


def area_and_center(polygon):
    """Return the area, and the center as three weights, by the shoelace formulas."""
    if len(polygon) < 3:
        return 0.0, np.full(3, np.nan)
    x, y = np.transpose(polygon)
    cross = x * np.roll(y, -1) - np.roll(x, -1) * y
    area = cross.sum() / 2
    center = [((p + np.roll(p, -1)) * cross).sum() / (6 * area) for p in (x, y)]
    return abs(area), np.array([*center, 1 - sum(center)])


@pytest.mark.parametrize("order", [False, True])
def test_first_ranks_and_central_weights_are_those_of_the_regions(order):
    """Shares of regions of the simplex and their centers, within 5 standard errors for each of some
    60 numbers: false alarm below 1e-4 for a seed."""
    whole = cut(cut(TRIANGLE, (1, -1, 0)), (0, 1, -1)) if order else TRIANGLE
    space = WeightSpace(["x", "y", "z"])
    space = space.order("x > y > z") if order else space
    compared = 0
    for seed in range(4):
        values = np.random.default_rng(seed).uniform(size=(6, 3))
        table = DecisionTable(values, ["x", "y", "z"], list("abcdef"))
        result = smaa(table, weighted, weights=space, n_samples=2**14, rng=seed)
        for a, own in enumerate(values):
            region = whole
            for other in np.delete(values, a, axis=0):
                region = cut(region, own - other) if region else []
            area, center = area_and_center(region)
            share = area / area_and_center(whole)[0]
            away = abs(result.rank_acceptability[a, 0] - share)
            assert away <= 5 * np.sqrt(share * (1 - share) / 2**14) + 1e-12
            if share > 0.002:
                compared += 1
                error = result.central_weights_standard_error[a]
                assert (np.abs(result.central_weights[a] - center) <= 5 * error).all()
    assert compared >= 8
