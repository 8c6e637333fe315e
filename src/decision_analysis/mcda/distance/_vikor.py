"""VIKOR: compromise ranking by group utility and individual regret."""

from __future__ import annotations

import dataclasses

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray, competition_ranks
from decision_analysis._cited import cited, cites
from decision_analysis._limits import TIE_TOLERANCE
from decision_analysis._named import named, warn
from decision_analysis._shown import in_samples
from decision_analysis.core import DecisionTable, Scores, Weights, step
from decision_analysis.core.parts import remembered
from decision_analysis.errors import DegenerateDataWarning
from decision_analysis.mcda._door import door
from decision_analysis.mcda._ranges import Ranges, recorded_ranges
from decision_analysis.mcda._scaling import largest, minmax, total


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class VikorResult(Scores):
    """The index Q in `scores` (0 best, 1 worst), what it is made of, and the compromise.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria, scores, higher_is_better : as in Scores
        Inherited; lower scores are better.
    shortfall : ndarray of float, shape (..., A, C)
        Distance from the best performance, as a share of the range.
    group_utility : ndarray of float, shape (..., A)
        S, the weighted sum of the shortfalls; kept for batches too.
    regret : ndarray of float, shape (..., A)
        R, the largest weighted shortfall; kept for batches too.
    """

    shortfall: FloatArray | None = step(
        "Shortfall from the best", "(f_j^* - f_{ij}) / (f_j^* - f_j^-)", "AC"
    )
    group_utility: FloatArray = step("Group utility", "S_i", "A")
    regret: FloatArray = step("Individual regret", "R_i", "A")

    @property
    def compromise(self) -> tuple[str, ...]:
        """The compromise solutions, best Q first.

        The best alternative by Q alone where it leads the second by at least 1 / (A - 1)
        (acceptable advantage) and is also the best by S or R (acceptable stability); where only
        stability fails, with the second; where advantage fails, with all whose Q is less than 1 /
        (A - 1) above the best. Numbers within 1e-12 are equal.
        """
        self._single("compromise")
        order = np.argsort(self.ranks, kind="stable")
        if len(order) == 1:
            return self.alternatives
        lead = self.scores[order] - self.scores[order[0]]
        advantage = 1 / (len(order) - 1)
        # C1, acceptable advantage: where it fails, all that are too close to the best
        close = lead < advantage - TIE_TOLERANCE
        if close[1]:
            chosen = order[close]
        # C2, acceptable stability: the best is also best by S or by R
        elif any(
            competition_ranks(s, higher_is_better=False)[order[0]] == 1
            for s in (self.group_utility, self.regret)
        ):
            chosen = order[:1]
        else:
            chosen = order[self.ranks[order] <= 2]
        return tuple(self.alternatives[i] for i in chosen)


@cites("opricovic_tzeng_2004")
@named
@remembered
def vikor(
    table: DecisionTable,
    weights: Weights,
    *,
    strategy_weight: float = 0.5,
    ranges: Ranges | None = None,
    steps: bool | None = None,
) -> VikorResult:
    """Score alternatives by compromise between group utility and individual regret (VIKOR).

    Parameters
    ----------
    table : DecisionTable
        Performances (..., A, C).
    weights : mapping, WeightsResult or array_like, shape (..., C)
        Weights of the criteria; rescaled to sum to 1.
    strategy_weight : float
        Weight v in [0, 1] of group utility ("the majority of criteria") against regret.
    ranges : mapping of str to (float, float), optional
        The low and high end of every criterion's scale, in its unit, instead of each sample's own
        least and greatest performance. S and R are then comparable between samples; Q remains
        relative to the alternatives of its sample.
    steps : bool, optional
        Whether to keep the shortfalls; None keeps them for a single table, not for a batch. S and R
        are always kept.

    Returns
    -------
    VikorResult
        Q (..., A) in [0, 1], lower is better, with S, R and the compromise.

    Raises
    ------
    InvalidInputError
        If the weights do not fit, `strategy_weight` is not in [0, 1] or a performance lies outside
        `ranges`.

    Warns
    -----
    DegenerateDataWarning
        If a criterion is constant: its shortfall counts 0. If S, or R, is the same for all
        alternatives: its term in Q is 0. If a scale is so wide that performances which
        differ count as equal on it. One warning says all of it.

    Notes
    -----
    Opricovic and Tzeng (2004): S_i = sum_j w_j (f_j* - f_ij) / (f_j* - f_j-), R_i is the largest
    term, and Q_i = v (S_i - min S) / (max S - min S) + (1 - v) (R_i - min R) / (max R - min R). The
    compromise follows their conditions C1 and C2. R is a running maximum over criteria: S sets of
    weights on one table take O(S A C) time and O(S A) memory.

    Examples
    --------
    The mountain climbing of the source, risk against altitude:

    >>> from decision_analysis import Criterion, DecisionTable, mcda
    >>> climbs = {"A1": [1, 3000], "A2": [2, 3750], "A3": [5, 4500]}
    >>> table = DecisionTable.from_rows(
    ...     climbs, [Criterion("risk", "min"), Criterion("altitude", unit="m")]
    ... )
    >>> result = mcda.vikor(table, [0.5, 0.5])
    >>> result
    VIKOR  (strategy_weight=0.5)
       alternative  rank  score
       A2              1      0
       A1              2      1
       A3              2      1
    >>> result.group_utility, result.regret, result.compromise
    (array([0.5  , 0.375, 0.5  ]), array([0.5 , 0.25, 0.5 ]), ('A2',))
    """
    asked = door(table, weights, steps=steps)
    majority = _checks.number("strategy_weight", strategy_weight, low=0, high=1)
    # Step (a): best f_j* and worst f_j-, between which each performance falls short of the best
    words: list[str] = []
    shortfall = minmax(table, ranges, from_best=True, words=words)
    # Step (b): S_i, the sum of the weighted shortfalls, and R_i, the largest of them
    group_utility, regret = total(shortfall, asked.weights), largest(shortfall, asked.weights)
    # Step (c): Q_i, by which step (d) ranks; step (e) is the property `compromise`
    index = majority * _relative("group utility S", group_utility, words)
    index += (1 - majority) * _relative("regret R", regret, words)
    if words:
        warn("; ".join(words), DegenerateDataWarning)
    return VikorResult(
        method="VIKOR",
        parameters={"strategy_weight": majority, **recorded_ranges(table, ranges)},
        references=cited("opricovic_tzeng_2004"),
        alternatives=table.alternatives,
        criteria=table.criterion_names,
        scores=index,
        higher_is_better=False,
        shortfall=shortfall if asked.keep else None,
        group_utility=group_utility,
        regret=regret,
    )


def _relative(what: str, values: FloatArray, words: list[str]) -> FloatArray:
    """Return where values (..., A) lie between their least (0) and their greatest (1).

    All are 0 where all are equal, which is said in `words`.
    """
    low, high = values.min(axis=-1, keepdims=True), values.max(axis=-1, keepdims=True)
    equal = high - low <= TIE_TOLERANCE * high
    if not equal.any():
        return np.asarray((values - low) / (high - low))
    words.append(f"{what} is the same for all alternatives{in_samples(equal)}; its term in Q is 0")
    return np.where(equal, 0.0, (values - low) / np.where(equal, 1.0, high - low))
