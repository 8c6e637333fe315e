"""Picture of an agreement: who must move how much weight for each alternative to be everybody's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray, IntArray, optional_import
from decision_analysis._named import named
from decision_analysis.group import AgreementResult
from decision_analysis.plot import _chart, _rows, _style
from decision_analysis.plot._ruler import Ruler

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.container import BarContainer
    from matplotlib.text import Annotation

WIDTH = 400.0
"""Points of the horizontal axis of a new figure."""
COLORED = 8
"""People with a color of their own, those who move most; the others share a bar."""
NAMED = 14
"""Letters of the one who never would that are written beside a bar; more people are counted."""


@named
def agreement(
    result: AgreementResult,
    *,
    top: int | None = None,
    title: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw who must move how much weight for all to choose the same alternative.

    Parameters
    ----------
    result : AgreementResult
        What `group.agreement` returned. Alternatives are ordered by its measure, the nearest
        agreement first; those that cannot be everybody's are last and have no bar.
    top : int, optional
        How many alternatives are drawn at most, the first in that order, up to 1,000. None draws 60
        of them, or, on a given `ax`, as many as can be read there. The title says so where there
        are more.
    title : str, optional
        What the picture shows.
    ax : matplotlib.axes.Axes, optional
        Where to draw; texts keep clear of the figure's edges where its layout is 'constrained'.
        None makes a pyplot figure as large as the rows and texts need.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on: for each alternative a bar that is put together of what everybody must
        move, with the sum at its end, or who never would choose it. Numbers stand in those parts
        that have room. Of more than eight people who move, those who move most have colors of
        their own.

    Raises
    ------
    InvalidInputError
        If `result` is not of `agreement` or another argument is not what it must be.
    MissingDependencyError
        If matplotlib is not installed.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from decision_analysis import DecisionTable, group, plot
    >>> values = DecisionTable(
    ...     [[1.0, 0.0], [0.0, 1.0], [0.3, 0.3]], ["price", "comfort"], ["bus", "car", "walk"]
    ... )
    >>> people = {
    ...     "Ann": {"price": 0.8, "comfort": 0.2},
    ...     "Bea": {"price": 0.4, "comfort": 0.6},
    ... }
    >>> ax = plot.agreement(group.agreement(values, people), ax=Figure().subplots())
    >>> [text.get_text() for text in ax.texts][:3]
    ['10%', '30%', 'never for 2 people']
    """
    result = _checks.instance("result", result, AgreementResult)
    words, fresh = _chart.titled(title, "Who must move for agreement"), ax is None
    total = len(result.alternatives)
    ax = _chart.start(ax, (WIDTH, 0.0))
    count = _rows.drawn(top, total, None if fresh else ax)
    far = result.total if result.parameters["measure"] == "total" else result.farthest
    # NaN, which no agreement has, sorts last
    order = np.argsort(far, kind="stable")[:count]
    height = _rows.name(ax, [result.alternatives[i] for i in order], fresh=fresh)
    moved = result.counts[:, None] * result.moved[:, order]
    moved = np.where(np.isfinite(result.total[order]), moved, 0.0)
    bars = _stack(ax, moved, result.people)
    notes = _ends(ax, result, order)
    ax.axvline(0.0, color=_style.INK, linewidth=1.0, zorder=4)
    ax.set_xlim(0.0, max(float(moved.sum(axis=0).max(initial=0.0)), 0.01))
    width = WIDTH if fresh else _style.across(ax)
    _rows.hold(ax, Ruler(), notes, width)
    percent = optional_import("matplotlib.ticker", extra="plot").PercentFormatter
    ax.xaxis.set_major_formatter(percent(1.0))
    told = _chart.Words(
        words,
        _rows.note(count, total, "alternatives"),
        "share of weight to move, all people together",
    )
    _chart.finish(ax, (WIDTH, height) if fresh else None, told, key=_chart.Key(title="who moves"))
    if not fresh:
        _rows.settle(ax, notes)
        width = _style.across(ax)
    _inside(ax, bars, width)
    return ax


def _stack(ax: Axes, moved: FloatArray, people: tuple[str, ...]) -> list[BarContainer]:
    """Draw a bar for each column of moves (K, rows), put together of what everybody moves."""
    # who moves nowhere has no bar and no place in the key, unless nobody moves
    movers = np.flatnonzero(moved.any(axis=1)) if moved.any() else np.arange(len(people))
    colored, others = movers, movers[:0]
    if len(movers) > COLORED:
        most = movers[np.argsort(-moved[movers].sum(axis=1), kind="stable")]
        colored, others = np.sort(most[: COLORED - 1]), most[COLORED - 1 :]
    parts = [(_style.key(people[k]), moved[k]) for k in colored]
    if len(others):
        parts.append((f"{len(others):,} others", moved[others].sum(axis=0)))
    start, found = np.zeros(moved.shape[1]), []
    look: dict[str, Any] = {"height": 0.66, "edgecolor": "white", "linewidth": 0.8}
    for (name, across), color in zip(parts, _style.palette(len(parts)), strict=True):
        found.append(
            ax.barh(range(len(across)), across, left=start, color=color, label=name, **look)
        )
        start = start + across
    return found


def _inside(ax: Axes, drawn: list[BarContainer], width: float) -> None:
    """Write what everybody moves into those parts of the bars that have room for it."""
    ruler, size = Ruler(), _rows.text_size(ax)
    left, right = ax.get_xlim()
    look: dict[str, Any] = {"ha": "center", "va": "center", "fontsize": size}
    for bars in drawn:
        # dark colors have white numbers
        ink = "white" if sum(bars[0].get_facecolor()[:3]) < 1.4 else _style.INK
        for row, bar in enumerate(bars):
            share = float(bar.get_width())
            text = _percent(share)
            if ruler.width([text], size) + 6 <= share * width / (right - left):
                ax.text(bar.get_x() + share / 2, row, text, color=ink, **look)


def _ends(ax: Axes, result: AgreementResult, order: IntArray) -> list[Annotation]:
    """Write the sum at the end of each bar, or who never would choose the alternative."""
    notes = []
    for row, i in enumerate(order):
        total = float(result.total[i])
        if np.isfinite(total):
            notes.append(_rows.write(ax, total, row, _percent(total), 4.0))
            continue
        never = [result.people[k] for k in np.flatnonzero(~np.isfinite(result.moved[:, i]))]
        who = never[0] if len(never) == 1 and len(never[0]) <= NAMED else ""
        people = "1 person" if len(never) == 1 else f"{len(never):,} people"
        text = _style.written(f"never for {who or people}", _style.LONGEST)
        notes.append(_rows.write(ax, 0.0, row, text, 4.0))
    return notes


def _percent(share: float) -> str:
    """Write a share in percent, with a decimal where none would say nothing."""
    return f"{share:.0%}" if share == 0 or share >= 0.095 else f"{share:.1%}"
