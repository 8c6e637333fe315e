"""FlowSort, PROMETHEE I and PROSA-C against peers on random problems."""

import numpy as np

from crosscheck import peers
from crosscheck.problems import problems
from decision_analysis import DecisionTable, mcda


def halfway(result, rule):
    """Say which alternatives are as far from one profile as from another."""
    flows = {
        "positive": (result.positive, result.profile_positive),
        "negative": (result.negative, result.profile_negative),
        "net": (
            result.positive - result.negative,
            result.profile_positive - result.profile_negative,
        ),
    }
    mine, theirs = flows[rule]
    apart = np.sort(np.abs(mine[:, None] - theirs), axis=1)
    return apart[:, 1] - apart[:, 0] < 1e-9


@peers.against(peers.pydecision_flowsort, ours="flowsort")
def test_flowsort(peer):
    generator = np.random.default_rng(5)
    met = set()
    for problem in problems(41):
        low, high = problem.oriented.min(axis=0) - 1, problem.oriented.max(axis=0) + 1
        inner = np.sort(generator.uniform(low, high, (2, len(low))), axis=0)
        oriented = np.vstack([low, inner, high])
        profiles = DecisionTable(
            oriented * problem.signs, problem.table.criteria, ["worst", "fair", "good", "best"]
        )
        preference = {
            name: mcda.preference.linear(q, p)
            for name, q, p in zip(
                problem.table.criterion_names, problem.indifference, problem.preference, strict=True
            )
        }
        for kind in ("limiting", "central"):
            found = peer(problem, oriented, kind, problem.indifference, problem.preference)
            for rule, categories in found.items():
                ours = mcda.flowsort(
                    problem.table,
                    problem.weights,
                    profiles=profiles,
                    preference=preference,
                    kind=kind,
                    rule=rule,
                )
                # halfway between two central profiles the peer takes the better category
                clear = ~halfway(ours, rule) | (kind == "limiting")
                assert np.array_equal(ours.assignment[clear], categories[clear]), (kind, rule)
                met.update(ours.assignment.tolist())
    assert met == {0, 1, 2, 3}


@peers.against(peers.pydecision_promethee_i, ours="promethee_i")
def test_promethee_i(peer):
    """On whole numbers with weights in 32nds, where the peer's flows are exact: it compares floats
    as they are."""
    rng = np.random.default_rng(6)
    for problem in problems(42):
        size = len(problem.weights)
        shares = (1 + rng.multinomial(32 - size, np.full(size, 1 / size))) / 32
        ours = mcda.promethee_i(problem.table, shares, preference=mcda.preference.usual())
        assert np.array_equal(peer(problem, shares), ours.matrix)


@peers.against(peers.pyrepo_prosa_c, ours="prosa_c")
def test_prosa_c(peer):
    rng = np.random.default_rng(7)
    for problem in problems(43, most=6):
        share = rng.random(len(problem.weights)).round(2)
        low, high = problem.indifference, problem.preference
        each = [mcda.preference.linear(q, p) for q, p in zip(low, high, strict=True)]
        ours = mcda.prosa_c(
            problem.table,
            problem.weights,
            preference=dict(zip(problem.table.criterion_names, each, strict=True)),
            sustainability=problem.named(share),
        )
        np.testing.assert_allclose(peer(problem, low, high, share), ours.scores, atol=1e-9)
