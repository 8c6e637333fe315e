"""Rows on methods of weighted ratios."""

from __future__ import annotations

import numpy as np

from crosscheck import peers
from crosscheck.disagreements._record import Disagreement, calmly, problem
from decision_analysis import mcda

PRICED = problem([[10, 100], [10, 50], [9, 75]], [0.5, 0.5], "+-")
WORST = problem([[1, 1], [2, 3], [3, 2]], [0.4, 0.6])
PRODUCT = problem([[10, 2], [8, 8], [6, 10]], [0.5, 0.5])
BENEFITS = problem([[7, 9], [8, 6], [9, 9]], [0.5, 0.5])
GIVEN = "[[10,100],[10,50],[9,75]], max and min, weights 1/2 1/2"


@peers.peer("pyDecision")
def cradis() -> np.ndarray:
    from pyDecision.algorithm import cradis_method

    goals = np.array(PRICED.goals)
    return np.asarray(cradis_method(PRICED.values, goals, PRICED.weights, False, False))


@peers.peer("pyDecision")
def waspas() -> np.ndarray:
    from pyDecision.algorithm import waspas_method

    return np.asarray(waspas_method(PRICED.values, PRICED.goals, PRICED.weights, 0.5, False)[2])


@peers.peer("pyDecision")
def rov() -> np.ndarray:
    from pyDecision.algorithm import rov_method

    return np.asarray(rov_method(PRICED.values, PRICED.weights, PRICED.goals, False, False))


@peers.peer("pyDecision")
def cocoso() -> np.ndarray:
    from pyDecision.algorithm import cocoso_method

    return np.asarray(cocoso_method(WORST.values, WORST.goals, WORST.weights, 0.5, False, False))


def benefits() -> tuple[np.ndarray, ...]:
    """Return shares of the column sums, weights and goals."""
    return BENEFITS.values / BENEFITS.values.sum(axis=0), BENEFITS.weights, BENEFITS.signs


ROWS = [
    Disagreement(
        "COPRAS, costs",
        "pymcdm",
        GIVEN,
        lambda: mcda.copras(PRICED.table, PRICED.weights).scores / 100,
        [0.71383, 1, 0.76636],
        lambda: peers.pymcdm("COPRAS", PRICED),
        [1, 0.71845, 0.81553],
        "ours",
        "The peer's formula multiplies by the costs where the source divides, so that it adds them"
        " to the benefits: of two equal sizes the dearer is best.",
    ),
    Disagreement(
        "WASPAS, normalization",
        "pyDecision",
        GIVEN,
        lambda: mcda.waspas(PRICED.table, PRICED.weights).scores,
        [0.72855, 1, 0.77897],
        waspas,
        [1.45711, 2, 1.23737],
        "ours",
        "The source takes x / max x and min x / x; the peer 1 plus min-max, by which a3 is last"
        " where it is second.",
    ),
    Disagreement(
        "CRADIS, normalization",
        "pyDecision",
        GIVEN,
        lambda: mcda.cradis(PRICED.table, PRICED.weights).scores,
        [0.25, 1, 0.28333],
        cradis,
        [0.45, 0.2, 0.375],
        "ours",
        "The source takes x / max x for a benefit and min x / x for a cost; the peer min x / x for"
        " a benefit and x / max x for a cost, so that its best score is the worst alternative's.",
    ),
    Disagreement(
        "ROV, the middle of the range",
        "pyDecision",
        GIVEN,
        lambda: mcda.rov(PRICED.table, PRICED.weights).scores,
        [0.25, 0.5, 0.125],
        rov,
        [0.5, 1, 0.25],
        "convention",
        "The middle of the two utilities here, their sum there: the order is the same.",
    ),
    Disagreement(
        "CoCoSo, an alternative worst on all",
        "pymcdm",
        "[[1,1],[2,3],[3,2]], weights .4 .6",
        lambda: calmly(lambda: mcda.cocoso(WORST.table, WORST.weights)).scores,
        [0, 2.28697, 2.09437],
        lambda: peers.pymcdm("COCOSO", WORST),
        [np.nan, np.inf, np.inf],
        "ours",
        "k_b divides by the least sum, which is 0: the least above 0 is taken, with a warning.",
    ),
    Disagreement(
        "CoCoSo, an alternative worst on all",
        "pyDecision",
        "[[1,1],[2,3],[3,2]], weights .4 .6",
        lambda: calmly(lambda: mcda.cocoso(WORST.table, WORST.weights)).scores,
        [0, 2.28697, 2.09437],
        cocoso,
        [1.41775, 3.23095, 3.09052],
        "convention",
        "The source leaves a division by 0. The peer adds 1 to all sums then, by which scores jump"
        " where the sums of the worst go to 0.",
    ),
    Disagreement(
        "weighted product, min-max",
        "pymcdm",
        "[[10,2],[8,8],[6,10]], weights 1/2 1/2",
        lambda: mcda.weighted_product(PRODUCT.table, PRODUCT.weights).scores,
        [0.44721, 0.8, 0.77460],
        lambda: peers.pymcdm("WPM", PRODUCT, normalization="minmax"),
        [0, 0.61237, 0],
        "ours",
        "The source's factors are ratios; on min-max the worst of a column is 0 and ends its row.",
    ),
    Disagreement(
        "COPRAS, no costs",
        "skcriteria",
        "[[7,9],[8,6],[9,9]], both max, weights 1/2 1/2",
        lambda: mcda.copras(BENEFITS.table, BENEFITS.weights).scores,
        [800 / 9, 700 / 9, 100],
        lambda: peers.skcriteria("copras", "copras", 1, *benefits()),
        [np.nan, np.nan, np.nan],
        "ours",
        "Without costs their term is 0, not 0/0; the utility is the sum of benefits as a share of"
        " the largest (pyrepo-mcda gives NaN too, pymcdm refuses).",
    ),
]
