"""`weight_intervals`: closed forms for weighted sums, a nonlinear method, brute force, ties, bad
input."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decision_analysis import DecisionTable, Scores
from decision_analysis.errors import InvalidInputError
from decision_analysis.sensitivity import walking_weights, weight_intervals, weight_regions

THREE = DecisionTable([[1, 0], [0, 1], [0.6, 0.6]], ["x", "y"], ["left", "right", "middle"])


def weighted(table, weights):
    scores = (table.values * np.asarray(weights)[..., None, :]).sum(axis=-1)
    return Scores(method="sum", alternatives=table.alternatives, scores=scores)


def test_two_criteria_by_hand():
    result = weight_intervals(THREE, weighted, [0.55, 0.45])
    np.testing.assert_allclose(result.order_interval, [[0.5, 0.6], [0.4, 0.5]], rtol=1e-11)
    np.testing.assert_allclose(result.best_interval, [[0.4, 0.6], [0.4, 0.6]], rtol=1e-11)
    assert (result.best, result.best_below, result.best_above) == (
        "middle",
        ("right", "left"),
        ("left", "right"),
    )
    assert result.as_dict()["x"] == pytest.approx((0.4, 0.6))
    assert result.as_dict("order")["y"] == pytest.approx((0.4, 0.5))


def test_the_whole_way_where_nothing_changes():
    table = DecisionTable([[2, 2, 2], [1, 1, 1]], list("xyz"), ["a", "b"])
    result = weight_intervals(table, weighted, {"x": 2, "y": 0, "z": 2})
    np.testing.assert_array_equal(result.order_interval, [[0, 1]] * 3)
    assert (result.best_below, result.best_above) == ((None,) * 3, (None,) * 3)
    assert result.weights.tolist() == [0.5, 0.0, 0.5]


@settings(max_examples=30)
@given(st.integers(0, 10_000))
def test_weighted_sums_agree_with_their_crossings(seed):
    """Scores are linear in the moved weight: v_c t + (1 - t) rest, so the crossings of all pairs
    are known."""
    generator = np.random.default_rng(seed)
    values, start = generator.normal(size=(5, 3)), generator.dirichlet(np.ones(3))
    table = DecisionTable(values, list("xyz"), list("abcde"))
    result = weight_intervals(table, weighted, start)
    best = int((values @ start).argmax())
    for c in range(3):
        rest = np.delete(values, c, axis=1) @ np.delete(start, c) / (1 - start[c])
        slope = values[:, c] - rest
        with np.errstate(divide="ignore", invalid="ignore"):
            crossing = -(rest[:, None] - rest) / (slope[:, None] - slope)
        inside = np.isfinite(crossing) & (crossing >= 0) & (crossing <= 1)
        for pairs, found in (
            (inside, result.order_interval[c]),
            (inside[best], result.best_interval[c]),
        ):
            at = (crossing if pairs.ndim == 2 else crossing[best])[pairs]
            expected = max([0.0, *at[at <= start[c]]]), min([1.0, *at[at >= start[c]]])
            np.testing.assert_allclose(found, expected, atol=1e-9)


@pytest.mark.parametrize("seed", range(8))
def test_crossings_of_lines_are_what_a_search_finds(seed, monkeypatch):
    """With ties at the start, equal rows, and leaders that share a crossing."""
    generator = np.random.default_rng(seed)
    values = generator.integers(0, 5, (6, 3)) / 4 if seed % 2 else generator.random((6, 3))
    values[5] = values[4]
    table, start = DecisionTable(values, list("xyz"), list("abcdef")), [1, 1, 1 + seed % 3]
    known = weight_intervals(table, weighted, start)
    monkeypatch.setattr(
        "decision_analysis.sensitivity._weight_intervals.linear_lines", lambda *_: None
    )
    found = weight_intervals(table, weighted, start)
    np.testing.assert_allclose(known.order_interval, found.order_interval, atol=1e-10)
    np.testing.assert_allclose(known.best_interval, found.best_interval, atol=1e-10)
    assert (known.best_below, known.best_above) == (found.best_below, found.best_above)


def test_a_kink_between_the_ends_is_no_straight_line():
    """min(2 w_x, 1) leaves the straight line only from w_x = .5 on."""

    def bent(table, weights):
        share = np.minimum(2 * np.asarray(weights)[..., :1], 1)
        scores = np.concatenate([share, np.full_like(share, 0.9)], axis=-1)
        return Scores(method="bent", alternatives=table.alternatives, scores=scores)

    table = DecisionTable([[1, 0], [0, 1]], ["x", "y"], ["a", "b"])
    result = weight_intervals(table, bent, [0.2, 0.8])
    np.testing.assert_allclose(result.best_interval[0], [0, 0.45], rtol=1e-10)


def test_a_method_that_is_not_linear():
    """prod v^w: ln of (4, 1) and (1, 2) tie where 2 w = 1 - w."""

    def product(table, weights):
        scores = np.exp((np.log(table.values) * np.asarray(weights)[..., None, :]).sum(axis=-1))
        return Scores(method="product", alternatives=table.alternatives, scores=scores)

    table = DecisionTable([[4, 1], [1, 2]], ["x", "y"], ["a", "b"])
    result = weight_intervals(table, product, [0.5, 0.5])
    np.testing.assert_allclose(result.best_interval, [[1 / 3, 1], [0, 2 / 3]], rtol=1e-10)


def test_a_tie_at_the_start_leaves_the_order_no_room():
    table = DecisionTable([[1, 0], [0, 1]], ["x", "y"], ["a", "b"])
    result = weight_intervals(table, weighted, [0.5, 0.5])
    np.testing.assert_allclose(result.order_interval, [[0.5, 0.5], [0.5, 0.5]], atol=1e-9)
    np.testing.assert_allclose(result.best_interval, [[0.5, 1], [0, 0.5]], atol=1e-9)


def test_blocks_do_not_change_the_answer(monkeypatch):
    expected = weight_intervals(THREE, weighted, [0.55, 0.45])
    monkeypatch.setattr("decision_analysis.sensitivity._weight_intervals.BLOCK", 60)
    found = weight_intervals(THREE, weighted, [0.55, 0.45])
    np.testing.assert_array_equal(found.order_interval, expected.order_interval)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: weight_intervals(THREE.with_values(np.ones((2, 3, 2))), weighted, [1, 1]),
            r"got samples \(2,\)",
        ),
        (
            lambda: weight_intervals([[1]], weighted, [1]),
            "must be a DecisionTable without sample axes; got list",
        ),
        (lambda: weight_intervals(THREE, 3, [1, 1]), "method must be a function"),
        (lambda: weight_intervals(THREE, weighted, [1, 0]), "'x' has all the weight"),
        (
            lambda: weight_intervals(THREE, weighted, [[1, 1]]),
            r"weights must have shape \(2,\); got \(1, 2\)",
        ),
        (lambda: weight_intervals(THREE, weighted, {"x": 1}), r"missing \['y'\]"),
        (lambda: weight_intervals(THREE, weighted, [1, -1]), "weight of 'y' must not be negative"),
        (
            lambda: weight_intervals(THREE, weighted, [1, 1], n_points=0),
            "n_points must be at least 1",
        ),
        (
            lambda: weight_intervals(THREE, lambda t, w: w, [1, 1]),
            "result with .ranks; got ndarray",
        ),
        (
            lambda: weight_intervals(THREE, lambda t, w: weighted(t, w[0]), [1, 1]),
            r"shape \(1, 3\).*got \(3,\)",
        ),
    ],
)
def test_bad_input_is_refused(call, message):
    with pytest.raises(InvalidInputError, match=message):
        call()


def test_words_for_intervals():
    with pytest.raises(InvalidInputError, match="what must be one of 'best', 'order'; got 'all'"):
        weight_intervals(THREE, weighted, [1, 1]).as_dict("all")


def cubed(table, weights):
    scores = (table.values * np.asarray(weights)[..., None, :]).sum(axis=-1) ** 3
    return Scores(method="cubed", alternatives=table.alternatives, scores=scores)


def only_ranks(table, weights):
    return SimpleNamespace(ranks=weighted(table, weights).ranks)


@pytest.mark.parametrize(
    ("gain", "method", "best"),
    [
        # by more than its last bits, though the two tie
        (1e-14, weighted, "B"),
        (1e-14, cubed, "B"),
        (1e-16, weighted, "A"),
        # ranks alone do not tell them apart
        (1e-14, only_ranks, "A"),
    ],
)
def test_of_those_that_tie_all_name_the_same_best(gain, method, best):
    cells = [[0.3] * 3, [0.3 + gain] * 3, [0.1, 0.2, 0.1]]
    table = DecisionTable(cells, ["x", "y", "z"], ["A", "B", "C"])
    weights = [0.25, 0.25, 0.5]
    assert weight_intervals(table, method, weights).best == best
    assert weight_regions(table, method, weights, n_points=5).best == best
    if method is not only_ranks:
        assert method(table, weights).best == best
        walk = walking_weights(table, method, weights, "x", n_points=5)
        assert (set(walk.best), walk.crossings) == ({best}, ())


def test_who_is_best_beyond_is_told_as_scores_tell_it():
    # beyond x = 0.5 both A and B beat C, and B is better by more than its last bits
    table = DecisionTable([[3, 1], [3 * (1 + 1e-13), 1], [2, 2]], ["x", "y"], ["A", "B", "C"])
    for method in (weighted, cubed):
        result = weight_intervals(table, method, [0.25, 0.75])
        assert (result.best, result.best_above[0]) == ("C", "B")
        assert method(table, [0.6, 0.4]).best == "B"
