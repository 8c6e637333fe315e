"""Reducts: the smallest sets of criteria that tell apart what all of them do."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray, IntArray


def reducts(values: FloatArray, classes: IntArray, consistent: BoolArray) -> list[list[int]]:
    """Return all minimal sets of columns of values (A, C) that keep the quality of sorting.

    They keep it where every alternative that is consistent with all columns stays so: where each
    pair of classes in which one of the two is consistent is told apart by a column on which the
    better class is better. Those are the minimal sets that meet all these sets of columns, found
    by going through all subsets at once: O(C 2^C), after O(A^2 C) for the pairs.
    """
    count = values.shape[1]
    bits = 1 << np.arange(count)
    # by subset of columns, as a binary number: whether it holds all that tells some pair apart
    holds = np.zeros(1 << count, dtype=np.bool_)
    for a in range(len(values)):
        above = (classes > classes[a]) & (consistent | consistent[a])
        holds[(values[above] > values[a]) @ bits] = True
    for without, with_it in _halves(holds, count):
        with_it |= without
    # a subset tells all pairs apart where what it leaves out, which is backwards, holds none
    enough = ~holds[::-1]
    minimal = enough.copy()
    for (without, _), (_, with_it) in zip(
        _halves(enough, count), _halves(minimal, count), strict=True
    ):
        with_it &= ~without
    found = [[j for j in range(count) if subset >> j & 1] for subset in np.flatnonzero(minimal)]
    return sorted(found, key=lambda columns: (len(columns), columns))


def _halves(flags: BoolArray, count: int) -> Iterator[tuple[BoolArray, BoolArray]]:
    """Yield for each column the flags of the subsets without it, and of the same with it."""
    for column in range(count):
        pairs = flags.reshape(-1, 2, 1 << column)
        yield pairs[:, 0], pairs[:, 1]
