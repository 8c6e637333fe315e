"""The direct and the inverse ranking of ELECTRE II, all samples at once."""

from __future__ import annotations

import numpy as np

from decision_analysis._arrays import BoolArray, IntArray


def direct_and_inverse(strong: BoolArray, weak: BoolArray) -> tuple[IntArray, IntArray]:
    """Return the classes (n, A) of both rankings by relations (n, A, A), 1 for the best."""
    strong, weak, together = _without_cycles(strong, weak)
    direct = _numbered(strong, weak, together)
    inverse = _numbered(np.swapaxes(strong, -1, -2), np.swapaxes(weak, -1, -2), together)
    return direct, inverse.max(axis=-1, keepdims=True) + 1 - inverse


def _without_cycles(strong: BoolArray, weak: BoolArray) -> tuple[BoolArray, BoolArray, BoolArray]:
    """Return both relations between the strong components of the strong one, and who is in one."""
    together = _same_component(strong)
    return _between(strong, together), _between(weak, together), together


def _numbered(strong: BoolArray, weak: BoolArray, together: BoolArray) -> IntArray:
    """Number the classes in the order in which they are taken out."""
    numbers = np.zeros(strong.shape[:2], dtype=np.intp)
    left = np.ones(numbers.shape, dtype=bool)
    # by how many of those left each is outranked strongly
    above = np.count_nonzero(strong, axis=1)
    number = 0
    while left.any():
        number += 1
        # D: those left that nobody left outranks strongly
        taken = left & (above == 0)
        # of these, those that nobody else of them outranks weakly
        several = np.flatnonzero(taken.sum(axis=1) > 1)
        if several.size:
            taken[several] = _not_weakly_outranked(weak, taken[several], together, several)
        numbers[taken] = number
        left &= ~taken
        rows, places = np.nonzero(taken)
        starts = np.flatnonzero(np.diff(rows, prepend=-1))
        gone = strong[rows, places].astype(np.intp)
        above[rows[starts]] -= np.add.reduceat(gone, starts)
    return numbers


def _not_weakly_outranked(
    weak: BoolArray, found: BoolArray, together: BoolArray, samples: IntArray
) -> BoolArray:
    """Return those found (k, A) in some samples whom none of another weak cycle outranks."""
    # those found alone, at the first places
    width = int(found.sum(axis=1).max())
    places = np.argsort(~found, axis=1, kind="stable")[:, :width]
    members = np.take_along_axis(found, places, axis=1)
    cells = samples[:, None, None], places[:, :, None], places[:, None, :]
    inside = weak[cells] & members[:, :, None] & members[:, None, :]
    outranked = np.asarray(inside.any(axis=1))
    # where somebody is outranked who outranks, there may be cycles, which count as one
    cyclic = np.flatnonzero((outranked & inside.any(axis=2)).any(axis=1))
    if cyclic.size:
        part, joined = inside[cyclic], together[cells][cyclic] & members[cyclic, :, None]
        outranked[cyclic] = _between(part, _same_component(part | joined)).any(axis=1)
    kept = np.zeros_like(found)
    np.put_along_axis(kept, places, members & ~outranked, axis=1)
    return kept


def _same_component(relation: BoolArray) -> BoolArray:
    """Say who reaches whom and is reached by them, (n, A, A); the diagonal is True."""
    reached = relation | np.eye(relation.shape[-1], dtype=bool)
    # paths of twice as many arcs at each turn, until there are no more
    while True:
        longer = _product(reached, reached)
        if (longer == reached).all():
            return np.asarray(reached & np.swapaxes(reached, -1, -2))
        reached = longer


def _between(relation: BoolArray, together: BoolArray) -> BoolArray:
    """Return the relation (n, A, A) of components: that of any of their members to another's."""
    if (together.sum(axis=(1, 2)) == together.shape[-1]).all():
        return relation
    return _product(_product(together, relation), together) & ~together


def _product(first: BoolArray, second: BoolArray) -> BoolArray:
    """Return whether two relations (n, A, A) lead from one to the other, one after the other."""
    # sums of zeros and ones are exact in single precision up to 2^24 alternatives
    return np.asarray(first.astype(np.float32) @ second.astype(np.float32) > 0)
