"""`explain`: contributions that sum to the lead, and the least changes that reverse the order."""

import inspect
import pickle
import warnings

import numpy as np
import pytest

import decision_analysis as da
from bad_input.cases import CALLS
from decision_analysis import mcda
from decision_analysis.core.parts import call_of
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError
from decision_analysis.mcda import explain

CARS = da.DecisionTable.from_rows(
    {"Corsa": [5490, 51.4, 8.5], "Clio": [6500, 70.6, 7.0], "Fiesta": [6489, 54.3, 7.5]},
    [da.Criterion("price", "min"), "economy", "style"],
)
WEIGHTS = {"price": 0.5, "economy": 0.3, "style": 0.2}
TWO = da.DecisionTable([[8, 2, 5], [4, 6, 7]], ["x", "y", "z"], ["a", "b"])


def raw(table, weights):
    return mcda.weighted_sum(table, weights, normalization=None)


def test_a_sum_is_explained_by_its_terms_and_reversed_by_hand():
    # .5 8 + .3 2 + .2 5 = 5.6 and .5 4 + .3 6 + .2 7 = 5.2: a leads by 2 - 1.2 - .4 = .4
    found = explain(raw(TWO, [0.5, 0.3, 0.2]), "a", "b", reach=2)
    assert found.scheme == "sum"
    np.testing.assert_allclose(found.contributions, [2, -1.2, -0.4])
    assert found.as_dict()["y"] == pytest.approx(-1.2)
    assert found.lead == pytest.approx(0.4)
    # a must lose .4, or b gain it: .4 / w in the criterion's unit
    turned = found.reversal.turning_performances
    np.testing.assert_allclose(turned[0], [8 - 0.8, 2 - 0.4 / 0.3, 5 - 2])
    np.testing.assert_allclose(turned[1], [4 + 0.8, 6 + 0.4 / 0.3, 7 + 2])
    # w 4 - (1 - w) 3.2 = 0, since y and z at 3 : 2 have a mean of (3 4 + 2 2) / 5 = 3.2 for b
    assert found.reversal.turning_weights[0] == pytest.approx(3.2 / 7.2)
    # the plane 4 w1 - 4 w2 - 2 w3 = 0 within sum 1: normal (4, -4, -2) less its mean -2/3
    normal = np.array([14, -10, -4]) / 3
    expected = np.array([0.5, 0.3, 0.2]) - 0.4 / (normal @ normal) * normal
    np.testing.assert_allclose(found.reversal.nearest_weights, expected)
    assert found.reversal.distance == pytest.approx(0.4 / np.linalg.norm(normal))
    assert found.reversal.is_exact
    assert found.reversal.least_weight[0] == "x"
    assert found.reversal.least_performance == ("a", "x", 8, pytest.approx(7.2))


def test_the_other_way_round_and_a_tie():
    behind = explain(raw(TWO, [0.5, 0.3, 0.2]), "b", "a", reach=2)
    np.testing.assert_allclose(behind.contributions, [-2, 1.2, 0.4])
    assert "b stands behind a" in repr(behind)
    level = explain(raw(TWO, [0.5, 0.5, 0]), "a", "b")
    assert level.lead == 0
    assert level.reversal.distance == 0
    np.testing.assert_array_equal(level.reversal.turning_weights, [0.5, 0.5, 0])
    np.testing.assert_array_equal(level.reversal.turning_performances, TWO.values)


def test_none_is_the_least_move_where_no_single_one_suffices():
    far = da.DecisionTable([[9, 9], [0, 0], [10, 10]], ["x", "y"], ["a", "b", "c"])
    reversal = explain(raw(far, [1, 1]), "a", "b", reach=0.01).reversal
    assert np.isnan(reversal.turning_performances).all()
    assert reversal.least_performance is None


def test_weights_that_cannot_turn_dominance_are_told():
    table = da.DecisionTable([[2, 3], [1, 1]], ["x", "y"], ["a", "b"])
    reversal = explain(raw(table, [1, 1]), "a", "b").reversal
    assert np.isnan(reversal.turning_weights).all()
    assert np.isnan(reversal.nearest_weights).all()
    assert reversal.distance is None
    assert reversal.least_weight is None
    assert " -" in repr(reversal)
    alone = explain(raw(table, [1, 0]), "a", "b").reversal
    assert np.isnan(alone.turning_weights).all()


METHODS = {
    "weighted sum": mcda.weighted_sum,
    "TOPSIS": mcda.topsis,
    "VIKOR": mcda.vikor,
    "PROMETHEE II": lambda t, w: mcda.promethee_ii(t, w, preference=mcda.preference.linear(0.1, 3)),
}


def lead_of(method, table, weights):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DegenerateDataWarning)
        result = method(table, weights)
    sign = 1 if result.higher_is_better else -1
    return sign * float(result.scores[0] - result.scores[1])


@pytest.mark.parametrize("name", METHODS)
def test_contributions_sum_to_the_lead_and_each_change_just_reverses_it(name):
    method, rng = METHODS[name], np.random.default_rng(3)
    goals = {"x": "max", "y": "min", "z": "max", "u": "min"}
    table = da.DecisionTable(rng.uniform(1, 9, (4, 4)), goals, list("abcd"))
    weights = np.array([0.4, 0.3, 0.2, 0.1])
    found = explain(method(table, weights), "a", "b", rng=1)
    assert found.contributions.sum() == pytest.approx(found.lead)
    side = np.sign(found.lead)
    tried = 0
    for (row, column), place in np.ndenumerate(found.reversal.turning_performances):
        start = table.values[row, column]
        for share, turned in ((1 - 1e-6, False), (1 + 1e-6, True)) if place == place else ():
            values = table.values.copy()
            values[row, column] = start + share * (place - start)
            assert (side * lead_of(method, table.with_values(values), weights) < 0) == turned
            tried += 1
    for column, place in enumerate(found.reversal.turning_weights):
        for share, turned in ((1 - 1e-6, False), (1 + 1e-6, True)) if place == place else ():
            moved = weights[column] + share * (place - weights[column])
            other = weights * (1 - moved) / (1 - weights[column])
            other[column] = moved
            assert (side * lead_of(method, table, other) < 0) == turned
            tried += 1
    assert tried > 4
    nearest = found.reversal.nearest_weights
    way = nearest - weights
    assert side * lead_of(method, table, weights + (1 - 1e-6) * way) >= 0
    # no weights drawn that reverse the order are nearer
    drawn = weights + 0.999 * found.reversal.distance * unit(rng.normal(size=(400, 4)))
    leads = [lead_of(method, table, w) for w in drawn[(drawn >= 0).all(axis=1)]]
    assert (side * np.array(leads) >= 0).all()


def unit(ways):
    ways = ways - ways.mean(axis=1, keepdims=True)
    return ways / np.linalg.norm(ways, axis=1, keepdims=True)


def test_a_method_that_only_ranks_leads_by_ranks():
    table = da.DecisionTable([[9, 3], [1, 4]], ["x", "y"], ["a", "b"])
    result = mcda.electre_iii(table, [0.7, 0.3], indifference=0, preference=0.5)
    found = explain(result, "a", "b", reach=0)
    assert result.ranks.tolist() == [1, 2]
    assert (found.lead, found.contributions.sum()) == (1, pytest.approx(1))
    # ranks jump, and the method is asked on both sides of where they do
    turned = found.reversal.turning_weights
    for weight, best in ((turned[0] + 1e-6, "a"), (turned[0] - 1e-6, "b")):
        again = mcda.electre_iii(table, [weight, 1 - weight], indifference=0, preference=0.5)
        assert again.order[0] == again.tied_best[0] == best


def test_shapley_by_the_definition_and_by_random_orders():
    result = mcda.topsis(CARS, WEIGHTS)
    found = explain(result, "Clio", "Corsa")
    assert (found.scheme, found.standard_error.tolist()) == ("shapley", [0, 0, 0])

    def worth(own):
        values = CARS.values.copy()
        values[1] = np.where(own, values[1], values[0])
        scored = mcda.topsis(CARS.with_values(values), WEIGHTS)
        return scored["Clio"] - scored["Corsa"]

    orders = [(0, 1, 2), (0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0)]
    shares = np.zeros(3)
    for order in orders:
        own = np.zeros(3, dtype=bool)
        for criterion in order:
            before = worth(own)
            own[criterion] = True
            shares[criterion] += (worth(own) - before) / len(orders)
    np.testing.assert_allclose(found.contributions, shares)
    # beyond 12 criteria orders are drawn; what both have alike adds nothing
    rng = np.random.default_rng(1)
    values = rng.uniform(1, 9, (3, 14))
    values[1, 4] = values[0, 4]
    wide = da.DecisionTable(values, [f"c{i}" for i in range(14)], list("abc"))
    many = explain(mcda.topsis(wide, np.ones(14)), "a", "b", rng=2, n_permutations=50)
    assert many.contributions.sum() == pytest.approx(many.lead)
    assert many["c4"] == 0
    assert many.standard_error.max() > 0


def test_samples_pickles_and_results_of_others():
    batch = CARS.with_values([CARS.values, CARS.values * [1, 1, 1.2]])
    many = mcda.topsis(batch, WEIGHTS)
    with pytest.raises(
        InvalidInputError, match=r"explain\(\) needs one sample, got a batch \(2,\)"
    ):
        explain(many, "Clio", "Corsa")
    single = explain(mcda.topsis(CARS.with_values(batch.values[1]), WEIGHTS), "Clio", "Corsa")
    of_batch = explain(many.at(1), "Clio", "Corsa")
    np.testing.assert_allclose(of_batch.contributions, single.contributions)
    people = {name: np.array([[w], [1.0]]) for name, w in WEIGHTS.items()}
    equal = explain(mcda.weighted_sum(batch, people).at((1, 0)), "Clio", "Corsa")
    np.testing.assert_allclose(
        equal.contributions,
        explain(mcda.weighted_sum(CARS, [1, 1, 1]), "Clio", "Corsa").contributions,
    )
    again = pickle.loads(pickle.dumps(mcda.topsis(CARS, WEIGHTS)))
    with pytest.raises(InvalidInputError, match=r"^explain\(\): result must know the table"):
        explain(again, "Clio", "Corsa")
    # terms that sum to the score need no more than the result
    terms = pickle.loads(pickle.dumps(mcda.weighted_sum(CARS, WEIGHTS)))
    alone, whole = (explain(r, "Clio", "Corsa") for r in (terms, mcda.weighted_sum(CARS, WEIGHTS)))
    np.testing.assert_array_equal(alone.contributions, whole.contributions)
    assert (alone.lead, alone.reversal) == (whole.lead, None)
    assert "contribution" in repr(alone)
    told = {"table": CARS, "weights": WEIGHTS, "method": mcda.topsis}
    assert explain(again, "Clio", "Corsa", **told).lead > 0
    with pytest.raises(InvalidInputError, match="they give other numbers"):
        explain(again, "Clio", "Corsa", **{**told, "weights": [1, 1, 1]})


def test_a_result_knows_its_call_and_shows_nothing_of_it():
    weights = np.array([0.5, 0.3, 0.2])
    result = mcda.topsis(CARS, weights)
    assert "_call" not in repr(result) + str(result.to_dict())
    assert result.equals(mcda.topsis(CARS, weights.copy()))
    # weights that the caller changes since are not those of the call
    before = explain(result, "Clio", "Corsa")
    weights[:] = [0.1, 0.1, 0.8]
    assert explain(result, "Clio", "Corsa").equals(before)


def test_every_method_that_ranks_remembers_its_call():
    lacking = []
    for name, case in CALLS.items():
        # of its own, `core.dominance` aside, and no comparison of methods
        if not name.startswith("mcda.") or not inspect.isfunction(case.function):
            continue
        module = inspect.unwrap(case.function).__module__
        if next(iter(inspect.signature(case.function).parameters)) != "table":
            continue
        # what is learned from examples would be learned anew from other performances
        if ".learning." in module or ".imprecise." in module:
            continue
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            result = case.function(**case.arguments)
        ranks = isinstance(result, mcda.CompareResult) or not hasattr(result, "ranks")
        lacking += [name] if not ranks and call_of(result) is None else []
    assert not lacking, f"put @remembered below @named on {lacking}"


def test_a_method_that_takes_one_table_at_a_time_is_asked_less():
    asked = []

    def method(table, weights):
        if table.sample_shape:
            raise InvalidInputError("one at a time")
        asked.append(1)
        return mcda.topsis(table, weights)

    told = {"table": CARS, "weights": WEIGHTS, "method": method}
    one = explain(mcda.topsis(CARS, WEIGHTS), "Clio", "Corsa", **told)
    many = explain(mcda.topsis(CARS, WEIGHTS), "Clio", "Corsa")
    np.testing.assert_allclose(one.contributions, many.contributions)
    assert ["Shapley" in source for source in one.references] == [True]
    assert explain(raw(TWO, [1, 1, 1]), "a", "b").references == ()
    for name in ("turning_performances", "turning_weights"):
        np.testing.assert_allclose(getattr(one.reversal, name), getattr(many.reversal, name))
    assert len(asked) < 3000


def test_a_method_that_sets_equal_alternatives_apart_has_a_rest():
    def method(table, weights):
        scores = mcda.weighted_sum(table, weights, normalization=None).scores ** 3
        return da.Scores(
            method="m",
            alternatives=table.alternatives,
            scores=scores + np.array([1, 0]),
        )

    told = {"table": TWO, "weights": [1, 1, 1], "method": method}
    found = explain(method(TWO, [1, 1, 1]), "a", "b", **told)
    assert found.rest == pytest.approx(1)
    assert found.contributions.sum() + found.rest == pytest.approx(found.lead)


def test_a_way_that_leads_out_of_a_value_function_is_followed_as_far_as_it_goes():
    values = {
        "price": da.value.linear(6600, 5400, outside="error"),
        "economy": da.value.linear(50, 72, outside="error"),
        "style": da.value.linear(6, 9, outside="error"),
    }
    result = mcda.additive_value(CARS, WEIGHTS, values=values)
    found = explain(result, result.order[0], result.order[-1])
    turned = found.reversal.turning_performances
    known = ~np.isnan(turned)
    assert known.any()
    assert (turned[:, 0][known[:, 0]] >= 5400).all()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"a": "Cleo"}, r"unknown alternative 'Cleo' \(did you mean 'Clio'\?\)"),
        ({"b": "Clio"}, "a and b must be two alternatives; got 'Clio' twice"),
        ({"result": mcda.topsis}, "result must be a Result"),
        (
            {
                "result": mcda.electre_tri(
                    CARS,
                    WEIGHTS,
                    profiles=da.DecisionTable([[6000, 60, 7]], CARS.criteria, ["p"]),
                    indifference=0,
                    preference=0,
                )
            },
            "result must have .scores or .ranks",
        ),
        ({"table": CARS.with_values([CARS.values])}, "table must have no sample axes"),
        ({"weights": [[1, 1, 1]]}, "weights must have no sample axes"),
        ({"reach": -1}, "reach must be"),
    ],
)
def test_what_it_refuses(arguments, message):
    given = {"result": mcda.topsis(CARS, WEIGHTS), "a": "Clio", "b": "Corsa", **arguments}
    with pytest.raises(InvalidInputError, match=rf"^explain\(\): .*{message}"):
        explain(**given)


@pytest.mark.parametrize("scale", [1, 1e-13])
def test_a_lead_is_noise_beside_the_scores_and_not_by_itself(scale):
    table = da.DecisionTable(np.array([[1, 4], [2, 3]]) * scale, ["x", "y"], ["a", "b"])
    asked = {"method": raw, "table": table, "weights": [1, 2]}
    found = mcda.explain(raw(table, [1, 2]), "a", "b", **asked).reversal
    # x and y are each worth as much to the other, so that equal weights reverse
    np.testing.assert_allclose(found.nearest_weights, [1.5, 1.5])
    np.testing.assert_allclose(found.turning_weights, [1.5, 1.5])


def test_a_method_is_not_asked_again_of_too_many_alternatives(monkeypatch):
    monkeypatch.setattr("decision_analysis.mcda.comparison._explain.MOST_EXPLAINED", 2)
    table = da.DecisionTable([[1, 2], [2, 1], [3, 3]], ["a", "b"], ["x", "y", "z"])
    with pytest.raises(InvalidInputError, match=r"with at most 2 alternatives; got 3: "):
        explain(mcda.topsis(table, [1, 1]), "x", "y")
