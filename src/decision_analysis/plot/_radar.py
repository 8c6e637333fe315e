"""Picture of a table as a radar: a spoke for each criterion, the best at the rim."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._named import named
from decision_analysis.core import DecisionTable
from decision_analysis.errors import InvalidInputError
from decision_analysis.plot import _chart, _chosen, _grid, _lines, _style
from decision_analysis.plot._ends import apart
from decision_analysis.plot._ruler import Ruler

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ACROSS, NAMES = 270.0, 150.0
"""Points across the rim of new axes, and for the names of spokes on either side."""
USUAL, MOST = 6, 12
"""Alternatives that are drawn: more cannot be told apart on each other."""
LEAST = 3
"""Spokes that make a shape."""
INNER = 0.15
"""Radius of the worst, of which the rim is 1: shapes do not shrink to a point."""
PAD, LEADING, LINES = 7.0, 1.3, 3
SHARE = 0.28
"""Share of given axes that names on one side take."""


@named
def radar(
    table: DecisionTable,
    *,
    of: Sequence[str] | None = None,
    top: int | None = None,
    title: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw each alternative as a shape over spokes, one for each criterion.

    Parameters
    ----------
    table : DecisionTable
        Performances without sample axes, on at least three criteria. On each spoke the best of them
        is at the rim and the worst at the inner ring, whatever the goal.
    of : sequence of str, optional
        The alternatives that are drawn, such as `scored.order[:3]`; None takes the first of the
        table.
    top : int, optional
        How many alternatives are drawn at most, up to 12; None draws 6, or fewer on a small `ax`.
        The title says so where there are more.
    title : str, optional
        What the picture shows.
    ax : matplotlib.axes.Axes, optional
        Where to draw, which need not be polar; texts keep clear of the figure's edges where its
        layout is 'constrained'. None makes a pyplot figure as large as the names and the key need.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on. Each spoke is named with the performances at the inner ring and at the
        rim, with their unit.

    Raises
    ------
    InvalidInputError
        If `table` is not one table of three criteria or more, an alternative is unknown, or another
        argument is not what it must be.
    MissingDependencyError
        If matplotlib is not installed.

    See Also
    --------
    parallel_coordinates : The same on axes side by side, for many alternatives.

    Notes
    -----
    The area of a shape means nothing: it depends on the order of the criteria, and grows with the
    square of the performances.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from decision_analysis import Criterion, DecisionTable, plot
    >>> criteria = [Criterion("price", "min", unit="EUR"), "comfort", "speed"]
    >>> table = DecisionTable.from_rows({"bus": [2, 3, 5], "car": [9, 8, 5]}, criteria)
    >>> ax = plot.radar(table, ax=Figure().subplots())
    >>> ax.texts[0].get_text()
    'price\\n9 to 2 EUR'
    """
    table = _grid.single(_checks.instance("table", table, DecisionTable))
    if len(table.criteria) < LEAST:
        raise InvalidInputError(
            f"table must have at least {LEAST} criteria; got {len(table.criteria)}:"
            " plot.parallel_coordinates() draws these"
        )
    words, fresh, total = _chart.titled(title, "Performances"), ax is None, len(table.alternatives)
    ax = _chart.start(ax, (ACROSS + 2 * NAMES, ACROSS))
    places = _chosen.chosen(table, of, top, None if fresh else ax, usual=USUAL, most=MOST)
    shares = np.nan_to_num(_grid.shares(table, table.values), nan=0.5)
    # the first spoke points up, the others follow clockwise
    angle = np.pi / 2 - 2 * np.pi * np.arange(len(table.criteria)) / len(table.criteria)
    spokes = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    _web(ax, spokes)
    looks = [_lines.look(number) for number in range(len(places))]
    for place, look in zip(places, looks, strict=True):
        corners = (INNER + (1 - INNER) * shares[place])[:, None] * spokes
        closed = np.concatenate([corners, corners[:1]])
        ax.fill(*corners.T, color=look["color"], alpha=0.06, linewidth=0, zorder=2)
        ax.plot(*closed.T, linewidth=1.8, marker="o", markersize=3.5, zorder=3, **look)
    ax.set_yticks([])
    what = "rim: the best of the table; inner ring: the worst"
    note = f"{len(places):,} of {total:,} alternatives" if len(places) < total else ""
    told = _chart.Words(words, note, what)
    key = _chart.Key(handles=_chosen.key(table, places, looks))
    high = max(ACROSS + 2 * PAD, _tall(ax, len(table.criteria)))
    wanted = (ACROSS + 2 * NAMES, high) if fresh else None
    _chart.finish(ax, wanted, told, key=key, grid="")
    ax.set_xticks([])
    ax.spines[:].set_visible(False)
    _names(ax, table, spokes)
    return ax


def _tall(ax: Axes, count: int) -> float:
    """Return the points that the names on one side take."""
    size = 0.833 * float(ax.xaxis.label.get_fontsize())
    return (count // 2 + 1) * (LEADING * size * LINES + 2)


def _web(ax: Axes, spokes: FloatArray) -> None:
    look: dict[str, Any] = {"color": _style.GRID, "linewidth": 0.8, "zorder": 1}
    closed = np.concatenate([spokes, spokes[:1]])
    for radius in (INNER, (1 + INNER) / 2, 1.0):
        ax.plot(*(radius * closed).T, **look)
    for x, y in spokes.tolist():
        ax.plot([0, x], [0, y], **look)


def _names(ax: Axes, table: DecisionTable, spokes: FloatArray) -> None:
    """Write the names in a column on either side, each joined to the end of its spoke."""
    across, down = _style.size(ax)
    names = min(NAMES, SHARE * across)
    radius = max(1.0, min(across - 2 * names, down - 2 * PAD) / 2)
    ax.set_xlim(-across / 2 / radius, across / 2 / radius)
    ax.set_ylim(-down / 2 / radius, down / 2 / radius)
    ruler, size = Ruler(), 0.833 * float(ax.xaxis.label.get_fontsize())
    told = [_about(table, column) for column in range(len(table.criteria))]
    # what stands on neither side goes to the right at the top and to the left at the bottom
    right = (spokes[:, 0] > 1e-9) | ((np.abs(spokes[:, 0]) <= 1e-9) & (spokes[:, 1] > 0))
    for side in (1, -1):
        mine = np.flatnonzero(right if side > 0 else ~right)
        small, lines = _small(size, down, len(mine))
        texts = [_wrapped(ruler, *told[i], names - 3 * PAD, small, lines) for i in mine.tolist()]
        heights = np.array([LEADING * small * (text.count("\n") + 1) + 2 for text in texts])
        middles = apart(down / 2 + radius * spokes[mine, 1], heights, down)
        edge = side * (1.0 + 2 * PAD / radius)
        for i, text, middle in zip(mine.tolist(), texts, middles.tolist(), strict=True):
            at, (x, y) = (middle - down / 2) / radius, spokes[i].tolist()
            ax.plot([x, edge], [y, at], color=_style.PALE, linewidth=0.8, zorder=1)
            look: dict[str, Any] = {"ha": "left" if side > 0 else "right", "va": "center"}
            look |= {"fontsize": small, "color": _style.INK, "in_layout": False}
            ax.text(edge + side * 3 / radius, at, text, **look)


def _small(size: float, down: float, count: int) -> tuple[float, int]:
    """Return the size of names, and how many lines one may have, so that all stand in a column."""
    for lines in range(LINES, 0, -1):
        if count * (LEADING * size * lines + 2) <= down:
            return size, lines
    return max(1.0, (down / count - 2) / LEADING), 1


def _about(table: DecisionTable, column: int) -> tuple[str, str]:
    """Return the name of a criterion, and its worst and best performance with the unit."""
    values, criterion = table.values[:, column], table.criteria[column]
    ends = sorted([float(values.min()), float(values.max())], reverse=criterion.goal == "min")
    if ends[0] == ends[1]:
        return criterion.name, f"{_style.number(ends[0])} {criterion.unit} for all"
    return criterion.name, " to ".join(_style.numbers(ends)) + f" {criterion.unit}".rstrip()


def _wrapped(ruler: Ruler, name: str, ends: str, wide: float, size: float, lines: int) -> str:
    """Wrap a name and what its spoke ends at, which is not cut off for the name's sake."""
    if lines == 1:
        return ruler.wrapped(name, wide, size, 1)
    last = ruler.wrapped(ends, wide, size, lines - 1)
    return ruler.wrapped(name, wide, size, lines - last.count("\n") - 1) + "\n" + last
