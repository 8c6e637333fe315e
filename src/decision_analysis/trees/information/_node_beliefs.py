"""What each node of a tree says about an uncertainty, and the uncertainty moved to the front."""

from __future__ import annotations

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray, IntArray
from decision_analysis._limits import PROBABILITY_AGREEMENT
from decision_analysis.errors import InvalidModelError
from decision_analysis.trees.arrays import Part, along, any_sample, apart, positions, rounded
from decision_analysis.trees.information._contradictions import Contradictions
from decision_analysis.trees.information._joint_states import Conditioned
from decision_analysis.trees.information._told_by_other_options import OtherOptions
from decision_analysis.trees.information._uncertainty import Uncertainty, once


def condition(uncertainty: Uncertainty) -> Conditioned:
    """Move the chance nodes of one name before the first decision, by Bayes' rule.

    Raises
    ------
    InvalidModelError
        If a path meets the uncertainty twice, its distribution depends on a decision, rounding
        keeps nodes from being recognized as the same uncertainty, or the tree does not say how
        other outcomes depend on it.
    """
    beliefs = NodeBeliefs(uncertainty)
    beliefs.gather()
    beliefs.hand_down()
    return beliefs.moved()


class NodeBeliefs:
    """What each node says about the uncertainty: its distribution given that the node is reached.

    The distribution is (N, states, ...). A node is `known` where a node of the uncertainty is below
    it, and `exact` where, with some choice of options, every path below meets one: only then does
    the distribution follow from the node itself.
    """

    def __init__(self, uncertainty: Uncertainty) -> None:
        self.uncertainty = uncertainty
        self.tree, self.nodes = uncertainty.tree, uncertainty.nodes
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
        self.contradictions = Contradictions(
            uncertainty, self.states, self.itself, self.known, self.exact, self.belief
        )
        self.conflict: str | None = None
        self.doubts: dict[int, str] = {}
        self.untold = False

    def moved(self) -> Conditioned:
        """Return the uncertainty before the first decision, once beliefs are handed down."""
        return Conditioned(self.states, self.belief[0], self._given_state())

    def gather(self) -> None:
        """Find what nodes say from what their children say.

        At chance nodes these are mixed, at decisions they agree.
        """
        for level in reversed(self.tree._levels):
            if level.chances is not None:
                self._mix(*self._mine(level.chances))
            if level.decisions is not None:
                self._agree(*self._mine(level.decisions))
        if 0 in self.doubts or not self.known[0]:
            self.untold = 0 in self.doubts
            raise InvalidModelError([self.doubts.get(0, str(self.conflict))])

    def hand_down(self) -> None:
        """Tell children that don't say it what the uncertainty is like, as their parent says."""
        others = OtherOptions(self.uncertainty, self.itself, self.states, NodeBeliefs)
        for level in self.tree._levels:
            if level.decisions is not None:
                nodes, children, owner = self._mine(level.decisions)
                silent = ~self.exact[children]
                self.belief[children[silent]] = self.belief[nodes[owner[silent]]]
            if level.chances is not None:
                self._share_out(*self._mine(level.chances), others)

    def _given_state(self) -> FloatArray:
        """Return branch probabilities given each state: P(branch) P(state | branch) / P(state)."""
        found = np.repeat(self.chances, len(self.states), axis=1)
        for level in self.tree._levels:
            if level.chances is None:
                continue
            mine, children, owner = self._mine(level.chances)
            if len(mine):
                # the sum over branches in place of P(state) makes up for rounding
                own = self.chances[children]
                joint = own * self.belief[children]
                sums = _sum(joint, owner, len(mine))[owner]
                found[children] = np.where(sums > 0, joint / np.where(sums > 0, sums, 1.0), own)
        # the uncertainty itself comes out as its state, if the node has that outcome
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
        """Return a part's nodes that are not the uncertainty or after it, and their children.

        Whose these are is returned with them.
        """
        nodes, children = positions(part.nodes), positions(part.below)
        owner = np.repeat(np.arange(len(nodes)), part.counts)
        use = ~(self.itself[nodes] | self.after[nodes])
        renumbered = np.cumsum(use) - 1
        of_those = use[owner]
        return nodes[use], children[of_those], renumbered[owner[of_those]]

    def _mix(self, nodes: IntArray, children: IntArray, owner: IntArray) -> None:
        if not len(nodes):
            return
        # a mixture of what the children say, weighed by their probabilities; equally if all are 0
        known, n = self.known[children], len(nodes)
        self.known[nodes] = _sum(known.astype(int), owner, n) > 0
        self.exact[nodes] = _sum((~self.exact[children]).astype(int), owner, n) == 0
        weights = self.chances[children] * along(known, self.chances.ndim)
        sums = _sum(weights, owner, n)
        weights = np.where(sums[owner] > 0, weights, along(known, weights.ndim))
        sums = _sum(weights, owner, n)
        joint = _sum(weights * self.belief[children], owner, n)
        self.belief[nodes] = joint / np.where(sums > 0, sums, 1.0)
        self._doubt(nodes, children, owner)

    def _agree(self, nodes: IntArray, children: IntArray, owner: IntArray) -> None:
        """Take over what options say; exact ones must agree.

        Where the others don't agree they say nothing.
        """
        if not len(nodes):
            return
        known, exact, n = self.known[children], self.exact[children], len(nodes)
        any_exact = _sum(exact.astype(int), owner, n) > 0
        self.exact[nodes] = any_exact
        speaks = np.where(any_exact[owner], exact, known)
        # each decision takes over what its first option says that is asked
        first = np.full(n, -1)
        backwards = np.flatnonzero(speaks)[::-1]
        first[owner[backwards]] = children[backwards]
        told = first >= 0
        self.belief[nodes[told]] = self.belief[first[told]]
        # the others must say the same as the first
        one, other, whose = first[owner[speaks]], children[speaks], owner[speaks]
        gap = (
            np.abs(self.belief[one] - self.belief[other]).max(axis=1)
            * self.uncertainty.weight[other]
        )
        for i in np.flatnonzero(any_sample(apart(gap))):
            problem = self.contradictions.dependence(int(one[i]), int(other[i]), gap[i])
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
        """Hand up the doubt that rounding keeps options that tell it in part from agreeing.

        It goes up as far as it matters.
        """
        for child, whose in zip(children, owner, strict=True) if self.doubts else ():
            if int(child) in self.doubts and not self.exact[nodes[whose]]:
                self.doubts.setdefault(int(nodes[whose]), self.doubts[int(child)])

    def _share_out(
        self, nodes: IntArray, children: IntArray, owner: IntArray, others: OtherOptions
    ) -> None:
        """Hand down what chance nodes say to the outcomes that don't say it themselves."""
        if not len(nodes):
            return
        n, told = len(nodes), self.exact[children]
        # what other options say of the outcomes, where these are the same uncertainty there
        for node in nodes[~self.exact[nodes]]:
            self._adopt(node, others.beliefs(int(node), self.belief[node]), children, told)
        # an outcome that is left alone gets the remainder; of several, options may say it in part
        possible = (self.chances[children] > 0).reshape(len(children), -1).any(axis=1)
        counted = ~told & possible
        alone = (_sum(counted.astype(int), owner, n) == 1)[owner] & ~told
        unsaid = counted & ~alone & ~self.known[children]
        for node in nodes[_sum(unsaid.astype(int), owner, n) > 0]:
            found = others.partly(int(node), self.belief[node])
            new = {child: belief for child, belief in found.items() if not self.known[child]}
            self._adopt(node, new, children, told)
        counted &= ~told
        doubts = self.doubts | others.doubts
        for child in children[counted & ~alone] if doubts else ():
            if int(child) in doubts:
                self.untold = True
                raise InvalidModelError([doubts[int(child)]])
        # of those that are left, what stands below some of their paths counts
        told |= self.known[children] & ~alone
        several = _sum((counted & ~told).astype(int), owner, n) > 1
        self._leave_rest(nodes, children, owner, told, several)

    def _adopt(
        self, node: int, beliefs: dict[int, FloatArray], children: IntArray, told: BoolArray
    ) -> None:
        """Give outcomes that are not `told` yet a distribution; NaN stands for that of the node."""
        for child, belief in beliefs.items():
            row = np.searchsorted(children, child)
            if not told[row]:
                told[row] = True
                self.belief[child] = np.where(np.isnan(belief), self.belief[node], belief)

    def _leave_rest(
        self,
        nodes: IntArray,
        children: IntArray,
        owner: IntArray,
        told: BoolArray,
        several: BoolArray,
    ) -> None:
        """Give the outcomes that are not `told` what the others leave.

        `several` says where it is not clear whose it is.
        """
        n, p, own = len(nodes), self.chances[children], self.belief[nodes]
        # the rest of P(state) = sum over outcomes of P(outcome) P(state | outcome), and its weight
        residual = own - _sum(p * self.belief[children] * along(told, p.ndim), owner, n)
        left = _sum(p * along(~told, p.ndim), owner, n)
        enough = left > PROBABILITY_AGREEMENT
        share = np.where(enough, residual / np.where(left > 0, left, 1.0), own)
        self.belief[children[~told]] = np.maximum(share, 0.0)[owner[~told]]
        # a negative rest, or one without a probability, does not fit what the node says
        weight = self.uncertainty.weight[nodes]
        misfit = np.where(enough, np.maximum(-residual, 0.0), np.abs(residual))
        over = misfit.max(axis=1) * weight
        for i in np.flatnonzero(any_sample(apart(over))):
            self.untold = bool(rounded(over[i], int(self.tree.n_children[nodes[i]])).any())
            problem = self.contradictions.misfit(int(nodes[i]), residual[i], over[i])
            raise InvalidModelError([problem])
        # a rest that tells something must be of one outcome
        informative = np.abs(share - own).max(axis=1) * weight
        for i in np.flatnonzero(any_sample(apart(informative)) & several):
            gap = np.abs(residual[i] - left[i] * own[i]).max(axis=0) * weight[i]
            self.untold = True
            problem = self.contradictions.silence(int(nodes[i]), residual[i], left[i], gap)
            raise InvalidModelError([problem])


def _sum(values: FloatArray | IntArray, owner: IntArray, n: int) -> FloatArray:
    """Add up children (children, ...) by their n parents; those of one stand together."""
    starts = np.flatnonzero(np.diff(owner, prepend=-1))
    return np.asarray(np.add.reduceat(values, starts, axis=0) if n else values[:0])
