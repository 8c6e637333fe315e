"""Users' functions: one that cannot be called so, or gives something else, is named as theirs in
every analysis."""

import math
import re
import threading
from types import SimpleNamespace

import numpy as np
import pytest

from decision_analysis import DecisionTable, Parameter, Parameters, Scores
from decision_analysis.errors import InvalidInputError
from decision_analysis.sensitivity import one_way, threshold, tornado, two_way, weight_intervals
from decision_analysis.uncertainty import simulate, smaa

PARAMETERS = Parameters([Parameter("p", 0.5, low=0, high=1), Parameter("q", 0.5, low=0, high=1)])
TABLE = DecisionTable([[1, 0], [0, 1], [0.6, 0.6]], ["x", "y"], ["left", "right", "middle"])


def model(x):
    return DecisionTable.from_rows({"safe": [0.4], "risky": [x["p"]]}, ["payoff"])


def weighted(table, weights):
    scores = (table.values * np.asarray(weights)[..., None, :]).sum(axis=-1)
    return Scores(method="sum", alternatives=table.alternatives, scores=scores)


OF_MODELS = {
    "simulate()": lambda f: simulate(f, PARAMETERS, n_samples=9, rng=0),
    "smaa()": lambda f: smaa(f, weighted, parameters=PARAMETERS, n_samples=9, rng=0),
    "tornado()": lambda f: tornado(f, PARAMETERS),
    "one_way()": lambda f: one_way(f, PARAMETERS, "p"),
    "two_way()": lambda f: two_way(f, PARAMETERS, ("p", "q")),
    "threshold()": lambda f: threshold(f, PARAMETERS, "p", between=(0, 1)),
}
OF_SCORES = {
    "tornado()": lambda f: tornado(model, PARAMETERS, score=f),
    "one_way()": lambda f: one_way(model, PARAMETERS, "p", score=f),
    "two_way()": lambda f: two_way(model, PARAMETERS, ("p", "q"), score=f),
    "threshold()": lambda f: threshold(model, PARAMETERS, "p", between=(0, 1), score=f),
}
OF_METHODS = {
    "smaa()": lambda f: smaa(TABLE, f, n_samples=9, rng=0),
    "weight_intervals()": lambda f: weight_intervals(TABLE, f, [0.5, 0.5]),
}


def refused(analyses, function, message):
    for where, call in analyses.items():
        with pytest.raises(InvalidInputError) as caught:
            call(function)
        assert str(caught.value).startswith(where)
        assert message in str(caught.value)


@pytest.mark.parametrize(
    ("function", "message"),
    [
        (
            lambda: model({}),
            "model must be a function of a mapping of samples that returns a DecisionTable; got",
        ),
        (lambda x, y: model(x), "which raised TypeError"),
        (
            abs,
            (
                "got <built-in function abs>, which raised TypeError: bad operand type for abs():"
                " 'dict'"
            ),
        ),
        (len, "model must return a DecisionTable; got int"),
        (dict, "model must return a DecisionTable; got dict"),
        (lambda x: None, "model must return a DecisionTable; got NoneType"),
        (lambda x: x["p"], "model must return a DecisionTable; got ndarray"),
        (lambda x: TABLE.with_values(np.ones((3, 3, 2))), "model must return a table with samples"),
        ("model", "model must be a function of a mapping of samples; got 'model'"),
    ],
)
def test_models_of_another_kind_are_named(function, message):
    # smaa() takes tables as well and says so
    analyses = {k: v for k, v in OF_MODELS.items() if callable(function) or k != "smaa()"}
    refused(analyses, function, message)


@pytest.mark.parametrize(
    ("function", "message"),
    [
        (
            math.sqrt,
            (
                "score must be a function of a table that returns Scores or an array (rows, A); got"
                " <built-in"
            ),
        ),
        (lambda: 1, "which raised TypeError"),
        (lambda table: None, "scores must be numbers; got None"),
        (lambda table: "high", "scores must be numbers; got strings"),
        (lambda table: 3.0, "score must return a score for each row and alternative, shape"),
        (
            lambda table: [1.0, 2.0, 3.0],
            "score must return a score for each row and alternative, shape",
        ),
        (lambda table: table, "scores must be numbers; got"),
        (
            lambda table: Scores(
                method="s", alternatives=("risky", "safe"), scores=table.values[..., 0]
            ),
            (
                "score must return a result for the table's alternatives, in their order; got"
                " ['risky', 'safe'] for"
            ),
        ),
    ],
)
def test_scores_of_another_kind_are_named(function, message):
    refused(OF_SCORES, function, message)


def relabelled(table, weights):
    result = weighted(table, weights)
    return Scores(method="s", alternatives=("middle", "right", "left"), scores=result.scores)


@pytest.mark.parametrize(
    ("function", "message"),
    [
        (
            len,
            (
                "method must be a function of a table and weights (rows, C) that returns a result"
                " with .ranks"
            ),
        ),
        (lambda table: weighted(table, [0.5, 0.5]), "which raised TypeError"),
        (lambda table, weights: None, "method must return a result with .ranks; got NoneType"),
        (lambda table, weights: SimpleNamespace(ranks=None), "ranks of shape"),
        (
            lambda table, weights: SimpleNamespace(ranks=[[1], [1, 2]]),
            "method must return an array of ranks",
        ),
        (lambda table, weights: SimpleNamespace(ranks="first"), "ranks of shape"),
        (
            lambda table, weights: SimpleNamespace(ranks=np.full((len(weights), 3), np.nan)),
            "ranks must be competition ranks",
        ),
        (
            relabelled,
            (
                "method must return a result for the table's alternatives, in their order; got"
                " ['middle'"
            ),
        ),
        (3, "method must be a function of a table and weights; got 3"),
    ],
)
def test_methods_of_another_kind_are_named(function, message):
    refused(OF_METHODS, function, message)


def test_an_error_inside_a_function_stays_what_it_is_and_says_whose_it_is():
    def broken(*_):
        return {}["typo"]

    for analyses, what in ((OF_MODELS, "model"), (OF_SCORES, "score"), (OF_METHODS, "method")):
        for where, call in analyses.items():
            with pytest.raises(KeyError, match="typo") as caught:
                call(broken)
            assert caught.value.__notes__ == [f"raised in the {what} that was given to {where}"]


def test_an_error_of_the_librarys_inside_a_function_stays_what_it_is():
    for call in OF_MODELS.values():
        with pytest.raises(InvalidInputError, match=r"(?s)p must be in.*raised in the model"):
            call(lambda x: refuse())


def refuse():
    raise InvalidInputError("model of mine: p must be in [0, 1]")


@pytest.mark.parametrize("points", [100_001, 10**15, 2**61])
def test_grids_of_too_many_points_are_refused(points):
    for call in (
        lambda: one_way(model, PARAMETERS, "p", n_points=points),
        lambda: two_way(model, PARAMETERS, ("p", "q"), n_points=points),
        lambda: threshold(model, PARAMETERS, "p", between=(0, 1), n_points=points),
        lambda: weight_intervals(TABLE, weighted, [0.5, 0.5], n_points=points),
    ):
        with pytest.raises(InvalidInputError, match=r"n_points must be at most 100,000; got"):
            call()
    with pytest.raises(InvalidInputError, match=r"grid must have at most 10,000,000 points; got"):
        two_way(model, PARAMETERS, ("p", "q"), n_points=10_000)


def test_more_samples_than_can_be_drawn_are_refused():
    with pytest.raises(InvalidInputError, match=r"n_samples must be at most 100,000,000; got"):
        simulate(model, PARAMETERS, n_samples=10**9)
    with pytest.raises(
        InvalidInputError, match=r"smaa\(\): at most 100,000,000 samples where workers is None"
    ):
        smaa(TABLE, weighted, n_samples=10**9)
    with pytest.raises(InvalidInputError, match=r"smaa\(\): at most 1,000,000,000,000 samples"):
        smaa(TABLE, weighted, n_samples=10**15, workers=2)


def test_a_table_that_does_not_fit_is_refused_before_it_is_held(monkeypatch):
    monkeypatch.setattr("decision_analysis._room._memory", lambda: 200_000.0)
    one, before = Parameters([Parameter("p", 0.5, low=0, high=1)]), threading.active_count()
    assert simulate(model, one, n_samples=9000, rng=0).table.sample_shape == (9000,)
    with pytest.raises(
        InvalidInputError, match=r"simulate\(\): the table of all samples must fit into memory"
    ):
        simulate(model, one, n_samples=20_000, rng=0)
    assert threading.active_count() <= before


def rooted(x):
    values = np.stack([np.sqrt(x["p"] - 0.25), np.zeros_like(x["p"])], axis=-1)
    return DecisionTable(values[..., None], ["payoff"], ["risky", "safe"])


@pytest.mark.filterwarnings("ignore:invalid value")
@pytest.mark.parametrize("workers", [None, 2])
def test_a_sample_for_which_the_model_fails_is_shown(workers):
    options = {"n_samples": 1000, "rng": 0, "workers": workers}
    bad = int((PARAMETERS.sample(1000, rng=0)["p"] < 0.25).sum())
    with pytest.raises(InvalidInputError) as caught:
        simulate(rooted, PARAMETERS, **options)
    text = str(caught.value)
    assert f"'payoff': {bad} cells are not finite, of 'risky' at" in text
    found = re.search(r"one of the 1,000 samples is p = (\S+), q = (\S+)$", text)
    assert 0 <= float(found[1]) < 0.25


def test_what_fails_for_all_samples_together_alone_is_said_as_it_is():
    def model(x):
        values = np.where(len(x["p"]) > 1, np.inf, 1.0) * np.ones((len(x["p"]), 1, 1))
        return DecisionTable(values, ["payoff"], ["only"])

    with pytest.raises(InvalidInputError, match="not finite") as caught:
        simulate(model, PARAMETERS, n_samples=3, rng=0)
    assert "one of the" not in str(caught.value)
