"""Weight spaces against scipy's Dirichlet law, and SMAA against plain loops over the same
weights."""

import numpy as np
import pytest
from scipy import stats

from crosscheck import peers
from crosscheck.problems import problems
from decision_analysis import DecisionTable, mcda, uncertainty
from decision_analysis.uncertainty import WeightSpace

SAMPLES = 20_000
FAR = 5.0
"""Standard errors. A normal deviate is farther off once in 1.7 million; a few hundred are compared
in this file."""


def standardized(draws, means, variances):
    """Return the deviations of sample means from their expectations, in standard errors."""
    return np.abs(draws.mean(axis=0) - means) / np.sqrt(variances / len(draws))


@pytest.mark.parametrize("size", [2, 3, 5, 10])
def test_free_weights_have_the_moments_of_the_dirichlet_law(size):
    draws = WeightSpace([f"c{i}" for i in range(size)]).sample(SAMPLES, rng=61)
    law = stats.dirichlet(np.ones(size))
    assert standardized(draws, law.mean(), law.var()).max() < FAR
    products = draws[:, :, None] * draws[:, None, :]
    expected = np.outer(np.ones(size), np.ones(size)) + np.eye(size)
    assert standardized(products, expected / (size * (size + 1)), products.var(axis=0)).max() < FAR
    for column in draws.T:
        assert stats.kstest(column, stats.beta(1, size - 1).cdf).pvalue > 1e-6


@pytest.mark.parametrize("size", [3, 5, 10])
def test_ordered_weights_are_sorted_dirichlet_draws(size):
    names = [f"c{i}" for i in range(size)]
    draws = WeightSpace(names).order(" > ".join(names)).sample(SAMPLES, rng=62)
    others = -np.sort(
        -stats.dirichlet(np.ones(size)).rvs(SAMPLES, random_state=np.random.default_rng(63)), axis=1
    )
    for ours, theirs in zip(draws.T, others.T, strict=True):
        assert stats.ks_2samp(ours, theirs).pvalue > 1e-6


@pytest.mark.parametrize(
    ("space", "inside"),
    [
        (
            WeightSpace(list("abc")).bounds("a", 0.2, 0.5).bounds("b", 0.1, 0.4),
            lambda w: (w[:, 0] >= 0.2) & (w[:, 0] <= 0.5) & (w[:, 1] >= 0.1) & (w[:, 1] <= 0.4),
        ),
        (
            WeightSpace(list("abcd")).order("a > b").ratio("c", "d", 0.5, 2),
            lambda w: (w[:, 0] >= w[:, 1]) & (w[:, 2] >= 0.5 * w[:, 3]) & (w[:, 2] <= 2 * w[:, 3]),
        ),
        (
            WeightSpace(list("abcde")).order("a > b > c").bounds("d", 0.05, 0.3).order("c > e"),
            lambda w: (
                (np.diff(w[:, :3]) <= 0).all(axis=1)
                & (w[:, 3] >= 0.05)
                & (w[:, 3] <= 0.3)
                & (w[:, 2] >= w[:, 4])
            ),
        ),
    ],
    ids=["bounds", "ratio", "mixed"],
)
def test_constrained_weights_are_dirichlet_draws_that_satisfy_them(space, inside):
    draws = space.sample(SAMPLES, rng=64)
    assert inside(draws + 0).all()
    law = stats.dirichlet(np.ones(draws.shape[1]))
    others = law.rvs(100 * SAMPLES, random_state=np.random.default_rng(65))
    others = others[inside(others)][:SAMPLES]
    assert len(others) > 5000
    for ours, theirs in zip(draws.T, others.T, strict=True):
        assert stats.ks_2samp(ours, theirs).pvalue > 1e-6


def plain(problem, scores, draws):
    """Return rank acceptabilities, sums of the weights of the winners, and wins, by loops."""
    size = len(problem.values)
    acceptability, sums, firsts, wins = (
        np.zeros((size, size)),
        np.zeros_like(problem.values),
        np.zeros(size),
        0,
    )
    for shares in draws:
        found = scores(shares)
        for a in range(size):
            ahead = sum(other > found[a] for other in found)
            tied = sum(other == found[a] for other in found)
            acceptability[a, ahead : ahead + tied] += 1 / tied
            if ahead == 0:
                sums[a] += shares / tied
                firsts[a] += 1 / tied
        wins = (
            wins
            + (found[:, None] > found)
            + 0.5 * ((found[:, None] == found) & ~np.eye(size, dtype=bool))
        )
    with np.errstate(invalid="ignore"):
        return acceptability / len(draws), sums / firsts[:, None], wins / len(draws)


@pytest.mark.parametrize(
    "method", [mcda.topsis, mcda.weighted_sum], ids=lambda method: method.__name__
)
def test_smaa_is_a_loop_over_its_weights(method):
    """The seed of `smaa` and of `WeightSpace.sample` are the same streams, so that the loop sees
    the same weights."""
    for number, problem in enumerate(problems(66, count=40, most=5)):
        result = uncertainty.smaa(problem.table, method, n_samples=200, rng=number)
        draws = WeightSpace(problem.table.criterion_names).sample(200, rng=number)
        acceptability, central, wins = plain(
            problem, lambda w, p=problem: method(p.table, w).scores, draws
        )
        np.testing.assert_allclose(result.rank_acceptability, acceptability, rtol=0, atol=1e-12)
        np.testing.assert_allclose(result.central_weights, central, rtol=0, atol=1e-12)
        np.testing.assert_allclose(result.pairwise_winning, wins, rtol=0, atol=1e-12)
        assert np.array_equal(
            result.confidence,
            (~np.isnan(central[:, 0])) & first_at_center(method, problem, central),
        )


def first_at_center(method, problem, central):
    """Say who is first with their own central weights."""
    return [
        not np.isnan(w).any() and method(problem.table, w).ranks[a] == 1
        for a, w in enumerate(np.asarray(central))
    ]


@peers.against(peers.pyrepo_vikor_smaa)
def test_smaa_with_vikor(peer):
    compared = 0
    for number, problem in enumerate(problems(67, count=400, most=6)):
        draws = WeightSpace(problem.table.criterion_names).sample(50, rng=number)
        ranks = mcda.vikor(problem.table, draws).ranks
        if (np.sort(ranks) != np.arange(1, ranks.shape[1] + 1)).any():
            continue  # ties, which the peer does not share: see the known disagreements
        compared += 1
        acceptability, central = peer(problem, draws)
        ours = uncertainty.smaa(problem.table, mcda.vikor, n_samples=50, rng=number)
        np.testing.assert_allclose(ours.rank_acceptability, acceptability, rtol=0, atol=1e-9)
        np.testing.assert_allclose(np.nan_to_num(ours.central_weights), central, rtol=0, atol=1e-9)
    assert compared >= 50


@peers.against(peers.pysensmcda_smaa)
def test_smaa_indices_of_weighted_sums(peer):
    compared = 0
    method = lambda t, w: mcda.weighted_sum(t, w, normalization=None)  # noqa: E731
    for number, problem in enumerate(problems(69, count=200, most=6)):
        draws = WeightSpace(problem.table.criterion_names).sample(200, rng=number)
        ranks = method(problem.table, draws).ranks
        if (np.sort(ranks) != np.arange(1, ranks.shape[1] + 1)).any():
            continue  # ties, of which the peer counts all as the best rank
        compared += 1
        theirs = peer(problem, draws)
        for scheme in ("centroid", "linear", "inverse", "first"):
            ours = uncertainty.smaa(
                problem.table, method, n_samples=200, rng=number, meta_weights=scheme
            )
            np.testing.assert_allclose(ours.holistic_acceptability, theirs[scheme], atol=1e-9)
        for name in ("rank_acceptability", "central_weights", "choice_entropy", "ranking_entropy"):
            np.testing.assert_allclose(getattr(ours, name), theirs[name], atol=1e-9, err_msg=name)
        wins = np.asarray(theirs["pairwise_winning"], dtype=float)
        np.fill_diagonal(wins, 0.0)
        np.testing.assert_allclose(ours.pairwise_winning, wins, atol=1e-9)
    assert compared >= 100


def test_sampled_performances_are_each_used_once():
    rng = np.random.default_rng(68)
    values = rng.normal(size=(500, 3, 2))
    table = DecisionTable(values, ["x", "y"], ["a", "b", "c"])
    fixed = WeightSpace(["x", "y"]).bounds("x", 0.3, 0.3)
    method = lambda t, w: mcda.weighted_sum(t, w, normalization=None)  # noqa: E731
    result = uncertainty.smaa(table, method, weights=fixed, n_samples=500, rng=1)
    scores = values @ [0.3, 0.7]
    first = np.bincount(scores.argmax(axis=1), minlength=3) / 500
    np.testing.assert_allclose(result.rank_acceptability[:, 0], first, rtol=0, atol=1e-12)
    np.testing.assert_allclose(result.confidence, first, rtol=0, atol=1e-12)
