"""ANP: limits of cyclic, absorbing and reducible networks, clusters, and refusals."""

import warnings

import numpy as np
import pandas as pd
import pytest

from decision_analysis import weights
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError


def stochastic(rng, n, density=1.0):
    matrix = rng.random((n, n)) * (rng.random((n, n)) < density)
    matrix[np.arange(n), np.roll(np.arange(n), 1)] += 0.1
    return matrix / matrix.sum(axis=0)


def averaged(matrix, powers=4000):
    """The limit of the mean of powers, by powers."""
    total, power = np.zeros_like(matrix), np.eye(len(matrix))
    for _ in range(powers):
        power = matrix @ power
        total += power
    return total / powers


def test_the_limit_is_that_of_the_mean_of_powers():
    rng = np.random.default_rng(3)
    batch = np.array([stochastic(rng, 5, density) for density in (1, 0.5, 0.2, 0)])
    found = weights.anp(batch)
    for matrix, limit in zip(batch, found.limit, strict=True):
        np.testing.assert_allclose(limit, averaged(matrix), atol=2e-3)
        np.testing.assert_allclose(matrix @ limit, limit, atol=1e-15)
    # the last goes round in a circle of five, where no power of any size converges
    np.testing.assert_allclose(found.limit[-1], 0.2, rtol=1e-15)


def test_slow_convergence_leaves_no_trace():
    tiny = 1e-13
    result = weights.anp([[1 - tiny, 2 * tiny], [tiny, 1 - 2 * tiny]])
    np.testing.assert_allclose(result.weights, [2 / 3, 1 / 3], rtol=1e-3)


def test_a_hierarchy_is_read_at_its_goal():
    # goal, two criteria, two alternatives that keep what they get
    matrix = [
        [0, 0, 0, 0, 0],
        [0.6, 0, 0, 0, 0],
        [0.4, 0, 0, 0, 0],
        [0, 0.7, 0.2, 1, 0],
        [0, 0.3, 0.8, 0, 1],
    ]
    names = ["goal", "price", "comfort", "a", "b"]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        result = weights.anp(matrix, names=names)
    np.testing.assert_allclose(result.weights, [0, 0, 0, 0.5, 0.5])
    np.testing.assert_allclose(result.limit[3], [0.5, 0.7, 0.2, 1, 0], atol=1e-15)
    assert weights.anp(matrix, names=names, element="price").as_dict()["a"] == pytest.approx(0.7)
    frame = pd.DataFrame(matrix, names, names)
    turned = weights.anp(frame.loc[names[::-1], names[::-1]])
    assert turned.as_dict() == pytest.approx(result.as_dict())


def test_several_classes_without_a_goal_are_said():
    with pytest.warns(DegenerateDataWarning, match=r"^anp\(\): columns of the limit differ"):
        result = weights.anp([[1, 0, 0], [0, 0, 0.5], [0, 1, 0.5]])
    # the mean of the columns (1, 0, 0) and, twice, (0, 1/3, 2/3)
    np.testing.assert_allclose(result.weights, [1 / 3, 2 / 9, 4 / 9])


def test_clusters_weigh_the_blocks_of_an_unweighted_supermatrix():
    # each cluster's part of a column sums to 1, or is 0
    matrix = np.array([[0, 1, 0.6], [1, 0, 0.4], [1, 1, 0]])
    clusters = {"criteria": ["a", "b"], "others": ["c"]}
    shares = [[0.25, 1], [0.75, 0]]
    result = weights.anp(matrix, names=["a", "b", "c"], clusters=clusters, cluster_weights=shares)
    np.testing.assert_allclose(
        result.weighted, [[0, 0.25, 0.6], [0.25, 0, 0.4], [0.75, 0.75, 0]], atol=1e-15
    )
    np.testing.assert_allclose(result.weighted @ result.weights, result.weights, atol=1e-15)
    assert result.local[:2].sum() == pytest.approx(1)
    assert result.local[2] == 1
    frame = pd.DataFrame(shares, list(clusters), list(clusters)).loc[["others", "criteria"]]
    again = weights.anp(matrix, names=["a", "b", "c"], clusters=clusters, cluster_weights=frame)
    assert again.equals(result)


@pytest.mark.parametrize(
    ("matrix", "options", "message"),
    [
        ([[1, 2]], {}, r"supermatrix must have shape \(..., n, n\); got \(1, 2\)"),
        ([[1.5, 0], [-0.5, 1]], {"names": ["a", "b"]}, "of 'b' and 'a' must not be negative"),
        ([[1, 0.5], [0, 0]], {"names": ["a", "b"]}, "must sum to 1; got 0.5 for 'b': an unweig"),
        ([[1, 0], [0, 0]], {}, "must sum to 1; got 0 for '2': an element that nothing influences"),
        (np.eye(2), {"cluster_weights": [[1]]}, "cluster_weights need clusters"),
        (
            np.eye(2),
            {"clusters": {"x": ["1"]}},
            r"must hold each element; \['x'\] do not hold \['2'\]",
        ),
        (np.eye(2), {"clusters": {"x": ["1", "2"], "y": ["2"]}}, "once; '2' is in 'x' and 'y'"),
        (np.eye(2), {"element": "3"}, "element must be one of|unknown element"),
        (
            np.eye(2) / 2,
            {"clusters": {"x": ["1", "2"]}, "cluster_weights": [[1.0]]},
            "cluster 'x' in a column of supermatrix must sum to 1 or be 0; got 0.5 for '1'",
        ),
        (
            np.eye(2),
            {"clusters": {"x": ["1", "2"]}, "cluster_weights": [[0.0]]},
            "must not be 0 once weighted; got 0 for '1'",
        ),
    ],
)
def test_what_is_refused(matrix, options, message):
    with pytest.raises(InvalidInputError, match=r"^anp\(\): .*" + message):
        weights.anp(matrix, **options)
