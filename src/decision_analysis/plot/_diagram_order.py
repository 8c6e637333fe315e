"""Layers of a drawn diagram: orders with few crossings, and heights that make arcs straight."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from decision_analysis._arrays import FloatArray, IntArray

STARTS, SWEEPS, SETTLING, ROUNDS = 6, 6, 60, 6
IDLE = 1e-3


@dataclass(frozen=True, eq=False)
class Links:
    """What joins neighboring layers: tails, heads, where it lies on them, how flat it wants to be.

    Each is an array (L,); `leaves` and `lands` are measured from the upper edges of tail and head.
    """

    tail: IntArray
    head: IntArray
    leaves: FloatArray
    lands: FloatArray
    weight: FloatArray

    def starts(self, y: FloatArray) -> FloatArray:
        """Return the heights (L,) at which links leave, where upper edges are at `y`."""
        return np.asarray(y[self.tail] + self.leaves)

    def ends(self, y: FloatArray) -> FloatArray:
        """Return the heights (L,) at which links land, where upper edges are at `y`."""
        return np.asarray(y[self.head] + self.lands)


def ordered(
    layers: Sequence[Sequence[int]], sizes: FloatArray, gaps: FloatArray, links: Links
) -> list[list[int]]:
    """Return the elements of each layer from top to bottom.

    They are sorted by the mean of their neighbors, then sifted. That is done from the given order
    and from some shuffled ones, always the same; what has the fewest crossings is kept, and of
    several the one with the least total height of links. Elements without links come last.
    """
    # a seed of its own: the same diagram always looks the same
    rng = np.random.default_rng(0)
    linked = {*links.tail.tolist(), *links.head.tolist()}
    joined = [[i for i in layer if i in linked] for layer in layers]
    alone = [[i for i in layer if i not in linked] for layer in layers]
    best = _least_tangled([layer for layer in joined if layer], sizes, gaps, links, rng)
    filled = iter(best)
    return [(next(filled) if here else []) + rest for here, rest in zip(joined, alone, strict=True)]


def _least_tangled(
    layers: list[list[int]],
    sizes: FloatArray,
    gaps: FloatArray,
    links: Links,
    rng: np.random.Generator,
) -> list[list[int]]:
    y = np.zeros(len(sizes))
    layer_of = np.empty(len(sizes), dtype=np.intp)
    for k, layer in enumerate(layers):
        layer_of[layer] = k
    best, least = layers, (np.inf, np.inf)
    # the order found depends on where the search begins: first as given, then shuffled
    for start in range(STARTS):
        order = [list(layer) if start == 0 else rng.permutation(layer).tolist() for layer in layers]
        for layer in order:
            _stack(layer, sizes, gaps, y)
        # sweeps to the right and to the left by turns, each with the other side held fixed
        for sweep in range(SWEEPS):
            _sort(order, sizes, gaps, links, y, forward=sweep % 2 == 0)
            _sift(order, sizes, gaps, links, y)
            # crossings first; of orders with equally many, the one with the shorter links
            cost = (
                crossings(y, layer_of, links),
                round(float(np.abs(links.starts(y) - links.ends(y)).sum()), 6),
            )
            if cost < least:
                best, least = [list(layer) for layer in order], cost
        if least[0] == 0:
            break
    return best


def heights(
    order: Sequence[Sequence[int]], sizes: FloatArray, gaps: FloatArray, links: Links
) -> FloatArray:
    """Return the upper edges (E,) of the elements, downward from 0, that make links flattest.

    They are as flat as order and gaps allow. Least squares, solved layer by layer: within one
    layer, whose order is given, it is an isotonic regression.
    """
    number = len(sizes)
    y = np.zeros(number)
    for layer in order:
        _stack(layer, sizes, gaps, y)
    pull = np.bincount(links.head, links.weight, number) + np.bincount(
        links.tail, links.weight, number
    )
    # a slight weight of its own, so that an element without links stays where it is
    weight: FloatArray = np.asarray(pull, dtype=np.float64) + IDLE
    steps = [_steps(layer, sizes, gaps) for layer in order]
    # each layer in turn takes the heights that its neighbors, held fixed, pull it to
    for sweep in range(SETTLING):
        for k in range(len(order)) if sweep % 2 == 0 else range(len(order) - 1, -1, -1):
            pulls = np.bincount(links.head, links.weight * (links.starts(y) - links.lands), number)
            pulls += np.bincount(links.tail, links.weight * (links.ends(y) - links.leaves), number)
            layer = list(order[k])
            wanted: FloatArray = (pulls + IDLE * y)[layer] / weight[layer]
            y[layer] = _spread(wanted, weight[layer], steps[k])
    placed: FloatArray = y - y.min()
    return placed


def crossings(y: FloatArray, layer_of: IntArray, links: Links) -> int:
    """Return how many pairs of links cross, where upper edges are at `y`."""
    found = 0
    starts, ends, layer = links.starts(y), links.ends(y), layer_of[links.tail]
    for k in np.unique(layer):
        here = layer == k
        # two links cross where one starts above the other and ends below it
        # each pair is counted twice, once in each order
        turned = (
            np.subtract.outer(starts[here], starts[here])
            * np.subtract.outer(ends[here], ends[here])
            < 0
        )
        found += int(np.count_nonzero(turned)) // 2
    return found


def _sort(
    order: list[list[int]],
    sizes: FloatArray,
    gaps: FloatArray,
    links: Links,
    y: FloatArray,
    *,
    forward: bool,
) -> None:
    """Sort each layer in turn by the mean of its links into the layer before, or that behind."""
    own, number = (links.head if forward else links.tail), len(sizes)
    shares = np.bincount(own, minlength=number)
    for layer in order if forward else order[::-1]:
        aims = (links.starts(y) - links.lands) if forward else (links.ends(y) - links.leaves)
        # rounded, so that noise of the means turns nothing about that ties
        mean = np.where(
            shares > 0, np.bincount(own, aims, number) / np.maximum(shares, 1), y
        ).round(6)
        layer[:] = np.array(layer)[np.argsort(mean[layer], kind="stable")].tolist()
        _stack(layer, sizes, gaps, y)


def _sift(
    order: list[list[int]], sizes: FloatArray, gaps: FloatArray, links: Links, y: FloatArray
) -> None:
    """Move single elements to where they cross least within their layer, as long as that helps."""
    for _ in range(ROUNDS):
        moved = False
        for layer in order:
            turned = _turned(layer, links.head, links.starts(y)) + _turned(
                layer, links.tail, links.ends(y)
            )
            # crossings that appear, less those that go, when one element moves above another
            gain = turned - turned.T
            standing = list(range(len(layer)))
            for v in range(len(layer)):
                others = [u for u in standing if u != v]
                at = standing.index(v)
                # by how much crossings change with each place, from the top down
                cost = np.concatenate([[0.0], np.cumsum(gain[others, v])])
                best = int(np.argmin(cost))
                if cost[best] < cost[at]:
                    standing = [*others[:best], v, *others[best:]]
                    moved = True
            layer[:] = [layer[u] for u in standing]
            _stack(layer, sizes, gaps, y)
        if not moved:
            return


def _turned(layer: list[int], own: IntArray, other: FloatArray) -> FloatArray:
    """Return for each pair of a layer (n, n) how many of their links cross, the first above."""
    here, mine = np.nonzero(own[:, None] == np.array(layer)[None, :])
    belongs = np.zeros((len(here), len(layer)))
    belongs[np.arange(len(here)), mine] = 1
    above = np.greater.outer(other[here], other[here])
    return np.asarray(belongs.T @ above @ belongs)


def _steps(layer: Sequence[int], sizes: FloatArray, gaps: FloatArray) -> FloatArray:
    """Return the least distance of each upper edge from the one above it."""
    return np.array(
        [0.0, *(sizes[a] + max(gaps[a], gaps[b]) for a, b in itertools.pairwise(layer))]
    )


def _stack(layer: Sequence[int], sizes: FloatArray, gaps: FloatArray, y: FloatArray) -> None:
    """Pack a layer closely, centered at 0: sets its upper edges in `y`."""
    tops = np.cumsum(_steps(layer, sizes, gaps))
    y[list(layer)] = tops - (tops[-1] + sizes[layer[-1]]) / 2


def _spread(wanted: FloatArray, weight: FloatArray, steps: FloatArray) -> FloatArray:
    """Return the nearest to the wanted numbers that each exceed the last by at least its step."""
    # less the steps, the numbers must only not fall: isotonic regression by pooling neighbors
    offset = np.cumsum(steps)
    blocks: list[tuple[float, float, int]] = []
    for aim, load in zip((wanted - offset).tolist(), weight.tolist(), strict=True):
        mean, total, count = aim, load, 1
        # blocks that would fall are pooled, at their weighted mean
        while blocks and blocks[-1][0] > mean:
            above, heavy, n = blocks.pop()
            mean, total, count = (
                (mean * total + above * heavy) / (total + heavy),
                total + heavy,
                count + n,
            )
        blocks.append((mean, total, count))
    return np.concatenate([np.full(count, mean) for mean, _, count in blocks]) + offset
