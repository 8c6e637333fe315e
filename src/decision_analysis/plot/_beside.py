"""`beside`: names written beside points, each where no other name or point is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis.plot import _style
from decision_analysis.plot._ruler import Ruler

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Annotation

AWAY, LEADING, DOT, GAP = 5.0, 1.3, 3.5, 2.0
"""Points between a point and its name, lines for the size of text, half of a dot, between names."""
PLACES = ((1, 1), (1, -1), (-1, 1), (-1, -1), (0, 1), (0, -1), (1, 0), (-1, 0))
"""Where a name may stand: between the lines of a cross at its point first."""
WORDS = 24

Box = tuple[float, float, float, float]


def beside(
    ax: Axes,
    x: FloatArray,
    y: FloatArray,
    names: Sequence[str],
    size: float,
    *,
    outward: bool = False,
) -> list[Annotation | None]:
    """Write names beside points of axes whose limits are set, the first ones first.

    They stand `outward` from 0 where there is room. A name for which there is none anywhere is left
    out. Return what is written, None for nothing.
    """
    ruler, room = Ruler(), _style.size(ax)
    at = np.column_stack([_share(ax.get_xlim(), x) * room[0], _share(ax.get_ylim(), y) * room[1]])
    taken: list[Box] = [(px - DOT, py - DOT, px + DOT, py + DOT) for px, py in at.tolist()]
    written: list[Annotation | None] = []
    for place, name in enumerate(names):
        lines = _style.wrap(name, WORDS, 2, WORDS)
        wide, tall = ruler.width(lines, size), LEADING * size * len(lines)
        for side in _outward(float(x[place]), float(y[place])) if outward else PLACES:
            box = _box(at[place], (wide, tall), side)
            if _free(box, room, taken[:place] + taken[place + 1 :]):
                taken.append(box)
                point = (float(x[place]), float(y[place]))
                written.append(_write(ax, point, lines, side, size))
                break
        else:
            written.append(None)
    return written


def _outward(x: float, y: float) -> list[tuple[int, int]]:
    """Return the places for a name, those first that lie on from 0 to a point."""
    return sorted(
        PLACES, key=lambda side: -(side[0] * x + side[1] * y) / float(np.hypot(side[0], side[1]))
    )


def _share(limits: tuple[float, float], values: FloatArray) -> FloatArray:
    low, high = limits
    return np.asarray((values - low) / (high - low))


def _box(at: FloatArray, size: tuple[float, float], side: tuple[int, int]) -> Box:
    """Return the box of a name on one side of its point, in points."""
    edges = []
    for middle, length, way in zip(at.tolist(), size, side, strict=True):
        start = middle - length / 2 if way == 0 else middle + way * AWAY - (way < 0) * length
        edges.append((start, start + length))
    (left, right), (low, high) = edges
    return left, low, right, high


def _free(box: Box, room: tuple[float, float], taken: Sequence[Box]) -> bool:
    left, low, right, high = box
    inside = left >= 0 and low >= 0 and right <= room[0] and high <= room[1]
    return inside and not any(
        left < other[2] + GAP
        and other[0] < right + GAP
        and low < other[3] + GAP
        and other[1] < high + GAP
        for other in taken
    )


def _write(
    ax: Axes, point: tuple[float, float], lines: Sequence[str], side: tuple[int, int], size: float
) -> Annotation:
    across, up = side
    look: dict[str, Any] = {
        "ha": {0: "center", 1: "left", -1: "right"}[across],
        "va": {0: "center", 1: "bottom", -1: "top"}[up],
        "textcoords": "offset points",
        "fontsize": size,
        "color": _style.INK,
        "zorder": 5,
        # so that no line shows behind the text
        "bbox": {"boxstyle": "square,pad=0.05", "facecolor": ax.get_facecolor(), "linewidth": 0},
    }
    text = ax.annotate(
        "\n".join(lines).replace("$", r"\$"), point, (across * AWAY, up * AWAY), **look
    )
    # it lies inside the axes, so that no layout has to make room for it
    text.set_in_layout(False)
    return text
