"""Indices of `smaa` beyond acceptabilities: holistic index, expected rank, entropies, rankings."""

import itertools
from types import SimpleNamespace

import numpy as np
import pytest

from decision_analysis import DecisionTable, Scores
from decision_analysis._arrays import competition_ranks
from decision_analysis._limits import CHUNK
from decision_analysis.errors import InvalidInputError
from decision_analysis.uncertainty import smaa

THREE = DecisionTable([[1, 0], [0, 1], [0.6, 0.6]], ["x", "y"], ["left", "right", "middle"])
LISTED = (
    "743 329 804 143 117 63 615 607 524 192 74 59 187 595 153 515 16 38 36 96 18 96 14 32 18 13 41"
    " 5 11 6 72 77 143 47 15 17 46 166 44 214 5 21 22 34 3 58 7 19 14 3 28 3 5 1 30 27 98 9 16 4 29"
    " 156 35 243 5 15 11 52 3 80 3 13 5 4 16 3 2 2 30 27 69 18 6 1 47 65 69 83 2 9 20 32 2 60 10 24"
    " 8 2 4 3 1 6 27 25 31 15 18 12 70 121 56 143 18 22 77 205 58 254 62 103"
)


def weighted(table, weights):
    scores = np.einsum("...ac,...c->...a", table.values, weights)
    return Scores(method="sum", alternatives=table.alternatives, scores=scores)


def rounded(table, weights):
    """Rank by rounded scores, so that there are ties of two and of more."""
    scores = np.round(np.einsum("...ac,...c->...a", table.values, weights))
    return SimpleNamespace(ranks=competition_ranks(scores))


def labels(count):
    return [f"a{i}" for i in range(count)]


def stored(rows, count, seed=0):
    values = np.random.default_rng([rows, count, seed]).normal(size=(rows, count, 2))
    return DecisionTable(values, ["x", "y"], labels(count))


def shares(ranks):
    """Return each draw's shares (n, A, A) of ranks, by counting."""
    count = ranks.shape[1]
    found = np.zeros((len(ranks), count, count))
    for draw, row in enumerate(ranks):
        for a, rank in enumerate(row):
            size = int((row == rank).sum())
            found[draw, a, rank - 1 : rank - 1 + size] = 1 / size
    return found


def entropy(shares):
    return float(sum(-p * np.log2(p) for p in np.ravel(shares) if p > 0))


def test_the_entropy_of_rankings_is_that_of_a_published_sample():
    """Of 10,000 rankings in rsmaa's tests/rankEntropy.txt, which lists how often each of 120 was
    met; which of them was met how often does not matter to the entropy."""
    counts = [int(word) for word in LISTED.split()]
    ranks = np.repeat(list(itertools.permutations(range(1, 6))), counts, axis=0)
    table = DecisionTable(-ranks[..., None].astype(float), ["place"], labels(5))
    result = smaa(table, weighted, n_samples=10_000, rng=0)
    assert result.distinct_rankings == 120
    assert result.ranking_entropy == pytest.approx(5.54351378138579, abs=1e-10)


def test_three_alternatives_whose_ranks_are_known():
    """First left, middle, right, in shares .4, .2, .4; four rankings, of .4, .1, .1, .4. All within
    4.5 standard errors, false alarm below 1e-4."""
    result = smaa(THREE, weighted, n_samples=2**15, rng=4)
    tails = np.array([11, 5, 2]) / 11
    exact = np.array([[0.4, 0.1, 0.5], [0.4, 0.1, 0.5], [0.2, 0.8, 0.0]])
    for found, expected, error in (
        (result.expected_rank, [2.1, 2.1, 1.8], result.expected_rank_standard_error),
        (
            result.holistic_acceptability,
            exact @ tails,
            result.holistic_acceptability_standard_error,
        ),
        (
            result.rank_entropy,
            [entropy(row) for row in exact],
            result.rank_entropy_standard_error,
        ),
        (
            result.choice_entropy,
            entropy([0.4, 0.4, 0.2]),
            result.choice_entropy_standard_error,
        ),
        (
            result.ranking_entropy,
            entropy([0.4, 0.1, 0.1, 0.4]),
            result.ranking_entropy_standard_error,
        ),
    ):
        assert np.min(error) > 0.001
        assert (np.abs(np.subtract(found, expected)) < 4.5 * np.asarray(error)).all()
    assert result.distinct_rankings == 4


@pytest.mark.parametrize("method", [weighted, rounded])
@pytest.mark.parametrize(("rows", "draws"), [(700, 700), (60, CHUNK + 300)])
def test_indices_and_errors_are_those_of_every_draw_by_brute_force(method, rows, draws):
    table, seen = stored(rows, 4), []

    def recorded(table, weights):
        result = method(table, weights)
        seen.append((table.values[:, 0, 0], result.ranks))
        return result

    scheme = np.array([1.0, 0.7, 0.7, 0.1])
    result = smaa(table, recorded, n_samples=draws, rng=3, meta_weights=2 * scheme)
    first_pass = seen[: -(-draws // CHUNK)]
    row, ranks = (np.concatenate(parts) for parts in zip(*first_pass, strict=True))
    of_ranks = shares(ranks)
    for name, worth in (("expected_rank", np.arange(1.0, 5)), ("holistic_acceptability", scheme)):
        each = of_ranks @ worth
        mean = each.mean(axis=0)
        np.testing.assert_allclose(getattr(result, name), mean, atol=1e-12)
        groups = np.unique(row, return_inverse=True)[1]
        totals = np.array([(each[groups == g] - mean).sum(axis=0) for g in range(groups.max() + 1)])
        expected = np.sqrt((totals**2).sum(axis=0)) / draws
        if draws > rows:
            expected *= np.sqrt(rows / (rows - 1))
        np.testing.assert_allclose(getattr(result, f"{name}_standard_error"), expected, atol=1e-9)
    acceptability = of_ranks.mean(axis=0)
    np.testing.assert_allclose(result.rank_entropy, [entropy(r) for r in acceptability])
    assert result.choice_entropy == pytest.approx(entropy(acceptability[:, 0]))
    counts = np.unique(ranks, axis=0, return_counts=True)[1]
    assert result.distinct_rankings == len(counts)
    assert result.ranking_entropy == pytest.approx(entropy(counts / draws))
    errors = [
        result.rank_entropy_standard_error,
        result.choice_entropy_standard_error,
        result.ranking_entropy_standard_error,
    ]
    if draws > rows:
        assert errors == [None, None, None]
        return
    # the standard deviation of what each draw adds, to first order: -log2 of the share it has
    surprise = -np.log2(np.where(acceptability > 0, acceptability, 1))
    expected = (of_ranks * surprise).sum(axis=2).std(axis=0) / np.sqrt(draws)
    np.testing.assert_allclose(errors[0], expected, atol=1e-9)
    of_ranking = np.repeat(-np.log2(counts / draws), counts)
    assert errors[2] == pytest.approx(of_ranking.std() / np.sqrt(draws))
    of_choice = (of_ranks[:, :, 0] * surprise[:, 0]).sum(axis=1).std() / np.sqrt(draws)
    if method is weighted:
        assert errors[1] == pytest.approx(of_choice)
    else:
        assert of_choice < errors[1] < 1.5 * of_choice


@pytest.mark.parametrize("method", [weighted, rounded])
@pytest.mark.parametrize(("rows", "draws"), [(None, 500), (60, CHUNK + 300), (3, 2 * CHUNK)])
def test_errors_of_central_weights_are_those_of_a_ratio_by_brute_force(method, rows, draws):
    """Sums of squares of f (w - center) over draws, or over the sums of draws that share a row."""
    table, seen = stored(rows or 1, 4), []
    table = table if rows else table.with_values(3 * table.values[0])

    def recorded(table, weights):
        result = method(table, weights)
        values = np.broadcast_to(table.values, (len(weights), 4, 2))
        seen.append((values[:, 0, 0], weights, result.ranks))
        return result

    result = smaa(table, recorded, n_samples=draws, rng=3)
    first_pass = seen[: -(-draws // CHUNK)]
    row, weights, ranks = (np.concatenate(parts) for parts in zip(*first_pass, strict=True))
    first = shares(ranks)[:, :, 0]
    groups = np.unique(row, return_inverse=True)[1] if rows else np.arange(draws)
    for a, f in enumerate(first.T):
        if f.sum() == 0:
            assert np.isnan(result.central_weights_standard_error[a]).all()
            continue
        center = f @ weights / f.sum()
        np.testing.assert_allclose(result.central_weights[a], center)
        away = f[:, None] * (weights - center)
        totals = np.stack([np.bincount(groups, part) for part in away.T])
        count = f.sum() ** 2 / (f @ f) if rows is None else rows
        expected = np.sqrt((totals**2).sum(axis=1) * count / (count - 1)) / f.sum()
        np.testing.assert_allclose(result.central_weights_standard_error[a], expected, atol=1e-7)


def test_central_weights_of_a_single_sample_have_no_error():
    result = smaa(THREE, weighted, n_samples=1, rng=0)
    assert np.isnan(result.central_weights_standard_error).all()
    assert not np.isnan(result.central_weights).all()


@pytest.mark.parametrize("count", [5, 16, 17, 40, 70])
def test_rankings_are_told_apart_as_rows_are(count):
    """Also with ties, and beyond the 16 alternatives whose places a key holds."""
    rng = np.random.default_rng(count)
    pool = np.round(rng.normal(size=(900, count)), 1)
    pool[1::2] = pool[::2]
    # swapping two places is the least change that a ranking without ties can have
    pool[1::2, [0, 1]] = pool[1::2, [1, 0]]
    drawn = pool[rng.integers(900, size=CHUNK + 500)]
    table = DecisionTable(drawn[..., None], ["v"], labels(count))
    result = smaa(table, weighted, n_samples=CHUNK + 500, rng=0)
    ranks = weighted(table, np.ones((CHUNK + 500, 1))).ranks
    counts = np.unique(ranks, axis=0, return_counts=True)[1]
    assert result.distinct_rankings == len(counts) > 200
    assert result.ranking_entropy == pytest.approx(entropy(counts / len(ranks)), abs=1e-9)


def test_too_many_rankings_are_not_told(monkeypatch):
    table = DecisionTable(np.random.default_rng(0).normal(size=(7, 4)), list("wxyz"), labels(7))
    n = 5 * CHUNK
    known = smaa(table, weighted, n_samples=n, rng=0)
    count = known.distinct_rankings
    for most in (count, count - 1, count // 2, 3):
        monkeypatch.setattr("decision_analysis.uncertainty._rankings.MOST_RANKINGS", most)
        for workers in (None, 2):
            result = smaa(table, weighted, n_samples=n, rng=0, workers=workers)
            if most == count:
                assert result.equals(known)
                continue
            assert result.ranking_entropy is None
            assert result.ranking_entropy_standard_error is None
            assert result.distinct_rankings is None
            np.testing.assert_array_equal(result.rank_entropy, known.rank_entropy)


def test_schemes_of_meta_weights():
    table = stored(400, 6)
    by_name = {
        scheme: smaa(table, weighted, n_samples=400, rng=0, meta_weights=scheme)
        for scheme in ("centroid", "linear", "inverse", "first")
    }
    acceptability = by_name["first"].rank_acceptability
    tails = np.array([sum(1 / i for i in range(r, 7)) for r in range(1, 7)])
    for scheme, alpha in {
        "centroid": tails / tails[0],
        "linear": [1, 0.8, 0.6, 0.4, 0.2, 0],
        "inverse": [1, 1 / 2, 1 / 3, 1 / 4, 1 / 5, 1 / 6],
        "first": [1, 0, 0, 0, 0, 0],
    }.items():
        result = by_name[scheme]
        np.testing.assert_allclose(result.holistic_acceptability, acceptability @ alpha, atol=1e-12)
        given = smaa(table, weighted, n_samples=400, rng=0, meta_weights=3 * np.array(alpha))
        np.testing.assert_allclose(given.holistic_acceptability, result.holistic_acceptability)
        assert result.parameters["meta_weights"] == scheme
    linear = by_name["linear"]
    np.testing.assert_allclose(linear.holistic_acceptability, (6 - linear.expected_rank) / 5)
    np.testing.assert_allclose(
        linear.holistic_acceptability_standard_error, linear.expected_rank_standard_error / 5
    )


@pytest.mark.parametrize("scheme", ["centroid", "linear", "inverse", "first", [4]])
def test_a_single_alternative_is_always_first(scheme):
    result = smaa(
        DecisionTable([[1, 2]], ["x", "y"], ["only"]), weighted, rng=0, meta_weights=scheme
    )
    assert result.holistic_acceptability.tolist() == [1.0]
    assert result.expected_rank.tolist() == [1.0]
    assert result.rank_entropy.tolist() == [0.0]
    assert (result.choice_entropy, result.ranking_entropy, result.distinct_rankings) == (0, 0, 1)


@pytest.mark.parametrize(
    ("scheme", "message"),
    [
        ("roc", "meta_weights must be one of"),
        ([1, 0.5], r"one for each of 3 ranks; got shape \(2,\)"),
        ([1, 0.5, 0.6], "never rise from a rank to the next"),
        ([0, 0, 0], "positive for rank 1"),
        ([1, 0, -1], "not be negative"),
        ([1, np.nan, 0], "finite"),
        (None, "meta_weights must be"),
    ],
)
def test_meta_weights_that_are_none_are_refused(scheme, message):
    with pytest.raises(InvalidInputError, match=message):
        smaa(THREE, weighted, meta_weights=scheme)


@pytest.mark.parametrize("method", [weighted, rounded])
@pytest.mark.parametrize(("rows", "draws"), [(70, 3 * CHUNK + 5), (2000, CHUNK + 300)])
def test_large_tables_go_through_in_parts_with_the_same_answer(method, rows, draws):
    """A table of 700 cells is more than fits into one part of a chunk; with 70 rows each of them
    meets its weights together, with 2,000 it does not. Cut down to the 28 cells that differ, it is
    gone through whole, by the same draws."""
    small = np.random.default_rng(5).normal(size=(rows, 7, 2))
    # criteria without a difference and without a weight
    large = np.concatenate([small, np.zeros((rows, 7, 98))], axis=2)
    names = [f"c{j}" for j in range(100)]
    sizes = []

    def seen(table, weights):
        sizes.append(len(weights))
        return method(table, weights)

    given = np.random.default_rng(6).dirichlet([1, 1], size=500)
    padded = np.hstack([given, np.zeros((500, 98))])
    options = {"n_samples": draws, "rng": 4}
    whole = smaa(DecisionTable(small, names[:2], labels(7)), method, weights=given, **options)
    parts = smaa(DecisionTable(large, names, labels(7)), seen, weights=padded, **options)
    assert max(sizes) < CHUNK
    for name in (
        "rank_acceptability",
        "standard_error",
        "pairwise_winning",
        "pairwise_winning_standard_error",
        "expected_rank_standard_error",
        "confidence",
    ):
        np.testing.assert_allclose(getattr(parts, name), getattr(whole, name), atol=1e-9)
    for name in ("central_weights", "central_weights_standard_error"):
        np.testing.assert_allclose(getattr(parts, name)[:, :2], getattr(whole, name), atol=1e-9)
    assert parts.distinct_rankings == whole.distinct_rankings


@pytest.mark.parametrize("method", [weighted, rounded])
def test_errors_of_many_alternatives_are_those_of_every_draw_by_brute_force(method):
    """Of 90 alternatives clusters of two or three draws are counted one by one."""
    rows, draws, count = 100, 230, 90
    table, seen = stored(rows, count), []

    def recorded(table, weights):
        result = method(table, weights)
        seen.append((table.values[:, 0, 0], result.ranks))
        return result

    result = smaa(table, recorded, n_samples=draws, rng=3)
    row, ranks = seen[0]
    groups = np.unique(row, return_inverse=True)[1]
    of_ranks = shares(ranks)
    before = (ranks[:, :, None] < ranks[:, None, :]) + (ranks[:, :, None] == ranks[:, None, :]) / 2
    before[:, np.arange(count), np.arange(count)] = 0
    for each, found, error in (
        (of_ranks, result.rank_acceptability, result.standard_error),
        (before, result.pairwise_winning, result.pairwise_winning_standard_error),
    ):
        mean = each.mean(axis=0)
        np.testing.assert_allclose(found, mean, atol=1e-12)
        totals = np.zeros((rows, count, count))
        np.add.at(totals, groups, each - mean)
        expected = np.sqrt((totals**2).sum(axis=0) * rows / (rows - 1)) / draws
        np.testing.assert_allclose(error, expected, atol=1e-9)
