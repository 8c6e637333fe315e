"""Picture of a one-way analysis: every alternative's score along one parameter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from decision_analysis import _checks
from decision_analysis._named import named
from decision_analysis.plot import _chart, _lines, _rows, _style
from decision_analysis.sensitivity import OneWayResult

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@named
def one_way(
    result: OneWayResult,
    *,
    top: int | None = None,
    title: str | None = None,
    unit: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw every alternative's score along one parameter.

    Parameters
    ----------
    result : OneWayResult
        What `sensitivity.one_way` returned.
    top : int, optional
        How many lines are drawn at most, those of the alternatives that are best most often and
        then of those that come nearest, up to 24; None draws 12, or fewer on a small `ax`. The
        title says so where there are more.
    title : str, optional
        What the picture shows.
    unit : str
        The unit of the scores. That of the parameter stands behind its name.
    ax : matplotlib.axes.Axes, optional
        Where to draw; texts keep clear of the figure's edges where its layout is 'constrained'.
        None makes a pyplot figure as large as the key needs.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on: a line for each alternative, a band behind the one that is the best, and
        a dotted line at the parameter's base.

    Raises
    ------
    InvalidInputError
        If `result` is not of `one_way` or another argument is not what it must be.
    MissingDependencyError
        If matplotlib is not installed.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> import decision_analysis as da
    >>> parameters = da.Parameters([da.Parameter("p", 0.5, low=0, high=1)])
    >>> def model(x):
    ...     return da.DecisionTable.from_rows({"safe": [45], "risky": [100 * x["p"]]}, ["payoff"])
    >>> result = da.sensitivity.one_way(model, parameters, "p")
    >>> ax = da.plot.one_way(result, ax=Figure().subplots())
    >>> [text.get_text() for text in ax.get_legend().get_texts()]
    ['safe', 'risky']
    """
    result = _checks.instance("result", result, OneWayResult)
    words, unit = _chart.titled(title, f"Along {result.name}"), _chart.drawable("unit", unit)
    fresh, total = ax is None, len(result.alternatives)
    ax = _chart.start(ax, _lines.SIZE)
    count = _lines.drawn(top, total, None if fresh else ax)
    # values as given need not ascend
    order = np.argsort(result.values, kind="stable")
    x, scores = result.values[order], result.scores[order]
    is_best = np.array([[name == best for name in result.alternatives] for best in result.best])
    is_best = is_best[order]
    chosen = _lines.leading(scores, is_best, count, higher=result.higher_is_better)
    _lines.lines(ax, x, scores[:, chosen], [result.alternatives[i] for i in chosen])
    _lines.bands(ax, x, scores[:, chosen], is_best[:, chosen])
    _lines.base(ax, result.base)
    for axis in (ax.xaxis, ax.yaxis):
        _chart.plain_ticks(axis)
    across = f"{_style.with_unit(result.name, result.unit)}; dotted: base"
    what = _style.with_unit("score", unit)
    what += "" if result.higher_is_better else "; lower is better"
    told = _chart.Words(words, _rows.note(count, total, "alternatives", "leading"), across, what)
    _chart.finish(ax, _lines.SIZE if fresh else None, told, key=_chart.Key(), grid="both")
    return ax
