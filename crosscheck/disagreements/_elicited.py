"""Rows on weights that people gave: ANP, BWM, DEMATEL, FUCOM, and AHP by powers."""

from __future__ import annotations

import numpy as np

from crosscheck import peers
from crosscheck.disagreements._record import Disagreement, calmly
from decision_analysis import weights

TURNING = np.array([[0, 0, 0.75], [0, 0, 0.25], [1, 1, 0]])
SLOW = np.array([[0.9, 0.2], [0.1, 0.8]])
BEST, WORST = [1, 2, 6, 2, 2], [2, 5, 5, 2, 1]
BEHIND = [1, 1.5, 4, 4, 9]
DIRECT = np.array([[0, 3, 2], [1, 0, 4], [0, 1, 0]])
CIRCLE = {"all": {("a", "b"): 1 / 9, ("a", "c"): 7, ("b", "c"): 1 / 9}}

ROWS = [
    Disagreement(
        "ANP, influence by turns, powers",
        "pyDecision",
        "[[0,0,3/4],[0,0,1/4],[1,1,0]]: first column of the limit",
        lambda: weights.anp(TURNING).limit[:, 0],
        [0.375, 0.125, 0.5],
        lambda: peers.pydecision_anp(TURNING, cesaro=False)[:, 0],
        [0, 0, 1],
        "ours",
        "The powers go round in a cycle of two; the one that comes last is no limit.",
    ),
    Disagreement(
        "ANP, mean of powers",
        "pyDecision",
        "[[.9,.2],[.1,.8]]: first column of the limit",
        lambda: weights.anp(SLOW).limit[:, 0],
        [2 / 3, 1 / 3],
        lambda: peers.pydecision_anp(SLOW)[:, 0],
        [0.674444, 0.325556],
        "ours",
        "The mean of 100 powers keeps a hundredth of what the first of them are off.",
    ),
    Disagreement(
        "BWM, linear",
        "pyDecision",
        "best to others 1 2 6 2 2, others to worst 2 5 5 2 1",
        lambda: weights.bwm(BEST, WORST).weights,
        [0.323529, 0.264706, 0.088235, 0.264706, 0.058824],
        lambda: peers.pydecision_bwm(BEST, WORST),
        [0.341694, 0.269611, 0.093189, 0.23338, 0.062126],
        "ours",
        "A linear program, which the peer leaves to a general optimizer with a penalty, for a"
        " second each.",
        off=2e-3,
    ),
    Disagreement(
        "FUCOM",
        "pyDecision",
        "priorities 1, 1.5, 4, 4, 9",
        lambda: weights.fucom({f"g{i}": p for i, p in enumerate(BEHIND)}).weights,
        [0.439024, 0.292683, 0.109756, 0.109756, 0.048780],
        lambda: peers.pydecision_fucom(BEHIND),
        [0.437724, 0.294192, 0.109603, 0.109602, 0.048879],
        "ours",
        "Deviation 0 is attained by 1 over the priorities; the peer's optimizer ends beside it.",
        off=2e-3,
    ),
    Disagreement(
        "DEMATEL, normalization",
        "pyDecision",
        "[[0,3,2],[1,0,4],[0,1,0]]: prominence",
        lambda: weights.dematel(DIRECT).prominence,
        [2.011628, 2.534884, 2.290698],
        lambda: peers.pydecision_dematel(DIRECT)[0],
        [2.943182, 3.625, 3.340909],
        "convention",
        "The largest row or column sum, or the largest row sum; ours has both, `normalization=`.",
    ),
    Disagreement(
        "AHP, inconsistent comparisons",
        "ahpy",
        "a to b 1/9, a to c 7, b to c 1/9, 14 digits",
        lambda: list(calmly(lambda: weights.ahp(CIRCLE["all"])).weights),
        [0.305831, 0.332555, 0.361614],
        lambda: list(peers.ahpy_hierarchy(CIRCLE, precision=14).values()),
        [np.nan, np.nan, np.nan],
        "ours",
        "The matrix is squared until its digits stop changing; it overflows first.",
    ),
]
