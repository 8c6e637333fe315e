"""An uncertainty moved before the first decision: its distribution, and the rest of the tree given its state."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray, IntArray
from decision_analysis.errors import InvalidModelError
from decision_analysis.trees.flat._arrays import TreeArrays
from decision_analysis.trees.flat._levels import Part, along, positions
from decision_analysis.trees.flat._paths import write
from decision_analysis.trees.information._reference import AGREEMENT, Reference


def once(where: str, tree: TreeArrays, nodes: IntArray) -> tuple[BoolArray, BoolArray]:
    """Say which nodes (N,) are these, all of one name, and which come after one of them; a path has one at most."""
    itself, after = np.zeros((2, len(tree)), dtype=bool)
    itself[nodes] = True
    for level in tree._levels:
        after[level.children] = level.spread(after | itself)
    for node in map(int, nodes[after[nodes]]):
        before = next(n for n in reversed(tree._ancestors(node)[:-1]) if itself[n])
        places = f"{write(tree.path(before))} and again {write(tree.path(node))}"
        raise InvalidModelError(where, [f"chance {tree._name(node)!r} must occur once on a path; it is {places}"])
    return itself, after


@dataclass(frozen=True)
class Conditioned:
    """An uncertainty before the first decision: its states, their probabilities, and the rest given each of them.

    `prior` is (states, ...) and `probability` (N, states, ...), the tree's own given the state.
    """

    states: tuple[str, ...]
    prior: FloatArray
    probability: FloatArray


def condition(where: str, tree: TreeArrays, nodes: IntArray) -> Conditioned:
    """Move the chance nodes `nodes`, all of one name, before the first decision, by Bayes' rule.

    Raises
    ------
    InvalidModelError
        If a path meets the uncertainty twice, its distribution depends on a decision, or the tree does not say how
        other outcomes depend on it.
    """
    beliefs = _Beliefs(where, tree, nodes)
    beliefs.gather()
    beliefs.hand_down()
    return Conditioned(beliefs.states, beliefs.belief[0], beliefs.given_state())


class _Beliefs:
    """What each node says about the uncertainty: its distribution (N, states, ...) given that the node is reached.

    A node is `known` where a node of the uncertainty is below it, and `exact` where, with some choice of options, every
    path below meets one: only then does the distribution follow from the node itself.
    """

    def __init__(self, where: str, tree: TreeArrays, nodes: IntArray) -> None:
        self.where = where
        self.tree = tree
        self.nodes = nodes
        self.name = tree._name(int(nodes[0]))
        self.itself, self.after = once(where, tree, nodes)
        self.states = tuple(dict.fromkeys(tree._label(child) for n in nodes for child in tree._children(int(n))))
        self.known, self.exact = self.itself.copy(), self.itself.copy()
        self.chances = tree._probability[:, None]
        self.belief = np.zeros((len(tree), len(self.states), *tree._probability.shape[1:]))
        for node in map(int, nodes):
            for child in tree._children(node):
                self.belief[node, self.states.index(tree._label(child))] = tree._probability[child]
        self.conflict: str | None = None

    def gather(self) -> None:
        """Find what nodes say from what their children say: mixtures at chance nodes, agreement at decisions."""
        for level in reversed(self.tree._levels):
            if level.chances is not None:
                self._mix(*self._mine(level.chances))
            if level.decisions is not None:
                self._agree(*self._mine(level.decisions))
        if not self.known[0]:
            raise InvalidModelError(self.where, [str(self.conflict)])

    def hand_down(self) -> None:
        """Tell the children that don't say it themselves what the uncertainty is like, from what their parent says."""
        reference = Reference(self.tree, self.itself, self.states)
        for level in self.tree._levels:
            if level.decisions is not None:
                nodes, children, owner = self._mine(level.decisions)
                silent = ~self.exact[children]
                self.belief[children[silent]] = self.belief[nodes[owner[silent]]]
            if level.chances is not None:
                self._share_out(*self._mine(level.chances), reference)

    def given_state(self) -> FloatArray:
        """Return the probability of each branch given each state: P(branch) P(state | branch) / P(state)."""
        found = np.repeat(self.chances, len(self.states), axis=1)
        for level in self.tree._levels:
            if level.chances is None:
                continue
            mine, children, owner = self._mine(level.chances)
            if len(mine):
                joint = self.chances[children] * self.belief[children]
                sums = _sum(joint, owner, len(mine))[owner]
                found[children] = np.where(sums > 0, joint / np.where(sums > 0, sums, 1.0), self.chances[children])
        for node in map(int, self.nodes):
            outcomes = self.tree._children(node)
            block = found[outcomes.start : outcomes.stop]
            sure = np.zeros_like(block)
            for row, child in enumerate(outcomes):
                sure[row, self.states.index(self.tree._label(child))] = 1.0
            met = sure.sum(axis=0) > 0
            found[outcomes.start : outcomes.stop] = np.where(met, sure, block)
        return found

    def _mine(self, part: Part) -> tuple[IntArray, IntArray, IntArray]:
        """Return nodes of a part that are neither the uncertainty nor after it, their children, and whose these are."""
        nodes, children = positions(part.nodes), positions(part.below)
        owner = np.repeat(np.arange(len(nodes)), part.counts)
        use = ~(self.itself[nodes] | self.after[nodes])
        renumbered = np.cumsum(use) - 1
        of_those = use[owner]
        return nodes[use], children[of_those], renumbered[owner[of_those]]

    def _mix(self, nodes: IntArray, children: IntArray, owner: IntArray) -> None:
        if not len(nodes):
            return
        known, n = self.known[children], len(nodes)
        self.known[nodes] = _sum(known.astype(int), owner, n) > 0
        self.exact[nodes] = _sum((~self.exact[children]).astype(int), owner, n) == 0
        weights = self.chances[children] * along(known, self.chances.ndim)
        sums = _sum(weights, owner, n)
        weights = np.where(sums[owner] > 0, weights, along(known, weights.ndim))
        sums = _sum(weights, owner, n)
        self.belief[nodes] = _sum(weights * self.belief[children], owner, n) / np.where(sums > 0, sums, 1.0)

    def _agree(self, nodes: IntArray, children: IntArray, owner: IntArray) -> None:
        """Take over what options say; exact ones must agree, and where the others don't they say nothing."""
        if not len(nodes):
            return
        known, exact, n = self.known[children], self.exact[children], len(nodes)
        self.exact[nodes] = any_exact = _sum(exact.astype(int), owner, n) > 0
        speaks = np.where(any_exact[owner], exact, known)
        first = np.full(n, -1)
        backwards = np.flatnonzero(speaks)[::-1]
        first[owner[backwards]] = children[backwards]
        told = first >= 0
        self.belief[nodes[told]] = self.belief[first[told]]
        one, other, whose = first[owner[speaks]], children[speaks], owner[speaks]
        apart = np.abs(self.belief[one] - self.belief[other]).max(axis=tuple(range(1, self.belief.ndim))) > AGREEMENT
        for i in np.flatnonzero(apart):
            problem = self._dependence(int(one[i]), int(other[i]))
            if any_exact[whose[i]]:
                raise InvalidModelError(self.where, [problem])
            self.conflict = self.conflict or problem
            told[whose[i]] = False
        self.known[nodes] = told

    def _share_out(self, nodes: IntArray, children: IntArray, owner: IntArray, reference: Reference) -> None:
        if not len(nodes):
            return
        n, p = len(nodes), self.chances[children]
        told = self.exact[children]
        for node in nodes[~self.exact[nodes]]:
            for child, belief in reference.beliefs(int(node)).items():
                row = np.searchsorted(children, child)
                if not told[row]:
                    told[row], self.belief[child] = True, belief
        counted = ~told & (p > 0).reshape(len(children), -1).any(axis=1)
        alone = (_sum(counted.astype(int), owner, n) == 1)[owner] & ~told
        told |= self.known[children] & ~alone
        residual = self.belief[nodes] - _sum(p * self.belief[children] * along(told, p.ndim), owner, n)
        left = _sum(p * along(~told, p.ndim), owner, n)
        share = np.where(left > AGREEMENT, residual / np.where(left > 0, left, 1.0), self.belief[nodes])
        self.belief[children[~told]] = np.maximum(share, 0.0)[owner[~told]]
        several = _sum((counted & ~told).astype(int), owner, n) > 1
        trailing = tuple(range(1, residual.ndim))
        unexplained = np.abs(np.where(left > AGREEMENT, np.minimum(residual, 0.0), residual)) > AGREEMENT
        informative = np.abs(share - self.belief[nodes]) > AGREEMENT
        for node in nodes[unexplained.any(axis=trailing)]:
            raise InvalidModelError(self.where, [self._misfit(int(node))])
        for node in nodes[informative.any(axis=trailing) & several]:
            raise InvalidModelError(self.where, [self._silence(int(node))])

    def _dependence(self, one: int, other: int) -> str:
        return (
            f"the distribution of {self.name!r} must not depend on a decision; it is {self._listed(one)} "
            f"{write(self.tree.path(one))} and {self._listed(other)} {write(self.tree.path(other))}"
        )

    def _misfit(self, node: int) -> str:
        below, other = self._first_below(node), self._source(node)
        met = "" if below is None else f", where it is met {write(self.tree.path(below))},"
        return (
            f"the distribution of {self.name!r} must not depend on a decision; {self.tree._place(node)}{met} "
            f"does not fit {self._listed(other)} {write(self.tree.path(other))}"
        )

    def _silence(self, node: int) -> str:
        missing = [self.tree._label(c) for c in self.tree._children(node) if not self.known[c]]
        return (
            f"{self.tree._place(node)}: the tree must say how the outcomes {missing} depend on {self.name!r}; "
            f"let chance {self.name!r} follow them, with its distribution given each"
        )

    def _listed(self, node: int) -> str:
        flat = self.belief[node].reshape(len(self.states), -1)[:, 0]
        return "(" + ", ".join(f"{state!r} {p:.6g}" for state, p in zip(self.states, flat, strict=True)) + ")"

    def _source(self, node: int) -> int:
        """Return the option, of a decision above `node`, whose subtree says what the uncertainty is like there."""
        for above in reversed(self.tree._ancestors(node)[:-1]):
            for child in self.tree._children(above):
                if self.exact[child]:
                    return child
        return 0

    def _first_below(self, node: int) -> int | None:
        found = [node]
        for above in found:
            if self.itself[above]:
                return above
            found.extend(self.tree._children(above))
        return None


def _sum(values: FloatArray | IntArray, owner: IntArray, n: int) -> FloatArray:
    """Add up children (children, ...) for each of their n parents; those of one parent stand together."""
    starts = np.flatnonzero(np.diff(owner, prepend=-1))
    return np.asarray(np.add.reduceat(values, starts, axis=0) if n else values[:0])
