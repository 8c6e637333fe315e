"""Probabilities that may be off by epsilon: bounds, and shifts to the most likely outcome."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from decision_analysis import _checks, _labelled
from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis._limits import PROBABILITY_NOISE, SHIFT_HALVINGS
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError
from decision_analysis.trees.arrays import TreeArrays, along, positions
from decision_analysis.trees.imprecise._named_nodes import nodes_of
from decision_analysis.trees.nodes import CHANCE

BELOW_ONE = 1.0 - 2.0**-53  # the largest float below 1


class Perturbation:
    """How far each probability of a tree may move: up to epsilon times its chance node's scale.

    `scale` (N,) stands at the outcomes. With `keep_impossible`, outcomes of probability 0 stay at
    0.
    """

    def __init__(self, tree: TreeArrays, scale: FloatArray, keep_impossible: bool) -> None:
        self.tree = tree
        self.keep = keep_impossible
        self.base = tree._probability
        self.after_chance = (tree.kind == CHANCE)[tree._parents]
        self.after_chance[0] = False
        alone = (tree.n_children == 1)[tree._parents]
        self.scale = np.where(self.after_chance & ~alone, scale, 0.0)

    def bounds(self, epsilon: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return the least and greatest probabilities (N, ...) within epsilon (...)."""
        move = along(self.scale, 1 + epsilon.ndim) * epsilon
        base = along(self.base, move.ndim)
        most = np.minimum(base + move, 1.0)
        if self.keep:
            most = np.where(base > 0, most, 0.0)
        return np.maximum(base - move, 0.0), np.maximum(most, base)

    def possible(self) -> BoolArray:
        """Say which nodes (N,) can follow their parent at some epsilon above 0."""
        return (self.base > 0) | ((self.scale > 0) & (not self.keep))

    def towards_mode(self, epsilon: FloatArray) -> FloatArray:
        """Return probabilities (N, epsilons) proportional to base ** g with the largest fitting g.

        The distance from the base rises with g, so that g is found by bisection; where even the
        limit fits, all is shared out among the most likely outcomes.
        """
        found = np.repeat(self.base[:, None], len(epsilon), axis=1)
        for level in self.tree._levels:
            if (part := level.chances) is None:
                continue
            below = positions(part.below)
            for width in np.unique(part.counts):
                places = below[part.starts[part.counts == width, None] + np.arange(width)]
                # a node's outcomes have one scale
                reach = self.scale[places][..., None].max(axis=1, keepdims=True) * epsilon
                found[places] = _sharpened(self.base[places][..., None], reach)
        return found


def _sharpened(base: FloatArray, reach: FloatArray) -> FloatArray:
    """Return distributions (nodes, children, epsilons) towards the mode, none beyond `reach`."""
    # p^g with g = 1 / (1 - x), so that x in [0, 1) covers all g from 1 on
    largest = base.max(axis=1, keepdims=True)
    with np.errstate(divide="ignore"):
        ratio = np.log(base / largest)
    total = base.sum(axis=1, keepdims=True)

    def at(x: FloatArray) -> FloatArray:
        share = np.exp(ratio / (1.0 - x))
        return np.asarray(total * share / share.sum(axis=1, keepdims=True))

    def distance(shares: FloatArray) -> FloatArray:
        return np.asarray(np.abs(shares - base).max(axis=1, keepdims=True))

    # bisection for the largest x whose distribution is within reach
    low, high = np.zeros(reach.shape), np.ones(reach.shape)
    for _ in range(SHIFT_HALVINGS):
        middle = (low + high) / 2
        near = distance(at(np.minimum(middle, BELOW_ONE))) <= reach
        low, high = np.where(near, middle, low), np.where(near, high, middle)
    # the limit for x = 1: all to the most likely
    limit = (base == largest) * np.ones(reach.shape)
    limit = total * limit / limit.sum(axis=1, keepdims=True)
    moved = np.where(low > 0, at(np.minimum(low, BELOW_ONE)), base)
    return np.where(distance(limit) <= reach, limit, moved)


def scales(tree: TreeArrays, scale: Any) -> FloatArray:
    """Return the scale (N,) of the chance node before each node, 1 where none is given."""
    found = np.ones(len(tree))
    given: Any
    asked: Mapping[Any, Any] = {} if scale is None else _labelled.entries("scale", scale)
    for name_or_path, given in sorted(asked.items(), key=lambda item: isinstance(item[0], tuple)):
        value = _checks.number(f"scale of {shown(name_or_path)}", given, low=0, high=1)
        for node in nodes_of("scale", tree, name_or_path):
            children = tree._children(int(node))
            found[children.start : children.stop] = value
    return found


def refuse_samples(tree: TreeArrays) -> None:
    """Refuse a tree whose numbers are samples."""
    if tree.sample_shape:
        raise InvalidInputError(
            f"every number of the tree must be single; got samples {tree.sample_shape}:"
            " call it for one sample at a time"
        )


def changed(
    tree: TreeArrays, base: FloatArray, probabilities: FloatArray
) -> Mapping[tuple[str, ...], dict[str, float]]:
    """Return by path the distribution of each chance node that probabilities (N,) change.

    It is given as the outcomes and their probabilities.
    """
    moved = np.unique(
        tree._parents[np.flatnonzero(np.abs(probabilities - base) > PROBABILITY_NOISE)]
    )
    return {
        tree.path(int(node)): {
            tree._label(c): float(probabilities[c]) for c in tree._children(int(node))
        }
        for node in moved
    }
