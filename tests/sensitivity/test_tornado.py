"""`tornado`: bars against hand-computed scores, their order, the marks, goals and bad input."""

import re

import numpy as np
import pytest
from scipy import stats

from decision_analysis import Criterion, DecisionTable, Parameter, Parameters, Scores
from decision_analysis.errors import InvalidInputError
from decision_analysis.sensitivity import tornado

PARAMETERS = Parameters(
    [
        Parameter("prize", 100, low=90, high=110),
        Parameter("p", 0.5, low=0.3, high=0.8),
        Parameter("fee", 2),
        Parameter("z", 0, stats.norm(0, 1)),
    ]
)


def model(given):
    return DecisionTable.from_rows(
        {"safe": [45.0 + given["z"]], "risky": [given["p"] * given["prize"] - given["fee"]]},
        ["payoff"],
    )


def test_bars_are_the_scores_of_single_changes():
    result = tornado(model, PARAMETERS)
    assert result.names == ("p", "prize", "z")
    assert result.base.tolist() == [45.0, 48.0]
    for i, name in enumerate(result.names):
        parameter = PARAMETERS[name]
        for share, scores, values in (
            (0.1, result.low, result.low_values),
            (0.9, result.high, result.high_values),
        ):
            value = float(parameter.quantile(share))
            given = PARAMETERS.base() | {name: value}
            assert values[i] == pytest.approx(value, rel=1e-14)
            np.testing.assert_allclose(scores[i], model(given).values[:, 0], rtol=1e-14)
    assert result.low.shape == (3, 2)


def test_the_ends_of_the_ranges_and_who_is_best():
    """p from .3 to .8: 28 and 78; prize from 90 to 110: 43 and 53; safe is 45."""
    result = tornado(
        model, Parameters([*list(PARAMETERS.values())[:3], Parameter("z", 0)]), quantiles=None
    )
    assert result.names == ("p", "prize")
    np.testing.assert_allclose(result.low[:, 1], [28, 43], rtol=1e-14)
    np.testing.assert_allclose(result.high[:, 1], [78, 53], rtol=1e-14)
    np.testing.assert_allclose(result.spread, [50, 10], rtol=1e-13)
    assert (result.best, result.best_low, result.best_high) == (
        "risky",
        ("safe", "safe"),
        ("risky", "risky"),
    )
    assert result.changes_best.tolist() == [True, True]


def test_order_of_the_bars_follows_of():
    assert tornado(model, PARAMETERS, of="safe").names == ("z", "prize", "p")
    result = tornado(model, PARAMETERS, of=("risky", "safe"))
    assert result.names == ("p", "prize", "z")
    low, high, base = result.bars()
    assert base == 3.0
    assert result.spread[2] == pytest.approx(2 * stats.norm.ppf(0.9))
    np.testing.assert_allclose(np.abs(high - low), result.spread, rtol=1e-12)
    assert repr(result).startswith("tornado of risky less safe: 3 at the base, where risky is best")


def test_spread_sees_what_both_ends_do():
    parameters = Parameters([Parameter("x", 0, low=-1, high=1)])
    result = tornado(
        lambda given: DecisionTable.from_rows({"a": [given["x"] ** 2]}, ["v"]),
        parameters,
        quantiles=None,
    )
    assert result.spread.tolist() == [1.0]


def test_goal_of_a_cost_and_of_scores():
    def costs(given):
        return DecisionTable.from_rows({"a": [given["x"]], "b": [1.0]}, [Criterion("cost", "min")])

    parameters = Parameters([Parameter("x", 0.5, low=0, high=2)])
    assert tornado(costs, parameters, quantiles=None).best_high == ("b",)
    assert tornado(
        costs, parameters, quantiles=None, score=lambda t: t.values[..., 0]
    ).best_high == ("a",)

    def lower(table):
        return Scores(
            method="m",
            alternatives=table.alternatives,
            scores=table.values[..., 0],
            higher_is_better=False,
        )

    result = tornado(costs, parameters, quantiles=None, score=lower)
    assert (result.best, result.best_high, result.higher_is_better) == ("a", ("b",), False)


def test_model_is_called_once_with_read_only_rows():
    calls = []

    def recording(given):
        calls.append(
            {name: (len(values), values.flags.writeable) for name, values in given.items()}
        )
        return model(given)

    tornado(recording, PARAMETERS)
    assert calls == [dict.fromkeys(PARAMETERS, (7, False))]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: tornado(3, PARAMETERS), "model must be a function"),
        (lambda: tornado(model, {"p": 1}), "parameters must be Parameters; got dict"),
        (lambda: tornado(model, Parameters([])), "parameters must not be empty"),
        (
            lambda: tornado(model, Parameters([Parameter("p", 1)])),
            r"at least one parameter must vary; .*\['p'\]",
        ),
        (
            lambda: tornado(model, PARAMETERS, quantiles=(0.9, 0.1)),
            "two increasing probabilities or None",
        ),
        (lambda: tornado(model, PARAMETERS, quantiles=(0.1, np.nan)), "quantiles must be finite"),
        (lambda: tornado(model, PARAMETERS, quantiles=0.1), "two increasing probabilities"),
        (
            lambda: tornado(model, PARAMETERS, quantiles=None),
            r"parameter 'z': quantile\(\).*no finite quantile at 0",
        ),
        (
            lambda: tornado(model, PARAMETERS, of="rsky"),
            r"unknown alternative in of 'rsky' \(did you mean 'risky'",
        ),
        (
            lambda: tornado(model, PARAMETERS, of=("safe", "safe")),
            "two different alternatives or None",
        ),
        (
            lambda: tornado(model, PARAMETERS, score=3),
            "score must be a function of a table or None",
        ),
        (
            lambda: tornado(model, PARAMETERS, score=lambda t: t.mean().values),
            r"shape \(7, 2\); got \(2, 1\)",
        ),
        (
            lambda: tornado(model, PARAMETERS, score=lambda t: t.values[..., 0] * np.nan),
            "scores must be finite",
        ),
        (
            lambda: tornado(lambda given: 1, PARAMETERS),
            "model must return a DecisionTable; got int",
        ),
        (
            lambda: tornado(
                lambda given: DecisionTable([[1.0, 2.0]], ["u", "v"], ["a"]), PARAMETERS
            ),
            (
                r"score is needed where the model's table has several criteria; got None and \['u',"
                r" 'v'\]"
            ),
        ),
        (
            lambda: tornado(
                lambda given: DecisionTable(np.ones((2, 1, 1)), ["v"], ["a"]), PARAMETERS
            ),
            r"must return a table with samples \(7,\).*got samples \(2,\)",
        ),
    ],
)
def test_bad_input_is_refused(call, message):
    with pytest.raises(InvalidInputError, match=message):
        call()


def test_repr_marks_what_changes_the_best():
    lines = repr(tornado(model, PARAMETERS)).splitlines()
    assert lines[1].split()[-2:] == ["changes", "best"]
    assert [line.split()[-1] for line in lines[2:]] == ["*", "risky", "risky"]
    assert len(tornado(model, PARAMETERS).to_dict()["low"]) == 3


TREATMENTS = Parameters(
    [
        Parameter("effect", 0.02, low=-0.01, high=0.05),
        Parameter("cost", 1000, low=400, high=2000),
    ]
)


def treatments(x):
    rows = {"usual": [0.0, 0.0], "new": [x["cost"], x["effect"]]}
    return DecisionTable.from_rows(rows, [Criterion("cost", "min"), "effect"])


def icer(table):
    """Return cost for one more unit of effect than by the usual care, whose own ratio is none."""
    more = table.values[:, 1] - table.values[:, 0]
    ratios = np.zeros((len(more), 2))
    ratios[:, 1] = more[:, 0] / more[:, 1]
    return ratios


def test_a_ratio_whose_denominator_changes_its_sign_has_no_tornado():
    message = (
        r"^tornado\(\): the score of 'new' is its increment of 'cost' over that of 'effect', from"
        r" 'usual', and that of 'effect' changes its sign where 'effect' is -0.01: .* net benefit$"
    )
    with pytest.raises(InvalidInputError, match=message):
        tornado(treatments, TREATMENTS, score=icer, quantiles=None, of="new")
    benefit = tornado(
        treatments, TREATMENTS, score=lambda t: 50_000 * t.values[..., 1] - t.values[..., 0]
    )
    assert benefit.best == "usual"


def test_a_ratio_that_is_not_recognized_is_refused_where_it_is_infinite():
    def scaled(table):
        return icer(table) / 1000 + 0.1

    with pytest.raises(InvalidInputError, match=r"score of 'new' goes through infinity where") as e:
        tornado(treatments, TREATMENTS, score=scaled, quantiles=None, of=("new", "usual"))
    # to the digits that the message prints
    place = float(re.search(r"'effect' is about (\S+):", str(e.value)).group(1))
    assert abs(place) < 1e-5
    assert "such as the net benefit" in str(e.value)


@pytest.mark.parametrize(
    ("cost", "effect", "turned"),
    [((-50, 2000), (0.01, 0.05), "cost"), ((-50, 2000), (-0.01, 0.05), "effect|cost")],
)
def test_a_numerator_that_changes_its_sign_turns_the_meaning_around(cost, effect, turned):
    parameters = Parameters(
        [
            Parameter("effect", 0.02, low=effect[0], high=effect[1]),
            Parameter("cost", 1000, low=cost[0], high=cost[1]),
        ]
    )
    with pytest.raises(InvalidInputError, match=rf"that of '({turned})' changes its sign where"):
        tornado(treatments, parameters, score=icer, quantiles=None)


def test_a_ratio_whose_increments_keep_their_sign_has_a_tornado():
    parameters = Parameters(
        [
            Parameter("effect", 0.02, low=0.01, high=0.05),
            Parameter("cost", 1000, low=400, high=2000),
        ]
    )
    found = tornado(treatments, parameters, score=icer, quantiles=None, of="new")
    low, high, base = found.bars()
    np.testing.assert_allclose(low, [100_000, 20_000])
    np.testing.assert_allclose(high, [20_000, 100_000])
    assert base == 50_000


def test_a_difference_of_costs_is_no_ratio():
    saved = Parameters([Parameter("cost", 10, low=-50, high=90)])

    def model(x):
        rows = {"usual": [0.0, 0.0], "new": [x["cost"], 1.0]}
        return DecisionTable.from_rows(rows, [Criterion("cost", "min"), "effect"])

    tornado(model, saved, score=lambda table: -table.values[..., 0], quantiles=None)


@pytest.mark.parametrize("near", [1e-6, 1e-3, 0.5, 1 - 1e-6])
def test_an_infinity_is_found_wherever_it_lies(near):
    parameters = Parameters([Parameter("x", near, low=0, high=1)])

    def ratio(x):
        denominator = x["x"] - near / 3
        return DecisionTable((1 / denominator)[:, None, None], ["v"], ["a"])

    with pytest.raises(InvalidInputError, match=r"of 'a' goes through infinity where 'x' is about"):
        tornado(ratio, parameters, quantiles=None)


@pytest.mark.parametrize(
    "function",
    [
        lambda x: x - 0.3,
        lambda x: np.where(x > 0.3, 5.0, -7.0),
        lambda x: np.tanh(1e6 * (x - 0.3)),
        lambda x: (x - 0.3) ** 3,
        lambda x: np.cbrt(x - 0.3),
        lambda x: 1e9 * (x - 0.3) + 5,
        lambda x: 1 / (x + 1e-3),
    ],
    ids=["line", "jump", "steep", "flat", "root", "large", "pole outside"],
)
def test_zeros_and_jumps_are_no_infinity(function):
    parameters = Parameters([Parameter("x", 0.5, low=0, high=1)])
    tornado(
        lambda x: DecisionTable(function(x["x"])[:, None, None], ["v"], ["a"]),
        parameters,
        quantiles=None,
    )


def test_zero_between_two_infinities_is_told_apart():
    parameters = Parameters([Parameter("x", 0.5, low=0.0, high=1.0)])

    def ratio(x):
        # from + by an infinity at .2 to -, by a zero at .7 back to +, by an infinity at .9 to -
        values = (0.7 - x["x"]) / ((x["x"] - 0.2) * (0.9 - x["x"]))
        return DecisionTable(values[:, None, None], ["v"], ["a"])

    with pytest.raises(InvalidInputError, match="infinity"):
        tornado(ratio, parameters, quantiles=None)


def test_many_parameters_are_taken_some_at_a_time(monkeypatch):
    parameters = Parameters([Parameter(f"p{i}", 1.0, low=0.0, high=2.0 + i) for i in range(7)])
    calls = []

    def model(x):
        calls.append(len(x["p0"]))
        total = sum((i + 1) * x[f"p{i}"] for i in range(7))
        return DecisionTable.from_rows({"sum": [total], "square": [total**2 / 28]}, ["y"])

    whole = tornado(model, parameters, of=("sum", "square"))
    monkeypatch.setattr("decision_analysis.sensitivity._tornado.BLOCK", 2 * 7 * 3)
    parts = tornado(model, parameters, of=("sum", "square"))
    assert calls == [15, 7, 7, 3]
    assert parts.equals(whole)
