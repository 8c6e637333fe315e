"""PROMETHEE II: published net flows, flows from the preference index, batches, ties."""

import numpy as np
import pytest

from decision_analysis import Criterion, DecisionTable, mcda

p = mcda.preference


def test_published_power_stations(stations, functions):
    result = mcda.promethee_ii(stations, [1] * 6, preference=functions)
    assert result.best == "Austria"
    degrees = mcda.preference_degrees(stations, [1] * 6, preference=functions)
    np.testing.assert_allclose(result.positive, degrees.sum(axis=1) / 5)
    np.testing.assert_allclose(result.negative, degrees.sum(axis=0) / 5)
    np.testing.assert_allclose(result.scores, result.positive - result.negative)


def test_published_wind_farms():
    # Ziemba et al. (2017), https://doi.org/10.3390/en10111755
    values = [
        [16347, 9, 73.8, 36.7, 1.5, 3730, 2, 1, 38.8, 4, 1720524, 40012],
        [14219, 8.5, 55, 36, 2, 3240, 1, 1, 33.1, 2, 1496512, 34803],
        [8160, 9, 64.8, 28.5, 2, 1860, 2, 2, 45.8, 4, 858830, 19973],
        [8160, 8.5, 62.5, 29.5, 1.5, 1860, 1, 3, 27.3, 3, 858830, 19973],
    ]
    goals = ["min"] * 5 + ["max", "min", "min", "max", "min", "max", "max"]
    full = [7280, 4, 13.4, 7.4, 3, 1662, 3, 3, 13.8, 3, 766240, 17820]
    table = DecisionTable(
        values, [Criterion(f"c{i}", g) for i, g in enumerate(goals)], ["A1", "A2", "A3", "A4"]
    )
    preference = {f"c{i}": p.v_shape(threshold) for i, threshold in enumerate(full)}
    weights = [20, 5, 5, 1.67, 1.67, 11.67, 11.67, 5, 5, 16.67, 8.33, 8.33]
    result = mcda.promethee_ii(table, weights, preference=preference)
    np.testing.assert_allclose(result.scores, [-0.0445, 0.1884, -0.0954, -0.0485], atol=5e-5)


def test_published_eight_alternatives():
    # Yildirim and Onder (2015); all criteria are costs, as the signs of the flows show.
    columns = [
        [42, 89, 14, 57, 48, 71, 69, 64],
        [35, 72, 85, 60, 32, 45, 40, 35],
        [43, 92, 17, 45, 43, 60, 72, 70],
        [51, 85, 40, 80, 40, 85, 55, 60],
    ]
    table = DecisionTable(
        np.transpose(columns), [Criterion(c, "min") for c in "abcd"], list("12345678")
    )
    preference = {
        "a": p.linear(49, 100),
        "b": p.v_shape(98),
        "c": p.linear(45, 95),
        "d": p.linear(30, 80),
    }
    result = mcda.promethee_ii(table, [0.25, 0.35, 0.22, 0.18], preference=preference)
    np.testing.assert_allclose(
        result.scores, [0.07, -0.15, -0.06, -0.05, 0.1, 0.0, 0.03, 0.06], atol=0.005
    )


def test_batches_equal_single_calls(stations, functions, samples):
    tables, weights = samples
    whole = mcda.promethee_ii(tables, weights, preference=functions)
    one_table = mcda.promethee_ii(stations, weights, preference=functions)
    assert whole.sample_shape == (4, 3)
    for k, w in enumerate(weights):
        alone = mcda.promethee_ii(stations, w, preference=functions)
        for field in ("scores", "positive", "negative"):
            np.testing.assert_allclose(
                getattr(one_table, field)[k], getattr(alone, field), rtol=0, atol=1e-12
            )
        for s in range(4):
            alone = mcda.promethee_ii(tables.at((s, 0)), w, preference=functions)
            np.testing.assert_allclose(whole.at((s, k)).scores, alone.scores, rtol=0, atol=1e-12)
            assert whole.at((s, k)).ranks.tolist() == alone.ranks.tolist()


def test_steps_are_kept_for_one_table_or_where_asked(stations, functions):
    flows = mcda.promethee_ii(stations, [1, 2, 3, 1, 2, 3], preference=functions)
    np.testing.assert_allclose(
        flows.criterion_flows @ (np.array([1, 2, 3, 1, 2, 3]) / 12), flows.scores, atol=1e-12
    )
    np.testing.assert_allclose(flows.weighted.sum(axis=-1), flows.scores, atol=1e-12)
    assert (
        mcda.promethee_ii(stations, np.ones((2, 6)), preference=functions).criterion_flows is None
    )
    asked = mcda.promethee_ii(stations, np.ones((2, 6)), preference=functions, steps=True)
    assert asked.at(1).steps()["criterion_flows"].shape == (6, 6)
    without = mcda.promethee_ii(stations, np.ones(6), preference=functions, steps=False)
    assert list(without.steps()) == ["positive", "negative"]


def test_blocks_of_samples_and_rows_do_not_matter(samples, functions, monkeypatch):
    tables, weights = samples
    whole = mcda.promethee_ii(tables, weights, preference=functions)
    monkeypatch.setattr("decision_analysis.mcda._blocks.CACHE_BLOCK", 12)
    monkeypatch.setattr("decision_analysis.mcda.outranking._flows.CACHE_BLOCK", 12)
    np.testing.assert_allclose(
        mcda.promethee_ii(tables, weights, preference=functions).scores,
        whole.scores,
        rtol=0,
        atol=1e-12,
    )


def test_many_alternatives_go_by_blocks_of_rows():
    values = np.random.default_rng(2).normal(size=(600, 1))
    table = DecisionTable(values, ["c"], [str(i) for i in range(600)])
    result = mcda.promethee_ii(table, [1], preference=p.usual())
    expected = (2 * values[:, 0].argsort().argsort() - 599) / 599
    np.testing.assert_allclose(result.scores, expected, atol=1e-12)


def test_flows_that_cancel_tie():
    # Shares .25 + .25 against .125 + .375, rounded: the sums must not rank the two.
    table = DecisionTable([[1, 0, 0, 1], [0, 1, 1, 0]], list("wxyz"), ["a", "b"])
    result = mcda.promethee_ii(table, [0.2, 0.1, 0.3, 0.2], preference=p.usual())
    assert result.scores.tolist() == [0, 0]
    assert result.ranks.tolist() == [1, 1]


def test_one_alternative_and_constant_criteria_give_zero():
    assert mcda.promethee_ii(
        DecisionTable([[3]], ["c"], ["a"]), [1], preference=p.usual()
    ).scores.tolist() == [0]
    table = DecisionTable([[3, 1], [3, 2]], ["same", "c"], ["a", "b"])
    assert mcda.promethee_ii(table, [1, 1], preference=p.usual()).scores.tolist() == [-0.5, 0.5]


def test_options_of_the_result_are_its_own(stations, functions):
    result = mcda.promethee_ii(stations, [1] * 6, preference=functions)
    functions.clear()
    assert len(result.parameters["preference"]) == 6
    with pytest.raises(ValueError, match="read-only"):
        result.scores[0] = 1
