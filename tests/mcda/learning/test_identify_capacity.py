"""Capacities learned from rankings: the largest margin, what no weighted mean can do, conflicts."""

import numpy as np
import pytest

from decision_analysis import DecisionTable, mcda, value
from decision_analysis.errors import InvalidInputError, InvalidModelError

GRADES = DecisionTable.from_rows(
    {"a": [18, 12, 9], "b": [18, 11, 10], "c": [5, 12, 9], "d": [5, 11, 10]},
    ["mathematics", "physics", "literature"],
)


def test_a_ranking_that_needs_interaction():
    result = mcda.identify_capacity(GRADES, ranking=["b", "a", "c", "d"])
    assert result.order == ("b", "a", "c", "d")
    gaps = -np.diff(result.scores[[1, 0, 2, 3]])
    assert gaps.min() == pytest.approx(result.margin)
    with pytest.raises(InvalidModelError) as caught:
        mcda.identify_capacity(GRADES, ranking=["b", "a", "c", "d"], additivity=1)
    assert "these 2 statements" in caught.value.problems[0]
    assert "'b' is preferred to 'a'; 'c' is preferred to 'd'" in caught.value.problems[0]


@pytest.mark.parametrize("additivity", [2, 3, 5])
def test_what_was_learned_is_a_capacity(additivity):
    result = mcda.identify_capacity(GRADES, ranking=["b", "a", "c", "d"], additivity=additivity)
    again = mcda.choquet(GRADES, capacity=result.capacity)
    np.testing.assert_allclose(again.scores, result.scores, atol=1e-12)
    np.testing.assert_allclose(again.shapley_values, result.shapley_values, atol=1e-12)
    assert result.shapley_values.sum() == pytest.approx(1)


def test_more_freedom_never_narrows_the_margin():
    rng = np.random.default_rng(1)
    table = DecisionTable(rng.uniform(size=(6, 4)), list("pqrs"), list("abcdef"))
    ranks = np.argsort(np.argsort(-table.values.mean(axis=1))) + 1
    margins = [
        mcda.identify_capacity(table, ranking=ranks, additivity=k).margin for k in (1, 2, 3, 4, 5)
    ]
    assert (np.diff(margins) >= -1e-9).all()
    assert margins[3] == pytest.approx(margins[4])


def test_the_scale_moves_scores_and_margin_alone():
    one = mcda.identify_capacity(GRADES, ranking=["b", "a", "d"])
    scaled = GRADES.with_values(1000 * GRADES.values - 7)
    other = mcda.identify_capacity(scaled, ranking=["b", "a", "d"])
    assert other.margin == pytest.approx(1000 * one.margin)
    np.testing.assert_allclose(other.worths, one.worths, atol=1e-9)


def test_ties_costs_and_values():
    goals = {"x": "max", "y": "min"}
    table = DecisionTable([[1.0, 9.0], [3.0, 5.0], [6.0, 4.0]], goals, list("abc"))
    values = {"x": value.linear(0, 10), "y": value.linear(10, 0)}
    result = mcda.identify_capacity(table, ranking=["c", "b", "a"], values=values)
    assert result.ranks.tolist() == [3, 2, 1]
    level = DecisionTable([[1.0, 3.0], [3.0, 1.0]], ["x", "y"], ["a", "b"])
    tied = mcda.identify_capacity(level, ranking=[("a", "b")])
    assert tied.ranks.tolist() == [1, 1]
    assert tied.margin == 0


def test_a_batch_is_a_loop():
    batch = GRADES.with_values(GRADES.values * np.array([1.0, 2.0])[:, None, None])
    whole = mcda.identify_capacity(batch, ranking=["b", "a"])
    alone = mcda.identify_capacity(batch.at(1), ranking=["b", "a"])
    np.testing.assert_allclose(whole.at(1).scores, alone.scores, atol=1e-12)
    np.testing.assert_allclose(whole.margin, [alone.margin / 2, alone.margin])
    with pytest.raises(InvalidInputError, match="capacity"):
        whole.capacity  # noqa: B018


def test_too_many_criteria():
    table = DecisionTable(np.eye(11)[:2], [f"c{j}" for j in range(11)], ["a", "b"])
    with pytest.raises(InvalidInputError, match="at most 10 criteria; got 11"):
        mcda.identify_capacity(table, ranking=["a", "b"])
