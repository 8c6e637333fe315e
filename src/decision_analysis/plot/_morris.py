"""Picture of elementary effects: Morris's plane, how much a parameter matters and how evenly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import optional_import
from decision_analysis._named import named
from decision_analysis.plot import _chart, _rows, _style
from decision_analysis.plot._beside import beside
from decision_analysis.sensitivity import MorrisResult

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SIZE = (380.0, 280.0)
"""Width and height of new axes, in points."""
USUAL = 15


@named
def morris(
    result: MorrisResult,
    *,
    of: str | None = None,
    top: int | None = None,
    title: str | None = None,
    unit: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw a point for each parameter: the mean and the spread of what its jumps do to a score.

    Parameters
    ----------
    result : MorrisResult
        What `sensitivity.morris` returned.
    of : str, optional
        Whose score it is, an entry of `result.of`; None takes the first that varies.
    top : int, optional
        How many parameters have a name and intervals, those that matter most, up to 1,000; None
        names 15. A name for which there is no room is left out, and the title says how many are
        named.
    title : str, optional
        What the picture shows; whose score it is, where None.
    unit : str
        The unit of the scores.
    ax : matplotlib.axes.Axes, optional
        Where to draw; texts keep clear of the figure's edges where its layout is 'constrained'.
        None makes a pyplot figure.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on. Far to the right are the parameters that matter, high up those whose
        effect depends on where they and others are; on the dashed line the spread is as large as
        the mean absolute effect.

    Raises
    ------
    InvalidInputError
        If `result` is not of `morris`, `of` is none of its entries, or another argument is not what
        it must be.
    MissingDependencyError
        If matplotlib is not installed.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> import decision_analysis as da
    >>> p = da.Parameter("p", 0.5, low=0.3, high=0.8)
    >>> parameters = da.Parameters([p, da.Parameter("prize", 100, low=90, high=110)])
    >>> def model(x):
    ...     return da.DecisionTable.from_rows({"risky": [x["p"] * x["prize"]]}, ["payoff"])
    >>> result = da.sensitivity.morris(model, parameters, rng=1)
    >>> ax = da.plot.morris(result, unit="EUR", ax=Figure().subplots())
    >>> sorted(text.get_text() for text in ax.texts)
    ['p', 'prize']
    """
    result = _checks.instance("result", result, MorrisResult)
    # of None the first whose score varies: of another there is nothing to see
    chosen = result.of[int(((result.mu_star > 0).any(axis=0)).argmax())] if of is None else of
    column = result.of.index(_checks.known("entry of of", chosen, result.of))
    words = _chart.titled(title, f"Elementary effects: {result.of[column]}")
    unit = _chart.drawable("unit", unit)
    fresh, total = ax is None, len(result.names)
    ax = _chart.start(ax, SIZE)
    count = _rows.drawn(top, total, None, usual=USUAL)
    star, sigma = result.mu_star[:, column], result.sigma[:, column]
    order = np.argsort(-star, kind="stable")
    named_ones, others = order[:count], order[count:]
    across, up = (each[:, column] for each in (result.mu_star_interval, result.sigma_interval))
    ends = np.maximum(across, 0.0)[named_ones], np.maximum(up, 0.0)[named_ones]
    look: dict[str, Any] = {"color": _style.PALE, "linewidth": 1.6, "zorder": 2}
    ax.hlines(sigma[named_ones], ends[0][:, 0], ends[0][:, 1], **look)
    ax.vlines(star[named_ones], ends[1][:, 0], ends[1][:, 1], **look)
    ax.plot(star[others], sigma[others], "o", color=_style.MUTED, markersize=4, zorder=3)
    ax.plot(star[named_ones], sigma[named_ones], "o", color=_style.BLUE, markersize=6, zorder=4)
    # where nothing has any effect the axes still have a length
    wide = max(float(star.max()), float(ends[0].max())) or 1.0
    high = max(float(sigma.max()), float(ends[1].max())) or wide
    reach = min(wide, high) * 1.05
    ax.plot([0, reach], [0, reach], "--", color=_style.MUTED, linewidth=1.0, zorder=1)
    ax.set_xlim(-0.04 * wide, 1.16 * wide)
    ax.set_ylim(-0.06 * high, 1.1 * high)
    for axis in (ax.xaxis, ax.yaxis):
        _chart.plain_ticks(axis)
    labels = (
        _style.with_unit("mean absolute effect μ*", unit),
        _style.with_unit("spread of effects σ", unit),
    )
    wanted, key = SIZE if fresh else None, _chart.Key(handles=_key(result), above=True)
    told = _chart.Words(words, _note(count, total), *labels)
    _chart.finish(ax, wanted, told, key=key, grid="both")
    size = 0.8 * float(ax.xaxis.label.get_fontsize())
    picked = [result.names[p] for p in named_ones]
    texts = beside(ax, star[named_ones], sigma[named_ones], picked, size)
    written = sum(text is not None for text in texts)
    if written < count:
        told = _chart.Words(words, _note(written, total), *labels)
        _chart.finish(ax, wanted, told, key=key, grid="both")
    return ax


def _key(result: MorrisResult) -> list[Any]:
    line = optional_import("matplotlib.lines", extra="plot").Line2D
    level = f"{result.parameters.get('level', 0.95):.3g}"
    cross = {"color": _style.PALE, "linewidth": 1.6}
    return [
        line([], [], label=f"interval of level {level}", **cross),
        line([], [], linestyle="--", color=_style.MUTED, linewidth=1.0, label="σ = μ*"),
    ]


def _note(count: int, total: int) -> str:
    return f"{count:,} of {total:,} parameters are named" if count < total else ""
