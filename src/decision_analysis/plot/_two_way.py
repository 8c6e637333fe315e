"""Picture of strategy regions: which alternative is the best over a grid of two parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray, IntArray, optional_import
from decision_analysis.errors import InvalidInputError
from decision_analysis.plot import _style
from decision_analysis.sensitivity import TwoWayResult

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WHERE = "two_way()"


def two_way(result: TwoWayResult, *, ax: Axes | None = None) -> Axes:
    """Draw where each alternative is the best: strategy regions.

    Parameters
    ----------
    result : TwoWayResult
        What `sensitivity.two_way` returned.
    ax : matplotlib.axes.Axes, optional
        Where to draw; a new pyplot figure where None.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on: a cell around each point of the grid, in the color of its best alternative (the first in
        table order where several tie, with a dot), and a legend of those that are the best somewhere.

    Raises
    ------
    InvalidInputError
        If `result` is not of `two_way`, a parameter takes the same value twice, or `ax` is not a matplotlib Axes.
    MissingDependencyError
        If matplotlib is not installed.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> import decision_analysis as da
    >>> parameters = da.Parameters([da.Parameter("p", 0.5, low=0, high=1), da.Parameter("prize", 100, low=0, high=200)])
    >>> def model(x):
    ...     return da.DecisionTable.from_rows({"safe": [45], "risky": [x["p"] * x["prize"]]}, ["payoff"])
    >>> regions = da.sensitivity.two_way(model, parameters, ("p", "prize"))
    >>> ax = da.plot.two_way(regions, ax=Figure().subplots())
    >>> [text.get_text() for text in ax.get_legend().get_texts()]
    ['safe', 'risky']
    """
    result = _checks.instance(WHERE, "result", result, TwoWayResult)
    columns, rows = (_ordered(name, v) for name, v in zip(result.names, (result.columns, result.rows), strict=True))
    ax = _style.axes(WHERE, ax, 7.0, 4.6)
    colors = optional_import("matplotlib.colors", extra="plot", where=WHERE)
    patches = optional_import("matplotlib.patches", extra="plot", where=WHERE)
    is_best = result.is_best[np.ix_(rows, columns)]
    first = is_best.argmax(axis=-1)
    shown = np.unique(first)
    x, y = result.columns[columns], result.rows[rows]
    paint = _colors(len(shown))
    ax.pcolormesh(
        _edges(x), _edges(y), np.searchsorted(shown, first), cmap=colors.ListedColormap(paint), vmin=-0.5,
        vmax=len(shown) - 0.5, edgecolor="white", linewidth=0.4,
    )  # fmt: skip
    down, across = np.nonzero(is_best.sum(axis=-1) > 1)
    ax.plot(x[across], y[down], ".", color=_style.INK, markersize=4, linestyle="none")
    handles = [
        patches.Patch(color=p, label=_style.key(result.alternatives[i])) for p, i in zip(paint, shown, strict=True)
    ]
    _style.dress(ax, title="Best alternative", xlabel=result.names[0], ylabel=result.names[1])
    ax.grid(visible=False)
    ax.legend(handles=handles, loc="upper left", bbox_to_anchor=(1.01, 1.0), borderaxespad=0.0, frameon=False)
    return ax


def _ordered(name: str, values: FloatArray) -> IntArray:
    order = np.argsort(values, kind="stable")
    if (np.diff(values[order]) <= 0).any():
        raise InvalidInputError(f"{WHERE}: values of {name!r} must not repeat; got {values.tolist()}")
    return order


def _edges(points: FloatArray) -> FloatArray:
    """Return the borders of cells around ascending points, halfway between them."""
    if len(points) == 1:
        return np.array([points[0] - 0.5, points[0] + 0.5])
    middles = (points[1:] + points[:-1]) / 2
    return np.concatenate([[2 * points[0] - middles[0]], middles, [2 * points[-1] - middles[-1]]])


def _colors(count: int) -> list[Any]:
    """Return so many different colors: those of all pictures while they last, else equally spaced ones."""
    own = [*_style.SERIES, _style.PALE, _style.MUTED]
    if count <= len(own):
        return own[:count]
    colormaps = optional_import("matplotlib", extra="plot", where=WHERE).colormaps
    return list(colormaps["turbo"](np.linspace(0.05, 0.95, count)))
