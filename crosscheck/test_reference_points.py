"""SPOTIS, RIM, COMET and the consistency of triads against peers on random problems."""

import itertools

import numpy as np

from crosscheck import peers
from crosscheck.problems import COUNT, problems
from decision_analysis import mcda

EXACT = {"rtol": 0, "atol": 1e-9}


def bounds_of(problem):
    """Return bounds (C, 2) around a problem's performances, and the same by name."""
    low, high = problem.values.min(axis=0), problem.values.max(axis=0)
    ends = np.stack([low - 1, high + 2], axis=-1)
    return ends, dict(zip(problem.table.criterion_names, map(tuple, ends.tolist()), strict=True))


@peers.peer("pymcdm")
def pymcdm(name, problem, *options):
    from pymcdm import methods

    return getattr(methods, name)(*options)(problem.values, problem.weights, problem.signs)


@peers.peer("pymcdm")
def pymcdm_rim(problem, ideals, ranges):
    return pymcdm("RIM", problem, ranges, ideals)


@peers.peer("skcriteria")
def skcriteria_rim(problem, ideals, ranges):
    import skcriteria
    from skcriteria.agg.rim import RIM

    matrix = skcriteria.mkdm(problem.values, problem.signs, weights=problem.weights)
    pairs = [[tuple(pair) for pair in ends.tolist()] for ends in (ideals, ranges)]
    return RIM().evaluate(matrix, ref_ideals=pairs[0], ranges=pairs[1]).e_.score


@peers.peer("pymcdm")
def pymcdm_comet(problem, levels):
    from pymcdm.methods import COMET, TOPSIS
    from pymcdm.methods.comet_tools import MethodExpert

    expert = MethodExpert(TOPSIS(), problem.weights, problem.signs)
    return COMET(levels, expert)(problem.values, None, None)


@peers.peer("pymcdm")
def pymcdm_triads(judgements):
    from pymcdm.methods.comet_tools import triads_consistency

    return triads_consistency(judgements)


@peers.peer("pyDecision")
def pydecision_triads(judgements):
    from pyDecision.algorithm import rancom

    # the share of triads that are not consistent
    return 1 - rancom.triad_consistency_coefficient(judgements)[0]


@peers.against(pymcdm, ours="balanced_spotis spotis")
def test_spotis(peer):
    rng = np.random.default_rng(1)
    for problem in problems(21):
        ends, bounds = bounds_of(problem)
        wanted = rng.uniform(*ends.T)
        expected, share = problem.named(wanted), float(rng.random())
        table, weights = problem.table, problem.weights
        plain = mcda.spotis(table, weights, bounds=bounds)
        np.testing.assert_allclose(peer("SPOTIS", problem, ends), plain.scores, **EXACT)
        point = mcda.spotis(table, weights, bounds=bounds, expected_solution=expected)
        np.testing.assert_allclose(peer("SPOTIS", problem, ends, wanted), point.scores, **EXACT)
        between = mcda.balanced_spotis(
            table, weights, bounds=bounds, expected_solution=expected, balance=share
        )
        theirs = peer("BalancedSPOTIS", problem, ends, wanted, share)
        np.testing.assert_allclose(theirs, between.scores, **EXACT)


@peers.against(pymcdm_rim, skcriteria_rim, ours="rim")
def test_rim(peer):
    rng = np.random.default_rng(2)
    for problem in problems(22):
        ends, ranges = bounds_of(problem)
        ideals = np.sort(rng.uniform(*ends.T, (2, len(ends))).T, axis=-1)
        named = dict(zip(ranges, map(tuple, ideals.tolist()), strict=True))
        ours = mcda.rim(problem.table, problem.weights, ranges=ranges, reference_ideals=named)
        np.testing.assert_allclose(peer(problem, ideals, ends), ours.scores, **EXACT)


@peers.against(pymcdm_comet, ours="comet")
def test_comet(peer):
    small = (problem for problem in problems(23, 3 * COUNT) if len(problem.weights) < 4)
    for problem in itertools.islice(small, COUNT):
        ends, _ = bounds_of(problem)
        # levels at odd places, so that no two objects tie: the peer takes rounding for a difference
        levels = [np.array([low, low + 0.37 * (high - low), high]) for low, high in ends]
        ours = mcda.comet(
            problem.table,
            characteristic_values=dict(zip(problem.table.criterion_names, levels, strict=True)),
            expert=lambda objects, w=problem.weights: mcda.topsis(
                objects, w, normalization="minmax"
            ),
        )
        np.testing.assert_allclose(peer(problem, levels), ours.scores, **EXACT)


@peers.against(pymcdm_triads, pydecision_triads, ours="triad_consistency")
def test_triads(peer):
    rng = np.random.default_rng(3)
    for _ in range(COUNT):
        upper = np.triu(rng.choice([0, 0.5, 1], (7, 7)), 1)
        judged = upper + (np.triu(np.ones((7, 7)), 1) - upper).T + np.eye(7) / 2
        np.testing.assert_allclose(peer(judged), mcda.triad_consistency(judged), **EXACT)
