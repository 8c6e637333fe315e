"""Picture of how scores or ranks move from entry to entry: a line for each alternative."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import BoolArray, FloatArray, competition_ranks, optional_import
from decision_analysis._named import named
from decision_analysis.core import Scores
from decision_analysis.plot import _chart, _lines, _rows, _style
from decision_analysis.plot._ends import End, ends, room
from decision_analysis.plot._entries import entries, told_dates

if TYPE_CHECKING:
    import pandas
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis

WIDTH, HEIGHT = 400.0, 240.0
"""Points of the lines and of the axes of a new figure."""
BEFORE = 0.15
"""Entries' distances that are left free before the first one."""


@named
def history(
    results: Sequence[Scores] | Mapping[str, Scores] | Scores | pandas.DataFrame,
    *,
    dates: Iterable[str | datetime.date] | None = None,
    ranks: bool = False,
    top: int | None = None,
    title: str | None = None,
    unit: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw how scores or ranks move from one entry of a log to the next: a line each.

    Parameters
    ----------
    results : sequence of Scores, mapping of str to Scores, Scores or pandas.DataFrame
        The scores (A,) after each entry of a log of evidence, in order of time: a sequence, a
        mapping by date, scores (K, A) of K entries, or a frame with a row for each entry and a
        column for each alternative, of which more is better.
    dates : sequence of str or datetime.date, optional
        The date of each entry, which several may share; None takes the keys of a mapping or the
        index of a frame, else counts. Entries stand side by side whatever lies between them.
    ranks : bool
        Whether ranks are drawn, the best on top, and not scores.
    top : int, optional
        How many alternatives are drawn at most, those that are best most often and then those that
        come nearest to it, up to 24; None draws 12 of them, or fewer on a small `ax`. The title
        says so where there are more.
    title : str, optional
        What the picture shows.
    unit : str
        The unit of the scores.
    ax : matplotlib.axes.Axes, optional
        Where to draw; texts keep clear of the figure's edges where its layout is 'constrained'.
        None makes a pyplot figure as large as the names at the ends of lines need.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on: a wide band lies behind the best, and a ring stands where another becomes
        the best.

    Raises
    ------
    InvalidInputError
        If `results` holds no scores, or of different alternatives, dates do not fit them, or
        another argument is not what it must be.
    MissingDependencyError
        If matplotlib is not installed.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from decision_analysis import Scores, plot
    >>> log = {
    ...     date: Scores(method="value", alternatives=("wait", "send"), scores=scores)
    ...     for date, scores in {"2024-11-01": [0.6, 0.5], "2024-11-17": [0.5, 0.55]}.items()
    ... }
    >>> ax = plot.history(log, ax=Figure().subplots())
    >>> [text.get_text() for text in ax.texts]
    ['wait', 'send']
    """
    scores, alternatives, higher, own = entries(results)
    told = told_dates(dates, own, len(scores))
    _checks.instance("ranks", ranks, bool)
    words = _chart.titled(title, "Ranks over time" if ranks else "Scores over time")
    unit = _chart.drawable("unit", unit)
    places = competition_ranks(scores, higher_is_better=higher)
    fresh, total = ax is None, len(alternatives)
    ax = _chart.start(ax, (WIDTH, HEIGHT))
    count = _lines.drawn(top, total, None if fresh else ax)
    best = places == 1
    drawn = _lines.leading(scores, best, count, higher=higher)
    values = np.asarray(places[:, drawn] if ranks else scores[:, drawn], dtype=np.float64)
    best = best[:, drawn]
    x = np.arange(len(values), dtype=np.float64)
    _lines.lines(ax, x, values, [alternatives[i] for i in drawn])
    rings = _rings(values, best)
    _lines.bands(ax, *_parted(values, best, rings))
    if rings:
        ax.plot([ring.x for ring in rings], [ring.y for ring in rings], **RING)
    size = 0.9 * float(ax.xaxis.label.get_fontsize())
    names = [
        End(alternatives[i], float(line[-1]), _lines.look(place)["color"])
        for place, (i, line) in enumerate(zip(drawn, values.T, strict=True))
    ]
    taken, high = room(names, size, None if fresh else _style.size(ax))
    wanted = (WIDTH + taken, max(HEIGHT, high)) if fresh else None
    _limit(ax, x, (WIDTH + taken if fresh else _style.across(ax)), taken)
    _heights(ax, values, ranks=ranks)
    _dated(ax.xaxis, told)
    what = "rank; 1 is the best" if ranks else _style.with_unit("score", unit)
    what += "" if higher or ranks else "; lower is better"
    about = _chart.Words(words, _rows.note(count, total, "alternatives"), "entries by date", what)
    key = _chart.Key(handles=_key(bool(rings)), above=True)
    _chart.finish(ax, wanted, about, key=key, grid="")
    ax.tick_params(axis="x", length=0)
    ax.grid(visible=True, axis="y", color=_style.GRID, linewidth=0.8)
    across, down = _style.size(ax)
    if not fresh:
        taken, _ = room(names, size, (across, down))
    _limit(ax, x, across, taken)
    ends(ax, names, float(x[-1]), size, taken)
    return ax


RING: dict[str, Any] = {
    "marker": "o",
    "linestyle": "",
    "markersize": 9,
    "markerfacecolor": "none",
    "markeredgecolor": _style.INK,
    "markeredgewidth": 1.6,
    "zorder": 5,
}


@dataclasses.dataclass(frozen=True)
class _Ring:
    """Where the line of another alternative crosses that of the best, and whose they are."""

    x: float
    y: float
    old: int
    new: int


def _rings(values: FloatArray, best: BoolArray) -> list[_Ring]:
    """Return where another alternative becomes the best, in order of time."""
    found = []
    leader = int(best[0].argmax()) if best[0].any() else None
    for k in range(1, len(values)):
        # who is still among the best stays
        if not best[k].any() or (leader is not None and best[k, leader]):
            continue
        new = int(best[k].argmax())
        if leader is not None:
            before, after = (values[j, leader] - values[j, new] for j in (k - 1, k))
            share = before / (before - after) if before != after else 1.0
            at = values[k - 1, new] + share * (values[k, new] - values[k - 1, new])
            found.append(_Ring(k - 1 + float(share), float(at), leader, new))
        leader = new
    return found


def _parted(
    values: FloatArray, best: BoolArray, rings: list[_Ring]
) -> tuple[FloatArray, FloatArray, BoolArray]:
    """Return entries, values and who is the best, parted where another becomes it."""
    x = np.arange(len(values), dtype=np.float64)
    # each ring is there twice: with who has been the best, and with who will be
    at = np.array([ring.x for ring in rings for _ in range(2)])
    between = np.array([np.interp(at, x, line) for line in values.T]).T.reshape(-1, values.shape[1])
    whose = np.array([who for ring in rings for who in (ring.old, ring.new)], dtype=np.int64)
    places = np.searchsorted(x, at, side="right")
    return (
        np.insert(x, places, at),
        np.insert(values, places, between, axis=0),
        np.insert(best, places, np.eye(best.shape[1], dtype=bool)[whose], axis=0),
    )


def _limit(ax: Axes, x: FloatArray, width: float, taken: float) -> None:
    """Leave room for the names at the ends of the lines."""
    span = BEFORE + max(float(x[-1]), 1.0)
    last = max(float(x[-1]), 1.0) if len(x) > 1 else 0.0
    ax.set_xlim(-BEFORE, last + span * taken / max(width - taken, 1.0))


def _heights(ax: Axes, values: FloatArray, *, ranks: bool) -> None:
    low, high = float(values.min()), float(values.max())
    if ranks:
        ticker = optional_import("matplotlib.ticker", extra="plot")
        ax.set_ylim(high + 0.5, low - 0.5)
        ax.yaxis.set_major_locator(ticker.MaxNLocator(integer=True, min_n_ticks=1))
        return
    margin = 0.06 * ((high - low) or abs(high) or 1.0)
    ax.set_ylim(low - margin, high + margin)
    _chart.plain_ticks(ax.yaxis)


def _dated(axis: Axis, dates: Sequence[str]) -> None:
    """Write the date of an entry at its place, and nothing where none stands."""
    ticker = optional_import("matplotlib.ticker", extra="plot")
    # the days alone, where they tell entries apart
    days = [date.split("T")[0] for date in dates]
    told = days if len(set(days)) > 1 or len(days) == 1 else list(dates)

    class Dates(ticker.Formatter):  # type: ignore[misc,name-defined]
        """The dates of entries 0, 1, ..."""

        def __call__(self, x: float, pos: int | None = None) -> str:
            place = round(x)
            if abs(x - place) > 1e-9 or not 0 <= place < len(told):
                return ""
            return told[place].replace("$", r"\$")

    axis.set_major_formatter(Dates())


def _key(rings: bool) -> list[Any]:
    line = optional_import("matplotlib.lines", extra="plot").Line2D
    band = {"color": _style.MUTED, "linewidth": _lines.WIDE, "alpha": 2 * _lines.BAND}
    handles = [line([], [], label="the best", **band)]
    if rings:
        handles.append(line([], [], label="another becomes the best", **RING))
    return handles
