"""`two_way`: strategy regions over a grid, published and by hand."""

import numpy as np
import pytest

from decision_analysis import DecisionTable, Parameter, Parameters, Scores, sensitivity
from decision_analysis.errors import InvalidInputError
from decision_analysis.sensitivity import one_way, two_way
from decision_analysis.trees import REST, Chance, Decision, consequences

PARAMETERS = Parameters(
    [
        Parameter("p", 0.5, low=0.2, high=0.8),
        Parameter("prize", 100, low=50, high=150),
        Parameter("fee", 5),
    ]
)


def model(given):
    return DecisionTable.from_rows(
        {"safe": [45.0], "risky": [given["p"] * given["prize"] - given["fee"]]}, ["payoff"]
    )


def drivetek(p):
    """TreePlan's DriveTek problem: the method to develop, once the proposal is won."""
    methods = {
        "mechanical": -120,
        "electronic": Chance(
            "electronic works", {"yes": (p["electronic"], 0), "no": (REST, -120)}, payoff=-50
        ),
        "magnetic": Chance(
            "magnetic works", {"yes": (p["magnetic"], 0), "no": (REST, -120)}, payoff=-80
        ),
    }
    return consequences(Decision("method", methods, payoff=200), ["payoff"])


def test_strategy_regions_of_drivetek_as_printed():
    chances = Parameters([Parameter("electronic", 0.5), Parameter("magnetic", 0.7)])
    tenths = np.arange(11) / 10
    result = two_way(drivetek, chances, ("magnetic", "electronic"), grid=(tenths, tenths[::-1]))
    printed = (
        [[1] * 11] * 3
        + [[1] * 10 + [2], [1] * 9 + [2] * 2, [1] * 8 + [2] * 3]
        + [[0] * 7 + [2] * 4] * 5
    )
    assert all(result.is_best[i, j, k] for i, row in enumerate(printed) for j, k in enumerate(row))
    assert result.scores[5, 7].tolist() == pytest.approx([80, 90, 84])
    assert sum(result.shares.values()) == pytest.approx(1)


def test_a_column_of_the_grid_is_a_one_way_analysis():
    result = two_way(model, PARAMETERS, ("p", "prize"), n_points=5)
    np.testing.assert_allclose(result.columns, one_way(model, PARAMETERS, "p", n_points=5).values)
    middle = Parameters([Parameter("p", result.columns[3]), PARAMETERS["prize"], PARAMETERS["fee"]])
    np.testing.assert_allclose(
        result.scores[:, 3], one_way(model, middle, "prize", n_points=5).scores
    )
    assert result.best[0][0] == "safe"
    assert result.scores.shape == (5, 5, 2)


def test_ties_share_a_point_and_the_first_is_shown():
    result = two_way(model, PARAMETERS, ("p", "prize"), grid=([0.5, 0.6], [100.0]))
    assert result.best == (("safe", "risky"),)
    assert result.is_best.tolist() == [[[True, True], [False, True]]]
    assert dict(result.shares) == {"safe": 0.25, "risky": 0.75}


def test_the_quantiles_are_kept_where_they_were_used():
    assert two_way(model, PARAMETERS, ("p", "prize"), grid=(None, [10.0])).parameters[
        "quantiles"
    ] == (0.1, 0.9)
    assert (
        two_way(model, PARAMETERS, ("p", "prize"), grid=([0.1], [10.0])).parameters["quantiles"]
        is None
    )


def test_lower_scores_may_be_better():
    def cost(table):
        return Scores(
            method="cost",
            alternatives=table.alternatives,
            scores=table.values[..., 0],
            higher_is_better=False,
        )

    result = two_way(model, PARAMETERS, ("p", "prize"), grid=([0.9], [100.0]), score=cost)
    assert result.best == (("safe",),)


def test_a_large_grid_is_evaluated_in_parts(monkeypatch):
    rows = []

    def noted(given):
        rows.append(len(given["p"]))
        return model(given)

    whole = two_way(model, PARAMETERS, ("p", "prize"), n_points=30)
    monkeypatch.setattr(sensitivity._two_way, "BATCH", 100)
    parts = two_way(noted, PARAMETERS, ("p", "prize"), n_points=30)
    assert max(rows) == 100
    np.testing.assert_array_equal(parts.scores, whole.scores)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"names": ("p", "price")}, "unknown parameter 'price' .did you mean"),
        ({"names": ("p", "p")}, "names must not repeat"),
        ({"names": ("p",)}, r"names must be two parameters; got \['p'\]"),
        ({"names": ("p", "fee")}, "parameter 'fee' is constant; give its grid="),
        ({"n_points": 1}, "n_points must be at least 2"),
        ({"grid": [0.1]}, "grid must be a pair"),
        ({"grid": ([0.1], [])}, r"grid must have shape \(K,\); got \(0,\)"),
        ({"grid": ([np.nan], [1.0])}, "grid must be finite"),
        ({"quantiles": (0.9, 0.1)}, "quantiles must be two increasing"),
    ],
)
def test_bad_input_is_refused(options, message):
    with pytest.raises(InvalidInputError, match=rf"two_way\(\).*{message}"):
        two_way(model, PARAMETERS, **{"names": ("p", "prize"), **options})
