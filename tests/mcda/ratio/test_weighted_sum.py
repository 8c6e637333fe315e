"""The weighted sum: published cases, every normalization, ranges, degenerate columns and
refusals."""

import warnings

import numpy as np
import pandas as pd
import pytest

from decision_analysis import Criterion, DecisionTable, mcda
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError


def table(values, goals=None):
    array = np.asarray(values, dtype=float)
    goals = goals or ["max"] * array.shape[-1]
    criteria = [Criterion(f"c{j}", goal) for j, goal in enumerate(goals)]
    return DecisionTable(array, criteria, [f"a{i}" for i in range(array.shape[-2])])


FIGHTERS = table(
    [
        [2.0, 1500, 20000, 5.5, 5, 9],
        [2.5, 2700, 18000, 6.5, 3, 5],
        [1.8, 2000, 21000, 4.5, 7, 7],
        [2.2, 1800, 20000, 5, 5, 5],
    ],
    ["max", "max", "max", "min", "max", "max"],
)
MIXED = table([[10, 4], [20, 1], [30, 2]], ["max", "min"])


def test_fighter_aircraft_of_hwang_and_yoon():
    result = mcda.weighted_sum(FIGHTERS, [0.2, 0.1, 0.1, 0.1, 0.2, 0.3])
    # the book rounds normalized performances to two decimals: .835 .709 .852 .738
    np.testing.assert_allclose(result.scores, [0.8355, 0.7073, 0.8514, 0.7374], atol=5e-5)
    np.testing.assert_allclose(result.scores, [0.835, 0.709, 0.852, 0.738], atol=0.002)
    assert result.ranks.tolist() == [2, 4, 1, 3]


def test_weighted_sum_of_triantaphyllou_ties():
    result = mcda.weighted_sum(
        table([[25, 20, 15, 30], [10, 30, 20, 30], [30, 10, 30, 10]]),
        [0.2, 0.15, 0.4, 0.25],
        normalization=None,
    )
    np.testing.assert_allclose(result.scores, [21.5, 22, 22], atol=1e-12)
    assert result.tied_best == ("a1", "a2")


def test_job_offers_of_anderson_sweeney_and_williams():
    ratings = {
        "Chicago": [8, 3, 5, 6, 7, 4, 8],
        "Denver": [6, 8, 6, 7, 5, 7, 6],
        "Houston": [4, 7, 9, 5, 4, 6, 5],
    }
    points = [5, 3, 4, 3, 2, 4, 5]
    offers = DecisionTable.from_rows(ratings, [f"c{j}" for j in range(7)])
    result = mcda.weighted_sum(offers, points, normalization=None)
    np.testing.assert_allclose(result.scores * sum(points), [157, 167, 149], rtol=1e-14)


def test_process_routes_of_hodgett_by_ranges_over_three_tables():
    least = [[78, 87, 79, 19, 8], [68, 74, 8, 90, 89], [74.5, 9, 20, 81, 30]]
    likely = [[80, 87, 86, 19, 8], [70, 74, 10, 90, 89], [75, 9, 33, 82, 30]]
    most = [[81, 87, 95, 19, 8], [72, 74, 15, 90, 89], [75.5, 9, 36, 84, 30]]
    routes = table([least, likely, most])
    ranges = {
        name: (0, routes.values[..., j].max()) for j, name in enumerate(routes.criterion_names)
    }
    result = mcda.weighted_sum(
        routes, [0.339, 0.077, 0.434, 0.127, 0.023], normalization="minmax", ranges=ranges
    )
    expected = [[0.7932, 0.8336, 0.8789], [0.5366, 0.5541, 0.5854], [0.5332, 0.5961, 0.6147]]
    np.testing.assert_allclose(result.scores.T, expected, atol=5e-5)


@pytest.mark.parametrize(
    ("normalization", "normalized"),
    [
        ("max", [[1 / 3, 1 / 4], [2 / 3, 1], [1, 1 / 2]]),
        ("minmax", [[0, 0], [1 / 2, 1], [1, 2 / 3]]),
        ("sum", [[1 / 6, 3 / 7], [2 / 6, 6 / 7], [3 / 6, 5 / 7]]),
        (
            "vector",
            np.array([[10, 0], [20, 0], [30, 0]]) / 1400**0.5
            + [[0, 1 - 4 / 21**0.5], [0, 1 - 1 / 21**0.5], [0, 1 - 2 / 21**0.5]],
        ),
        (None, [[10, -4], [20, -1], [30, -2]]),
    ],
)
def test_each_normalization_and_its_steps(normalization, normalized):
    result = mcda.weighted_sum(MIXED, {"c1": 1, "c0": 3}, normalization=normalization)
    np.testing.assert_allclose(result.normalized, normalized, atol=1e-15)
    np.testing.assert_allclose(result.weighted, np.array(normalized) * [0.75, 0.25], atol=1e-15)
    np.testing.assert_allclose(result.scores, np.array(normalized) @ [0.75, 0.25], atol=1e-14)
    assert result.parameters["normalization"] == normalization
    assert list(result.steps()) == ["normalized", "weighted"]


@pytest.mark.parametrize("normalization", ["max", "minmax", "sum", "vector", None])
def test_a_batch_of_tables_and_weights_equals_the_loop(normalization):
    rng = np.random.default_rng(1)
    batch = table(rng.uniform(1, 9, (5, 4, 3)), ["max", "min", "max"])
    many = rng.dirichlet(np.ones(3), (2, 5))
    whole = mcda.weighted_sum(batch, many, normalization=normalization)
    assert whole.scores.shape == (2, 5, 4)
    for i, j in np.ndindex(2, 5):
        alone = mcda.weighted_sum(batch.at(j), many[i, j], normalization=normalization)
        np.testing.assert_allclose(whole.at((i, j)).scores, alone.scores, rtol=0, atol=1e-13)


def test_steps_of_a_batch_only_where_asked():
    many = np.ones((6, 2))
    assert mcda.weighted_sum(MIXED, many).steps() == {}
    kept = mcda.weighted_sum(MIXED, many, steps=True)
    assert kept.weighted.shape == (6, 3, 2)
    np.testing.assert_array_equal(
        kept.at(4).normalized, mcda.weighted_sum(MIXED, [1, 1]).normalized
    )
    assert mcda.weighted_sum(MIXED, [1, 1], steps=False).steps() == {}


def test_ranges_make_scores_of_samples_comparable():
    pair = table([[[0.0], [5.0]], [[5.0], [10.0]]])
    own = mcda.weighted_sum(pair, [1], normalization="minmax").scores
    fixed = mcda.weighted_sum(pair, [1], normalization="minmax", ranges={"c0": (0, 10)}).scores
    np.testing.assert_allclose(own, [[0, 1], [0, 1]])
    np.testing.assert_allclose(fixed, [[0, 0.5], [0.5, 1]])


def test_a_constant_criterion_makes_no_difference_and_is_said():
    constant = table([[3, 1], [3, 2]])
    with pytest.warns(
        DegenerateDataWarning,
        match=r"^weighted_sum\(\): criterion 'c0' is constant; it makes no diff",
    ):
        result = mcda.weighted_sum(constant, [1, 1], normalization="minmax")
    np.testing.assert_allclose(result.scores, [0, 0.5])


def test_rounding_noise_does_not_become_a_difference():
    noisy = table([[0.1 + 0.2, 1], [0.3, 2]])
    with pytest.warns(DegenerateDataWarning, match="'c0' is constant"):
        assert mcda.weighted_sum(noisy, [9, 1], normalization="minmax").best == "a1"


def test_the_warning_counts_samples_and_points_at_the_caller():
    batch = table([[[3.0], [3.0]], [[3.0], [4.0]]])
    with pytest.warns(DegenerateDataWarning, match="'c0' is constant in 1 of 2 samples") as caught:
        mcda.weighted_sum(batch, [1], normalization="minmax")
    assert caught[0].filename == __file__


@pytest.mark.parametrize("normalization", ["sum", "vector"])
def test_a_column_of_zeros_is_the_documented_limit(normalization):
    with pytest.warns(DegenerateDataWarning, match="'c0' is constant"):
        result = mcda.weighted_sum(table([[0, 1], [0, 1]]), [1, 0], normalization=normalization)
    np.testing.assert_array_equal(result.scores, [0, 0])


def test_a_single_alternative():
    one = table([[4, 2]], ["max", "min"])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert mcda.weighted_sum(one, [1, 1]).scores == 1


def test_vector_survives_huge_numbers():
    huge = mcda.weighted_sum(table([[3e299], [4e299]]), [1], normalization="vector")
    np.testing.assert_allclose(huge.scores, [0.6, 0.8])


@pytest.mark.parametrize(
    ("values", "goals", "options", "message"),
    [
        (
            [[1, 0], [2, 3]],
            ["max", "min"],
            {},
            r"'a0' on 'c1' must be positive, as a cost.*got 0; normalization='minmax'",
        ),
        (
            [[-1, 2], [-2, 3]],
            None,
            {},
            r"'a0' on 'c0' must be positive, as the maximum.*got -1; normalization='minmax'",
        ),
        (
            [[1, 2], [-2, 3]],
            None,
            {"normalization": "sum"},
            r"'a1' on 'c0' must be at least 0.*got -2",
        ),
        (
            [[[1.0], [1.0]], [[1.0], [-1.0]]],
            ["min"],
            {},
            r"'a1' on 'c0' at \(1,\) must be positive",
        ),
        (
            [[1], [2]],
            None,
            {"normalization": "mean"},
            "normalization must be one of 'max', 'minmax', 'sum', 'vector'",
        ),
        (
            [[1], [2]],
            None,
            {"ranges": {"c0": (0, 3)}},
            "ranges need normalization='minmax'; got 'max'",
        ),
        ([[1], [2]], None, {"steps": "yes"}, "steps must be True, False or None; got 'yes'"),
    ],
)
def test_performances_and_options_that_are_refused(values, goals, options, message):
    bad = table(values, goals)
    with pytest.raises(InvalidInputError, match=r"^weighted_sum\(\): .*" + message):
        mcda.weighted_sum(bad, np.ones(len(bad.criteria)), **options)


@pytest.mark.parametrize(
    ("ranges", "message"),
    [
        ({"c0": (0, 25), "c1": (0, 5)}, r"'a2' on 'c0' must be within its range \(0, 25\); got 30"),
        ({"c0": (0, 50)}, r"ranges must name each criterion once; missing \['c1'\]"),
        ({"c0": (0, 50), "c1": (0, 5), "x": (0, 1)}, r"unknown \['x'\]"),
        ({"c0": (50, 0), "c1": (0, 5)}, r"range of 'c0' must have low < high; got \(50, 0\)"),
        ({"c0": (50, 50), "c1": (0, 5)}, "low < high"),
        ({"c0": (0, np.inf), "c1": (0, 5)}, "range of 'c0' must be finite"),
        ({"c0": 50, "c1": (0, 5)}, r"range of 'c0' must be \(low, high\); got 50"),
        ({"c0": (0, 1, 2), "c1": (0, 5)}, r"must be \(low, high\)"),
        ([(0, 50), (0, 5)], "ranges must be a mapping"),
    ],
)
def test_ranges_that_are_refused(ranges, message):
    with pytest.raises(InvalidInputError, match=message):
        mcda.weighted_sum(MIXED, [1, 1], normalization="minmax", ranges=ranges)


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        ({"c0": 1}, r"missing \['c1'\]"),
        ([1, -1], "weight of 'c1' must not be negative"),
        ([0, 0], "weights must not all be zero"),
        ([1, np.nan], "weights must be finite"),
        (None, "weights must be numbers"),
    ],
)
def test_weights_that_are_refused(weights, message):
    with pytest.raises(InvalidInputError, match=r"^weighted_sum\(\): .*" + message):
        mcda.weighted_sum(MIXED, weights)


def test_sample_axes_that_do_not_pair_and_what_is_no_table():
    batch = table(np.ones((3, 2, 2)) + np.arange(2))
    together = r"must broadcast together; got table \(3,\), weights \(4,\)"
    with pytest.raises(InvalidInputError, match=together):
        mcda.weighted_sum(batch, np.ones((4, 2)))
    with pytest.raises(InvalidInputError, match="table must be a DecisionTable; got list"):
        mcda.weighted_sum([[1, 2]], [1, 1])


def test_ranges_of_the_frame_itself_with_a_column_of_truth():
    frame = pd.DataFrame(
        {"rent": [900, 700, 800], "balcony": [True, False, True]}, index=["a", "b", "c"]
    )
    table = DecisionTable.from_frame(frame, goals={"rent": "min"})
    for lows in (frame.min(), frame.astype(object).min()):
        ranges = dict(zip(frame, zip(lows, frame.max(), strict=True), strict=True))
        found = mcda.weighted_sum(
            table, {"rent": 1, "balcony": 1}, normalization="minmax", ranges=ranges
        )
        np.testing.assert_allclose(found.scores, [0.5, 0.5, 0.75])
