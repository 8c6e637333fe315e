"""Rows on flows that are summed."""

from __future__ import annotations

import numpy as np

from crosscheck import peers
from crosscheck.disagreements._record import Disagreement, problem
from decision_analysis import mcda

FOUR = problem([[1, 8], [4, 3], [6, 5], [9, 1]], [0.25, 0.75])
HALF = np.full(2, 0.5)

ROWS = [
    Disagreement(
        "PROMETHEE, flows",
        "mcda",
        "[[1,8],[4,3],[6,5],[9,1]], weights 1/4 3/4, usual: net flows",
        lambda: (
            mcda.promethee_ii(FOUR.table, FOUR.weights, preference=mcda.preference.usual()).scores
        ),
        [0.5, -1 / 3, 1 / 3, -0.5],
        lambda: 3 * peers.mcda_promethee(FOUR, "usual", HALF, HALF, HALF),
        [1.5, -1, 1, -1.5],
        "ours",
        "Flows are means over the A - 1 others; the peer sums them, so that they grow with the"
        " number of alternatives. The order is the same.",
    ),
]
