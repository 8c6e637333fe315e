"""Picture of acceptability curves, with the frontier of the best on average drawn bold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from decision_analysis._arrays import BoolArray, IntArray, optional_import
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError
from decision_analysis.mcda import CostEffectivenessResult
from decision_analysis.plot import _chart, _lines, _rows, _style
from decision_analysis.voi import AcceptabilityCurveResult

if TYPE_CHECKING:
    from matplotlib.axes import Axes

BOLD = 4.5
"""Width of the frontier in points."""
WIDE = 1.96
"""Standard errors on either side of a curve: 95% of a normal distribution."""


@named
def acceptability(
    result: AcceptabilityCurveResult | CostEffectivenessResult,
    *,
    top: int | None = None,
    title: str | None = None,
    unit: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw how probably each alternative is cost-effective, and the frontier in bold.

    Parameters
    ----------
    result : AcceptabilityCurveResult or CostEffectivenessResult
        What `voi.acceptability_curve` returned, or `mcda.cost_effectiveness` with prices. Each
        alternative is a curve with its 95% interval; where it is the one to choose, the best on
        average, the curve is bold.
    top : int, optional
        How many curves are drawn at most, up to 24: those of the frontier first, then the highest.
        The title says so where there are more.
    title : str, optional
        What the picture shows.
    unit : str
        The unit of the price; where it is empty, of the table's criteria if they have units.
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
        If `result` is not one of these, has no acceptability, or another argument is not what it
        must be.
    MissingDependencyError
        If matplotlib is not installed.

    Examples
    --------
    >>> import numpy as np
    >>> from matplotlib.figure import Figure
    >>> from decision_analysis import Criterion, DecisionTable, mcda, plot
    >>> rng = np.random.default_rng(1)
    >>> new = np.stack([rng.normal(1000, 200, 500), rng.normal(0.1, 0.05, 500)], axis=1)
    >>> table = DecisionTable(
    ...     np.stack([np.zeros((500, 2)), new], axis=1),
    ...     [Criterion("cost", "min", unit="EUR"), Criterion("effect", unit="QALY")],
    ...     ["usual", "new"],
    ... )
    >>> prices = [0, 5000, 10_000, 20_000]
    >>> found = mcda.cost_effectiveness(
    ...     table, cost="cost", effect="effect", willingness_to_pay=prices
    ... )
    >>> ax = plot.acceptability(found, ax=Figure().subplots())
    >>> ax.get_xlabel()
    'willingness to pay for a unit of effect (EUR per QALY)'
    """
    curve = _curve_of(result)
    unit = _chart.drawable("unit", unit)
    if not unit and isinstance(result, CostEffectivenessResult):
        unit = price_unit(result.units)
    heading, fresh = _chart.titled(title, "Acceptability"), ax is None
    ax = _chart.start(ax, _lines.SIZE)
    total = len(curve.alternatives)
    count = _lines.drawn(top, total, None if fresh else ax)
    chosen = _chosen(curve)
    # in the order of the table, so that colors are those of other pictures of the same
    order = np.sort(_order(curve, chosen)[:count])
    prices, shares = curve.willingness_to_pay, curve.probabilities[:, order]
    _lines.lines(ax, prices, shares, [curve.alternatives[place] for place in order])
    reach = WIDE * curve.probabilities_standard_error[:, order]
    for number, (line, wide) in enumerate(zip(shares.T, reach.T, strict=True)):
        look: dict[str, Any] = {"color": _lines.look(number)["color"], "alpha": 0.15}
        low, high = np.maximum(line - wide, 0), np.minimum(line + wide, 1)
        ax.fill_between(prices, low, high, linewidth=0, **look)
    _lines.bands(ax, prices, shares, chosen[:, order], width=BOLD, alpha=1.0)
    if len(prices) == 1:
        ax.plot(prices, curve.frontier, "o", color=_style.INK, markersize=9, zorder=2)
    ax.set_ylim(-0.03, 1.03)
    percent = optional_import("matplotlib.ticker", extra="plot").PercentFormatter(1.0)
    ax.yaxis.set_major_formatter(percent)
    _chart.plain_ticks(ax.xaxis)
    note = _rows.note(count, total, "alternatives")
    across = _style.with_unit("willingness to pay for a unit of effect", unit)
    around = _chart.Words(heading, note, across, "probability of being best")
    key = _chart.Key(title="shaded: 95% interval", handles=_key(ax))
    _chart.finish(ax, _lines.SIZE if fresh else None, around, key=key, grid="both")
    return ax


def _curve_of(result: object) -> AcceptabilityCurveResult:
    if isinstance(result, AcceptabilityCurveResult):
        return result
    if not isinstance(result, CostEffectivenessResult):
        raise InvalidInputError(
            "result must be AcceptabilityCurveResult or CostEffectivenessResult; got"
            f" {shown(result)}"
        )
    if result.acceptability is None:
        raise InvalidInputError(
            "result must have acceptability, as cost_effectiveness() finds it of sampled"
            " performances with willingness_to_pay; got None"
        )
    return result.acceptability


def price_unit(units: tuple[str, str]) -> str:
    """Return the unit of a price of effects, where cost and effect have units."""
    return " per ".join(_chart.drawable("unit", unit) for unit in units) if all(units) else ""


def _chosen(curve: AcceptabilityCurveResult) -> BoolArray:
    """Say at each price which alternative is the one to choose, (T, A)."""
    best = np.array([curve.alternatives.index(label) for label in curve.best])
    return np.asarray(best[:, None] == np.arange(len(curve.alternatives)))


def _order(curve: AcceptabilityCurveResult, chosen: BoolArray) -> IntArray:
    """Return the frontier's alternatives as prices rise, then the others from the highest peak."""
    first = np.where(chosen.any(axis=0), chosen.argmax(axis=0), len(chosen))
    return np.lexsort((-curve.probabilities.max(axis=0), first))


def _key(ax: Axes) -> list[Any]:
    """Return the handles of the curves, and one that tells what is bold."""
    line = optional_import("matplotlib.lines", extra="plot").Line2D
    bold = line([], [], color=_style.INK, linewidth=BOLD, label="bold: best on average")
    return [*ax.get_legend_handles_labels()[0], bold]
