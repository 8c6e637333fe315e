"""UTA: the ranking reproduced, the ends of the weights, forms of its input, and contradictions."""

import numpy as np
import pandas as pd
import pytest

from decision_analysis import DecisionTable, mcda
from decision_analysis.errors import InconsistentJudgementsWarning, InvalidInputError

RANKING = ["RER", ("METRO1", "METRO2"), "BUS", "TAXI"]


def test_what_holds_for_every_solver(transport, breakpoints):
    result = mcda.uta(transport, ranking=RANKING, breakpoints=breakpoints, margin=0.05)
    assert result.error == 0
    assert result.errors.tolist() == [0] * 5
    assert result.ranks.tolist() == [1, 2, 2, 4, 5]
    np.testing.assert_allclose(result.highest_weights, [0.9375, 0.95, 0.43125], atol=1e-9)
    assert result.weights.sum() == pytest.approx(1, abs=1e-12)
    assert (result.lowest_weights <= result.weights + 1e-9).all()
    gaps = -np.diff(result.scores[[0, 1, 3, 4]])
    assert (gaps >= 0.05 - 1e-9).all()


def test_the_ends_of_weights_are_those_of_all_models(transport, breakpoints):
    """No model that is drawn at random and gives the ranking is outside."""
    ends = mcda.uta(transport, ranking=["RER", "BUS"], breakpoints=2, margin=0.01)
    rng = np.random.default_rng(3)
    drawn = rng.dirichlet(np.ones(3), 20_000)
    low, high = transport.values.min(axis=0), transport.values.max(axis=0)
    share = (transport.values - low) / (high - low)
    values = np.where(transport.maximize, share, 1 - share) @ drawn.T
    fits = drawn[values[0] - values[3] >= 0.01]
    assert (fits >= ends.lowest_weights).all()
    assert (fits <= ends.highest_weights).all()
    np.testing.assert_allclose(fits.max(axis=0), ends.highest_weights, atol=0.02)


def test_what_was_learned_goes_on_into_additive_value(transport, breakpoints):
    result = mcda.uta(transport, ranking=RANKING, breakpoints=breakpoints)
    again = mcda.additive_value(transport, result.weights, values=result.value_functions)
    np.testing.assert_allclose(again.scores, result.scores, atol=1e-12)
    assert result.breakpoints["price"] == (30, 16, 2)
    assert result.marginal_values.shape == (3 + 4 + 4,)


def test_one_ranking_in_every_form(transport, breakpoints):
    expected = mcda.uta(transport, ranking=RANKING, breakpoints=breakpoints)
    ranks = {"RER": 1, "METRO1": 2, "METRO2": 2, "BUS": 3, "TAXI": 4}
    for form in (
        ranks,
        pd.Series(ranks),
        list(ranks.values()),
        np.array([1, 2, 2, 4, 5]),
        expected,
    ):
        found = mcda.uta(transport, ranking=form, breakpoints=list(breakpoints.values()))
        assert found.equals(expected)


def test_a_tie_of_nobody_is_passed_over(transport, breakpoints):
    found = mcda.uta(transport, ranking=[*RANKING[:2], (), *RANKING[2:]], breakpoints=breakpoints)
    expected = mcda.uta(transport, ranking=RANKING, breakpoints=breakpoints)
    assert found.errors.shape == expected.errors.shape
    np.testing.assert_array_equal(found.ranks, expected.ranks)


def test_the_order_of_the_table_is_without_effect(transport, breakpoints):
    one = mcda.uta(transport, ranking=RANKING, breakpoints=breakpoints)
    turned = transport.select(
        alternatives=transport.alternatives[::-1], criteria=["comfort", "price", "time"]
    )
    other = mcda.uta(turned, ranking=RANKING, breakpoints=breakpoints)
    np.testing.assert_allclose(other.scores[::-1], one.scores, atol=1e-12)


def test_those_not_ranked_are_scored(transport):
    result = mcda.uta(transport, ranking={"METRO1": 1, "METRO2": 2}, breakpoints=3)
    assert result["METRO1"] > result["METRO2"]
    assert len(result.scores) == 5


def test_a_ranking_that_no_function_gives_has_the_least_error():
    table = DecisionTable([[1.0], [2.0], [3.0]], ["x"], ["a", "b", "c"])
    # a is dominated by c; u(c) = 1 and u(a) = 0, so that sigma(a) = 1 + delta
    with pytest.warns(InconsistentJudgementsWarning, match=r"least error is 1\.2, at \['a'\]"):
        result = mcda.uta(table, ranking=["a", "c"], breakpoints=2, margin=0.2)
    assert result.error == pytest.approx(1.2)
    np.testing.assert_allclose(result.errors, [1.2, 0, 0], atol=1e-9)


def test_two_sided_errors_are_never_larger():
    table = DecisionTable(
        [[1.0, 3.0], [2.0, 2.0], [3.0, 1.0], [2.0, 3.0]], ["x", "y"], list("abcd")
    )
    with pytest.warns(InconsistentJudgementsWarning):
        one = mcda.uta(table, ranking=list("bacd"), breakpoints=2, margin=0.1)
    with pytest.warns(InconsistentJudgementsWarning):
        two = mcda.utastar(table, ranking=list("bacd"), breakpoints=2, margin=0.1)
    assert 0 < two.error <= one.error + 1e-9


def test_a_batch_is_a_loop(transport, breakpoints):
    batch = transport.with_values(transport.values * np.array([1, 0.9, 0.8])[:, None, None])
    wide = {name: [levels[0] * 1.0, *levels[1:]] for name, levels in breakpoints.items()}
    wide["price"][-1] = 1
    wide["time"][-1] = 5
    whole = mcda.uta(batch, ranking=RANKING, breakpoints=wide)
    for i in range(3):
        alone = mcda.uta(batch.at(i), ranking=RANKING, breakpoints=wide)
        np.testing.assert_allclose(whole.at(i).scores, alone.scores, atol=1e-12)
    with pytest.raises(InvalidInputError, match="value_functions"):
        whole.value_functions  # noqa: B018


def test_a_constant_criterion_can_have_any_weight_and_decides_nothing():
    table = DecisionTable([[1.0, 5.0], [2.0, 5.0]], ["x", "same"], ["a", "b"])
    result = mcda.uta(table, ranking=["b", "a"], breakpoints=2)
    assert result.best == "b"
    assert result.highest_weights[1] == pytest.approx(0.99)


def test_performances_that_differ_by_rounding_are_equal():
    table = DecisionTable([[0.3, 1.0], [0.1 + 0.2, 1.0], [0.0, 0.0]], ["x", "y"], list("abc"))
    result = mcda.uta(table, ranking=["a", "c"], breakpoints=2)
    assert result["a"] == result["b"]
    with pytest.warns(InconsistentJudgementsWarning, match="least error is 0.01"):
        mcda.uta(table, ranking=["b", "a"], breakpoints=2)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"ranking": ["RER"]}, "ranking must name at least two"),
        (
            {"ranking": ["RER", "BUSS"]},
            r"unknown alternative in ranking 'BUSS' \(did you mean 'BUS'",
        ),
        ({"ranking": ["RER", ("BUS", "RER")]}, r"each alternative once; \['RER'\] twice"),
        ({"ranking": [1, 2]}, r"one rank for each of .*got shape \(2,\)"),
        ({"breakpoints": 1}, "breakpoints of 'price' must be at least 2"),
        ({"breakpoints": [3, 3]}, "need 3 entries of breakpoints"),
        ({"breakpoints": {"price": 3}}, r"missing \['time', 'comfort'\]"),
        ({"breakpoints": [[0, 20], 3, 3]}, r"'TAXI' on 'price' must be within its breakpoints"),
        ({"breakpoints": [[0, 20, 10, 30], 3, 3]}, "must strictly ascend or strictly descend"),
        ({"ranges": {"price": (2, 20), "time": (0, 50), "comfort": (0, 3)}}, "'TAXI' on 'price'"),
        ({"margin": 0}, r"margin must be in \(0, 1\]"),
        ({"tolerance": -1}, "tolerance must be at least 0"),
    ],
)
def test_what_is_refused(transport, changes, message):
    given = {"ranking": RANKING, "breakpoints": 3, **changes}
    with pytest.raises(InvalidInputError, match=rf"uta\(\): .*{message}"):
        mcda.uta(transport, **given)
