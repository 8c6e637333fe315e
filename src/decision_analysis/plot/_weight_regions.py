"""Picture of weight regions: the triangle of three weights, in the colors of who is the best."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray, optional_import
from decision_analysis._named import named
from decision_analysis.plot import _chart, _rows, _style
from decision_analysis.plot._ruler import Ruler
from decision_analysis.sensitivity import WeightRegionsResult

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SIZE = (330.0, 300.0)
"""Width and height of new axes, in points."""
USUAL, MOST = 12, 24
"""Regions that are colored, and that colors can tell apart."""
HEIGHT = 3**0.5 / 2
MARGIN, APART = 0.02, 0.46
"""Shares of a side that are left free beside it, and that a line of a corner's name may take."""
LINES, AWAY = 3, 6.0
"""Lines of a corner's name, and points from the corner to it."""


@named
def weight_regions(
    result: WeightRegionsResult,
    *,
    top: int | None = None,
    title: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw where each alternative is the best, over the triangle of three weights.

    Parameters
    ----------
    result : WeightRegionsResult
        What `sensitivity.weight_regions` returned.
    top : int, optional
        How many alternatives have a color of their own, those with the largest regions, up to 24;
        None colors 12, or fewer on a small `ax`. The regions of all others are left white, and the
        title says so.
    title : str, optional
        What the picture shows.
    ax : matplotlib.axes.Axes, optional
        Where to draw; texts keep clear of the figure's edges where its layout is 'constrained'.
        None makes a pyplot figure as large as the key needs.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on: a cell around each point in the color of its best alternative (the first
        in table order where several tie), and a cross at the weights of now. At a corner all weight
        is on what stands there; on the opposite side it has none.

    Raises
    ------
    InvalidInputError
        If `result` is not of `weight_regions` or another argument is not what it must be.
    MissingDependencyError
        If matplotlib is not installed.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> import decision_analysis as da
    >>> table = da.DecisionTable(
    ...     [[1, 0, 0], [0, 1, 0], [0.4, 0.4, 1]], ["x", "y", "z"], ["left", "right", "middle"]
    ... )
    >>> regions = da.sensitivity.weight_regions(table, da.mcda.weighted_sum, [1, 1, 1])
    >>> ax = da.plot.weight_regions(regions, ax=Figure().subplots())
    >>> [text.get_text() for text in ax.get_legend().get_texts()]
    ['left', 'right', 'middle', 'weights of now']
    """
    result = _checks.instance("result", result, WeightRegionsResult)
    words = _chart.titled(title, "Best alternative by weights")
    first = result.is_best.argmax(axis=1)
    shares = np.array(list(result.shares.values()))
    found = np.unique(first)
    fresh = ax is None
    ax = _chart.start(ax, SIZE)
    given = None if fresh else ax
    count = _rows.drawn(top, len(found), given, usual=USUAL, most=MOST, least=2 * _rows.LEAST)
    shown = np.sort(found[np.argsort(-shares[found], kind="stable")[:count]])
    paint = [*_style.palette(count), "white"]
    place = np.where(np.isin(first, shown), np.searchsorted(shown, first), count)
    cells = optional_import("matplotlib.collections", extra="plot").PolyCollection(
        _cells(result.points, int(result.parameters["n_points"]) - 1),
        facecolors=[paint[i] for i in place],
        edgecolors="white",
        linewidths=0.3,
    )
    ax.add_collection(cells)
    corners = _flat(np.eye(3))
    ax.plot(*corners[[0, 1, 2, 0]].T, color=_style.MUTED, linewidth=1.0, zorder=3)
    ax.plot(*_flat(result.here[None]).T, "X", color=_style.INK, markersize=8, zorder=4)
    ax.set_yticks([])
    handles = _key([result.alternatives[i] for i in shown], paint, len(found) - count)
    told = _chart.Words(words, _rows.note(count, len(found), "that are best somewhere"))
    _chart.finish(ax, SIZE if fresh else None, told, key=_chart.Key(handles=handles), grid="")
    # the triangle has its own sides for axes
    ax.set_xticks([])
    ax.spines[:].set_visible(False)
    # last, as only now it is known how large the axes are beside their key
    _corners(ax, result.names, corners)
    return ax


def _flat(points: FloatArray) -> FloatArray:
    """Return places (N, 2) of shares (N, 3): the first corner on the left, the third on top."""
    return np.stack([points[:, 1] + points[:, 2] / 2, HEIGHT * points[:, 2]], axis=1)


def _cells(points: FloatArray, steps: int) -> FloatArray:
    """Return a hexagon (6, 2) around each point, cut off at the sides of the triangle."""
    # corners of a hexagon: the middles of the six small triangles around its point
    one = np.array([[2, -1, -1], [1, 1, -2], [-1, 2, -1], [-2, 1, 1], [-1, -1, 2], [1, -2, 1]])
    around = points[:, None, :] + one / (3 * steps)
    # shares below 0 lie outside; what is cut off is drawn to the side that it is beyond
    inside = np.clip(around, 0.0, None)
    inside /= inside.sum(axis=-1, keepdims=True)
    return _flat(inside.reshape(-1, 3)).reshape(len(points), 6, 2)


def _corners(ax: Axes, names: tuple[str, str, str], corners: FloatArray) -> None:
    """Name the corners outside the triangle, which has sides of one length whatever the axes."""
    ruler, (across, down) = Ruler(), _style.size(ax)
    small = 0.833 * float(ax.xaxis.label.get_fontsize())
    room = AWAY + 1.4 * small * LINES
    # points of a side, with the names above and below
    side = max(1.0, min(across / (1 + 2 * MARGIN), (down - 2 * room) / HEIGHT))
    ax.set_xlim(-MARGIN, across / side - MARGIN)
    lid = HEIGHT + room / side
    ax.set_ylim(lid - down / side, lid)
    for name, place, away, anchor in zip(
        names, corners.tolist(), (-AWAY, -AWAY, AWAY), ("left", "right", "center"), strict=True
    ):
        ax.annotate(
            ruler.wrapped(name, APART * side, small, LINES),
            place,
            (0.0, away),
            textcoords="offset points",
            ha=anchor,
            va="bottom" if away > 0 else "top",
            fontsize=small,
            color=_style.INK,
        )


def _key(labels: list[str], paint: list[Any], others: int) -> list[Any]:
    patch = optional_import("matplotlib.patches", extra="plot").Patch
    line = optional_import("matplotlib.lines", extra="plot").Line2D
    handles: list[Any] = [
        patch(color=color, label=_style.key(label))
        for color, label in zip(paint, labels, strict=False)
    ]
    if others:
        handles.append(patch(facecolor="white", edgecolor=_style.PALE, label=f"{others:,} others"))
    here: dict[str, Any] = {"marker": "X", "color": _style.INK, "linestyle": "none"}
    return [*handles, line([], [], label="weights of now", **here)]
