"""Backward induction over the levels of a flat tree: certainty equivalents and options."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray, IntArray
from decision_analysis._limits import TIE_TOLERANCE
from decision_analysis.trees.arrays import Part, TreeArrays, along, best, by_width, pick, reduce
from decision_analysis.trees.nodes import TERMINAL
from decision_analysis.trees.passes._preference import Preference, totals

UNDECIDED = -1


def tie_tolerance(amounts: FloatArray) -> FloatArray:
    """Return the difference up to which options tie, (...): 1e-12 times the largest absolute payoff
    of the tree."""
    return np.asarray(TIE_TOLERANCE * np.maximum(amounts.max(axis=0), -amounts.min(axis=0)))


def start(tree: TreeArrays, wanted: Preference) -> FloatArray:
    """Return what is added up: payoffs node by node with the delta property, else the totals of
    paths at their ends."""
    if wanted.delta:
        return wanted.amounts
    ends = tree.kind == TERMINAL
    return np.where(along(ends, wanted.amounts.ndim), totals(tree, wanted.amounts), 0.0)


def roll_back(
    tree: TreeArrays,
    amounts: FloatArray,
    wanted: Preference | None = None,
    *,
    chosen: IntArray | None = None,
    ways: Sequence[FloatArray] = (),
) -> FloatArray:
    """Return the certainty equivalent (N, ...) of what is still to come at each node, its own
    amount included.

    `wanted` None takes expectations. `chosen` (decisions, ...) fixes options by position,
    `UNDECIDED` leaves them open. `ways`, each (N, ...), stand in for the tree's own probabilities:
    at each chance node the best of them may be had, NaN being worth less than anything.
    """
    ways = ways or [tree._probability]
    ndim = max(amounts.ndim, *(way.ndim for way in ways), 1 if chosen is None else chosen.ndim)
    ways, amounts = [along(way, ndim) for way in ways], along(amounts, ndim)
    shapes = [
        amounts.shape[1:],
        *(way.shape[1:] for way in ways),
        () if chosen is None else chosen.shape[1:],
    ]
    rolled = np.empty((len(tree), *np.broadcast_shapes(*shapes)))
    rolled[...] = amounts
    for level in reversed(tree._levels):
        if (part := level.chances) is not None:
            below = rolled[part.below]
            rolled[part.nodes] += functools.reduce(
                np.fmax, (worth(wanted, part, below, way[part.below]) for way in ways)
            )
        if (part := level.decisions) is not None:
            rolled[part.nodes] += decide(rolled[part.below], part, chosen)
        if level.twins is not None:
            others, nodes = level.twins
            rolled[others] = rolled[nodes]
    return rolled


def worth(
    wanted: Preference | None, part: Part, values: FloatArray, probabilities: FloatArray
) -> FloatArray:
    """Return the certainty equivalent, or expectation, over the children (children, ...) of each
    chance node."""
    if wanted is None or wanted.neutral:
        return reduce(np.add, values * probabilities, part)
    if wanted.rule is not None:
        operation, impossible = wanted.extreme
        return reduce(operation, np.where(probabilities > 0, values, impossible), part)
    return by_width(wanted.equivalent, part, values, probabilities)


def decide(values: FloatArray, part: Part, chosen: IntArray | None) -> FloatArray:
    """Return the worth of each decision by its options (children, ...): the best, or that chosen
    (decisions, ...)."""
    if chosen is None:
        return reduce(np.maximum, values, part)
    mine = chosen[part.listed]
    fixed = mine != UNDECIDED
    if fixed.all():
        return pick(values, mine, part)
    open_ = reduce(np.maximum, values, part)
    return np.where(along(fixed, open_.ndim), pick(values, np.where(fixed, mine, 0), part), open_)


def optimal(
    tree: TreeArrays, rolled: FloatArray, tolerance: FloatArray, chosen: IntArray | None = None
) -> IntArray:
    """Return the position of the option taken at each decision (decisions, ...): the first of those
    that tie."""
    found = np.empty((len(tree._decisions), *rolled.shape[1:]), dtype=np.intp)
    for level in tree._levels:
        if level.decisions is not None:
            found[level.decisions.listed] = best(
                rolled[level.decisions.below], tolerance, level.decisions
            )
    if chosen is None:
        return found
    fixed = along(chosen, found.ndim)
    return np.where(fixed == UNDECIDED, found, fixed)


def reach(
    tree: TreeArrays, chosen: IntArray | None = None, probability: FloatArray | None = None
) -> FloatArray:
    """Return the probability (N, ...) with which each node is reached; all options are taken where
    none are chosen.

    `probability` (N, ...) stands in for the tree's own.
    """
    chances = tree._probability if probability is None else probability
    ndim = max(chances.ndim, 1 if chosen is None else chosen.ndim)
    shape = np.broadcast_shapes(chances.shape[1:], () if chosen is None else chosen.shape[1:])
    found = np.ones((len(tree), *shape))
    for level in tree._levels:
        found[level.children] = level.spread(found) * along(chances, ndim)[level.children]
        if level.decisions is not None and chosen is not None:
            taken = along(_taken(level.decisions, chosen[level.decisions.listed]), ndim)
            found[level.decisions.below] *= taken
    return found


def reached(tree: TreeArrays, chosen: IntArray, possible: BoolArray | None = None) -> BoolArray:
    """Say which nodes (N, ...) the chosen options (decisions, ...) leave possible; -1 rules all of
    them out.

    `possible` (N,) says which nodes can follow their parent; all can, whatever the probabilities,
    where it is None.
    """
    found = np.ones((len(tree), *chosen.shape[1:]), dtype=bool)
    for level in tree._levels:
        if level.twins is not None:
            others, nodes = level.twins
            np.logical_or.at(found, nodes, found[others])
        found[level.children] = level.spread(found)
        if possible is not None:
            found[level.children] &= along(possible[level.children], found.ndim)
        if level.decisions is not None:
            found[level.decisions.below] &= _taken(level.decisions, chosen[level.decisions.listed])
    return found


def planned(tree: TreeArrays, chosen: IntArray) -> IntArray:
    """Return chosen options (decisions, ...) with -1 at the decisions that earlier ones rule
    out."""
    return np.where(reached(tree, chosen)[tree._decisions], chosen, UNDECIDED)


def _taken(part: Part, chosen: IntArray) -> BoolArray:
    """Say which children of a part (children, ...) are the chosen ones."""
    position = np.arange(int(part.counts.sum())) - np.repeat(part.starts, part.counts)
    taken: BoolArray = along(position, chosen.ndim) == np.repeat(chosen, part.counts, axis=0)
    return taken
