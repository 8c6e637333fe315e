"""Picture of the flows of PROMETHEE: how much each alternative is preferred, and others to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray, optional_import
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.core import Result
from decision_analysis.errors import InvalidInputError
from decision_analysis.plot import _chart, _rows, _style
from decision_analysis.plot._ruler import Ruler

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Annotation

WIDTH = 400.0
"""Points of the horizontal axis of a new figure."""
LOOK: dict[str, Any] = {"height": 0.66, "linewidth": 0.0, "zorder": 2}
NET: dict[str, Any] = {
    "marker": "D",
    "linestyle": "",
    "color": _style.INK,
    "markersize": 6,
    "markeredgecolor": "white",
    "zorder": 5,
}


@named
def flows(
    result: Result,
    *,
    top: int | None = None,
    title: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw the positive, the negative and the net flow of each alternative, the best first.

    Parameters
    ----------
    result : PrometheeIIResult, PrometheeIResult or another result with `.positive` and `.negative`
        Flows of one table: how much an alternative is preferred to the others, and they to it.
    top : int, optional
        How many alternatives are drawn at most, those of the largest net flows, up to 1,000. None
        draws 60 of them, or, on a given `ax`, as many as can be read there. The title says so where
        there are more.
    title : str, optional
        What the picture shows, such as whose weights they are; the name of the method where None.
    ax : matplotlib.axes.Axes, optional
        Where to draw; texts keep clear of the figure's edges where its layout is 'constrained'.
        None makes a pyplot figure as large as the rows and texts need.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on: the positive flow as a bar to the right of 0, the negative one to the
        left, and the net flow, which is their difference, as a diamond with its number.

    Raises
    ------
    InvalidInputError
        If `result` has no flows of the alternatives or is a batch, or another argument is not what
        it must be.
    MissingDependencyError
        If matplotlib is not installed.

    See Also
    --------
    steps : What each criterion adds to the net flow.
    gaia : The plane in which alternatives and criteria are seen together.

    Notes
    -----
    Two alternatives of nearly the same net flow are alike only if both bars are: a long bar on
    either side says that an alternative is strong on some criteria and weak on others, and
    PROMETHEE I may then call it incomparable to one with two short bars.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from decision_analysis import DecisionTable, mcda, plot
    >>> table = DecisionTable([[1, 0.2], [0.4, 1]], ["comfort", "price"], ["bus", "car"])
    >>> ranked = mcda.promethee_ii(table, [1, 2], preference=mcda.preference.usual())
    >>> ax = plot.flows(ranked, ax=Figure().subplots())
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['car', 'bus']
    """
    result = _checks.instance("result", result, Result)
    positive, negative = _found(result)
    heading = _chart.titled(title, result.method)
    fresh, total = ax is None, len(result.alternatives)
    ax = _chart.start(ax, (WIDTH, 0.0))
    count = _rows.drawn(top, total, None if fresh else ax)
    net = positive - negative
    order = np.argsort(-net, kind="stable")[:count]
    height = _rows.name(ax, tuple(result.alternatives[i] for i in order), fresh=fresh)
    rows = np.arange(count)
    ax.barh(rows, positive[order], color=_style.BLUE, **LOOK)
    ax.barh(rows, -negative[order], color=_style.ORANGE, **LOOK)
    ax.axvline(0.0, color=_style.INK, linewidth=1.0, zorder=4)
    ax.plot(net[order], rows, **NET)
    notes = _written(ax, positive[order], negative[order])
    _chart.plain_ticks(ax.xaxis)
    _rows.hold(ax, Ruler(), notes, WIDTH if fresh else _style.across(ax))
    what = "flow: positive to the right, negative to the left; the numbers are net flows"
    told = _chart.Words(heading, _rows.note(count, total, "alternatives"), what)
    key = _chart.Key(handles=_key(), above=True)
    _chart.finish(ax, (WIDTH, height) if fresh else None, told, key=key)
    if not fresh:
        _rows.settle(ax, notes)
        _rows.hold(ax, Ruler(), notes, _style.across(ax))
        _chart.finish(ax, None, told, key=key)
    return ax


def _found(result: Result) -> tuple[FloatArray, FloatArray]:
    """Return positive and negative flows (A,)."""
    if result.sample_shape:
        raise InvalidInputError(
            f"result must be of one table; got samples {result.sample_shape}; pick one with"
            " result.at(i)"
        )
    found = [getattr(result, name, None) for name in ("positive", "negative")]
    shape = (len(result.alternatives),)
    if any(not isinstance(flow, np.ndarray) or flow.shape != shape for flow in found):
        raise InvalidInputError(
            "result must have positive and negative flows of its alternatives, as promethee_i() and"
            f" promethee_ii() give; got {shown(result)}"
        )
    return np.asarray(found[0]), np.asarray(found[1])


def _written(ax: Axes, positive: FloatArray, negative: FloatArray) -> list[Annotation]:
    """Write the net flows beyond the bars to the right."""
    ax.set_xlim(-1.03 * float(negative.max()) or -0.03, 1.03 * float(positive.max()) or 0.03)
    texts = _style.numbers((positive - negative).tolist())
    # beyond the bar: the diamond lies within it, or left of 0
    return [
        _rows.write(ax, end, row, text, 6.0)
        for row, (end, text) in enumerate(zip(positive.tolist(), texts, strict=True))
    ]


def _key() -> list[Any]:
    patch = optional_import("matplotlib.patches", extra="plot").Patch
    line = optional_import("matplotlib.lines", extra="plot").Line2D
    return [
        patch(color=_style.BLUE, label="positive flow"),
        patch(color=_style.ORANGE, label="negative flow"),
        line([], [], label="net flow", **NET),
    ]
