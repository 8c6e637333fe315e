"""`hurwicz_curve`: the best alternative for every degree of optimism, and where it changes."""

from __future__ import annotations

import dataclasses

import numpy as np

from decision_analysis import _render
from decision_analysis._arrays import FloatArray, apart
from decision_analysis._cited import cited, cites
from decision_analysis._named import named
from decision_analysis.core import DecisionTable, Result
from decision_analysis.robustness._envelope import upper_envelope
from decision_analysis.robustness._game import one_table
from decision_analysis.robustness._payoffs import best_and_worst, payoffs


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class HurwiczCurveResult(Result):
    """Scores of alternatives as lines over the optimism, and where the best changes.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria
        As in `Result`.
    pessimistic, optimistic : ndarray of float, shape (A,)
        Worst and best payoff of each alternative: its scores for an optimism of 0 and of 1, between
        which the score is a straight line.
    higher_is_better : bool
        Whether more payoff is better.
    values : ndarray of float, shape (K,)
        Degrees of optimism in (0, 1) at which the best alternative changes, ascending.
    changes : tuple of (float, str, str)
        For each of them the optimism, the best alternative below it and the best above it.
    best_low, best_high : str
        The best alternative for little and for much optimism: just above 0 and just below 1.
    """

    pessimistic: FloatArray
    optimistic: FloatArray
    higher_is_better: bool
    values: FloatArray
    changes: tuple[tuple[float, str, str], ...]
    best_low: str
    best_high: str

    def _headline(self) -> str:
        if not self.changes:
            return f"{self.method}: {self.best_low} is best for every optimism"
        return f"{self.method}: {len(self.changes)} change(s) of the best"

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        # a line is highest on one interval at most
        names = [self.best_low, *(after for _, _, after in self.changes)]
        turns = self.values.tolist()
        rows: list[list[_render.Cell]] = [
            [name, low, high]
            for name, low, high in zip(names, [0.0, *turns], [*turns, 1.0], strict=True)
        ]
        return ["alternative", "from optimism", "to optimism"], rows


@cites("hurwicz_1951", "milnor_1954")
@named
def hurwicz_curve(table: DecisionTable) -> HurwiczCurveResult:
    """Find the best alternative for every degree of optimism, and where the best changes.

    Parameters
    ----------
    table : DecisionTable
        Payoffs (A, C); the columns are states that share one goal and one unit.

    Returns
    -------
    HurwiczCurveResult
        With `.values`, exact and ascending, and `.changes`, tuples (optimism, best below, best
        above); the scores at both ends as `.pessimistic` and `.optimistic` (A,).

    Raises
    ------
    InvalidInputError
        If the columns differ in goal or unit, or the table has sample axes.

    See Also
    --------
    hurwicz : The scores for one degree of optimism.

    Notes
    -----
    The score of an alternative is linear in the optimism, so that the best follows the upper
    envelope of A lines (lower, of costs); its breakpoints are where two of them cross. An
    alternative that is best at a single point, where three lines meet or at an end, is not among
    the changes. O(A) for each change.

    Examples
    --------
    The table of Milnor (1954): act c is chosen for every optimism above 1/4.

    >>> from decision_analysis import DecisionTable, robustness
    >>> table = DecisionTable(
    ...     [[2, 2, 0, 1], [1, 1, 1, 1], [0, 4, 0, 0], [1, 3, 0, 0]],
    ...     ["s1", "s2", "s3", "s4"],
    ...     list("abcd"),
    ... )
    >>> robustness.hurwicz_curve(table)
    hurwicz curve: 1 change(s) of the best
       alternative  from optimism  to optimism
       b                     0.00         0.25
       c                     0.25         1.00
    """
    values, more_is_better = payoffs(table)
    one_table(table)
    best, worst = best_and_worst(values, more_is_better)
    sign = 1.0 if more_is_better else -1.0
    # the rounding of a payoff is no difference
    sizes = np.maximum(np.abs(worst), np.abs(best))
    low, high = _settled(sign * worst, sizes), _settled(sign * best, sizes)
    first, found = upper_envelope(low, high - low, 1.0)
    names = table.alternatives
    return HurwiczCurveResult(
        method="hurwicz curve",
        references=cited("hurwicz_1951", "milnor_1954"),
        alternatives=names,
        criteria=table.criterion_names,
        pessimistic=worst,
        optimistic=best,
        higher_is_better=more_is_better,
        values=np.array([place for place, _, _ in found]),
        changes=tuple((place, names[a], names[b]) for place, a, b in found),
        best_low=names[first],
        best_high=names[found[-1][2]] if found else names[first],
    )


def _settled(ends: FloatArray, sizes: FloatArray) -> FloatArray:
    """Return one end of each line (A,), those that tie made one, the least of them."""
    order = np.argsort(ends, kind="stable")
    ascending = ends[order]
    first = np.where(apart(ascending, sizes[order]), np.arange(len(ends)), 0)
    found = np.empty_like(ends)
    found[order] = ascending[np.maximum.accumulate(first)]
    return found
