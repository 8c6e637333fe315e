"""`first_turns`: where, on the way to a change, two alternatives first change places."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis._limits import CHANGE_PRECISION, NARROWING_PARTS
from decision_analysis.errors import InvalidInputError

POINTS = 128
"""Steps into which each way is cut at first; a change that is undone within one is not seen."""

FEW_POINTS, FEW_PARTS = 32, 4
"""Steps at first, and then parts of a step, where a method takes one table at a time."""

Along: TypeAlias = Callable[[IntArray, FloatArray], FloatArray]
"""Margins (n,) at shares (n,) of the ways of these numbers (n,)."""


def first_turns(at: Along, count: int, now: float, *, few: bool = False) -> FloatArray:
    """Return the share of each way (count,) at which the margin first has the other sign than now.

    NaN where it never has. `at` takes numbers of ways and shares. A way that leads to what the
    method refuses is followed as far as it is taken. With `few` less is asked, in smaller steps to
    the same end.
    """
    points, cuts = (FEW_POINTS, FEW_PARTS) if few else (POINTS, NARROWING_PARTS)
    found = np.full(count, np.nan)
    if not count:
        return found
    side = np.sign(now)
    grid = np.arange(1, points + 1) / points
    lines = np.repeat(np.arange(count), points)
    turned = side * _taken(at, lines, np.tile(grid, count), points) < 0
    turned = turned.reshape(count, points)
    line = np.flatnonzero(turned.any(axis=1))
    high = (turned[line].argmax(axis=1) + 1) / points
    low = high - 1 / points
    parts = np.arange(1, cuts + 1) / cuts
    while len(line) and (high - low).max() > CHANGE_PRECISION:
        inner = low[:, None] + (high - low)[:, None] * parts
        inner[:, -1] = high
        cut = side * at(np.repeat(line, cuts), inner.ravel()) < 0
        place = cut.reshape(len(line), cuts).argmax(axis=1)
        rows = np.arange(len(line))
        low, high = np.where(place > 0, inner[rows, place - 1], low), inner[rows, place]
    found[line] = (low + high) / 2
    return found


def _taken(at: Along, lines: IntArray, shares: FloatArray, points: int) -> FloatArray:
    """Return the margins along all ways, 0 from where on the method refuses what it is asked."""
    try:
        return at(lines, shares)
    except InvalidInputError:
        margins = np.zeros(len(lines))
    for begin in range(0, len(lines), points):
        for place in range(begin, begin + points):
            try:
                margins[place] = at(lines[place : place + 1], shares[place : place + 1])[0]
            except InvalidInputError:
                break
    return margins
