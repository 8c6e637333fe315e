"""Which strategies max-min, max-max and mode take as epsilon grows, and where they switch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis._limits import MOST_WORST_CASES, SWITCH_HALVINGS, SWITCH_ROUNDS, TREE_BLOCK
from decision_analysis.errors import InvalidInputError
from decision_analysis.trees.by_strategy import count_strategies, options_at, strategies_below
from decision_analysis.trees.imprecise._bounded_strategies import BoundedStrategies
from decision_analysis.trees.imprecise._margin import Margin
from decision_analysis.trees.passes import optimal, where_reached

RULES = ("max_min", "max_max", "mode")

Worths: TypeAlias = tuple[FloatArray, FloatArray]
"""Values (N, epsilons), and what rounding may make of them."""


@dataclass(frozen=True)
class Rules:
    """The rules for one tree, within the perturbations of a margin."""

    margin: Margin

    def choice(self, rule: str, epsilon: FloatArray) -> IntArray:
        """Return the options (decisions, epsilons) that a rule takes; -1 where ruled out."""
        if rule == "mode":
            return self._optimal(self._mode, epsilon)
        if not self.margin.groups:
            return self._optimal(self._highest if rule == "max_max" else self._lowest, epsilon)
        by_epsilon = self._shared_min if rule == "max_min" else self._shared_max
        return np.stack([by_epsilon(np.array([e])) for e in epsilon], axis=1)

    def switches(self, rule: str, grid: FloatArray) -> tuple[FloatArray, IntArray]:
        """Return the epsilons (regimes,) from which on a rule takes each of its strategies.

        The strategies come along as (decisions, regimes).
        """
        # the parts of the grid at whose ends a rule takes different strategies
        columns = self.choice(rule, grid)
        starts = [(float(grid[0]), columns[:, 0])]
        left = np.flatnonzero((columns[:, 1:] != columns[:, :-1]).any(axis=0))
        low, high, now, then = grid[left], grid[left + 1], columns[:, left], columns[:, left + 1]
        for _ in range(SWITCH_ROUNDS):
            if not len(low):
                break
            # bisection for the end of what is taken at the beginning of each
            last = high
            for _ in range(SWITCH_HALVINGS):
                middle = (low + high) / 2
                same = (self.choice(rule, middle) == now).all(axis=0)
                low, high = np.where(same, middle, low), np.where(same, high, middle)
            found = self.choice(rule, high)
            starts += [(float(e), column) for e, column in zip(high, found.T, strict=True)]
            # where that is not yet what is taken at the end, there are further switches
            more = (found != then).any(axis=0)
            low, high, now, then = high[more], last[more], found[:, more], then[:, more]
        starts += [(float(e), column) for e, column in zip(high, then.T, strict=True)]
        starts.sort(key=lambda start: start[0])
        return np.array([e for e, _ in starts]), np.stack([column for _, column in starts], axis=1)

    def by_option(self, grid: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return worst and best cases (epsilons, options) of the root's options.

        Each option is followed as well as can be.
        """
        m = self.margin
        children = m.tree._children(0)
        options = slice(children.start, children.stop)
        if not m.groups:
            worst = self._chunked(lambda e: self._open(e, greatest=False)[options], grid)
            best = self._chunked(lambda e: self._open(e, greatest=True)[options], grid)
            return m.amounts[0] + worst.T, m.amounts[0] + best.T
        # the strategies of an option stand together, in the order of options
        counts = strategies_below(m.tree)[options].astype(int)
        first = np.cumsum(counts) - counts
        lowest, highest = [], []
        for e in grid:
            low, high = m.bounds(np.array([e]))
            lowest.append(np.maximum.reduceat(self._worst(low, high), first))
            top = m.worth(low, high, greatest=True)[options]
            highest.append(m.amounts[0] + top.max(axis=1))
        return np.stack(lowest), np.stack(highest)

    def by_policy(
        self, policies: list[IntArray], grid: FloatArray
    ) -> tuple[FloatArray, FloatArray]:
        """Return worst and best case (epsilons, policies) of options (decisions,) for each."""
        worst = [self._fixed(grid, options, greatest=False) for options in policies]
        best = [self._fixed(grid, options, greatest=True) for options in policies]
        return np.stack(worst, axis=1), np.stack(best, axis=1)

    def check_number_of_strategies(self) -> None:
        """Refuse max-min where strategies, which then have to be listed, are too many."""
        count, size = count_strategies(self.margin.tree)
        extremes = self.margin.bounds(np.array([0.5]))[0].shape[1]
        if count is None or count * extremes > MOST_WORST_CASES:
            raise InvalidInputError(
                "max_min lists all strategies where uncertainties share nodes, and strategies"
                f" times extreme points of these must be at most {MOST_WORST_CASES:,}; got {size}"
                f" times {extremes:,}: leave max_min out of rules, or let all chance nodes move by"
                " themselves with tied=None"
            )

    def _open(self, epsilon: FloatArray, *, greatest: bool) -> FloatArray:
        """Return the worst or best case (N, epsilons) of the best strategy, all nodes apart."""
        return self.margin.worth(*self.margin.moves.bounds(epsilon), greatest=greatest)

    def _lowest(self, epsilon: FloatArray) -> Worths:
        high = self.margin.moves.bounds(epsilon)[1]
        return self._open(epsilon, greatest=False), self.margin.noise(high)

    def _highest(self, epsilon: FloatArray) -> Worths:
        high = self.margin.moves.bounds(epsilon)[1]
        return self._open(epsilon, greatest=True), self.margin.noise(high)

    def _mode(self, epsilon: FloatArray) -> Worths:
        p = self.margin.moves.towards_mode(epsilon)
        return self.margin.worth(p, p, greatest=True), self.margin.noise(p)

    def _worst(self, low: FloatArray, high: FloatArray) -> FloatArray:
        """Return the worst case (strategies,) of each strategy over all extreme points."""
        m = self.margin
        listed = BoundedStrategies(m.tree, m.amounts, m.wanted, low, high)
        return np.asarray(listed.worst.min(axis=1))

    def _fixed(self, grid: FloatArray, options: IntArray, *, greatest: bool) -> FloatArray:
        """Return the worst or best case (epsilons,) of one strategy."""
        m = self.margin

        def end(epsilon: FloatArray) -> FloatArray:
            return np.asarray(m.worth(*m.bounds(epsilon), greatest=greatest, chosen=options)[0])

        if not m.groups:
            return np.asarray(self._chunked(end, grid))
        each = [end(np.array([e])) for e in grid]
        return np.array([found.max() if greatest else found.min() for found in each])

    def _optimal(self, worth: Callable[[FloatArray], Worths], epsilon: FloatArray) -> IntArray:
        """Return the options (decisions, epsilons) of the best strategy by values (N, epsilons)."""
        found: IntArray = self._chunked(lambda e: self._best(*worth(e)), epsilon)
        return found

    def _best(self, worth: FloatArray, noise: FloatArray) -> IntArray:
        # no strategy follows another for what rounding makes of two that are equally good
        tree = self.margin.tree
        return where_reached(tree, optimal(tree, worth, noise=noise))

    def _shared_min(self, epsilon: FloatArray) -> IntArray:
        """Return the options (decisions,) of the strategy with the best worst case of all."""
        m = self.margin
        low, high = m.bounds(epsilon)
        worst = self._worst(low, high)
        rank = int(np.argmax(worst >= worst.max() - m.noise(high)[0].max()))
        return options_at(m.tree, np.array([rank]))[:, 0]

    def _shared_max(self, epsilon: FloatArray) -> IntArray:
        """Return the options (decisions,) of the strategy with the best case of all."""
        # the first extreme point at which the root is worth most
        m = self.margin
        low, high = m.bounds(epsilon)
        best, noise = m.worth(low, high, greatest=True), m.noise(high)
        at = int(np.argmax(best[0] >= best[0].max() - noise[0].max()))
        return self._best(best[:, at], noise[:, at])

    def _chunked(self, function: Callable[[FloatArray], Any], epsilon: FloatArray) -> Any:
        """Call a function for some epsilons at a time, so that memory is bounded.

        They are its last axis.
        """
        size = max(1, TREE_BLOCK // len(self.margin.tree))
        parts = [function(epsilon[i : i + size]) for i in range(0, len(epsilon), size)]
        return np.concatenate(parts, axis=-1)
