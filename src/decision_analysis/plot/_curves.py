"""`curves`: several lines over one axis, told apart by color and dash, with a key beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from decision_analysis._arrays import FloatArray
from decision_analysis.plot import _chart, _rows, _style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SIZE = (400.0, 240.0)
"""Width and height of new axes, in points."""
USUAL, MOST = 12, 24
"""Curves that are drawn, and that colors and dashes can tell apart."""


def count_of(top: int | None, total: int, ax: Axes | None, *, lines: int = 1) -> int:
    """Return how many curves are drawn, of which each takes so many lines of the key."""
    least = _rows.LEAST * (1 + lines)
    return _rows.drawn(top, total, ax, usual=USUAL, most=MOST, least=least)


def look(place: int) -> dict[str, Any]:
    """Return color and dash of a curve: colors first; when they come again, another dash."""
    dash = _style.DASHES[(place + place // USUAL) % len(_style.DASHES)]
    return {"color": _style.SERIES[place % len(_style.SERIES)], "linestyle": dash}


def curves(
    ax: Axes,
    x: FloatArray,
    lines: FloatArray,
    told: Sequence[str],
    *,
    wide: Sequence[bool] | None = None,
    steps: bool = False,
) -> None:
    """Draw lines (K, points), some wider than others, named in the key as they are told."""
    for place, (line, words) in enumerate(zip(lines, told, strict=True)):
        width = 2.0 if wide is None or wide[place] else 1.0
        ax.plot(
            x,
            line,
            drawstyle="steps-post" if steps else "default",
            linewidth=width,
            label=words,
            **look(place),
        )


def settle(ax: Axes, words: _chart.Words, *, fresh: bool, ends: tuple[float, float]) -> Axes:
    """Write numbers in full, the words around, and the key; return the axes."""
    ax.set_xlim(*ends)
    _chart.plain_ticks(ax.yaxis)
    _chart.finish(ax, SIZE if fresh else None, words, key=_chart.Key(), grid="both")
    return ax
