"""Rows on VIKOR, TOPSIS, the weighted sum and PROMETHEE."""

from __future__ import annotations

from typing import Any

import numpy as np

from crosscheck import peers
from crosscheck.disagreements._record import Disagreement, calmly, problem, refusal
from decision_analysis import mcda

CLOSE = problem(
    [[1, 1, 3], [2, 8, 9], [4, 8, 1], [7, 1, 9], [5, 7, 1], [1, 6, 9]], [0.364, 0.382, 0.253]
)
NEITHER = problem([[3, 3, 3], [5, 8, 6], [9, 3, 8], [6, 5, 5]], [1 / 3, 1 / 3, 1 / 3])
CONSTANT = problem([[0, 10, 0], [5, 4, 0], [10, 0, 0], [0, 2, 0]], [0.25, 0.25, 0.5])
EVEN = problem([[1, 2], [2, 1]], [0.5, 0.5])
EQUAL = problem([[1, 2], [1, 2]], [0.5, 0.5])
SKEWED = problem([[6, 4], [9, 2], [9, 1]], [0.5, 0.5])
COSTS = problem([[90, 90], [50, 50], [60, 60]], [0.5, 0.5], "+-")
SIX = problem(
    [[8, 7, 2, 1], [5, 3, 7, 5], [7, 5, 6, 4], [9, 9, 7, 3], [11, 10, 3, 7], [6, 9, 5, 4]],
    [0.4, 0.3, 0.1, 0.2],
    "+++-",
)
TENTHS = problem([[0.8], [0.6]], [1])


def vikor(case: Any) -> Any:
    return calmly(lambda: mcda.vikor(case.table, case.weights))


@peers.peer("pymcdm")
def promethee_short() -> np.ndarray:
    from pymcdm.methods import PROMETHEE_II

    return PROMETHEE_II("vshape", p=[5])(SIX.values, SIX.weights, SIX.signs)


@peers.peer("pymcdm")
def promethee_again() -> str:
    from pymcdm.methods import PROMETHEE_II

    method = PROMETHEE_II("vshape", p=[5] * 4)
    method(SIX.values, SIX.weights, SIX.signs)
    return refusal(lambda: method(SIX.values, SIX.weights, SIX.signs))


@peers.peer("pyDecision")
def promethee_unknown() -> np.ndarray:
    from pyDecision.algorithm import promethee_ii

    ones = [1] * 4
    return promethee_ii(
        SIX.oriented, SIX.weights, ones, ones, ones, ["t9"] * 4, sort=False, verbose=False
    )[:, 1]


@peers.peer("pymcdm")
def promethee_heavy() -> np.ndarray:
    from pymcdm.methods import PROMETHEE_II

    return PROMETHEE_II("usual")(SIX.values, 10 * SIX.weights, SIX.signs)


def usual_flows(factor: float = 1.0) -> np.ndarray:
    return mcda.promethee_ii(
        SIX.table, factor * SIX.weights, preference=mcda.preference.usual()
    ).scores


def problem_of_nan() -> Any:
    """Return a problem with a missing number, which our table refuses to hold."""
    whole = problem([[1, 2], [2, 3], [3, 1]], [0.5, 0.5])
    whole.values[0, 1] = np.nan
    return whole


def ahead(width: float) -> list[str]:
    """Return who is preferred to whom by PROMETHEE III."""
    found = mcda.promethee_iii(
        SIX.table, SIX.weights, preference=mcda.preference.v_shape(5), width=width
    ).matrix
    return [f"a{i + 1} a{j + 1}" for i, j in np.argwhere(found & ~found.T)]


ROWS = [
    Disagreement(
        "VIKOR, compromise",
        "pyDecision",
        "[[1,1,3],[2,8,9],[4,8,1],[7,1,9],[5,7,1],[1,6,9]], weights .364 .382 .253",
        lambda: list(vikor(CLOSE).compromise),
        ["a5", "a3", "a2"],
        lambda: [f"a{i + 1}" for i in peers.pydecision_vikor(CLOSE)[3]],
        ["a5", "a3", "a2", "a4", "a6", "a1"],
        "ours",
        "a5 shares the best R, so it is stable, but without advantage: those within 1/(A-1) of its"
        " Q. The peer breaks the tie by row, finds neither condition and returns everybody.",
    ),
    Disagreement(
        "VIKOR, compromise",
        "pyDecision",
        "[[3,3,3],[5,8,6],[9,3,8],[6,5,5]], equal weights",
        lambda: list(vikor(NEITHER).compromise),
        ["a2", "a4"],
        lambda: [f"a{i + 1}" for i in peers.pydecision_vikor(NEITHER)[3]],
        ["a2", "a4", "a3", "a1"],
        "ours",
        "Neither condition holds: without advantage it is those within 1/(A-1) of the best Q,"
        " stable or not. The peer returns everybody (and does so, too, where both conditions hold"
        " and the best alone is the answer).",
    ),
    Disagreement(
        "VIKOR, constant criterion",
        "pyrepo_mcda",
        "[[0,10,0],[5,4,0],[10,0,0],[0,2,0]], weights 1/4 1/4 1/2: who is best",
        lambda: vikor(CONSTANT).best,
        "a2",
        lambda: f"a{1 + int(np.argmin(peers.pyrepo('VIKOR', CONSTANT)))}",
        "a1",
        "ours",
        "The third criterion tells nobody apart; the peer puts 0 and 1 for its ends, and the"
        " weighted 1 becomes everybody's regret R.",
    ),
    Disagreement(
        "VIKOR, all S or R equal",
        "pymcdm",
        "[[1,2],[2,1]], weights 1/2 1/2: Q",
        lambda: vikor(EVEN).scores,
        [0, 0],
        lambda: peers.pymcdm("VIKOR", EVEN),
        [np.nan, np.nan],
        "ours",
        "A term without spread is 0, said in a warning; 0/0 is not an answer.",
    ),
    Disagreement(
        "VIKOR, a missing number",
        "skcriteria",
        "[[1,NaN],[2,3],[3,1]], weights 1/2 1/2: Q",
        lambda: refusal(lambda: vikor(problem([[1, np.nan], [2, 3], [3, 1]], [0.5, 0.5]))),
        "InvalidModelError",
        lambda: peers.skcriteria_vikor(problem_of_nan()).q_k,
        [1, 0.5, 0],
        "ours",
        "The peer silently ranks by the first criterion alone.",
    ),
    Disagreement(
        "TOPSIS, default normalization",
        "pymcdm",
        "[[6,4],[9,2],[9,1]], weights 1/2 1/2: who is best by default",
        lambda: mcda.topsis(SKEWED.table, SKEWED.weights).best,
        "a1",
        lambda: f"a{1 + int(np.argmax(peers.pymcdm('TOPSIS', SKEWED)))}",
        "a2",
        "ours",
        "Hwang and Yoon (1981) divide by the length of the column; the peer takes min-max"
        " (pyrepo-mcda too). With the same normalization all agree.",
    ),
    Disagreement(
        "TOPSIS, equal alternatives",
        "pymcdm",
        "[[1,2],[1,2]], vector normalization",
        lambda: calmly(lambda: mcda.topsis(EQUAL.table, EQUAL.weights)).scores,
        [0.5, 0.5],
        lambda: peers.pymcdm("TOPSIS", EQUAL, normalization="vector"),
        [np.nan, np.nan],
        "ours",
        "Both distances are 0; the middle is given, with a warning.",
    ),
    Disagreement(
        "weighted sum, 'sum' of costs",
        "pymcdm",
        "[[90,90],[50,50],[60,60]], max and min, weights 1/2 1/2",
        lambda: mcda.weighted_sum(COSTS.table, COSTS.weights, normalization="sum").scores,
        [0.5, 0.5, 0.5],
        lambda: peers.pymcdm("WSM", COSTS, normalization="sum"),
        [0.34128, 0.33430, 0.32442],
        "convention",
        "1 - x / sum x here, (1/x) / sum(1/x) there: the name 'sum' stands for both.",
    ),
    Disagreement(
        "weighted sum, 'max' of costs",
        "pymcdm",
        "[[90,90],[50,50],[60,60]], max and min, weights 1/2 1/2",
        lambda: mcda.weighted_sum(COSTS.table, COSTS.weights).scores,
        [0.5 + 5 / 18, 5 / 18 + 0.5, 1 / 3 + 5 / 12],
        lambda: peers.pymcdm("WSM", COSTS, normalization="max"),
        [0.5, 0.5, 0.5],
        "convention",
        "min x / x (our 'max') is called 'linear' there, and their 'max' is 1 - x / max x.",
    ),
    Disagreement(
        "PROMETHEE, thresholds missing",
        "pymcdm",
        "P0, V-shape with p = [5] for four criteria",
        lambda: refusal(
            lambda: mcda.promethee_ii(
                SIX.table, SIX.weights, preference={"c1": mcda.preference.v_shape(5)}
            )
        ),
        "InvalidInputError",
        promethee_short,
        [0.032, -0.24, -0.064, 0.128, 0.304, -0.16],
        "ours",
        "The peer drops the criteria that the list does not reach, and their weights.",
    ),
    Disagreement(
        "PROMETHEE, the same object twice",
        "pymcdm",
        "P0, V-shape with p = 5: the second call",
        lambda: usual_flows().tolist() == usual_flows().tolist(),
        True,
        promethee_again,
        "AxisError",
        "ours",
        "The peer's preference functions are a generator that the first call uses up; our methods"
        " are functions.",
    ),
    Disagreement(
        "PROMETHEE, unknown function",
        "pyDecision",
        "P0, functions 't9'",
        lambda: refusal(lambda: mcda.promethee_ii(SIX.table, SIX.weights, preference="t9")),
        "InvalidInputError",
        promethee_unknown,
        [0.92, -5.56, -1.96, 3.56, 3.32, -0.28],
        "ours",
        "The peer takes the raw differences for degrees of preference.",
    ),
    Disagreement(
        "PROMETHEE, weights times 10",
        "pymcdm",
        "P0, usual, weights 4 3 1 2",
        lambda: usual_flows(10.0),
        [0.12, -0.74, -0.24, 0.56, 0.44, -0.14],
        promethee_heavy,
        [1.2, -7.4, -2.4, 5.6, 4.4, -1.4],
        "ours",
        "Flows lie in [-1, 1]: the preference index is a weighted mean (pyrepo-mcda does the"
        " same).",
    ),
    Disagreement(
        "PROMETHEE, a threshold met up to rounding",
        "pyDecision",
        "[[.8],[.6]], U-shape with q = .2",
        lambda: (
            mcda.promethee_ii(TENTHS.table, [1], preference=mcda.preference.u_shape(0.2)).scores
        ),
        [0, 0],
        lambda: peers.pydecision_promethee(TENTHS, "u_shape", [0.2], [1], [1]),
        [1, -1],
        "ours",
        ".8 - .6 is the threshold, and binary rounding is no preference; ours compares with a slack"
        " of 1e-9.",
    ),
    Disagreement(
        "PROMETHEE III, the deviation",
        "pyDecision",
        "P0, V-shape with p = 5, intervals of 1.2 deviations: who is preferred to whom",
        lambda: ahead(1.2),
        ["a1 a2", "a4 a2", "a5 a2"],
        lambda: peers.pydecision_promethee_iii(SIX, 5, 1.2),
        ["a1 a2", "a1 a3", "a1 a6", "a4 a2", "a4 a3", "a4 a6", "a5 a2"],
        "ours",
        "sigma_a is the deviation of pi(a, b) - pi(b, a) over b; the peer takes that of one number,"
        " the sum of them, which is another multiple of the flow.",
    ),
]
