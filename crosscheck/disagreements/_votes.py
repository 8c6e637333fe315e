"""Rows on rankings that are joined."""

from __future__ import annotations

import numpy as np
from scipy.stats import rankdata

from crosscheck import peers
from crosscheck.disagreements._record import Disagreement, problem
from decision_analysis import group

EVEN = problem([[3, 3, 1], [3, 1, 3], [1, 2, 2]], [1 / 3] * 3)
MAJORITY = problem([[3, 3, 3, 1, 1], [2, 2, 2, 3, 3], [1, 1, 1, 2, 2]], [1 / 5] * 5)


def ranks(case: object) -> np.ndarray:
    """Return the ranks of the alternatives by each criterion, 1 the best, ties sharing them."""
    return rankdata(-case.values, axis=0).T  # type: ignore[attr-defined]


ROWS = [
    Disagreement(
        "Borda, ties",
        "pyDecision",
        "[[3,3,1],[3,1,3],[1,2,2]], each criterion a voter: sums of ranks",
        lambda: 9 - group.borda(ranks(EVEN)).scores,
        [5.5, 5.5, 7],
        lambda: peers.pydecision("borda", EVEN),
        [5, 6, 7],
        "ours",
        "a1 and a2 share the best place on the first criterion, and have the same numbers on the"
        " others; the peer gives the first row the better rank.",
    ),
    Disagreement(
        "Copeland, majorities",
        "pyDecision",
        "[[3,3,3,1,1],[2,2,2,3,3],[1,1,1,2,2]], each criterion a voter: who is first",
        lambda: str(group.copeland(ranks(MAJORITY)).best),
        "0",
        lambda: str(np.argmax(peers.pydecision("copeland", MAJORITY))),
        "1",
        "ours",
        "a1 wins against both others by 3 votes to 2. The peer sums votes over the others, which is"
        " Borda's count.",
    ),
]
