"""Exact acceptability: closed forms, sampled draws, ties, and what it does not take."""

import numpy as np
import pytest

import decision_analysis as da
from decision_analysis.errors import InvalidInputError
from decision_analysis.uncertainty import (
    WeightSpace,
    _exact_acceptability,
    exact_acceptability,
    smaa,
)
from oracles.volumes_of_rankings import volumes_of_rankings

MIDDLE = da.DecisionTable([[1, 0], [0, 1], [0.6, 0.6]], ["x", "y"], ["left", "right", "middle"])


def plain(table, weights):
    return da.mcda.weighted_sum(table, weights, normalization=None)


def random_table(alternatives, criteria, seed):
    values = np.random.default_rng(seed).random((alternatives, criteria))
    return da.DecisionTable(
        values, [f"c{i}" for i in range(criteria)], [f"a{i}" for i in range(alternatives)]
    )


def test_two_criteria_by_hand():
    """left is best where w > .6, middle where .4 < w < .6; left is before right where w > .5."""
    found = exact_acceptability(MIDDLE, plain)
    np.testing.assert_allclose(
        found.rank_acceptability, [[0.4, 0.1, 0.5], [0.4, 0.1, 0.5], [0.2, 0.8, 0]], atol=1e-15
    )
    np.testing.assert_allclose(
        found.central_weights, [[0.8, 0.2], [0.2, 0.8], [0.5, 0.5]], atol=1e-15
    )
    np.testing.assert_allclose(
        found.pairwise_winning, [[0, 0.5, 0.4], [0.5, 0, 0.4], [0.6, 0.6, 0]], atol=1e-15
    )


def test_partial_value_functions_by_hand():
    """The partial value function of the R package smaa (tests/pvf.R): 60 is worth .92, 90 is worth
    .5, and 120 is worth 0 clipped and -1 extended."""
    table = da.DecisionTable(
        [[60, 0], [90, 0.5], [120, 1]], {"duration": "min", "quality": "max"}, ["a", "b", "c"]
    )
    shares = {}
    for outside in ("clip", "extend"):
        values = {
            "duration": da.value.piecewise([50, 75, 90, 100], [1, 0.8, 0.5, 0], outside=outside),
            "quality": da.value.linear(0, 1),
        }

        def method(table, weights, values=values):
            return da.mcda.additive_value(table, weights, values=values)

        shares[outside] = exact_acceptability(table, method).rank_acceptability[:, 0]
    # a before b from w = .5 / .92 on; c before b up to .5 clipped, and .5 / 2 extended
    a = 1 - 0.5 / 0.92
    np.testing.assert_allclose(shares["clip"], [a, 0.5 / 0.92 - 0.5, 0.5], atol=1e-12)
    np.testing.assert_allclose(shares["extend"], [a, 0.5 / 0.92 - 0.25, 0.25], atol=1e-12)


@pytest.mark.parametrize("size", [3, 4, 5, 6])
def test_unit_alternatives_and_their_mean(size):
    """Of alternatives that have all of one criterion, each is first with 1/n of the weights; the
    central weights are the centroid of ordered weights for whoever is first of all: (1 + 1/2 + ...
    + 1/n) / n, the rest shared equally."""
    table = da.DecisionTable(
        np.eye(size), [f"c{i}" for i in range(size)], [f"a{i}" for i in range(size)]
    )
    found = exact_acceptability(table, plain)
    np.testing.assert_allclose(found.rank_acceptability, 1 / size, atol=1e-12)
    first = (1 / np.arange(1, size + 1)).sum() / size
    expected = np.full((size, size), (1 - first) / (size - 1))
    np.fill_diagonal(expected, first)
    np.testing.assert_allclose(found.central_weights, expected, atol=1e-12)
    np.testing.assert_allclose(found.pairwise_winning, 0.5 * (1 - np.eye(size)), atol=1e-12)


SPACES = {
    "all": "uniform",
    "ordered": WeightSpace(["c3", "c1", "c0", "c2"]).order("c1 > c0 > c3"),
    "bounded": WeightSpace(["c0", "c1", "c2", "c3"]).bounds("c1", 0.1, 0.4).bounds("c2", 0.2, 0.5),
    "flat": WeightSpace(["c0", "c1", "c2", "c3"]).order("c0 = c2").ratio("c1", "c3", 0.5, 3),
}


@pytest.mark.parametrize("name", SPACES)
def test_sampled_indices_agree_by_their_standard_errors(name):
    """36 + 36 shares beyond 5 standard errors: false alarm below 1e-4 for a space."""
    table, space = random_table(6, 4, seed=5), SPACES[name]
    exact = exact_acceptability(table, plain, weights=space)
    n = 20_000
    sampled = smaa(table, plain, weights=space, n_samples=n, rng=7)
    for field in ("rank_acceptability", "pairwise_winning"):
        share = getattr(exact, field)
        error = np.sqrt(share * (1 - share) / n) + 1e-12
        assert np.abs((getattr(sampled, field) - share) / error).max() < 5
    # the same alternatives are ever first, if for more than a few draws
    seen = exact.rank_acceptability[:, 0] > 20 / n
    difference = sampled.central_weights[seen] - exact.central_weights[seen]
    counts = exact.rank_acceptability[seen, 0] * n
    assert np.abs(difference).max() < 5 * 0.3 / np.sqrt(counts.min())
    np.testing.assert_allclose(exact.rank_acceptability.sum(axis=0), 1, atol=1e-12)
    np.testing.assert_allclose(exact.rank_acceptability.sum(axis=1), 1, atol=1e-12)


@pytest.mark.parametrize(("alternatives", "criteria"), [(4, 3), (4, 4), (3, 5)])
def test_every_rank_against_convex_hulls_of_all_rankings(alternatives, criteria):
    table = random_table(alternatives, criteria, seed=criteria)
    ranks, first = np.zeros((alternatives, alternatives)), np.zeros((alternatives, criteria))
    for row, (share, center) in volumes_of_rankings(table.values).items():
        ranks[row, range(alternatives)] += share
        first[row[0]] += share * center
    found = exact_acceptability(table, plain)
    np.testing.assert_allclose(ranks.sum(axis=1), 1, atol=1e-9)
    np.testing.assert_allclose(found.rank_acceptability, ranks, atol=1e-9)
    seen = ranks[:, 0] > 1e-9
    central = first[seen] / ranks[seen, :1]
    np.testing.assert_allclose(found.central_weights[seen], central, atol=1e-7)


def test_alternatives_that_always_tie_share_ranks():
    table = da.DecisionTable(
        [[1, 0], [0.2, 0.9], [1, 0], [0, 0]], ["x", "y"], ["a", "b", "twin", "none"]
    )
    found = exact_acceptability(table, plain)
    share = 0.8 / 1.7 / 1  # a leads b by .8 x - .9 y: w_x > .9 / 1.7
    ahead = 1 - 0.9 / 1.7
    assert ahead == pytest.approx(share)
    np.testing.assert_allclose(
        found.rank_acceptability,
        [
            [ahead / 2, 0.5, (1 - ahead) / 2, 0],
            [1 - ahead, 0, ahead, 0],
            [ahead / 2, 0.5, (1 - ahead) / 2, 0],
            [0, 0, 0, 1],
        ],
        atol=1e-12,
    )
    assert found.pairwise_winning[0, 2] == found.pairwise_winning[2, 0] == 0.5
    assert np.isnan(found.central_weights[3]).all()
    # with weights that are all of y, those without it tie besides
    only = exact_acceptability(table, plain, weights=WeightSpace(["x", "y"]).bounds("y", 1, 1))
    np.testing.assert_allclose(only.rank_acceptability[[0, 2, 3], 1:], 1 / 3, atol=1e-12)


def test_costs_goals_and_lower_scores_count_as_the_method_says():
    costs = da.DecisionTable(
        [[0, 1], [1, 0], [0.4, 0.4]], {"x": "min", "y": "min"}, MIDDLE.alternatives
    )

    def paid(table, weights):
        scores = (table.values * weights[:, None, :]).sum(axis=-1)
        return da.Scores(
            method="paid", alternatives=table.alternatives, scores=scores, higher_is_better=False
        )

    found, same = exact_acceptability(costs, paid), exact_acceptability(MIDDLE, plain)
    np.testing.assert_allclose(found.rank_acceptability, same.rank_acceptability, atol=1e-12)
    np.testing.assert_allclose(found.central_weights, same.central_weights, atol=1e-12)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            (random_table(4, 3, seed=0), da.mcda.topsis),
            "scores that are linear in the weights, such as",
        ),
        ((MIDDLE, lambda table, weights: weights), "method must return Scores, with .scores; got"),
        ((MIDDLE, "topsis"), "method must be a function of a table and weights; got 'topsis'"),
        (([[1, 2]], plain), "table must be a DecisionTable"),
        ((MIDDLE.with_values(np.ones((4, 3, 2))), plain), r"without samples; got samples \(4,\)"),
        ((MIDDLE, lambda table, weights: plain(table, weights[0])), r"of shape \(2, 3\), a row"),
    ],
)
def test_what_is_not_linear_is_refused(arguments, message):
    with pytest.raises(InvalidInputError, match=rf"exact_acceptability\(\): .*{message}"):
        exact_acceptability(*arguments)


def test_bad_weights_are_refused():
    with pytest.raises(InvalidInputError, match=r"must be 'uniform' or a WeightSpace; got \[0.5"):
        exact_acceptability(MIDDLE, plain, weights=[0.5, 0.5])
    with pytest.raises(InvalidInputError, match=r"must name each criterion once; missing \['y'\]"):
        exact_acceptability(MIDDLE, plain, weights=WeightSpace(["x", "z"]))


def test_too_many_simplices_are_refused(monkeypatch):
    monkeypatch.setattr(_exact_acceptability, "MOST_PIECES", 100)
    with pytest.raises(InvalidInputError, match="at most 100 simplices; got more: take fewer"):
        exact_acceptability(random_table(8, 4, seed=1), plain)


def test_blocks_change_nothing(monkeypatch):
    table = random_table(7, 4, seed=2)
    whole = exact_acceptability(table, plain)
    monkeypatch.setattr(_exact_acceptability, "PIECES_AT_ONCE", 5)
    parts = exact_acceptability(table, plain)
    np.testing.assert_allclose(parts.rank_acceptability, whole.rank_acceptability, atol=1e-13)
    np.testing.assert_allclose(parts.central_weights, whole.central_weights, atol=1e-10)
