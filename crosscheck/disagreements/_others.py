"""Rows on AHP, entropy, rank correlation, SMAA and random numbers."""

from __future__ import annotations

from typing import Any

import numpy as np

from crosscheck import peers
from crosscheck.disagreements._record import Disagreement, calmly, problem, refusal
from decision_analysis import mcda, ranking, uncertainty, weights

FOUR = np.array([[1, 2, 4, 1], [1 / 2, 1, 1 / 3, 5], [1 / 4, 3, 1, 2], [1, 1 / 5, 1 / 2, 1]])
PAIR = np.array([[1, 3], [1 / 3, 1]])
NEGATIVE = np.array([[1, -2, 4], [-0.5, 1, 2], [0.25, 0.5, 1]])
LOPSIDED = np.array([[1, 2, 1], [0.5, 1, 1], [0.5, 1, 1]])
COSTLY = problem([[1, 10], [2, 20], [3, 90]], [0.5, 0.5], "+-")
FLAT = [problem([[0.1, 3, 0.7]] * count, [1, 1, 1]) for count in range(2, 12)]
BELOW = problem([[-1, 2], [3, 4], [2, 5]], [0.5, 0.5])
TIED = np.array([1.5, 1.5, 3])
HALVES = np.array([1.5, 1.5, 3, 4]), np.array([1, 2, 3.5, 3.5])
DOUBLE = problem([[1, 2], [1, 2], [3, 1]], [0.5, 0.5])
DRAWN = np.array([[0.5, 0.5], [0.1, 0.9]])


def broken(shares: np.ndarray) -> bool:
    return bool((np.isnan(shares) | (shares < 0)).any())


def ahp(matrix: Any, **options: Any) -> Any:
    return calmly(lambda: weights.ahp(matrix, **options))


def smaa_twins() -> list[list[float]]:
    method = lambda table, w: mcda.vikor(table, w)  # noqa: E731
    fixed = uncertainty.WeightSpace(["c1", "c2"]).bounds("c1", 0.1, 0.5)
    return calmly(
        lambda: uncertainty.smaa(DOUBLE.table, method, weights=fixed, n_samples=100, rng=0)
    )


@peers.peer("pyDecision")
def global_stream() -> bool:
    from pyDecision.algorithm import bw_method

    drawn = []
    for seed in (1, 2):
        np.random.seed(seed)  # noqa: NPY002
        bw_method(np.array([1, 2]), np.array([2, 1]), eps_penalty=1, verbose=False)
        drawn.append(np.random.random())  # noqa: NPY002
    return drawn[0] != drawn[1]


def our_stream() -> bool:
    drawn = []
    for seed in (1, 2):
        np.random.seed(seed)  # noqa: NPY002
        uncertainty.WeightSpace(["a", "b"]).sample(10, rng=0)
        drawn.append(np.random.random())  # noqa: NPY002
    return drawn[0] != drawn[1]


ROWS = [
    Disagreement(
        "AHP, random index",
        "pymcdm",
        "[[1,2,4,1],[1/2,1,1/3,5],[1/4,3,1,2],[1,1/5,1/2,1]]: consistency ratio",
        lambda: ahp(FOUR).consistency_ratio,
        0.4273285899890357,
        lambda: peers.pymcdm_ahp(FOUR)[1],
        0.4311128023653538,
        "convention",
        "Saaty's index of 4 is .90, theirs .8921, and Alonso and Lamata's fit .9094 (ratio .4229):"
        " the table must be stated, and ours is an option.",
    ),
    Disagreement(
        "AHP, ratio of geometric means",
        "pyDecision",
        "the same matrix",
        lambda: ahp(FOUR, prioritization="geometric_mean").consistency_ratio,
        0.4273285899890357,
        lambda: peers.pydecision_ahp(FOUR, "geometric_mean")[1],
        0.42708169290961556,
        "convention",
        "CI is defined by the largest eigenvalue; the peer puts the mean of (A w)_i / w_i, which we"
        " do for 'column_mean', as the textbooks do.",
    ),
    Disagreement(
        "AHP, two criteria",
        "pyrepo_mcda",
        "[[1,3],[1/3,1]]: weights",
        lambda: ahp(PAIR).weights,
        [0.75, 0.25],
        lambda: peers.pyrepo_ahp(PAIR),
        [1.5, -1.5, 0.5, 0.5],
        "ours",
        "The peer asks ARPACK for one eigenvector of a 2 x 2 matrix and gets all of them, which it"
        " takes for one.",
    ),
    Disagreement(
        "AHP, two criteria",
        "pyDecision",
        "[[1,3],[1/3,1]]: consistency ratio",
        lambda: ahp(PAIR).consistency_ratio,
        0,
        lambda: peers.pydecision_ahp(PAIR)[1],
        np.nan,
        "ours",
        "Two criteria cannot be inconsistent; 0/0 is not an answer.",
    ),
    Disagreement(
        "AHP, negative comparisons",
        "pyDecision",
        "[[1,-2,4],[-1/2,1,2],[1/4,1/2,1]]: consistency ratio",
        lambda: refusal(lambda: ahp(NEGATIVE)),
        "InvalidInputError",
        lambda: peers.pydecision_ahp(NEGATIVE)[1],
        -0.8620689655172414,
        "ours",
        "Below .1, so 'consistent', with weights 1.14 -.29 .14.",
    ),
    Disagreement(
        "AHP, not reciprocal",
        "pyDecision",
        "[[1,2,1],[1/2,1,1],[1/2,1,1]]: consistency ratio",
        lambda: refusal(lambda: ahp(LOPSIDED)),
        "InvalidInputError",
        lambda: peers.pydecision_ahp(LOPSIDED)[1],
        -0.15269340040319404,
        "ours",
        "lambda_max is at least C only for reciprocal matrices; a negative ratio passes every"
        " limit.",
    ),
    Disagreement(
        "entropy, costs",
        "pyDecision",
        "[[1,10],[2,20],[3,90]], max and min",
        lambda: weights.entropy(COSTLY.table).weights,
        [0.18780, 0.81220],
        lambda: peers.pydecision_entropy(COSTLY.values, COSTLY.goals),
        [0.25481, 0.74519],
        "ours",
        "The entropy weights of the source ignore goals; the peer inverts costs (and adds 1e-9 here"
        " and there).",
    ),
    Disagreement(
        "entropy, constant table",
        "pymcdm",
        "2 to 11 alternatives, all [.1, 3, .7]: is some weight NaN or negative",
        lambda: any(broken(calmly(lambda: weights.entropy(case.table)).weights) for case in FLAT),  # noqa: B023
        False,
        lambda: any(broken(peers.pymcdm_weights("entropy", case)) for case in FLAT),
        True,
        "ours",
        "Rounding noise divided by its sum: of seven alternatives [2, -.5, -.5], of four NaN"
        " (pyrepo-mcda and scikit-criteria too). Ours knows a constant column, says so and gives"
        " equal weights.",
    ),
    Disagreement(
        "entropy, negative data",
        "pyrepo_mcda",
        "[[-1,2],[3,4],[2,5]]",
        lambda: refusal(lambda: weights.entropy(BELOW.table)),
        "InvalidInputError",
        lambda: peers.pyrepo_weights("entropy", BELOW),
        [0.75244, 0.24756],
        "ours",
        "Shares of a sum need non-negative numbers; the peer takes absolute values (pyDecision"
        " too).",
    ),
    Disagreement(
        "Kendall's tau, ties",
        "pymcdm",
        "[1.5,1.5,3] with itself",
        lambda: ranking.kendall_tau(TIED, TIED),
        1,
        lambda: peers.pymcdm_similarity("kendall_tau", TIED, TIED),
        2 / 3,
        "ours",
        "tau-b (as scipy) allows for ties, tau-a does not: a ranking is like itself (pyrepo-mcda's"
        " `kendall` too).",
    ),
    Disagreement(
        "Spearman's rho, ties",
        "pyrepo_mcda",
        "[1.5,1.5,3,4] with [1,2,3.5,3.5]",
        lambda: ranking.spearman(*HALVES),
        8 / 9,
        lambda: peers.pyrepo_similarity("spearman", *HALVES),
        0.9,
        "ours",
        "The shortcut 1 - 6 sum d^2 / (A^3 - A) holds without ties only; rho is the correlation of"
        " the ranks.",
    ),
    Disagreement(
        "SMAA, ties",
        "pyrepo_mcda",
        "VIKOR of [[1,2],[1,2],[3,1]] with first weights from .1 to .5: sums of the acceptabilities"
        " of each rank",
        lambda: smaa_twins().rank_acceptability.sum(axis=0),
        [1, 1, 1],
        lambda: peers.pyrepo_vikor_smaa(DOUBLE, DRAWN)[0].sum(axis=0).tolist(),
        [2.5, 0.5, 0],
        "ours",
        "Twins share ranks 1 and 2, so that every rank is taken once; the peer gives both rank 1"
        " and the central weights to the first of them.",
    ),
    Disagreement(
        "random numbers",
        "pyDecision",
        "numpy's global generator, seeded with 1 and with 2, after a call: do its draws still"
        " differ",
        our_stream,
        True,
        global_stream,
        False,
        "ours",
        "The peer seeds the global generator (with 42, in BWM and others); ours has streams of its"
        " own.",
    ),
]
