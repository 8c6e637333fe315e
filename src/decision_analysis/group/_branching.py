"""The best orders of many alternatives, exactly: proved linear bounds and branching.

Bounds come from linear programs and are proved in integers.

Marti R., Reinelt G. (2011) The Linear Ordering Problem. Springer, chapters 4 to 6: variables x_ij =
1 where i stands above j, 3-cycle inequalities added where violated, branching on pairs.
"""

from __future__ import annotations

import itertools
import time
from typing import Any

import numpy as np
from numpy.typing import NDArray

from decision_analysis._arrays import BoolArray, FloatArray, IntArray
from decision_analysis._limits import LARGEST_INTEGER
from decision_analysis.group._subsets import Orders

# Duals are rounded to multiples of 1/12 or finer: those of these programs are ratios of small
# integers.
_PARTS = 12
_FINEST = 10**7  # parts of the greatest margin that are well above the solver's rounding errors
_VIOLATED = 1e-4  # more than the solver's tolerance of 1e-7, so that no inequality is added twice
_CUTS = 1000  # inequalities added at once, the most violated, so that the program grows slowly


class OutOfTimeError(Exception):
    """The time is over; `order` is the best one found."""

    def __init__(self, order: list[int]) -> None:
        super().__init__()
        self.order = order


def by_branching(margins: NDArray[Any], tie: int, deadline: float) -> Orders:
    """Return the best orders for antisymmetric integer `margins`.

    `order` begins with the first head by index.
    """
    search = _Search(margins, deadline)
    # better and better orders, until none is left that gains more
    while found := search.find(np.zeros(margins.shape, dtype=bool), search.gain + 1):
        search.gain, search.order = found
    least, order, n = search.gain - tie, search.order, len(margins)
    # unique? Another order turns round at least one pair of neighbours of this one
    neighbors = list(itertools.pairwise(order))
    swapped = any(margins[above, below] <= tie for above, below in neighbors)
    if not swapped and not any(
        search.find(_above(n, [below], [above]), least, any_will_do=True)
        for above, below in neighbors
    ):
        return Orders(order, order[:1], True)
    # which others may head an order that gains as much
    by_head = {order[0]: order}
    for a in range(n):
        if a in by_head:
            continue
        others = [b for b in range(n) if b != a]
        headed = search.find(_above(n, [a], others), least, any_will_do=True)
        if headed is not None:
            by_head[a] = headed[1]
    return Orders(by_head[min(by_head)], sorted(by_head), False)


def _above(n: int, upper: list[int], lower: list[int]) -> BoolArray:
    fixed = np.zeros((n, n), dtype=bool)
    fixed[np.ix_(upper, lower)] = True
    return fixed


class _Search:
    """Branch and bound over orders, with the cuts and the duals found so far."""

    def __init__(self, margins: NDArray[Any], deadline: float) -> None:
        self.margins, self.deadline = margins, deadline
        n = len(margins)
        self.first, self.second = np.triu_indices(n, 1)
        self.index = np.zeros((n, n), dtype=np.intp)
        self.index[self.first, self.second] = np.arange(len(self.first))
        gains = margins[self.first, self.second]
        self.scale = max(1, int(np.abs(gains).max(initial=0)))
        self.parts = _PARTS * max(1, _FINEST // (_PARTS * self.scale))
        fits = 4 * self.parts * self.scale * (len(gains) + n) < LARGEST_INTEGER
        self.wide: Any = np.int64 if fits and self.scale * n**3 < LARGEST_INTEGER else object
        self.most = 1 + sum(map(abs, gains.tolist()))
        self.gains = gains.astype(np.int64 if fits else object)
        self.costs = -np.array([int(g) / self.scale for g in gains])
        self.triples = np.zeros((0, 3), dtype=np.intp)  # pairs ij, jk, ik of i < j < k
        # False: x_ij + x_jk - x_ik <= 1; True: x_ik - x_ij - x_jk <= 0
        self.kinds = np.zeros(0, dtype=bool)
        self.reduced, self.constant = self.parts * self.gains, 0
        # the first order goes by the sums of margins
        by_sums = np.argsort([-int(sum(row)) for row in margins], kind="stable")
        self.order = improved(margins, by_sums)
        self.gain = self.gain_of(self.order)

    def gain_of(self, order: list[int]) -> int:
        """Return the gain over the order that puts the greatest index first."""
        place = np.argsort(order)
        return int(self.gains[place[self.first] < place[self.second]].sum())

    def find(
        self, fixed: BoolArray, least: int, *, any_will_do: bool = False
    ) -> tuple[int, list[int]] | None:
        """Return the best order that keeps what is fixed, with its gain of `least` or more."""
        best, todo = None, [fixed]
        while todo:
            above = _closed(todo.pop())
            if above is None or self._bound(above) < least:
                continue
            # bound: the relaxation with 3-cycle inequalities
            x, bound = self._relaxed(above, least)
            if bound < least:
                continue
            # an order near to the relaxed one may be the best so far
            order = self._near(x, above)
            gain = self.gain_of(order)
            if gain >= least:
                best, least = (gain, order), gain + 1
                if any_will_do:
                    return best
                if bound < least:
                    continue
            # branch on the pair that is most undecided, of equal ones that of the largest margin
            free = np.flatnonzero(~(above | above.T)[self.first, self.second])
            if not len(free):
                continue
            pair = free[np.lexsort((-np.abs(self.costs[free]), np.abs(x[free] - 0.5)))[0]]
            i, j = self.first[pair], self.second[pair]
            upward, downward = above.copy(), above.copy()
            upward[i, j] = downward[j, i] = True
            # the likelier branch is taken up first
            todo += [downward, upward] if x[pair] >= 0.5 else [upward, downward]
        return best

    def _limits(self, above: BoolArray) -> tuple[BoolArray, BoolArray]:
        return above[self.first, self.second], ~above[self.second, self.first]

    def _bound(self, above: BoolArray) -> int:
        """Return an integer that no order keeping `above` exceeds: any duals give such a bound.

        This is weak duality.
        """
        low, high = self._limits(above)
        # y b + the sum of max over x of (c - y A) x, where x lies between the limits
        total = self.constant + (self.reduced * np.where(self.reduced > 0, high, low)).sum()
        return int(total) // self.parts

    def _relaxed(self, above: BoolArray, least: int) -> tuple[FloatArray, int]:
        """Return the relaxation's optimum and bound, adding violated 3-cycle inequalities."""
        from scipy.optimize import linprog

        low, high = self._limits(above)
        limits: Any = np.column_stack([low, high]).astype(float)
        while True:
            left = self.deadline - time.monotonic()
            if left <= 0:
                raise OutOfTimeError(self.order)
            options: Any = {"time_limit": left} if np.isfinite(left) else {}
            rows: Any = self._rows() if len(self.kinds) else None
            right: Any = 1.0 - self.kinds if len(self.kinds) else None
            solved: Any = linprog(
                self.costs, A_ub=rows, b_ub=right, bounds=limits, method="highs", options=options
            )
            if solved.status != 0:
                raise OutOfTimeError(self.order)
            x = np.asarray(solved.x, dtype=np.float64)
            if len(self.kinds):
                self._take_duals(-np.asarray(solved.ineqlin.marginals))
            bound = self._bound(above)
            if bound < least or not self._cut(x):
                return x, bound

    def _near(self, x: FloatArray, above: BoolArray) -> list[int]:
        """Return an order near the relaxed one that keeps `above` (closed).

        It is improved by moving alternatives.
        """
        wins, left, order = self._matrix(x).sum(axis=1), above.sum(axis=0), []
        for _ in wins:
            a = int(np.where(left == 0, wins, -1.0).argmax())
            order.append(a)
            left = left - above[a]
            left[a] = -1
        # what is fixed counts more than all margins together
        fixed = (above.astype(np.int8) - above.T.astype(np.int8)).astype(self.wide)
        return improved(self.margins + self.most * fixed, np.array(order))

    def _take_duals(self, duals: FloatArray) -> None:
        # costs are divided by the scale, and so are the duals
        whole = [round(dual * self.parts * self.scale) for dual in np.maximum(duals, 0).tolist()]
        kept = np.array(whole, dtype=self.gains.dtype)
        sign = np.where(self.kinds, -1, 1)
        reduced = self.parts * self.gains
        for column, turn in zip(self.triples.T, (1, 1, -1), strict=True):
            np.subtract.at(reduced, column, turn * sign * kept)
        self.reduced, self.constant = reduced, int((kept * ~self.kinds).sum())

    def _rows(self) -> Any:
        from scipy.sparse import csr_array

        sign = np.where(self.kinds, -1.0, 1.0)
        entries = (sign[:, None] * [1.0, 1.0, -1.0]).ravel()
        rows = np.repeat(np.arange(len(sign)), 3)
        return csr_array(
            (entries, (rows, self.triples.ravel())), shape=(len(sign), len(self.gains))
        )

    def _matrix(self, x: FloatArray) -> FloatArray:
        n = len(self.margins)
        matrix = np.zeros((n, n))
        matrix[self.first, self.second], matrix[self.second, self.first] = x, 1 - x
        return matrix

    def _cut(self, x: FloatArray) -> bool:
        """Add the inequalities that `x` violates most; say whether there were any."""
        n, found = len(self.margins), [np.zeros((0, 5))]
        upper = np.zeros((n, n))
        upper[self.first, self.second] = x
        for i in range(n - 2):
            row, rest = upper[i, i + 1 :], upper[i + 1 :, i + 1 :]
            sums = row[:, None] + rest - row[None, :]
            # 0 <= x_ij + x_jk - x_ik <= 1 for i < j < k: by how much it is violated, either side
            ordered = np.triu(np.ones(rest.shape, dtype=bool), 1)
            beyond = np.where(ordered, np.maximum(sums - 1, -sums), 0)
            j, k = np.nonzero(beyond > _VIOLATED)
            second, third = j + i + 1, k + i + 1
            pairs = (self.index[i, second], self.index[second, third], self.index[i, third])
            found.append(np.column_stack([beyond[j, k], sums[j, k] < 0, *pairs]))
        cuts = np.concatenate(found)
        # the most violated, of equal ones such that all alternatives have some
        spread = np.random.default_rng(0).permutation(len(cuts))
        cuts = cuts[spread][np.argsort(-cuts[spread, 0], kind="stable")[:_CUTS]]
        self.kinds = np.concatenate([self.kinds, cuts[:, 1].astype(bool)])
        self.triples = np.concatenate([self.triples, cuts[:, 2:].astype(np.intp)])
        return len(cuts) > 0


def _closed(above: BoolArray) -> BoolArray | None:
    """Return the transitive closure, or None where it has a cycle."""
    while True:
        wider = above | (above.astype(np.float32) @ above.astype(np.float32) > 0)
        if (wider & wider.T).any():
            return None
        if (wider == above).all():
            return wider
        above = wider


def improved(margins: NDArray[Any], order: IntArray) -> list[int]:
    """Return the order after moving single alternatives as long as that gains anything."""
    places = np.asarray(order)
    n = len(places)
    q, p = np.meshgrid(np.arange(n), np.arange(n))
    while True:
        ahead = np.zeros((n, n + 1), dtype=margins.dtype)  # margin of p over all before q
        np.cumsum(margins[np.ix_(places, places)], axis=1, out=ahead[:, 1:])
        # what it gains to move the alternative at place p to place q, up or down
        own = ahead[np.arange(n), np.arange(n)][:, None]
        moves = np.where(q <= p, own - ahead[:, :-1], own - ahead[:, 1:])
        start, end = np.unravel_index(np.argmax(moves), moves.shape)
        if moves[start, end] <= 0:
            return [int(a) for a in places]
        places = np.insert(np.delete(places, start), end, places[start])
