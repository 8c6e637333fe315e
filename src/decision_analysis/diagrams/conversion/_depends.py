"""Which variables before a node its numbers depend on, so that equal histories do not differ."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from decision_analysis._arrays import IntArray

Keys: TypeAlias = NDArray[np.signedinteger[Any]]

ANY = -1
FEW = 2**16  # rows that may be held of any tree, however small: 0.5 MB a column
COPIES = 16  # of each row at most, so that time stays in proportion to the tree


def depends(
    columns: Keys, at: IntArray, kinds: IntArray, enough: Callable[[list[int]], None]
) -> list[int]:
    """Return the columns on which the kinds (R,) of the rows `at` depend, ascending.

    Of `columns` (variables, N), with `ANY` for all states at once, variables are left out, the
    earliest first, as long as rows that fit one another are of one kind. What is kept is found from
    the front: the next one is where the rest, together with those that are kept, would cease to be
    enough. `enough` is told whenever one more is kept.
    """
    kept: list[int] = []
    start, count = 0, len(columns)
    if (kinds == kinds[0]).all():
        return kept

    def enough_from(s: int) -> bool:
        return _determined(columns, at, kinds, [*kept, *range(s, count)])

    while True:
        last = _last(enough_from, start, count)
        if last == count:
            return kept
        kept.append(last)
        enough(kept)
        start = last + 1


def _last(holds: Callable[[int], bool], start: int, count: int) -> int:
    """Return the last position, from `start` to `count`, at which something holds.

    It holds at `start`, and where it no longer holds, it does not hold later.
    """
    if holds(count):
        return count
    # Gallop from the end: mostly few of the latest variables matter.
    low, high, step = start, count, 1
    while count - step > start:
        if holds(count - step):
            low = count - step
            break
        high = count - step
        step *= 2
    # Then bisect.
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return low


def _determined(columns: Keys, at: IntArray, kinds: IntArray, chosen: Sequence[int]) -> bool:
    """Say whether rows whose keys in the chosen columns fit one another are of one kind.

    Rows are split by one column after another, those with `ANY` into every part, and parts of one
    kind are done. Where that makes too many copies the answer is no, which keeps a variable more
    than is needed.
    """
    keys = columns[np.asarray(chosen, dtype=np.intp)[:, None], at]
    if any(_clash(keys, kinds, row) for row in (0, len(at) - 1)):
        return False
    rows, group = _mixed(np.arange(len(at)), np.zeros(len(at), dtype=np.intp), kinds)
    most = max(FEW, COPIES * len(at))
    for column in np.argsort((keys == ANY).sum(axis=1), kind="stable"):
        if not len(rows):
            return True
        rows, group = _split(keys[column][rows], rows, group)
        if len(rows) > most:
            return False
        rows, group = _mixed(rows, group, kinds)
    return not len(rows)


def _clash(keys: Keys, kinds: IntArray, row: int) -> bool:
    """Say whether a row fits one of another kind."""
    others = kinds != kinds[row]
    mine, theirs = keys[:, row, None], keys[:, others]
    apart = (mine != theirs) & (mine != ANY) & (theirs != ANY)
    return not bool(apart.any(axis=0).all())


def _split(keys: Keys, rows: IntArray, group: IntArray) -> tuple[IntArray, IntArray]:
    """Return rows and groups after a column.

    Rows with `ANY` go with each key that others of their group have.
    """
    size = int(keys.max()) + 1
    if size <= 0:
        return rows, group
    # Rows with a key part by it.
    sure = keys != ANY
    cells, inverse = np.unique(group[sure] * size + keys[sure], return_inverse=True)
    if sure.all():
        return rows, inverse.reshape(-1)
    loose, at = rows[~sure], group[~sure]
    # Rows with `ANY` are copied to each key of their group, or stay alone.
    counts = np.bincount(cells // size, minlength=int(group.max()) + 1)
    first = np.cumsum(counts) - counts
    alone = counts[at] == 0
    times = counts[at[~alone]]
    begins = np.repeat(first[at[~alone]] - (np.cumsum(times) - times), times)
    copies = begins + np.arange(len(begins))
    new_rows = np.concatenate([rows[sure], np.repeat(loose[~alone], times), loose[alone]])
    return new_rows, np.concatenate([inverse.reshape(-1), copies, len(cells) + at[alone]])


def _mixed(rows: IntArray, group: IntArray, kinds: IntArray) -> tuple[IntArray, IntArray]:
    """Return the rows of groups that are of several kinds, and their groups, numbered anew."""
    if not len(rows):
        return rows, group
    mine = kinds[rows]
    # A group is mixed where some row is of another kind than one of them.
    first = np.empty(int(group.max()) + 1, dtype=mine.dtype)
    first[group] = mine
    mixed = np.zeros(len(first), dtype=bool)
    mixed[group[mine != first[group]]] = True
    kept = mixed[group]
    return rows[kept], (np.cumsum(mixed) - 1)[group[kept]]
