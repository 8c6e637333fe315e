"""Picture of stability: the worst and best case of each option as probabilities move, and where choices switch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from decision_analysis import _checks
from decision_analysis.plot import _style
from decision_analysis.trees import StabilityResult

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MARKERS = {"max_min": ("v", "worst"), "max_max": ("^", "best")}


def stability(result: StabilityResult, *, ax: Axes | None = None) -> Axes:
    """Draw the worst and best case of each option against how far probabilities may be off.

    Parameters
    ----------
    result : StabilityResult
        What `trees.stability` returned.
    ax : matplotlib.axes.Axes, optional
        Where to draw; a new pyplot figure where None.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on. For each alternative of the result a solid line for the worst case and a dashed one for the
        best, with a pale band in between; a dotted vertical line at the stability; triangles where the max-min rule (v)
        and the max-max rule (^) switch to another strategy, on the curve of what they then take, where it has one.

    Raises
    ------
    InvalidInputError
        If `result` is not that of `trees.stability`, or `ax` is no Axes.
    MissingDependencyError
        If matplotlib is not installed.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from decision_analysis import plot
    >>> from decision_analysis.trees import Chance, Decision, stability
    >>> oil = Chance("oil", {"dry": (0.5, -70), "wet": (0.3, 50), "soaking": (0.2, 200)})
    >>> result = stability(Decision("drill", {"drill": oil, "don't": 0}))
    >>> ax = plot.stability(result, ax=Figure().subplots())
    >>> ax.get_title(loc="left")
    'Stability: drill=drill up to 0.07407'
    """
    where = "stability()"
    result = _checks.instance(where, "result", result, StabilityResult)
    ax = _style.axes(where, ax, 8.0, 4.6)
    for i, name in enumerate(result.alternatives):
        color = _style.SERIES[i % len(_style.SERIES)]
        worst, best = result.worst[:, i], result.best[:, i]
        ax.fill_between(result.epsilons, worst, best, color=color, alpha=0.07, linewidth=0)
        ax.plot(result.epsilons, worst, "-", color=color, linewidth=2.0, label=_style.key(name))
        ax.plot(result.epsilons, best, "--", color=color, linewidth=1.6)
    ax.plot([], [], "-", color=_style.MUTED, label="worst case")
    ax.plot([], [], "--", color=_style.MUTED, label="best case")
    if result.rival is not None:
        ax.axvline(result.epsilon, color=_style.INK, linestyle=":", linewidth=1.2, label="stability")
    for rule, (marker, case) in MARKERS.items():
        _switches(ax, result, rule, marker, f"{rule.replace('_', '-')} switches (on the {case} case)")
    until = f"up to {_style.number(result.epsilon)}" if result.rival is not None else "whatever the probabilities"
    unit = "expected payoff" if "utility" not in result.parameters else "certainty equivalent"
    wanted = " (less is better)" if result.parameters.get("goal") == "min" else ""
    _style.dress(
        ax,
        title=f"Stability: {result.strategy} {until}",
        xlabel="how far each probability may be off",
        ylabel=unit + wanted,
        grid="both",
    )
    ax.set_xlim(0.0, 1.0)
    _style.legend(ax)
    return ax


def _switches(ax: Axes, result: StabilityResult, rule: str, marker: str, label: str) -> None:
    """Mark where a rule changes its strategy, on the curve of the option or strategy that it then takes."""
    curves = result.worst if rule == "max_min" else result.best
    switched = result._followed(rule)[1:]
    drawn = [(at, result.alternatives.index(name)) for at, name in switched if name in result.alternatives]
    if drawn:
        heights = [np.interp(at, result.epsilons, curves[:, i]) for at, i in drawn]
        ax.plot([at for at, _ in drawn], heights, marker, color=_style.INK, markersize=7, label=label, zorder=4)
