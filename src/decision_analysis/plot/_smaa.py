"""Picture of a stochastic acceptability analysis: how often each alternative takes each rank."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import optional_import
from decision_analysis.plot import _style
from decision_analysis.uncertainty import SmaaResult

if TYPE_CHECKING:
    from matplotlib.axes import Axes

READABLE = 0.06


def smaa(result: SmaaResult, *, ax: Axes | None = None) -> Axes:
    """Draw the rank acceptabilities as one stacked bar for each alternative.

    Parameters
    ----------
    result : SmaaResult
        What `uncertainty.smaa` returned. Alternatives are ordered by their share of first ranks, then of second ranks,
        and so on; rank 1 is the darkest.
    ax : matplotlib.axes.Axes, optional
        Where to draw; a new pyplot figure where None.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on.

    Raises
    ------
    InvalidInputError
        If `result` is not an SMAA result or `ax` is not a matplotlib Axes.
    MissingDependencyError
        If matplotlib is not installed.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from decision_analysis import DecisionTable, Scores, plot, uncertainty
    >>> def weighted(table, weights):
    ...     scores = (table.values * weights[..., None, :]).sum(axis=-1)
    ...     return Scores(method="sum", alternatives=table.alternatives, scores=scores)
    >>> table = DecisionTable([[1, 0], [0, 1], [0.2, 0.2]], ["p", "q"], ["a", "b", "c"])
    >>> ax = plot.smaa(uncertainty.smaa(table, weighted, n_samples=1000, rng=1), ax=Figure().subplots())
    >>> ax.get_xlabel()
    'share of samples'
    """
    where = "smaa()"
    result = _checks.instance(where, "result", result, SmaaResult)
    labels = result.alternatives
    ax = _style.axes(where, ax, 7.5, 1.3 + _style.row_height(labels) * len(labels))
    shares = result.rank_acceptability
    order = np.lexsort(tuple(-shares.T[::-1]))
    colors = _shades(where, len(labels))
    start = np.zeros(len(labels))
    for rank in range(len(labels)):
        width = shares[order, rank]
        label = f"{rank + 1}"
        bars = ax.barh(
            range(len(labels)),
            width,
            left=start,
            height=0.66,
            color=colors[rank],
            edgecolor="white",
            linewidth=0.8,
            label=label,
        )
        written = [f"{share:.0%}" if share >= READABLE else "" for share in width]
        dark = sum(colors[rank][:3]) < 1.7
        ax.bar_label(bars, written, label_type="center", color="white" if dark else _style.INK, fontsize="small")
        start = start + width
    n_samples = result.parameters.get("n_samples")
    title = "Rank acceptability" + (f" ({n_samples:,} samples)" if isinstance(n_samples, int) else "")
    _style.dress(ax, title=title, xlabel="share of samples")
    _style.rows(ax, tuple(labels[i] for i in order))
    ax.set_xlim(0, 1)
    ax.xaxis.set_major_formatter(optional_import("matplotlib.ticker", extra="plot", where=where).PercentFormatter(1.0))
    _style.legend(ax, title="rank")
    return ax


def _shades(where: str, count: int) -> list[tuple[float, ...]]:
    """Return so many shades of one blue, the darkest first."""
    colors = optional_import("matplotlib.colors", extra="plot", where=where)
    ramp = colors.LinearSegmentedColormap.from_list("ranks", ["#08306B", _style.BLUE, "#8FC1E3", "#E8F0F6"])
    return [ramp(position) for position in np.linspace(0, 1, count)]
