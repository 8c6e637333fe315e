"""Rows on the ELECTRE methods, MR-Sort and SRMP."""

from __future__ import annotations

from typing import Any

import numpy as np

from crosscheck import peers
from crosscheck.disagreements._record import Disagreement, calmly, problem
from decision_analysis import DecisionTable, Relation, mcda

CHAIN = problem([[3, 4], [4, 2], [5, 0]], [0.5, 0.5])
LONGER = problem([[5, 9, 0], [1, 7, 1], [0, 6, 4], [2, 1, 4]], [1 / 3, 1 / 3, 1 / 3])
CYCLE = np.array([[0, 1, 0], [1, 0, 1], [0, 0, 0]], dtype=bool)
TEN = problem([[10 - i] for i in range(10)], [1], indifference=[0], preference=[0.5], veto=[100])
TWINS = problem([[1, 2], [1, 2]], [0.5, 0.5], indifference=[0, 0], preference=[0, 0], veto=[9, 9])
AT_VETO = problem([[0, 5], [3, 5]], [0.3, 0.7], indifference=[0, 0], preference=[1, 1], veto=[3, 3])
WEAKLY = problem([[1, 3, 1], [3, 1, 0], [3, 0, 1]], [0.4, 0.35, 0.25])
WEAK_LEVELS = (0.55, 0.65, 0.75), (0.4, 0.7)
HALF = problem(
    [[3, 3, 0, 0], [0, 0, 3, 0]], [0.25] * 4, indifference=[1] * 4, preference=[2] * 4, veto=[9] * 4
)
CANONICAL = problem(
    [[3, 0, 0.5, 0.5], [0, 2, 0, 0]],
    [0.25] * 4,
    indifference=[1] * 4,
    preference=[2] * 4,
    veto=[9] * 4,
)
LIMIT = problem(
    [[5, 5], [1, 9], [5, 9]], [0.5, 0.5], indifference=[1, 1], preference=[2, 2], veto=[9, 9]
)
PROFILE = DecisionTable([[5, 5]], ["c1", "c2"], ["b1"])
SHARES = problem([[1, 1, 0], [0, 0, 1]], [0.1, 0.7, 0.2])
SUMS = problem([[1, 1, 0], [0, 0, 1]], [0.1, 0.2, 0.3])
ONES = DecisionTable([[1, 1, 1]], ["c1", "c2", "c3"], ["b1"])


def kernel(case: Any) -> list[str]:
    return list(mcda.electre_i(case.table, case.weights, concordance=0.5, discordance=0.4).kernel())


def electre_iii(case: Any) -> Any:
    limits = {
        kind: case.named(getattr(case, kind)) for kind in ("indifference", "preference", "veto")
    }
    return mcda.electre_iii(case.table, case.weights, **limits)


def electre_iv(case: Any) -> float:
    limits = {
        kind: case.named(getattr(case, kind)) for kind in ("indifference", "preference", "veto")
    }
    return float(mcda.electre_iv(case.table, **limits).credibility[0, 1])


@peers.peer("mcda")
def electre_select() -> list[int]:
    from mcda.matrices import create_outranking_matrix
    from mcda.outranking.electre import Electre1
    from pandas import DataFrame

    return sorted(
        Electre1(None, {}, 0, {}).exploit(create_outranking_matrix(DataFrame(CYCLE.astype(int))))
    )


@peers.peer("pyDecision")
def electre_iii_relation() -> str:
    from pyDecision.algorithm import electre_iii

    return str(
        electre_iii(TEN.oriented, TEN.preference, TEN.indifference, TEN.veto, TEN.weights)[5][0, 1]
    )


ROWS = [
    Disagreement(
        "ELECTRE I, kernel",
        "skcriteria",
        "[[3,4],[4,2],[5,0]], equal weights, concordance .5, discordance .4: a1 outranks a2, a2"
        " outranks a3",
        lambda: kernel(CHAIN),
        ["a1", "a3"],
        lambda: [
            f"a{i + 1}" for i in np.flatnonzero(peers.skcriteria_electre_i(CHAIN, 0.5, 0.4)[0])
        ],
        ["a1"],
        "ours",
        "Nobody in the kernel outranks a3; the peer's 'kernel' is who is outranked by nobody at"
        " all.",
    ),
    Disagreement(
        "ELECTRE I, kernel",
        "pyDecision",
        "[[5,9,0],[1,7,1],[0,6,4],[2,1,4]], equal weights, the same levels: a chain of four",
        lambda: kernel(LONGER),
        ["a1", "a3"],
        lambda: peers.pydecision_electre_i(LONGER, 0.5, 0.4)[3],
        ["a1", "a3", "a4"],
        "ours",
        "a3 outranks a4, so both cannot be in the kernel.",
    ),
    Disagreement(
        "ELECTRE I, cycle",
        "mcda",
        "a1 and a2 outrank each other, a2 outranks a3",
        lambda: calmly(
            lambda: Relation(method="cycle", alternatives=("0", "1", "2"), matrix=CYCLE).kernel()
        ),
        ("0", "1"),
        electre_select,
        [0, 1, 2],
        "ours",
        "Roy (1968) contracts cycles; by default the peer finds no kernel and selects everybody,"
        " the outranked too.",
    ),
    Disagreement(
        "ELECTRE I, a shortfall that equals the veto",
        "pyDecision",
        "[[0,5],[3,5]], weights .3 .7, v 3, concordance .6: does a1 outrank a2",
        lambda: bool(
            mcda.electre_i(AT_VETO.table, AT_VETO.weights, concordance=0.6, veto=3).matrix[0, 1]
        ),
        True,
        lambda: bool(peers.pydecision_electre_i_veto(AT_VETO, 0.6)[0, 1]),
        False,
        "convention",
        "A veto is exceeded here, and met there; mcda does as ours.",
    ),
    Disagreement(
        "ELECTRE IS, a shortfall that equals the veto",
        "pyDecision",
        "[[0,5],[3,5]], weights .3 .7, q 0, p 1, v 3, concordance .6: is a1 over a2 vetoed",
        lambda: bool(
            mcda.electre_is(
                AT_VETO.table,
                AT_VETO.weights,
                concordance=0.6,
                indifference=0,
                preference=1,
                veto=3,
            ).discordance[0, 1]
        ),
        False,
        lambda: bool(peers.pydecision_electre_is(AT_VETO, 0.6)[1][0, 1]),
        True,
        "ours",
        "No veto where g(a) + v >= g(b) + q eta, which holds with equality.",
    ),
    Disagreement(
        "ELECTRE II, ranks",
        "skcriteria",
        "[[1,3,1],[3,1,0],[3,0,1]], weights .4 .35 .25, concordance .55 .65 .75, discordance .4 .7:"
        " means of both ranks",
        lambda: mcda.electre_ii(
            WEAKLY.table,
            WEAKLY.weights,
            concordance_levels=WEAK_LEVELS[0],
            discordance_levels=WEAK_LEVELS[1],
        ).median_ranks.tolist(),
        [1.5, 1.5, 2.5],
        lambda: peers.skcriteria_electre_ii(WEAKLY, *WEAK_LEVELS),
        [1, 2, 3],
        "ours",
        "The weak relation is asked for only among those whom nobody left outranks strongly; the"
        " peer leaves behind whoever is outranked weakly by anybody left (and puts all into the"
        " last class where there is no such alternative). pyDecision does as the source.",
    ),
    Disagreement(
        "ELECTRE IV, veto-dominance",
        "pyDecision",
        "[[3,3,0,0],[0,0,3,0]], q 1, p 2, v 9: credibility of a1 over a2",
        lambda: electre_iv(HALF),
        0.2,
        lambda: peers.pydecision_electre_iv(HALF)[0, 1],
        0,
        "ours",
        "One strict preference against, without veto, and two of four for it. The peer asks for a"
        " veto where the source forbids one.",
    ),
    Disagreement(
        "ELECTRE IV, canonical dominance",
        "pyDecision",
        "[[3,0,.5,.5],[0,2,0,0]], q 1, p 2, v 9: credibility of a1 over a2",
        lambda: electre_iv(CANONICAL),
        0.8,
        lambda: peers.pydecision_electre_iv(CANONICAL)[0, 1],
        0.6,
        "ours",
        "The weak preference against is made up for by a strict one, m_q(b, a) <= m_p(a, b); the"
        " peer counts weak ones for it.",
    ),
    Disagreement(
        "ELECTRE III, ten alternatives",
        "pyDecision",
        "one criterion, 10 9 8 ... 1: a1 over a2",
        lambda: bool(electre_iii(TEN).matrix[0, 1]) and not bool(electre_iii(TEN).matrix[1, 0]),
        True,
        electre_iii_relation,
        "P-",
        "ours",
        "The peer looks for 'a1' in the label 'a10' and gives a1 the rank of a10.",
    ),
    Disagreement(
        "ELECTRE III, thresholds of 0",
        "pyDecision",
        "[[1,2],[1,2]], q = p = 0: credibility",
        lambda: electre_iii(TWINS).credibility[0, 1],
        1,
        lambda: peers.pydecision_electre_iii(TWINS)[0][0, 1],
        0,
        "ours",
        "A shortfall of 0 is at most q, which goes first; the peer tests >= p first and finds"
        " identical alternatives not concordant.",
    ),
    Disagreement(
        "ELECTRE TRI, pessimistic",
        "pyDecision",
        "[[5,5],[1,9],[5,9]] against the profile [5,5], q 1, p 2, v 9, cut .75",
        lambda: (
            mcda.electre_tri(
                LIMIT.table, LIMIT.weights, profiles=PROFILE, indifference=1, preference=2, veto=9
            ).assignment
        ),
        [1, 0, 1],
        lambda: peers.pydecision_electre_tri(LIMIT, PROFILE, 0.75, "pessimistic"),
        [0, 0, 1],
        "ours",
        "An alternative goes above the best profile that it outranks, and who equals the profile"
        " outranks it. The peer asks that the profile not outrank it in turn.",
    ),
    Disagreement(
        "MR-Sort, a majority that is just reached",
        "mcda",
        "[[1,1,0],[0,0,1]] against the profile [1,1,1], weights .1 .7 .2, majority .8",
        lambda: mcda.mr_sort(SHARES.table, SHARES.weights, profiles=ONES, majority=0.8).assignment,
        [1, 0],
        lambda: peers.mcda_mr_sort(SHARES, ONES, 0.8),
        [0, 0],
        "ours",
        "In floats .1 + .7 is less than .8: a majority is compared with a slack of 1e-9.",
    ),
    Disagreement(
        "SRMP, coalitions of the same weight",
        "mcda",
        "[[1,1,0],[0,0,1]] and the profile [1,1,1], weights .1 .2 .3: classes, 1 the best",
        lambda: mcda.srmp(SUMS.table, SUMS.weights, profiles=ONES).ranks,
        [1, 1],
        lambda: peers.mcda_srmp(SUMS, ONES, [0]),
        [1, 2],
        "ours",
        "In floats .1 + .2 is more than .3: coalitions weigh the same within 1e-12 of the largest.",
    ),
]
