"""`compare`: ranks and scores as the methods give them, agreement, disagreements and shares."""

import functools
import warnings

import numpy as np
import pytest

import decision_analysis as da
from decision_analysis import mcda, ranking, uncertainty
from decision_analysis.errors import InvalidInputError
from decision_analysis.mcda import compare

CARS = da.DecisionTable.from_rows(
    {"Corsa": [5490, 51.4, 8.5], "Clio": [6500, 70.6, 7.0], "Fiesta": [6489, 54.3, 7.5]},
    [da.Criterion("price", "min"), "economy", "style"],
)
WEIGHTS = {"price": 0.5, "economy": 0.3, "style": 0.2}
VETO = {
    "indifference": {"price": 50, "economy": 2, "style": 0.2},
    "preference": {"price": 300, "economy": 5, "style": 0.6},
}
METHODS = {
    "sum": mcda.weighted_sum,
    "min-max": (mcda.weighted_sum, {"normalization": "minmax"}),
    "TOPSIS": mcda.topsis,
    "VIKOR": functools.partial(mcda.vikor, strategy_weight=0.7),
    "ELECTRE III": (mcda.electre_iii, VETO),
}


def test_each_row_is_what_the_method_says_by_itself():
    found = compare(CARS, WEIGHTS, methods=METHODS, n_samples=None)
    assert found.methods == tuple(METHODS)
    minmax = mcda.weighted_sum(CARS, WEIGHTS, normalization="minmax")
    vikor = mcda.vikor(CARS, WEIGHTS, strategy_weight=0.7)
    np.testing.assert_array_equal(found.scores[1], minmax.scores)
    np.testing.assert_array_equal(found.scores[3], vikor.scores)
    np.testing.assert_array_equal(found.ranks[3], vikor.ranks)
    # a method that only ranks has its ranks for scores, of which less is better
    three = mcda.electre_iii(CARS, WEIGHTS, **VETO)
    np.testing.assert_array_equal(found.scores[4], three.ranks)
    assert found.higher_is_better.tolist() == [True, True, True, False, False]
    assert found.best["TOPSIS"] == ("Clio",)
    assert (found.shares, found.standard_error) == (None, None)


@pytest.mark.parametrize("name", ["spearman", "kendall_tau", "weighted_spearman", "ws"])
def test_agreement_is_the_correlation_of_ranks(name):
    found = compare(CARS, WEIGHTS, methods=METHODS, n_samples=None, correlation=name)
    function = getattr(ranking, name)
    for i, first in enumerate(found.ranks):
        for j, second in enumerate(found.ranks):
            assert found.agreement[i, j] == pytest.approx(function(first, second))


def scored(*scores):
    return lambda table, weights: da.Scores(
        method="m",
        alternatives=table.alternatives,
        scores=np.broadcast_to(np.array(scores, float), (*np.shape(weights)[:-1], 3))
        if isinstance(weights, np.ndarray)
        else np.array(scores, float),
    )


def test_pairs_ordered_differently_and_by_whom():
    methods = {"up": scored(1, 2, 3), "down": scored(3, 2, 1), "tied": scored(2, 2, 1)}
    found = compare(CARS, WEIGHTS, methods=methods, n_samples=None)
    assert found.disagreements == (
        ("Corsa", "Clio", ("down",), ("up",)),
        ("Corsa", "Fiesta", ("down", "tied"), ("up",)),
        ("Clio", "Fiesta", ("down", "tied"), ("up",)),
    )
    assert compare(CARS, WEIGHTS, methods={"up": methods["up"]}, rng=1).disagreements == ()


def test_shares_of_weights_are_those_that_geometry_gives():
    # weighted sums of (1, 0), (0, 1) and (.6, .6): the third is best for w in [.4, .6]
    table = da.DecisionTable([[1, 0], [0, 1], [0.6, 0.6]], ["x", "y"], ["a", "b", "c"])
    raw = {"sum": (mcda.weighted_sum, {"normalization": None})}
    found = compare(table, [1, 1], methods=raw, rng=3)
    # a false alarm in 16,000 runs: four standard errors
    assert (np.abs(found.shares[0] - [0.4, 0.4, 0.2]) < 4 * found.standard_error[0]).all()
    space = uncertainty.WeightSpace(["y", "x"]).order("x > y")
    ordered = compare(table, [1, 1], methods=raw, rng=3, space=space)
    assert (np.abs(ordered.shares[0] - [0.8, 0, 0.2]) <= 4 * ordered.standard_error[0]).all()
    # the same draws for all methods, whatever the batch
    twice = compare(table, [1, 1], methods={**raw, "again": raw["sum"]}, rng=3, batch=99)
    np.testing.assert_array_equal(twice.shares, [found.shares[0]] * 2)


def test_a_batch_is_a_loop():
    values = np.stack([CARS.values, CARS.values[::-1], CARS.values * [1, 2, 3]])
    batch = CARS.with_values(values)
    found = compare(batch, WEIGHTS, methods=METHODS, n_samples=20, rng=1)
    assert (found.ranks.shape, found.agreement.shape) == ((3, 5, 3), (3, 5, 5))
    for place in range(3):
        one = compare(CARS.with_values(values[place]), WEIGHTS, methods=METHODS, n_samples=None)
        for name in ("ranks", "scores", "agreement"):
            np.testing.assert_allclose(getattr(found.at(place), name), getattr(one, name))
        assert found.at(place).disagreements == one.disagreements
    # two sample axes pair with each other, and all performances share in the draws
    pairs = {name: np.array([[w], [1 - w]]) for name, w in WEIGHTS.items()}
    both = compare(batch, pairs, methods=METHODS, n_samples=None)
    assert both.sample_shape == (2, 3)
    np.testing.assert_allclose(found.shares.sum(axis=1), 1)
    with pytest.raises(InvalidInputError, match=r"disagreements needs one sample, got a batch"):
        _ = found.disagreements


def test_one_alternative_and_constant_criteria():
    one = CARS.select(alternatives=["Clio"])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", da.errors.DegenerateDataWarning)
        found = compare(one, WEIGHTS, methods={"a": mcda.topsis, "b": mcda.vikor}, n_samples=8)
    assert found.agreement.tolist() == [[1, 1], [1, 1]]
    assert found.shares.tolist() == [[1], [1]]


def test_weights_reach_the_methods_as_given():
    seen = []

    def method(table, weights):
        seen.append(weights)
        return mcda.topsis(table, weights)

    compare(CARS, WEIGHTS, methods={"m": method}, n_samples=None)
    assert seen[0] is WEIGHTS


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (lambda table, weights: 1 / 0, r"table and these weights; ZeroDivisionError"),
        (lambda table, weights: 3, r"must return a result with \.ranks; got 3"),
        (lambda table, weights: mcda.topsis(table, {"a": 1}), r"; topsis\(\): weights must name"),
        (mcda.additive_value, "must be a function of a table and weights"),
        ((mcda.topsis, {"normalization": "max"}), r"; topsis\(\): normalization must be"),
        ((mcda.topsis, 3), "must be a mapping"),
        (3, "must be a function of a table and weights, or a pair"),
        (mcda.promethee_ii, "must be a function of a table and weights"),
        (
            lambda table, weights: mcda.topsis(table.with_values([table.values] * 2), weights),
            "of s",
        ),
    ],
)
def test_a_method_that_fails_is_named(given, message):
    with pytest.raises(InvalidInputError, match=rf"(?s)^compare\(\): .*'odd'.*{message}"):
        compare(CARS, WEIGHTS, methods={"sum": mcda.weighted_sum, "odd": given}, rng=1)


def test_what_it_refuses():
    with pytest.raises(InvalidInputError, match="methods must not be empty"):
        compare(CARS, WEIGHTS, methods={})
    with pytest.raises(InvalidInputError, match="correlation must be one of"):
        compare(CARS, WEIGHTS, methods=METHODS, correlation="pearson")
    with pytest.raises(InvalidInputError, match="space must name each criterion"):
        compare(CARS, WEIGHTS, methods=METHODS, space=uncertainty.WeightSpace(["a", "b"]))
