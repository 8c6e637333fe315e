"""What bounds leave possible for each strategy: one vector over strategies at every node."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis._limits import PROBABILITY_NOISE
from decision_analysis.trees.arrays import TreeArrays
from decision_analysis.trees.by_strategy import strategies_below
from decision_analysis.trees.imprecise._credal import extreme, mean, roll_bounded
from decision_analysis.trees.nodes import DECISION
from decision_analysis.trees.passes import Preference


@dataclass
class BoundedStrategies:
    """Strategies where each chance node has its own bounds on probabilities.

    They are in the order of `strategies(root)`. `low` and `high` (N, ...) are the bounds, `amounts`
    (N,) what is added up.
    """

    tree: TreeArrays
    amounts: FloatArray
    wanted: Preference | None
    low: FloatArray
    high: FloatArray

    @cached_property
    def worst_open(self) -> FloatArray:
        """The worst case (N, ...) of the best strategy from each node on."""
        return self._open(greatest=False)

    @cached_property
    def worst(self) -> FloatArray:
        """The worst case (strategies, ...) of each strategy."""
        return self._extreme(greatest=False)

    @cached_property
    def best(self) -> FloatArray:
        """The best case (strategies, ...) of each strategy."""
        return self._extreme(greatest=True)

    def optimal_somewhere(self, tolerance: float) -> BoolArray:
        """Say which strategies (strategies,) are best for some probabilities within the bounds.

        Of those that a strategy does not follow, the probabilities are set against its rivals, and
        the others in its favor: the best case of what it still has must reach the worst case of the
        best of the other options at every decision that it meets. Where it does not, the decision
        must have probability 0.
        """
        best = self._open(greatest=True)
        vectors: dict[int, FloatArray] = {}
        for node, children, several in self._walk():
            mine = [vectors.pop(c) if several[c] else best[c][None] for c in children]
            if self.tree.kind[node] == DECISION:
                # an option falls out where its best case misses the worst case of another
                floors = self.worst_open[children.start : children.stop]
                for k, own in enumerate(mine):
                    rival = np.delete(floors, k).max(initial=-np.inf)
                    mine[k] = np.where(own >= rival - tolerance, own, -np.inf)
                found = np.concatenate(mine)
            else:
                # outcomes whose decisions have fallen out must have probability 0
                found = self._allowed(node, _combined(mine))
            vectors[node] = found + self.amounts[node]
        return np.asarray(vectors[0] > -np.inf) if vectors else np.ones(1, dtype=bool)

    def beaten_by(self) -> FloatArray:
        """Return by how much (strategies,) another one is better for any probabilities; at least 0.

        That is the largest lower expectation of a difference, for amounts that are utilities.
        Strategies that part at a decision meet different chance nodes from there on, so that their
        difference is least where one is at its worst and the other at its best; those that part
        later share the probabilities before.
        """
        best = self._open(greatest=True)
        vectors: dict[int, FloatArray] = {}
        tops: dict[int, FloatArray] = {}
        for node, children, several in self._walk():
            mine = [vectors.pop(c) if several[c] else np.zeros(1) for c in children]
            top = [tops.pop(c) if several[c] else best[c][None] for c in children]
            if self.tree.kind[node] == DECISION:
                # strategies that part here: the rival at its worst, the own option at its best
                floors = self.worst_open[children.start : children.stop]
                for k, own in enumerate(top):
                    rival = np.delete(floors, k).max(initial=-np.inf)
                    mine[k] = np.maximum(mine[k], rival - own)
                vectors[node], above = np.concatenate(mine), np.concatenate(top)
            else:
                # strategies that part later: the lower expectation of how far each is beaten there
                vectors[node] = self._filled(node, _combined(mine), greatest=False)
                above = self._filled(node, _combined(top), greatest=True)
            tops[node] = above + self.amounts[node]
        return vectors[0] if vectors else np.zeros(1)

    def _extreme(self, *, greatest: bool) -> FloatArray:
        single = self._open(greatest=greatest)
        vectors: dict[int, FloatArray] = {}
        for node, children, several in self._walk():
            mine = [vectors.pop(c) if several[c] else single[c][None] for c in children]
            if self.tree.kind[node] == DECISION:
                found = np.concatenate(mine)
            else:
                found = self._filled(node, _combined(mine), greatest=greatest)
            vectors[node] = found + self.amounts[node]
        return vectors[0] if vectors else single[:1]

    def _open(self, *, greatest: bool) -> FloatArray:
        """Return the worst or best case (N, ...) of the best strategy from each node on."""
        return roll_bounded(
            self.tree, self.amounts, self.wanted, self.low, self.high, greatest=greatest
        )[0]

    def _walk(self) -> list[tuple[int, range, BoolArray]]:
        """List the nodes with several strategies below, last to root, with their children."""
        several = strategies_below(self.tree) > 1
        return [
            (int(node), self.tree._children(int(node)), several)
            for node in np.flatnonzero(several)[::-1]
        ]

    def _bounds(self, node: int) -> tuple[FloatArray, FloatArray]:
        """Return the bounds (1, children, ...) at a chance node."""
        children = self.tree._children(node)
        block = slice(children.start, children.stop)
        return self.low[block][None], self.high[block][None]

    def _filled(self, node: int, table: FloatArray, *, greatest: bool) -> FloatArray:
        low, high = self._bounds(node)
        return mean(self.wanted, table, extreme(table, low, high, greatest=greatest))

    def _allowed(self, node: int, table: FloatArray) -> FloatArray:
        """Return the best means of a table (combinations, children).

        Where it is -infinity the probability is 0.
        """
        low, high = self._bounds(node)
        # probability 0 where the table is -infinity, if the bounds allow that
        out = np.isneginf(table)
        high = np.where(out, 0.0, high)
        feasible = ~(out & (low > 0)).any(axis=1) & (high.sum(axis=1) >= 1 - PROBABILITY_NOISE)
        # finite numbers in place of -infinity, which takes part with probability 0 only, and easy
        # bounds where there is no distribution
        least = np.where(out, np.inf, table).min(axis=1, keepdims=True)
        some = feasible[:, None]
        usable = np.where(some, np.where(out, least, table), 0.0)
        p = extreme(usable, np.where(some, low, 0.0), np.where(some, high, 1.0), greatest=True)
        return np.where(feasible, mean(self.wanted, usable, p), -np.inf)


def _combined(vectors: list[FloatArray]) -> FloatArray:
    """Return all combinations (combinations, children, ...) of the children's strategies.

    The last child's changes first.
    """
    count = int(np.prod([len(v) for v in vectors]))
    found = np.empty((count, len(vectors), *np.broadcast_shapes(*(v.shape[1:] for v in vectors))))
    # the k-th child's strategy changes after all combinations of those behind it
    every = count
    for k, vector in enumerate(vectors):
        every //= len(vector)
        found[:, k] = vector[np.arange(count) // every % len(vector)]
    return found
