"""`change`: a change explained, as a waterfall from the score before to the score after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray, optional_import
from decision_analysis._named import named
from decision_analysis.plot import _chart, _rows, _style
from decision_analysis.plot._ruler import Ruler
from decision_analysis.sensitivity import ExplainChangeResult

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Annotation

THICK = 0.6
WIDTH = 400.0
"""Points of the horizontal axis of a new figure."""
USUAL = 15


@named
def change(
    result: ExplainChangeResult,
    *,
    of: str | tuple[str, str] | None = None,
    top: int | None = None,
    title: str | None = None,
    unit: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw what each change did to a score, from before to after: a waterfall.

    Parameters
    ----------
    result : ExplainChangeResult
        What `sensitivity.explain_change` returned.
    of : str or tuple of str, optional
        The alternative whose score, or the two whose difference, is shown; None takes the best
        after the change.
    top : int, optional
        How many changes have a bar of their own, the largest, up to 1,000; None draws 15. All
        others are one bar.
    title : str, optional
        What the picture shows; the alternative, or the two, where None.
    unit : str
        The unit of the scores.
    ax : matplotlib.axes.Axes, optional
        Where to draw; texts keep clear of the figure's edges where its layout is 'constrained'.
        None makes a pyplot figure as large as the rows and texts need.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on: diamonds at the scores before and after, between them a bar for each
        change, the largest first, with its share; where shares are estimated, a line of two
        standard errors either way, of a single alternative.

    Raises
    ------
    InvalidInputError
        If `result` is not of `explain_change`, an alternative is unknown, or another argument is
        not what it must be.
    MissingDependencyError
        If matplotlib is not installed.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> import decision_analysis as da
    >>> def model(x):
    ...     return da.DecisionTable.from_rows(
    ...         {"safe": [45], "risky": [x["p"] * x["prize"]]}, ["payoff"]
    ...     )
    >>> result = da.sensitivity.explain_change(
    ...     model, {"p": 0.4, "prize": 100}, {"p": 0.6, "prize": 120}
    ... )
    >>> ax = da.plot.change(result, ax=Figure().subplots())
    >>> [text.get_text() for text in ax.texts]
    ['40', '+22', '+10', '72']
    """
    result = _checks.instance("result", result, ExplainChangeResult)
    target = result.best_after if of is None else of
    start, shares, end = result.steps_of(target)
    whose = target if isinstance(target, str) else " less ".join(map(str, target))
    words, unit = _chart.titled(title, f"Change: {whose}"), _chart.drawable("unit", unit)
    fresh, total = ax is None, len(result.names)
    ax = _chart.start(ax, (WIDTH, 0.0))
    count = _rows.drawn(top, max(total, 1), None if fresh else ax, usual=USUAL)
    order = np.argsort(-np.abs(shares), kind="stable")
    names, steps, errors = _bars(result, target, shares, order, count)
    labels = ["before", *names, "after"]
    values = ["", *_moves(result, order, count, len(steps)), ""]
    height = _rows.name(ax, labels, values, fresh=fresh)
    notes = _draw(ax, (start, end), steps, errors)
    _rows.hold(ax, Ruler(), notes, WIDTH if fresh else _style.across(ax))
    _chart.plain_ticks(ax.xaxis)
    what = _style.with_unit("score" if isinstance(target, str) else "difference of scores", unit)
    what += "" if result.higher_is_better else "; lower is better"
    told = _chart.Words(words, _rows.note(min(count, total), total, "changes"), what)
    key = _chart.Key(handles=_key(result.higher_is_better, errors is not None), above=True)
    _chart.finish(ax, (WIDTH, height) if fresh else None, told, key=key)
    if not fresh:
        _rows.settle(ax, notes)
    return ax


def _bars(
    result: ExplainChangeResult,
    target: object,
    shares: FloatArray,
    order: np.ndarray[Any, Any],
    count: int,
) -> tuple[list[str], FloatArray, FloatArray | None]:
    """Return what the bars are called, their lengths, and standard errors if there are any."""
    first, rest = order[:count], order[count:]
    names, steps = [result.names[p] for p in first], shares[first]
    errors = None
    if not result.exact and isinstance(target, str):
        errors = result.standard_error[first, result.alternatives.index(target)]
    if len(rest):
        names.append(f"{len(rest):,} others")
        steps = np.append(steps, shares[rest].sum())
        # the others' errors depend on one another
        errors = None if errors is None else np.append(errors, 0.0)
    return names, steps, errors


def _moves(
    result: ExplainChangeResult, order: np.ndarray[Any, Any], count: int, bars: int
) -> list[str]:
    """Return the number before and after of each bar; nothing for a group, or for others."""
    found = []
    for p in order[:count]:
        old, new = result.old_values[p], result.new_values[p]
        both = "" if old is None or new is None else " → ".join(_style.numbers([old, new]))
        found.append(both)
    return [*found, *[""] * (bars - len(found))]


def _draw(
    ax: Axes, ends: tuple[float, float], steps: FloatArray, errors: FloatArray | None
) -> list[Annotation]:
    """Draw the bars between the two scores, and write their lengths."""
    reached = ends[0] + np.concatenate([[0.0], np.cumsum(steps)])
    last = len(steps) + 1
    rows = np.arange(1, last)
    colors = [_style.BLUE if step >= 0 else _style.ORANGE for step in steps.tolist()]
    ax.barh(rows, steps, left=reached[:-1], height=THICK, color=colors, linewidth=0, zorder=3)
    # thin lines from each bar to the next
    for row, at in enumerate(reached.tolist()):
        ax.plot([at, at], [row, row + 1], color=_style.MUTED, linewidth=0.8, zorder=2)
    # a margin on either side, so that no diamond is cut
    ax.use_sticky_edges = False
    ax.margins(x=0.03)
    ax.plot(list(ends), [0, last], "D", color=_style.INK, markersize=6, zorder=4)
    if errors is not None:
        look: dict[str, Any] = {"fmt": "none", "ecolor": _style.INK, "elinewidth": 1.0}
        ax.errorbar(reached[1:], rows, xerr=2 * errors, zorder=4, **look)
    both = _style.numbers(list(ends))
    lengths = [
        f"+{text}" if step >= 0 and not text.startswith("+") else text
        for step, text in zip(steps.tolist(), _style.numbers(steps.tolist()), strict=True)
    ]
    notes = [_rows.write(ax, ends[0], 0, both[0], 8.0)]
    for row, (step, text) in enumerate(zip(steps.tolist(), lengths, strict=True), start=1):
        error = 0.0 if errors is None else 2 * float(errors[row - 1])
        at = reached[row] + (error if step >= 0 else -error)
        notes.append(_rows.write(ax, float(at), row, text, 4.0 if step >= 0 else -4.0))
    notes.append(_rows.write(ax, ends[1], last, both[1], 8.0))
    return notes


def _key(higher: bool, errors: bool) -> list[Any]:
    """Say what the colors mean, and the lines of errors where there are any."""
    patch = optional_import("matplotlib.patches", extra="plot").Patch
    words = ("better", "worse") if higher else ("worse", "better")
    handles: list[Any] = [
        patch(color=color, label=f"{way}: {word}")
        for color, way, word in zip(
            (_style.BLUE, _style.ORANGE), ("more", "less"), words, strict=True
        )
    ]
    if errors:
        line = optional_import("matplotlib.lines", extra="plot").Line2D
        handles.append(line([], [], color=_style.INK, label="two standard errors"))
    return handles
