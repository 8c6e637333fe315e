"""Picture of the value of information: bars with intervals, or curves of what it depends on."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from decision_analysis._arrays import optional_import
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError
from decision_analysis.plot import _chart, _rows, _style
from decision_analysis.plot._ruler import Ruler
from decision_analysis.plot._voi_curves import CURVES, curves
from decision_analysis.voi import (
    AcceptabilityCurveResult,
    EnbsResult,
    EvpiCurveResult,
    EvpiResult,
    EvppiResult,
    EvsiResult,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Known: TypeAlias = EvpiResult | EvppiResult | EvsiResult
"""What is drawn as a bar."""

WIDTH = 360.0
"""Points of the horizontal axis of a new figure."""
SURE = 0.975
"""Level of probability of the upper end of an interval, which has 95%."""


@named
def voi(
    *results: Known | EvpiCurveResult | EnbsResult | AcceptabilityCurveResult,
    top: int | None = None,
    title: str | None = None,
    unit: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw what it is worth to know parameters, or how that depends on prices or study sizes.

    Parameters
    ----------
    *results : EvpiResult, EvppiResult, EvsiResult, EvpiCurveResult, EnbsResult or \
AcceptabilityCurveResult
        Values of everything, of parameters or of studies, each drawn as a bar with its 95%
        interval, the largest on top, beside a line of the value of knowing everything, studies of
        the same told apart by what they report; or one curve: of values of information or of
        acceptability by the willingness to pay, or of the net benefit of sampling by the size of
        the study.
    top : int, optional
        How many bars or curves are drawn at most, the largest ones, up to 1,000 bars and 24 curves.
        The title says so where there are more.
    title : str, optional
        What the picture shows.
    unit : str
        The unit of the values; of acceptability, that of the price.
    ax : matplotlib.axes.Axes, optional
        Where to draw; texts keep clear of the figure's edges where its layout is 'constrained'.
        None makes a pyplot figure as large as its texts need.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on.

    Raises
    ------
    InvalidInputError
        If there is no result, one is of another kind, curves are drawn together with anything else,
        or another argument is not what it must be.
    MissingDependencyError
        If matplotlib is not installed.

    Examples
    --------
    >>> import numpy as np
    >>> from matplotlib.figure import Figure
    >>> from decision_analysis import plot, voi
    >>> rng = np.random.default_rng(1)
    >>> drawn = {"p": rng.normal(size=1000), "q": rng.normal(size=1000)}
    >>> values = np.stack([np.zeros(1000), 2 * drawn["p"] + drawn["q"]], axis=1)
    >>> known = [voi.evppi(values, drawn, name) for name in ("q", "p")]
    >>> ax = plot.voi(*known, ax=Figure().subplots())
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['p', 'q']
    """
    if not results:
        raise InvalidInputError("at least one result is needed; got none")
    if isinstance(results[0], CURVES):
        if len(results) > 1:
            raise InvalidInputError(f"a curve stands alone; got {len(results)} results")
        return curves(results[0], top=top, title=title, unit=unit, ax=ax)
    known: list[Known] = []
    for result in results:
        if not isinstance(result, EvpiResult | EvppiResult | EvsiResult):
            raise InvalidInputError(
                "results must be those of evpi, evppi or evsi, or one of a curve; got"
                f" {shown(result)}"
            )
        known.append(result)
    return _bars(known, top, title, unit, ax)


def _bars(
    results: list[Known],
    top: int | None,
    title: str | None,
    unit: str,
    ax: Axes | None,
) -> Axes:
    words, unit = _chart.titled(title, "Value of information"), _chart.drawable("unit", unit)
    fresh, total = ax is None, len(results)
    ax = _chart.start(ax, (WIDTH, 0.0))
    count = _rows.drawn(top, total, None if fresh else ax)
    values = np.array([result.value for result in results])
    order = np.argsort(-values, kind="stable")[:count]
    chosen = [results[place] for place in order]
    height = _rows.name(ax, _called(chosen), fresh=fresh)
    values, reach = values[order], np.array([_reach(result) for result in chosen])
    low, high = np.maximum(values - reach, 0), values + reach
    kinds = {EvpiResult: _style.VERMILION, EvppiResult: _style.BLUE, EvsiResult: _style.ORANGE}
    colors = [next(kinds[kind] for kind in kinds if isinstance(r, kind)) for r in chosen]
    y = np.arange(count)
    ax.barh(y, values, color=colors, height=0.62)
    ax.hlines(y, low, high, color=_style.INK, linewidth=1.4)
    notes = [
        _rows.write(ax, end, row, text, 4.0)
        for row, (end, text) in enumerate(
            zip(high.tolist(), _style.numbers(values.tolist(), 3), strict=True)
        )
    ]
    everything = max(r.value if isinstance(r, EvpiResult) else r.evpi for r in results)
    ax.axvline(everything, color=_style.VERMILION, linewidth=1.2, linestyle="--", zorder=1)
    ax.axvline(0, color=_style.MUTED, linewidth=0.8)
    ax.set_xlim(0, 1.02 * max(float(high.max()), everything) or 1.0)
    _rows.hold(ax, Ruler(), notes, WIDTH if fresh else _style.across(ax))
    _chart.plain_ticks(ax.xaxis)
    what = _style.with_unit("expected value", unit)
    told = _chart.Words(words, _rows.note(count, total, "values"), what)
    key = _chart.Key(handles=_key(colors, everything), above=True)
    _chart.finish(ax, (WIDTH, height) if fresh else None, told, key=key)
    if not fresh:
        _rows.settle(ax, notes)
    return ax


def _reach(result: Known) -> float:
    """Return how far the 95% interval reaches: by Student's quantile for a few scramblings."""
    from scipy.special import ndtri, stdtrit

    blocks = result.parameters.get("scramblings", 1)
    wide = ndtri(SURE) if blocks == 1 else stdtrit(blocks - 1, SURE)
    return float(wide * result.standard_error)


def _called(results: list[Known]) -> list[str]:
    """Return whose values they are: of everything, of parameters, or of the study of them."""
    names = []
    for result in results:
        if isinstance(result, EvpiResult):
            names.append("everything")
            continue
        of = result.of if isinstance(result.of, str) else ", ".join(result.of)
        names.append(f"study of {of}" if isinstance(result, EvsiResult) else of)
    several = Counter(names)
    return [
        f"{name}: {', '.join(result.data)}"
        if isinstance(result, EvsiResult) and several[name] > 1 and result.data
        else name
        for name, result in zip(names, results, strict=True)
    ]


def _key(colors: list[str], everything: float) -> list[Any]:
    patch = optional_import("matplotlib.patches", extra="plot").Patch
    line = optional_import("matplotlib.lines", extra="plot").Line2D
    handles = []
    if _style.BLUE in colors:
        handles.append(patch(color=_style.BLUE, label="parameters known"))
    if _style.ORANGE in colors:
        handles.append(patch(color=_style.ORANGE, label="a study"))
    handles.append(line([], [], color=_style.INK, linewidth=1.4, label="95% interval"))
    words = f"everything known: {_style.numbers([everything], 3)[0]}"
    handles.append(line([], [], color=_style.VERMILION, linestyle="--", label=words))
    return handles
