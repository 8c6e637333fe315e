"""Backward induction over the levels of a flat tree: certainty equivalents and options."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray, IntArray
from decision_analysis._limits import TIE_TOLERANCE
from decision_analysis.trees.arrays import (
    Level,
    Part,
    TreeArrays,
    along,
    best,
    by_width,
    pick,
    reduce,
)
from decision_analysis.trees.nodes import TERMINAL
from decision_analysis.trees.passes._preference import Preference, totals

UNDECIDED = -1


def start(tree: TreeArrays, wanted: Preference) -> FloatArray:
    """Return what is added up: payoffs node by node, or the totals of paths at their ends.

    Payoffs are added up with the delta property.
    """
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
    """Return the certainty equivalent (N, ...) from each node on, its own amount included.

    `wanted` None takes expectations. `chosen` (decisions, ...) fixes options by position,
    `UNDECIDED` leaves them open. `ways`, each (N, ...), stand in for the tree's own probabilities:
    at each chance node the best of them may be had, NaN being worth less than anything.
    """
    ways = ways or [tree._probability]
    fixed = () if chosen is None else (chosen,)
    # sample axes pair up from the last one: all arrays get as many axes
    ndim = max(array.ndim for array in (amounts, *ways, *fixed))
    ways, amounts = [along(way, ndim) for way in ways], along(amounts, ndim)
    shapes = [array.shape[1:] for array in (amounts, *ways, *fixed)]
    values = np.empty((len(tree), *np.broadcast_shapes(*shapes)))
    values[...] = amounts
    # backward induction: the deepest level first, so that children are done before their parents
    for level in reversed(tree._levels):
        if (part := level.chances) is not None:
            below = values[part.below]
            # what each of the ways makes of a chance node; fmax passes NaN over
            worths = [worth(wanted, part, below, way[part.below]) for way in ways]
            values[part.nodes] += functools.reduce(np.fmax, worths)
        if (part := level.decisions) is not None:
            values[part.nodes] += decide(values[part.below], part, chosen)
        if level.twins is not None:
            # the other positions of a shared node are worth what the first one is
            others, nodes = level.twins
            values[others] = values[nodes]
    return values


def worth(
    wanted: Preference | None, part: Part, values: FloatArray, probabilities: FloatArray
) -> FloatArray:
    """Return each chance node's certainty equivalent, or expectation, over (children, ...)."""
    if wanted is None or wanted.neutral:
        return reduce(np.add, values * probabilities, part)
    if wanted.rule is not None:
        operation, impossible = wanted.extreme
        return reduce(operation, np.where(probabilities > 0, values, impossible), part)
    return by_width(wanted.equivalent, part, values, probabilities)


def decide(values: FloatArray, part: Part, chosen: IntArray | None) -> FloatArray:
    """Return the worth of decisions by options (children, ...): best or chosen (decisions, ...)."""
    if chosen is None:
        return reduce(np.maximum, values, part)
    mine = chosen[part.listed]
    fixed = mine != UNDECIDED
    if fixed.all():
        return pick(values, mine, part)
    # where nothing is fixed the best option counts, and the first stands in as a pick
    best_of = reduce(np.maximum, values, part)
    picked = pick(values, np.where(fixed, mine, 0), part)
    return np.where(along(fixed, best_of.ndim), picked, best_of)


def at_stake(
    tree: TreeArrays,
    amounts: FloatArray,
    wanted: Preference | None = None,
    *,
    chosen: IntArray | None = None,
    ways: Sequence[FloatArray] = (),
) -> FloatArray:
    """Return how much is expected to change hands (N, ...) from each node on.

    These are the absolute amounts rolled back, which bound the rounding of what is rolled back: a
    payoff of no probability, or of almost none, counts as little as in the expectation, and one of
    an option that is not `chosen` not at all. With a rule it is the largest that is possible.
    """
    rule = None if wanted is None or wanted.rule is None else replace(wanted, rule="maximax")
    return roll_back(tree, np.abs(amounts), rule, chosen=chosen, ways=ways)


def rounding(tree: TreeArrays, wanted: Preference, stake: FloatArray) -> FloatArray:
    """Return what rounding may make of worths rolled back where so much is at stake.

    That is a bound for expectations, and the library's noise for utilities.
    """
    if not wanted.neutral and wanted.rule is None:
        return np.asarray(TIE_TOLERANCE * stake)
    return rounding_of(tree._levels, stake)


def rounding_of(levels: Sequence[Level], stake: FloatArray) -> FloatArray:
    """Return a bound on the rounding error of expectations over levels where so much is at stake.

    Sums of children weighed by probabilities, and amounts, are no larger than twice what is at
    stake; the errors of levels add up.
    """
    terms = sum(int(level.counts.max()) + 3 for level in levels) + 3
    return np.asarray(2 * np.finfo(np.float64).eps * terms * stake)


def optimal(
    tree: TreeArrays,
    values: FloatArray,
    chosen: IntArray | None = None,
    *,
    noise: FloatArray | None = None,
) -> IntArray:
    """Return the best option's position by decision (decisions, ...), the first of equal ones.

    What ties with it is listed beside it, and not taken: losses would add up along a path. Only
    where no value is told of what is chosen, equal is what ties but for its `noise` (N, ...).
    """
    found = np.empty((len(tree._decisions), *values.shape[1:]), dtype=np.intp)
    for level in tree._levels:
        if (part := level.decisions) is not None:
            equal = 0.0 if noise is None else noise[part.below]
            found[part.listed] = best(values[part.below], part, equal)
    if chosen is None:
        return found
    fixed = along(chosen, found.ndim)
    return np.where(fixed == UNDECIDED, found, fixed)


def reach(
    tree: TreeArrays, chosen: IntArray | None = None, probability: FloatArray | None = None
) -> FloatArray:
    """Return the probability (N, ...) of reaching each node, all options taken if none are chosen.

    `probability` (N, ...) stands in for the tree's own.
    """
    chances = tree._probability if probability is None else probability
    ndim = max(chances.ndim, 1 if chosen is None else chosen.ndim)
    shape = np.broadcast_shapes(chances.shape[1:], () if chosen is None else chosen.shape[1:])
    chances = along(chances, ndim)
    found = np.ones((len(tree), *shape))
    for level in tree._levels:
        # P(child) = P(parent) P(child | parent), and 0 behind an option that is not taken
        found[level.children] = level.spread(found) * chances[level.children]
        if (part := level.decisions) is not None and chosen is not None:
            found[part.below] *= along(_taken(part, chosen[part.listed]), ndim)
    return found


def reached(tree: TreeArrays, chosen: IntArray, possible: BoolArray | None = None) -> BoolArray:
    """Say which nodes (N, ...) the chosen options (decisions, ...) leave possible.

    -1 rules all of them out. `possible` (N,) says which nodes can follow their parent; all can,
    whatever the probabilities, where it is None.
    """
    found = np.ones((len(tree), *chosen.shape[1:]), dtype=bool)
    for level in tree._levels:
        if level.twins is not None:
            # a shared node can be reached where any of its positions can
            others, nodes = level.twins
            np.logical_or.at(found, nodes, found[others])
        found[level.children] = level.spread(found)
        if possible is not None:
            found[level.children] &= along(possible[level.children], found.ndim)
        if (part := level.decisions) is not None:
            found[part.below] &= _taken(part, chosen[part.listed])
    return found


def where_reached(tree: TreeArrays, chosen: IntArray) -> IntArray:
    """Return chosen options (decisions, ...) with -1 at decisions ruled out by earlier ones."""
    return np.where(reached(tree, chosen)[tree._decisions], chosen, UNDECIDED)


def _taken(part: Part, chosen: IntArray) -> BoolArray:
    """Say which children of a part (children, ...) are the chosen ones."""
    # the position of each child among the children of its parent, set against the chosen one
    position = np.arange(int(part.counts.sum())) - np.repeat(part.starts, part.counts)
    taken: BoolArray = along(position, chosen.ndim) == np.repeat(chosen, part.counts, axis=0)
    return taken
