"""Picture of value functions: a small chart for each criterion, all with the same height."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.core import DecisionTable, Result
from decision_analysis.errors import InvalidInputError
from decision_analysis.plot import _chart, _rows, _style
from decision_analysis.plot._ruler import Ruler
from decision_analysis.plot._value_curve import Curve, curve_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDTH, HEIGHT, GAP = 124.0, 78.0, 18.0
"""Points across and down of a chart on new axes, and between two."""
HEAD, FOOT, LEADING = 30.0, 15.0, 1.3
"""Points above a chart for its name, below it for its levels; lines for the size of text."""
MOST_ACROSS = 5
NARROWEST = 90.0
"""Points of a chart on given axes, with the gap to the next."""
USUAL, MOST = 30, 120


@named
def value_functions(
    result: Result | Mapping[str, Callable[[Any], Any]],
    *,
    table: DecisionTable | None = None,
    top: int | None = None,
    title: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw value functions: a small chart for each criterion.

    Parameters
    ----------
    result : mapping of str to callable, or a result with `.value_functions`
        By criterion its value function, as `mcda.additive_value` takes them, or the answer of a
        method that learns them from a ranking, whose weights are then told.
    table : DecisionTable, optional
        Performances without sample axes. The alternatives are then drawn as dots on the curves, and
        names have units. Needed for functions that do not know their levels: those of `value` do.
    top : int, optional
        How many functions are drawn at most, the first ones, up to 120. None draws 30, or as many
        as can be read on a given `ax`. The title says so where there are more.
    title : str, optional
        What the picture shows.
    ax : matplotlib.axes.Axes, optional
        Where to draw; texts keep clear of the figure's edges where its layout is 'constrained'.
        None makes a pyplot figure as large as the charts need.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on. All charts have one scale of values, which the label below names, and
        levels from the least on the left to the greatest on the right.

    Raises
    ------
    InvalidInputError
        If `result` is no such mapping or result, a function does not know its levels and there is
        no table, the table lacks a criterion, or another argument is not what it must be.
    MissingDependencyError
        If matplotlib is not installed.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from decision_analysis import plot, value
    >>> functions = {"price": value.linear(worst=90, best=40), "size": value.step([70], [0, 1])}
    >>> ax = plot.value_functions(functions, ax=Figure().subplots())
    >>> ax.get_xlabel()
    'levels across; value from 0 to 1 upward'
    """
    functions = _functions(result)
    words = _chart.titled(title, "Value functions")
    if table is not None and _checks.instance("table", table, DecisionTable).sample_shape:
        raise InvalidInputError(
            f"table must have no sample axes; got samples {table.sample_shape}; take table.mean()"
        )
    if table is not None:
        for name in functions:
            _checks.known("criterion", name, table.criterion_names, place="result")
    fresh, total = ax is None, len(functions)
    ax = _chart.start(ax, (WIDTH * MOST_ACROSS, HEIGHT))
    across = _across(total, None if fresh else _style.across(ax))
    count = _count(top, total, across, None if fresh else ax)
    across = min(across, count)
    more = _weights(result, functions)
    curves = [
        dataclasses.replace(curve, about="; ".join(part for part in (curve.about, also) if part))
        for curve, also in zip(
            [curve_of(name, functions[name], table) for name in list(functions)[:count]],
            more,
            strict=False,
        )
    ]
    low = min(0.0, *(float(curve.y.min()) for curve in curves))
    high = max(float(curve.y.max()) for curve in curves)
    high = high if high > low else low + 1.0
    bottom, lid = _style.number(low), _style.number(high)
    dots = "; dots: alternatives" if table is not None else ""
    what = f"levels across; value from {bottom} to {lid} upward{dots}"
    told = _chart.Words(words, _rows.note(count, total, "functions", "first"), what)
    bands = -(-count // across)
    wanted = (across * (WIDTH + GAP), bands * (HEAD + HEIGHT + FOOT)) if fresh else None
    ax.set_yticks([])
    _chart.finish(ax, wanted, told, grid="")
    ax.set_xticks([])
    ax.spines[:].set_visible(False)
    _draw(ax, curves, across, (low, high))
    return ax


def _functions(result: object) -> dict[str, Callable[[Any], Any]]:
    """Return the functions by the name of their criterion."""
    found: Any = result
    if isinstance(result, Result):
        found = getattr(result, "value_functions", None)
        if not isinstance(found, Mapping):
            raise InvalidInputError(
                "result must have value_functions, as methods that learn them give; got"
                f" {shown(result)}"
            )
    given: Mapping[str, Callable[[Any], Any]] = _checks.mapping("result", found)
    functions = {name: given[name] for name in _checks.keys("result", given)}
    for name, function in functions.items():
        if not callable(function):
            raise InvalidInputError(
                f"result must hold value functions; got {shown(function)} for {name!r}"
            )
    return functions


def _weights(result: object, functions: Mapping[str, Any]) -> list[str]:
    """Return what is said of the weights that were learned with the functions."""
    found = getattr(result, "weights", None)
    if not isinstance(result, Result) or not isinstance(found, np.ndarray):
        return [""] * len(functions)
    if found.shape != (len(functions),):
        return [""] * len(functions)
    return [f"weight {weight:.3g}" for weight in found.tolist()]


def _across(total: int, room: float | None) -> int:
    """Return how many charts stand side by side."""
    most = MOST_ACROSS if room is None else max(1, int(room / NARROWEST))
    return min(most, total, max(3, round(math.sqrt(total))))


def _count(top: int | None, total: int, across: int, ax: Axes | None) -> int:
    """Return how many charts are drawn."""
    if top is not None or ax is None:
        return _rows.drawn(top, total, None, usual=USUAL, most=MOST)
    least = HEAD + FOOT + 0.4 * HEIGHT
    return min(USUAL, total, max(1, int(_style.size(ax)[1] / least)) * across)


def _draw(ax: Axes, curves: list[Curve], across: int, limits: tuple[float, float]) -> None:
    """Draw the charts, one unit of data for a point."""
    width, height = _style.size(ax)
    ax.set_xlim(0.0, width)
    ax.set_ylim(height, 0.0)
    bands = -(-len(curves) // across)
    cell, band = width / across, height / bands
    ruler, size = Ruler(), 0.833 * float(ax.xaxis.label.get_fontsize())
    # names, levels and curve shrink together where there is little room
    size = min(size, 0.5 * band / (3 * LEADING))
    head, foot = 2 * LEADING * size + 3.0, LEADING * size + 3.0
    inner, tall = max(cell - GAP, 0.6 * cell), max(1.0, band - head - foot - 3.0)
    words: dict[str, Any] = {"fontsize": size, "color": _style.INK, "in_layout": False}
    for place, curve in enumerate(curves):
        row, column = divmod(place, across)
        left, floor = column * cell + (cell - inner) / 2, row * band + head + tall
        low, high = float(curve.x[0]), float(curve.x[-1])
        x = left + inner * _share(curve.x, low, high)
        y = floor - tall * _share(curve.y, *limits)
        ax.fill_between([left, left + inner], floor, floor - tall, color="#F4F5F6", zorder=1)
        ax.plot([left, left + inner], [floor, floor], color=_style.MUTED, linewidth=0.8, zorder=2)
        if curve.codes:
            ax.vlines(x, floor, y, color=_style.BLUE, linewidth=2.0, zorder=3)
            ax.plot(x, y, "_", color=_style.BLUE, markersize=6, zorder=3)
        else:
            ax.plot(x, y, color=_style.BLUE, linewidth=1.8, zorder=3)
        inside = (curve.at >= low) & (curve.at <= high)
        ax.plot(
            left + inner * _share(curve.at[inside], low, high),
            floor - tall * _share(curve.values[inside], *limits),
            "o",
            color=_style.VERMILION,
            markersize=4,
            zorder=4,
        )
        name = _head(ruler, curve, inner, size)
        ax.text(left, floor - tall - 2.0, name, ha="left", va="bottom", **words)
        _write_levels(ax, ruler, curve, (left, floor + 2.0, inner), words)


def _head(ruler: Ruler, curve: Curve, inner: float, size: float) -> str:
    """Write a name and, in brackets, its unit and its weight."""
    if not curve.about:
        return ruler.wrapped(curve.name, inner, size, 2)
    whole = _style.with_unit(curve.name, curve.about)
    if ruler.width([whole], size) <= inner:
        return ruler.wrapped(whole, inner, size, 1)
    unit = ruler.wrapped(f"({curve.about})", inner, size, 1)
    return ruler.wrapped(curve.name, inner, size, 1) + "\n" + unit


def _write_levels(
    ax: Axes,
    ruler: Ruler,
    curve: Curve,
    place: tuple[float, float, float],
    words: dict[str, Any],
) -> None:
    """Write the levels below a chart: all codes where there is room, else those at the ends."""
    left, top, inner = place
    size = words["fontsize"]
    at = left + inner * _share(curve.x, float(curve.x[0]), float(curve.x[-1]))
    apart = float(np.diff(at).min()) if len(at) > 1 else 0.0
    if curve.codes and len(at) > 2 and ruler.width(curve.levels, size) + 3.0 <= apart:
        sides = ["left", *["center"] * (len(at) - 2), "right"]
        for text, x, side in zip(curve.levels, at.tolist(), sides, strict=True):
            ax.text(x, top, ruler.wrapped(text, apart, size, 1), ha=side, va="top", **words)
        return
    for text, x, side in (
        (curve.levels[0], left, "left"),
        (curve.levels[-1], left + inner, "right"),
    ):
        told = ruler.wrapped(text, inner / 2 - 3.0, size, 1)
        ax.text(x, top, told, ha=side, va="top", **words)


def _share(values: FloatArray, low: float, high: float) -> FloatArray:
    return np.asarray((values - low) / (high - low)) if high > low else np.full(len(values), 0.5)
