"""Picture of scores: a bar for each alternative, best first, or the spread of a batch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis._named import named
from decision_analysis.core import Scores
from decision_analysis.plot import _chart, _rows, _style
from decision_analysis.plot._ruler import Ruler

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Annotation


WIDTH = 340.0
"""Points of the horizontal axis of a new figure."""
NEAR = 0.1
"""Share of the largest score up to which the scores that are drawn differ so little that bars would
look alike."""
SHORT = 0.02
"""Share of the span of scores below which the bar of the best would not be seen."""


@named
def scores(
    result: Scores,
    *,
    top: int | None = None,
    title: str | None = None,
    unit: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw the score of each alternative, best first.

    Parameters
    ----------
    result : Scores
        One result, drawn as bars with the best alternatives in color, or a batch (..., A), drawn as
        the range from the 5% to the 95% quantile of each alternative's scores, the middle half as a
        box, median and mean. Where lower scores are better, or the best alternative's bar would
        have no length, dots stand for the bars; and dots on an axis that does not begin at 0, which
        it says, where the scores drawn differ by less than a tenth of the largest.
    top : int, optional
        How many alternatives are drawn at most, the best ones, up to 1,000. None draws 60 of them,
        or, on a given `ax`, as many as can be read there. The title says so where there are more.
    title : str, optional
        What the picture shows, such as whose weights they are; the name of the method where None.
    unit : str
        The unit of the scores.
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
        If `result` has no scores or another argument is not what it must be.
    MissingDependencyError
        If matplotlib is not installed.

    Notes
    -----
    A batch is ordered by the mean score. Overlapping ranges do not say how often one alternative
    beats another, since the scores of one sample belong together:
    `uncertainty.choice_probabilities` does.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from decision_analysis import DecisionTable, plot, robustness
    >>> table = DecisionTable(
    ...     [[200, 100, -120], [90, 50, -20]], ["high", "moderate", "low"], ["large", "small"]
    ... )
    >>> ax = plot.scores(robustness.maximin(table), ax=Figure().subplots())
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['small', 'large']
    """
    result = _checks.instance("result", result, Scores)
    heading, unit = _chart.titled(title, result.method), _chart.drawable("unit", unit)
    fresh, total = ax is None, len(result.alternatives)
    ax = _chart.start(ax, (WIDTH, 0.0))
    count = _rows.drawn(top, total, None if fresh else ax)
    flat = result.scores.reshape(-1, total)
    means = flat.mean(axis=0)
    # of a batch by the mean score; one sample has its ranks
    places = (-means if result.higher_is_better else means) if result.sample_shape else result.ranks
    order = np.argsort(places, kind="stable")[:count]
    height = _rows.name(ax, tuple(result.alternatives[i] for i in order), fresh=fresh)
    _chart.plain_ticks(ax.xaxis)
    key: _chart.Key | None = None
    notes: list[Annotation] = []
    if result.sample_shape:
        key = _spread(ax, flat[:, order])
    else:
        notes = _single(ax, result, order, fresh)
    what = _style.with_unit("score", unit) + (
        "" if result.higher_is_better else "; lower is better"
    )
    if not result.sample_shape and _near(result.scores[order]):
        what += "; the axis does not begin at 0"
    words = _chart.Words(heading, _rows.note(count, total, "alternatives"), what)
    _chart.finish(ax, (WIDTH, height) if fresh else None, words, key=key)
    if not fresh:
        _rows.settle(ax, notes)
    return ax


def _single(ax: Axes, result: Scores, order: IntArray, fresh: bool) -> list[Annotation]:
    """Draw bars, or dots on stems, with their numbers, which are returned."""
    values, y = result.scores[order], np.arange(len(order))
    # the best in color, all others pale
    colors = np.where(result.ranks[order] == 1, _style.BLUE, _style.PALE)
    span = max(float(values.max()), 0.0) - min(float(values.min()), 0.0)
    away = 8.0
    if near := _near(values):
        ax.hlines(
            y, 0, 1, color=_style.GRID, linewidth=0.8, zorder=0, transform=ax.get_yaxis_transform()
        )
        ax.scatter(values, y, s=42, c=colors, edgecolors=_style.MUTED, linewidths=0.6, zorder=3)
        ax.margins(x=0.08)
    # bars from 0 where more is better and the best one would be seen
    elif result.higher_is_better and abs(values[0]) > SHORT * span:
        ax.barh(y, values, color=colors, height=0.62)
        away = 4.0
    else:
        ax.hlines(y, np.minimum(values, 0), np.maximum(values, 0), color=colors, linewidth=2.0)
        ax.scatter(values, y, s=42, c=colors, zorder=3)
    notes = [
        _rows.write(ax, value, row, text, away if value >= 0 else -away)
        for row, (value, text) in enumerate(
            zip(values.tolist(), _style.numbers(values.tolist()), strict=True)
        )
    ]
    if not near:
        ax.axvline(0, color=_style.MUTED, linewidth=0.8)
    _rows.hold(ax, Ruler(), notes, WIDTH if fresh else _style.across(ax))
    return notes


def _near(values: FloatArray) -> bool:
    """Say whether scores differ, but by so little that bars from 0 would look alike."""
    return 0 < float(np.ptp(values)) < NEAR * float(np.abs(values).max())


def _spread(ax: Axes, flat: FloatArray) -> _chart.Key:
    """Draw the ranges of samples (N, rows)."""
    # 5, 25, 50, 75 and 95%: two ranges and the median
    low, lower, median, upper, high = np.quantile(flat, [0.05, 0.25, 0.5, 0.75, 0.95], axis=0)
    y = np.arange(flat.shape[1])
    ax.hlines(y, low, high, color=_style.BLUE, linewidth=1.6, label="5 to 95%")
    ax.barh(
        y,
        upper - lower,
        left=lower,
        height=0.42,
        color=_style.PALE,
        edgecolor=_style.BLUE,
        label="25 to 75%",
    )
    ax.vlines(median, y - 0.21, y + 0.21, color=_style.BLUE, linewidth=2.4, label="median")
    ax.plot(flat.mean(axis=0), y, "o", color=_style.VERMILION, markersize=5, label="mean")
    ax.margins(x=0.05)
    return _chart.Key(title=f"{len(flat):,} samples")
