"""Lines over one horizontal axis: which are drawn, how they are told apart, and what is best."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray, IntArray
from decision_analysis.plot import _rows, _style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SIZE = (400.0, 250.0)
"""Width and height of new axes, in points."""
USUAL, MOST = 12, 24
"""Lines that are drawn, and that colors and dashes can tell apart."""
WIDE, BAND = 7.0, 0.25
"""Width of the band behind the best line, in points, and how dense it is."""


def look(number: int) -> dict[str, Any]:
    """Return color and dash of a line: colors first; when they come again, another dash."""
    return {
        "color": _style.SERIES[number % len(_style.SERIES)],
        "linestyle": _style.DASHES[(number + number // USUAL) % len(_style.DASHES)],
    }


def drawn(top: object, total: int, ax: Axes | None) -> int:
    """Return how many lines are drawn."""
    return _rows.drawn(top, total, ax, usual=USUAL, most=MOST, least=2 * _rows.LEAST)


def leading(scores: FloatArray, is_best: BoolArray, count: int, *, higher: bool) -> IntArray:
    """Return so many lines (K, A) in the order of the table: best most often, then nearest to it.

    How near is asked where each comes nearest.
    """
    good = scores if higher else -scores
    behind = (good.max(axis=1, keepdims=True) - good).min(axis=0)
    order = np.lexsort((behind, -is_best.sum(axis=0)))
    return np.sort(order[:count])


def lines(ax: Axes, x: FloatArray, scores: FloatArray, labels: list[str]) -> None:
    """Draw a line for each column of scores (K, n), with its label for the key."""
    for number, (line, label) in enumerate(zip(scores.T, labels, strict=True)):
        ax.plot(x, line, linewidth=1.8, label=_style.key(label), zorder=3, **look(number))
        if len(x) == 1:
            ax.plot(x, line, "o", color=look(number)["color"], zorder=3)


def bands(
    ax: Axes,
    x: FloatArray,
    scores: FloatArray,
    is_best: BoolArray,
    *,
    width: float = WIDE,
    alpha: float = BAND,
) -> None:
    """Lay a wide band behind each line (K, n) where it is the best.

    Between two points at which different ones are, each has its half.
    """
    places = np.empty(2 * len(x) - 1)
    places[::2], places[1::2] = x, (x[1:] + x[:-1]) / 2
    for number, (line, best) in enumerate(zip(scores.T, is_best.T, strict=True)):
        if not best.any():
            continue
        heights, wide = np.empty(len(places)), np.empty(len(places), dtype=bool)
        heights[::2], heights[1::2] = line, (line[1:] + line[:-1]) / 2
        wide[::2], wide[1::2] = best, best[1:] | best[:-1]
        ax.plot(
            places,
            np.where(wide, heights, np.nan),
            color=look(number)["color"],
            linewidth=width,
            alpha=alpha,
            solid_capstyle="butt",
            zorder=2,
        )


def base(ax: Axes, at: float) -> None:
    """Mark the base value by a vertical line, if it is on the axis."""
    low, high = ax.get_xlim()
    if low <= at <= high:
        ax.axvline(at, color=_style.INK, linewidth=1.0, linestyle=(0, (1, 2)), zorder=1)
