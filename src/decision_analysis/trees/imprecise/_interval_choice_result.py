"""`IntervalResult`: what each strategy may be worth, and which remain, under bounds."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from decision_analysis import _render
from decision_analysis._arrays import FloatArray
from decision_analysis._limits import TIE_TOLERANCE
from decision_analysis.core import Result, axes
from decision_analysis.trees.arrays import Path


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class IntervalResult(Result):
    """What each strategy may be worth, and which remain, with probabilities known by bounds.

    Parameters
    ----------
    method, parameters, references
        As in `Result`.
    alternatives : tuple of str
        Labels of all strategies, as in `strategies`.
    lower : ndarray of float, shape (A,)
        Lower expectation of each strategy; with a utility function, the certainty equivalent of the
        lower expected utility (the upper one for the goal 'min', where payoffs are negated first).
        In the unit of payoffs.
    upper : ndarray of float, shape (A,)
        Upper expectation, likewise.
    maximal : tuple of str
        The strategies than which no other is better for all probabilities within the bounds.
    e_admissible : tuple of str
        The strategies that are best for some probabilities within the bounds.
    reachable : mapping
        By path to each chance node with bounds, the bounds {outcome: (low, high)} that its
        distributions attain.
    optimism : float
        The weight of the favorable end in the Hurwicz rule.
    goal : {'max', 'min'}
        Whether large or small payoffs are wanted.
    """

    lower: FloatArray = axes("A")
    upper: FloatArray = axes("A")
    maximal: tuple[str, ...]
    e_admissible: tuple[str, ...]
    reachable: Mapping[Path, Mapping[str, tuple[float, float]]]
    optimism: float
    goal: str

    main: ClassVar[str] = "lower"

    @property
    def gamma_maximin(self) -> tuple[str, ...]:
        """The strategies with the best unfavorable end."""
        return self._top(self._ends()[0])

    @property
    def gamma_maximax(self) -> tuple[str, ...]:
        """The strategies with the best favorable end."""
        return self._top(self._ends()[1])

    @property
    def hurwicz(self) -> tuple[str, ...]:
        """The strategies with the best mixture of both ends, the favorable one by `optimism`."""
        worst, best = self._ends()
        return self._top((1 - self.optimism) * worst + self.optimism * best)

    @property
    def undominated(self) -> tuple[str, ...]:
        """The strategies that remain by interval dominance.

        Their favorable end reaches the unfavorable end of every other.
        """
        worst, best = self._ends()
        return self._reaching(best, worst)

    def _ends(self) -> tuple[FloatArray, FloatArray]:
        """Return the unfavorable and the favorable ends (A,), the larger the better."""
        return (self.lower, self.upper) if self.goal == "max" else (-self.upper, -self.lower)

    def _top(self, values: FloatArray) -> tuple[str, ...]:
        return self._reaching(values, values)

    def _reaching(self, values: FloatArray, marks: FloatArray) -> tuple[str, ...]:
        """Return the strategies whose value reaches all marks (A,), but for noise."""
        half = 0.5 * self._noise()
        reached = np.flatnonzero(values + half >= (marks - half).max())
        return tuple(self.alternatives[i] for i in reached)

    def _noise(self) -> FloatArray:
        # of each strategy's own bounds: another one's may be far larger
        return np.asarray(TIE_TOLERANCE * np.maximum(np.abs(self.lower), np.abs(self.upper)))

    def _headline(self) -> str:
        shown = {
            k: v
            for k, v in self.parameters.items()
            if k not in ("goal", "tied", "bounds") or v == "min"
        }
        first, *others = self.gamma_maximin
        also = f" and {len(others)} more" if others else ""
        return f"{self.method}: {first}{also} has the best worst case{_render.options(shown)}"

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        """Return the strategies by the narrowest set that they are in.

        The sets are: best somewhere, maximal, undominated, none.
        """
        # each set holds the ones before it, so that the first that has a strategy is the narrowest
        worst = self._ends()[0]
        sets = {
            "best for some": self.e_admissible,
            "maximal": self.maximal,
            "undominated": self.undominated,
        }
        words = (*sets, "")
        standing = [
            next((word for word, held in sets.items() if a in held), "") for a in self.alternatives
        ]
        rank = [words.index(word) for word in standing]
        order = sorted(range(len(rank)), key=lambda i: (rank[i], -worst[i]))
        rows: list[list[_render.Cell]] = [
            [self.alternatives[i], float(self.lower[i]), float(self.upper[i]), standing[i]]
            for i in order
        ]
        return ["strategy", "lower", "upper", "standing"], rows
