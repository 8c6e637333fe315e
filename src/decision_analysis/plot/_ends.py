"""`ends`: names at the right ends of lines, none over another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis.plot import _style
from decision_analysis.plot._ruler import Ruler

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LEADING, LEADER, PAD = 1.3, 18.0, 6.0
"""Lines for the size of text, and points of the line to a name and around it."""
MOST = 0.42
"""Share of given axes that names take at most."""
LINES = 2


@dataclass(frozen=True)
class End:
    """The name of a line, where the line ends, and its color."""

    name: str
    at: float
    color: str


def room(
    names: Sequence[End], size: float, axes: tuple[float, float] | None
) -> tuple[float, float]:
    """Return the points across that names take with the lines to them, and the points down."""
    texts = [_style.written(end.name, lines=LINES).split("\n") for end in names]
    wide = LEADER + 2 * PAD + Ruler().width([line for lines in texts for line in lines], size)
    high = sum(LEADING * size * len(lines) + 2 for lines in texts)
    return (wide if axes is None else min(wide, MOST * axes[0])), high


def ends(ax: Axes, names: Sequence[End], last: float, size: float, taken: float) -> None:
    """Write the names to the right of what ends at `last`, into so many points across."""
    ruler, (across, down) = Ruler(), _style.size(ax)
    letters = taken - LEADER - 2 * PAD
    texts = [ruler.wrapped(end.name, letters, size, LINES) for end in names]
    heights = np.array([LEADING * size * (text.count("\n") + 1) + 2 for text in texts])
    if heights.sum() > down:
        texts = [ruler.wrapped(end.name, letters, size, 1) for end in names]
        size = min(size, (down / len(names) - 2) / LEADING)
        heights = np.full(len(names), LEADING * size + 2)
    (left, right), (low, high) = ax.get_xlim(), ax.get_ylim()
    wanted = (np.array([end.at for end in names]) - low) / (high - low) * down
    unit = (right - left) / across
    for end, text, place in zip(names, texts, apart(wanted, heights, down), strict=True):
        at = low + float(place) / down * (high - low)
        x = [last + 3 * unit, last + LEADER * unit]
        ax.plot(x, [end.at, at], color=end.color, linewidth=0.9, zorder=2)
        look = {"ha": "left", "va": "center", "fontsize": size, "color": _style.INK} | {
            # so that no grid shows behind the text
            "bbox": {"boxstyle": "square,pad=0.05", "facecolor": ax.get_facecolor(), "linewidth": 0}
        }
        # it lies inside the axes, so that no layout has to make room for it
        ax.text(x[1] + 3 * unit, at, text, in_layout=False, **look)  # type: ignore[arg-type]


def apart(wanted: FloatArray, heights: FloatArray, room: float) -> FloatArray:
    """Return middles as near to the wanted ones as keeps all apart and inside of 0 to `room`."""
    order = np.argsort(wanted, kind="stable")
    # neighbors that would meet move together, around the mean of what they want
    groups: list[tuple[list[int], float, float]] = []
    for place in order.tolist():
        members, height = [place], float(heights[place])
        middle = min(max(float(wanted[place]), height / 2), room - height / 2)
        while groups and groups[-1][1] + groups[-1][2] / 2 > middle - height / 2:
            before = groups.pop()[0]
            members = before + members
            height = float(heights[members].sum())
            # each wants to stand where its own place in the group is
            starts = np.cumsum(heights[members]) - heights[members] / 2
            middle = float((wanted[members] - starts).mean()) + height / 2
            middle = min(max(middle, height / 2), room - height / 2)
        groups.append((members, middle, height))
    found = np.empty(len(wanted))
    for members, middle, height in groups:
        found[members] = middle - height / 2 + np.cumsum(heights[members]) - heights[members] / 2
    return found
