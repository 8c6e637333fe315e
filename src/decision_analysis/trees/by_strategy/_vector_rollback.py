"""Vector rollback: the sets of undominated expected attributes, node by node from the leaves."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis._limits import CACHE_BLOCK, TIE_TOLERANCE
from decision_analysis.core.parts import DOMINATED, stand_ins
from decision_analysis.errors import InvalidInputError
from decision_analysis.trees.arrays import TreeArrays, along
from decision_analysis.trees.by_strategy._enumeration import (
    count_strategies,
    deciding,
    strategies_below,
)
from decision_analysis.trees.nodes import DECISION
from decision_analysis.trees.passes import UNDECIDED, at_stake, roll_back


@dataclass(frozen=True)
class Front:
    """The efficient vectors of a subtree, in the order of its strategies.

    It also says how many strategies have each. `origin` says where each is from: at a decision
    (n, 2) the option and the position in its front, at a chance node (n, outcomes) the position in
    the front of each outcome that has several strategies.
    """

    vectors: FloatArray
    counts: IntArray
    origin: IntArray

    def __len__(self) -> int:
        return len(self.vectors)


class VectorRollback:
    """Fronts from leaves to root, and the way back from a vector of the root to its options."""

    def __init__(self, tree: TreeArrays, amounts: FloatArray, limit: int) -> None:
        self.tree = tree
        self.amounts = amounts
        self.limit = limit
        self.several = strategies_below(tree) > 1
        self.rolled = roll_back(tree, amounts)
        self.tolerance = TIE_TOLERANCE * at_stake(tree, amounts)
        self.exact = np.intp if count_strategies(tree)[0] is not None else object
        self.fronts: dict[int, Front] = {}
        self.totals: dict[int, int] = {0: 1}

    def run(self) -> Front:
        """Return the front of the root."""
        for node in map(int, np.flatnonzero(self.several)[::-1]):
            children = self.tree._children(node)
            # a decision unites the fronts of its options, a chance node adds up one vector of each
            # outcome
            if self.tree.kind[node] == DECISION:
                self.totals[node] = sum(self.totals[c] if self.several[c] else 1 for c in children)
                found = self._options(node, children)
            else:
                inner = [c for c in children if self.several[c]]
                self.totals[node] = int(np.prod([self.totals[c] for c in inner], dtype=object))
                found = self._outcomes(node, children, inner)
            self.fronts[node] = Front(
                found.vectors + self.amounts[node], found.counts, found.origin
            )
        return self._front(0)

    def choices(self) -> IntArray:
        """Return the options (decisions, n) behind the root's vectors; -1 where ruled out."""
        tree, n = self.tree, len(self._front(0))
        found = np.full((len(tree._decisions), n), UNDECIDED, dtype=np.intp)
        open_ = deciding(tree)
        # from the root down: which vectors of the root (members) come from which of the node's
        stack = [(0, np.arange(n), np.arange(n))]
        while stack:
            node, members, places = stack.pop()
            if not open_[node]:
                continue
            children = tree._children(node)
            front = self.fronts[node] if self.several[node] else None
            if tree.kind[node] == DECISION:
                option = np.zeros_like(places) if front is None else front.origin[places, 0]
                inside = places if front is None else front.origin[places, 1]
                found[np.searchsorted(tree._decisions, node), members] = option
                for k in map(int, np.unique(option)):
                    mine = option == k
                    stack.append((children[k], members[mine], inside[mine]))
            else:
                place = iter(() if front is None else front.origin[places].T)
                stack.extend(
                    (child, members, next(place) if self.several[child] else places)
                    for child in children
                )
        return found

    def _options(self, node: int, children: range) -> Front:
        parts = [self._front(child) for child in children]
        option = np.repeat(np.arange(len(parts)), [len(part) for part in parts])
        inside = np.concatenate([np.arange(len(part)) for part in parts])
        return self._pruned(
            node,
            np.concatenate([part.vectors for part in parts]),
            np.concatenate([part.counts for part in parts]),
            np.column_stack([option, inside]),
        )

    def _outcomes(self, node: int, children: range, inner: list[int]) -> Front:
        chances = self.tree._probability
        block = slice(children.start, children.stop)
        sure = np.where(along(self.several[block], 2), 0.0, self.rolled[block])
        # outcomes with one strategy only add the same to every vector
        constant = (chances[block, None] * sure).sum(axis=0)
        found = Front(constant[None], np.ones(1, dtype=self.exact), np.empty((1, 0), dtype=np.intp))
        # vector sums of two fronts at a time, pruned in between, as dominance survives addition
        for child in inner:
            found = self._sums(node, found, self._weighted(child, float(chances[child])))
        return found

    def _weighted(self, child: int, probability: float) -> Front:
        """Return what an outcome contributes; at probability 0 all its strategies are equal."""
        front = self.fronts[child]
        if probability > 0:
            return Front(probability * front.vectors, front.counts, front.origin)
        return Front(
            np.zeros_like(front.vectors[:1]),
            np.array([self.totals[child]], dtype=self.exact),
            front.origin,
        )

    def _sums(self, node: int, one: Front, other: Front) -> Front:
        """Return the efficient sums of a vector of one front and one of the other, by blocks."""
        m = len(other)
        at_once = max(1, CACHE_BLOCK // m)
        found: Front | None = None
        for first in range(0, len(one), at_once):
            rows = slice(first, first + at_once)
            vectors = (one.vectors[rows, None] + other.vectors).reshape(-1, one.vectors.shape[1])
            counts = np.multiply.outer(one.counts[rows], other.counts).reshape(-1)
            left = np.repeat(one.origin[rows], m, axis=0)
            right = np.tile(np.arange(m), len(left) // m)
            block = self._pruned(node, vectors, counts, np.column_stack([left, right]))
            if found is not None:
                block = self._pruned(
                    node,
                    np.concatenate([found.vectors, block.vectors]),
                    np.concatenate([found.counts, block.counts]),
                    np.concatenate([found.origin, block.origin]),
                )
            found = block
        assert found is not None
        return found

    def _pruned(self, node: int, vectors: FloatArray, counts: IntArray, origin: IntArray) -> Front:
        """Drop dominated vectors, the first of equal ones standing for all, in the given order."""
        if len(vectors) == 1:
            return Front(vectors, counts, origin)
        # `first` says which vector stands for each: itself, an equal one before it, or none
        first = stand_ins(vectors, self.tolerance[node])
        alive = np.flatnonzero(first != DOMINATED)
        alive = alive[np.argsort(first[alive], kind="stable")]
        starts = np.flatnonzero(np.diff(first[alive], prepend=-1))
        kept = first[alive][starts]
        # the counts of equal vectors add up
        if len(kept) > self.limit:
            self._refuse(node, len(kept))
        return Front(vectors[kept], np.add.reduceat(counts[alive], starts), origin[kept])

    def _front(self, node: int) -> Front:
        """Return the front of a node; of one strategy it is what was rolled back."""
        if self.several[node]:
            return self.fronts[node]
        return Front(
            self.rolled[node][None], np.ones(1, dtype=self.exact), np.empty((1, 0), dtype=np.intp)
        )

    def _refuse(self, node: int, count: int) -> None:
        raise InvalidInputError(
            f"a node must have at most max_vectors={self.limit:,} efficient vectors;"
            f" {self.tree._place(node)} has {count:,} or more: raise max_vectors, name fewer"
            " criteria, leave out options that are out of the question, or weigh the attributes in"
            " rollback(attribute={...}), which finds one strategy"
        )
