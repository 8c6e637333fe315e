"""Which undiscounted stages may go on for ever, decided by what can happen, not how likely."""

from __future__ import annotations

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray, IntArray
from decision_analysis.trees.arrays import along
from decision_analysis.trees.markov._process import Process
from decision_analysis.trees.nodes import TERMINAL
from decision_analysis.trees.passes import roll_back

# Probabilities times 0 add up to exactly 0, so that "never" is an exact comparison.


def resting(process: Process) -> BoolArray:
    """Say which stages (S, ...) go on for ever without discount or payoff, whatever is chosen."""
    tree, leaves = process.stages.tree, process.stages.leaves
    # a total of 0 where every amount counts at its size, and ends count too, is rest
    plain = np.where(np.isneginf(process.amounts), process.amounts, np.abs(process.amounts))
    ends = tree.kind == TERMINAL
    ends[leaves] = False
    plain[ends] += 1.0
    stay = np.ones((len(process.stages.names), *process.amounts.shape[1:]), dtype=bool)
    # the largest set that is at rest as long as all within it are
    while True:
        amounts = plain.copy()
        amounts[leaves] += (process.discounts < 1) | ~stay[process.stages.targets]
        now = stay & (roll_back(tree, amounts)[process.stages.tops] == 0)
        if (now == stay).all():
            return stay
        stay = now


def endless(process: Process, chosen: IntArray | None = None) -> BoolArray:
    """Say which stages (S, ...) some policy, or the chosen one, may keep going for ever.

    Those at rest are left out.
    """
    tree = process.stages.tree
    stay = ~process.resting
    # the largest set from which options exist that never lead out of it
    while True:
        leaving = _leaving(process, stay & ~process.resting)
        amounts = np.where(np.isneginf(process.amounts), -np.inf, -leaving)
        rolled = roll_back(tree, amounts, chosen=chosen)
        now = stay & (rolled[process.stages.tops] == 0)
        if (now == stay).all():
            return stay
        stay = now


def ending(process: Process) -> tuple[IntArray, BoolArray]:
    """Return a policy (decisions, ...) that ends surely wherever one can.

    The stages in which none does are returned with it.
    """
    tree = process.stages.tree
    chosen = np.zeros((len(tree._decisions), *process.amounts.shape[1:]), dtype=np.intp)
    owner = process.stages.owner[tree._decisions]
    done = process.resting.copy()
    # from the ends backwards: stages with options that may lead to an end or a stage that is done
    while True:
        leaving = _leaving(process, ~done)
        rolled = roll_back(tree, np.where(np.isneginf(process.amounts), -np.inf, leaving))
        fresh = ~done & (rolled[process.stages.tops] > 0)
        if not fresh.any():
            return chosen, ~done
        best = process.choose(rolled)
        chosen = np.where(fresh[owner], best, chosen)
        done |= fresh


def _leaving(process: Process, inside: BoolArray) -> FloatArray:
    """Return 1 at ends, discounts and leaves out of stages (S, ...), else 0, as (N, ...)."""
    ends = along(process.stages.tree.kind == TERMINAL, process.amounts.ndim)
    found = np.broadcast_to(ends, process.amounts.shape).astype(np.float64)
    found[process.stages.leaves] = (process.discounts < 1) | ~inside[process.stages.targets]
    return found
