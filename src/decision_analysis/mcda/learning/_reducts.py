"""Reducts: the smallest sets of criteria that tell apart what all of them do."""

from __future__ import annotations

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray, IntArray


def reducts(values: FloatArray, classes: IntArray, consistent: BoolArray) -> list[list[int]]:
    """Return all minimal sets of columns of values (A, C) that keep the quality of sorting.

    They keep it where every alternative that is consistent with all columns stays so: where each
    pair of classes in which one of the two is consistent is told apart by a column on which the
    better class is better. Those are the minimal sets that meet all these sets of columns.
    """
    count = values.shape[1]
    masks: set[int] = set()
    bits = np.array([1 << j for j in range(count)], dtype=object if count > 62 else np.int64)
    for a in range(len(values)):
        above = (classes > classes[a]) & (consistent | consistent[a])
        better = values[above] > values[a]
        masks |= {int(mask) for mask in np.unique((better * bits).sum(axis=1))}
    sets = [0]
    # Berge (1989): minimal sets that meet the first masks, extended by one mask after another
    for mask in _minimal(masks):
        missing = [found for found in sets if not found & mask]
        kept = [found for found in sets if found & mask]
        wider = {found | 1 << j for found in missing for j in range(count) if mask >> j & 1}
        sets = kept + [new for new in wider if not any(new & old == old for old in kept)]
        sets = _minimal(set(sets))
    return [[j for j in range(count) if found >> j & 1] for found in sorted(sets, key=_in_order)]


def _minimal(masks: set[int]) -> list[int]:
    """Return the masks that hold no other one, the smallest first."""
    kept: list[int] = []
    for mask in sorted(masks, key=_in_order):
        if not any(mask & old == old for old in kept):
            kept.append(mask)
    return kept


def _in_order(mask: int) -> tuple[int, list[int]]:
    return mask.bit_count(), [j for j in range(mask.bit_length()) if mask >> j & 1]
