"""PROBID, RAFSI and ERVD against peers on random problems; the other methods of distance are in
`pairs/`."""

import numpy as np

from crosscheck import peers
from crosscheck.problems import problems
from decision_analysis import mcda

EXACT = {"rtol": 0, "atol": 1e-9}


def ends(problem):
    """Return an ideal and an anti-ideal a little beyond all performances."""
    low, high = problem.values.min(axis=0) * 0.9, problem.values.max(axis=0) * 1.1
    up = problem.table.maximize
    return np.where(up, high, low), np.where(up, low, high)


@peers.against(peers.pymcdm, peers.skcriteria_distance, ours="probid")
def test_probid_of_an_odd_number(peer):
    name = "PROBID" if peer is peers.pymcdm else "probid"
    for problem in problems(24):
        # of an even number the peers count one ideal twice: see the known disagreements
        if len(problem.values) % 2:
            ours = mcda.probid(problem.table, problem.weights)
            np.testing.assert_allclose(peer(name, problem), ours.scores, **EXACT)


@peers.against(peers.pymcdm, ours="rafsi")
def test_rafsi_between_the_same_ends(peer):
    for problem in problems(25):
        ideal, anti_ideal = ends(problem)
        given = {"ideal": ideal, "anti_ideal": anti_ideal}
        ours = mcda.rafsi(problem.table, problem.weights, **given).scores
        np.testing.assert_allclose(peer("RAFSI", problem, **given), ours, **EXACT)


@peers.against(peers.pymcdm, ours="ervd")
def test_ervd_from_the_same_point(peer):
    for problem in problems(26):
        point = problem.values.mean(axis=0)
        ours = mcda.ervd(problem.table, problem.weights, reference_point=point).scores
        np.testing.assert_allclose(peer("ERVD", problem, point), ours, **EXACT)


@peers.against(peers.skcriteria_ervd, ours="ervd")
def test_ervd_of_scikit_criteria(peer):
    for problem in problems(27):
        point = problem.values.mean(axis=0)
        ours = mcda.ervd(problem.table, problem.weights, reference_point=point).scores
        np.testing.assert_allclose(peer(problem, point), ours, **EXACT)
