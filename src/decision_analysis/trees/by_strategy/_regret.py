"""Regret: how far each path ends short of the best total of any strategy in the same state."""

from __future__ import annotations

import itertools
import math

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray, IntArray
from decision_analysis._limits import BLOCK, MOST_JOINT_OUTCOMES
from decision_analysis.errors import InvalidInputError
from decision_analysis.trees.arrays import TreeArrays, along
from decision_analysis.trees.by_strategy._states_of_nature import UNMET, States, agree, states_of
from decision_analysis.trees.nodes import CHANCE, TERMINAL
from decision_analysis.trees.passes import reach, totals


def regrets(tree: TreeArrays, amounts: FloatArray) -> FloatArray:
    """Return amounts (N, ...) whose sum along a path is its largest regret.

    They are zero but at the ends of possible paths. A strategy and a state of nature make one path.
    A path is the same in all states that agree with the outcomes on it, so that its largest regret
    is the largest total of the paths that can happen in one of these states, under some strategy,
    less its own. The largest regret of a strategy is that of its possible paths; no state is
    listed.

    `amounts` are to be maximized.
    """
    states = states_of(tree)
    likely = reach(tree)
    ends = np.flatnonzero(tree.kind == TERMINAL)
    values = totals(tree, amounts)[ends]
    ndim = max(values.ndim, likely.ndim)
    shape = np.broadcast_shapes(values.shape[1:], likely.shape[1:])
    flat = np.broadcast_to(along(values, ndim), (len(ends), *shape)).reshape(len(ends), -1)
    possible = np.broadcast_to(along(likely > 0, ndim), (len(tree), *shape)).reshape(len(tree), -1)
    # samples in which the same nodes are possible are compared at once
    patterns, which = np.unique(possible, axis=1, return_inverse=True)
    found = np.zeros((len(tree), flat.shape[1]))
    for k, pattern in enumerate(patterns.T):
        mine = np.flatnonzero(which.reshape(-1) == k)
        best = _benchmark(tree, states, ends, flat[:, mine], pattern)
        # the loss of a path is what the best total in its state is above its own (Savage's regret)
        short = best - flat[:, mine]
        found[ends[:, None], mine] = np.where(pattern[ends, None], short, 0.0)
    return found.reshape(len(tree), *shape)


def _benchmark(
    tree: TreeArrays, states: States, ends: IntArray, values: FloatArray, possible: BoolArray
) -> FloatArray:
    """Return for each end (T, samples) the best total in any state that agrees with it."""
    # the best total among the ends of paths on which the same outcomes are met
    events, of_end = np.unique(states.met[ends], axis=0, return_inverse=True)
    of_end = of_end.reshape(-1)
    top = np.full((len(events), values.shape[1]), -np.inf)
    np.maximum.at(top, of_end, np.where(possible[ends, None], values, -np.inf))
    # uncertainties with impossible joint outcomes: which possible ones agree with each event
    groups = _unconnected(_impossible(tree, states, possible))
    joint = [_fits(states, events, ruled_out) for ruled_out in groups]
    best = np.empty_like(top)
    at_once = max(1, BLOCK // (len(events) * values.shape[1]))
    for first in range(0, len(events), at_once):
        rows = slice(first, first + at_once)
        # two events share a state if they agree, and with the same possible joint outcome
        together = agree(events[rows], events)
        for fits in joint:
            together &= fits[rows] @ fits.T > 0
        best[rows] = np.where(together[..., None], top, -np.inf).max(axis=1)
    return np.where(np.isfinite(best), best, 0.0)[of_end]


def _impossible(tree: TreeArrays, states: States, possible: BoolArray) -> IntArray:
    """Return the joint outcomes (n, names) that cannot happen.

    Their probability is 0, or a chance node leaves them out.
    """
    above = possible[tree._parents]
    found = [states.met[node] for node in np.flatnonzero(above & ~possible)]
    for node in np.flatnonzero((tree.kind == CHANCE) & possible):
        j = states.names.index(tree._name(int(node)))
        here = {tree._label(child) for child in tree._children(int(node))}
        for code, outcome in enumerate(states.outcomes[j]):
            if outcome not in here:
                row = states.met[node].copy()
                row[j] = code
                found.append(row)
    if not found:
        return np.empty((0, len(states.names)), dtype=np.intp)
    return np.unique(np.array(found), axis=0)


def _unconnected(ruled_out: IntArray) -> list[IntArray]:
    """Split impossible joint outcomes into groups that share no uncertainty."""
    groups: list[tuple[set[int], list[IntArray]]] = []
    for row in ruled_out:
        names, rows = set(map(int, np.flatnonzero(row != UNMET))), [row]
        for group in [g for g in groups if g[0] & names]:
            groups.remove(group)
            names, rows = names | group[0], rows + group[1]
        groups.append((names, rows))
    return [np.array(rows) for _, rows in groups]


def _fits(states: States, events: IntArray, ruled_out: IntArray) -> FloatArray:
    """Say which events (n, K) agree with each possible joint outcome of tied uncertainties."""
    names = np.flatnonzero((ruled_out != UNMET).any(axis=0))
    sizes = [len(states.outcomes[j]) for j in names]
    if math.prod(sizes) > MOST_JOINT_OUTCOMES:
        raise InvalidInputError(
            f"uncertainties with impossible joint outcomes must have at most"
            f" {MOST_JOINT_OUTCOMES:,} of them; {[states.names[j] for j in names]} have"
            f" {math.prod(sizes):,}"
        )
    joint = np.array(list(itertools.product(*map(range, sizes))), dtype=np.intp)
    joint = joint[~agree(joint, ruled_out[:, names]).any(axis=1)]
    return agree(events[:, names], joint).astype(np.float32)
