"""The levels of a flat tree, and sums, maxima and picks over the children of a whole level."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from decision_analysis._arrays import BoolArray, FloatArray, IntArray
from decision_analysis.trees.nodes import CHANCE, DECISION

G = TypeVar("G", bound=np.generic)

NARROW = 16  # children whose columns are taken one by one, each over all nodes at once


@dataclass(frozen=True, slots=True)
class Part:
    """The decisions, or the chance nodes, of one level.

    `nodes` are their positions in the tree, `listed` the range that they are among all nodes of
    their kind; `counts` are their numbers of children and `width` that number where it is the same
    for all (else 0). `below` are their children, and `starts` says where each one's begin among
    these.
    """

    nodes: slice | IntArray
    listed: slice
    counts: IntArray
    starts: IntArray
    width: int
    below: slice | IntArray


@dataclass(frozen=True, slots=True)
class Level:
    """The nodes start..stop-1 of one depth, whose children are the nodes stop..end-1.

    `counts` has the number of children of each node. In a folded tree `rows` are the nodes instead,
    and `twins` are two arrays: other positions of these nodes, and at the same place the one of
    `rows` that each stands for.
    """

    start: int
    stop: int
    end: int
    counts: IntArray
    chances: Part | None
    decisions: Part | None
    rows: IntArray | None = None
    twins: tuple[IntArray, IntArray] | None = None

    @property
    def children(self) -> slice:
        return slice(self.stop, self.end)

    def spread(self, nodes: NDArray[G]) -> NDArray[G]:
        """Repeat what stands at each node of the level for each of its children.

        `nodes` is over all nodes of the tree.
        """
        return np.repeat(
            nodes[slice(self.start, self.stop) if self.rows is None else self.rows],
            self.counts,
            axis=0,
        )


def levels(kind: NDArray[np.uint8], counts: IntArray) -> tuple[Level, ...]:
    """Return the levels that have children, root first; nodes are in breadth-first order."""
    found = []
    start, stop = 0, 1
    listed = {CHANCE: 0, DECISION: 0}
    while start < len(kind):
        here = counts[start:stop]
        end = stop + int(here.sum())
        if end == stop:
            break
        chances, decisions = _parts(slice(start, stop), kind[start:stop], here, stop, listed)
        found.append(Level(start, stop, end, here, chances, decisions))
        start, stop = stop, end
    return tuple(found)


def folded_levels(
    kind: NDArray[np.uint8], counts: IntArray, inner: IntArray, sizes: list[int], twin: IntArray
) -> tuple[Level, ...]:
    """Return the levels of a folded tree, whose nodes with children are `inner`, level by level.

    Each level has `sizes` of them. `twin` says for each position which one of `inner` it stands
    for.
    """
    found = []
    level_of = np.full(len(kind), -1)
    level_of[inner] = np.repeat(np.arange(len(sizes)), sizes)
    # the other positions of nodes with children, sorted by the level of the node they stand for
    others = np.flatnonzero((twin != np.arange(len(kind))) & (level_of[twin] >= 0))
    others = others[np.argsort(level_of[twin[others]], kind="stable")]
    bounds = np.searchsorted(level_of[twin[others]], np.arange(len(sizes) + 1))
    start, stop = 0, 1
    listed = {CHANCE: 0, DECISION: 0}
    for depth, size in enumerate(sizes):
        rows = inner[start : start + size]
        end = stop + int(counts[rows].sum())
        chances, decisions = _parts(rows, kind[rows], counts[rows], stop, listed)
        same = others[bounds[depth] : bounds[depth + 1]]
        twins = (same, twin[same]) if len(same) else None
        found.append(Level(stop, stop, end, counts[rows], chances, decisions, rows, twins))
        start, stop = start + size, end
    return tuple(found)


def _parts(
    nodes: slice | IntArray,
    kind: NDArray[np.uint8],
    counts: IntArray,
    first: int,
    listed: dict[int, int],
) -> tuple[Part | None, Part | None]:
    """Return the chance nodes and the decisions of a level, whose children begin at `first`.

    `listed`, the number of each so far, is counted on.
    """
    parts: list[Part | None] = []
    n_children = int(counts.sum())
    for which in (CHANCE, DECISION):
        rows = np.flatnonzero(kind == which)
        parts.append(
            _part(nodes, counts, rows, listed[which], first, n_children) if len(rows) else None
        )
        listed[which] += len(rows)
    return parts[0], parts[1]


def _part(
    nodes: slice | IntArray,
    counts: IntArray,
    rows: IntArray,
    before: int,
    first: int,
    n_children: int,
) -> Part:
    mine = counts[rows]
    n = int(mine.sum())
    # where each node's children begin, counted among the children of this part alone
    starts = np.cumsum(mine) - mine
    below: slice | IntArray = slice(first, first + n)
    if n < n_children:
        # children of the other kind stand between: positions are written out one by one
        begins = first + (np.cumsum(counts) - counts)[rows]
        below = np.repeat(begins - starts, mine) + np.arange(n)
    width = int(mine[0]) if (mine == mine[0]).all() else 0
    chosen = nodes if len(rows) == len(counts) else positions(nodes)[rows]
    # all nodes of the level: the slice is kept, which is a view and no copy
    return Part(chosen, slice(before, before + len(rows)), mine, starts, width, below)


def reduce(operation: np.ufunc, values: FloatArray, part: Part) -> FloatArray:
    """Reduce the children (children, ...) of each node of a part.

    This goes column by column where all nodes have the same few.
    """
    # reduceat takes groups of any size, but is slow
    if not part.width:
        return np.asarray(operation.reduceat(values, part.starts, axis=0))
    # (nodes, children, ...): children lie together, so that this is a view
    table = values.reshape(len(part.counts), part.width, *values.shape[1:])
    if part.width > NARROW:
        return np.asarray(operation.reduce(table, axis=1))
    result: FloatArray = table[:, 0].copy()
    for column in range(1, part.width):
        operation(result, table[:, column], out=result)
    return result


def by_width(combine: Callable[..., FloatArray], part: Part, *arrays: FloatArray) -> FloatArray:
    """Return combine(table, ...) of tables (nodes, children, ...).

    `combine` is called once for each number of children.
    """
    n = len(part.counts)
    if part.width:
        return combine(*(array.reshape(n, part.width, *array.shape[1:]) for array in arrays))
    shape = np.broadcast_shapes(*(array.shape[1:] for array in arrays))
    result = np.empty((n, *shape))
    for rows, places in tables(part):
        result[rows] = combine(*(array[places] for array in arrays))
    return result


def tables(part: Part) -> Iterator[tuple[IntArray, IntArray]]:
    """Yield, by number of children, the rows (nodes,) of nodes and the places of their children.

    Places (nodes, children) are among the children of the part.
    """
    for width in np.unique(part.counts):
        rows = np.flatnonzero(part.counts == width)
        yield rows, part.starts[rows, None] + np.arange(width)


def tied(values: FloatArray, noise: FloatArray | float, part: Part) -> BoolArray:
    """Say which children (children, ...) are as large as the largest of their parent.

    Each may be more or less by half its noise (children, ...).
    """
    largest = reduce(np.maximum, values - 0.5 * noise, part)
    return values + 0.5 * noise >= np.repeat(largest, part.counts, axis=0)


def best(values: FloatArray, part: Part, noise: FloatArray | float = 0.0) -> IntArray:
    """Return for each node of a part the position of its largest child, the first of equal ones.

    Equal are those that tie but for their noise (children, ...), if any.
    """
    # the first of those that are equal is the one with the least position among its siblings
    position = np.arange(len(values)) - np.repeat(part.starts, part.counts)
    # larger than any position, so that only the largest can be the least
    last = np.iinfo(np.intp).max
    candidates = np.where(tied(values, noise, part), along(position, values.ndim), last)
    return np.minimum.reduceat(candidates, part.starts, axis=0)


def pick(values: FloatArray, chosen: IntArray, part: Part) -> FloatArray:
    """Return the chosen child of each node of a part.

    `chosen` (nodes, ...) are positions among its children.
    """
    places = along(part.starts, chosen.ndim) + chosen
    if chosen.ndim == 1:
        return np.asarray(values[places])
    return np.asarray(np.take_along_axis(values, places, axis=0))


def positions(nodes: slice | IntArray) -> IntArray:
    """Write out a range of nodes."""
    return np.arange(nodes.start, nodes.stop) if isinstance(nodes, slice) else nodes


def along(nodes: NDArray[G], ndim: int, lead: int = 1) -> NDArray[G]:
    """Add axes to an array after its first `lead`, so that trailing sample axes pair up."""
    return nodes.reshape(*nodes.shape[:lead], *(1,) * (ndim - nodes.ndim), *nodes.shape[lead:])
