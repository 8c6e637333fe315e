"""Imperfect information: a tree conditioned on a signal, by way of the state that it tells of."""

from __future__ import annotations

from typing import Any

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis.beliefs.parts import likelihoods
from decision_analysis.errors import InvalidInputError
from decision_analysis.trees.arrays import TreeArrays, along
from decision_analysis.trees.information._joint_states import Conditioned


def signalled(tree: TreeArrays, informed: Conditioned, likelihood: Any) -> Conditioned:
    """Return a signal in place of the uncertainty that `likelihood` says it tells of.

    `likelihood` is {state: {signal: p}}. Given the state, the signal is independent of all else, so
    that P(branch | node, signal) is the ratio of the sums over states of P(state) P(signal | state)
    P(reached | state) at the branch and at the node.
    """
    signals, rows = likelihoods(informed.states, likelihood)
    shapes = [tree.sample_shape, *(row.shape[:-1] for row in rows)]
    try:
        samples = np.broadcast_shapes(*shapes)
    except ValueError:
        raise InvalidInputError(
            f"samples of the likelihood must broadcast with those of the tree; got shapes {shapes}"
        ) from None
    ndim = 2 + len(samples)
    # P(state, signal) = P(state) P(signal | state), (states, signals, ...)
    table = np.stack([np.broadcast_to(row, (*samples, len(signals))) for row in rows])
    joint = along(informed.prior[:, None], ndim, 2) * np.moveaxis(table, -1, 1)
    given_state = along(informed.probability, ndim, 2)
    own = along(tree._probability[:, None], ndim, 2)
    # level by level P(node | state), from it P(node, signal), whose ratio along a branch is wanted
    found = np.ones((len(tree), len(signals), *samples))
    reach = np.ones((1, len(rows), *samples))
    likely = _likely(reach, joint)
    for level in tree._levels:
        before = np.repeat(likely, level.counts, axis=0)
        reach = np.repeat(reach, level.counts, axis=0) * given_state[level.children]
        likely = _likely(reach, joint)
        ratio = likely / np.where(before > 0, before, 1.0)
        found[level.children] = np.where(before > 0, ratio, own[level.children])
    return Conditioned(signals, joint.sum(axis=0), found)


def _likely(reach: FloatArray, joint: FloatArray) -> FloatArray:
    """Return P(node, signal), (nodes, signals, ...), from P(node | state) and P(state, signal)."""
    return np.asarray(np.einsum("ns...,sj...->nj...", reach, joint))
