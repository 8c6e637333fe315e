"""Entropy, AHP and rank-order-centroid weights against peers on random problems."""

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
