"""Picture of Hurwicz curves: the score of each alternative over the optimism."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from decision_analysis import _checks
from decision_analysis._named import named
from decision_analysis.plot import _chart, _curves, _rows, _style
from decision_analysis.robustness import HurwiczCurveResult

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@named
def hurwicz(
    result: HurwiczCurveResult,
    *,
    top: int | None = None,
    title: str | None = None,
    unit: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw the Hurwicz score of each alternative over the degree of optimism.

    Parameters
    ----------
    result : HurwiczCurveResult
        What `robustness.hurwicz_curve` returned. Alternatives that are best somewhere are drawn
        wide, and the key says where; dotted lines stand where the best changes.
    top : int, optional
        How many alternatives are drawn at most, up to 24: first those that are best somewhere, then
        by their score for an optimism of 1/2. None draws 12 of them, or fewer on a small `ax`. The
        title says so where there are more.
    title : str, optional
        What the picture shows.
    unit : str
        The unit of payoffs.
    ax : matplotlib.axes.Axes, optional
        Where to draw; texts keep clear of the figure's edges where its layout is 'constrained'.
        None makes a pyplot figure as large as the key needs.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on.

    Raises
    ------
    InvalidInputError
        If `result` is not of `hurwicz_curve` or another argument is not what it must be.
    MissingDependencyError
        If matplotlib is not installed.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from decision_analysis import DecisionTable, plot, robustness
    >>> table = DecisionTable([[200, -120], [90, -20], [0, 0]], ["high", "low"], list("abc"))
    >>> ax = plot.hurwicz(robustness.hurwicz_curve(table), ax=Figure().subplots())
    >>> print(ax.get_legend().get_texts()[0].get_text())
    c
    best from 0 to 0.1818
    """
    result = _checks.instance("result", result, HurwiczCurveResult)
    words, unit = _chart.titled(title, "Hurwicz curves"), _chart.drawable("unit", unit)
    fresh, total = ax is None, len(result.alternatives)
    ax = _chart.start(ax, _curves.SIZE)
    count = _curves.count_of(top, total, None if fresh else ax, lines=2)
    ends = [0.0, *result.values.tolist(), 1.0]
    names = [result.best_low, *(change[2] for change in result.changes)]
    best = {name: (ends[i], ends[i + 1]) for i, name in enumerate(names)}
    # those that are best somewhere, by optimism; then by the middle score
    middle = result.pessimistic + result.optimistic
    rest = np.argsort(-middle if result.higher_is_better else middle, kind="stable")
    places = [result.alternatives.index(name) for name in names]
    places += [int(i) for i in rest if result.alternatives[i] not in best]
    places = places[:count]
    told = []
    for i in places:
        name = result.alternatives[i]
        written = [_style.number(end) for end in best.get(name, ())]
        more = f"\nbest from {' to '.join(written)}" if name in best else ""
        told.append(_style.key(name) + more)
    for place in result.values.tolist():
        ax.axvline(place, color=_style.MUTED, linestyle=":", linewidth=1.0, zorder=1)
    lines = np.stack([result.pessimistic[places], result.optimistic[places]], axis=-1)
    wide = [result.alternatives[i] in best for i in places]
    _curves.curves(ax, np.array([0.0, 1.0]), lines, told, wide=wide)
    score = _style.with_unit("score", unit)
    score += "" if result.higher_is_better else "; lower is better"
    note = _rows.note(count, total, "alternatives")
    around = _chart.Words(words, note, "optimism, the weight of the best payoff", score)
    _chart.plain_ticks(ax.xaxis)
    return _curves.settle(ax, around, fresh=fresh, ends=(0.0, 1.0))
