"""What holds of every influence diagram, checked against enumeration: run on a few in `tests`, on
many in `crosscheck`.

Each property takes a diagram and a generator, and says whether there was anything to compare.
"""

from __future__ import annotations

import itertools
from unittest import mock

import numpy as np
import pytest

from decision_analysis import diagrams, trees
from decision_analysis.diagrams import (
    Choice,
    InfluenceDiagram,
    Uncertain,
    Value,
    control,
    solve,
    value_of_information,
)
from decision_analysis.diagrams.factors._order import ancestors, descendants, temporal
from decision_analysis.errors import InvalidInputError
from random_diagrams import Enumerated, renamed, sampled

EXACT = {"rel": 1e-9, "abs": 1e-9}
CLOSE = {"rtol": 1e-9, "atol": 1e-9}
FEW = 400


def exactly(value):
    return pytest.approx(value, **EXACT)


def remembered(diagram):
    """Return what each choice knows with perfect recall, and the same in order of time with the
    choices between."""
    stages = temporal(diagram)
    time = {}
    for stage in stages:
        time |= dict.fromkeys([*stage.known, stage.choice])
    return {stage.choice: stage.known for stage in stages}, list(time)


# --- with perfect recall
# ----------------------------------------------------------------------------------------------


def recall_is_the_optimum_of_all_policies(diagram, rng):
    listed = Enumerated(diagram)
    best = listed.recalled(np.ones(len(listed.p), dtype=bool), remembered(diagram)[1])
    assert solve(diagram).value == exactly(best)
    mirrored = [
        Value(n.name, -n.payoffs, n.of) if isinstance(n, Value) else n
        for n in diagram.nodes.values()
    ]
    assert solve(InfluenceDiagram(mirrored), goal="min").value == exactly(-best)
    return True


def policy_is_optimal_in_every_information_state(diagram, rng):
    """Whatever was chosen before; what no choice makes possible is listed, and asking for it
    raises."""
    knows, time = remembered(diagram)
    listed = Enumerated(diagram, knows)
    solution = solve(diagram)
    for choice, known in knows.items():
        later = time[time.index(choice) + 1 :]
        policy, impossible = solution.policy[choice], solution.impossible[choice]
        assert policy.known == known
        assert len(policy) + len(impossible) == np.prod(listed.sizes(known))
        for state in np.ndindex(*listed.sizes(known)):
            key = tuple(diagram.states(n)[i] for n, i in zip(known, state, strict=True))
            rows = np.all(
                [listed.states[:, listed.at(n)] == i for n, i in zip(known, state, strict=True)],
                axis=0,
            )
            rows = np.broadcast_to(rows, len(listed.p))
            assert (key in policy) == rows.any()
            assert (key in impossible) != rows.any()
            if not rows.any():
                with pytest.raises(KeyError, match="must be possible under some policy"):
                    policy[key]
                continue
            own = listed.states[:, listed.at(choice)]
            worth = [
                listed.recalled(rows & (own == k), later)
                for k in range(len(diagram.states(choice)))
            ]
            assert worth[diagram.states(choice).index(policy[key])] == exactly(max(worth))
    return bool(knows)


def tree_is_worth_as_much(diagram, rng):
    solution = solve(diagram)
    tree = diagrams.to_tree(diagram)
    assert trees.rollback(tree).value == exactly(solution.value)
    found, profile = solution.distribution, trees.risk_profile(tree)
    assert profile.mean == exactly(found.mean)
    back = diagrams.from_tree(tree)
    again = solve(back)
    assert again.value == exactly(solution.value)
    assert trees.rollback(diagrams.to_tree(back)).value == exactly(solution.value)
    return True


def trees_of_samples_and_attributes_are_worth_as_much(diagram, rng):
    """By sample; values as attributes; names and labels of ours; and back to a diagram."""
    if rng.random() < 0.7:
        diagram = sampled(diagram, rng)
    if rng.random() < 0.5:
        diagram = renamed(diagram, rng)
    shape = diagram.sample_shape
    each = worth_by_sample(diagram)
    solution = solve(diagram)
    np.testing.assert_allclose(solution.value, each, **CLOSE)
    attributes = bool(rng.random() < 0.5)
    tree = diagrams.to_tree(diagram, attributes=attributes)
    wanted = dict.fromkeys(diagram.value_nodes, 1.0) if attributes else None
    assert set(trees.to_arrays(tree).attributes) == set(wanted or ())
    rolled = trees.rollback(tree, attribute=wanted)
    assert np.shape(rolled.value) == shape
    np.testing.assert_allclose(rolled.value, each, **CLOSE)
    if attributes and not shape:
        parts = [trees.rollback(tree, attribute=v, policy=rolled.strategy).value for v in wanted]
        assert sum(parts) == exactly(each)
    back = diagrams.from_tree(tree, attribute=wanted)
    np.testing.assert_allclose(solve(back).value, each, **CLOSE)
    np.testing.assert_allclose(trees.rollback(diagrams.to_tree(back)).value, each, **CLOSE)
    if not shape:
        found = diagrams.solve(back, recall=False, method="single_policy_updating").value
        assert found == exactly(each)  # a choice knows all that precedes it
    return True


def worth_by_sample(diagram):
    """Return what enumeration says that a diagram is worth, in every sample."""
    shape = diagram.sample_shape
    found = np.empty(shape)
    for index in np.ndindex(*shape):
        full = (*(0,) * (2 - len(shape)), *index)
        alone = InfluenceDiagram([one(node, full) for node in diagram.nodes.values()])
        listed = Enumerated(alone)
        every = np.ones(len(listed.p), dtype=bool)
        found[index] = listed.recalled(every, remembered(alone)[1])
    return found


def information_is_worth_between_nothing_and_clairvoyance(diagram, rng):
    """A signal is worth no more than what it is about, one uncertainty no more than two, and
    control of a root more."""
    stages = temporal(diagram)
    if not stages:
        return False
    first = stages[0].choice
    free = [n for n in diagram.uncertainties if n not in descendants(diagram, [first])]
    worth = {}
    for name in free:
        signal = Uncertain(
            "signal", ["a", "b", "c"], rng.dirichlet(np.ones(3), len(diagram.states(name))), [name]
        )
        signalled = InfluenceDiagram([*diagram.nodes.values(), signal])
        worth[name] = value_of_information(diagram, of=name, before=first).value
        assert (
            0
            <= value_of_information(signalled, of="signal", before=first).value
            <= worth[name] + 1e-9
        )
        if not diagram.parents(name):
            assert control(diagram, of=name, before=first).value >= worth[name] - 1e-9
    for pair in itertools.combinations(free, 2):
        assert (
            value_of_information(diagram, of=pair, before=first).value
            >= max(worth[n] for n in pair) - 1e-9
        )
    return bool(free)


def control_is_the_best_of_all_settings(diagram, rng):
    """Before the first choice, an uncertainty is set to the state with which the diagram is worth
    most."""
    for name in diagram.uncertainties:
        size = len(diagram.states(name))
        worth = []
        for state in np.eye(size):
            nodes = {**diagram.nodes, name: Uncertain(name, diagram.states(name), state)}
            fixed = InfluenceDiagram(list(nodes.values()))
            try:
                worth.append(solve(fixed).value)
            except InvalidInputError:  # choices that were ordered through what is cut
                return False
        stages = temporal(diagram)
        known = [
            n for n in (stages[0].known if stages else ()) if n not in descendants(diagram, [name])
        ]
        if not known:
            assert control(diagram, of=name).with_information == exactly(max(worth))
    return bool(diagram.uncertainties)


def observed(diagram, rng):
    """Return possible evidence on uncertainties that no choice influences, {} where there are
    none."""
    later = descendants(diagram, diagram.choices)
    free = [n for n in diagram.uncertainties if n not in later]
    if not free:
        return {}
    listed = Enumerated(diagram)
    row = listed.states[int(rng.integers(len(listed.p)))]
    some = rng.permutation(free)[: int(rng.integers(1, len(free) + 1))].tolist()
    return {name: diagram.states(name)[row[listed.at(name)]] for name in some}


def rows_with(listed, labels):
    """Return which joint states have some labels."""
    found = np.ones(len(listed.p), dtype=bool)
    for name, label in labels.items():
        found &= listed.states[:, listed.at(name)] == listed.diagram.states(name).index(label)
    return found


def chance_of(listed, rows, choices):
    """Return the probability of rows in which `choices` are free, which their probability does not
    depend on."""
    return listed.p[rows].sum() / np.prod([float(k) for k in listed.sizes(choices)])


def evidence_conditions_everything(diagram, rng):
    """The value, the policy in every information state, marginals and the distribution of the total
    payoff."""
    evidence = observed(diagram, rng)
    if not evidence:
        return False
    knows, time = remembered(diagram)
    listed = Enumerated(diagram, knows)
    rows = rows_with(listed, evidence)
    solution = solve(diagram, evidence=evidence)
    likely = chance_of(listed, rows, diagram.choices)
    assert solution.value == exactly(listed.recalled(rows, time) / likely)
    for choice, known in knows.items():
        own, later = listed.states[:, listed.at(choice)], time[time.index(choice) + 1 :]
        for key, option in solution.policy[choice].items():
            here = rows & rows_with(listed, dict(zip(known, key, strict=True)))
            worth = [
                listed.recalled(here & (own == k), later)
                for k in range(len(diagram.states(choice)))
            ]
            assert here.any()
            assert worth[diagram.states(choice).index(option)] == exactly(max(worth))
        assert all(
            not (rows & rows_with(listed, dict(zip(known, key, strict=True)))).any()
            for key in solution.impossible[choice]
        )
    policy = Enumerated(diagram).draw_policy(rng)
    fixed = solve(
        diagram, recall=False, policy=Enumerated(diagram).written(policy), evidence=evidence
    )
    rows &= Enumerated(diagram).kept(policy)
    assert fixed.value == exactly(listed.p[rows] @ listed.payoff[rows] / likely)
    for name in listed.names:
        shares = np.bincount(
            listed.states[rows, listed.at(name)], listed.p[rows], listed.sizes([name])[0]
        )
        np.testing.assert_allclose(list(fixed.marginal(name).values()), shares / likely, atol=1e-9)
    values, which = np.unique(listed.payoff[rows], return_inverse=True)
    shares = np.bincount(which.reshape(-1), listed.p[rows], len(values)) / likely
    np.testing.assert_allclose(fixed.distribution.values, values, **CLOSE)
    np.testing.assert_allclose(fixed.distribution.probabilities, shares, atol=1e-9)
    return True


def options_are_worth_what_enumeration_says(diagram, rng, evidence=None):
    """With recall: later choices are optimal, earlier ones part of what is known; the policy takes
    the best."""
    knows, time = remembered(diagram)
    listed = Enumerated(diagram, knows)
    goal, sign = (("max", 1), ("min", -1))[int(rng.integers(2))]
    listed.payoff *= sign
    given = np.ones(len(listed.p), dtype=bool) if evidence is None else rows_with(listed, evidence)
    solution = solve(diagram, goal=goal, evidence=evidence)
    for choice, known in knows.items():
        own, later = listed.states[:, listed.at(choice)], time[time.index(choice) + 1 :]
        free = [n for n in later if n in diagram.choices]
        options = solution.options[choice]
        assert options.known == known
        assert list(options) == list(solution.policy[choice])
        assert len(options) == len(solution.policy[choice])
        for key, worth in options.items():
            rows = given & rows_with(listed, dict(zip(known, key, strict=True)))
            assert tuple(worth) == diagram.states(choice)
            for k, value in enumerate(worth.values()):
                taken = rows & (own == k)
                best = listed.recalled(taken, later) / chance_of(listed, taken, free)
                assert sign * value == exactly(best)
            best = max(sign * value for value in worth.values())
            assert sign * worth[solution.policy[choice][key]] == exactly(best)
    return bool(knows)


def options_given_evidence(diagram, rng):
    evidence = observed(diagram, rng)
    return bool(evidence) and options_are_worth_what_enumeration_says(diagram, rng, evidence)


def options_of_samples_equal_a_loop(diagram, rng):
    """Given evidence too, where it is possible in all samples; all at once, and state by state."""
    diagram = sampled(diagram, rng)
    if not (diagram.sample_shape and diagram.choices):
        return False
    evidence = observed_in_all(diagram, rng)
    solution = solve(diagram, evidence=evidence)
    assert np.shape(solution.value) == diagram.sample_shape
    alone = {index: solution.at(index) for index in np.ndindex(*diagram.sample_shape)}
    for index, single in alone.items():
        full = (*(0,) * (2 - len(index)), *index)
        again = solve(
            InfluenceDiagram([one(n, full) for n in diagram.nodes.values()]), evidence=evidence
        )
        assert single.value == exactly(again.value)
    for choice in diagram.choices:
        options = solution.options[choice]
        every = set.intersection(*(set(single.options[choice]) for single in alone.values()))
        assert set(options) == every
        with mock.patch("decision_analysis.diagrams.answers._options.OPTIONS_AT_ONCE", 0):
            apart = dict(solution.options[choice])
        assert list(apart) == list(options)
        for key, worth in options.items():
            for option, values in worth.items():
                assert values.shape == diagram.sample_shape
                np.testing.assert_allclose(apart[key][option], values, **CLOSE)
                for index, single in alone.items():
                    assert values[index] == exactly(single.options[choice][key][option])
    return True


def observed_in_all(diagram, rng):
    """Return evidence that is possible in every sample, or None."""
    later = descendants(diagram, diagram.choices)
    solution = solve(diagram)
    likely = {n: solution.marginal(n) for n in diagram.uncertainties if n not in later}
    found = [(n, s) for n, states in likely.items() for s, p in states.items() if np.all(p > 0)]
    return dict([found[int(rng.integers(len(found)))]]) if found else None


# --- with limited memory
# ----------------------------------------------------------------------------------------------


def limited_memory_is_the_optimum_of_all_policies(diagram, rng):
    listed = Enumerated(diagram)
    if listed.count() > FEW:
        return False
    best = max(map(listed.mean, listed.policies()))
    assert solve(diagram, recall=False).value == exactly(best)
    updated = solve(diagram, recall=False, method="single_policy_updating").value
    assert updated <= best + 1e-9
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


# --- under limits on risk
# ---------------------------------------------------------------------------------------------


def limits_are_met_as_well_as_any_policy_can(diagram, rng, recall=False):
    listed = Enumerated(diagram, remembered(diagram)[0] if recall else None)
    if listed.count() > FEW:
        return False
    goal, sign = (("max", 1), ("min", -1))[int(rng.integers(2))]
    found = [listed.distribution(policy) for policy in listed.policies()]
    means = np.array([sign * values @ p for values, p in found])
    level = float(rng.uniform(0.05, 1.0))
    tails = np.array([worst_mean(sign * values, p, level) for values, p in found])
    threshold = float(rng.choice(np.concatenate([values for values, _ in found])))
    reached = np.array([p[sign * values >= sign * threshold - 1e-9].sum() for values, p in found])
    limit, least = rng.choice(tails), rng.choice(reached)
    for cvar, chance in (((level, sign * limit), None), (None, (threshold, min(least, 1.0)))):
        allowed = tails >= limit - 1e-9 if cvar else reached >= least - 1e-9
        solution = solve(diagram, goal=goal, recall=recall, cvar=cvar, chance=chance)
        assert sign * solution.value == exactly(means[allowed].max())
    both = (tails >= limit - 1e-9) & (reached >= least - 1e-9)
    arguments = {
        "goal": goal,
        "recall": recall,
        "cvar": (level, sign * limit),
        "chance": (threshold, min(least, 1.0)),
    }
    if both.any():
        assert sign * solve(diagram, **arguments).value == exactly(means[both].max())
    else:
        with pytest.raises(InvalidInputError, match="no policy meets the limits"):
            solve(diagram, **arguments)
    with pytest.raises(InvalidInputError, match="no policy meets the limits"):
        solve(diagram, goal=goal, recall=recall, cvar=(level, sign * (tails.max() + 1.0)))
    return True


def limits_are_met_with_recall_too(diagram, rng):
    return limits_are_met_as_well_as_any_policy_can(diagram, rng, recall=True)


def worst_mean(values, p, level):
    """Return the mean of the worst `level` share of values, to be maximized."""
    order = np.argsort(values)
    left, total = level, 0.0
    for value, share in zip(values[order], p[order], strict=True):
        total += value * min(share, left)
        left -= min(share, left)
    return total / (level - left)


# --- under a policy that is given
# -------------------------------------------------------------------------------------


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


def positions(listed, solution):
    """Return the policy of a solution as arrays; where it has none because a state is impossible,
    the first option."""
    found = {}
    for choice, known in listed.knows.items():
        chosen = np.zeros(listed.sizes(known), dtype=int)
        labels = [listed.diagram.states(n) for n in known]
        for key, option in solution.policy[choice].items():
            place = tuple(words.index(label) for words, label in zip(labels, key, strict=True))
            chosen[place] = listed.diagram.states(choice).index(option)
        found[choice] = chosen
    return found


# --- with samples
# --------------------------------------------------------------------------------------------------


def samples_equal_a_loop(diagram, rng):
    """Sampled tables of several shapes, some not sampled at all, against one diagram for each
    sample."""
    shape = (2, 3)
    nodes = []
    for node in diagram.nodes.values():
        if isinstance(node, Choice):
            nodes.append(node)
            continue
        leading = [(), (3,), (2, 1), (2, 3)][int(rng.integers(4))]
        if isinstance(node, Uncertain):
            array = node.probabilities
            mixed = rng.random((*leading, *array.shape)) * (array > 0) + 1e-3 * (array > 0)
            nodes.append(
                Uncertain(node.name, node.states, mixed / mixed.sum(-1, keepdims=True), node.given)
            )
        else:
            nodes.append(
                Value(
                    node.name,
                    node.payoffs + rng.integers(-5, 6, (*leading, *node.payoffs.shape)),
                    node.of,
                )
            )
    sampled = InfluenceDiagram(nodes)
    solution = solve(sampled)
    value = np.broadcast_to(solution.value, sampled.sample_shape)
    assert np.shape(solution.value) == sampled.sample_shape
    for index in np.ndindex(*shape):
        single = InfluenceDiagram([one(node, index) for node in nodes])
        alone = solve(single)
        own = index[len(shape) - len(sampled.sample_shape) :]
        own = tuple(min(i, n - 1) for i, n in zip(own, sampled.sample_shape, strict=True))
        assert value[own] == exactly(alone.value)
        if sampled.sample_shape:
            picked = solution.at(own)
            assert picked.value == exactly(alone.value)
            assert {c: dict(p) for c, p in picked.policy.items()} == {
                c: dict(p) for c, p in alone.policy.items()
            }
            for name in diagram.uncertainties:
                some = [
                    np.broadcast_to(p, sampled.sample_shape)[own]
                    for p in solution.marginal(name).values()
                ]
                np.testing.assert_allclose(some, list(alone.marginal(name).values()), atol=1e-9)
    return bool(sampled.sample_shape)


def one(node, index):
    """Return the node of one sample."""
    if isinstance(node, Choice):
        return node
    array = np.asarray(node.probabilities if isinstance(node, Uncertain) else node.payoffs)
    samples = (
        array.ndim
        - len(node.given if isinstance(node, Uncertain) else node.of)
        - isinstance(node, Uncertain)
    )
    place = tuple(
        0 if size == 1 else i for i, size in zip(index[2 - samples :], array.shape, strict=False)
    )
    if isinstance(node, Uncertain):
        return Uncertain(node.name, node.states, array[place], node.given)
    return Value(node.name, array[place], node.of)


RECALL = [
    recall_is_the_optimum_of_all_policies,
    policy_is_optimal_in_every_information_state,
    tree_is_worth_as_much,
    trees_of_samples_and_attributes_are_worth_as_much,
    information_is_worth_between_nothing_and_clairvoyance,
    control_is_the_best_of_all_settings,
    limits_are_met_with_recall_too,
    samples_equal_a_loop,
    evidence_conditions_everything,
    options_are_worth_what_enumeration_says,
    options_given_evidence,
    options_of_samples_equal_a_loop,
]
LIMITED = [
    limited_memory_given_evidence_is_the_optimum_of_all_policies,
    options_under_a_policy_are_those_of_enumeration,
    limited_memory_is_the_optimum_of_all_policies,
    no_single_change_improves_an_updated_policy,
    limits_are_met_as_well_as_any_policy_can,
    distribution_and_marginals_are_those_of_enumeration,
    plain_data_keep_a_diagram,
]
