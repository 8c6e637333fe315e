"""Partial orders of weights: uniform draws that agree with them, exactly, and their mean.

An order cuts the simplex of weights into smaller ones, one for each way to put all weights into a
row. The corners of each are the first weights of its row, all equal and the others 0, so that its
volume is the product of 1 over the sizes of these first ones (Stanley 1986).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

import numpy as np

from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis._limits import MOST_UPPER_SETS, PULL_INSIDE


@dataclasses.dataclass(frozen=True, eq=False)
class OrderDrawer:
    """Uniform points of the weights that agree with a partial order, exactly.

    A state is the set of the weights that are in the row already; state 0 is the empty one. In each
    state `cumulative` (states, moves) has the cumulative probabilities of the weight that comes
    next, `element` which that is and `following` the state then. `visited` (states,) is the
    probability of the state, `size` (states,) how many criteria it holds, and `members` (states,
    weights) which.
    """

    cumulative: FloatArray
    element: IntArray
    following: IntArray
    visited: FloatArray
    size: FloatArray
    members: IntArray

    def draw(self, rows: int, generator: np.random.Generator) -> FloatArray:
        """Return `rows` independent points strictly inside, where rounding breaks no constraint."""
        count = self.members.shape[1]
        shares = generator.standard_exponential((rows, count))
        shares /= shares.sum(axis=1, keepdims=True)
        shares = (1 - PULL_INSIDE) * shares + PULL_INSIDE / count
        chances = generator.random((count, rows))
        places = np.empty((rows, count), dtype=np.intp)
        state = np.zeros(rows, dtype=np.intp)
        for step in range(count):
            # the next of the row, with the share of the volume that its continuations have
            move = (chances[step][:, None] >= self.cumulative[state]).sum(axis=1)
            places[:, step] = self.element[state, move]
            state = self.following[state, move]
            shares[:, step] /= self.size[state]
        # a weight has what the corners that hold it have: those from its place in the row on
        held = np.cumsum(shares[:, ::-1], axis=1)[:, ::-1]
        points = np.empty_like(held)
        np.put_along_axis(points, places, held, axis=1)
        return points

    def centroid(self) -> FloatArray:
        """Return the mean of all points, exactly."""
        count = self.members.shape[1]
        corners = self.members[1:] / self.size[1:, None]
        return np.asarray(self.visited[1:] @ corners / count)

    @property
    def description(self) -> str:
        """How points are drawn, in words."""
        return "exact, by the rows that agree with the order"


def lower_covers(count: int, above: Iterable[tuple[int, int]]) -> list[set[int]] | None:
    """Return for each element those right below it; None where the pairs go round in a circle."""
    below: list[set[int]] = [set() for _ in range(count)]
    for greater, smaller in above:
        below[greater].add(smaller)
    reached: dict[int, set[int]] = {}
    left = set(range(count))
    while left:
        # all that is below an element, from the smallest upwards
        ready = [element for element in left if below[element] <= reached.keys()]
        if not ready:
            return None
        for element in ready:
            reached[element] = below[element].union(*(reached[e] for e in below[element]))
        left -= set(ready)
    return [
        lower - set[int]().union(*(reached[element] for element in lower)) if lower else set()
        for lower in below
    ]


def order_simplex(sizes: FloatArray, covers: list[set[int]]) -> FloatArray | None:
    """Return the corners (n, n) of the weights that agree with an order; None if it has more.

    They are a simplex where every weight has at most one right below it.
    """
    if any(len(lower) > 1 for lower in covers):
        return None
    count = len(sizes)
    steps = np.eye(count)
    for upper, lower in enumerate(covers):
        for smaller in lower:
            steps[upper, smaller] = -1.0
    # at a corner all steps u_i - u_lower(i) but one are 0
    corners = np.linalg.inv(steps).round().T
    corners /= (corners @ sizes)[:, None]
    return np.asarray(corners[np.lexsort(corners.T[::-1])])


def order_drawer(sizes: FloatArray, covers: list[set[int]]) -> OrderDrawer | None:
    """Return what draws weights that agree with an order; None where it has too many states."""
    count = len(sizes)
    uppers = [0] * count
    for upper, lower in enumerate(covers):
        for smaller in lower:
            uppers[smaller] |= 1 << upper
    # the states, as bits, in order of their number of weights
    states = {0: 0}
    moves: list[list[tuple[int, int]]] = []
    for state in (order := [0]):
        found = []
        for element in range(count):
            if state >> element & 1 or uppers[element] & ~state:
                continue
            following = state | 1 << element
            if following not in states:
                if len(states) == MOST_UPPER_SETS:
                    return None
                states[following] = len(states)
                order.append(following)
            found.append((element, states[following]))
        moves.append(found)
    members = np.array([[state >> e & 1 for e in range(count)] for state in order], dtype=np.intp)
    return _with_probabilities(moves, members, sizes)


def _with_probabilities(
    moves: list[list[tuple[int, int]]], members: IntArray, sizes: FloatArray
) -> OrderDrawer:
    size = members @ sizes
    # volume of all that may follow a state: the sum over the next of 1/size(P) times its volume
    volume = np.ones(len(moves))
    targets = [np.array([after for _, after in found], dtype=np.intp) for found in moves]
    for state in range(len(moves) - 2, -1, -1):
        volume[state] = (volume[targets[state]] / size[targets[state]]).sum()
    widest = max(len(found) for found in moves)
    cumulative = np.full((len(moves), widest), 2.0)
    element, following = (np.zeros((len(moves), widest), dtype=np.intp) for _ in range(2))
    visited = np.zeros(len(moves))
    visited[0] = 1.0
    for state, (found, after) in enumerate(zip(moves[:-1], targets[:-1], strict=True)):
        chances = volume[after] / size[after] / volume[state]
        visited[after] += visited[state] * chances
        # the last is taken whatever rounding makes of the sum
        cumulative[state, : len(found) - 1] = np.cumsum(chances)[:-1]
        element[state, : len(found)] = [chosen for chosen, _ in found]
        following[state, : len(found)] = after
    return OrderDrawer(cumulative, element, following, visited, size, members)
