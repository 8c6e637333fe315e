"""Picture of strategy regions: which alternative is the best over a grid of two parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray, IntArray, best_places, optional_import
from decision_analysis._named import named
from decision_analysis.errors import InvalidInputError
from decision_analysis.plot import _chart, _rows, _style
from decision_analysis.sensitivity import TwoWayResult

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SIZE = (370.0, 270.0)
"""Width and height of new axes, in points."""
USUAL, MOST = 12, 24
"""Regions that are colored, and that colors can tell apart."""


@named
def two_way(
    result: TwoWayResult,
    *,
    top: int | None = None,
    title: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw where each alternative is the best: strategy regions.

    Parameters
    ----------
    result : TwoWayResult
        What `sensitivity.two_way` returned.
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
        The axes drawn on: a cell around each point of the grid, in the color of its best
        alternative (with a dot where others tie with it), and a legend of those that are the best
        somewhere.

    Raises
    ------
    InvalidInputError
        If `result` is not of `two_way`, a parameter takes the same value twice, or another argument
        is not what it must be.
    MissingDependencyError
        If matplotlib is not installed.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> import decision_analysis as da
    >>> parameters = da.Parameters(
    ...     [da.Parameter("p", 0.5, low=0, high=1), da.Parameter("prize", 100, low=0, high=200)]
    ... )
    >>> def model(x):
    ...     return da.DecisionTable.from_rows(
    ...         {"safe": [45], "risky": [x["p"] * x["prize"]]}, ["payoff"]
    ...     )
    >>> regions = da.sensitivity.two_way(model, parameters, ("p", "prize"))
    >>> ax = da.plot.two_way(regions, ax=Figure().subplots())
    >>> [text.get_text() for text in ax.get_legend().get_texts()]
    ['safe', 'risky']
    """
    result = _checks.instance("result", result, TwoWayResult)
    columns, rows = (
        _ordered(name, v)
        for name, v in zip(result.names, (result.columns, result.rows), strict=True)
    )
    words = _chart.titled(title, "Best alternative")
    is_best = result.is_best[np.ix_(rows, columns)]
    scores = result.scores[np.ix_(rows, columns)]
    first = best_places(scores, higher_is_better=result.higher_is_better)
    found, sizes = np.unique(first, return_counts=True)
    fresh = ax is None
    ax = _chart.start(ax, SIZE)
    given = None if fresh else ax
    count = _rows.drawn(top, len(found), given, usual=USUAL, most=MOST, least=2 * _rows.LEAST)
    shown = np.sort(found[np.argsort(-sizes, kind="stable")[:count]])
    colors = optional_import("matplotlib.colors", extra="plot")
    patch = optional_import("matplotlib.patches", extra="plot").Patch
    x, y = result.columns[columns], result.rows[rows]
    paint = [*_style.palette(count), "white"]
    place = np.searchsorted(shown, first)
    cells = np.where(np.isin(first, shown), place, count)
    ax.pcolormesh(
        _edges(x),
        _edges(y),
        cells,
        cmap=colors.ListedColormap(paint),
        vmin=-0.5,
        vmax=count + 0.5,
        edgecolor="white",
        linewidth=0.4,
    )
    down, across = np.nonzero(is_best.sum(axis=-1) > 1)
    ax.plot(x[across], y[down], ".", color=_style.INK, markersize=4, linestyle="none")
    handles = [
        patch(color=p, label=_style.key(result.alternatives[i]))
        for p, i in zip(paint, shown, strict=False)
    ]
    if len(found) > count:
        others = f"{len(found) - count:,} others"
        handles.append(patch(facecolor="white", edgecolor=_style.PALE, label=others))
    for axis in (ax.xaxis, ax.yaxis):
        _chart.plain_ticks(axis)
    labels = [
        _style.with_unit(name, unit) for name, unit in zip(result.names, result.units, strict=True)
    ]
    told = _chart.Words(words, _rows.note(count, len(found), "that are best somewhere"), *labels)
    _chart.finish(ax, SIZE if fresh else None, told, key=_chart.Key(handles=handles), grid="")
    return ax


def _ordered(name: str, values: FloatArray) -> IntArray:
    order = np.argsort(values, kind="stable")
    if (np.diff(values[order]) <= 0).any():
        raise InvalidInputError(f"values of {name!r} must not repeat; got {values.tolist()}")
    return order


def _edges(points: FloatArray) -> FloatArray:
    """Return the borders of cells around ascending points, halfway between them."""
    if len(points) == 1:
        return np.array([points[0] - 0.5, points[0] + 0.5])
    middles = (points[1:] + points[:-1]) / 2
    return np.concatenate([[2 * points[0] - middles[0]], middles, [2 * points[-1] - middles[-1]]])
