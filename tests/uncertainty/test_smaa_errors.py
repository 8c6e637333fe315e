"""Standard errors of `smaa`: rows of a stored table are clusters, whatever the chunks; coverage on
known cases."""

import functools
from types import SimpleNamespace

import numpy as np
import pytest

from decision_analysis import DecisionTable, Scores
from decision_analysis._limits import CHUNK
from decision_analysis.uncertainty import WeightSpace, smaa

MEANS = np.array([[1.0, 0.0], [0.0, 1.0], [0.55, 0.55]])
HALF = WeightSpace(["x", "y"]).bounds("x", 0.5, 0.5)


def weighted(table, weights):
    scores = np.einsum("...ac,...c->...a", table.values, weights)
    return Scores(method="sum", alternatives=table.alternatives, scores=scores)


def stored(rows, seed=0, spread=1.0):
    """Return performances around `MEANS`, of which every row is drawn alike."""
    noise = np.random.default_rng([rows, seed]).normal(size=(rows, 3, 2))
    return DecisionTable(MEANS + spread * noise, ["x", "y"], ["a", "b", "c"])


def tied(table, weights):
    """Rank by rounded scores, so that there are ties of two and of three."""
    scores = np.round(np.einsum("...ac,...c->...a", table.values, weights))
    return Scores(method="sum", alternatives=table.alternatives, scores=scores)


class Recorded:
    """A method that keeps which stored row and which ranks each draw had."""

    def __init__(self, method, table):
        self.method, self.rows, self.ranks = method, [], []
        self.place = {values.tobytes(): row for row, values in enumerate(table.values)}

    def __call__(self, table, weights):
        result = self.method(table, weights)
        self.rows += [self.place[values.tobytes()] for values in table.values]
        self.ranks.append(result.ranks)
        return result


def shares(ranks):
    """Return each draw's shares (n, A, A) of ranks and of pairs, by counting."""
    count = ranks.shape[1]
    of_ranks = np.zeros((len(ranks), count, count))
    for draw, row in enumerate(ranks):
        for a, rank in enumerate(row):
            size = int((row == rank).sum())
            of_ranks[draw, a, rank - 1 : rank - 1 + size] = 1 / size
    ahead = ranks[:, :, None] < ranks[:, None, :]
    of_pairs = (1.0 + ahead - ahead.transpose(0, 2, 1)) / 2
    of_pairs[:, np.arange(count), np.arange(count)] = 0
    return of_ranks, of_pairs


@pytest.mark.parametrize("method", [weighted, tied])
@pytest.mark.parametrize(
    ("rows", "draws"),
    [
        (7, 100),
        (60, 100),
        (3, 2 * CHUNK + 5),
        (2, 3 * CHUNK),
        (2000, CHUNK + 9),
    ],
)
def test_errors_are_those_of_clusters_by_brute_force(method, rows, draws, monkeypatch):
    monkeypatch.setattr("decision_analysis.uncertainty._tally.CLUSTER_BLOCK", 900)
    table = stored(rows)
    recorded = Recorded(method, table)
    result = smaa(table, recorded, n_samples=draws, rng=1)
    row, ranks = np.array(recorded.rows[:draws]), np.concatenate(recorded.ranks)[:draws]
    assert np.ptp(np.bincount(row, minlength=rows)) <= 1
    for found, share, mean in zip(
        (result.standard_error, result.pairwise_winning_standard_error),
        shares(ranks),
        (result.rank_acceptability, result.pairwise_winning),
        strict=True,
    ):
        np.testing.assert_allclose(share.mean(axis=0), mean, atol=1e-12)
        totals = np.array([(share[row == g] - mean).sum(axis=0) for g in range(rows)])
        expected = np.sqrt((totals**2).sum(axis=0) * rows / (rows - 1)) / draws
        np.testing.assert_allclose(found, expected, atol=1e-9)


@pytest.mark.parametrize(("rows", "draws"), [(100, 100), (300, 100)])
def test_draws_of_different_rows_are_independent(rows, draws):
    result = smaa(stored(rows), weighted, n_samples=draws, rng=1)
    for error, mean in (
        (result.standard_error, result.rank_acceptability),
        (result.pairwise_winning_standard_error, result.pairwise_winning),
    ):
        np.testing.assert_allclose(error, np.sqrt(mean * (1 - mean) / draws), atol=1e-9)


def test_a_single_stored_row_counts_as_certain():
    table = DecisionTable(MEANS[None], ["x", "y"], ["a", "b", "c"])
    certain = table.with_values(MEANS)
    one, other = (smaa(t, weighted, n_samples=1000, rng=2) for t in (table, certain))
    np.testing.assert_array_equal(one.standard_error, other.standard_error)
    assert one.standard_error.max() > 0.01
    assert not one.confidence_standard_error.any()


ERRORS = {
    "rank_acceptability": "standard_error",
    "expected_rank": "expected_rank_standard_error",
    "holistic_acceptability": "holistic_acceptability_standard_error",
    "central_weights": "central_weights_standard_error",
    "pairwise_winning": "pairwise_winning_standard_error",
    "confidence": "confidence_standard_error",
}
ENTROPIES = {
    name: f"{name}_standard_error" for name in ("rank_entropy", "choice_entropy", "ranking_entropy")
}


def coverage(table_of, truth, errors, *, runs=200, **options):
    """Return how often 95% intervals hold the true indices, for each kind of index."""
    held = {name: [] for name in errors}
    for seed in range(runs):
        result = smaa(table_of(seed), weighted, rng=seed, **options)
        for name, error in errors.items():
            away = np.abs(getattr(result, name) - getattr(truth, name))
            held[name].append(away <= 1.96 * np.asarray(getattr(result, error)) + 1e-12)
    return {name: float(np.mean(inside)) for name, inside in held.items()}


@functools.cache
def known(spread, space):
    """Return the indices of very many draws, which stand for the true ones."""
    return smaa(stored(200_000, 9, spread), weighted, n_samples=200_000, rng=9, weights=space)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("rows", "draws", "spread", "space"),
    [
        pytest.param(3000, 300, 1.0, "uniform", id="many more rows than draws"),
        pytest.param(400, 400, 1.0, "uniform", id="as many"),
        pytest.param(300, 450, 1.0, "uniform", id="half of them twice"),
        pytest.param(60, 5000, 1.0, "uniform", id="many more draws than rows"),
        pytest.param(50, 2000, 0.0, "uniform", id="weights alone"),
        pytest.param(80, 3000, 1.0, HALF, id="performances alone"),
    ],
)
def test_95_percent_intervals_hold_the_truth(rows, draws, spread, space):
    """Shares of 200 seeds by three numbers or more: between .9 and .99. Of 200 independent
    intervals 180 to 198 would hold; false alarm below .001 for an index with one number, less for
    those of more."""
    truth = known(spread, space)
    errors = dict(list(ERRORS.items())[: 6 if spread else 4])
    if space is HALF:
        # there is one weight, which is no estimate
        del errors["central_weights"]
    found = coverage(
        lambda seed: stored(rows, seed, spread), truth, errors, n_samples=draws, weights=space
    )
    for name, share in found.items():
        assert 0.9 <= share <= 0.99, name


def test_95_percent_intervals_hold_entropies():
    """Of 200 seeds of independent samples. The errors hold to first order and entropies are low by
    their bias, (K - 1) / (2 n ln 2) bits: .005 of errors of .02 or more. Between .89 and .99; false
    alarm below .002 for a seed."""
    exact = np.array([[0.4, 0.1, 0.5], [0.4, 0.1, 0.5], [0.2, 0.8, 0.0]])
    bits = lambda *shares: float(sum(-p * np.log2(p) for p in shares if p > 0))  # noqa: E731
    truth = SimpleNamespace(
        rank_entropy=np.array([bits(*row) for row in exact]),
        choice_entropy=bits(0.4, 0.4, 0.2),
        ranking_entropy=bits(0.4, 0.1, 0.1, 0.4),
    )
    table = DecisionTable([[1, 0], [0, 1], [0.6, 0.6]], ["x", "y"], ["left", "right", "middle"])
    found = coverage(lambda seed: table, truth, ENTROPIES, n_samples=1000)
    for name, share in found.items():
        assert 0.89 <= share <= 0.99, name


def test_many_draws_of_few_rows_claim_no_more_than_the_rows_tell():
    """100 rows, 10,000 draws of nothing else: .05 = sqrt(.25 / 100), not .005."""
    values = np.random.default_rng(3).normal(size=(100, 2, 1))
    result = smaa(DecisionTable(values, ["v"], ["a", "b"]), weighted, rng=3)
    assert result.standard_error[0, 0] == pytest.approx(0.05, rel=0.02)
    assert result.pairwise_winning_standard_error[0, 1] == pytest.approx(0.05, rel=0.02)
    share = result.confidence
    np.testing.assert_allclose(result.confidence_standard_error, np.sqrt(share * (1 - share) / 100))


def test_constant_shares_have_no_error():
    method = lambda table, weights: SimpleNamespace(ranks=np.ones(3, dtype=int))  # noqa: E731
    result = smaa(stored(10), method, n_samples=1000, rng=0)
    np.testing.assert_allclose(result.rank_acceptability, 1 / 3)
    np.testing.assert_allclose(result.standard_error, 0, atol=1e-8)
    assert not result.pairwise_winning_standard_error.any()


def test_errors_of_certain_performances_are_those_of_shares():
    """The sample standard deviation of each sample's share, ties counting a half, over sqrt(n)."""
    table = DecisionTable([[3, 0], [0, 3], [2, 2]], ["x", "y"], ["a", "b", "c"])
    count, seen = 500, []

    def method(table, weights):
        result = tied(table, weights)
        seen.append(np.broadcast_to(result.ranks, (len(weights), 3)))
        return result

    result = smaa(table, method, n_samples=count, rng=0)
    ranks = seen[0]
    pairs = (ranks[:, :, None] < ranks[:, None]) + (ranks[:, :, None] == ranks[:, None]) / 2
    pairs[:, np.arange(3), np.arange(3)] = 0
    np.testing.assert_allclose(result.pairwise_winning, pairs.mean(axis=0))
    expected = pairs.std(axis=0) / np.sqrt(count)
    assert (expected > 0).sum() == 6
    np.testing.assert_allclose(result.pairwise_winning_standard_error, expected)
