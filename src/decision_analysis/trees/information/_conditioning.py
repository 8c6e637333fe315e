"""An uncertainty before the first decision: its distribution, and the tree given its state."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray, IntArray
from decision_analysis._limits import PROBABILITY_AGREEMENT
from decision_analysis.errors import InvalidModelError
from decision_analysis.trees.arrays import (
    ADVICE,
    LOOKS,
    Part,
    TreeArrays,
    along,
    any_sample,
    apart,
    listed,
    positions,
    rounded,
    worst,
    write,
)
from decision_analysis.trees.information._asked import Asked
from decision_analysis.trees.information._reference import Reference


def once(tree: TreeArrays, nodes: IntArray) -> tuple[BoolArray, BoolArray]:
    """Say which nodes (N,) are these, all of one name, and which come after one of them; a path has
    one at most."""
    itself, after = np.zeros((2, len(tree)), dtype=bool)
    itself[nodes] = True
    for level in tree._levels:
        after[level.children] = level.spread(after | itself)
    for node in map(int, nodes[after[nodes]]):
        before = next(n for n in reversed(tree._ancestors(node)[:-1]) if itself[n])
        places = f"{write(tree.path(before))} and again {write(tree.path(node))}"
        raise InvalidModelError(
            [f"chance {tree._name(node)!r} must occur once on a path; it is {places}"]
        )
    return itself, after


@dataclass(frozen=True)
class Conditioned:
    """An uncertainty before the first decision: its states, their probabilities, and the rest given
    each of them.

    `prior` is (states, ...) and `probability` (N, states, ...), the tree's own given the state.
    """

    states: tuple[str, ...]
    prior: FloatArray
    probability: FloatArray


def condition(asked: Asked) -> Conditioned:
    """Move the chance nodes of one name before the first decision, by Bayes' rule.

    Raises
    ------
    InvalidModelError
        If a path meets the uncertainty twice, its distribution depends on a decision, rounding
        keeps nodes from being recognized as the same uncertainty, or the tree does not say how
        other outcomes depend on it.
    """
    beliefs = _Beliefs(asked)
    beliefs.gather()
    beliefs.hand_down()
    return beliefs.moved()


class _Beliefs:
    """What each node says about the uncertainty: its distribution (N, states, ...) given that the
    node is reached.

    A node is `known` where a node of the uncertainty is below it, and `exact` where, with some
    choice of options, every path below meets one: only then does the distribution follow from the
    node itself.
    """

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.tree, self.nodes, self.name = asked.tree, asked.nodes, asked.name
        tree, nodes = self.tree, self.nodes
        self.itself, self.after = once(tree, nodes)
        self.states = tuple(
            dict.fromkeys(tree._label(child) for n in nodes for child in tree._children(int(n)))
        )
        self.known, self.exact = self.itself.copy(), self.itself.copy()
        self.chances = tree._probability[:, None]
        self.belief = np.zeros((len(tree), len(self.states), *tree._probability.shape[1:]))
        for node in map(int, nodes):
            for child in tree._children(node):
                self.belief[node, self.states.index(tree._label(child))] = tree._probability[child]
        self.conflict: str | None = None
        self.doubts: dict[int, str] = {}
        self.untold = False

    def moved(self) -> Conditioned:
        """Return the uncertainty before the first decision, once beliefs are handed down."""
        return Conditioned(self.states, self.belief[0], self._given_state())

    def gather(self) -> None:
        """Find what nodes say from what their children say: mixtures at chance nodes, agreement at
        decisions."""
        for level in reversed(self.tree._levels):
            if level.chances is not None:
                self._mix(*self._mine(level.chances))
            if level.decisions is not None:
                self._agree(*self._mine(level.decisions))
        if 0 in self.doubts or not self.known[0]:
            self.untold = 0 in self.doubts
            raise InvalidModelError([self.doubts.get(0, str(self.conflict))])

    def hand_down(self) -> None:
        """Tell the children that don't say it themselves what the uncertainty is like, from what
        their parent says."""
        reference = Reference(self.asked, self.itself, self.states, _Beliefs)
        for level in self.tree._levels:
            if level.decisions is not None:
                nodes, children, owner = self._mine(level.decisions)
                silent = ~self.exact[children]
                self.belief[children[silent]] = self.belief[nodes[owner[silent]]]
            if level.chances is not None:
                self._share_out(*self._mine(level.chances), reference)

    def _given_state(self) -> FloatArray:
        """Return the probability of each branch given each state: P(branch) P(state | branch) /
        P(state)."""
        found = np.repeat(self.chances, len(self.states), axis=1)
        for level in self.tree._levels:
            if level.chances is None:
                continue
            mine, children, owner = self._mine(level.chances)
            if len(mine):
                joint = self.chances[children] * self.belief[children]
                sums = _sum(joint, owner, len(mine))[owner]
                found[children] = np.where(
                    sums > 0, joint / np.where(sums > 0, sums, 1.0), self.chances[children]
                )
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
        """Return nodes of a part that are neither the uncertainty nor after it, their children, and
        whose these are."""
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
        self.belief[nodes] = _sum(weights * self.belief[children], owner, n) / np.where(
            sums > 0, sums, 1.0
        )
        self._doubt(nodes, children, owner)

    def _agree(self, nodes: IntArray, children: IntArray, owner: IntArray) -> None:
        """Take over what options say; exact ones must agree, and where the others don't they say
        nothing."""
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
        gap = np.abs(self.belief[one] - self.belief[other]).max(axis=1) * self.asked.weight[other]
        for i in np.flatnonzero(any_sample(apart(gap))):
            problem = self._dependence(int(one[i]), int(other[i]), gap[i])
            if any_exact[whose[i]]:
                self.untold = bool(rounded(gap[i]).any())
                raise InvalidModelError([problem])
            self.conflict = self.conflict or problem
            told[whose[i]] = False
            if rounded(gap[i]).any():
                self.doubts.setdefault(int(nodes[whose[i]]), problem)
        self.known[nodes] = told
        self._doubt(nodes, children, owner)

    def _doubt(self, nodes: IntArray, children: IntArray, owner: IntArray) -> None:
        """Hand up the doubt that rounding keeps options which tell it in part from agreeing, as far
        as it matters."""
        for child, whose in zip(children, owner, strict=True) if self.doubts else ():
            if int(child) in self.doubts and not self.exact[nodes[whose]]:
                self.doubts.setdefault(int(nodes[whose]), self.doubts[int(child)])

    def _share_out(
        self, nodes: IntArray, children: IntArray, owner: IntArray, reference: Reference
    ) -> None:
        if not len(nodes):
            return
        n, p = len(nodes), self.chances[children]
        told = self.exact[children]
        for node in nodes[~self.exact[nodes]]:
            for child, belief in reference.beliefs(int(node), self.belief[node]).items():
                row = np.searchsorted(children, child)
                if not told[row]:
                    told[row], self.belief[child] = (
                        True,
                        np.where(np.isnan(belief), self.belief[node], belief),
                    )
        counted = ~told & (p > 0).reshape(len(children), -1).any(axis=1)
        alone = (_sum(counted.astype(int), owner, n) == 1)[owner] & ~told
        for node in nodes[
            _sum((counted & ~alone & ~self.known[children]).astype(int), owner, n) > 0
        ]:
            for child, belief in reference.partly(int(node), self.belief[node]).items():
                row = np.searchsorted(children, child)
                if not told[row] and not self.known[child]:
                    told[row], self.belief[child] = (
                        True,
                        np.where(np.isnan(belief), self.belief[node], belief),
                    )
        counted &= ~told
        doubts = self.doubts | reference.doubts
        for child in children[counted & ~alone] if doubts else ():
            if int(child) in doubts:
                self.untold = True
                raise InvalidModelError([doubts[int(child)]])
        told |= self.known[children] & ~alone
        residual = self.belief[nodes] - _sum(
            p * self.belief[children] * along(told, p.ndim), owner, n
        )
        left = _sum(p * along(~told, p.ndim), owner, n)
        share = np.where(
            left > PROBABILITY_AGREEMENT,
            residual / np.where(left > 0, left, 1.0),
            self.belief[nodes],
        )
        self.belief[children[~told]] = np.maximum(share, 0.0)[owner[~told]]
        several = _sum((counted & ~told).astype(int), owner, n) > 1
        weight = self.asked.weight[nodes]
        over = (
            np.where(
                left > PROBABILITY_AGREEMENT, np.maximum(-residual, 0.0), np.abs(residual)
            ).max(axis=1)
            * weight
        )
        informative = np.abs(share - self.belief[nodes]).max(axis=1) * weight
        for i in np.flatnonzero(any_sample(apart(over))):
            self.untold = bool(rounded(over[i], int(self.tree.n_children[nodes[i]])).any())
            raise InvalidModelError([self._misfit(int(nodes[i]), residual[i], over[i])])
        for i in np.flatnonzero(any_sample(apart(informative)) & several):
            gap = np.abs(residual[i] - left[i] * self.belief[nodes[i]]).max(axis=0) * weight[i]
            self.untold = True
            raise InvalidModelError([self._silence(int(nodes[i]), residual[i], left[i], gap)])

    def _dependence(self, one: int, other: int, gap: FloatArray) -> str:
        at = worst(gap)
        places = " and ".join(
            f"{self._listed(self.belief[node], at)} {write(self.tree.path(node))}"
            for node in (one, other)
        )
        if not rounded(gap).any():
            return f"{self._free()}; it is {places}{self.asked.sample(at)}"
        return f"{self._free()}; it {LOOKS}, {places}{self.asked.sample(at)}: {ADVICE}"

    def _misfit(self, node: int, residual: FloatArray, gap: FloatArray) -> str:
        at, below, other = worst(gap), self._first_below(node), self._source(node)
        met = "" if below is None else f", where it is met {write(self.tree.path(below))},"
        place = f"{self.tree._place(node)}{met}"
        known = (
            f"{self._listed(self.belief[node], at)}"
            f" {write(self.tree.path(other))}{self.asked.sample(at)}"
        )
        # the sum of products over the outcomes may be off by as much as each of these
        if not rounded(gap, int(self.tree.n_children[node])).any():
            return f"{self._free()}; {place} does not fit {known}"
        told = self._listed(self.belief[node] - residual, at)
        return f"{self._free()}; it {LOOKS}, {told} by what follows {place} and {known}: {ADVICE}"

    def _free(self) -> str:
        return f"the distribution of {self.name!r} must not depend on a decision"

    def _silence(self, node: int, residual: FloatArray, left: FloatArray, gap: FloatArray) -> str:
        missing = [self.tree._label(c) for c in self.tree._children(node) if not self.known[c]]
        says = (
            f"{self.tree._place(node)}: the tree must say how the outcomes {missing} depend on"
            f" {self.name!r}; let chance {self.name!r} follow them, with its distribution given"
            " each"
        )
        if not rounded(gap).any():
            return says
        at = worst(gap)
        due = self._listed(left * self.belief[node], at)
        return (
            f"{says}; the other outcomes leave {self._listed(residual, at)} for these, and {due}"
            f" where these tell nothing{self.asked.sample(at)}, which may be numbers rounded: then"
            " write them exactly, as beliefs.update() or trees.reverse() give them"
        )

    def _listed(self, belief: FloatArray, sample: tuple[int, ...]) -> str:
        return listed(self.states, belief, sample)

    def _source(self, node: int) -> int:
        """Return the option, of a decision above `node`, whose subtree says what the uncertainty is
        like there."""
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
    """Add up children (children, ...) for each of their n parents; those of one parent stand
    together."""
    starts = np.flatnonzero(np.diff(owner, prepend=-1))
    return np.asarray(np.add.reduceat(values, starts, axis=0) if n else values[:0])
