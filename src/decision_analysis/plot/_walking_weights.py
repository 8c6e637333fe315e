"""Picture of walking weights: scores as the weight of one criterion goes from 0 to 1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import BoolArray, FloatArray, optional_import
from decision_analysis._named import named
from decision_analysis.plot import _chart, _lines, _rows, _style
from decision_analysis.plot._ends import End, ends, room
from decision_analysis.sensitivity import WalkingWeightsResult

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDTH, HEIGHT = 330.0, 270.0
"""Points of new axes, without the names at the ends of the lines."""
RING: dict[str, Any] = {
    "marker": "o",
    "linestyle": "",
    "markersize": 9,
    "markerfacecolor": "none",
    "markeredgecolor": _style.INK,
    "markeredgewidth": 1.6,
    "zorder": 5,
}
HERE: dict[str, Any] = {"color": _style.INK, "linewidth": 1.0, "linestyle": (0, (1, 2))}


@named
def walking_weights(
    result: WalkingWeightsResult,
    *,
    top: int | None = None,
    title: str | None = None,
    unit: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw the scores of alternatives while the weight of one criterion goes from 0 to 1.

    Parameters
    ----------
    result : WalkingWeightsResult
        What `sensitivity.walking_weights` returned.
    top : int, optional
        How many alternatives are drawn at most, up to 24: those that are the best over most of the
        way, then those that come nearest to it. None draws 12, or fewer on a small `ax`. The title
        says so where there are more.
    title : str, optional
        What the picture shows, such as whose weights they are.
    unit : str
        The unit of the scores.
    ax : matplotlib.axes.Axes, optional
        Where to draw; texts keep clear of the figure's edges where its layout is 'constrained'.
        None makes a pyplot figure as large as the names need.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on: a line for each alternative with its name at the end, a band behind the
        best one, a ring where another becomes the best, and a dotted line at the weight of now.

    Raises
    ------
    InvalidInputError
        If `result` is not of `walking_weights` or another argument is not what it must be.
    MissingDependencyError
        If matplotlib is not installed.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> import decision_analysis as da
    >>> table = da.DecisionTable([[1, 0.1], [0.1, 1], [0.6, 0.6]], ["x", "y"], ["a", "b", "c"])
    >>> walked = da.sensitivity.walking_weights(table, da.mcda.weighted_sum, [3, 2], "x")
    >>> ax = da.plot.walking_weights(walked, ax=Figure().subplots())
    >>> ax.get_xlabel()
    'weight of x'
    """
    result = _checks.instance("result", result, WalkingWeightsResult)
    words = _chart.titled(title, "Best alternative by one weight")
    unit, fresh, total = _chart.drawable("unit", unit), ax is None, len(result.alternatives)
    ax = _chart.start(ax, (WIDTH, HEIGHT))
    count = _lines.drawn(top, total, None if fresh else ax)
    best = result.ranks == 1
    drawn = _lines.leading(result.scores, best, count, higher=result.higher_is_better)
    labels = [result.alternatives[i] for i in drawn]
    scores = result.scores[:, drawn]
    _lines.lines(ax, result.weights, scores, labels)
    _lines.bands(ax, *_parted(result, scores, best[:, drawn], labels))
    rings = [(at, after) for at, _, after in result.crossings if after in labels]
    if rings:
        heights = [
            np.interp(at, result.weights, scores[:, labels.index(after)]) for at, after in rings
        ]
        ax.plot([at for at, _ in rings], heights, **RING)
    ax.vlines(result.here, 0, 1, transform=ax.get_xaxis_transform(), zorder=1, **HERE)
    size = 0.9 * float(ax.xaxis.label.get_fontsize())
    names = [
        End(label, float(line[-1]), _lines.look(place)["color"])
        for place, (label, line) in enumerate(zip(labels, scores.T, strict=True))
    ]
    taken, high = room(names, size, None if fresh else _style.size(ax))
    wanted = (WIDTH + taken, max(HEIGHT, high)) if fresh else None
    _limit(ax, WIDTH + taken if fresh else _style.across(ax), taken)
    low, top_ = float(scores.min()), float(scores.max())
    margin = 0.06 * ((top_ - low) or abs(top_) or 1.0)
    ax.set_ylim(low - margin, top_ + margin)
    _chart.plain_ticks(ax.yaxis)
    _weights_only(ax)
    across = f"weight of {result.criterion}"
    what = _style.with_unit("score", unit)
    what += "" if result.higher_is_better else "; lower is better"
    note = _rows.note(count, total, "alternatives", "leading")
    about = _chart.Words(words, note, across, what)
    key = _chart.Key(handles=_key(result, bool(rings)), above=True)
    _chart.finish(ax, wanted, about, key=key, grid="")
    ax.grid(visible=True, axis="y", color=_style.GRID, linewidth=0.8)
    across_, down = _style.size(ax)
    if not fresh:
        taken, _ = room(names, size, (across_, down))
    _limit(ax, across_, taken)
    ends(ax, names, 1.0, size, taken)
    return ax


def _parted(
    result: WalkingWeightsResult, scores: FloatArray, best: BoolArray, labels: list[str]
) -> tuple[FloatArray, FloatArray, BoolArray]:
    """Return weights, scores and who is the best, parted where another becomes it."""
    # each crossing is there twice: with who has been the best, and with who will be
    pairs = [
        (weight, labels.index(label))
        for weight, before, after in result.crossings
        for label in (before, after)
        if label in labels
    ]
    at = np.array([weight for weight, _ in pairs])
    between = np.array([np.interp(at, result.weights, line) for line in scores.T]).T
    whose = np.array([who for _, who in pairs], dtype=np.int64)
    places = np.searchsorted(result.weights, at, side="right")
    return (
        np.insert(result.weights, places, at),
        np.insert(scores, places, between.reshape(-1, scores.shape[1]), axis=0),
        np.insert(best, places, np.eye(scores.shape[1], dtype=bool)[whose], axis=0),
    )


def _limit(ax: Axes, width: float, taken: float) -> None:
    """Leave room for the names at the ends of the lines."""
    ax.set_xlim(-0.02, 1.0 + 1.02 * taken / max(width - taken, 1.0))


def _weights_only(ax: Axes) -> None:
    """Write numbers along the axis up to 1, beyond which no weight is."""
    ticker = optional_import("matplotlib.ticker", extra="plot")

    class Weights(ticker.Formatter):  # type: ignore[misc,name-defined]
        """The numbers of weights, and nothing beside them."""

        def __call__(self, x: float, pos: int | None = None) -> str:
            return _style.number(float(x)) if -1e-9 <= x <= 1 + 1e-9 else ""

    ax.xaxis.set_major_formatter(Weights())
    ax.tick_params(axis="x", length=0)


def _key(result: WalkingWeightsResult, rings: bool) -> list[Any]:
    line = optional_import("matplotlib.lines", extra="plot").Line2D
    band = {"color": _style.MUTED, "linewidth": _lines.WIDE, "alpha": 2 * _lines.BAND}
    handles = [line([], [], label="the best", **band)]
    if rings:
        handles.append(line([], [], label="another becomes the best", **RING))
    handles.append(line([], [], label=f"now: {_style.number(result.here)}", **HERE))
    return handles
