"""COMET: rules between characteristic objects, kinds of experts, ties, limits."""

import itertools

import numpy as np
import pandas as pd
import pytest

from decision_analysis import Criterion, DecisionTable, Scores, mcda
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError

LEVELS = {"x": [0, 4, 10], "y": [0, 1]}
TABLE = DecisionTable([[0, 0], [2, 0.5], [7, 1], [10, 0]], ["x", "y"], list("abcd"))


def comet(expert, table=TABLE, levels=LEVELS, **options):
    return mcda.comet(table, characteristic_values=levels, expert=expert, **options)


def added(objects):
    return objects.values.sum(axis=-1)


def fuzzy_rules(table, levels, preferences):
    """Return what the rules infer, written out: products of memberships of triangular numbers."""
    grades = []
    for column, each in enumerate(levels):
        x = table.values[:, column]
        unit = np.eye(len(each))
        grades.append(np.stack([np.interp(x, each, unit[k]) for k in range(len(each))]))
    rules = itertools.product(*grades)
    return sum(np.prod(rule, axis=0) * p for rule, p in zip(rules, preferences, strict=True))


def test_objects_judgements_and_preferences():
    result = comet(added)
    assert result.characteristic_objects.values.tolist() == [
        [0, 0], [0, 1], [4, 0], [4, 1], [10, 0], [10, 1],
    ]  # fmt: skip
    assert result.summed_judgements.tolist() == [0.5, 1.5, 2.5, 3.5, 4.5, 5.5]
    assert result.preferences.tolist() == [0, 0.2, 0.4, 0.6, 0.8, 1]
    np.testing.assert_allclose(result.scores, [0, 0.3, 0.8, 0.8])
    assert result.judgements is None


def test_inference_is_that_of_the_written_out_rules():
    rng = np.random.default_rng(0)
    levels = {"p": [0, 1, 5], "q": [-1, 0.5], "r": [2, 3, 4, 9]}
    low, high = ([each[end] for each in levels.values()] for end in (0, -1))
    table = DecisionTable(
        rng.uniform(low, high, (20, 3)), list(levels), list("abcdefghijklmnopqrst")
    )
    result = comet(lambda objects: rng.normal(size=24), table, levels)
    wanted = fuzzy_rules(table, list(levels.values()), result.preferences)
    np.testing.assert_allclose(result.scores, wanted, atol=1e-14)


def test_only_the_order_of_the_objects_counts():
    assert comet(added).equals(comet(lambda objects: added(objects) ** 3))


def test_an_expert_may_be_a_method_a_result_scores_or_judgements():
    scores = comet(added).scores
    minus = Scores(
        method="mine",
        alternatives=[f"CO{i}" for i in range(1, 7)],
        scores=-np.arange(6.0),
        higher_is_better=False,
    )
    beats = np.tril(np.ones((6, 6)), -1) + np.eye(6) / 2
    labels = [f"CO{i}" for i in range(1, 7)]
    frame = pd.DataFrame(beats, labels, labels).loc[labels[::-1]]
    np.testing.assert_array_equal(comet(lambda objects: frame).scores, scores)
    judged = comet(lambda objects: beats)
    np.testing.assert_array_equal(judged.scores, scores)
    np.testing.assert_array_equal(judged.judgements, beats)
    assert mcda.triad_consistency(judged.judgements) == 1
    # less is better: the last is the best
    np.testing.assert_allclose(comet(lambda objects: minus).scores, scores)
    named = dict(zip(labels[::-1], range(6, 0, -1), strict=True))
    np.testing.assert_array_equal(comet(lambda objects: named).scores, scores)


def test_scores_that_differ_by_rounding_tie():
    result = comet(lambda objects: np.array([0.3, 0.1 + 0.2, 1, 1, 2, 2]))
    assert result.preferences.tolist() == [0, 0, 0.5, 0.5, 1, 1]
    assert result.summed_judgements.tolist() == [1, 1, 3, 3, 5, 5]


def test_an_expert_who_sees_no_difference():
    with pytest.warns(DegenerateDataWarning, match=r"comet\(\): the expert finds all"):
        result = comet(lambda objects: np.zeros(6))
    assert result.scores.tolist() == [0.5] * 4


def test_a_dominated_alternative_is_never_ahead_where_the_expert_is_monotone():
    rng = np.random.default_rng(3)
    criteria = [Criterion("x", "min"), "y"]
    worse = np.stack([rng.uniform(4, 10, 50), rng.uniform(0, 0.5, 50)], -1)
    better = worse + np.stack([-rng.uniform(0, 4, 50), rng.uniform(0, 0.5, 50)], -1)
    tables = DecisionTable(np.stack([worse, better], axis=1), criteria, ["worse", "better"])
    scores = comet(lambda o: mcda.topsis(o, [1, 3], normalization="minmax"), tables).scores
    assert (scores[:, 1] >= scores[:, 0]).all()


def test_a_batch_equals_the_loop_and_asks_the_expert_once():
    asked = []
    rng = np.random.default_rng(4)
    tables = TABLE.with_values(rng.uniform([0, 0], [10, 1], (2, 3, 4, 2)))
    whole = comet(lambda objects: asked.append(objects) or added(objects), tables)
    assert (len(asked), whole.scores.shape, whole.preferences) == (1, (2, 3, 4), None)
    one = comet(added, tables.at((1, 2)))
    np.testing.assert_allclose(whole.scores[1, 2], one.scores, rtol=1e-14)


@pytest.mark.parametrize(
    ("levels", "expert", "says"),
    [
        ({"x": [0, 10]}, added, r"values must name each criterion once; missing \['y'"),
        ({**LEVELS, "y": [0]}, added, "values of 'y' must be at least two ascending"),
        ({**LEVELS, "y": [1, 0]}, added, "values of 'y' must be at least two ascend"),
        ({**LEVELS, "x": [0, 9]}, added, "'d' on 'x' must be within its characteristic_values"),
        ({"x": range(11), "y": np.linspace(0, 1, 6000)}, added, "at most 65,536 .*; got 66,000"),
        (LEVELS, "topsis", "expert must be a function of a table that returns"),
        (LEVELS, lambda objects: [1, 2], r"must return Scores, scores \(6,\) or judgements \(6"),
        (LEVELS, lambda objects: np.zeros((6, 6)), "must be 1 less the judgement the other way"),
        (LEVELS, lambda objects: np.full(6, np.nan), "what expert returns must be finite"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused(levels, expert, says):
    with pytest.raises(InvalidInputError, match=rf"comet\(\): .*{says}"):
        comet(expert, levels=levels)
