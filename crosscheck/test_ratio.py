"""Methods of weighted ratios against peers on random problems."""

import numpy as np
import pytest

from crosscheck import peers
from crosscheck.problems import problems
from decision_analysis import mcda

EXACT = {"rtol": 1e-9, "atol": 1e-9}


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("aras", "ARAS"),
        ("marcos", "MARCOS"),
        ("ocra", "OCRA"),
        ("ram", "RAM"),
        ("waspas", "WASPAS"),
    ],
)
@peers.against(peers.pymcdm)
def test_methods_as_they_are_by_default(peer, ours, theirs):
    for problem in problems(41):
        scores = getattr(mcda, ours)(problem.table, problem.weights).scores
        np.testing.assert_allclose(peer(theirs, problem), scores, **EXACT)


@peers.against(peers.pymcdm)
def test_moora_where_there_are_costs(peer):
    for problem in problems(46):
        if (problem.signs < 0).any():  # the peer refuses others
            scores = mcda.moora(problem.table, problem.weights).scores
            np.testing.assert_allclose(peer("MOORA", problem), scores, **EXACT)


@peers.against(peers.pymcdm)
def test_weighted_product(peer):
    for problem in problems(42):
        scores = mcda.weighted_product(problem.table, problem.weights).scores
        np.testing.assert_allclose(peer("WPM", problem, normalization="linear"), scores, **EXACT)


@pytest.mark.filterwarnings("ignore::decision_analysis.errors.DegenerateDataWarning")
@peers.against(peers.pymcdm)
def test_cocoso_where_none_is_worst_on_all(peer):
    compared = 0
    for problem in problems(43):
        result = mcda.cocoso(problem.table, problem.weights)
        if (result.sums > 0).all():
            compared += 1
            np.testing.assert_allclose(peer("COCOSO", problem), result.scores, **EXACT)
    assert compared > 100


@peers.against(peers.pydecision_copras)
def test_copras(peer):
    for problem in problems(44):
        scores = mcda.copras(problem.table, problem.weights).scores
        np.testing.assert_allclose(100 * peer(problem), scores, **EXACT)


@peers.against(peers.skcriteria_multimoora)
def test_assessments_of_multimoora(peer):
    for problem in problems(45):
        ours, theirs = mcda.multimoora(problem.table), peer(problem)
        np.testing.assert_allclose(theirs.ratio_score, ours.ratio, **EXACT)
        np.testing.assert_allclose(theirs.refpoint_score, ours.reference, **EXACT)
        # the peer's logarithms are 1 too large where there are no benefits
        logs = theirs.fmf_score - (problem.signs < 0).all()
        np.testing.assert_allclose(np.exp(logs), ours.multiplicative, rtol=1e-9)
        np.testing.assert_allclose(theirs.reference_point, ours.reference_point, **EXACT)
