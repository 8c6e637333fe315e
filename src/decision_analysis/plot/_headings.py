"""Headings of columns: flat where they fit, else upright, and the room that they take."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from decision_analysis.plot import _rows, _style
from decision_analysis.plot._ruler import Ruler

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FLAT, UPRIGHT = 66.0, 44.0
"""Points across of a column whose heading lies flat, or stands."""
FLAT_LINES = 3


def headings_of(
    names: list[str], size: float, room: tuple[float, float] | None
) -> tuple[list[str], bool, float, float]:
    """Return headings, whether they lie flat, the width of a column, and the height they take.

    `room` is the width of a column and the height for headings of given axes.
    """
    ruler = Ruler()
    column = FLAT if room is None else room[0]
    flat = [ruler.wrapped(name, column - 6, size, FLAT_LINES) for name in names]
    lines = max(text.count("\n") + 1 for text in flat)
    # flat where no word is cut and none is wider than its column
    whole = all("…" not in text for text in flat)
    if whole and max(ruler.width(text.split("\n"), size) for text in flat) <= column - 4:
        return flat, True, column, _rows.LEADING * size * lines + 8
    column = UPRIGHT if room is None else room[0]
    most = max(1, min(3, int((column - 4) / (_rows.LEADING * size))))
    upright = [
        _style.written(name, lines=most)
        if room is None
        else ruler.wrapped(name, room[1] - 8, size, most)
        for name in names
    ]
    return upright, False, column, max(ruler.width(text.split("\n"), size) for text in upright) + 8


def write(ax: Axes, texts: Sequence[str], flat: bool, row: float) -> None:
    """Write headings above a row, one for each column."""
    for place, text in enumerate(texts):
        look: dict[str, Any] = {"ha": "center", "va": "bottom", "rotation": 0 if flat else 90}
        look |= {"xytext": (0, 3), "textcoords": "offset points", "color": _style.INK}
        ax.annotate(text, (place, row), fontsize=_rows.text_size(ax), **look)
