"""Picture of stability: each option's worst and best case, and where choices switch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from decision_analysis import _checks
from decision_analysis._named import named
from decision_analysis.plot import _chart, _rows, _style
from decision_analysis.trees import StabilityResult

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SIZE = (430.0, 270.0)
"""Width and height of new axes, in points."""
USUAL, MOST = 8, 24
"""Curves that are drawn, and that colors can tell apart."""
MARKERS = {"max_min": ("v", "worst"), "max_max": ("^", "best")}


@named
def stability(
    result: StabilityResult,
    *,
    top: int | None = None,
    title: str | None = None,
    unit: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw the worst and best case of each option against how far probabilities may be off.

    Parameters
    ----------
    result : StabilityResult
        What `trees.stability` returned.
    top : int, optional
        For how many alternatives curves are drawn at most, up to 24: the best at the given
        probabilities, the rival, and the next best ones; None draws 8, or fewer on a small `ax`.
        The title says so where there are more.
    title : str, optional
        What the picture shows; the strategy and its stability where None.
    unit : str
        The unit of payoffs.
    ax : matplotlib.axes.Axes, optional
        Where to draw; texts keep clear of the figure's edges where its layout is 'constrained'.
        None makes a pyplot figure as large as the key needs.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on. For each alternative of the result a solid line for the worst case and a
        dashed one for the best, with a pale band in between; a dotted vertical line at the
        stability; triangles where the max-min rule (v) and the max-max rule (^) switch to another
        strategy, on the curve of what they then take, where it has one.

    Raises
    ------
    InvalidInputError
        If `result` is not that of `trees.stability`, or another argument is not what it must be.
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
    result = _checks.instance("result", result, StabilityResult)
    until = (
        f"up to {_style.number(result.epsilon)}"
        if result.rival is not None
        else "whatever the probabilities"
    )
    words = _chart.titled(title, f"Stability: {result.strategy} {until}")
    unit, total = _chart.drawable("unit", unit), len(result.alternatives)
    fresh = ax is None
    ax = _chart.start(ax, SIZE)
    given = None if fresh else ax
    count = _rows.drawn(top, total, given, usual=USUAL, most=MOST, least=2 * _rows.LEAST)
    drawn = _drawn(result, count)
    for i, color in zip(drawn, _style.palette(count), strict=True):
        worst, best = result.worst[:, i], result.best[:, i]
        ax.fill_between(result.epsilons, worst, best, color=color, alpha=0.07, linewidth=0)
        ax.plot(
            result.epsilons,
            worst,
            "-",
            color=color,
            linewidth=2.0,
            label=_style.key(result.alternatives[i]),
        )
        ax.plot(result.epsilons, best, "--", color=color, linewidth=1.6)
    # empty lines that only stand in the key
    ax.plot([], [], "-", color=_style.MUTED, label="worst case")
    ax.plot([], [], "--", color=_style.MUTED, label="best case")
    if result.rival is not None:
        ax.axvline(
            result.epsilon, color=_style.INK, linestyle=":", linewidth=1.2, label="stability"
        )
    for rule, (marker, case) in MARKERS.items():
        label = f"{rule.replace('_', '-')} switches\n(on the {case} case)"
        _switches(ax, result, rule, marker, label, {result.alternatives[i]: i for i in drawn})
    ax.set_xlim(0.0, 1.0)
    for axis in (ax.xaxis, ax.yaxis):
        _chart.plain_ticks(axis)
    what = _style.with_unit(
        "expected payoff" if "utility" not in result.parameters else "certainty equivalent", unit
    )
    what += "; less is better" if result.parameters.get("goal") == "min" else ""
    note = _rows.note(count, total, "alternatives")
    told = _chart.Words(words, note, "how far each probability may be off", what)
    _chart.finish(ax, SIZE if fresh else None, told, key=_chart.Key(), grid="both")
    return ax


def _drawn(result: StabilityResult, count: int) -> list[int]:
    """Return in their order the positions of those drawn: best, rival, and the next best."""
    # the worst case at epsilon 0 is the value itself, as probabilities are exact there
    values = result.worst[0] if result.parameters.get("goal") == "min" else -result.worst[0]
    order = np.argsort(values, kind="stable").tolist()
    rival = _curve(result)
    first = [order[0], *([rival] if rival is not None and rival != order[0] else [])]
    return sorted([*first, *(i for i in order if i not in first)][:count])


def _curve(result: StabilityResult) -> int | None:
    """Return the position of the alternative to which the rival belongs."""
    if result.rival is None:
        return None
    names = {result.rival.label, result.rival.get(())}
    return next((i for i, name in enumerate(result.alternatives) if name in names), None)


def _switches(
    ax: Axes, result: StabilityResult, rule: str, marker: str, label: str, drawn: Mapping[str, int]
) -> None:
    """Mark where a rule changes its strategy, on the curve of the option or strategy then taken."""
    curves = result.worst if rule == "max_min" else result.best
    # without the first, which is what the rule begins with
    switches = [(at, drawn[name]) for at, name in result._followed(rule)[1:] if name in drawn]
    if switches:
        heights = [np.interp(at, result.epsilons, curves[:, i]) for at, i in switches]
        ax.plot(
            [at for at, _ in switches],
            heights,
            marker,
            color=_style.INK,
            markersize=7,
            label=label,
            zorder=4,
        )
