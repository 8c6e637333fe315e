"""Which strategy each rule takes as the perturbation grows, and where they switch.

The rules are max-min, max-max and mode.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis._limits import MOST_WORST_CASES, SWITCH_HALVINGS, SWITCH_ROUNDS, TREE_BLOCK
from decision_analysis.errors import InvalidInputError
from decision_analysis.trees.by_strategy import below, choices, number
from decision_analysis.trees.imprecise._by_strategy import Plans
from decision_analysis.trees.imprecise._credal import roll_bounded
from decision_analysis.trees.imprecise._margin import Margin
from decision_analysis.trees.passes import optimal, planned

RULES = ("max_min", "max_max", "mode")


@dataclass(frozen=True)
class Rules:
    """The rules for one tree, within the perturbations of a margin."""

    margin: Margin

    def choice(self, rule: str, epsilon: FloatArray) -> IntArray:
        """Return the options (decisions, epsilons) that a rule takes; -1 at decisions that these
        rule out."""
        if rule == "mode":
            return self._rolled(self._mode, epsilon)
        if not self.margin.groups:
            return self._rolled(lambda e: self._open(e, greatest=rule == "max_max"), epsilon)
        by_epsilon = self._shared_min if rule == "max_min" else self._shared_max
        return np.stack([by_epsilon(np.array([e])) for e in epsilon], axis=1)

    def switches(self, rule: str, grid: FloatArray) -> tuple[FloatArray, IntArray]:
        """Return the epsilons (regimes,) from which on a rule takes each of its strategies
        (decisions, regimes)."""
        columns = self.choice(rule, grid)
        starts = [(float(grid[0]), columns[:, 0])]
        left = np.flatnonzero((columns[:, 1:] != columns[:, :-1]).any(axis=0))
        low, high, now, then = grid[left], grid[left + 1], columns[:, left], columns[:, left + 1]
        for _ in range(SWITCH_ROUNDS):
            if not len(low):
                break
            last = high
            for _ in range(SWITCH_HALVINGS):
                middle = (low + high) / 2
                same = (self.choice(rule, middle) == now).all(axis=0)
                low, high = np.where(same, middle, low), np.where(same, high, middle)
            found = self.choice(rule, high)
            starts += [(float(e), column) for e, column in zip(high, found.T, strict=True)]
            more = (found != then).any(axis=0)
            low, high, now, then = high[more], last[more], found[:, more], then[:, more]
        starts += [(float(e), column) for e, column in zip(high, then.T, strict=True)]
        starts.sort(key=lambda start: start[0])
        return np.array([e for e, _ in starts]), np.stack([column for _, column in starts], axis=1)

    def by_option(self, grid: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return worst and best case (epsilons, options) of each option of the root, followed as
        well as can be."""
        m = self.margin
        options = slice(m.tree._children(0).start, m.tree._children(0).stop)
        if not m.groups:
            worst = self._chunked(lambda e: self._open(e, greatest=False)[options], grid)
            best = self._chunked(lambda e: self._open(e, greatest=True)[options], grid)
            return m.amounts[0] + worst.T, m.amounts[0] + best.T
        counts = below(m.tree)[options].astype(int)
        rows = []
        for e in grid:
            low, high = m.bounds(np.array([e]))
            each = Plans(m.tree, m.amounts, m.wanted, low, high).worst.min(axis=1)
            top = roll_bounded(m.tree, m.amounts, m.wanted, low, high, greatest=True)[0][options]
            rows.append(
                (
                    np.maximum.reduceat(each, np.cumsum(counts) - counts),
                    m.amounts[0] + top.max(axis=1),
                )
            )
        return np.stack([low for low, _ in rows]), np.stack([high for _, high in rows])

    def by_plan(self, plans: list[IntArray], grid: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return worst and best case (epsilons, strategies) of given strategies."""
        worst, best = (
            np.stack([self._fixed(grid, plan, end) for plan in plans], axis=1)
            for end in (False, True)
        )
        return worst, best

    def check_plans(self) -> None:
        """Refuse max-min where strategies, which then have to be listed, are too many."""
        count, size = number(self.margin.tree)
        extremes = self.margin.bounds(np.array([0.5]))[0].shape[1]
        if count is None or count * extremes > MOST_WORST_CASES:
            raise InvalidInputError(
                f"max_min lists all strategies where uncertainties share nodes, and"
                f" strategies times extreme points of these must be at most {MOST_WORST_CASES:,};"
                f" got {size}"
                f" times {extremes:,}: leave max_min out of rules, or let all chance nodes move by"
                " themselves with tied=None"
            )

    def _open(self, epsilon: FloatArray, *, greatest: bool) -> FloatArray:
        m = self.margin
        low, high = m.moves.bounds(epsilon)
        return roll_bounded(m.tree, m.amounts, m.wanted, low, high, greatest=greatest)[0]

    def _mode(self, epsilon: FloatArray) -> FloatArray:
        m = self.margin
        p = m.moves.towards_mode(epsilon)
        return roll_bounded(m.tree, m.amounts, m.wanted, p, p, greatest=True)[0]

    def _fixed(self, grid: FloatArray, plan: IntArray, greatest: bool) -> FloatArray:
        """Return the worst or best case (epsilons,) of one strategy."""
        m = self.margin

        def end(epsilon: FloatArray) -> FloatArray:
            low, high = m.bounds(epsilon)
            return np.asarray(
                roll_bounded(
                    m.tree, m.amounts, m.wanted, low, high, greatest=greatest, chosen=plan
                )[0][0]
            )

        if not m.groups:
            return np.asarray(self._chunked(end, grid))
        each = [end(np.array([e])) for e in grid]
        return np.array([found.max() if greatest else found.min() for found in each])

    def _rolled(self, roll: Callable[[FloatArray], FloatArray], epsilon: FloatArray) -> IntArray:
        tree, tolerance = self.margin.tree, np.asarray(self.margin.tolerance)
        found: IntArray = self._chunked(
            lambda e: planned(tree, optimal(tree, roll(e), tolerance)), epsilon
        )
        return found

    def _shared_min(self, epsilon: FloatArray) -> IntArray:
        """Return the options (decisions,) of the strategy with the best worst case, from all of
        them."""
        m = self.margin
        low, high = m.bounds(epsilon)
        worst = Plans(m.tree, m.amounts, m.wanted, low, high).worst.min(axis=1)
        rank = int(np.argmax(worst >= worst.max() - m.tolerance))
        return choices(m.tree, np.array([rank]))[:, 0]

    def _shared_max(self, epsilon: FloatArray) -> IntArray:
        """Return the options (decisions,) of the strategy with the best case of all."""
        m = self.margin
        low, high = m.bounds(epsilon)
        best = roll_bounded(m.tree, m.amounts, m.wanted, low, high, greatest=True)[0]
        at = int(np.argmax(best[0] >= best[0].max() - m.tolerance))
        return planned(m.tree, optimal(m.tree, best[:, at], np.asarray(m.tolerance)))

    def _chunked(self, function: Callable[[FloatArray], Any], epsilon: FloatArray) -> Any:
        """Call a function for so many epsilons at once that memory is bounded; they are its last
        axis."""
        size = max(1, TREE_BLOCK // len(self.margin.tree))
        parts = [function(epsilon[i : i + size]) for i in range(0, len(epsilon), size)]
        return np.concatenate(parts, axis=-1)
