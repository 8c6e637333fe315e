"""Scores that are ratios of increments, such as incremental cost-effectiveness ratios."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis._limits import BLOCK
from decision_analysis.core import DecisionTable
from decision_analysis.errors import InvalidInputError

SAME = 1e-9
"""Share of a numerator by which a ratio times its denominator may be off, which is rounding."""


def refuse_turned_increments(
    table: DecisionTable, scores: FloatArray, samples: Mapping[str, FloatArray]
) -> None:
    """Refuse scores (rows, A) that are ratios of increments which change their sign.

    A score is recognized as one where, in every row, it is the difference of two alternatives on
    one criterion over that on another. Where either changes its sign between the rows, ratios mean
    opposite things: they cannot stand on one axis. The first row is the base.
    """
    values = table.values
    rows, count, criteria = values.shape
    if criteria < 2 or rows * count * criteria**2 > BLOCK:
        return
    for a in range(count):
        mine = scores[:, a]
        if not mine.any():
            continue
        # over every other alternative, (rows, A, C)
        more = values[:, [a]] - values
        above, below = more[:, :, :, None], more[:, :, None, :]
        product = mine[:, None, None, None] * below
        with np.errstate(over="ignore"):
            same = np.abs(above - product) <= SAME * np.maximum(np.abs(above), np.abs(product))
        # a denominator that never changes only scales a difference
        real = (below != 0).all(axis=0) & (np.ptp(below, axis=0) > 0)
        found = same.all(axis=0) & real & (above != 0).any(axis=0)
        for b, c, e in np.argwhere(found):
            for criterion in (c, e):
                turned = more[:, b, criterion] * more[0, b, criterion] <= 0
                if turned.any() and a != b:
                    _refuse(table, (a, int(b), int(c), int(e)), int(criterion), turned, samples)


def _refuse(
    table: DecisionTable,
    which: tuple[int, int, int, int],
    criterion: int,
    turned: np.ndarray[tuple[int, ...], np.dtype[np.bool_]],
    samples: Mapping[str, FloatArray],
) -> None:
    a, b, c, e = which
    names = table.criterion_names
    row = int(turned.argmax())
    moved = [name for name, drawn in samples.items() if drawn[row] != drawn[0]]
    where = ", ".join(f"{name!r} is {samples[name][row]:.6g}" for name in moved) or "at the base"
    raise InvalidInputError(
        f"the score of {table.alternatives[a]!r} is its increment of {names[c]!r} over that of"
        f" {names[e]!r}, from {table.alternatives[b]!r}, and that of {names[criterion]!r} changes"
        f" its sign where {where}: such ratios mean opposite things and have no tornado; score by"
        " a difference, such as the net benefit"
    )
