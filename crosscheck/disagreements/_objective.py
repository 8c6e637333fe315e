"""Rows on weights from data: CRITIC, MEREC, CILOS, IDOCRIW, angles, LOPCOW, Gini."""

from __future__ import annotations

from typing import Any

import numpy as np

from crosscheck import peers
from crosscheck.disagreements._record import Disagreement, calmly, problem, refusal
from decision_analysis import weights

MIXED = problem([[1, 10, 5], [2, 30, 1], [4, 20, 2]], [1 / 3] * 3, "+-+")
FLAT = problem([[1, 5, 7], [2, 5, 1], [4, 5, 3]], [1 / 3] * 3)
ZERO = problem([[0, 10], [2, 30], [4, 20]], [0.5, 0.5])
BELOW = problem([[-1, 10], [2, 30], [4, 20]], [0.5, 0.5])
GIVEN = "[[1,10,5],[2,30,1],[4,20,2]], max, min and max"
CONSTANT = "[[1,5,7],[2,5,1],[4,5,3]]"


def ours(name: str, case: Any) -> Any:
    return calmly(lambda: getattr(weights, name)(case.table)).weights


def refused(name: str, case: Any) -> str:
    return refusal(lambda: ours(name, case))


@peers.peer("pyrepo_mcda")
def whole_numbers() -> Any:
    from pyrepo_mcda.weighting_methods import cilos_weighting

    return cilos_weighting(MIXED.values.astype(int), MIXED.signs)


ROWS = [
    Disagreement(
        "CRITIC, costs",
        "pymcdm",
        GIVEN,
        lambda: ours("critic", MIXED),
        [0.49241, 0.22755, 0.28004],
        lambda: peers.pymcdm_weights("critic", MIXED),
        [0.26616, 0.30601, 0.42783],
        "ours",
        "The source normalizes by goal, which turns the correlations of a cost; the peer takes"
        " every criterion for a benefit (pyrepo-mcda too).",
    ),
    Disagreement(
        "CRITIC, a constant criterion",
        "pymcdm",
        CONSTANT,
        lambda: ours("critic", FLAT),
        [0.5, 0, 0.5],
        lambda: peers.pymcdm_weights("critic", FLAT),
        [np.nan, np.nan, np.nan],
        "ours",
        "It says nothing and weighs nothing, with a warning; the peer divides 0 by 0 (pyrepo-mcda"
        " and scikit-criteria too).",
    ),
    Disagreement(
        "MEREC, zeros",
        "skcriteria",
        "[[0,10],[2,30],[4,20]]",
        lambda: refused("merec", ZERO),
        "InvalidInputError",
        lambda: peers.skcriteria_weights("merec", ZERO),
        [np.nan, np.nan],
        "ours",
        "The source takes logarithms of min x / x (pyrepo-mcda gives NaN too).",
    ),
    Disagreement(
        "MEREC, zeros",
        "pyDecision",
        "[[0,10],[2,30],[4,20]]",
        lambda: refused("merec", ZERO),
        "InvalidInputError",
        lambda: peers.pydecision("merec", ZERO),
        [0.98299, 0.01701],
        "ours",
        "The peer puts 1e-9 for 0, and that number decides the weights.",
    ),
    Disagreement(
        "MEREC, negative data",
        "pyrepo_mcda",
        "[[-1,10],[2,30],[4,20]]",
        lambda: refused("merec", BELOW),
        "InvalidInputError",
        lambda: peers.pyrepo_weights("merec", BELOW),
        [0.53875, 0.46125],
        "ours",
        "Ratios of numbers of both signs have no logarithm; the peer moves negative columns first.",
    ),
    Disagreement(
        "CILOS, a constant criterion",
        "pymcdm",
        CONSTANT,
        lambda: refused("cilos", FLAT),
        "InvalidInputError",
        lambda: peers.pymcdm_weights("cilos", FLAT),
        [0, 1, 0],
        "ours",
        "What tells nobody apart would have the whole weight (pyrepo-mcda too, and their IDOCRIW).",
    ),
    Disagreement(
        "CILOS, whole numbers",
        "pyrepo_mcda",
        f"{GIVEN}, as integers",
        lambda: ours("cilos", MIXED),
        [4 / 15, 2 / 5, 1 / 3],
        whole_numbers,
        [1 / 3, 1 / 4, 5 / 12],
        "ours",
        "min x / x of a cost is written into a table of integers and cut off.",
    ),
    Disagreement(
        "CILOS, zeros",
        "pyDecision",
        "[[0,10],[2,30],[4,20]]: are the weights the same twice",
        lambda: bool((ours("cilos", ZERO) == ours("cilos", ZERO)).all()),
        True,
        lambda: (
            peers.pydecision("cilos", ZERO).tolist() == peers.pydecision("cilos", ZERO).tolist()
        ),
        False,
        "ours",
        "They are .4 and .6. The peer divides by the least number, puts 1e-9 for all of a column"
        " whose least is 0, and adds random numbers to what is constant then: .79, .66, ...",
    ),
    Disagreement(
        "IDOCRIW",
        "pyDecision",
        GIVEN,
        lambda: ours("idocriw", MIXED),
        [0.27395, 0.25076, 0.47529],
        lambda: peers.pydecision("idocriw", MIXED),
        [0.33354, 0.20353, 0.46293],
        "ours",
        "The entropy divides by the logarithm of the number of alternatives, the peer's by that of"
        " criteria, and the linear system is left to an optimizer. On [[0,10],[2,30],[4,20]] a"
        " weight is negative.",
    ),
    Disagreement(
        "angle, costs",
        "pyrepo_mcda",
        GIVEN,
        lambda: ours("angle", MIXED),
        [0.33949, 0.26806, 0.39245],
        lambda: peers.pyrepo_weights("angle", MIXED),
        [0.32892, 0.29085, 0.38023],
        "ours",
        "The source's angle is that between a column and a constant one, whatever the goal; the"
        " peer inverts costs first. pymcdm does as ours.",
    ),
    Disagreement(
        "LOPCOW, a constant criterion",
        "pymcdm",
        CONSTANT,
        lambda: ours("lopcow", FLAT),
        [0.5, 0, 0.5],
        lambda: peers.pymcdm_weights("lopcow", FLAT),
        [0, np.nan, 0],
        "ours",
        "The logarithm of 0 over 0; a constant criterion weighs nothing, with a warning.",
    ),
    Disagreement(
        "Gini, negative data",
        "skcriteria",
        "[[-1,10],[2,30],[4,20]]",
        lambda: refused("gini", BELOW),
        "InvalidInputError",
        lambda: peers.skcriteria_weights("gini", BELOW),
        [0.75, 0.25],
        "ours",
        "The mean that the coefficient divides by may be 0, and the coefficient above 1 (pymcdm and"
        " pyrepo-mcda too).",
    ),
]
