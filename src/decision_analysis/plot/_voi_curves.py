"""Curves of the value of information: by the willingness to pay, and by the size of a study."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis.plot import _chart, _rows, _style
from decision_analysis.plot._acceptability import acceptability, price_unit
from decision_analysis.voi import AcceptabilityCurveResult, EnbsResult, EvpiCurveResult

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Curve: TypeAlias = EvpiCurveResult | EnbsResult | AcceptabilityCurveResult
CURVES = (EvpiCurveResult, EnbsResult, AcceptabilityCurveResult)
SIZE = (380.0, 250.0)
"""Points of the axes of a new figure."""
USUAL, MOST = 12, 24
BAND = "shaded: 95% interval"
WIDE = 1.96
"""Standard errors on either side of a curve: 95% of a normal distribution."""


def curves(
    result: Curve, *, top: int | None, title: str | None, unit: str, ax: Axes | None
) -> Axes:
    """Draw a result's curves, the largest ones, with 95% bands where they are estimated."""
    unit = _chart.drawable("unit", unit)
    if isinstance(result, EnbsResult):
        return _sizes(result, title, unit, ax)
    if isinstance(result, AcceptabilityCurveResult):
        return acceptability(result, top=top, title=title, unit=unit, ax=ax)
    lines = np.column_stack([result.evpi, result.evppi])
    errors = np.column_stack([result.evpi_standard_error, result.evppi_standard_error])
    names = ["everything known", *result.of]
    fresh = ax is None
    heading = _chart.titled(title, "Value of information")
    ax = _chart.start(ax, SIZE)
    count = _rows.drawn(top, len(names), None if fresh else ax, usual=USUAL, most=MOST)
    order = np.argsort(-lines.max(axis=0), kind="stable")[:count]
    prices = result.willingness_to_pay
    for i, place in enumerate(order.tolist()):
        _curve(ax, prices, lines[:, place], errors[:, place], i, names[place])
    ax.set_ylim(bottom=0)
    _chart.plain_ticks(ax.xaxis)
    _chart.plain_ticks(ax.yaxis)
    note = _rows.note(count, len(names), "curves", "largest")
    what = _style.with_unit("expected value", unit)
    across = _style.with_unit("willingness to pay for a unit of effect", price_unit(result.units))
    around = _chart.Words(heading, note, across, what)
    _chart.finish(ax, SIZE if fresh else None, around, key=_chart.Key(title=BAND), grid="both")
    return ax


def _curve(
    ax: Axes, x: FloatArray, y: FloatArray, error: FloatArray, number: int, name: str
) -> None:
    color = _style.SERIES[number % len(_style.SERIES)]
    # colors first; when they come again, another dash tells curves apart
    dash = _style.DASHES[(number + number // USUAL) % len(_style.DASHES)]
    ax.plot(x, y, color=color, linestyle=dash, linewidth=2.0, label=_style.key(name))
    low, high = np.maximum(y - WIDE * error, 0), y + WIDE * error
    ax.fill_between(x, low, high, color=color, alpha=0.15, linewidth=0)


def _sizes(result: EnbsResult, title: str | None, unit: str, ax: Axes | None) -> Axes:
    """Draw worth, cost and net benefit by the size of the study, and mark the best size."""
    fresh = ax is None
    heading = _chart.titled(title, "Net benefit of sampling")
    ax = _chart.start(ax, SIZE)
    sizes = result.sizes
    ax.plot(sizes, result.worth, color=_style.BLUE, linestyle="--", linewidth=1.6, label="worth")
    ax.plot(sizes, result.costs, color=_style.ORANGE, linestyle="-.", linewidth=1.6, label="cost")
    reach = WIDE * result.net_standard_error
    look: dict[str, Any] = {"color": _style.GREEN, "alpha": 0.15, "linewidth": 0}
    ax.fill_between(sizes, result.net - reach, result.net + reach, **look)
    ax.plot(sizes, result.net, color=_style.GREEN, linewidth=2.2, label="net benefit")
    size, value = _style.number(result.best_size), _style.numbers([result.value], 3)[0]
    words = f"best: {size} subjects,\n{value}" if result.value > 0 else "best: no study"
    at = (result.best_size, result.value)
    ax.plot(*at, "D", color=_style.VERMILION, markersize=7, label=words, zorder=4)
    ax.axhline(0, color=_style.MUTED, linewidth=0.8)
    _chart.plain_ticks(ax.xaxis)
    _chart.plain_ticks(ax.yaxis)
    what = _style.with_unit("value to the population", unit)
    around = _chart.Words(heading, "", "subjects of the study", what)
    _chart.finish(ax, SIZE if fresh else None, around, key=_chart.Key(title=BAND), grid="both")
    return ax
