"""The ELECTRE methods, kernels, distillation."""

from __future__ import annotations

from typing import Any

import numpy as np

from crosscheck.peers._peer import peer
from crosscheck.peers._tables import mcda_table


@peer("skcriteria")
def skcriteria_electre_i(
    problem: Any, concordance: float, discordance: float
) -> tuple[np.ndarray, ...]:
    """Kernel, relation, concordance and discordance."""
    from skcriteria.agg.electre import electre1

    return electre1(problem.values, problem.signs, problem.weights, p=concordance, q=discordance)


@peer("pyDecision")
def pydecision_electre_i(problem: Any, concordance: float, discordance: float) -> tuple[Any, ...]:
    """Concordance, discordance, relation, kernel and dominated, labels from 'a1'."""
    from pyDecision.algorithm import electre_i

    return electre_i(
        problem.oriented, problem.weights, c_hat=concordance, d_hat=discordance, graph=False
    )


@peer("mcda")
def mcda_electre_iv(problem: Any, concordance: float) -> np.ndarray:
    """The relation of ELECTRE I with a veto on each criterion."""
    from mcda.outranking.electre import Electre1

    method = Electre1(
        mcda_table(problem.table),
        problem.named(problem.weights),
        concordance,
        problem.named(problem.veto),
    )
    return method.construct().data.to_numpy(bool)


@peer("pyDecision")
def pydecision_electre_i_veto(problem: Any, concordance: float) -> np.ndarray:
    """The relation of ELECTRE I with a veto on each criterion."""
    from pyDecision.algorithm import electre_i_v

    found = electre_i_v(
        problem.oriented, problem.veto, problem.weights, c_hat=concordance, graph=False
    )
    return found[2].astype(bool)


@peer("mcda")
def mcda_kernel(relation: np.ndarray, *, contract: bool) -> set[int]:
    """The kernel of a relation; the empty set where it finds none."""
    from mcda.matrices import create_outranking_matrix
    from pandas import DataFrame

    matrix = create_outranking_matrix(DataFrame(relation.astype(int)))
    return set((matrix.cycle_reduction_matrix if contract else matrix).kernel)


@peer("pyDecision")
def pydecision_electre_is(problem: Any, concordance: float) -> tuple[Any, ...]:
    """Concordance, vetoes and, without the arcs on cycles, the kernel."""
    from pyDecision.algorithm.e_i_s import electre_i_s

    limits = problem.indifference, problem.preference, problem.veto
    found = electre_i_s(problem.oriented, *limits, problem.weights, False, concordance)
    return found[0], found[1].astype(bool), found[2]


@peer("pyDecision")
def pydecision_electre_ii(
    problem: Any, concordance: tuple[float, ...], discordance: tuple[float, ...]
) -> tuple[Any, ...]:
    """The strong and the weak relation, the latter without the former's meaning, and both rankings
    as sets of places, of which the one from above comes second."""
    from pyDecision.algorithm.e_ii import electre_ii

    found = electre_ii(problem.oriented, problem.weights, *concordance, *discordance)
    return found[2].astype(bool), found[3].astype(bool), *map(_groups, (found[5], found[4]))


@peer("skcriteria")
def skcriteria_electre_ii(
    problem: Any, concordance: tuple[float, ...], discordance: tuple[float, ...]
) -> list[float]:
    """The means of both ranks."""
    import skcriteria
    from skcriteria.agg.electre import ELECTRE2

    levels = dict(zip(("p2", "p1", "p0"), concordance, strict=True))
    levels |= dict(zip(("q1", "q0"), discordance, strict=True))
    data = skcriteria.mkdm(problem.values, problem.signs, weights=problem.weights)
    return [float(mean) for mean in ELECTRE2(**levels).evaluate(data).e_.score]


def _groups(classes: list[list[str]]) -> list[set[int]]:
    return [{int(label[1:]) - 1 for label in group} for group in classes]


@peer("pyDecision")
def pydecision_electre_iv(problem: Any) -> np.ndarray:
    """The credibility, with a diagonal of 0."""
    from pyDecision.algorithm.e_iv import credibility_matrix, m_count_matrices

    limits = problem.preference, problem.indifference, problem.veto
    return credibility_matrix(*m_count_matrices(problem.oriented, *limits))


@peer("pyDecision")
def pydecision_electre_tri_c(problem: Any, profiles: Any, cut_level: float) -> list[list[int]]:
    """The lowest and the highest categories, 0 the worst, without vetoes.

    One profile is characteristic of each category, or a list of them.
    """
    from pyDecision.algorithm.e_tri_c import electre_tri_c
    from pyDecision.algorithm.e_tri_nc import electre_tri_nc

    own = np.where(profiles.maximize, profiles.values, -profiles.values)
    size = own.shape[-1]
    ends = np.full((1, size), -1e9), np.full((1, size), 1e9)
    if own.ndim == 3:
        method, given = electre_tri_nc, [ends[0], *own, ends[1]]
    else:
        method, given = electre_tri_c, np.vstack([ends[0], own, ends[1]])
    found = method(
        problem.oriented,
        problem.weights,
        problem.indifference,
        problem.preference,
        [],
        given,
        cut_level,
        verbose=False,
    )
    return [[category - 1 for category in each] for each in found]


@peer("pyDecision")
def pydecision_electre_iii(problem: Any) -> tuple[Any, ...]:
    """Credibility with a diagonal of 0, and the descending and the ascending pre-order as sets of
    places."""
    from pyDecision.algorithm import electre_iii

    _, credibility, down, up, *_ = electre_iii(
        problem.oriented, problem.preference, problem.indifference, problem.veto, problem.weights
    )
    return credibility, _places(down), _places(up)


@peer("pyDecision")
def pydecision_distill(credibility: np.ndarray, *, descending: bool) -> list[set[int]]:
    """The classes of one distillation, best first."""
    from pyDecision.algorithm.e_iii import destilation_ascending, destilation_descending

    found = (destilation_descending if descending else destilation_ascending)(
        credibility * (1 - np.eye(len(credibility)))
    )
    return _places(found)


def _places(classes: list[str]) -> list[set[int]]:
    return [{int(label.strip()[1:]) - 1 for label in group.split(";")} for group in classes]


@peer("mcda")
def mcda_credibility(problem: Any) -> np.ndarray:
    """The credibility matrix of ELECTRE III."""
    from mcda.outranking.electre import Electre3

    thresholds = (
        problem.named(t) for t in (problem.indifference, problem.preference, problem.veto)
    )
    return (
        Electre3(mcda_table(problem.table), problem.named(problem.weights), *thresholds)
        .construct()
        .data.to_numpy()
    )


@peer("mcda")
def mcda_distill(credibility: np.ndarray, *, descending: bool) -> np.ndarray:
    """In which pairs the row is at least as good as the column, by one distillation."""
    from mcda.matrices import AdjacencyValueMatrix
    from mcda.outranking.electre import Electre3
    from mcda.scales import QuantitativeScale

    method = Electre3(None, {}, {}, {}, {})
    matrix = AdjacencyValueMatrix(credibility.tolist(), stype=QuantitativeScale)
    return method.distillation(matrix, ascending=not descending).data.to_numpy(bool)


@peer("mcda")
def mcda_electre_tri(problem: Any, profiles: Any, cut_level: float, rule: str) -> list[int]:
    """The categories, 0 the worst."""
    from mcda.outranking.electre import ElectreTri

    thresholds = (
        problem.named(t) for t in (problem.indifference, problem.preference, problem.veto)
    )
    limits = mcda_table(profiles)
    method = ElectreTri(
        mcda_table(problem.table), problem.named(problem.weights), limits, *thresholds, cut_level
    )
    return [int(category) for category in method.assign(pessimistic=rule == "pessimistic").data]


@peer("mcda")
def mcda_mr_sort(problem: Any, profiles: Any, majority: float) -> list[int]:
    """The categories, 0 the worst."""
    from mcda.outranking.mrsort import MRSort

    limits = mcda_table(profiles, like=problem.table)
    weights = problem.named(problem.weights)
    found = MRSort(mcda_table(problem.table), weights, limits, majority).assign()
    return [int(category) for category in found.data]


@peer("mcda")
def mcda_srmp(problem: Any, profiles: Any, order: list[int]) -> list[int]:
    """The ranks, 1 the best, numbered through."""
    from mcda.outranking.srmp import SRMP

    limits = mcda_table(profiles, like=problem.table)
    weights = problem.named(problem.weights)
    found = SRMP(mcda_table(problem.table), weights, limits, order).rank()
    return [int(rank) for rank in found.data]


@peer("pyDecision")
def pydecision_electre_tri(problem: Any, profiles: Any, cut_level: float, rule: str) -> list[int]:
    """The categories, 0 the worst; this peer numbers the best as 0."""
    from pyDecision.algorithm import electre_tri_b

    limits = np.where(profiles.maximize, profiles.values, -profiles.values)
    found = electre_tri_b(
        problem.oriented,
        W=problem.weights,
        Q=problem.indifference,
        P=problem.preference,
        V=problem.veto,
        B=limits.tolist(),
        cut_level=cut_level,
        rule={"pessimistic": "pc", "optimistic": "oc"}[rule],
        verbose=False,
    )
    return [len(limits) - number for number in found]
