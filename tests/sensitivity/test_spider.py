"""`spider`: scores along each parameter, by shares of its base."""

import numpy as np
import pytest

from decision_analysis import DecisionTable, Parameter, Parameters
from decision_analysis.errors import InvalidInputError
from decision_analysis.sensitivity import one_way, spider

PARAMETERS = Parameters(
    [
        Parameter("p", 0.5, low=0.2, high=0.8),
        Parameter("debt", -20, low=-30, high=-15),
        Parameter("fee", 5),
    ]
)


def model(x):
    rows = {"safe": [30.0], "risky": [100 * x["p"] + x["debt"] - x["fee"]]}
    return DecisionTable.from_rows(rows, ["payoff"])


def test_each_line_is_that_of_one_way():
    result = spider(model, PARAMETERS, n_points=7)
    assert result.names == ("p", "debt")
    for p, name in enumerate(result.names):
        along = one_way(model, PARAMETERS, name, grid=result.values[p])
        np.testing.assert_array_equal(result.scores[p], along.scores)
        best = [result.alternatives[i] for i in result.is_best[p].argmax(axis=-1)]
        assert tuple(best) == along.best
    np.testing.assert_array_equal(result.lines()[0], result.scores[..., 0])
    assert (result.of, result.best, result.base.tolist()) == ("safe", "safe", [30, 25])


def test_changes_are_shares_of_the_base_and_a_debt_grows_downward():
    result = spider(model, PARAMETERS, quantiles=None, n_points=3)
    np.testing.assert_allclose(result.values[0], [0.2, 0.5, 0.5, 0.8])
    np.testing.assert_allclose(result.changes[0], [-0.6, 0, 0, 0.6])
    np.testing.assert_allclose(result.values[1], [-30, -22.5, -20, -15])
    np.testing.assert_allclose(result.changes[1], [-0.5, -0.125, 0, 0.25])


def test_the_same_changes_for_all_also_for_a_constant():
    result = spider(
        model, PARAMETERS, names=["fee", "p"], changes=[-0.2, 0, 0.1], of=("risky", "safe")
    )
    np.testing.assert_allclose(result.values, [[4, 5, 5.5], [0.4, 0.5, 0.55]])
    lines, base = result.lines()
    np.testing.assert_allclose(lines, [[-4, -5, -5.5], [-15, -5, 0]], atol=1e-13)
    assert base == -5
    np.testing.assert_allclose(result.lines("risky")[0][1], [15, 25, 30])
    text = repr(result)
    assert text.startswith("spider of risky less safe: -5 at the base")
    assert "-20.0%" in text


def test_the_model_is_called_once():
    calls = []

    def counted(x):
        calls.append(len(x["p"]))
        return model(x)

    spider(counted, PARAMETERS, n_points=5)
    assert calls == [1 + 2 * 6]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"names": ["q"]}, "unknown parameter 'q'"),
        ({"names": ["fee"]}, "parameter 'fee' is constant"),
        ({"changes": [0.1, -0.1]}, r"ascending, such as .* got shape \(2,\): \[0.1, -0.1\]"),
        ({"changes": [0.1]}, "two shares or more"),
        ({"n_points": 1}, "n_points must be at least 2"),
        ({"of": ("risky", "risky")}, "two different alternatives"),
        ({"of": "bold"}, "unknown alternative in of 'bold'"),
        (
            {"parameters": Parameters([Parameter("p", 0, low=-1, high=1)])},
            r"base of a parameter must not be 0, .* got \['p'\]",
        ),
        (
            {"parameters": Parameters([Parameter("p", 1)])},
            r"at least one parameter must vary; got constants \['p'\]",
        ),
    ],
)
def test_what_it_refuses(arguments, message):
    with pytest.raises(InvalidInputError, match=rf"^spider\(\): .*{message}"):
        spider(**{"model": model, "parameters": PARAMETERS, **arguments})


def test_all_that_tie_at_zero_are_best():
    """x - 1 and 0, at x below 1, at 1 and above."""
    found = spider(
        lambda x: DecisionTable.from_rows({"a": [x["x"] - 1], "b": [0 * x["x"]]}, ["v"]),
        Parameters([Parameter("x", 1, low=0.5, high=1.5)]),
        n_points=3,
    )
    at = found.values[0]
    expected = np.column_stack([at >= 1, at <= 1])
    np.testing.assert_array_equal(found.is_best[0], expected)
    assert expected.all(axis=1).any()
