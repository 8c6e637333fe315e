"""What the peers answer otherwise: input, both answers, who is right and why. Run it to print the table of README.md."""

from __future__ import annotations

import dataclasses
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from crosscheck import peers
from decision_analysis import Criterion, DecisionTable, Relation, mcda, ranking, uncertainty, weights
from decision_analysis.errors import DegenerateDataWarning, InconsistentJudgementsWarning

README = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- table: begin -->\n", "<!-- table: end -->\n"


@dataclasses.dataclass(frozen=True)
class Disagreement:
    """One row of the table. `ours()` must give `right` and `theirs()` must give `wrong`."""

    method: str
    package: str
    given: str
    ours: Callable[[], Any]
    right: Any
    theirs: Callable[[], Any]
    wrong: Any
    verdict: str
    why: str


def problem(values: Any, shares: Any, goals: str = "", **thresholds: Any) -> Any:
    """Return a problem as `peers` takes it; goals are a string such as '++-'."""
    values = np.array(values, dtype=float)
    signs = np.array([-1 if sign == "-" else 1 for sign in goals or "+" * values.shape[1]])
    criteria = [Criterion(f"c{i + 1}", "max" if sign > 0 else "min") for i, sign in enumerate(signs)]
    table = DecisionTable(values, criteria, [f"a{i + 1}" for i in range(len(values))])
    return SimpleNamespace(
        table=table,
        values=values,
        oriented=values * signs,
        weights=np.array(shares, dtype=float),
        signs=signs,
        goals=[criterion.goal for criterion in criteria],
        named=lambda numbers: dict(zip(table.criterion_names, np.asarray(numbers).tolist(), strict=True)),
        **{kind: np.array(numbers, dtype=float) for kind, numbers in thresholds.items()},
    )


def refusal(call: Callable[[], Any]) -> str:
    """Return the name of the error that a call ends with."""
    try:
        return f"answers {call()}"
    except Exception as error:
        return type(error).__name__


def calmly(call: Callable[[], Any]) -> Any:
    """Return what a call of ours gives, without its warnings of degenerate or inconsistent data."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DegenerateDataWarning)
        warnings.simplefilter("ignore", InconsistentJudgementsWarning)
        return call()


CLOSE = problem([[1, 1, 3], [2, 8, 9], [4, 8, 1], [7, 1, 9], [5, 7, 1], [1, 6, 9]], [0.364, 0.382, 0.253])
CONSTANT = problem([[0, 10, 0], [5, 4, 0], [10, 0, 0], [0, 2, 0]], [0.25, 0.25, 0.5])
EVEN = problem([[1, 2], [2, 1]], [0.5, 0.5])
EQUAL = problem([[1, 2], [1, 2]], [0.5, 0.5])
SKEWED = problem([[6, 4], [9, 2], [9, 1]], [0.5, 0.5])
COSTS = problem([[90, 90], [50, 50], [60, 60]], [0.5, 0.5], "+-")
SIX = problem(
    [[8, 7, 2, 1], [5, 3, 7, 5], [7, 5, 6, 4], [9, 9, 7, 3], [11, 10, 3, 7], [6, 9, 5, 4]], [0.4, 0.3, 0.1, 0.2], "+++-"
)
TENTHS = problem([[0.8], [0.6]], [1])
CHAIN = problem([[3, 4], [4, 2], [5, 0]], [0.5, 0.5])
LONGER = problem([[5, 9, 0], [1, 7, 1], [0, 6, 4], [2, 1, 4]], [1 / 3, 1 / 3, 1 / 3])
CYCLE = np.array([[0, 1, 0], [1, 0, 1], [0, 0, 0]], dtype=bool)
TEN = problem([[10 - i] for i in range(10)], [1], indifference=[0], preference=[0.5], veto=[100])
TWINS = problem([[1, 2], [1, 2]], [0.5, 0.5], indifference=[0, 0], preference=[0, 0], veto=[9, 9])
RESTART = np.array([[1, 0, 0.5], [0.5, 1, 1], [0, 1, 1]])
CRISP = np.array([[1, 0, 0, 1], [0, 1, 0, 0], [0, 1, 1, 0], [0, 1, 1, 1]])
DIAGONAL = np.array([[1, 0.7], [0.3, 1]])
NARROW = np.array([[1, 0.95], [0.9, 1]])
LIMIT = problem([[5, 5], [1, 9], [5, 9]], [0.5, 0.5], indifference=[1, 1], preference=[2, 2], veto=[9, 9])
PROFILE = DecisionTable([[5, 5]], ["c1", "c2"], ["b1"])
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


def vikor(case: Any) -> Any:
    return calmly(lambda: mcda.vikor(case.table, case.weights))


def ahp(matrix: Any, **options: Any) -> Any:
    return calmly(lambda: weights.ahp(matrix, **options))


def kernel(case: Any) -> list[str]:
    return list(mcda.electre_i(case.table, case.weights, concordance=0.5, discordance=0.4).kernel())


def electre_iii(case: Any) -> Any:
    limits = {kind: case.named(getattr(case, kind)) for kind in ("indifference", "preference", "veto")}
    return mcda.electre_iii(case.table, case.weights, **limits)


def classes(credibility: Any) -> list[set[int]]:
    return [set(map(int, group)) for group in mcda.distill(credibility).descending]


def smaa_twins() -> list[list[float]]:
    method = lambda table, w: mcda.vikor(table, w)  # noqa: E731
    fixed = uncertainty.WeightSpace(["c1", "c2"]).bounds("c1", 0.1, 0.5)
    return calmly(lambda: uncertainty.smaa(DOUBLE.table, method, weights=fixed, n_samples=100, rng=0))


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
    return promethee_ii(SIX.oriented, SIX.weights, ones, ones, ones, ["t9"] * 4, sort=False, verbose=False)[:, 1]


@peers.peer("pymcdm")
def promethee_heavy() -> np.ndarray:
    from pymcdm.methods import PROMETHEE_II

    return PROMETHEE_II("usual")(SIX.values, 10 * SIX.weights, SIX.signs)


def usual_flows(factor: float = 1.0) -> np.ndarray:
    return mcda.promethee_ii(SIX.table, factor * SIX.weights, preference=mcda.preference.usual()).scores


@peers.peer("mcda")
def electre_select() -> list[int]:
    from mcda.matrices import create_outranking_matrix
    from mcda.outranking.electre import Electre1
    from pandas import DataFrame

    return sorted(Electre1(None, {}, 0, {}).exploit(create_outranking_matrix(DataFrame(CYCLE.astype(int)))))


@peers.peer("pyDecision")
def electre_iii_relation() -> str:
    from pyDecision.algorithm import electre_iii

    return str(electre_iii(TEN.oriented, TEN.preference, TEN.indifference, TEN.veto, TEN.weights)[5][0, 1])


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
        "VIKOR, compromise",
        "pyDecision",
        "[[1,1,3],[2,8,9],[4,8,1],[7,1,9],[5,7,1],[1,6,9]], weights .364 .382 .253",
        lambda: list(vikor(CLOSE).compromise),
        ["a5", "a3", "a2"],
        lambda: [f"a{i + 1}" for i in peers.pydecision_vikor(CLOSE)[3]],
        ["a5", "a3", "a2", "a4", "a6", "a1"],
        "ours",
        "Neither condition holds, so the source proposes those within 1/(A-1) of the best Q; the peer returns everybody.",
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
        "The third criterion tells nobody apart; the peer puts 0 and 1 for its ends, and the weighted 1 becomes "
        "everybody's regret R.",
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
        "Hwang and Yoon (1981) divide by the length of the column; the peer takes min-max (pyrepo-mcda too). With the "
        "same normalization all agree.",
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
            lambda: mcda.promethee_ii(SIX.table, SIX.weights, preference={"c1": mcda.preference.v_shape(5)})
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
        "The peer's preference functions are a generator that the first call uses up; our methods are functions.",
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
        "Flows lie in [-1, 1]: the preference index is a weighted mean (pyrepo-mcda does the same).",
    ),
    Disagreement(
        "PROMETHEE, a threshold met up to rounding",
        "pyDecision",
        "[[.8],[.6]], U-shape with q = .2",
        lambda: mcda.promethee_ii(TENTHS.table, [1], preference=mcda.preference.u_shape(0.2)).scores,
        [0, 0],
        lambda: peers.pydecision_promethee(TENTHS, "u_shape", [0.2], [1], [1]),
        [1, -1],
        "ours",
        ".8 - .6 is the threshold, and binary rounding is no preference; ours compares with a slack of 1e-9.",
    ),
    Disagreement(
        "AHP, random index",
        "pymcdm",
        "[[1,2,4,1],[1/2,1,1/3,5],[1/4,3,1,2],[1,1/5,1/2,1]]: consistency ratio",
        lambda: ahp(FOUR).consistency_ratio,
        0.4273285899890357,
        lambda: peers.pymcdm_ahp(FOUR)[1],
        0.4311128023653538,
        "convention",
        "Saaty's index of 4 is .90, theirs .8921, and Alonso and Lamata's fit .9094 (ratio .4229): the table must be "
        "stated, and ours is an option.",
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
        "CI is defined by the largest eigenvalue; the peer puts the mean of (A w)_i / w_i, which we do for "
        "'column_mean', as the textbooks do.",
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
        "The peer asks ARPACK for one eigenvector of a 2 x 2 matrix and gets all of them, which it takes for one.",
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
        "lambda_max is at least C only for reciprocal matrices; a negative ratio passes every limit.",
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
        "The entropy weights of the source ignore goals; the peer inverts costs (and adds 1e-9 here and there).",
    ),
    Disagreement(
        "entropy, constant table",
        "pymcdm",
        "2 to 11 alternatives, all [.1, 3, .7]: is some weight NaN or negative",
        lambda: any(map(broken, (calmly(lambda: weights.entropy(case.table)).weights for case in FLAT))),
        False,
        lambda: any(map(broken, (peers.pymcdm_entropy(case.values, case.goals) for case in FLAT))),
        True,
        "ours",
        "Rounding noise divided by its sum: of seven alternatives [2, -.5, -.5], of four NaN (pyrepo-mcda and "
        "scikit-criteria too). Ours knows a constant column, says so and gives equal weights.",
    ),
    Disagreement(
        "entropy, negative data",
        "pyrepo_mcda",
        "[[-1,2],[3,4],[2,5]]",
        lambda: refusal(lambda: weights.entropy(BELOW.table)),
        "InvalidInputError",
        lambda: peers.pyrepo_entropy(BELOW.values, BELOW.goals),
        [0.75244, 0.24756],
        "ours",
        "Shares of a sum need non-negative numbers; the peer takes absolute values (pyDecision too).",
    ),
    Disagreement(
        "ELECTRE I, kernel",
        "skcriteria",
        "[[3,4],[4,2],[5,0]], equal weights, concordance .5, discordance .4: a1 outranks a2, a2 outranks a3",
        lambda: kernel(CHAIN),
        ["a1", "a3"],
        lambda: [f"a{i + 1}" for i in np.flatnonzero(peers.skcriteria_electre_i(CHAIN, 0.5, 0.4)[0])],
        ["a1"],
        "ours",
        "Nobody in the kernel outranks a3; the peer's 'kernel' is who is outranked by nobody at all.",
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
        lambda: calmly(lambda: Relation(method="cycle", alternatives=("0", "1", "2"), matrix=CYCLE).kernel()),
        ("0", "1"),
        electre_select,
        [0, 1, 2],
        "ours",
        "Roy (1968) contracts cycles; by default the peer finds no kernel and selects everybody, the outranked too.",
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
        "A shortfall of 0 is at most q, which goes first; the peer tests >= p first and finds identical alternatives "
        "not concordant.",
    ),
    Disagreement(
        "distillation, inner steps",
        "pyDecision",
        "[[1,0,.5],[.5,1,1],[0,1,1]], descending",
        lambda: classes(RESTART),
        [{1}, {0}, {2}],
        lambda: peers.pydecision_distill(RESTART, descending=True),
        [{0, 1, 2}],
        "ours",
        "The level falls from 1 over .5 to 0, where a2 leads; the peer stops where nobody shrinks the set, starts again "
        "from the top within the tied, and takes s of the highest degree instead of s of each.",
    ),
    Disagreement(
        "distillation, level 0",
        "pyDecision",
        "[[1,0,0,1],[0,1,0,0],[0,1,1,0],[0,1,1,1]], descending",
        lambda: classes(CRISP),
        [{0, 3}, {2}, {1}],
        lambda: peers.pydecision_distill(CRISP, descending=True),
        [{0}, {3}, {2}, {1}],
        "ours",
        "a1 and a4 have the same qualification at level 0, where the distillation ends; the peer starts it again.",
    ),
    Disagreement(
        "distillation, diagonal",
        "mcda",
        "[[1,.7],[.3,1]], descending",
        lambda: classes(DIAGONAL),
        [{0}, {1}],
        lambda: peers.mcda_distill(DIAGONAL, descending=True).tolist(),
        [[True, True], [True, True]],
        "ours",
        "lambda_0 is the largest degree between two alternatives; with the diagonal it is always 1, and everybody ties.",
    ),
    Disagreement(
        "distillation, discrimination",
        "mcda",
        "[[1,.95],[.9,1]], descending",
        lambda: classes(NARROW),
        [{0, 1}],
        lambda: peers.mcda_distill(NARROW, descending=True).tolist(),
        [[True, True], [False, True]],
        "ours",
        "a1 outranks a2 only where its degree is higher by more than s = .1575.",
    ),
    Disagreement(
        "ELECTRE TRI, pessimistic",
        "pyDecision",
        "[[5,5],[1,9],[5,9]] against the profile [5,5], q 1, p 2, v 9, cut .75",
        lambda: mcda.electre_tri(
            LIMIT.table, LIMIT.weights, profiles=PROFILE, indifference=1, preference=2, veto=9
        ).assignment,
        [1, 0, 1],
        lambda: peers.pydecision_electre_tri(LIMIT, PROFILE, 0.75, "pessimistic"),
        [0, 0, 1],
        "ours",
        "An alternative goes above the best profile that it outranks; who equals the profile outranks it. The peer asks "
        "that the profile not outrank it in turn.",
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
        "tau-b (as scipy) allows for ties, tau-a does not: a ranking is like itself (pyrepo-mcda's `kendall` too).",
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
        "The shortcut 1 - 6 sum d^2 / (A^3 - A) holds without ties only; rho is the correlation of the ranks.",
    ),
    Disagreement(
        "SMAA, ties",
        "pyrepo_mcda",
        "VIKOR of [[1,2],[1,2],[3,1]] with first weights from .1 to .5: rows and columns of the acceptabilities",
        lambda: [float(smaa_twins().rank_acceptability.sum(axis=k).max()) for k in (0, 1)],
        [1, 1],
        lambda: peers.pyrepo_vikor_smaa(DOUBLE, DRAWN)[0].sum(axis=0).tolist(),
        [2.5, 0.5, 0],
        "ours",
        "Twins share ranks 1 and 2, so that every rank is taken once; the peer gives both rank 1 and the central "
        "weights to the first of them.",
    ),
    Disagreement(
        "random numbers",
        "pyDecision",
        "numpy's global generator, seeded with 1 and with 2, after a call: do its draws still differ",
        our_stream,
        True,
        global_stream,
        False,
        "ours",
        "The peer seeds the global generator (with 42, in BWM and others); ours has streams of its own.",
    ),
]


def problem_of_nan() -> Any:
    """Return a problem with a missing number, which our table refuses to hold."""
    whole = problem([[1, 2], [2, 3], [3, 1]], [0.5, 0.5])
    whole.values[0, 1] = np.nan
    return whole


def table() -> str:
    """Return the rows as a Markdown table."""
    lines = ["| method | peer | input | ours | theirs | right | why |", "|---|---|---|---|---|---|---|"]
    for row in ROWS:
        answers = [shown(answer) for answer in (row.right, row.wrong)]
        cells = [row.method, peers.PEERS[row.package], row.given, *answers, row.verdict, row.why]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def shown(answer: Any) -> str:
    """Return an answer in short: numbers with four digits."""
    if isinstance(answer, list | tuple):
        return f"[{', '.join(map(shown, answer))}]"
    if isinstance(answer, set):
        return f"{{{', '.join(map(shown, sorted(answer)))}}}"
    return f"{answer:.4g}" if isinstance(answer, float) else str(answer)


def written() -> str:
    """Return README.md with the table of this file in its place."""
    text = README.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    return before + BEGIN + "\n" + table() + "\n" + END + rest.split(END)[1]


if __name__ == "__main__":
    README.write_text(written(), encoding="utf-8")
