"""Picture of the cost-effectiveness plane: what each alternative costs more, and brings more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis._named import named
from decision_analysis.core import Criterion, DecisionTable
from decision_analysis.mcda import CostEffectivenessResult, cost_effectiveness
from decision_analysis.plot import _chart, _lines, _rows, _style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

DOTS = 2000
"""Dots of all alternatives together: more are one cloud, and a large file."""
FORMS = "oDs^"
"""Marks of those that share a color."""


@named
def cost_effectiveness_plane(
    result: CostEffectivenessResult,
    *,
    comparator: str | None = None,
    willingness_to_pay: float | None = None,
    top: int | None = None,
    title: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw how much more each alternative costs and brings than one that they are compared with.

    Parameters
    ----------
    result : CostEffectivenessResult
        What `mcda.cost_effectiveness` returned. Its samples are dots, at most 2,000 of them, taken
        at equal distances in the order of the samples; their means are marks, and a line joins the
        marks on the frontier of the means.
    comparator : str, optional
        The alternative at the origin, None for the one that is cheapest on average.
    willingness_to_pay : float, optional
        What a unit of effect is worth, at least 0: a line through the origin, below which an
        alternative is worth more than the comparator.
    top : int, optional
        How many alternatives are drawn at most beside the comparator, up to 24: those on the
        frontier of the means first, then those dominated in the extended sense. The title says so
        where there are more.
    title : str, optional
        What the picture shows.
    ax : matplotlib.axes.Axes, optional
        Where to draw; texts keep clear of the figure's edges where its layout is 'constrained'.
        None makes a pyplot figure as large as its texts need.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on.

    Raises
    ------
    InvalidInputError
        If `result` is not one of these, `comparator` is no alternative, the price is negative, or
        another argument is not what it must be.
    MissingDependencyError
        If matplotlib is not installed.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from decision_analysis import Criterion, DecisionTable, mcda, plot
    >>> table = DecisionTable(
    ...     [[5000, 1], [10_000, 2], [25_000, 3], [35_000, 4]],
    ...     [Criterion("cost", "min", unit="USD"), Criterion("effect", unit="QALY")],
    ...     ["usual", "B", "C", "D"],
    ... )
    >>> found = mcda.cost_effectiveness(table, cost="cost", effect="effect")
    >>> ax = plot.cost_effectiveness_plane(found, ax=Figure().subplots())
    >>> ax.get_ylabel()
    'more cost than usual (USD)'
    """
    result = _checks.instance("result", result, CostEffectivenessResult)
    costs, effects = (np.atleast_2d(_flat(a)) for a in (result.costs, result.effects))
    means = _of_means(result, costs.mean(axis=0), effects.mean(axis=0))
    origin = _origin(result, comparator, means)
    price = (
        None
        if willingness_to_pay is None
        else _checks.number("willingness_to_pay", willingness_to_pay, low=0)
    )
    heading, fresh = _chart.titled(title, "Cost-effectiveness plane"), ax is None
    ax = _chart.start(ax, _lines.SIZE)
    others = _others(means, origin)
    count = _lines.drawn(top, len(others), None if fresh else ax) if others.size else 0
    # in the order of the table, so that colors are those of other pictures of the same
    shown = np.sort([origin, *others[:count]])
    rows = _thinned(len(costs), count)
    ax.axhline(0, color=_style.MUTED, linewidth=0.8, zorder=1)
    ax.axvline(0, color=_style.MUTED, linewidth=0.8, zorder=1)
    for number, place in enumerate(shown.tolist()):
        more = effects[:, place] - effects[:, origin], costs[:, place] - costs[:, origin]
        at_origin = place == origin
        color = _style.INK if at_origin else _lines.look(number)["color"]
        if len(costs) > 1 and not at_origin:
            dots: dict[str, Any] = {"s": 7.0, "alpha": 0.35, "linewidths": 0, "zorder": 2}
            ax.scatter(more[0][rows], more[1][rows], color=color, **dots)
        form = "P" if at_origin else FORMS[number // len(_style.SERIES) % len(FORMS)]
        look: dict[str, Any] = {"markersize": 9.0, "markeredgecolor": "white", "linestyle": "none"}
        name = _style.key(result.alternatives[place])
        ax.plot([more[0].mean()], [more[1].mean()], form, color=color, label=name, zorder=4, **look)
    _frontier(ax, means, origin)
    if price is not None:
        _worth(ax, price, result.units)
    _chart.plain_ticks(ax.xaxis)
    _chart.plain_ticks(ax.yaxis)
    notes = (
        _rows.note(count, len(others), "alternatives"),
        f"{len(rows):,} of {len(costs):,} samples drawn" if len(rows) < len(costs) else "",
    )
    over = result.alternatives[origin]
    words = [
        _style.with_unit(f"more {result.parameters[role]} than {over}", unit)
        for role, unit in zip(("cost", "effect"), result.units, strict=True)
    ]
    told = _chart.Words(heading, "; ".join(filter(None, notes)), words[1], words[0])
    _chart.finish(ax, _lines.SIZE if fresh else None, told, key=_chart.Key(), grid="both")
    return ax


def _flat(array: FloatArray) -> FloatArray:
    """Return numbers (S, A) of all samples."""
    return np.asarray(array).reshape(-1, array.shape[-1])


def _of_means(
    result: CostEffectivenessResult, costs: FloatArray, effects: FloatArray
) -> CostEffectivenessResult:
    """Return the ratios and the frontier of the means."""
    criteria = [Criterion("cost", "min"), Criterion("effect")]
    table = DecisionTable(np.stack([costs, effects], axis=1), criteria, result.alternatives)
    return cost_effectiveness(table, cost="cost", effect="effect")


def _origin(result: CostEffectivenessResult, given: object, means: CostEffectivenessResult) -> int:
    """Return the alternative at the origin: the first on the frontier where none is given."""
    if given is None:
        return int(np.where(means.on_frontier, means.costs, np.inf).argmin())
    label = _checks.known("alternative", _checks.text("comparator", given), result.alternatives)
    return result.alternatives.index(label)


def _others(means: CostEffectivenessResult, origin: int) -> IntArray:
    """Return the others, those on the frontier of the means first, then by what they cost."""
    order = np.lexsort((means.costs, -means.status))
    return np.asarray(order[order != origin])


def _thinned(total: int, alternatives: int) -> IntArray:
    """Return the samples that are drawn, at equal distances."""
    count = min(total, max(1, DOTS // max(alternatives, 1)))
    return np.arange(count) * total // count


def _frontier(ax: Axes, means: CostEffectivenessResult, origin: int) -> None:
    """Join the means on the frontier, from the cheapest to the most effective."""
    on = np.flatnonzero(means.on_frontier)
    on = on[np.argsort(means.effects[on], kind="stable")]
    if len(on) < 2:
        return
    x, y = means.effects[on] - means.effects[origin], means.costs[on] - means.costs[origin]
    ax.plot(x, y, color=_style.INK, linewidth=1.2, label="frontier of the means", zorder=3)


def _worth(ax: Axes, price: float, units: tuple[str, str]) -> None:
    """Draw what effects are worth, without letting that line move the limits of the axes."""
    cost, effect = units
    unit = f" {cost} per {effect}" if cost and effect else " for a unit of effect"
    look: dict[str, Any] = {"color": _style.INK, "linewidth": 1.2, "linestyle": "--"}
    ax.axline(
        (0.0, 0.0), slope=price, label=_style.key(_style.number(price) + unit), zorder=1, **look
    )
