"""`walking_weights`: scores along one weight, crossings in closed form, and what is refused."""

import numpy as np
import pytest

import decision_analysis as da
from decision_analysis import mcda
from decision_analysis.errors import InvalidInputError
from decision_analysis.sensitivity import walking_weights, weight_intervals

THREE = da.DecisionTable(
    [[1, 0, 0.3], [0, 1, 0.2], [0.6, 0.5, 0]], ["x", "y", "z"], ["a", "b", "c"]
)


def total(table, weights):
    scores = (table.values * np.asarray(weights)[..., None, :]).sum(axis=-1)
    return da.Scores(method="sum", alternatives=table.alternatives, scores=scores)


def test_scores_follow_the_weight_and_the_others_keep_their_proportions():
    found = walking_weights(THREE, total, [2, 1, 1], "x", n_points=5)
    np.testing.assert_allclose(found.weights, [0, 0.25, 0.5, 0.75, 1])
    others = (1 - found.weights) / 2
    rows = np.stack([found.weights, others, others], axis=1)
    np.testing.assert_allclose(found.scores, rows @ THREE.values.T)
    assert found.here == 0.5


@pytest.mark.parametrize("n_points", [2, 3, 101])
def test_crossings_of_lines_are_exact_at_any_resolution(n_points):
    table = da.DecisionTable([[1, 0], [0, 1], [0.6, 0.6]], ["x", "y"], ["a", "b", "c"])
    found = walking_weights(table, total, [1, 1], "x", n_points=n_points)
    # 1 - t = .6 and t = .6; where both lie between two points, one follows the other
    assert [pair for _, *pair in found.crossings] == [["b", "c"], ["c", "a"]]
    np.testing.assert_allclose([weight for weight, *_ in found.crossings], [0.4, 0.6])
    assert found.best[0] == "b"
    assert found.best[-1] == "a"


def test_crossings_next_to_the_weights_of_now_are_the_ends_of_their_interval():
    weights = [0.5, 0.3, 0.2]
    walked = walking_weights(THREE, mcda.topsis, weights, "y", n_points=2001)
    (low, high) = weight_intervals(THREE, mcda.topsis, weights).as_dict()["y"]
    at = [weight for weight, *_ in walked.crossings]
    ends = [0.0, *[x for x in at if x <= 0.3]][-1], [*[x for x in at if x > 0.3], 1.0][0]
    np.testing.assert_allclose(ends, (low, high), atol=1e-4)


def test_of_scores_that_fall_the_least_is_the_best():
    def less(table, weights):
        found = total(table, weights)
        return da.Scores(
            method="m",
            alternatives=found.alternatives,
            scores=-found.scores,
            higher_is_better=False,
        )

    more, fewer = (walking_weights(THREE, method, [1, 1, 1], "x") for method in (total, less))
    assert not fewer.higher_is_better
    assert more.crossings == fewer.crossings


def test_equal_alternatives_never_cross():
    table = da.DecisionTable([[1, 2], [1, 2]], ["x", "y"], ["a", "b"])
    found = walking_weights(table, total, [1, 1], "x")
    assert found.crossings == ()
    assert set(found.best) == {"a"}


def test_the_method_is_called_in_blocks(monkeypatch):
    monkeypatch.setattr("decision_analysis.sensitivity._walking_weights.BLOCK", 36)
    rows = []

    def counted(table, weights):
        rows.append(len(weights))
        return total(table, weights)

    found = walking_weights(THREE, counted, [1, 1, 1], "x", n_points=6)
    assert rows == [4, 2]
    assert found.scores.shape == (6, 3)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"criterion": "q"}, "unknown criterion 'q'"),
        ({"n_points": 1}, "n_points must be at least 2"),
        ({"weights": [0, 0, 1], "criterion": "z"}, "'z' has all the weight"),
        ({"weights": [[1, 1, 1]]}, r"weights must have shape \(3,\)"),
        ({"table": THREE.with_values(np.ones((2, 3, 3)))}, "without sample axes; got samples"),
        ({"method": lambda t, w: w}, r"method must return Scores of shape \(101, 3\)"),
        ({"method": lambda t, w: total(t, w[0])}, r"method must return Scores of shape"),
    ],
)
def test_what_it_refuses(arguments, message):
    usual = {"table": THREE, "method": total, "weights": [1, 1, 1], "criterion": "x"}
    with pytest.raises(InvalidInputError, match=rf"^walking_weights\(\): .*{message}"):
        walking_weights(**{**usual, **arguments})
