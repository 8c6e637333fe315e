"""Picture of scores: a bar for each alternative, best first, or, for a batch, the spread of its scores."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from decision_analysis import _checks
from decision_analysis.core import Scores
from decision_analysis.plot import _style

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def scores(result: Scores, *, ax: Axes | None = None) -> Axes:
    """Draw the score of each alternative, best first.

    Parameters
    ----------
    result : Scores
        One result, drawn as bars with the best alternatives in color, or a batch (..., A), drawn as the range from the
        5% to the 95% quantile of each alternative's scores, the middle half as a box, median and mean.
    ax : matplotlib.axes.Axes, optional
        Where to draw; a new pyplot figure where None.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on.

    Raises
    ------
    InvalidInputError
        If `result` has no scores or `ax` is not a matplotlib Axes.
    MissingDependencyError
        If matplotlib is not installed.

    Notes
    -----
    A batch is ordered by the mean score. Overlapping ranges do not say how often one alternative beats another, since
    the scores of one sample belong together: `uncertainty.choice_probabilities` does.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from decision_analysis import DecisionTable, plot, robustness
    >>> table = DecisionTable([[200, 100, -120], [90, 50, -20]], ["high", "moderate", "low"], ["large", "small"])
    >>> ax = plot.scores(robustness.maximin(table), ax=Figure().subplots())
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['small', 'large']
    """
    result = _checks.instance("scores()", "result", result, Scores)
    height = 1.2 + _style.row_height(result.alternatives) * len(result.alternatives)
    ax = _style.axes("scores()", ax, 7.0, height)
    (_spread if result.sample_shape else _bars)(result, ax)
    unit = "score" if result.higher_is_better else "score (lower is better)"
    _style.dress(ax, title=result.method, xlabel=unit)
    return ax


def _bars(result: Scores, ax: Axes) -> None:
    order = np.argsort(result.ranks, kind="stable")
    values = result.scores[order]
    colors = np.where(result.ranks[order] == 1, _style.BLUE, _style.PALE)
    bars = ax.barh(range(len(order)), values, color=colors, height=0.62)
    ax.bar_label(bars, [_style.number(v) for v in values], padding=4, color=_style.INK, fontsize="small")
    ax.axvline(0, color=_style.MUTED, linewidth=0.8)
    ax.margins(x=0.16)
    _style.rows(ax, tuple(result.alternatives[i] for i in order))


def _spread(result: Scores, ax: Axes) -> None:
    flat = result.scores.reshape(-1, len(result.alternatives))
    means = flat.mean(axis=0)
    order = np.argsort(-means if result.higher_is_better else means, kind="stable")
    low, lower, median, upper, high = np.quantile(flat[:, order], [0.05, 0.25, 0.5, 0.75, 0.95], axis=0)
    y = np.arange(len(order))
    ax.hlines(y, low, high, color=_style.BLUE, linewidth=1.6, label="5 to 95%")
    ax.barh(y, upper - lower, left=lower, height=0.42, color=_style.PALE, edgecolor=_style.BLUE, label="25 to 75%")
    ax.vlines(median, y - 0.21, y + 0.21, color=_style.BLUE, linewidth=2.4, label="median")
    ax.plot(means[order], y, "o", color=_style.VERMILION, markersize=5, label="mean")
    ax.margins(x=0.05)
    _style.rows(ax, tuple(result.alternatives[i] for i in order))
    _style.legend(ax, title=f"{len(flat):,} samples")
