"""Rows on methods of reference points, and on fuzzy performances."""

from __future__ import annotations

from typing import Any

import numpy as np

from crosscheck import peers
from crosscheck.disagreements._record import Disagreement
from decision_analysis import DecisionTable, catalog, mcda

LEVELS = [[0.0, 0.1, 0.3], [0.0, 0.2, 0.3]]
POINT = [[0.3, 0.0]]
KORE = catalog.load("kore_2017/fuzzy_topsis")


def comet() -> list[float]:
    table = DecisionTable(POINT, ["c1", "c2"], ["a1"])
    levels = dict(zip(table.criterion_names, LEVELS, strict=True))
    result = mcda.comet(
        table, characteristic_values=levels, expert=lambda objects: objects.values.sum(axis=-1)
    )
    return result.scores.tolist()


@peers.peer("pymcdm")
def pymcdm_comet() -> np.ndarray:
    from pymcdm.methods import COMET

    return COMET(LEVELS, lambda objects: (objects.sum(axis=-1), None))(POINT, None, None)


@peers.peer("pyDecision")
def pydecision_fuzzy_topsis() -> Any:
    from pyDecision.algorithm import fuzzy_topsis_method

    low, *_ = tables = KORE.inputs["corners"]
    cells = np.stack([table.values for table in tables], axis=-1)
    rows = [[tuple(cell) for cell in row] for row in cells.tolist()]
    weights = [[tuple(KORE.inputs["weights"][name]) for name in low.criterion_names]]
    goals = [criterion.goal for criterion in low.criteria]
    return fuzzy_topsis_method(rows, weights, goals, graph=False, verbose=False)


ROWS = [
    Disagreement(
        "COMET",
        "pymcdm",
        "levels 0 .1 .3 and 0 .2 .3, the expert adds them; a1 = (.3, 0)",
        comet,
        [0.5],
        pymcdm_comet,
        [0.42857142857142855],
        "ours",
        ".1 + .2 and .3 + 0 are as good: seven different sums, of which .3 is the fourth. The peer"
        " takes rounding for a difference and counts eight.",
    ),
    Disagreement(
        "fuzzy TOPSIS",
        "pyDecision",
        "the two alternatives of Kore et al. (2017)",
        lambda: KORE.run().scores.tolist(),
        [0.5104, 0.3931],
        pydecision_fuzzy_topsis,
        [1.0, 0.0],
        "ours",
        "The source's ideals are the extreme corners of each criterion. The peer's are the best and"
        " the worst of each corner, here all of one alternative, and its distance divides by the"
        " number of criteria, not of corners.",
    ),
]
