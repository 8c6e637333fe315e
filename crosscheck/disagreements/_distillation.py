"""Rows on distillation."""

from __future__ import annotations

from typing import Any

import numpy as np

from crosscheck import peers
from crosscheck.disagreements._record import Disagreement
from decision_analysis import mcda

RESTART = np.array([[1, 0, 0.5], [0.5, 1, 1], [0, 1, 1]])
CRISP = np.array([[1, 0, 0, 1], [0, 1, 0, 0], [0, 1, 1, 0], [0, 1, 1, 1]])
DIAGONAL = np.array([[1, 0.7], [0.3, 1]])
NARROW = np.array([[1, 0.95], [0.9, 1]])


def classes(credibility: Any) -> list[set[int]]:
    return [set(map(int, group)) for group in mcda.distill(credibility).descending]


ROWS = [
    Disagreement(
        "distillation, inner steps",
        "pyDecision",
        "[[1,0,.5],[.5,1,1],[0,1,1]], descending",
        lambda: classes(RESTART),
        [{1}, {0}, {2}],
        lambda: peers.pydecision_distill(RESTART, descending=True),
        [{0, 1, 2}],
        "ours",
        "The level falls from 1 over .5 to 0, where 1 leads; the peer stops where the set does not"
        " shrink, starts again from the top within the tied, and takes s of the highest degree"
        " instead of s of each.",
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
        "0 and 3 have the same qualification at level 0, where the distillation ends; the peer"
        " starts it again.",
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
        "lambda_0 is the largest degree between two alternatives; with the diagonal it is always 1,"
        " and both tie.",
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
        "0 outranks 1 only where its degree is higher by more than s = .1575.",
    ),
]
