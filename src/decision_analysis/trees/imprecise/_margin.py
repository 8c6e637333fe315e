"""By how much a strategy stays ahead while probabilities move, and where it is overtaken."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray, IntArray
from decision_analysis._limits import PROBABILITY_NOISE
from decision_analysis.trees.arrays import TreeArrays, positions
from decision_analysis.trees.imprecise._credal import extreme, roll_bounded
from decision_analysis.trees.imprecise._perturb import Perturbation
from decision_analysis.trees.imprecise._tied import points
from decision_analysis.trees.passes import (
    Preference,
    at_stake,
    optimal,
    reached,
    rounding,
    where_reached,
)

NARROWEST = 1e-16  # of a bracket in [0, 1]: the spacing of floats just below 1
STEP = 1e-7  # far above the rounding of epsilon, 1e-16: the slope keeps some nine digits


@dataclass(frozen=True)
class Overtaken:
    """Where a strategy is overtaken: epsilon, decision, rival's options, probabilities (N,)."""

    epsilon: float
    decision: int
    rival: IntArray
    probabilities: FloatArray


@dataclass(frozen=True)
class Margin:
    """A strategy that is best at the base probabilities, and how far these may move.

    `amounts` (N,) are added up; `chosen` (decisions,) are its options; `groups` are the
    uncertainties that share nodes.
    """

    tree: TreeArrays
    amounts: FloatArray
    wanted: Preference
    moves: Perturbation
    groups: list[IntArray]
    chosen: IntArray

    def bounds(self, epsilon: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return bounds (N, ...): for each epsilon, or for the one at all points of the groups."""
        if not self.groups:
            return self.moves.bounds(epsilon)
        low, high = self.moves.bounds(epsilon[0])
        return points(self.tree, self.groups, low, high)

    def noise(self, high: FloatArray) -> FloatArray:
        """Return what rounding may make of worths (N, ...), probabilities being at most `high`."""
        stake = at_stake(self.tree, self.amounts, self.wanted, ways=[high])
        return rounding(self.tree, self.wanted, stake)

    def worth(
        self,
        low: FloatArray,
        high: FloatArray,
        *,
        greatest: bool,
        chosen: IntArray | None = None,
    ) -> FloatArray:
        """Return the worst or best case (N, ...) from each node on.

        It is that of the best strategy, or of the one chosen.
        """
        return self._extreme(low, high, greatest=greatest, chosen=chosen)[0]

    def ahead(self, epsilon: FloatArray) -> FloatArray:
        """Return the least lead (decisions, epsilons) over other options; infinity if never met."""
        if self.groups:
            return np.stack([self._lead(np.array([e])).min(axis=1) for e in epsilon], axis=1)
        return self._lead(epsilon)

    def overtaken(self) -> Overtaken | None:
        """Find the epsilon beyond which another strategy may be better; None if none is up to 1.

        The least lead never rises, and may stay at 0 for a while before it is lost. So the epsilon
        at which it falls below what rounding may make of it is found first, and from there its line
        is followed back to 0.
        """
        if self._beyond(1.0) >= 0:
            return None
        # the line through two leads from where it is lost on, followed back to 0
        lost = self._lost()
        step = min(STEP, 1.0 - lost)
        lead, later = self._least(lost), self._least(lost + step)
        back = max(-lead, 0.0) * step / (lead - later) if later < lead else 0.0
        epsilon = max(lost - back, 0.0)
        beyond = min(lost + max(back, PROBABILITY_NOISE), 1.0)
        return self._witness(epsilon if epsilon > PROBABILITY_NOISE else 0.0, beyond)

    def _extreme(
        self, low: FloatArray, high: FloatArray, *, greatest: bool, chosen: IntArray | None
    ) -> tuple[FloatArray, FloatArray]:
        args = (self.tree, self.amounts, self.wanted, low, high)
        return roll_bounded(*args, greatest=greatest, chosen=chosen)

    def _lead(self, epsilon: FloatArray) -> FloatArray:
        low, high = self.bounds(epsilon)
        mine = self.worth(low, high, greatest=False, chosen=self.chosen)
        return self._leads(mine, self.worth(low, high, greatest=True))

    def _leads(self, mine: FloatArray, others: FloatArray) -> FloatArray:
        """Return the leads (decisions, ...) of the strategy's worst over the best other option."""
        tree = self.tree
        found = np.full((len(self.chosen), *mine.shape[1:]), np.inf)
        for level in tree._levels:
            if (part := level.decisions) is None:
                continue
            # the best of each decision's options but the strategy's own
            options = self.chosen[part.listed]
            places = part.starts + np.maximum(options, 0)
            below = positions(part.below)
            rivals = others[below]
            rivals[places] = -np.inf
            best = np.maximum.reduceat(rivals, part.starts, axis=0)
            met = self.meets[part.listed]
            lead = mine[below[places]] - best
            found[part.listed] = np.where(met.reshape(-1, *(1,) * (lead.ndim - 1)), lead, np.inf)
        return found

    @cached_property
    def meets(self) -> BoolArray:
        """Say which decisions (decisions,) the strategy meets for some movement.

        It meets them with positive probability.
        """
        return reached(self.tree, self.chosen, self.moves.possible())[self.tree._decisions]

    def _least(self, epsilon: float) -> float:
        return float(self.ahead(np.array([epsilon])).min())

    def _beyond(self, epsilon: float) -> float:
        """Return the least lead and what rounding may take from it."""
        _, high = self.moves.bounds(np.array([epsilon]))
        return self._least(epsilon) + float(self.noise(high)[0, 0])

    def _lost(self) -> float:
        """Return the epsilon in [0, 1] at which rounding no longer explains what the lead lacks."""
        from scipy.optimize import brentq

        if self._beyond(0.0) <= 0:
            return 0.0
        narrow = 4 * np.finfo(float).eps
        return float(brentq(self._beyond, 0.0, 1.0, xtol=NARROWEST, rtol=narrow))

    def _witness(self, epsilon: float, beyond: float) -> Overtaken:
        """Say which option overtakes just beyond epsilon, and for which probabilities at it."""
        tree = self.tree
        # just beyond epsilon: decision and point of shared uncertainties with the least lead
        low, high = self.bounds(np.array([beyond]))
        mine = self.worth(low, high, greatest=False, chosen=self.chosen)
        others = self.worth(low, high, greatest=True)
        leads = self._leads(mine, others)
        row, at = np.unravel_index(int(np.argmin(leads)), leads.shape)
        # the rival takes the best other option there, and what is best behind it
        node = int(tree._decisions[row])
        children = tree._children(node)
        rivals = others[children.start : children.stop, at].copy()
        rivals[self.chosen[row]] = -np.inf
        option = int(np.argmax(rivals))
        taken, dropped = children[option], children[int(self.chosen[row])]
        best = optimal(tree, others[:, at])
        rival = np.where(self._below(taken)[tree._decisions], best, self.chosen)
        rival[row] = option
        rival = where_reached(tree, rival)
        # at epsilon: shared uncertainties at their point, the way to the decision made possible
        low, high = self.bounds(np.array([epsilon]))
        column = at if at < low.shape[1] else 0
        low, high = low[:, column], high[:, column]
        probabilities = np.where(self._shared, low, self.moves.base)
        self._let_happen(node, probabilities, low, high)
        # behind the two options the worst case of the one and the best of the other
        for first, options, greatest in ((dropped, self.chosen, False), (taken, rival, True)):
            moved = self._below(first) & reached(tree, options)
            moved[first] = False
            found = self._extreme(low, high, greatest=greatest, chosen=options)[1]
            probabilities[moved] = found[moved]
        return Overtaken(epsilon, node, rival, probabilities)

    def _let_happen(
        self, node: int, probabilities: FloatArray, low: FloatArray, high: FloatArray
    ) -> None:
        """Make outcomes of probability 0 on the way to a node as likely as the bounds allow."""
        for child in self.tree._ancestors(node)[1:]:
            if probabilities[child] == 0 and not self._shared[child]:
                children = self.tree._children(self.tree._parent(child))
                block = slice(children.start, children.stop)
                wanted = (np.arange(children.start, children.stop) == child).astype(float)
                found = extreme(wanted[None], low[None, block], high[None, block], greatest=True)
                probabilities[block] = found[0]

    @cached_property
    def _shared(self) -> BoolArray:
        """Say which nodes (N,) follow an uncertainty that stands on several nodes."""
        found = np.zeros(len(self.tree), dtype=bool)
        for group in self.groups:
            for node in map(int, group):
                found[self.tree._children(node)] = True
        return found

    def _below(self, node: int) -> BoolArray:
        """Say which nodes (N,) are in the subtree of a node, itself included."""
        found = np.zeros(len(self.tree), dtype=bool)
        found[node] = True
        for level in self.tree._levels:
            found[level.children] |= level.spread(found)
        return found
