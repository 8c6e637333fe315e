"""Sets of probabilities at chance nodes, given by bounds: worst, best and extreme points."""

from __future__ import annotations

import itertools

import numpy as np

from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis._limits import PROBABILITY_NOISE
from decision_analysis.trees.arrays import TreeArrays, along, tables
from decision_analysis.trees.passes import Preference, decide

SAME = 12  # decimals of `PROBABILITY_NOISE`


def extreme(values: FloatArray, low: FloatArray, high: FloatArray, *, greatest: bool) -> FloatArray:
    """Return distributions within bounds that make means of values (nodes, children, ...) extreme.

    What the lower bounds leave is given to the best (or worst) children first, up to their upper
    bounds: that solves the linear program, and does for any mean that rises with the values.
    """
    left = 1.0 - low.sum(axis=1, keepdims=True)
    if values.shape[1] == 2:
        return _of_two(values, low, high, left, greatest)
    # from the first child in the order of values on, each gets what is left up to its bound
    order = np.argsort(-values if greatest else values, axis=1, kind="stable")
    low = np.broadcast_to(low, values.shape)
    room = np.take_along_axis(np.broadcast_to(high, values.shape) - low, order, axis=1)
    given = np.clip(left - (np.cumsum(room, axis=1) - room), 0.0, room)
    found = np.empty(values.shape)
    np.put_along_axis(found, order, np.take_along_axis(low, order, axis=1) + given, axis=1)
    return found


def roll_bounded(
    tree: TreeArrays,
    amounts: FloatArray,
    wanted: Preference | None,
    low: FloatArray,
    high: FloatArray,
    *,
    greatest: bool,
    chosen: IntArray | None = None,
) -> tuple[FloatArray, FloatArray]:
    """Return worst or best certainty equivalents (N, ...), and the probabilities (N, ...) of these.

    They are extreme over all probabilities within bounds. `low` and `high` (N, ...) bound the
    probability of each node given its parent, independently at every chance node. `chosen`
    (decisions,) fixes options; where they are open the best is taken.
    """
    ndim = max(amounts.ndim, low.ndim, high.ndim)
    amounts, low, high = (along(array, ndim) for array in (amounts, low, high))
    shape = np.broadcast_shapes(amounts.shape[1:], low.shape[1:], high.shape[1:])
    rolled = np.empty((len(tree), *shape))
    rolled[...] = amounts
    probabilities = np.ones((len(tree), *shape))
    # backward induction: from the last level to the root
    for level in reversed(tree._levels):
        if (part := level.chances) is not None:
            values, least, most = rolled[part.below], low[part.below], high[part.below]
            worth, taken = np.empty((len(part.counts), *shape)), np.empty(values.shape)
            # nodes of one width together
            for rows, places in tables(part):
                table = values[places]
                taken[places] = extreme(table, least[places], most[places], greatest=greatest)
                worth[rows] = mean(wanted, table, taken[places])
            rolled[part.nodes] += worth
            probabilities[part.below] = taken
        if (part := level.decisions) is not None:
            rolled[part.nodes] += decide(rolled[part.below], part, chosen)
    return rolled, probabilities


def mean(wanted: Preference | None, values: FloatArray, probabilities: FloatArray) -> FloatArray:
    """Return certainty equivalents, or expectations, over axis 1 of (nodes, children, ...)."""
    if wanted is None or wanted.neutral:
        return np.asarray((values * probabilities).sum(axis=1))
    return wanted.equivalent(values, probabilities)


def reachable(low: FloatArray, high: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the bounds (K,) that some distribution within low and high (K,) attains.

    See Walley (1991), section 4.6.
    """
    # an outcome has at least what the others' upper bounds leave, and at most what their lower do
    others_low, others_high = low.sum() - low, high.sum() - high
    return np.maximum(low, 1.0 - others_high), np.minimum(high, 1.0 - others_low)


def corners(low: FloatArray, high: FloatArray) -> FloatArray:
    """Return the extreme points (points, K) of the distributions within bounds (K,), each once.

    All probabilities but one are at a bound, and that one takes what they leave.
    """
    found: dict[tuple[float, ...], FloatArray] = {}
    for free in range(len(low)):
        others = [i for i in range(len(low)) if i != free]
        for ends in itertools.product(*({low[i], high[i]} for i in others)):
            point = np.empty(len(low))
            point[others] = ends
            point[free] = 1.0 - sum(ends)
            # one that misses its bounds by rounding is at them
            if low[free] - PROBABILITY_NOISE <= point[free] <= high[free] + PROBABILITY_NOISE:
                point[free] = min(max(point[free], low[free]), high[free])
                found.setdefault(tuple(np.round(point, SAME) + 0.0), point)
    return np.array(list(found.values()))


def _of_two(
    values: FloatArray, low: FloatArray, high: FloatArray, left: FloatArray, greatest: bool
) -> FloatArray:
    """Do what `extreme` does for two children without sorting them."""
    # which of the two is filled first, and what is left of it
    first = values[:, :1] >= values[:, 1:] if greatest else values[:, :1] <= values[:, 1:]
    room = high - low
    given = np.where(first, np.minimum(left, room[:, :1]), left - np.minimum(left, room[:, 1:]))
    given = np.clip(given, 0.0, room[:, :1])
    rest = np.clip(left - given, 0.0, room[:, 1:])
    return np.asarray(low + np.concatenate([given, rest], axis=1))
