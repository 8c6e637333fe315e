"""Layout of a drawn diagram, from left to right: columns, heights, and ways for arcs."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray, IntArray
from decision_analysis.plot._diagram_order import Links, heights, ordered

Arc = tuple[int, int]

GAP, LANE, HUNG = 20.0, 9.0, 26.0
CHANNEL, STEEP, WIDEST = 34.0, 0.22, 110.0
HEAD, PORT, LEVEL = 9.0, 8.0, 3.0
STRAIGHT, BENDING, LOOSE = 8.0, 2.0, 1e-6
TALLEST = 4


@dataclass(frozen=True, eq=False)
class Boxes:
    """Sizes of the nodes in points (N,).

    `port` is how far below the upper edge arcs touch, `spread` how far apart the outermost arcs may
    end there. `hangs` says which may hang below their only parent though that has no other child.
    """

    width: FloatArray
    height: FloatArray
    port: FloatArray
    spread: FloatArray
    hangs: BoolArray


@dataclass(frozen=True, eq=False)
class Layout:
    """Places in points from the upper left corner: centers, ports, ways of arcs, and the size.

    Centers and ports are those of nodes, the size is that of all. A way is a list of knots (K, 2):
    from the right edge of the tail's column to the left edge of the head's, bent between columns
    and level within them. It is empty for an arc that leads straight down to a node that hangs.
    `lands` is how far from the port of its head each arc ends.
    """

    x: FloatArray
    y: FloatArray
    ways: list[FloatArray]
    lands: FloatArray
    width: float
    height: float


def layout(boxes: Boxes, arcs: Sequence[Arc], *, stacked: bool, early: bool = False) -> Layout:
    """Place the nodes of a graph without cycles so that none overlap and no arc runs through one.

    After Sugiyama, Tagawa and Toda (1981): columns by longest paths, then places for arcs that span
    several columns, then an order with few crossings, then heights. Where `stacked`, a node with
    one parent may hang below it in the same column, so that long chains of stages take a column for
    each stage. Where `early`, each stands in the first column that its parents allow, also if it is
    nearer to its children in a later one.
    """
    n = len(boxes.width)
    # what stands above one another is one element from here on
    stacks = _stacks(boxes, arcs) if stacked else [[i] for i in range(n)]
    stack_of, within = np.empty(n, dtype=np.intp), np.zeros(n)
    for s, stack in enumerate(stacks):
        stack_of[stack] = s
        # how far below the top of its stack each node begins
        within[stack[1:]] = np.cumsum(boxes.height[stack[:-1]] + HUNG)
    free = [(i, j) for i, j in arcs if stack_of[i] != stack_of[j]]
    # columns by longest paths, so that every arc leads to the right
    joined = [(int(stack_of[i]), int(stack_of[j])) for i, j in free]
    column = _columns(len(stacks), joined, early=early)
    tops = {stack[0] for stack in stacks}
    port = within + boxes.port
    # an arc that spans columns gets a lane, an element without size, in each of them
    chains, lane_columns, links = _links(free, stack_of, column, port, tops)
    size = np.concatenate(
        [[within[s[-1]] + boxes.height[s[-1]] for s in stacks], np.zeros(len(lane_columns))]
    )
    gaps = np.concatenate([np.full(len(stacks), GAP), np.full(len(lane_columns), LANE)])
    column_of = np.concatenate([column, lane_columns]).astype(np.intp)
    layers = [np.flatnonzero(column_of == k).tolist() for k in range(int(column_of.max()) + 1)]
    # an order with few crossings in each column, then heights that make arcs straight
    y = heights(ordered(layers, size, gaps, links), size, gaps, links)
    widths = np.array([boxes.width[column[stack_of] == k].max() for k in range(len(layers))])
    # columns as far apart as the steepest arc between them asks
    centers = _centers(widths, y, column_of, links)
    ports = y[stack_of] + port
    lands = _landings(free, chains, ports, y, boxes)
    ways = dict(
        zip(
            free,
            _ways(free, chains, ports, y, lands, centers, widths, column[stack_of]),
            strict=True,
        )
    )
    # arcs within a stack lead straight down and have no way
    found = [ways.get(arc, np.empty((0, 2))) for arc in arcs]
    landed = np.array([lands.get(arc, 0.0) for arc in arcs])
    total = float(centers[-1] + widths[-1] / 2)
    return Layout(centers[column[stack_of]], ports, found, landed, total, float((y + size).max()))


def _stacks(boxes: Boxes, arcs: Sequence[Arc]) -> list[list[int]]:
    """Return the nodes that stand above one another.

    Each hangs below its only parent, which may hang too.
    """
    n = len(boxes.width)
    parents: list[list[int]] = [[] for _ in range(n)]
    children: list[list[int]] = [[] for _ in range(n)]
    for i, j in arcs:
        parents[j].append(i)
        children[i].append(j)
    # the longest way from each node to an end
    ahead = np.zeros(n, dtype=np.intp)
    for i in _topological(n, arcs)[::-1]:
        ahead[i] = max((ahead[j] + 1 for j in children[i]), default=0)
    # of several children with one parent the one hangs from which most follows
    below = {}
    for i in range(n):
        only = [
            j
            for j in children[i]
            if len(parents[j]) == 1 and (boxes.hangs[j] or len(children[i]) > 1)
        ]
        if only:
            below[i] = max(only, key=lambda j: (ahead[j], -j))
    stacks = []
    # a stack begins with what hangs below nothing
    starts = [i for i in _topological(n, arcs) if i not in set(below.values())]
    for i in starts:
        stack = [i]
        # a taller one goes on in a column of its own
        while stack[-1] in below and len(stack) < TALLEST:
            stack.append(below[stack[-1]])
        stacks.append(stack)
        if stack[-1] in below:
            starts.append(below[stack[-1]])
    return stacks


def _topological(n: int, arcs: Sequence[Arc]) -> list[int]:
    missing = np.zeros(n, dtype=np.intp)
    for _, j in arcs:
        missing[j] += 1
    # first what no arc leads to; the list grows while it is gone through
    order = np.flatnonzero(missing == 0).tolist()
    for i in order:
        for tail, j in arcs:
            if tail == i:
                missing[j] -= 1
                if not missing[j]:
                    order.append(j)
    return order


def _columns(n: int, arcs: Sequence[Arc], *, early: bool) -> IntArray:
    """Return the columns: as far left as parents allow, then nearer to where most arcs lead."""
    order = _topological(n, arcs)
    column = np.zeros(n, dtype=np.intp)
    for j in order:
        column[j] = max((column[i] + 1 for i, head in arcs if head == j), default=0)
    # nodes with more children than parents move right, which shortens more arcs than it lengthens
    for _ in range(0 if early else 2):
        for i in order[::-1]:
            above = [int(column[t]) for t, h in arcs if h == i]
            below = [int(column[h]) for t, h in arcs if t == i]
            if len(below) > len(above):
                column[i] = min(below) - 1
    # columns that moving has emptied are closed up
    shown = np.unique(column)
    return np.searchsorted(shown, column)


def _links(
    arcs: Sequence[Arc], stack_of: IntArray, column: IntArray, port: FloatArray, tops: set[int]
) -> tuple[list[list[int]], list[int], Links]:
    """Return for each arc its lanes through the columns between, their columns, and all links.

    Stacks are aligned by what stands at their tops, others by whatever joins them; arcs in a crowd
    pull less.
    """
    chains: list[list[int]] = []
    lanes: list[int] = []
    rows: list[tuple[int, int, float, float, float]] = []
    aligned = {int(stack_of[end]) for i, j in arcs if i in tops and j in tops for end in (i, j)}
    for i, j in arcs:
        tail, head = int(stack_of[i]), int(stack_of[j])
        between = range(int(column[tail]) + 1, int(column[head]))
        chain = [len(column) + len(lanes) + at for at in range(len(between))]
        lanes += between
        chains.append(chain)
        walk = [tail, *chain, head]
        for at, (a, b) in enumerate(itertools.pairwise(walk)):
            # 0, 1 or 2 ends of this piece are lanes: the more, the straighter it wants to be
            inner = (at > 0) + (at < len(walk) - 2)
            crowd = max(sum(a[0] == i for a in arcs), sum(a[1] == j for a in arcs))
            loose = tail in aligned and head in aligned and not (i in tops and j in tops)
            weight = LOOSE if loose else (1 / crowd, BENDING / crowd, STRAIGHT)[inner]
            leaves, lands = (
                float(port[i]) if at == 0 else 0.0,
                float(port[j]) if at == len(walk) - 2 else 0.0,
            )
            rows.append((a, b, leaves, lands, weight))
    table = np.array(rows, dtype=np.float64).reshape(-1, 5)
    tail_head = table[:, :2].astype(np.intp)
    return (
        chains,
        lanes,
        Links(tail_head[:, 0], tail_head[:, 1], table[:, 2], table[:, 3], table[:, 4]),
    )


def _centers(widths: FloatArray, y: FloatArray, column_of: IntArray, links: Links) -> FloatArray:
    """Return the middle of each column.

    The steeper the links, the wider the channel that they cross.
    """
    steep = np.abs(y[links.tail] + links.leaves - y[links.head] - links.lands)
    channels = np.full(len(widths) - 1, CHANNEL)
    for k in range(len(channels)):
        here = column_of[links.tail] == k
        if here.any():
            channels[k] = np.clip(CHANNEL + STEEP * steep[here].max(), CHANNEL, WIDEST)
    left = np.concatenate([[0.0], np.cumsum(widths[:-1] + channels)])
    middle: FloatArray = left + widths / 2
    return middle


def _landings(
    arcs: Sequence[Arc], chains: list[list[int]], ports: FloatArray, y: FloatArray, boxes: Boxes
) -> dict[Arc, float]:
    """Return how far from its head's port each arc ends, so that arrowheads keep apart.

    They end in order of height. An arc that is level stays so.
    """
    found: dict[Arc, float] = {}
    for head in dict.fromkeys(j for _, j in arcs):
        into = [
            (float(y[c[-1]] if c else ports[a[0]]), a)
            for a, c in zip(arcs, chains, strict=True)
            if a[1] == head
        ]
        # in order of height, so that arcs into one node do not cross before it
        into.sort()
        level = [at for at, (height, _) in enumerate(into) if abs(height - ports[head]) < LEVEL]
        # the arc that is level lands in the middle of the rest, and so stays level
        middle = level[len(level) // 2] if level else (len(into) - 1) / 2
        step = min(PORT, boxes.spread[head] / 2 / max(middle, len(into) - 1 - middle, 1))
        found |= {arc: step * (at - middle) for at, (_, arc) in enumerate(into)}
    return found


def _ways(
    arcs: Sequence[Arc],
    chains: list[list[int]],
    ports: FloatArray,
    y: FloatArray,
    lands: dict[Arc, float],
    centers: FloatArray,
    widths: FloatArray,
    column: IntArray,
) -> list[FloatArray]:
    """Return the knots of each arc.

    It runs through every lane level from the left to the right edge of its column.
    """
    left, right = centers - widths / 2, centers + widths / 2
    found = []
    for (i, j), chain in zip(arcs, chains, strict=True):
        knots = [(right[column[i]], ports[i])]
        for at, lane in enumerate(chain, start=int(column[i]) + 1):
            knots += [(left[at], y[lane]), (right[at], y[lane])]
        found.append(np.array([*knots, (left[column[j]] - HEAD, ports[j] + lands[i, j])]))
    return found
