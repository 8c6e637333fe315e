"""Picture of contributions: what criteria add to a lead over another, or to all scores."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from decision_analysis._arrays import optional_import
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.core import Scores
from decision_analysis.errors import InvalidInputError
from decision_analysis.mcda import ExplainResult
from decision_analysis.plot import _chart, _rows, _style
from decision_analysis.plot._ruler import Ruler
from decision_analysis.plot._steps import steps

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDTH = 400.0
"""Points of the horizontal axis of a new figure."""
THICK, USUAL = 0.6, 15


@named
def contributions(
    result: ExplainResult | Scores,
    *,
    top: int | None = None,
    title: str | None = None,
    unit: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw what the criteria add: to the lead of one alternative over another, or to all scores.

    Parameters
    ----------
    result : ExplainResult or Scores
        What `mcda.explain` returned, drawn as a bar for each criterion, to the right where it
        speaks for the first alternative and to the left where for the second; or scores that are
        sums of terms, drawn as stacked bars as in `plot.steps`.
    top : int, optional
        How many rows are drawn at most, up to 1,000: criteria, the largest contributions first,
        where None draws 15 and all others are one bar; or the best alternatives, as in
        `plot.steps`.
    title : str, optional
        What the picture shows; the two alternatives, or the name of the method, where None.
    unit : str
        The unit of the scores.
    ax : matplotlib.axes.Axes, optional
        Where to draw; texts keep clear of the figure's edges where its layout is 'constrained'.
        None makes a pyplot figure as large as the rows and texts need.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on; of an explanation with a diamond at the lead in the last row, and lines
        of two standard errors either way where contributions are estimated.

    Raises
    ------
    InvalidInputError
        If `result` is none of these or another argument is not what it must be.
    MissingDependencyError
        If matplotlib is not installed.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from decision_analysis import DecisionTable, mcda, plot
    >>> table = DecisionTable([[1, 0.2], [0.4, 1]], ["comfort", "price"], ["bus", "car"])
    >>> scored = mcda.weighted_sum(table, {"comfort": 0.6, "price": 0.4})
    >>> ax = plot.contributions(mcda.explain(scored, "bus", "car"), ax=Figure().subplots())
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['comfort (1.0 : 0.4)', 'price (0.2 : 1.0)', 'lead']
    """
    if isinstance(result, Scores):
        return steps(result, top=top, title=title, unit=unit, ax=ax)
    if not isinstance(result, ExplainResult):
        raise InvalidInputError(f"result must be ExplainResult or Scores; got {shown(result)}")
    first, second = result.alternatives
    words = _chart.titled(title, f"{first} against {second}")
    unit = _chart.drawable("unit", unit)
    fresh, total = ax is None, len(result.criteria)
    ax = _chart.start(ax, (WIDTH, 0.0))
    count = _rows.drawn(top, total, None if fresh else ax, usual=USUAL)
    order = np.argsort(-np.abs(result.contributions), kind="stable")
    kept, rest = order[:count], order[count:]
    names = [result.criteria[c] for c in kept]
    told = [""] * count
    if result.reversal is not None:
        pairs = result.reversal.performances[:, kept].T.tolist()
        told = [" : ".join(_style.numbers(pair)) for pair in pairs]
    lengths, errors = result.contributions[kept], result.standard_error[kept]
    if len(rest):
        names.append(f"{len(rest):,} others")
        told.append("")
        lengths = np.append(lengths, result.contributions[rest].sum())
        # the others' errors depend on one another
        errors = np.append(errors, 0.0)
    height = _rows.name(ax, [*names, "lead"], [*told, ""], fresh=fresh)
    colors = [_style.BLUE if length >= 0 else _style.ORANGE for length in lengths]
    rows = np.arange(len(lengths))
    ax.barh(rows, lengths, height=THICK, color=colors, linewidth=0, zorder=3)
    if errors.any():
        look: dict[str, Any] = {"fmt": "none", "ecolor": _style.INK, "elinewidth": 1.0}
        ax.errorbar(lengths, rows, xerr=2 * errors, zorder=4, **look)
    ax.plot([result.lead], [len(lengths)], "D", color=_style.INK, markersize=6, zorder=4)
    ax.axvline(0.0, color=_style.INK, linewidth=0.8, zorder=2)
    # a margin on either side, so that no diamond is cut
    ax.use_sticky_edges = False
    ax.margins(x=0.03)
    everything = [*lengths.tolist(), result.lead]
    notes = []
    for row, (value, text) in enumerate(zip(everything, _style.numbers(everything), strict=True)):
        error = 2 * float(errors[row]) if row < len(errors) else 0.0
        away, side = (4.0 if row < len(lengths) else 8.0), 1 if value >= 0 else -1
        sign = "+" if value > 0 and not text.startswith("+") else ""
        notes.append(_rows.write(ax, value + side * error, row, sign + text, side * away))
    _rows.hold(ax, Ruler(), notes, WIDTH if fresh else _style.across(ax))
    _chart.plain_ticks(ax.xaxis)
    about = _chart.Words(
        words,
        _rows.note(count, total, "criteria"),
        _style.with_unit(f"what adds to the lead of {first} over {second}", unit),
    )
    key = _chart.Key(handles=_key(bool(errors.any())), above=True)
    _chart.finish(ax, (WIDTH, height) if fresh else None, about, key=key)
    if not fresh:
        _rows.settle(ax, notes)
    return ax


def _key(errors: bool) -> list[Any]:
    """Say for whom the colors speak, and what the lines are where there are any."""
    patch = optional_import("matplotlib.patches", extra="plot").Patch
    handles: list[Any] = [
        patch(color=_style.BLUE, label="for the first"),
        patch(color=_style.ORANGE, label="for the second"),
    ]
    if errors:
        line = optional_import("matplotlib.lines", extra="plot").Line2D
        handles.append(line([], [], color=_style.INK, label="two standard errors"))
    return handles
