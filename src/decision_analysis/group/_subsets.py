"""The best orders of few alternatives, exactly: dynamic programming over sets that stand last."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclasses.dataclass(frozen=True)
class Orders:
    """An order of greatest gain, all that head one (ascending), and whether there is only one."""

    order: list[int]
    heads: list[int]
    unique: bool


def by_subsets(margins: NDArray[Any], tie: int) -> Orders:
    """Return the best orders for antisymmetric integer `margins`; `order` is the first by index.

    The gain of an order is the sum of the margins of those above over those below. Held M., Karp
    R.M. (1962) A dynamic programming approach to sequencing problems, for sets of alternatives that
    take the last places.
    """
    n = len(margins)
    first = [_over_sets(row) for row in margins]  # the gain of one that stands right above a set
    gain = np.zeros(2**n, dtype=margins.dtype)
    ways = np.ones(2**n, dtype=np.int8)  # of optimal orders of a set: 1, or 2 for several
    # sets by size, since a best order of a set goes on from those of its subsets with one less
    sizes = _over_sets(np.ones(n, dtype=np.int64))
    by_size = np.argsort(sizes, kind="stable")
    starts = np.searchsorted(sizes[by_size], np.arange(n + 2))
    for size in range(1, n + 1):
        sets = by_size[starts[size] : starts[size + 1]]
        # who heads a set, what then stands below, and what both gain together
        heads, rests, gains = [], [], []
        for a in range(n):
            inside = np.flatnonzero(sets >> a & 1)
            rest = sets[inside] ^ (1 << a)
            heads.append(inside)
            rests.append(rest)
            gains.append(first[a][rest] + gain[rest])
        # each set has `size` heads: sort what concerns one set together
        where = np.argsort(np.concatenate(heads), kind="stable")
        table = np.concatenate(gains)[where].reshape(-1, size)
        # gain(S) = max over a in S of first(a, S - a) + gain(S - a)
        best = table.max(axis=1)
        tied = table >= (best - tie)[:, None]
        rest = np.concatenate(rests)[where].reshape(-1, size)
        gain[sets] = best
        ways[sets] = np.minimum((tied * ways[rest]).sum(axis=1), 2)
    every = 2**n - 1
    least = gain[every] - tie

    def going_on(left: int, above: Any) -> list[int]:
        """Return who may stand next, best orders going on with set `left` after gain `above`."""
        those = [a for a in range(n) if left >> a & 1]
        return [a for a in those if above + first[a][left ^ 1 << a] + gain[left ^ 1 << a] >= least]

    # back from the set of all: the first index that is on a best order, place by place
    order: list[int] = []
    left, above = every, 0
    while left:
        a = going_on(left, above)[0]
        left ^= 1 << a
        above += first[a][left]
        order.append(a)
    return Orders(order, going_on(every, 0), bool(ways[every] == 1))


def _over_sets(entries: NDArray[Any]) -> NDArray[Any]:
    """Return the sum of the entries in each set, sets being the bits of the index."""
    sums = np.zeros(1, dtype=entries.dtype)
    for entry in entries:
        sums = np.concatenate([sums, sums + entry])
    return sums
