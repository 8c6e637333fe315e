"""`weight_regions`: areas in closed form, groups, ties and what is refused."""

import numpy as np
import pytest

import decision_analysis as da
from decision_analysis import mcda
from decision_analysis.errors import InvalidInputError
from decision_analysis.sensitivity import weight_intervals, weight_regions


def total(table, weights):
    scores = (table.values * weights[..., None, :]).sum(axis=-1)
    return da.Scores(method="sum", alternatives=table.alternatives, scores=scores)


THREE = da.DecisionTable(np.eye(3), ["x", "y", "z"], ["a", "b", "c"])


def test_three_that_are_best_at_a_corner_each_have_a_third():
    found = weight_regions(THREE, total, [1, 1, 2], n_points=61)
    assert list(found.shares) == ["a", "b", "c"]
    np.testing.assert_allclose(list(found.shares.values()), 1 / 3, atol=1e-12)
    np.testing.assert_allclose(found.here, [0.25, 0.25, 0.5])
    assert found.best == "c"
    assert len(found.points) == 61 * 62 // 2
    np.testing.assert_allclose(found.points.sum(axis=1), 1)
    np.testing.assert_array_equal(found.is_best[0], [True, False, False])
    middle = np.flatnonzero((found.points == 1 / 3).all(axis=1))
    assert found.is_best[middle].all()


def test_areas_converge_to_those_of_polygons():
    table = da.DecisionTable([[1, 0, 0], [0, 1, 0], [0.5, 0.5, 0.5]], ["x", "y", "z"], list("abc"))
    # a is the best where x > 1/2: a triangle of a quarter; so is b, and c has the rest
    errors = []
    for n_points in (21, 41, 81):
        shares = weight_regions(table, total, [1, 1, 1], n_points=n_points).shares
        errors.append(abs(shares["a"] - 0.25))
        assert shares["a"] == pytest.approx(shares["b"])
        assert sum(shares.values()) == pytest.approx(1)
    assert errors[2] < errors[0] < 0.05
    assert errors[2] < 2 / 80


def test_a_corner_stands_for_a_sixth_of_a_cell_and_an_edge_for_a_half():
    table = da.DecisionTable([[1, 0, 0], [0.6, 0.6, 0.6]], ["x", "y", "z"], ["a", "b"])
    # of three corners and three middles of edges a is best at one corner: 1/6 of 3/6 + 3/2
    shares = weight_regions(table, total, [1, 1, 1], n_points=3).shares
    assert shares["a"] == pytest.approx(1 / 12)


def test_groups_keep_the_proportions_of_their_criteria():
    table = da.DecisionTable(
        np.eye(4)[[0, 2, 3]], ["rent", "fuel", "comfort", "space"], ["a", "b", "c"]
    )
    weights = {"rent": 0.3, "fuel": 0.1, "comfort": 0.2, "space": 0.4}
    groups = {"cost": ["fuel", "rent"], "comfort": ["comfort"], "space": ["space"]}
    found = weight_regions(table, total, weights, groups=groups, n_points=5)
    np.testing.assert_allclose(found.weights[:, 0], 0.75 * found.points[:, 0])
    np.testing.assert_allclose(found.weights[:, 1], 0.25 * found.points[:, 0])
    np.testing.assert_allclose(found.weights[:, 3], found.points[:, 2])
    np.testing.assert_allclose(found.here, [0.4, 0.2, 0.4])
    assert found.names == ("cost", "comfort", "space")
    assert found.best == "c"


def test_it_agrees_with_weight_intervals_along_a_line():
    table = da.DecisionTable(
        [[0.9, 0.2, 0.1], [0.3, 0.9, 0.4], [0.2, 0.3, 1.0]], ["x", "y", "z"], list("abc")
    )
    low, high = weight_intervals(table, total, [0.2, 0.4, 0.4]).as_dict()["x"]
    found = weight_regions(table, total, [0.2, 0.4, 0.4], n_points=401)
    on_line = np.isclose(found.points[:, 1], found.points[:, 2])
    best = found.is_best[on_line, list("abc").index(found.best)]
    inside = found.points[on_line, 0][best]
    assert low - 1e-9 <= inside.min() <= low + 0.01
    assert high - 0.01 <= inside.max() <= high + 1e-9


def test_the_method_is_called_in_blocks_and_may_be_any(monkeypatch):
    monkeypatch.setattr("decision_analysis.sensitivity._weight_regions.BLOCK", 90)
    rows = []

    def counted(table, weights):
        rows.append(len(weights))
        return mcda.topsis(table, weights)

    found = weight_regions(THREE, counted, [1, 1, 1], n_points=5)
    assert rows == [10, 5, 1]
    assert found.is_best.shape == (15, 3)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            {
                "table": da.DecisionTable(np.eye(4), list("wxyz"), list("abcd")),
                "weights": [1, 1, 1, 1],
            },
            r"must have three criteria, or groups= must join them to three; got \['w'",
        ),
        ({"groups": {"one": ["x"], "two": ["y", "z"]}}, r"groups must be three; got \['one'"),
        (
            {"groups": {"one": ["x"], "two": ["y"], "three": ["y"]}},
            r"groups must name each criterion once; missing \['z'\]",
        ),
        (
            {"groups": {"one": ["x"], "two": ["y"], "three": ["z", "y"]}},
            r"groups must name each criterion once; got \['y'\] twice",
        ),
        ({"groups": {"one": ["x"], "two": ["y"], "three": ["q"]}}, "unknown criterion in group"),
        ({"n_points": 1}, "n_points must be at least 2"),
        ({"weights": [1, 2]}, "need 3 weights"),
        ({"method": lambda t, w: w}, "must return a result with .ranks"),
    ],
)
def test_what_it_refuses(arguments, message):
    with pytest.raises(InvalidInputError, match=rf"^weight_regions\(\): .*{message}"):
        weight_regions(**{"table": THREE, "method": total, "weights": [1, 1, 1], **arguments})


def test_a_group_without_weight_has_no_proportions():
    table = da.DecisionTable(np.eye(4), list("wxyz"), list("abcd"))
    groups = {"one": ["w", "x"], "two": ["y"], "three": ["z"]}
    with pytest.raises(InvalidInputError, match=r"as proportions; got none in \['one'\]"):
        weight_regions(table, total, [0, 0, 1, 1], groups=groups)
    weight_regions(table, total, [1, 1, 0, 1], groups=groups, n_points=3)
