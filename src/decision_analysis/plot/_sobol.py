"""Picture of shares of a variance, with intervals: Sobol' indices or Shapley effects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray, optional_import
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError
from decision_analysis.plot import _chart, _rows, _style
from decision_analysis.sensitivity import ShapleyEffectsResult, SobolResult

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDTH = 430.0
"""Points of the horizontal axis of a new figure."""
USUAL = 15
THICK, AWAY = 0.34, 0.18
"""Height of a bar and how far its middle is from that of its row, as shares of the row."""

Part = tuple[str, FloatArray, FloatArray, str]
"""Color, shares (P, K), intervals (P, K, 2) and the words of the key."""


@named
def sobol(
    result: SobolResult | ShapleyEffectsResult,
    *,
    of: str | None = None,
    top: int | None = None,
    title: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw which share of a variance each parameter explains, as bars with intervals.

    Parameters
    ----------
    result : SobolResult or ShapleyEffectsResult
        What `sensitivity.sobol` returned, of which two bars are drawn for each parameter, its
        indices of first and of total order; or `sensitivity.shapley_effects`, whose shares add up
        to 1, also of correlated parameters: one bar.
    of : str, optional
        Whose variance is shared out, an entry of `result.of`; None takes the first that varies.
    top : int, optional
        How many parameters are drawn at most, those of the largest total indices or effects, up to
        1,000; None draws 15. The title says so where there are more.
    title : str, optional
        What the picture shows; whose indices they are, where None.
    ax : matplotlib.axes.Axes, optional
        Where to draw; texts keep clear of the figure's edges where its layout is 'constrained'.
        None makes a pyplot figure as large as the rows and texts need.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on.

    Raises
    ------
    InvalidInputError
        If `result` is not of these, `of` is none of its entries, or another argument is not what it
        must be.
    MissingDependencyError
        If matplotlib is not installed.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> import decision_analysis as da
    >>> p = da.Parameter("p", 0.5, low=0.3, high=0.8)
    >>> parameters = da.Parameters([p, da.Parameter("prize", 100, low=90, high=110)])
    >>> def model(x):
    ...     return da.DecisionTable.from_rows({"risky": [x["p"] * x["prize"]]}, ["payoff"])
    >>> result = da.sensitivity.sobol(model, parameters, n_samples=256, rng=1)
    >>> ax = da.plot.sobol(result, ax=Figure().subplots())
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['p', 'prize']
    """
    heading, parts, by = _shares(result)
    # of None the first whose score varies: of another there is nothing to see
    chosen = result.of[int((result.variance > 0).argmax())] if of is None else of
    column = result.of.index(_checks.known("entry of of", chosen, result.of))
    words = _chart.titled(title, f"{heading}: {result.of[column]}")
    fresh, total = ax is None, len(result.names)
    ax = _chart.start(ax, (WIDTH, 0.0))
    count = _rows.drawn(top, total, None if fresh else ax, usual=USUAL)
    order = np.argsort(-by[:, column], kind="stable")[:count]
    height = _rows.name(ax, [result.names[p] for p in order], fresh=fresh)
    place, ends = np.arange(count, dtype=np.float64), [0.0]
    alone = len(parts) == 1
    for away, part in zip((0.0,) if alone else (-AWAY, AWAY), parts, strict=True):
        color, index, interval, _ = part
        ends += _bars(
            ax, np.asarray(place + away), color, index[order, column], interval[order, column]
        )
    ax.axvline(0.0, color=_style.INK, linewidth=1.0, zorder=4)
    low, high = min(ends), max(ends)
    margin = 0.03 * (high - low or 1.0)
    ax.set_xlim(low - margin if low < 0 else 0.0, high + margin)
    _chart.plain_ticks(ax.xaxis)
    level = f"{result.parameters.get('level', 0.95):.3g}"
    what = f"share of the variance; lines are intervals of level {level}"
    told = _chart.Words(words, _rows.note(count, total, "parameters"), what)
    key = None if alone else _chart.Key(handles=_key(parts), above=True)
    _chart.finish(ax, (WIDTH, height) if fresh else None, told, key=key)
    if not fresh:
        _rows.settle(ax)
    return ax


def _shares(result: object) -> tuple[str, list[Part], FloatArray]:
    """Return what is drawn of a result: a heading, the bars, and by what they are ordered."""
    if isinstance(result, ShapleyEffectsResult):
        bars = (_style.BLUE, result.effects, result.interval, "")
        return "Shapley effects", [bars], result.effects
    if not isinstance(result, SobolResult):
        raise InvalidInputError(
            f"result must be SobolResult or ShapleyEffectsResult; got {shown(result)}"
        )
    first = (_style.BLUE, result.first, result.first_interval, "by itself (first order)")
    said = "by itself and with others (total order)"
    total = (_style.ORANGE, result.total, result.total_interval, said)
    return "Sobol' indices", [first, total], result.total


def _bars(
    ax: Axes, place: FloatArray, color: str, index: FloatArray, interval: FloatArray
) -> list[float]:
    """Draw the bars of one order with their intervals; return the ends of all."""
    ax.barh(place, index, height=THICK, color=color, linewidth=0, zorder=2)
    ax.hlines(place, interval[:, 0], interval[:, 1], color=_style.INK, linewidth=1.2, zorder=3)
    return [float(index.max()), float(index.min()), float(interval.max()), float(interval.min())]


def _key(parts: list[Part]) -> list[Any]:
    patch = optional_import("matplotlib.patches", extra="plot").Patch
    return [patch(color=color, label=words) for color, _, _, words in parts]
