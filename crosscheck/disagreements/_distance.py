"""Rows on methods of distance."""

from __future__ import annotations

import numpy as np

from crosscheck import peers
from crosscheck.disagreements._record import Disagreement, calmly, problem
from decision_analysis import mcda

FOUR = problem([[1, 8], [4, 3], [6, 5], [9, 1]], [1 / 3, 2 / 3], "+-")
THREE = problem([[1, 8], [4, 3], [2, 1]], [0.5, 0.5])
PAIR = problem([[10, 100], [10, 50]], [0.5, 0.5], "+-")
LEVEL = problem([[10, 100], [10, 50], [10, 75]], [0.5, 0.5], "+-")
SAME = problem([[1, 2], [1, 2]], [0.5, 0.5])


def best(scores: object) -> str:
    return f"a{1 + int(np.argmax(np.asarray(scores)))}"


ROWS = [
    Disagreement(
        "PROBID, an even number of alternatives",
        "pymcdm",
        "[[1,8],[4,3],[6,5],[9,1]], max and min, weights 1/3 2/3",
        lambda: mcda.probid(FOUR.table, FOUR.weights).scores,
        [0.29992, 0.85891, 0.44333, 1.23257],
        lambda: peers.pymcdm("PROBID", FOUR),
        [0.37334, 0.87459, 0.51634, 1.23449],
        "ours",
        "The negative half begins at m/2 + 1 where m is even, as the peer's own documentation has"
        " it; its code counts the ideal m/2 in both halves (scikit-criteria too).",
    ),
    Disagreement(
        "PROBID, simplified, three alternatives",
        "pymcdm",
        "[[1,8],[4,3],[2,1]], weights 1/2 1/2",
        lambda: mcda.probid(THREE.table, THREE.weights, simplified=True).scores,
        [1.24300, 1.19523, 0.23632],
        lambda: peers.pymcdm("SPROBID", THREE),
        [1.41049, 0.37448, 0.26817],
        "ours",
        "With fewer than four, each is compared with the first and the last ideal; the peer takes"
        " all distances of the first and of the last alternative.",
    ),
    Disagreement(
        "CODAS, taxicab distances",
        "pyDecision",
        "[[1,8],[4,3],[6,5],[9,1]], max and min, weights 1/3 2/3",
        lambda: mcda.codas(FOUR.table, FOUR.weights).scores,
        [-2.38877, -0.69212, -0.66594, 3.74683],
        lambda: peers.pydecision_distance("codas", FOUR),
        [-1.01065, -0.30561, -0.24983, 1.61660],
        "ours",
        "The threshold decides whether taxicab distances count; the peer multiplies by it, and by"
        " the difference of Euclidean distances.",
    ),
    Disagreement(
        "MABAC, weights",
        "pyDecision",
        "[[1,8],[4,3],[6,5],[9,1]], max and min, weights 1/3 2/3",
        lambda: mcda.mabac(FOUR.table, FOUR.weights).scores,
        [-0.47642, 0.12477, 0.01763, 0.52358],
        lambda: peers.pydecision_distance("mabac", FOUR),
        [-0.23540, 0.03692, 0.02799, 0.26460],
        "ours",
        "The peer takes no weights: it puts 1 / A, with A alternatives, for each.",
    ),
    Disagreement(
        "GRA, grade",
        "pyDecision",
        "[[1,8],[4,3],[6,5],[9,1]], max and min, weights 1/3 2/3",
        lambda: mcda.gra(FOUR.table, FOUR.weights).scores,
        [0.33333, 0.57239, 0.50159, 1.00000],
        lambda: peers.pydecision_distance("gra", FOUR),
        [0.08333, 0.14310, 0.12540, 0.25000],
        "ours",
        "The grade is the weighted mean of coefficients; the peer divides it by the number of"
        " alternatives.",
    ),
    Disagreement(
        "RAFSI, costs",
        "pyDecision",
        "[[10,100],[10,50]], max and min: who is best, with its own ends",
        lambda: mcda.rafsi(PAIR.table, PAIR.weights, ideal=[20, 25], anti_ideal=[5, 200]).best,
        "a2",
        lambda: best(peers.pydecision_distance("rafsi", PAIR)),
        "a1",
        "ours",
        "The mapping rises on costs too, and H / 2s turns it; the peer's own ends of a cost are in"
        " the other order, which turns it twice: a cost of 100 beats one of 50.",
    ),
    Disagreement(
        "AROMAN, costs",
        "pymcdm",
        "[[10,100],[10,50]], max and min: who is best",
        lambda: calmly(
            lambda: mcda.aroman(PAIR.table, PAIR.weights, aggregation="exponential").best
        ),
        "a2",
        lambda: best(peers.pymcdm("AROMAN", PAIR)),
        "a1",
        "the extended form",
        "The first source adds the sum over costs, so that a cost is rewarded; ours does so by"
        " default, and takes it off in the extended form. The peer has the first alone.",
    ),
    Disagreement(
        "EDAS, equal alternatives",
        "pymcdm",
        "[[1,2],[1,2]], weights 1/2 1/2",
        lambda: calmly(lambda: mcda.edas(SAME.table, SAME.weights)).scores,
        [0.5, 0.5],
        lambda: peers.pymcdm("EDAS", SAME),
        [np.nan, np.nan],
        "ours",
        "Nobody is above or below the average; the middle is given, with a warning.",
    ),
    Disagreement(
        "MAIRCA, a constant criterion",
        "pyDecision",
        "[[10,100],[10,50],[10,75]], max and min: total gaps",
        lambda: calmly(lambda: mcda.mairca(LEVEL.table, LEVEL.weights)).scores,
        [1 / 6, 0, 1 / 12],
        lambda: peers.pydecision("mairca", LEVEL),
        [1 / 3, 1 / 6, 1 / 4],
        "ours",
        "All are at the best of it, which leaves no gap; the peer's range of 1e-16 makes it the"
        " whole gap for everybody. pymcdm does as ours.",
    ),
    Disagreement(
        "AROMAN, a constant criterion",
        "pymcdm",
        "[[10,100],[10,50],[10,75]], max and min",
        lambda: calmly(lambda: mcda.aroman(LEVEL.table, LEVEL.weights)).scores,
        [0.73538, 0.48410, 0.63215],
        lambda: peers.pymcdm("AROMAN", LEVEL),
        [0.91078, 0.65950, 0.80754],
        "convention",
        "The source's min-max is 0/0 there: 0 here, with a warning, and 1 there. The order is the"
        " same.",
    ),
]
