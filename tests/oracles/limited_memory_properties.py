"""What holds of every influence diagram with limited memory, and of given policies.

Each property takes a diagram and a generator, and says whether there was anything to compare.
"""

from __future__ import annotations

import numpy as np

from decision_analysis import diagrams
from decision_analysis.diagrams import solve
from decision_analysis.diagrams.factors import ancestors
from oracles.enumerated_diagrams import Enumerated, chance_of, exactly, positions, rows_with
from oracles.random_diagrams import observed

FEW = 400


def limited_memory_given_evidence_is_the_optimum_of_all_policies(diagram, rng):
    listed = Enumerated(diagram)
    evidence = observed(diagram, rng)
    if listed.count() > FEW or not evidence:
        return False
    rows = rows_with(listed, evidence)
    likely = chance_of(listed, rows, diagram.choices)
    kept = (rows & listed.kept(policy) for policy in listed.policies())
    best = max(listed.p[k] @ listed.payoff[k] for k in kept) / likely
    solution = solve(diagram, recall=False, evidence=evidence)
    assert solution.value == exactly(best)
    for choice in diagram.choices:
        for key, worth in solution.options[choice].items():
            assert worth[solution.policy[choice][key]] == exactly(max(worth.values()))
    return True


def options_under_a_policy_are_those_of_enumeration(diagram, rng):
    """All other choices follow the policy; where that never leads, earlier ones take every option
    equally often."""
    listed = Enumerated(diagram)
    policy = listed.draw_policy(rng)
    solution = solve(diagram, recall=False, policy=listed.written(policy))
    for choice, known in listed.knows.items():
        others = {c: p for c, p in policy.items() if c != choice}
        before = ancestors(diagram, [choice])
        later = {c: p for c, p in others.items() if c not in before}
        own = listed.states[:, listed.at(choice)]
        for key, worth in solution.options[choice].items():
            here = rows_with(listed, dict(zip(known, key, strict=True)))
            for k, value in enumerate(worth.values()):
                rows = here & (own == k) & listed.kept(others)
                if not rows.any():
                    rows = here & (own == k) & listed.kept(later)
                assert value == exactly(listed.p[rows] @ listed.payoff[rows] / listed.p[rows].sum())
        reached = {k for k in solution.policy[choice] if k in solution.options[choice]}
        assert len(reached) == len(solution.options[choice]) == len(solution.policy[choice])
    return bool(policy)


def limited_memory_is_the_optimum_of_all_policies(diagram, rng):
    listed = Enumerated(diagram)
    if listed.count() > FEW:
        return False
    best = max(map(listed.mean, listed.policies()))
    assert solve(diagram, recall=False).value == exactly(best)
    updated = solve(diagram, recall=False, method="single_policy_updating").value
    assert updated <= best + 1e-9
    return True


def no_single_change_improves_an_updated_policy(diagram, rng):
    """Of the options of one choice in one information state, that is."""
    listed = Enumerated(diagram)
    solution = solve(diagram, recall=False, method="single_policy_updating")
    policy = positions(listed, solution)
    assert solution.value == exactly(listed.mean(policy))
    for choice, chosen in policy.items():
        for place in np.ndindex(chosen.shape):
            for option in range(listed.sizes([choice])[0]):
                changed = chosen.copy()
                changed[place] = option
                assert listed.mean({**policy, choice: changed}) <= solution.value + 1e-9
    return bool(policy)


def distribution_and_marginals_are_those_of_enumeration(diagram, rng):
    listed = Enumerated(diagram)
    policy = listed.draw_policy(rng)
    solution = solve(diagram, recall=False, policy=listed.written(policy))
    assert solution.value == exactly(listed.mean(policy))
    values, p = listed.distribution(policy)
    np.testing.assert_allclose(solution.distribution.values, values, rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(solution.distribution.probabilities, p, rtol=1e-9, atol=1e-9)
    rows = listed.kept(policy)
    for name in listed.names:
        shares = np.bincount(
            listed.states[rows, listed.at(name)], listed.p[rows], listed.sizes([name])[0]
        )
        np.testing.assert_allclose(list(solution.marginal(name).values()), shares, atol=1e-9)
    assert positions(listed, solution).keys() == policy.keys()
    assert solve(diagram, recall=False, policy=solution).value == exactly(solution.value)
    return True


def plain_data_keep_a_diagram(diagram, rng):
    again = diagrams.from_dict(diagrams.to_dict(diagram))
    assert list(again.nodes) == list(diagram.nodes)
    assert repr(again) == repr(diagram)
    assert solve(again, recall=False, method="single_policy_updating").value == exactly(
        solve(diagram, recall=False, method="single_policy_updating").value
    )
    return True
