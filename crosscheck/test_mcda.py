"""Scores: weighted sum, TOPSIS, VIKOR and PROMETHEE II against peers on random problems."""

import functools

import numpy as np
import pytest

from crosscheck import peers
from crosscheck.problems import problems
from decision_analysis import mcda

EXACT = {"rtol": 0, "atol": 1e-9}


def named(function, *arguments, **options):
    """Return a peer's function with some arguments given, which keeps the peer's name."""
    chosen = functools.partial(function, *arguments, **options)
    chosen.package = function.package
    chosen.__name__ = f"{function.package}-{arguments[0]}"
    return chosen


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [("minmax", "minmax"), ("vector", "vector"), ("max", "linear")],
    ids=lambda name: name,
)
@peers.against(named(peers.pymcdm, "WSM"), named(peers.pyrepo, "SAW"), ours="weighted_sum")
def test_weighted_sum(peer, ours, theirs):
    for problem in problems(11):
        scores = mcda.weighted_sum(problem.table, problem.weights, normalization=ours).scores
        np.testing.assert_allclose(peer(problem, normalization=theirs), scores, **EXACT)


@pytest.mark.parametrize("normalization", ["vector", "minmax"])
@peers.against(named(peers.pymcdm, "TOPSIS"), named(peers.pyrepo, "TOPSIS"), ours="topsis")
def test_topsis(peer, normalization):
    for problem in problems(12):
        scores = mcda.topsis(problem.table, problem.weights, normalization=normalization).scores
        np.testing.assert_allclose(peer(problem, normalization=normalization), scores, **EXACT)


@peers.against(peers.pymcdm_vikor_steps, peers.pydecision_vikor, ours="vikor")
def test_vikor_steps(peer):
    for problem in problems(14):
        result = mcda.vikor(problem.table, problem.weights)
        ours = [result.group_utility, result.regret, result.scores]
        np.testing.assert_allclose(peer(problem)[:3], ours, **EXACT)


@pytest.mark.parametrize("share", [0.0, 0.3, 1.0])
@peers.against(named(peers.pymcdm, "VIKOR"), named(peers.pyrepo, "VIKOR"), ours="vikor")
def test_vikor_by_weight_of_the_majority(peer, share):
    for problem in problems(15):
        scores = mcda.vikor(problem.table, problem.weights, strategy_weight=share).scores
        np.testing.assert_allclose(peer(problem, None, share), scores, **EXACT)


@peers.against(peers.skcriteria_vikor, ours="vikor")
def test_vikor_compromise(peer):
    sizes = set()
    for problem in problems(16):
        ours = mcda.vikor(problem.table, problem.weights)
        theirs = peer(problem)
        np.testing.assert_allclose(theirs.q_k, ours.scores, **EXACT)
        assert {problem.table.alternatives[i] for i in theirs.compromise_set} == set(
            ours.compromise
        )
        sizes.add(len(ours.compromise))
    assert {1, 2, 3} <= sizes


@pytest.mark.parametrize("shape", [shape for shape in peers.SHAPES if shape != "gaussian"])
@peers.against(
    peers.pymcdm_promethee,
    peers.pyrepo_promethee,
    peers.pydecision_promethee,
    peers.mcda_promethee,
    ours="promethee_ii",
)
def test_promethee_ii(peer, shape):
    same_net_flows(peer, shape)


@peers.against(peers.pyrepo_promethee, peers.pydecision_promethee, peers.mcda_promethee)
def test_promethee_ii_with_the_gaussian_shape(peer):
    same_net_flows(peer, "gaussian")


def same_net_flows(peer, shape):
    functions = {
        "usual": lambda q, p, s: mcda.preference.usual(),
        "u_shape": lambda q, p, s: mcda.preference.u_shape(q),
        "v_shape": lambda q, p, s: mcda.preference.v_shape(p),
        "level": lambda q, p, s: mcda.preference.level(q, p),
        "linear": lambda q, p, s: mcda.preference.linear(q, p),
        "gaussian": lambda q, p, s: mcda.preference.gaussian(s),
    }
    for problem in problems(17, most=6):
        thresholds = (problem.indifference, problem.preference, problem.veto)
        chosen = [functions[shape](*three) for three in zip(*thresholds, strict=True)]
        preference = dict(zip(problem.table.criterion_names, chosen, strict=True))
        scores = mcda.promethee_ii(problem.table, problem.weights, preference=preference).scores
        np.testing.assert_allclose(peer(problem, shape, *thresholds), scores, **EXACT)
