"""The one policy that is best on average over the samples of a tree, which it does not observe."""

from __future__ import annotations

import numpy as np

from decision_analysis._arrays import IntArray
from decision_analysis.trees.arrays import TreeArrays, along, best, pick
from decision_analysis.trees.passes import UNDECIDED, Preference, reach, start, totals, worth


def best_fixed(tree: TreeArrays, wanted: Preference) -> IntArray:
    """Return the options (decisions,) of the one policy best over all equally likely samples.

    Backward induction with the samples as outcomes of a first, never observed chance event: an
    option is worth its certainty equivalent over the samples, weighed by the probability that the
    decision is reached in each.
    """
    # amounts and probabilities of getting to each node, (N, ...) with the same sample axes
    amounts = start(tree, wanted)
    weights = reach(tree)
    ndim = max(amounts.ndim, weights.ndim)
    amounts, weights = along(amounts, ndim), along(weights, ndim)
    shape = np.broadcast_shapes(amounts.shape[1:], weights.shape[1:])
    # certainty equivalents of whole paths need what is paid before the node where these just add;
    # in expectations it is the same for all options
    rolled = np.broadcast_to(amounts, (len(tree), *shape)).copy()
    adds = wanted.delta and not wanted.neutral
    before = totals(tree, amounts) - amounts if adds else np.zeros_like(amounts)
    chosen = np.full(len(tree._decisions), UNDECIDED, dtype=np.intp)
    chances = along(tree._probability, ndim)
    for level in reversed(tree._levels):
        if (part := level.chances) is not None:
            rolled[part.nodes] += worth(wanted, part, rolled[part.below], chances[part.below])
        if (part := level.decisions) is not None:
            # samples are the outcomes: flatten their axes, and weigh each by P(reached | sample)
            whole = rolled[part.below] + before[part.below]
            likely = np.broadcast_to(weights[part.below], whole.shape)
            flat, share = whole.reshape(len(whole), -1), likely.reshape(len(whole), -1)
            sums = share.sum(axis=1, keepdims=True)
            share = np.where(sums > 0, share / np.where(sums > 0, sums, 1), 1 / share.shape[1])
            # one option for all samples: the first of the largest certainty equivalent
            chosen[part.listed] = best(wanted.equivalent(flat, share), part)
            rolled[part.nodes] += pick(rolled[part.below], chosen[part.listed], part)
    return chosen
