"""Weights from data, comparisons, hierarchies, influences and ranks against peers on random
problems."""

import itertools
import warnings

import numpy as np
import pytest

from crosscheck import peers
from crosscheck.problems import COUNT, comparisons, problems
from decision_analysis import weights
from decision_analysis.errors import InconsistentJudgementsWarning

EXACT = {"rtol": 0, "atol": 1e-9}


def ahp(matrix, **options):
    """Return our AHP without the warning that random comparisons are inconsistent."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", InconsistentJudgementsWarning)
        return weights.ahp(matrix, **options)


@peers.against(peers.pydecision_entropy, ours="entropy")
def test_entropy_of_benefits_within_the_offsets_of_the_peer(peer):
    for problem in problems(34):
        ours = weights.entropy(problem.table).weights
        found = peer(problem.values, ["max"] * len(ours))
        np.testing.assert_allclose(found, ours, rtol=0, atol=1e-4)


@pytest.mark.parametrize("prioritization", ["eigenvector", "geometric_mean", "column_mean"])
@peers.against(peers.pydecision_ahp, ours="ahp")
def test_ahp(peer, prioritization):
    for matrix in comparisons(35):
        ours = ahp(matrix, prioritization=prioritization)
        theirs, ratio = peer(matrix, prioritization)
        np.testing.assert_allclose(theirs, ours.weights, **EXACT)
        if prioritization != "geometric_mean":
            assert ratio == pytest.approx(ours.consistency_ratio, rel=0, abs=1e-9)


@peers.against(peers.pymcdm_ahp, ours="ahp")
def test_ahp_by_eigenvector(peer):
    for matrix in comparisons(36):
        np.testing.assert_allclose(peer(matrix)[0], ahp(matrix).weights, **EXACT)


@pytest.mark.parametrize("prioritization", ["eigenvector", "geometric_mean"])
@peers.against(peers.pyrepo_ahp, ours="ahp")
def test_ahp_by_an_iterative_eigensolver(peer, prioritization):
    for matrix in comparisons(37):
        ours = ahp(matrix, prioritization=prioritization).weights
        np.testing.assert_allclose(peer(matrix, prioritization), ours, **EXACT)


@peers.against(peers.pydecision_centroid, ours="rank_order_centroid")
def test_rank_order_centroid(peer):
    for count in range(1, 31):
        np.testing.assert_allclose(peer(count), weights.rank_order_centroid(count).weights, **EXACT)


@peers.against(peers.pydecision_ranks, ours="rank_reciprocal rank_sum")
def test_weights_of_ranks(peer):
    for count in range(1, 31):
        for name, ours in (("rrw", weights.rank_reciprocal), ("rsw", weights.rank_sum)):
            np.testing.assert_allclose(peer(name, count), ours(count).weights, **EXACT)


@peers.against(peers.skcriteria_rancom, ours="rancom")
def test_rancom_of_scores(peer):
    rng = np.random.default_rng(41)
    for _ in range(COUNT):
        given = rng.integers(1, 6, int(rng.integers(2, 9))).astype(float)
        matrix = 0.5 + 0.5 * np.sign(given[:, None] - given)
        np.testing.assert_allclose(peer(given), weights.rancom(matrix).weights, **EXACT)


@peers.against(peers.ahpy_hierarchy, ours="ahp ahp_hierarchy")
def test_ahp_hierarchies(peer):
    rng = np.random.default_rng(38)
    scale = [1 / 5, 1 / 3, 1 / 2, 1, 2, 3, 5]

    def compared(names):
        drawn = rng.choice(scale, len(names) * (len(names) - 1) // 2)
        return dict(zip(itertools.combinations(names, 2), drawn.tolist(), strict=True))

    for _ in range(COUNT):
        below = {"goal": ("p", "q", "r"), "q": ("s", "t")}
        below |= dict.fromkeys(("p", "r", "s", "t"), ("x", "y", "z"))
        nodes = {node: compared(names) for node, names in below.items()}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", InconsistentJudgementsWarning)
            ours = weights.ahp_hierarchy(nodes).as_dict()
        assert peer(nodes) == pytest.approx(ours, abs=5e-6)


@peers.against(peers.pymcdm_rancom, peers.pydecision_rancom, ours="rancom")
def test_rancom(peer):
    rng = np.random.default_rng(39)
    for _ in range(COUNT):
        n = int(rng.integers(2, 9))
        above = np.triu(rng.choice([0, 0.5, 1], (n, n)), 1)
        matrix = above + 0.5 * np.eye(n) + np.tril(1 - above.T, -1)
        np.testing.assert_allclose(peer(matrix), weights.rancom(matrix).weights, **EXACT)


@peers.against(peers.pydecision_dematel, ours="dematel")
def test_dematel_by_row_sums(peer):
    rng = np.random.default_rng(40)
    for _ in range(COUNT):
        direct = rng.integers(0, 5, (5, 5)) * (1 - np.eye(5))
        ours = weights.dematel(direct, normalization="rows", weighting="prominence")
        prominence, relation, shares = peer(direct)
        np.testing.assert_allclose(prominence, ours.prominence, **EXACT)
        np.testing.assert_allclose(relation, ours.relation, **EXACT)
        np.testing.assert_allclose(shares, ours.weights, **EXACT)
