"""Rows on value functions that are learned."""

from __future__ import annotations

from crosscheck import peers
from crosscheck.disagreements._record import Disagreement, calmly
from decision_analysis import DecisionTable, mcda

REVERSED = DecisionTable([[0.0], [8.0]], ["c1"], ["a1", "a2"])

ROWS = [
    Disagreement(
        "UTASTAR",
        "mcda",
        "[[0],[8]], scale 0 to 8, a1 preferred to a2, delta .01: least error",
        lambda: calmly(
            lambda: mcda.utastar(REVERSED, ranking=["a1", "a2"], breakpoints=2, margin=0.01).error
        ),
        1.01,
        lambda: peers.mcda_uta(REVERSED, [["a1"], ["a2"]], 1, 0.01, star=True),
        0.01,
        "ours",
        "The worst level has value 0; the peer lets it have any, so that a1 may be worth as much"
        " as a2, which dominates it. Its UTA is right.",
    ),
]
