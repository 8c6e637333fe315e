"""Columns of cells under heads: room above the rows, and what is written in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis.core import Criterion, DecisionTable
from decision_analysis.errors import InvalidInputError
from decision_analysis.plot import _rows, _style
from decision_analysis.plot._ruler import Ruler

if TYPE_CHECKING:
    from matplotlib.axes import Axes

HEAD, LEADING, GAP = 58.0, 1.3, 6.0
"""Most points above the columns for their heads, lines for the size of text, points between two."""
NARROW = 36.0
"""Points of a column in which a head is turned."""
ACROSS, LEAST, LARGEST = 560.0, 50.0, 96.0
"""Points of new axes for all columns, and of one of them."""


def single(table: DecisionTable) -> DecisionTable:
    """Refuse a table with sample axes."""
    if table.sample_shape:
        raise InvalidInputError(
            f"table must have no sample axes; got samples {table.sample_shape}; take table.mean()"
        )
    return table


def shares(table: DecisionTable, values: FloatArray) -> FloatArray:
    """Return how far values (..., C) lie from the table's worst, 0, to its best, 1.

    By the goals; NaN where all performances are the same.
    """
    low, high = table.values.min(axis=0), table.values.max(axis=0)
    span = np.where(high > low, high - low, np.nan)
    found = (values - low) / span
    return np.asarray(np.where(table.maximize, found, 1.0 - found))


def meaning(criterion: Criterion) -> str:
    """Return what stands in brackets after a criterion: its unit, and that less is better."""
    return "; ".join(
        part for part in (criterion.unit, "min" if criterion.goal == "min" else "") if part
    )


def width(columns: int) -> float:
    """Return the points of new axes for so many columns."""
    return columns * min(LARGEST, max(LEAST, ACROSS / columns))


def head_room(ax: Axes, names: Sequence[str], more: Sequence[str], each: float) -> float:
    """Return the points that heads of columns `each` points wide take, up to `HEAD`."""
    size = head_size(ax)
    if each < NARROW:
        return HEAD
    texts = _texts(names, more, each - GAP, size, max(1, int((HEAD - GAP) / (LEADING * size))))
    return GAP + LEADING * size * max(text.count("\n") + 1 for text in texts)


def head_size(ax: Axes) -> float:
    """Return the size of the text of heads."""
    return 0.833 * float(ax.xaxis.label.get_fontsize())


def rows(ax: Axes, labels: Sequence[str], room: float, *, fresh: bool) -> tuple[int, float]:
    """Name the rows below as many empty ones as heads of so many points need.

    Return how many are empty, and the points that all want.
    """
    blank = 1
    while True:
        height = _rows.name(ax, [*[""] * blank, *labels], fresh=fresh)
        # of given axes the heads take a third at most
        if blank * height / (blank + len(labels) + 0.2) >= room or (
            not fresh and 2 * blank >= len(labels)
        ):
            return blank, height
        blank += 1


def heads(
    ax: Axes,
    names: Sequence[str],
    more: Sequence[str],
    at: FloatArray,
    bottom: float,
    each: float,
    room: float,
) -> None:
    """Write a head above each column: its name, and in brackets what more is to be said.

    `at` are the middles of the columns, `bottom` is where heads stand, both in units of data;
    columns are `each` points wide, and heads may be `room` points high.
    """
    turned = each < NARROW
    wide, tall = (room - GAP, each) if turned else (each - GAP, room - GAP)
    size = min(head_size(ax), max(1.0, tall / LEADING))
    texts = _texts(names, more, wide, size, max(1, int(tall / (LEADING * size))))
    # a few letters stand in any case, and are smaller where they need more than there is
    longest = Ruler().width([line for text in texts for line in text.split("\n")], size)
    size *= min(1.0, max(1.0, wide) / max(1.0, longest))
    for text, place in zip(texts, at.tolist(), strict=True):
        ax.text(
            place,
            bottom,
            text,
            ha="center",
            va="bottom",
            rotation=90 if turned else 0,
            fontsize=size,
            color=_style.INK,
            # it lies inside the axes, so that no layout has to make room for it
            in_layout=False,
        )


def _texts(
    names: Sequence[str], more: Sequence[str], wide: float, size: float, lines: int
) -> list[str]:
    """Wrap heads, of which what stands in brackets is not cut off for the name's sake."""
    ruler, found = Ruler(), []
    for name, extra in zip(names, more, strict=True):
        if not extra:
            found.append(ruler.wrapped(name, wide, size, lines))
        elif lines == 1:
            found.append(ruler.wrapped(f"{name} ({extra})", wide, size, 1))
        else:
            end = ruler.wrapped(f"({extra})", wide, size, lines - 1)
            rest = lines - end.count("\n") - 1
            found.append(ruler.wrapped(name, wide, size, rest) + "\n" + end)
    return found


def row_height(ax: Axes, count: int) -> float:
    """Return the points of each of so many rows, blank ones included."""
    return _style.size(ax)[1] / (count + 0.2)


def fits(ruler: Ruler, texts: Sequence[str], size: float, each: float) -> list[bool]:
    """Say which texts a cell so many points wide has room for."""
    return [ruler.width([text], size) + 3.0 <= each for text in texts]
