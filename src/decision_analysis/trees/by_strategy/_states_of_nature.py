"""States of nature: joint outcomes of uncertainties, and whether all choices share them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray, IntArray
from decision_analysis._limits import PROBABILITY_AGREEMENT, TREE_BLOCK
from decision_analysis.errors import InvalidModelError
from decision_analysis.trees.arrays import (
    ADVICE,
    LOOKS,
    TreeArrays,
    apart,
    names_of,
    positions,
    rounded,
    write,
)
from decision_analysis.trees.nodes import CHANCE, DECISION, TERMINAL
from decision_analysis.trees.passes import roll_back

UNMET = -1


@dataclass(frozen=True)
class States:
    """What has been met on the way to each node of a tree.

    All chance nodes of one name are one uncertainty. `met` (N, names) is the position of the
    outcome among those of its name, `UNMET` where it has not been met.
    """

    names: tuple[str, ...]
    outcomes: tuple[tuple[str, ...], ...]
    met: IntArray

    def words(self, row: IntArray) -> str:
        """Write outcomes that were met."""
        pairs = ((self.names[j], self.outcomes[j][row[j]]) for j in np.flatnonzero(row != UNMET))
        return ", ".join(f"{name}={outcome}" for name, outcome in pairs)


def states_of(tree: TreeArrays) -> States:
    """Read the states of nature from the names of chance nodes.

    Raises
    ------
    InvalidModelError
        If a path meets an uncertainty twice, or the probability of an outcome, given what is known,
        depends on a decision; both paths are named.
    """
    # outcomes are numbered by name as they are met, and handed down to all that follows
    names = tuple(names_of(tree, CHANCE))
    of_name = {name: j for j, name in enumerate(names)}
    found: list[dict[str, int]] = [{} for _ in names]
    met = np.full((len(tree), len(names)), UNMET, dtype=np.intp)
    for level in tree._levels:
        met[level.children] = level.spread(met)
        if level.chances is None:
            continue
        for node in map(int, positions(level.chances.nodes)):
            j = of_name[tree._name(node)]
            if met[node, j] != UNMET:
                raise InvalidModelError([_repeated(tree, node)])
            for child in tree._children(node):
                met[child, j] = found[j].setdefault(tree._label(child), len(found[j]))
    states = States(names, tuple(map(tuple, found)), met)
    _check_independence(tree, states)
    return states


def agree(events: IntArray, others: IntArray) -> BoolArray:
    """Say which events (m, names) and others (k, names) differ in no outcome, as (m, k)."""
    found = np.ones((len(events), len(others)), dtype=bool)
    for one, other in zip(events.T, others.T, strict=True):
        found &= (one[:, None] == other) | (one[:, None] == UNMET) | (other == UNMET)
    return found


def _repeated(tree: TreeArrays, node: int) -> str:
    name = tree._name(node)
    chances = (n for n in reversed(tree._ancestors(node)[:-1]) if tree.kind[n] == CHANCE)
    before = next(n for n in chances if tree._name(n) == name)
    return (
        f"chance {name!r} must occur once on a path, as its outcome is part of the state of nature;"
        f" it is {write(tree.path(before))} and again {write(tree.path(node))}: give the two"
        " different names"
    )


def _check_independence(tree: TreeArrays, states: States) -> None:
    """Refuse a tree in which an event of the path to some node depends on the strategy.

    It is then more probable under one strategy than under another. A strategy ends in events that
    imply it, that rule it out, or that leave it open, so that its probability lies between those of
    the first, and of the first and the last together. The largest of the lower bounds over all
    strategies must not exceed the least of the upper bounds.
    """
    # the events of which probabilities are compared: what was met up to an outcome
    after_chance = tree.kind[tree._parents] == CHANCE
    after_chance[0] = False
    events = np.unique(states.met[after_chance], axis=0)
    ends = np.flatnonzero(tree.kind == TERMINAL)
    at_ends = states.met[ends]
    extra = tree._probability.ndim - 1
    samples = max(1, int(np.prod(tree._probability.shape[1:])))
    at_once = max(1, TREE_BLOCK // (len(tree) * samples))
    for first in range(0, len(events), at_once):
        block = events[first : first + at_once]
        # an end implies an event if it agrees with it and has met all of its uncertainties
        fits = agree(at_ends, block)
        in_common = (at_ends != UNMET).astype(np.intp) @ (block != UNMET).T.astype(np.intp)
        implied = fits & (in_common == np.count_nonzero(block != UNMET, axis=1))
        # over strategies: the largest probability of ends that imply it, the least of those that
        # leave it possible
        low = _bound(tree, ends, implied, 1.0, extra)
        high = _bound(tree, ends, fits, -1.0, extra)
        worse = apart(low[0] - high[0]).reshape(len(block), -1)
        if worse.any():
            i, s = (int(k) for k in np.argwhere(worse)[0])
            lows, highs = (bound[:, i].reshape(len(tree), -1)[:, s] for bound in (low, high))
            raise InvalidModelError([_dependence(tree, states, block[i], lows, highs)])


def _bound(
    tree: TreeArrays, ends: IntArray, inside: BoolArray, sign: float, extra: int
) -> FloatArray:
    """Return at each node (N, events, ...) the largest probability of the ends inside.

    With `sign` -1 it is the least.
    """
    amounts = np.zeros((len(tree), inside.shape[1]))
    amounts[ends] = sign * inside
    return sign * roll_back(tree, amounts.reshape(*amounts.shape, *(1,) * extra))


def _dependence(
    tree: TreeArrays, states: States, event: IntArray, low: FloatArray, high: FloatArray
) -> str:
    """Walk down to the decision whose options disagree on the event, and name these."""
    node = 0
    while True:
        children = np.array(tree._children(node))
        slack = PROBABILITY_AGREEMENT * (tree.kind[node] == DECISION)
        # below one child alone the bounds may cross already: then go on there
        split = children[low[children] > high[children] + slack]
        if len(split):
            node = int(split[np.argmax(low[split] - high[split])])
            continue
        most = int(children[np.argmax(low[children])])
        least = int(children[np.argmin(high[children])])
        p, q = low[most], high[least] + 0.0
        one, other = write(tree.path(most)), write(tree.path(least))
        new = states.words(np.where(states.met[node] == UNMET, event, UNMET))
        says = f"states of nature must not depend on a decision; the probability of {new!r}"
        if not rounded(p - q):
            return f"{says} is {p:.6g} {one} and {q:.6g} {other}"
        return f"{says} {LOOKS}, {p:.10g} {one} and {q:.10g} {other}: {ADVICE}"
