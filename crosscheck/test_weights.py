"""Weights from data, comparisons, hierarchies, influences and ranks against peers on random
problems."""

import itertools
import warnings

import numpy as np
import pytest

from crosscheck import peers
from crosscheck.problems import comparisons, problems
from decision_analysis import weights
from decision_analysis.errors import InconsistentJudgementsWarning

EXACT = {"rtol": 0, "atol": 1e-9}


def ahp(matrix, **options):
    """Return our AHP without the warning that random comparisons are inconsistent."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", InconsistentJudgementsWarning)
        return weights.ahp(matrix, **options)


@peers.against(peers.pymcdm_entropy, peers.pyrepo_entropy, peers.skcriteria_entropy)
def test_entropy(peer):
    for problem in problems(31):
        ours = weights.entropy(problem.table).weights
        np.testing.assert_allclose(peer(problem.values, problem.goals), ours, **EXACT)


@peers.against(peers.skcriteria_entropy, peers.pyrepo_entropy)
def test_entropy_with_zeros(peer):
    rng = np.random.default_rng(32)
    for problem in problems(33):
        values = problem.values * (rng.random(problem.values.shape) < 0.8)
        values[0] = np.maximum(values[0], 1)
        ours = weights.entropy(problem.table.with_values(values)).weights
        np.testing.assert_allclose(peer(values, problem.goals), ours, **EXACT)


@peers.against(peers.pydecision_entropy)
def test_entropy_of_benefits_within_the_offsets_of_the_peer(peer):
    for problem in problems(34):
        ours = weights.entropy(problem.table).weights
        found = peer(problem.values, ["max"] * len(ours))
        np.testing.assert_allclose(found, ours, rtol=0, atol=1e-4)


@pytest.mark.parametrize("prioritization", ["eigenvector", "geometric_mean", "column_mean"])
@peers.against(peers.pydecision_ahp)
def test_ahp(peer, prioritization):
    for matrix in comparisons(35):
        ours = ahp(matrix, prioritization=prioritization)
        theirs, ratio = peer(matrix, prioritization)
        np.testing.assert_allclose(theirs, ours.weights, **EXACT)
        if prioritization != "geometric_mean":
            assert ratio == pytest.approx(ours.consistency_ratio, rel=0, abs=1e-9)


@peers.against(peers.pymcdm_ahp)
def test_ahp_by_eigenvector(peer):
    for matrix in comparisons(36):
        np.testing.assert_allclose(peer(matrix)[0], ahp(matrix).weights, **EXACT)


@pytest.mark.parametrize("prioritization", ["eigenvector", "geometric_mean"])
@peers.against(peers.pyrepo_ahp)
def test_ahp_by_an_iterative_eigensolver(peer, prioritization):
    for matrix in comparisons(37):
        ours = ahp(matrix, prioritization=prioritization).weights
        np.testing.assert_allclose(peer(matrix, prioritization), ours, **EXACT)


@peers.against(peers.pydecision_centroid)
def test_rank_order_centroid(peer):
    for count in range(1, 31):
        np.testing.assert_allclose(peer(count), weights.rank_order_centroid(count).weights, **EXACT)


@peers.against(peers.ahpy_hierarchy)
def test_ahp_hierarchies(peer):
    rng = np.random.default_rng(38)
    scale = [1 / 5, 1 / 3, 1 / 2, 1, 2, 3, 5]

    def compared(names):
        drawn = rng.choice(scale, len(names) * (len(names) - 1) // 2)
        return dict(zip(itertools.combinations(names, 2), drawn.tolist(), strict=True))

    for _ in range(50):
        below = {"goal": ("p", "q", "r"), "q": ("s", "t")}
        below |= dict.fromkeys(("p", "r", "s", "t"), ("x", "y", "z"))
        nodes = {node: compared(names) for node, names in below.items()}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", InconsistentJudgementsWarning)
            ours = weights.ahp_hierarchy(nodes).as_dict()
        assert peer(nodes) == pytest.approx(ours, abs=5e-6)


@peers.against(peers.pymcdm_rancom)
def test_rancom(peer):
    rng = np.random.default_rng(39)
    for _ in range(200):
        n = int(rng.integers(2, 9))
        above = np.triu(rng.choice([0, 0.5, 1], (n, n)), 1)
        matrix = above + 0.5 * np.eye(n) + np.tril(1 - above.T, -1)
        np.testing.assert_allclose(peer(matrix), weights.rancom(matrix).weights, **EXACT)


@peers.against(peers.pydecision_dematel)
def test_dematel_by_row_sums(peer):
    rng = np.random.default_rng(40)
    for _ in range(20):
        direct = rng.integers(0, 5, (5, 5)) * (1 - np.eye(5))
        ours = weights.dematel(direct, normalization="rows", weighting="prominence")
        prominence, relation, shares = peer(direct)
        np.testing.assert_allclose(prominence, ours.prominence, **EXACT)
        np.testing.assert_allclose(relation, ours.relation, **EXACT)
        np.testing.assert_allclose(shares, ours.weights, **EXACT)
