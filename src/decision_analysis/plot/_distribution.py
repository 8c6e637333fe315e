"""Picture of judgements: densities or distribution functions of several people and their pool."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.beliefs import FittedDistribution
from decision_analysis.beliefs.parts import distribution as checked
from decision_analysis.errors import InvalidInputError
from decision_analysis.plot import _chart, _rows, _style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SIZE = (420.0, 250.0)
"""Width and height of new axes, in points."""
USUAL, MOST = 12, 24
"""Curves that are drawn, and that colors and dashes can tell apart."""
POINTS = 401
TAIL = 0.01
"""Probability of either tail that is left out."""
INNER = np.linspace(TAIL, 1 - TAIL, 99)
"""Probabilities at whose quantiles densities set the height: at the ends they may be infinite."""
HIGHEST = 20.0
"""Times the mean density between the first and the last of these, above which nothing is drawn."""


@named
def distribution(
    result: Any,
    *,
    pooled: Any = None,
    kind: Literal["density", "cumulative"] = "density",
    quantiles: Sequence[float] | None = (0.05, 0.5, 0.95),
    top: int | None = None,
    title: str | None = None,
    unit: str = "",
    ax: Axes | None = None,
) -> Axes:
    r"""Draw what one or more people believe of a quantity, and what pooling makes of it.

    Parameters
    ----------
    result : Distribution, or mapping of str to Distribution
        What `beliefs.from_quantiles` or `beliefs.roulette` returned, or any other distribution; of
        several people by name.
    pooled : Distribution, optional
        What `beliefs.pool` or `beliefs.cooke` made of them, drawn broad and black.
    kind : {'density', 'cumulative'}
        The density, with chips of a roulette as outlined bars, or the probability of at most a
        level, with the judgements that it was fitted to as hollow squares.
    quantiles : sequence of float, optional
        Probabilities in (0, 1) of the quantiles that dots mark and the key tells; None for none.
    top : int, optional
        How many people are drawn at most, the first ones, up to 24; None draws 12 of them, or fewer
        on a small `ax`. The title says so where there are more.
    title : str, optional
        What the picture shows.
    unit : str
        The unit of the quantity.
    ax : matplotlib.axes.Axes, optional
        Where to draw; texts keep clear of the figure's edges where its layout is 'constrained'.
        None makes a pyplot figure as large as the key needs.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on.

    Raises
    ------
    InvalidInputError
        If something is no distribution, has no density where that is drawn, or has infinite
        quantiles, or another argument is not what it must be.
    MissingDependencyError
        If matplotlib is not installed.

    Notes
    -----
    The picture leaves out one percent of each tail, but no judgement. Densities are drawn
    up to 20 times their mean, as some are infinite at their ends.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from decision_analysis import beliefs, plot
    >>> said = {
    ...     "Ann": beliefs.from_quantiles({0.05: 8, 0.5: 10, 0.95: 14}, low=0),
    ...     "Bob": beliefs.from_quantiles({0.05: 9, 0.5: 14, 0.95: 20}, low=0),
    ... }
    >>> both = beliefs.pool(said, {"Ann": 1, "Bob": 1})
    >>> ax = plot.distribution(said, pooled=both, unit="weeks", ax=Figure().subplots())
    >>> ax.get_xlabel(), len(ax.get_legend().get_texts())
    ('level (weeks)', 3)
    """
    _checks.one_of("kind", kind, ("density", "cumulative"))
    names, found = _people(result)
    marks = _marks(quantiles)
    words, unit = _chart.titled(title, "Distribution"), _chart.drawable("unit", unit)
    fresh = ax is None
    ax = _chart.start(ax, SIZE)
    count = _rows.drawn(
        top, len(found), None if fresh else ax, usual=USUAL, most=MOST, least=2 * _rows.LEAST
    )
    drawn = [*found[:count], *([] if pooled is None else [pooled])]
    labels = [*(name for name in names[:count]), *([] if pooled is None else ["pooled"])]
    needs = ("ppf", "pdf") if kind == "density" else ("ppf", "cdf")
    for label, one in zip(labels, drawn, strict=True):
        checked(f"distribution {label!r}" if label else "result", one, needs=needs)
    ends = [_quantiles(label, one, INNER) for label, one in zip(labels, drawn, strict=True)]
    low, high = _limits(drawn, ends)
    at = [_quantiles(label, one, marks) for label, one in zip(labels, drawn, strict=True)]
    told = _told(labels, marks, at)
    height = 0.0
    for i, (one, label) in enumerate(zip(drawn, told, strict=True)):
        last = pooled is not None and i == count
        look: dict[str, Any] = {
            # colors first; when they come again, another dash tells curves apart
            "color": _style.INK if last else _style.SERIES[i % len(_style.SERIES)],
            "linestyle": "-" if last else _style.DASHES[(i + i // USUAL) % len(_style.DASHES)],
            "linewidth": 3.2 if last else 1.8,
            "zorder": 2 if last else 3,
        }
        if kind == "density":
            height = max(height, _density(ax, one, (low, high), ends[i], at[i], label, look))
        else:
            _cumulative(ax, one, (low, high), at[i], marks, label, look)
    ax.set_xlim(low, high)
    ax.set_ylim(0, 1.06 * height if kind == "density" else 1.03)
    _chart.plain_ticks(ax.xaxis)
    chances = "density" if kind == "density" else "probability of at most this level"
    if kind == "density":
        _chart.plain_ticks(ax.yaxis)
        chances = _style.with_unit(chances, f"per {unit}" if unit else "")
    note = _rows.note(count, len(names), "people", "first")
    around = _chart.Words(words, note, _style.with_unit("level", unit), chances)
    _chart.finish(
        ax, SIZE if fresh else None, around, key=_chart.Key() if any(told) else None, grid="both"
    )
    return ax


def _people(result: Any) -> tuple[list[str], list[Any]]:
    """Return names and distributions; of a single one the name is its family, if known."""
    if isinstance(result, Mapping):
        names = _checks.keys("distributions", _checks.mapping("result", result))
        return list(names), list(result.values())
    checked("result", result, needs=("ppf",))
    return [result.family if isinstance(result, FittedDistribution) else ""], [result]


def _limits(drawn: Sequence[Any], ends: Sequence[FloatArray]) -> tuple[float, float]:
    """Return what all distributions and the judgements behind them reach, but for the tails."""
    reached = [np.array([end[0], end[-1]]) for end in ends]
    for one in drawn:
        if isinstance(one, FittedDistribution):
            reached += [one.levels] if one.bins is None else [one.bins]
    return min(float(part.min()) for part in reached), max(float(part.max()) for part in reached)


def _marks(quantiles: Sequence[float] | None) -> FloatArray:
    if quantiles is None:
        return np.empty(0)
    marks = _checks.numeric_array("quantiles", quantiles)
    if marks.ndim != 1 or not marks.size or (marks <= 0).any() or (marks >= 1).any():
        raise InvalidInputError(
            f"quantiles must be probabilities between 0 and 1; got {shown(quantiles)}"
        )
    return marks


def _quantiles(label: str, one: Any, levels: FloatArray) -> FloatArray:
    if samples := np.shape(one.ppf(0.5)):
        raise InvalidInputError(f"distribution {label!r} must be a single one; got {samples}")
    found = np.asarray(one.ppf(levels), dtype=float)
    if found.shape != levels.shape or not np.isfinite(found).all():
        raise InvalidInputError(
            f"distribution {label!r} must have a finite quantile at each probability; got"
            f" {shown(found.tolist())}"
        )
    return found


def _told(labels: Sequence[str], marks: FloatArray, at: list[FloatArray]) -> list[str]:
    """Return what the key says of each: its quantiles, with the same decimals in all."""
    texts = _style.numbers([float(value) for row in at for value in row])
    said = ", ".join(f"{100 * mark:g}%" for mark in marks)
    found = []
    for i, label in enumerate(labels):
        own = ", ".join(texts[i * marks.size : (i + 1) * marks.size])
        rest = f"{said} (dots): {own}" if marks.size else ""
        found.append("\n".join(part for part in (_style.key(label) if label else "", rest) if part))
    return found


def _density(
    ax: Axes,
    one: Any,
    limits: tuple[float, float],
    inner: FloatArray,
    at: FloatArray,
    label: str,
    look: dict[str, Any],
) -> float:
    """Draw a density, and return the height that it needs."""
    # between the quantiles, where it may be narrow, and evenly over the whole
    x = np.unique(np.concatenate([np.linspace(*limits, POINTS), inner, at]))
    y = np.asarray(one.pdf(x), dtype=float)
    ax.plot(x, np.where(np.isfinite(y), y, np.nan), label=label, **look)
    dots = np.asarray(one.pdf(at), dtype=float)
    ax.plot(at, dots, "o", color=look["color"], markersize=5, zorder=4)
    own = np.concatenate([np.asarray(one.pdf(inner), dtype=float), dots])
    usual = (1 - 2 * TAIL) / max(float(np.ptp(inner)), np.finfo(float).tiny)
    height = float(np.minimum(own[np.isfinite(own)], HIGHEST * usual).max(initial=0.0))
    if isinstance(one, FittedDistribution) and one.bins is not None and one.chips is not None:
        bars = one.chips / one.chips.sum() / np.diff(one.bins)
        ax.stairs(bars, one.bins, color=look["color"], linewidth=0.9, alpha=0.6)
        height = max(height, float(bars.max()))
    return height


def _cumulative(
    ax: Axes,
    one: Any,
    limits: tuple[float, float],
    at: FloatArray,
    marks: FloatArray,
    label: str,
    look: dict[str, Any],
) -> None:
    x = np.unique(np.concatenate([np.linspace(*limits, POINTS), at]))
    ax.plot(x, np.asarray(one.cdf(x), dtype=float), label=label, **look)
    ax.plot(at, marks, "o", color=look["color"], markersize=5, zorder=4)
    if isinstance(one, FittedDistribution):
        # what was said, beside what was fitted
        said: dict[str, Any] = {"markersize": 8, "markerfacecolor": "none", "zorder": 5}
        ax.plot(one.levels, one.probabilities, "s", color=look["color"], clip_on=True, **said)
