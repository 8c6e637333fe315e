"""The ELECTRE methods, MR-Sort, SRMP, permutation, kernels and distillation, against peers on
random problems and against definitions."""

import dataclasses
import itertools

import networkx as nx
import numpy as np
import pytest

from crosscheck import peers
from crosscheck.problems import problems
from decision_analysis import DecisionTable, Relation, mcda

EXACT = {"rtol": 0, "atol": 1e-9}


def thresholds(problem):
    """Return the three thresholds of a problem as our options."""
    return {
        kind: problem.named(getattr(problem, kind))
        for kind in ("indifference", "preference", "veto")
    }


@peers.against(peers.skcriteria_electre_i, peers.pydecision_electre_i, ours="electre_i")
def test_electre_i(peer):
    for problem in problems(21):
        ours = mcda.electre_i(problem.table, problem.weights, concordance=0.6, discordance=0.4)
        found = peer(problem, 0.6, 0.4)
        pydecision = peer is peers.pydecision_electre_i
        concordance, discordance, relation = (
            found[:3] if pydecision else (found[2], found[3], found[1])
        )
        apart = ~np.eye(len(problem.values), dtype=bool)
        np.testing.assert_allclose(concordance[apart], ours.concordance[apart], **EXACT)
        np.testing.assert_allclose(discordance[apart], ours.discordance[apart], **EXACT)
        assert np.array_equal(relation.astype(bool), ours.matrix)


@peers.against(peers.mcda_electre_iv, peers.pydecision_electre_i_veto, ours="electre_i")
def test_electre_i_with_a_veto_on_each_criterion(peer):
    vetoed = 0
    # a shortfall that equals the veto is another matter: see the known disagreements
    more = 0.25 if peer is peers.pydecision_electre_i_veto else 0
    for drawn in problems(22, most=6):
        problem = dataclasses.replace(drawn, veto=drawn.veto + more)
        veto = problem.named(problem.veto)
        ours = mcda.electre_i(problem.table, problem.weights, concordance=0.55, veto=veto).matrix
        apart = ~np.eye(len(problem.values), dtype=bool)
        assert np.array_equal(peer(problem, 0.55)[apart], ours[apart])
        vetoed += (
            ours.sum()
            < mcda.electre_i(
                problem.table, problem.weights, concordance=0.55, veto=1e6
            ).matrix.sum()
        )
    assert vetoed > 50


def relations(seed, *, cyclic, count=300):
    """Yield random relations of 3 to 7 alternatives."""
    rng = np.random.default_rng(seed)
    for _ in range(count):
        size = int(rng.integers(3, 8))
        matrix = rng.random((size, size)) < 0.35
        order = rng.permutation(size)
        matrix = (
            matrix & ~np.eye(size, dtype=bool)
            if cyclic
            else np.triu(matrix, 1)[np.ix_(order, order)]
        )
        yield Relation(method="random", alternatives=tuple(map(str, range(size))), matrix=matrix)


def kernels(matrix):
    """Return every set of which no member stands above another and some member stands above each
    outsider."""
    size = len(matrix)
    for chosen in itertools.product([False, True], repeat=size):
        inside = np.array(chosen)
        if (
            not matrix[np.ix_(inside, inside)].any()
            and matrix[inside][:, ~inside].any(axis=0).all()
        ):
            yield set(np.flatnonzero(inside).tolist())


def test_the_kernel_without_cycles_is_the_only_set_that_is_one():
    for relation in relations(23, cyclic=False):
        (only,) = kernels(relation.matrix)
        assert {int(label) for label in relation.kernel()} == only
        assert {int(label) for label in relation.kernel(cycles="exact")} == only


@pytest.mark.filterwarnings("ignore:.*was contracted")
@pytest.mark.parametrize("cyclic", [False, True])
@peers.against(peers.mcda_kernel, ours="electre_i")
def test_kernel(peer, cyclic):
    for relation in relations(24, cyclic=cyclic, count=200):
        ours = {int(label) for label in relation.kernel()}
        assert peer(relation.matrix, contract=cyclic) == ours


@peers.against(peers.mcda_credibility, peers.pydecision_electre_iii, ours="electre_iii")
def test_credibility(peer):
    for problem in problems(25, most=6):
        ours = mcda.electre_iii(problem.table, problem.weights, **thresholds(problem)).credibility
        found = peer(problem)
        theirs = found[0] if peer is peers.pydecision_electre_iii else found
        apart = ~np.eye(len(ours), dtype=bool)
        np.testing.assert_allclose(theirs[apart], ours[apart], **EXACT)


def profiles(problem, rng):
    """Return two random profiles, worst first, on the scale of a problem."""
    table = problem.table
    low, high = problem.values.min(axis=0), problem.values.max(axis=0)
    shares = np.sort(rng.uniform(0.1, 0.9, (2, len(low))), axis=0)
    shares[1] += 0.05
    limits = low + (high - low) * np.where(table.maximize, shares, 1 - shares)
    return DecisionTable(limits, table.criteria, ["b1", "b2"])


@pytest.mark.parametrize("rule", ["pessimistic", "optimistic"])
@peers.against(peers.mcda_electre_tri, peers.pydecision_electre_tri, ours="electre_tri")
def test_electre_tri(peer, rule):
    """pyDecision's pessimistic rule is another for who is indifferent to a profile: see the known
    disagreements."""
    rng = np.random.default_rng(27)
    other_rule = peer is peers.pydecision_electre_tri and rule == "pessimistic"
    compared, categories = 0, set()
    for problem in problems(28, most=6):
        limits = profiles(problem, rng)
        ours = mcda.electre_tri(
            problem.table,
            problem.weights,
            profiles=limits,
            cut_level=0.7,
            rule=rule,
            **thresholds(problem),
        )
        indifferent = ((ours.credibility >= 0.7) & (ours.profile_credibility >= 0.7)).any(axis=1)
        same = ~indifferent if other_rule else np.ones_like(indifferent)
        theirs = np.array(peer(problem, limits, 0.7, rule))
        assert np.array_equal(theirs[same], ours.assignment[same])
        compared += same.sum()
        categories.update(ours.assignment[same].tolist())
    assert compared >= 200
    assert categories == {0, 1, 2}


@peers.against(peers.pydecision_electre_is, ours="electre_is")
def test_electre_is(peer):
    """Shortfalls that equal their veto are vetoed by the peer: see the known disagreements."""
    vetoed = 0
    for problem in problems(29, most=6):
        level = 0.55
        ours = mcda.electre_is(
            problem.table, problem.weights, concordance=level, **thresholds(problem)
        )
        concordance, vetoes, _ = peer(problem, level)
        np.testing.assert_allclose(concordance, ours.concordance, **EXACT)
        whole = (problem.values % 1 == 0).all()
        # the formula of eta asks for s + w < 1, and is of no account below the level
        if not whole and (level + problem.weights < 1).all():
            enough = ours.concordance >= level
            assert np.array_equal(vetoes[enough], ours.discordance[enough].astype(bool))
            vetoed += (ours.discordance[enough] == 1).sum()
    assert vetoed > 20


@peers.against(peers.pydecision_electre_ii, ours="electre_ii")
def test_electre_ii(peer):
    """With d- = d+ both have the same relations; who stands on a cycle is another matter."""
    compared = 0
    for problem in problems(30, most=7):
        concordance, discordance = (0.55, 0.65, 0.75), (0.6, 0.6)
        ours = mcda.electre_ii(
            problem.table,
            problem.weights,
            concordance_levels=concordance,
            discordance_levels=discordance,
        )
        if not nx.is_directed_acyclic_graph(
            nx.from_numpy_array(ours.weak, create_using=nx.DiGraph)
        ):
            continue
        strong, weak, direct, inverse = peer(problem, concordance, discordance)
        assert np.array_equal(strong, ours.strong)
        assert np.array_equal(weak, ours.weak)
        for classes, ranks in ((direct, ours.direct_ranks), (inverse, ours.inverse_ranks)):
            assert classes == [
                set(np.flatnonzero(ranks == n).tolist()) for n in range(1, ranks.max() + 1)
            ]
        compared += 1
    assert compared > 100


@peers.against(peers.pydecision_electre_iv, ours="electre_iv")
def test_electre_iv(peer):
    """Of canonical and veto-dominance the peer has other conditions: see the known
    disagreements."""
    for problem in problems(31, most=6):
        ours = mcda.electre_iv(problem.table, **thresholds(problem)).credibility
        apart = ~np.eye(len(ours), dtype=bool)
        theirs = peer(problem)[apart]
        for holds in (lambda c: c == 1, lambda c: c >= 0.6, lambda c: c >= 0.4):
            assert np.array_equal(holds(theirs), holds(ours[apart]))


@pytest.mark.parametrize("several", [False, True])
@peers.against(peers.pydecision_electre_tri_c, ours="electre_tri_c electre_tri_nc")
def test_electre_tri_c(peer, several):
    rng = np.random.default_rng(32)
    ranges = 0
    for problem in problems(33, most=6):
        limits = profiles(problem, rng)
        without_veto = {k: v for k, v in thresholds(problem).items() if k != "veto"}
        options = {"cut_level": 0.65, **without_veto}
        if several:
            spread = np.ptp(limits.values, axis=0) * rng.uniform(-0.3, 0.3, (2, 2, 1))
            given = limits.with_values(limits.values + spread)  # (r, category, criterion)
            members = np.moveaxis(given.values, 0, 1)
            labels = [f"{c}{r}" for c in "bg" for r in range(2)]
            flat = DecisionTable(members.reshape(4, -1), limits.criteria, labels)
            ours = mcda.electre_tri_nc(
                problem.table,
                problem.weights,
                profiles=flat,
                profile_categories={label: label[0] for label in labels},
                **options,
            )
            asked = limits.with_values(members)
        else:
            ours = mcda.electre_tri_c(problem.table, problem.weights, profiles=limits, **options)
            asked = limits
        lowest, highest = peer(problem, asked, 0.65)
        assert ours.lowest.tolist() == lowest
        assert ours.highest.tolist() == highest
        ranges += (ours.lowest < ours.highest).sum()
    assert ranges > 50


@peers.against(peers.mcda_mr_sort, ours="mr_sort")
def test_mr_sort(peer):
    rng = np.random.default_rng(29)
    categories = set()
    for problem in problems(30):
        limits, majority = profiles(problem, rng), float(rng.uniform(0.5, 1))
        ours = mcda.mr_sort(problem.table, problem.weights, profiles=limits, majority=majority)
        assert peer(problem, limits, majority) == ours.assignment.tolist()
        categories.update(ours.assignment.tolist())
    assert categories == {0, 1, 2}


@peers.against(peers.mcda_srmp, ours="srmp")
def test_srmp(peer):
    rng = np.random.default_rng(31)
    for problem in problems(32):
        limits, order = profiles(problem, rng), rng.permutation(2).tolist()
        labels = [limits.alternatives[place] for place in order]
        ours = mcda.srmp(problem.table, problem.weights, profiles=limits, order=labels)
        classes = ours.scores.max() + 1 - ours.scores
        assert peer(problem, limits, order) == classes.tolist()


def test_permutation_by_trying_all():
    for problem in problems(33, most=6):
        ours = mcda.permutation(problem.table, problem.weights)
        x = problem.oriented.T
        c = (problem.weights[:, None, None] * (x[:, :, None] >= x[:, None, :])).sum(axis=0)
        every = itertools.permutations(range(len(problem.values)))
        best = max(sum(c[k, b] - c[b, k] for k, b in itertools.combinations(o, 2)) for o in every)
        assert abs(ours.value - best) < 1e-9
