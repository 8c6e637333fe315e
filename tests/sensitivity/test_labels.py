"""Scores by label are aligned to the model's alternatives; weights, values and answers go by the
frame's labels."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decision_analysis import DecisionTable, Parameter, Parameters, Scores, mcda
from decision_analysis.errors import InvalidInputError
from decision_analysis.sensitivity import (
    one_way,
    threshold,
    tornado,
    two_way,
    weight_intervals,
    weight_move,
)

PARAMETERS = Parameters([Parameter("p", 0.5, low=0, high=1), Parameter("q", 2, low=1, high=3)])
LABELS = ["bold", "meek", "none"]
INDEX = pd.MultiIndex.from_tuples([("EU", 1), ("EU", 2), ("US", 1)], names=["region", "plant"])
VALUES = pd.DataFrame([[1.0, 0.2], [0.0, 1.0], [0.6, 0.6]], index=INDEX, columns=[2015, 2016])
TABLE = DecisionTable.from_frame(VALUES)


def model(samples):
    p = samples["p"] * samples["q"]
    values = np.stack([p, 1 - p, np.full_like(p, 0.4)], axis=-1)
    return DecisionTable(values[..., None], ["payoff"], LABELS)


def scores(table):
    return table.values[..., 0]


ANALYSES = {
    "tornado()": lambda score: tornado(model, PARAMETERS, score=score),
    "one_way()": lambda score: one_way(model, PARAMETERS, "p", score=score),
    "two_way()": lambda score: two_way(model, PARAMETERS, ("p", "q"), score=score, n_points=4),
    "threshold()": lambda score: threshold(model, PARAMETERS, "p", between=(0, 1), score=score),
}


@pytest.mark.parametrize("where", ANALYSES)
@settings(max_examples=20)
@given(order=st.permutations(LABELS), seed=st.integers(0, 9))
def test_scores_by_label_are_aligned_to_the_alternatives(where, order, seed):
    right = ANALYSES[where](scores)
    frame = ANALYSES[where](lambda table: pd.DataFrame(scores(table), columns=LABELS)[order])
    assert frame.equals(right)
    shuffled = ANALYSES[where](
        lambda table: pd.DataFrame(scores(table), columns=LABELS)[order].sample(
            frac=1, random_state=seed
        )
    )
    assert shuffled.equals(right)
    mapping = ANALYSES[where](lambda table: {a: scores(table)[:, LABELS.index(a)] for a in order})
    assert mapping.equals(right)


@pytest.mark.parametrize(
    ("score", "message"),
    [
        (
            lambda t: pd.DataFrame(scores(t), columns=["a", "b", "c"]),
            r"must name each alternative once; missing \['bold'",
        ),
        (lambda t: pd.DataFrame(scores(t), columns=LABELS).iloc[:, :2], r"missing \['none'\]"),
        (
            lambda t: pd.DataFrame(scores(t), columns=LABELS).add_prefix("s", axis=0),
            "rows of .* must be the samples 0, 1",
        ),
        (lambda t: {a: scores(t)[:, 0] for a in LABELS[:2]}, r"missing \['none'\]"),
        (lambda t: pd.Series(scores(t)[0], index=LABELS), "a score for each row and alternative"),
        (
            lambda t: Scores(method="s", alternatives=LABELS[::-1], scores=scores(t)),
            "alternatives, in their order",
        ),
        (
            lambda t: Scores(method="s", alternatives=["a", "b", "c"], scores=scores(t)),
            "alternatives, in their order",
        ),
        (
            lambda t: mcda.topsis(t, [1]).to_frame(),
            "rows of what score returns must be the samples",
        ),
    ],
)
def test_scores_of_others_are_refused(score, message):
    for where, analysis in ANALYSES.items():
        with pytest.raises(InvalidInputError, match=message) as caught:
            analysis(score)
        assert str(caught.value).startswith(where)


def test_values_of_a_parameter_may_be_a_series_or_a_mapping_by_name():
    values = pd.Series([0.2, 0.4], index=["low", "high"])
    assert one_way(model, PARAMETERS, "p", grid=values, score=scores).equals(
        one_way(model, PARAMETERS, "p", grid=[0.2, 0.4], score=scores)
    )
    pair = two_way(model, PARAMETERS, ("q", "p"), grid=([1, 2], [0.2, 0.4]))
    assert two_way(model, PARAMETERS, ("q", "p"), grid={"p": values, "q": [1, 2]}).equals(pair)
    assert len(two_way(model, PARAMETERS, ("q", "p"), grid={"p": values}, n_points=5).columns) == 5
    with pytest.raises(
        InvalidInputError, match=r"unknown parameter in grid 'r'; known are \['q', 'p'\]"
    ):
        two_way(model, PARAMETERS, ("q", "p"), grid={"r": [1, 2]})
    for quantiles in (pd.Series({"high": 0.9, "low": 0.1}), {"low": 0.1, "high": 0.9}):
        with pytest.raises(InvalidInputError, match=r"quantiles must be"):
            one_way(model, PARAMETERS, "p", quantiles=quantiles)
        with pytest.raises(InvalidInputError, match=r"between must be"):
            threshold(model, PARAMETERS, "p", between=quantiles)


def test_alternatives_are_named_as_the_frame_does():
    def moved(samples):
        return TABLE.with_values(TABLE.values * (1 + samples["p"])[:, None, None])

    def score(table):
        return mcda.weighted_sum(table, {2016: 1, 2015: 1}, normalization=None)

    assert tornado(moved, PARAMETERS, score=score, of=("EU", 2)).of == "EU / 2"
    assert tornado(moved, PARAMETERS, score=score, of=(("EU", 2), ("US", 1))).of == (
        "EU / 2",
        "US / 1",
    )
    assert tornado(moved, PARAMETERS, score=score, of=("EU / 2", "US / 1")).of == (
        "EU / 2",
        "US / 1",
    )
    with pytest.raises(InvalidInputError, match=r"unknown alternative in of"):
        tornado(moved, PARAMETERS, score=score, of=("EU", 3))


WEIGHTS = [
    {2015: 0.55, 2016: 0.45},
    pd.Series({2016: 0.45, 2015: 0.55}),
    {"2016": 0.45, "2015": 0.55},
]


@pytest.mark.parametrize("weights", WEIGHTS, ids=["own labels", "series", "names"])
def test_weights_go_by_name_and_answers_by_the_frames_labels(weights):
    def method(table, weights):
        return mcda.weighted_sum(table, weights, normalization=None)

    intervals = weight_intervals(TABLE, method, weights)
    assert intervals.equals(weight_intervals(TABLE, method, [0.55, 0.45]))
    assert intervals.to_frame().index.equals(VALUES.columns)
    move = weight_move(TABLE, weights)
    assert move.equals(weight_move(TABLE, [0.55, 0.45]))
    assert move.to_frame().index.equals(INDEX)


def test_ranks_by_label_are_aligned_to_the_alternatives():
    def ranks(table, weights):
        return mcda.weighted_sum(table, weights, normalization=None).ranks

    def by_label(order):
        return lambda table, weights: SimpleNamespace(
            ranks=pd.DataFrame(ranks(table, weights), columns=INDEX).iloc[:, order]
        )

    right = weight_intervals(TABLE, lambda t, w: SimpleNamespace(ranks=ranks(t, w)), [0.55, 0.45])
    for order in ([0, 1, 2], [2, 0, 1]):
        assert weight_intervals(TABLE, by_label(order), [0.55, 0.45]).equals(right)
    with pytest.raises(
        InvalidInputError, match=r"what method returns must name each alternative once; missing"
    ):
        weight_intervals(TABLE, by_label([0, 1]), [0.55, 0.45])
    other = SimpleNamespace(ranks=np.ones((4, 3)), alternatives=("a", "b", "c"))
    with pytest.raises(
        InvalidInputError,
        match=r"for the table's alternatives, in their order; got \['a', 'b', 'c'\]",
    ):
        weight_intervals(
            TABLE,
            lambda t, w: SimpleNamespace(ranks=ranks(t, w), alternatives=other.alternatives),
            [1, 2],
        )


def test_a_threshold_without_changes_has_a_row():
    frame = threshold(
        model, PARAMETERS, "q", between=(1, 1.5), score=lambda t: [[1.0, 2, 3]] * len(t.values)
    ).to_frame()
    assert frame.to_numpy().tolist() == [["none", "none"]]
    assert frame.index.name == "q"
    assert np.isnan(frame.index[0])
