"""Picture of a spider: a score along several parameters, by shares of their bases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import optional_import
from decision_analysis._named import named
from decision_analysis.plot import _chart, _lines, _rows, _style
from decision_analysis.sensitivity import SpiderResult

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@named
def spider(
    result: SpiderResult,
    *,
    of: str | tuple[str, str] | None = None,
    top: int | None = None,
    title: str | None = None,
    unit: str = "",
    ax: Axes | None = None,
) -> Axes:
    r"""Draw a line for each parameter: the score by how much it differs from its base.

    Parameters
    ----------
    result : SpiderResult
        What `sensitivity.spider` returned.
    of : str or tuple of str, optional
        The alternative whose score, or the two whose difference, the lines show; None takes that of
        the result.
    top : int, optional
        How many lines are drawn at most, those that reach over most of the score, up to 24; None
        draws 12, or fewer on a small `ax`. The title says so where there are more.
    title : str, optional
        What the picture shows; the alternative, or the two, where None.
    unit : str
        The unit of the scores.
    ax : matplotlib.axes.Axes, optional
        Where to draw; texts keep clear of the figure's edges where its layout is 'constrained'.
        None makes a pyplot figure as large as the key needs.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on, with a dot on a line where another alternative than at the base is the
        best.

    Raises
    ------
    InvalidInputError
        If `result` is not of `spider`, an alternative is unknown, or another argument is not what
        it must be.
    MissingDependencyError
        If matplotlib is not installed.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> import decision_analysis as da
    >>> p = da.Parameter("p", 0.5, low=0.3, high=0.8)
    >>> parameters = da.Parameters([p, da.Parameter("prize", 100, low=90, high=110)])
    >>> def model(x):
    ...     return da.DecisionTable.from_rows(
    ...         {"safe": [45], "risky": [x["p"] * x["prize"]]}, ["payoff"]
    ...     )
    >>> result = da.sensitivity.spider(model, parameters)
    >>> ax = da.plot.spider(result, ax=Figure().subplots())
    >>> [text.get_text() for text in ax.get_legend().get_texts()]
    ['p', 'prize', 'another alternative\nis best']
    """
    result = _checks.instance("result", result, SpiderResult)
    scores, base = result.lines(of)
    target = result.of if of is None else of
    usual = f"Spider: {target if isinstance(target, str) else ' less '.join(map(str, target))}"
    words, unit = _chart.titled(title, usual), _chart.drawable("unit", unit)
    fresh, total = ax is None, len(result.names)
    ax = _chart.start(ax, _lines.SIZE)
    count = _lines.drawn(top, total, None if fresh else ax)
    # those that reach over most of the score, in the order of the parameters
    reach = np.ptp(scores, axis=1)
    chosen = np.sort(np.argsort(-reach, kind="stable")[:count])
    place = result.alternatives.index(result.best)
    marked = False
    for number, p in enumerate(chosen):
        style = _lines.look(number)
        label = _style.key(result.names[p])
        ax.plot(result.changes[p], scores[p], linewidth=1.8, label=label, zorder=3, **style)
        other = ~result.is_best[p, :, place]
        marked = marked or bool(other.any())
        color = style["color"]
        ax.plot(result.changes[p][other], scores[p][other], "o", color=color, markersize=4)
    ax.plot([0], [base], "D", color=_style.INK, markersize=5, zorder=5)
    ticker = optional_import("matplotlib.ticker", extra="plot")
    ax.xaxis.set_major_formatter(ticker.FuncFormatter(_percent))
    _chart.plain_ticks(ax.yaxis)
    what = _style.with_unit("score" if isinstance(target, str) else "difference of scores", unit)
    what += "" if result.higher_is_better else "; lower is better"
    handles = [*ax.get_legend_handles_labels()[0], *_key(marked)]
    told = _chart.Words(
        words,
        _rows.note(count, total, "parameters"),
        "change of the parameter from its base, which is the diamond",
        what,
    )
    key = _chart.Key(handles=handles)
    _chart.finish(ax, _lines.SIZE if fresh else None, told, key=key, grid="both")
    return ax


def _percent(share: float, position: int | None = None) -> str:
    """Write a share of change as a percentage with its sign."""
    percent = round(100 * share, 6) + 0.0
    return f"{percent:+,.6g}%" if percent else "0%"


def _key(marked: bool) -> list[Any]:
    if not marked:
        return []
    line = optional_import("matplotlib.lines", extra="plot").Line2D
    label = "another alternative\nis best"
    return [line([], [], marker="o", markersize=4, color=_style.INK, linestyle="none", label=label)]
