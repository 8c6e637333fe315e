"""FlowSort against a peer on random problems."""

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
