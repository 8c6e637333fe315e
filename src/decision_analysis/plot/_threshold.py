"""Picture of thresholds: scores along one parameter, and where another alternative is the best."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._named import named
from decision_analysis.plot import _chart, _lines, _rows, _style
from decision_analysis.plot._ruler import Ruler
from decision_analysis.sensitivity import ThresholdResult

if TYPE_CHECKING:
    from matplotlib.axes import Axes

HEADS = 3
"""Rows of numbers above the lines."""
HEAD, GAP = 11.0, 6.0
"""Height of such a row, and points between two numbers in it."""


@named
def threshold(
    result: ThresholdResult,
    *,
    top: int | None = None,
    title: str | None = None,
    unit: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw every alternative's score along one parameter, and where another becomes the best.

    Parameters
    ----------
    result : ThresholdResult
        What `sensitivity.threshold` returned.
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
        The axes drawn on: a line for each alternative, a band behind the one that is the best, a
        dot and a vertical line where the best changes, the value above it where there is room, and
        a circle where another one only touches the best.

    Raises
    ------
    InvalidInputError
        If `result` is not of `threshold` or another argument is not what it must be.
    MissingDependencyError
        If matplotlib is not installed.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> import decision_analysis as da
    >>> parameters = da.Parameters([da.Parameter("p", 0.5)])
    >>> def model(x):
    ...     return da.DecisionTable.from_rows({"safe": [45], "risky": [100 * x["p"]]}, ["payoff"])
    >>> result = da.sensitivity.threshold(model, parameters, "p", between=(0, 1))
    >>> ax = da.plot.threshold(result, ax=Figure().subplots())
    >>> [text.get_text() for text in ax.texts]
    ['0.45']
    """
    result = _checks.instance("result", result, ThresholdResult)
    words, unit = _chart.titled(title, f"Best along {result.name}"), _chart.drawable("unit", unit)
    fresh, total = ax is None, len(result.alternatives)
    ax = _chart.start(ax, _lines.SIZE)
    count = _lines.drawn(top, total, None if fresh else ax)
    x, scores = result.points, result.scores
    # who is best follows from the changes, which lie between the points
    names = [result.best_low, *(after for _, _, after in result.changes)]
    leader = np.array([result.alternatives.index(name) for name in names])
    is_best = leader[np.searchsorted(result.values, x)][:, None] == np.arange(total)
    chosen = _lines.leading(scores, is_best, count, higher=result.higher_is_better)
    _lines.lines(ax, x, scores[:, chosen], [result.alternatives[i] for i in chosen])
    _lines.bands(ax, x, scores[:, chosen], is_best[:, chosen])
    ax.set_xlim(*result.between)
    _lines.base(ax, result.base)
    _mark(ax, result)
    ax.margins(y=0.05)
    for axis in (ax.xaxis, ax.yaxis):
        _chart.plain_ticks(axis)
    across = f"{_style.with_unit(result.name, result.unit)}; dotted: base"
    if result.touches:
        across += "; circle: only touched"
    what = _style.with_unit("score", unit)
    what += "" if result.higher_is_better else "; lower is better"
    note = [_rows.note(count, total, "alternatives", "leading")]
    if not result.changes:
        note.append(f"{_style.written(result.best_low, lines=1)} is best throughout")
    note.append(_rows.note(_style.FEW, len(result.values), "changes with their value", "first"))
    told = _chart.Words(words, "; ".join(part for part in note if part), across, what)
    _chart.finish(ax, _lines.SIZE if fresh else None, told, key=_chart.Key(), grid="both")
    # last, as only now it is known how wide the axes are beside their key
    _heads(ax, result.values[: _style.FEW])
    return ax


def _mark(ax: Axes, result: ThresholdResult) -> None:
    """Mark the changes, each at the score of who is the best above it, and the touches."""
    for value in result.values.tolist():
        ax.axvline(value, color=_style.MUTED, linewidth=0.8, zorder=1)
    # the score of the best between two points: on the line from one to the other
    for places, marker, face in (
        ([(value, after) for value, _, after in result.changes], "o", _style.INK),
        ([(value, best) for value, best, _ in result.touches], "o", "white"),
    ):
        at = [value for value, _ in places]
        heights = [
            float(
                np.interp(value, result.points, result.scores[:, result.alternatives.index(name)])
            )
            for value, name in places
        ]
        ax.plot(
            at,
            heights,
            marker,
            markersize=5,
            markerfacecolor=face,
            markeredgecolor=_style.INK,
            linestyle="none",
            zorder=5,
        )


def _heads(ax: Axes, values: FloatArray) -> None:
    """Write the values of the changes above the lines, in a few rows, as far as they fit."""
    if not len(values):
        return
    ruler, (across, down) = Ruler(), _style.size(ax)
    small = 0.833 * float(ax.xaxis.label.get_fontsize())
    low, high = ax.get_xlim()
    ends = [-np.inf] * HEADS
    heads: list[tuple[float, int, str]] = []
    for value, text in zip(values.tolist(), _style.numbers(values.tolist()), strict=True):
        half = ruler.width([text], small) / 2
        # the middle of the text, which stays inside the axes
        middle = min(max((value - low) / (high - low) * across, half), across - half)
        row = next((r for r in range(HEADS) if middle - half >= ends[r] + GAP), None)
        if row is not None:
            ends[row] = middle + half
            heads.append((middle / across, row, text))
    # room for the rows above the lines
    used = HEAD * (1 + max(row for _, row, _ in heads))
    bottom, lid = ax.get_ylim()
    ax.set_ylim(bottom, lid + used / max(down - used, HEAD) * (lid - bottom))
    box = {"boxstyle": "square,pad=0.1", "facecolor": ax.get_facecolor(), "edgecolor": "none"}
    look: dict[str, Any] = {"xycoords": "axes fraction", "textcoords": "offset points", "bbox": box}
    for at, row, text in heads:
        ax.annotate(
            text,
            (at, 1.0),
            (0.0, -HEAD * row - 1.0),
            ha="center",
            va="top",
            fontsize=small,
            color=_style.INK,
            **look,
        )
