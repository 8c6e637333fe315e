"""Picture of a comparison of methods: the ranks of each alternative from method to method."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis._named import named
from decision_analysis.mcda import CompareResult
from decision_analysis.plot import _chart, _headings, _lines, _rows, _style
from decision_analysis.plot._panels import plain
from decision_analysis.plot._ruler import Ruler

if TYPE_CHECKING:
    from matplotlib.axes import Axes

USUAL, MOST = 40, 200
"""Alternatives that are drawn."""
COLORED = len(_style.SERIES)
"""Alternatives with a color of their own, those of the best mean ranks."""
COLUMN, HIGHEST = 96.0, 0.4
"""Points across of a column at least, and share of given axes that headings take at most."""
WIDEST, SHARE, AWAY = 150.0, 0.25, 5.0
"""Points across of names on the right of a new figure, their share of given axes, and the gap."""
MARKER, THICKEST, LEGIBLE = 0.76, 17.0, 8.0
"""Size of a disk as a share of its row, the largest in points, and the least that has a number."""

CALLED = {
    "spearman": "Spearman correlation",
    "kendall_tau": "Kendall's tau",
    "weighted_spearman": "weighted Spearman correlation",
    "ws": "WS coefficient",
}
"""What is written for the functions by which methods agree."""


@named
def compare(
    result: CompareResult,
    *,
    top: int | None = None,
    title: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw how the ranks of alternatives change from one method to the next.

    Parameters
    ----------
    result : CompareResult
        What `mcda.compare` returned, of one table.
    top : int, optional
        How many alternatives are drawn at most, those of the best mean rank, up to 200; None draws
        40 of them, or, on a given `ax`, as many as can be read there. The title says so where there
        are more.
    title : str, optional
        What the picture shows.
    ax : matplotlib.axes.Axes, optional
        Where to draw; texts keep clear of the figure's edges where its layout is 'constrained'.
        None makes a pyplot figure as large as the rows and texts need.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on: a column of disks for each method, in its order from the best down, with
        their ranks where there is room, and a line for each alternative, named at both ends. Those
        that tie stand below one another, with the same number. The six of the best mean ranks have
        colors.

    Raises
    ------
    InvalidInputError
        If `result` is not of `compare` or is a batch, or another argument is not what it must be.
    MissingDependencyError
        If matplotlib is not installed.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from decision_analysis import DecisionTable, mcda, plot
    >>> table = DecisionTable([[1, 0.2], [0.4, 1]], ["comfort", "price"], ["bus", "car"])
    >>> both = {"sum": mcda.weighted_sum, "TOPSIS": mcda.topsis}
    >>> found = mcda.compare(table, {"comfort": 2, "price": 1}, methods=both, n_samples=None)
    >>> ax = plot.compare(found, ax=Figure().subplots())
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['bus', 'car']
    """
    result = _checks.instance("result", result, CompareResult)
    result._single("plot.compare()")
    words = _chart.titled(title, "Ranks by method")
    fresh, total = ax is None, len(result.alternatives)
    ax = _chart.start(ax, (COLUMN * len(result.methods), 0.0))
    count = _rows.drawn(top, total, None if fresh else ax, usual=USUAL, most=MOST)
    mean = np.argsort(result.ranks.mean(axis=0), kind="stable")
    ranks = result.ranks[:, mean[:count]]
    names = [result.alternatives[i] for i in mean[:count]]
    # the place (M, n) of each in the order of each method; those that tie by their mean rank
    slots = np.argsort(np.argsort(ranks, axis=1, kind="stable"), axis=1)
    left = np.argsort(slots[0])
    height = _rows.name(ax, [names[i] for i in left], fresh=fresh)
    last = [names[i] for i in np.argsort(slots[-1])]
    beside = _beside(ax, last, fresh=fresh)
    across = COLUMN * len(result.methods) if fresh else _style.across(ax) - beside.room
    limits = None if fresh else (across / len(result.methods), HIGHEST * _style.size(ax)[1])
    texts, flat, column, above = _headings.headings_of(
        list(result.methods), _rows.text_size(ax), limits
    )
    width = max(column, COLUMN if fresh else 0.0) * len(result.methods)
    _limit(ax, len(result.methods), width, beside.room)
    plain(ax)
    note = _rows.note(count, total, "alternatives by their mean rank")
    about = _chart.Words(words, note, _said(result))
    _chart.finish(ax, (width + beside.room, height + above) if fresh else None, about, grid="")
    if not fresh:
        above = min(above, HIGHEST * _style.size(ax)[1])
        _rows.settle(ax, above=above)
        height = _style.size(ax)[1] - above
        beside = _beside(ax, last, fresh=fresh)
        _limit(ax, len(result.methods), _style.across(ax) - beside.room, beside.room)
    # the headings stand above the first row
    ax.set_ylim(count - 0.4, -0.6 - above * (count + 0.2) / height)
    _headings.write(ax, texts, flat, -0.5)
    size = min(MARKER * height / (count + 0.2), THICKEST)
    _draw(ax, slots.astype(np.float64), ranks, size)
    for row, text in enumerate(beside.texts):
        look: dict[str, Any] = {"ha": "left", "va": "center", "color": _style.INK}
        look |= {"xytext": (size / 2 + AWAY, 0), "textcoords": "offset points"}
        note_at = ax.annotate(text, (len(result.methods) - 1, row), fontsize=beside.size, **look)
        # it lies inside the axes, so that no layout has to make room for it
        note_at.set_in_layout(False)
    return ax


@dataclasses.dataclass(frozen=True)
class _Beside:
    """Names to the right of the last column: their texts, size, and the points they take."""

    texts: list[str]
    size: float
    room: float


def _beside(ax: Axes, names: list[str], *, fresh: bool) -> _Beside:
    """Write names as large and in as many lines as those to the left of the rows."""
    ruler, left = Ruler(), ax.get_yticklabels()
    size = float(left[0].get_fontsize())
    lines = max(label.get_text().count("\n") + 1 for label in left)
    most = WIDEST if fresh else SHARE * _style.across(ax)
    texts = [ruler.wrapped(name, most, size, lines) for name in names]
    wide = ruler.width([line for text in texts for line in text.split("\n")], size)
    return _Beside(texts, size, wide + THICKEST / 2 + 2 * AWAY)


def _color(place: int) -> str:
    return _style.SERIES[place] if place < COLORED else _style.MUTED


def _said(result: CompareResult) -> str:
    """Say how much the methods agree."""
    count = len(result.methods)
    if count < 2:
        return ""
    others = result.agreement[~np.eye(count, dtype=bool)]
    asked = str(result.parameters["correlation"])
    what = CALLED.get(asked, asked)
    low, high = _style.numbers([float(others.min()), float(others.max())], 2)
    return f"{what} of two methods: {low}" + ("" if low == high else f" to {high}")


def _limit(ax: Axes, methods: int, width: float, beside: float) -> None:
    """Leave room for the names at the right ends of the lines."""
    ax.set_xlim(-0.5, methods - 0.5 + methods * max(beside - width / methods / 2, 0.0) / width)


def _draw(ax: Axes, slots: FloatArray, ranks: IntArray, size: float) -> None:
    """Draw a line for each alternative (M, n), with its ranks on disks; the best on top."""
    size = min(size, THICKEST)
    x = np.arange(len(slots))
    for place in reversed(range(slots.shape[1])):
        color, bold = _color(place), place < COLORED
        look: dict[str, Any] = {"color": color, "linewidth": 2.0 if bold else 1.0}
        look["linestyle"] = _lines.look(place)["linestyle"] if bold else "-"
        ax.plot(x, slots[:, place], zorder=3 if bold else 2, **look)
        disk: dict[str, Any] = {"markersize": size, "linestyle": "", "markeredgewidth": 1.2}
        disk |= {"markerfacecolor": "white", "markeredgecolor": color, "zorder": 4}
        ax.plot(x, slots[:, place], "o", **disk)
        if size < LEGIBLE:
            continue
        for at, (slot, rank) in enumerate(zip(slots[:, place], ranks[:, place], strict=True)):
            ax.text(
                at,
                float(slot),
                str(int(rank)),
                ha="center",
                va="center",
                fontsize=(0.6 if rank < 100 else 0.42) * size,
                color=_style.INK,
                zorder=5,
                in_layout=False,
            )
