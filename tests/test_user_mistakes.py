"""Mistakes that users plausibly make, and what the error says; and look-alikes that are no
mistakes."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import decision_analysis as da
from decision_analysis import (
    beliefs,
    group,
    mcda,
    robustness,
    sensitivity,
    testing,
    trees,
    uncertainty,
    utility,
    value,
    voi,
)
from decision_analysis.core import weights_array
from decision_analysis.errors import ConvergenceError, InvalidInputError

PRICE = da.Criterion("price", "min")
TABLE = da.DecisionTable(
    [[14, 4.1], [18, 3.9], [11, 2.5]], [PRICE, "comfort"], ["city", "estate", "mini"]
)
WEIGHTS = {"price": 3, "comfort": 1}
GAMBLE = trees.Decision(
    "go", {"now": trees.Chance("luck", {"good": (0.5, 3.0), "bad": (0.5, 1.0)}), "no": 1.5}
)
PAID = trees.Decision("go", {"now": {"cost": 3.0}, "late": {"cost": 1.0}})
FRAME = TABLE.to_frame()
PARAMETERS = da.Parameters(
    [da.Parameter("p", 0.5, low=0.2, high=0.9), da.Parameter("gain", 10, low=5, high=30)]
)


def model(samples):
    gain = samples["p"] * samples["gain"]
    return da.DecisionTable(
        np.stack([gain, 0 * gain + 4], axis=-1)[..., None], ["payoff"], ["go", "stay"]
    )


def returning(answer):
    return lambda *arguments, **options: answer


class UserUtility:
    """A utility of the user's own."""

    def __init__(self, function, inverse):
        self.function, self.inverse = function, inverse

    def __call__(self, payoffs):
        return self.function(payoffs)


def calling_back(change):
    """Return a model whose table is changed, with the samples, before it is returned."""
    return lambda samples: change(model(samples), samples)


def unordered(task, chunks):
    return [task(chunk) for chunk in reversed(list(chunks))]


def simulated(**options):
    return uncertainty.simulate(
        model, PARAMETERS, **{"n_samples": 20_000, "rng": 1, "batch": 10**6, **options}
    )


TABLES_AND_WEIGHTS = {
    "a frame for a table": (
        lambda: mcda.topsis(FRAME, WEIGHTS),
        r"^topsis\(\): table must be a DecisionTable; got Data",
    ),
    "a frame for values": (
        lambda: da.DecisionTable(FRAME, ["comfort", "price"], list("abc")),
        r"a DataFrame alone makes a table by DecisionTable.from_frame\(\)",
    ),
    "a table in from_frame": (
        lambda: da.DecisionTable.from_frame(TABLE),
        "frame must be a DataFrame; got DecisionTable",
    ),
    "a misspelled goal": (
        lambda: da.DecisionTable.from_frame(FRAME, {"price": "minimise"}),
        r"from_frame\(\): goal of 'price' must be one of 'max', 'min'; got 'minimise'",
    ),
    "a goal for no column": (
        lambda: da.DecisionTable.from_frame(FRAME, {"pric": "min"}),
        r"unknown column in goals 'pric' \(did you mean 'price'\?\)",
    ),
    "a frame with words": (
        lambda: da.DecisionTable.from_frame(FRAME.assign(comfort=["good", 1, 2])),
        "'city' on 'comfort' must be a number; got 'good'",
    ),
    "a frame with gaps": (
        lambda: da.DecisionTable.from_frame(FRAME.assign(comfort=[1, np.nan, 2])),
        "'estate' on 'comfort' is not finite",
    ),
    "numbers for labels": (
        lambda: da.DecisionTable([[1], [2]], ["p"], [1, 2]),
        "alternative labels must be non-empty strings; got 1",
    ),
    "truth values": (
        lambda: da.DecisionTable(np.array([[True], [False]]), ["p"], ["a", "b"]),
        "'p' must be numbers; 2 cells are no number, of 'a' True",
    ),
    "a truth value among numbers": (
        lambda: da.DecisionTable([[1.5], [True]], ["p"], ["a", "b"]),
        "'b' on 'p' .* True",
    ),
    "numbers as text": (
        lambda: da.DecisionTable(np.array([["1"], ["2"]]), ["p"], ["a", "b"]),
        "'p' must be numbers; 2 cells are text, of 'a' '1'",
    ),
    "a set of labels": (
        lambda: da.DecisionTable([[1]], ["p"], {"a"}),
        "alternatives must be a sequence; got set",
    ),
    "a frame of weights that lies down": (
        lambda: mcda.topsis(TABLE, pd.DataFrame([WEIGHTS]).T),
        "weights must have a column for each criterion; got them as rows: give its column 0",
    ),
    "a series of weights without names": (
        lambda: mcda.topsis(TABLE, pd.Series([3, 1])),
        r"missing \['price', 'comfort'\]",
    ),
    "a series with a name twice": (
        lambda: mcda.topsis(TABLE, pd.Series([3, 1, 1], index=["price", "comfort", "price"])),
        r"labels of weights must not repeat; got \['price'\] more than once",
    ),
    "weights of nobody": (lambda: mcda.topsis(TABLE, np.ones((0, 2))), r"got shape \(0, 2\)"),
    "a result with negative weights": (
        lambda: da.WeightsResult(method="mine", weights=np.array([1.5, -0.5])),
        "WeightsResult: weights must not be negative; got -0.5",
    ),
    "weights beyond sums": (
        lambda: mcda.topsis(TABLE, [1e308, 1e308]),
        "the sum of weights must be finite",
    ),
    "states by position in a series": (
        lambda: robustness.expected(TABLE.select(criteria=["price"]), pd.Series([1.0])),
        r"expected\(\): probabilities must name each state once; missing \['price'\]",
    ),
    "an unpriced payoff": (
        lambda: trees.Decision("go", {"yes": None}),
        "option 'yes': must be a node, a number or {attribute: number}; got None",
    ),
    "probabilities that sum to .9": (
        lambda: trees.Chance("oil", {"dry": (0.5, 1), "wet": (0.4, 2)}),
        r"chance 'oil': 1 problem.*\n.*must sum to 1; got 0.9 \('dry' 0.5, 'wet' 0.4\)",
    ),
    "a decision without options": (
        lambda: trees.Decision("go", {}),
        "must have at least one option; got none",
    ),
    "an unfrozen distribution": (
        lambda: da.Parameter("p", 0.5, stats.beta),
        (
            r"parameter 'p': quantile\(\): the distribution must give a number for each"
            r" probability, as frozen ones do"
        ),
    ),
    "parameters under other names": (
        lambda: da.Parameters({"q": PARAMETERS["p"]}),
        "keys must be the parameters' names; got 'q' for 'p'",
    ),
    "scores that are nan": (
        lambda: voi.evpi(
            da.Scores(method="mine", alternatives=("a", "b"), scores=[[1, np.nan], [2, 3]])
        ),
        r"Scores: scores must be finite; got nan at \(0, 1\)",
    ),
    "scores for other alternatives": (
        lambda: da.Scores(method="mine", alternatives=("a", "b"), scores=[1.0, 2, 3]),
        r"Scores: scores must have shape \(..., 2\); got \(3,\)",
    ),
}

CALLBACKS = {
    "a model without a table": (
        lambda: sensitivity.tornado(returning(3.0), PARAMETERS),
        "must return a DecisionTable; got float",
    ),
    "a model with other samples": (
        lambda: uncertainty.simulate(
            calling_back(lambda t, s: t.with_values(t.values[:-1])), PARAMETERS, n_samples=9
        ),
        r"simulate\(\): model must return a table with samples \(9,\).* got samples \(8,\)",
    ),
    "a model that changes its mind": (
        lambda: uncertainty.simulate(
            calling_back(
                lambda t, s: t if len(s["p"]) == 8192 else t.select(alternatives=["stay", "go"])
            ),
            PARAMETERS,
            n_samples=9000,
        ),
        (
            r"model must return the same alternatives in every call; got \['go', 'stay'\] and"
            r" \['stay', 'go'\]"
        ),
    ),
    "a model that writes into its samples": (
        lambda: uncertainty.simulate(
            calling_back(lambda t, s: s["p"].sort()), PARAMETERS, n_samples=9
        ),
        None,
    ),
    "a model that divides by zero": (
        lambda: sensitivity.tornado(
            calling_back(lambda t, s: t.with_values(t.values * np.nan)), PARAMETERS
        ),
        r"'payoff': 10 cells are not finite, of 'go' at \(0,\)",
    ),
    "a score for too few": (
        lambda: sensitivity.one_way(model, PARAMETERS, "p", score=lambda t: t.values[..., 0, 0]),
        r"score must return a score for each row and alternative, shape \(11, 2\); got \(11,\)",
    ),
    "a score of nan": (
        lambda: sensitivity.one_way(
            model, PARAMETERS, "p", score=lambda t: t.values[..., 0] * np.nan
        ),
        r"one_way\(\): scores must be finite; got nan at \(0, 0\)",
    ),
    "a method without ranks": (
        lambda: uncertainty.smaa(TABLE, lambda t, w: w, n_samples=9),
        r"smaa\(\): method must return a result with .ranks; got ndarray",
    ),
    "a method for one row of weights": (
        lambda: sensitivity.weight_intervals(
            TABLE, lambda t, w: mcda.topsis(t, w[:1]), WEIGHTS, n_points=4
        ),
        "method must return ranks of shape .*, a row for each of the weights",
    ),
    "a method's name": (
        lambda: uncertainty.smaa(TABLE, "topsis", n_samples=9),
        "method must be a function .* got 'topsis'",
    ),
    "ranks from 0": (
        lambda: uncertainty.smaa(
            TABLE, lambda t, w: type("R", (), {"ranks": np.arange(3)})(), n_samples=9
        ),
        "competition ranks",
    ),
    "a value function of the wrong shape": (
        lambda: mcda.additive_value(
            TABLE, WEIGHTS, values={"price": returning(1.0), "comfort": value.linear(2, 5)}
        ),
        "value function of 'price': values must have the shape",
    ),
    "a value function of another kind": (
        lambda: mcda.additive_value(
            TABLE, WEIGHTS, values={"price": len, "comfort": value.linear(2, 5)}
        ),
        "value function of 'price': values must have the shape",
    ),
    "a value function of two arguments": (
        lambda: mcda.additive_value(
            TABLE, WEIGHTS, values={"price": divmod, "comfort": value.linear(2, 5)}
        ),
        "value function of 'price' must be a function of an array of performances; got .*divmod",
    ),
    "an attribute of two arguments": (
        lambda: trees.rollback(PAID, attribute=mcda.topsis),
        r"rollback\(\): attribute must be a function of the totals by attribute; got .*topsis",
    ),
    "a value function of nan": (
        lambda: mcda.additive_value(
            TABLE, WEIGHTS, values={"price": lambda x: x * np.nan, "comfort": value.linear(2, 5)}
        ),
        r"additive_value\(\): 'city' on 'price' must have a value",
    ),
    "a preference beyond 1": (
        lambda: mcda.promethee_ii(TABLE, WEIGHTS, preference=lambda d: 2.0 * (d > 0)),
        r"promethee_ii\(\): preference of 'price' must be in \[0, 1\]; got 0 to 2",
    ),
    "a utility without inverse": (
        lambda: trees.rollback(1.0, utility=np.log),
        "utility must be a function with a method .inv",
    ),
    "a utility of another kind": (
        lambda: trees.rollback(GAMBLE, utility=UserUtility(len, np.exp)),
        "utility must be defined for the total .* has no len",
    ),
    "a utility of text": (
        lambda: trees.rollback(GAMBLE, utility=UserUtility(returning("much"), np.exp)),
        "what utility returns must be numbers; got strings",
    ),
    "a complex utility": (
        lambda: utility.certainty_equivalent(
            [1.0, 2.0], [0.5, 0.5], UserUtility(lambda x: x * 1j, np.exp)
        ),
        r"certainty_equivalent\(\): what utility returns must be numbers; got complex",
    ),
    "an inverse of nan": (
        lambda: trees.rollback(GAMBLE, utility=UserUtility(np.log, lambda u: u * np.nan)),
        "what utility.inverse returns must be finite; got nan",
    ),
    "an inverse of another shape": (
        lambda: trees.stability(GAMBLE, utility=UserUtility(np.log, returning(np.zeros((2, 3))))),
        r"utility.inverse must return as many numbers as it is given; got \(2, 3\) for \(1,\)",
    ),
    "an inverse of nothing": (
        lambda: utility.certainty_equivalent(
            [1.0, 2.0], [0.5, 0.5], UserUtility(np.log, returning(None))
        ),
        "what utility.inverse returns must be numbers; got None",
    ),
    "examples without end": (
        lambda: testing.check_method(mcda.topsis, examples=10**15),
        r"check_method\(\): examples must be at most 1,000,000; got 1e\+15",
    ),
    "workers that lose answers": (
        lambda: simulated(workers=lambda task, chunks: []),
        (
            r"simulate\(\): workers must answer as map\(\) does, for each chunk in order; got 0"
            r" answers for 3 chunks"
        ),
    ),
    "workers that shuffle": (
        lambda: simulated(workers=unordered),
        "for each chunk in order; got 3 answers for 3",
    ),
}

NUMBERS = {
    "workers in words": (
        lambda: simulated(workers="x"),
        r"simulate\(\): workers must be an integer; got 'x'",
    ),
    "no workers": (lambda: simulated(workers=0), "workers must be at least 1; got 0"),
    "a seed in words": (
        lambda: simulated(rng="abc"),
        r"rng must be None, a non-negative integer .* got 'abc'",
    ),
    "a seed of truth": (lambda: simulated(rng=True), "rng must be None, .* got True"),
    "no samples": (lambda: simulated(n_samples=0), "n_samples must be at least 1; got 0"),
    "half a sample": (lambda: simulated(n_samples=1.5), "n_samples must be an integer; got 1.5"),
    "a true sample": (
        lambda: uncertainty.smaa(TABLE, mcda.topsis, n_samples=True),
        "n_samples must be an integer; got True",
    ),
    "samples without end": (
        lambda: simulated(n_samples=10**400),
        r"n_samples must be at most|at most .* samples",
    ),
    "a number too large for a float": (
        lambda: value.linear(0, 10**400),
        r"value.linear\(\): best must be finite; got inf",
    ),
    "a cell too large for sums": (
        lambda: da.DecisionTable([[1e301]], ["p"], ["a"]),
        r"'a' on 'p' must be within 1e\+300 of 0, for sums to stay finite; got 1e\+301",
    ),
    "counts without end": (
        lambda: group.borda([[1, 2]], [1e308]),
        r"counts must be at most 1e\+15; got 1e\+308",
    ),
    "a family that cannot": (
        lambda: beliefs.from_mean_sd("gamma", 1, 1e200),
        r"from_mean_sd\(\): family 'gamma' has no member with a mean of 1 and an sd of 1e\+200",
    ),
    "a premium beyond floats": (
        lambda: utility.risk_premium([1e308, -1e308], [0.5, 0.5], utility.linear()),
        r"risk_premium\(\): ",
    ),
}


@pytest.mark.parametrize("what", TABLES_AND_WEIGHTS)
def test_tables_and_weights(what):
    call, message = TABLES_AND_WEIGHTS[what]
    with pytest.raises(InvalidInputError, match=message):
        call()


@pytest.mark.parametrize("what", CALLBACKS)
def test_functions_of_the_users_own(what):
    call, message = CALLBACKS[what]
    with pytest.raises(InvalidInputError if message else ValueError, match=message or "read-only"):
        call()


@pytest.mark.parametrize("what", NUMBERS)
def test_numbers(what):
    call, message = NUMBERS[what]
    with pytest.raises(InvalidInputError, match=message):
        call()


def test_a_series_of_weights_is_matched_by_name():
    given = weights_array(["price", "comfort"], pd.Series({"comfort": 1.0, "price": 3.0}))
    assert given.tolist() == [0.75, 0.25]
    table = da.DecisionTable([[10.0, 2.0], [4.0, 6.0]], ["dry", "wet"], ["a", "b"])
    chances = pd.Series({"wet": 0.25, "dry": 0.75})
    assert robustness.expected(table, chances).scores.tolist() == [8.0, 4.5]
    assert voi.evpi(table, probabilities=chances).best == "a"


def test_any_iterable_of_criteria_will_do():
    table = da.DecisionTable(
        TABLE.values, (c for c in TABLE.criteria), np.array(TABLE.alternatives)
    )
    assert table.to_dict() == TABLE.to_dict()
    rows = dict(zip(TABLE.alternatives, TABLE.values.tolist(), strict=True))
    assert (
        da.DecisionTable.from_rows(rows, (c for c in TABLE.criteria)).to_dict() == TABLE.to_dict()
    )


def test_a_list_of_scores_becomes_an_array_of_floats():
    scores = da.Scores(method="mine", alternatives=["a", "b"], scores=[2, 1])
    assert scores.scores.dtype == np.float64
    assert scores.alternatives == ("a", "b")
    assert scores.ranks.tolist() == [1, 2]


def test_scores_at_the_ends_of_the_floats_are_ranked_without_a_warning():
    scores = da.Scores(method="mine", alternatives=("a", "b", "c"), scores=[-1e308, 1e308, 0])
    assert scores.ranks.tolist() == [3, 1, 2]


@pytest.mark.parametrize("unit", [1e-300, 1e-9, 1.0, 1e12, 1e299])
def test_least_moves_of_weight_do_not_depend_on_the_unit_of_the_values(unit):
    values = np.array([[0.9, 0.1, 0.3], [0.2, 0.8, 0.5], [0.5, 0.5, 0.1], [0.4, 0.4, 0.4]])
    table = da.DecisionTable(values * unit, ["p", "q", "r"], ["w", "x", "y", "z"])
    moved = sensitivity.weight_move(table, [0.6, 0.2, 0.2]).moved
    np.testing.assert_allclose(moved, [0, 6 / 35, 0.3, np.nan], atol=1e-9)


def test_entropy_weights_of_performances_sixteen_magnitudes_apart():
    table = da.DecisionTable([[1e-20, 1.0], [1.0, 2.0], [1.0, 4.0]], ["p", "q"], ["a", "b", "c"])
    nothing = da.DecisionTable([[0.0, 1.0], [1.0, 2.0], [1.0, 4.0]], ["p", "q"], ["a", "b", "c"])
    np.testing.assert_allclose(
        da.weights.entropy(table).weights, da.weights.entropy(nothing).weights, rtol=1e-12
    )


def test_the_spread_of_payoffs_near_the_end_of_the_floats():
    profile = trees.risk_profile(trees.Chance("c", {"up": (0.5, 1e200), "down": (0.5, -1e200)}))
    assert profile.std == pytest.approx(1e200, rel=1e-12)


def test_a_fit_without_a_start_says_so():
    # which of the two it is depends on how scipy's beta ends near the end of the floats
    why = "family 'beta' (found no start near these quantiles|did not converge)"
    with pytest.raises(ConvergenceError, match=why):
        beliefs.from_quantiles({0.1: 2, 0.9: 4}, "beta", low=-1e308, high=6)
