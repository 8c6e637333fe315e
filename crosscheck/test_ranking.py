"""Similarity of rankings against scipy, with ties, and against peers, without."""

import numpy as np
import pytest
from scipy import stats

from crosscheck import peers
from crosscheck.problems import COUNT
from decision_analysis import ranking

EXACT = {"rel": 0, "abs": 1e-9}
OURS = {
    "spearman": ranking.spearman,
    "weighted_spearman": ranking.weighted_spearman,
    "rank_similarity_coef": ranking.ws,
    "kendall_tau": ranking.kendall_tau,
}


def rankings(seed, *, method):
    """Yield pairs of random rankings; ties are frequent unless `method` is 'ordinal'."""
    rng = np.random.default_rng(seed)
    for _ in range(COUNT):
        size = int(rng.integers(3, 12))
        while True:
            scores = rng.integers(0, 6, (2, size))
            if method == "ordinal" or (np.ptp(scores, axis=1) > 0).all():
                break
        order = rng.permutation(size)
        yield (
            stats.rankdata(scores[0][order], method=method),
            stats.rankdata(scores[1], method=method),
        )


@pytest.mark.parametrize("method", ["ordinal", "min", "average", "dense"])
def test_kendall_and_spearman(method):
    for first, second in rankings(41, method=method):
        assert ranking.kendall_tau(first, second) == pytest.approx(
            stats.kendalltau(first, second).statistic, **EXACT
        )
        assert ranking.spearman(first, second) == pytest.approx(
            stats.spearmanr(first, second).statistic, **EXACT
        )


@pytest.mark.parametrize("name", OURS)
@peers.against(
    peers.pymcdm_similarity,
    peers.pyrepo_similarity,
    ours="kendall_tau spearman weighted_spearman ws",
)
def test_without_ties(peer, name):
    for first, second in rankings(42, method="ordinal"):
        assert peer(name, first, second) == pytest.approx(float(OURS[name](first, second)), **EXACT)


@pytest.mark.parametrize("name", ["weighted_spearman", "rank_similarity_coef"])
@peers.against(peers.pymcdm_similarity, peers.pyrepo_similarity)
def test_tied_ranks_enter_the_formula_as_they_are(peer, name):
    for first, second in rankings(43, method="average"):
        assert peer(name, first, second) == pytest.approx(float(OURS[name](first, second)), **EXACT)
