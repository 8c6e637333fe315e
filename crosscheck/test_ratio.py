"""Weighted product and MULTIMOORA against peers on random problems; the other methods of weighted
ratios are in `pairs/`."""

import numpy as np

from crosscheck import peers
from crosscheck.problems import problems
from decision_analysis import mcda

EXACT = {"rtol": 1e-9, "atol": 1e-9}


@peers.against(peers.pymcdm, ours="weighted_product")
def test_weighted_product(peer):
    for problem in problems(42):
        scores = mcda.weighted_product(problem.table, problem.weights).scores
        np.testing.assert_allclose(peer("WPM", problem, normalization="linear"), scores, **EXACT)


@peers.against(peers.skcriteria_multimoora, ours="multimoora")
def test_assessments_of_multimoora(peer):
    for problem in problems(45):
        ours, theirs = mcda.multimoora(problem.table), peer(problem)
        np.testing.assert_allclose(theirs.ratio_score, ours.ratio, **EXACT)
        np.testing.assert_allclose(theirs.refpoint_score, ours.reference, **EXACT)
        # the peer's logarithms are 1 too large where there are no benefits
        logs = theirs.fmf_score - (problem.signs < 0).all()
        np.testing.assert_allclose(np.exp(logs), ours.multiplicative, rtol=1e-9)
        np.testing.assert_allclose(theirs.reference_point, ours.reference_point, **EXACT)
