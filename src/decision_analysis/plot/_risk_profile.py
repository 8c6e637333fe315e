"""Picture of risk profiles: the payoff's cumulative distribution, or its probabilities."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import optional_import
from decision_analysis._named import named
from decision_analysis.errors import InvalidInputError
from decision_analysis.plot import _chart, _rows, _style
from decision_analysis.trees import RiskProfile

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SIZE = (400.0, 240.0)
"""Width and height of new axes, in points."""
USUAL, MOST = 12, 24
"""Curves that are drawn, and that colors and dashes can tell apart."""


@named
def risk_profile(
    *results: RiskProfile,
    labels: Sequence[str] | None = None,
    kind: Literal["cumulative", "mass"] = "cumulative",
    mean: bool = True,
    certainty_equivalents: Sequence[float] | None = None,
    top: int | None = None,
    title: str | None = None,
    unit: str = "",
    ax: Axes | None = None,
) -> Axes:
    r"""Draw the distribution of the payoff under one or more strategies.

    Parameters
    ----------
    *results : RiskProfile
        What `trees.risk_profile` returned, each of a single sample.
    labels : sequence of str, optional
        A name for each profile; those of their strategies where None.
    kind : {'cumulative', 'mass'}
        The probability of ending with at most a payoff, as steps, or the probability of each
        payoff, as needles.
    mean : bool
        Whether a dotted line marks the mean of each profile.
    certainty_equivalents : sequence of float, optional
        A certainty equivalent for each profile, marked by a diamond on the lower edge.
    top : int, optional
        How many profiles are drawn at most, the first ones, up to 24; None draws 12 of them, or
        fewer on a small `ax`. The title says so where there are more.
    title : str, optional
        What the picture shows.
    unit : str
        The unit of payoffs.
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
        If there is no profile, one is not a risk profile or is a batch, labels or certainty
        equivalents do not match the profiles, or another argument is not what it must be.
    MissingDependencyError
        If matplotlib is not installed.

    Notes
    -----
    Where one cumulative curve lies nowhere above (to the left of) another, it dominates it
    stochastically: whatever the payoff, it is exceeded at least as likely.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from decision_analysis import plot, trees
    >>> oil = trees.Chance("oil", {"dry": (0.5, -70), "wet": (0.3, 50), "soaking": (0.2, 200)})
    >>> ax = plot.risk_profile(trees.risk_profile(oil), labels=["drill"], ax=Figure().subplots())
    >>> ax.get_legend().get_texts()[0].get_text()
    'drill\nmean 20 (dotted)'
    """
    _checks.instance("mean", mean, bool)
    _checks.one_of("kind", kind, ("cumulative", "mass"))
    for i, result in enumerate(results):
        if _checks.instance(f"result {i + 1}", result, RiskProfile).sample_shape:
            raise InvalidInputError(
                f"result {i + 1} must be of one sample; got a batch {result.sample_shape}:"
                " pick one with result.at(i)"
            )
    if not results:
        raise InvalidInputError("at least one risk profile is needed; got none")
    names = _names(results, labels)
    sure = _equivalents(len(results), certainty_equivalents)
    words, unit = _chart.titled(title, "Risk profile"), _chart.drawable("unit", unit)
    fresh = ax is None
    ax = _chart.start(ax, SIZE)
    least = _rows.LEAST * (2 + mean + (sure is not None))
    count = _rows.drawn(
        top, len(results), None if fresh else ax, usual=USUAL, most=MOST, least=least
    )
    results, sure = results[:count], None if sure is None else sure[:count]
    ends = [
        float(value) for result in results for value in (result.values[0], result.values[-1])
    ] + (sure or [])
    low, high = min(ends), max(ends)
    # a single payoff still needs some width
    margin = 0.05 * (high - low) or max(1.0, abs(high) * 0.1)
    told = _told(names[:count], [float(result.mean) for result in results] if mean else None, sure)
    for i, (result, label) in enumerate(zip(results, told, strict=True)):
        color, dash = (
            # colors first; when they come again, another dash tells curves apart
            _style.SERIES[i % len(_style.SERIES)],
            _style.DASHES[(i + i // USUAL) % len(_style.DASHES)],
        )
        if mean:
            ax.axvline(float(result.mean), color=color, linestyle=":", linewidth=1.2, zorder=1)
        if sure is not None:
            ax.plot([sure[i]], [0], "D", color=color, markersize=7, clip_on=False, zorder=4)
        if kind == "cumulative":
            _steps(ax, result, (low - margin, high + margin), color=color, dash=dash, label=label)
        else:
            _needles(ax, result, i - (count - 1) / 2, color=color, label=label)
    ax.set_xlim(low - margin, high + margin)
    ax.set_ylim(0, 1.03 if kind == "cumulative" else None)
    _chart.plain_ticks(ax.xaxis)
    chances = "probability of at most this payoff" if kind == "cumulative" else "probability"
    note = _rows.note(count, len(names), "profiles", "first")
    around = _chart.Words(words, note, _style.with_unit("payoff", unit), chances)
    _chart.finish(ax, SIZE if fresh else None, around, key=_chart.Key(), grid="both")
    return ax


def _told(names: Sequence[str], means: list[float] | None, sure: list[float] | None) -> list[str]:
    """Return what the key says of each profile, its numbers with the same decimals."""
    numbers = _style.numbers([*(means or []), *(sure or [])])
    found = [_style.key(name) for name in names]
    if means is not None:
        found = [
            f"{name}\nmean {text} (dotted)" for name, text in zip(found, numbers, strict=False)
        ]
    if sure is not None:
        texts = numbers[-len(sure) :]
        found = [
            f"{name}\ncertainty equivalent {text} (diamond)"
            for name, text in zip(found, texts, strict=True)
        ]
    return found


def _names(results: tuple[RiskProfile, ...], labels: Sequence[str] | None) -> tuple[str, ...]:
    if labels is None:
        given = [result.strategy.label if result.strategy else "profile" for result in results]
        return tuple(
            f"{name} {i + 1}" if given.count(name) > 1 else name for i, name in enumerate(given)
        )
    names = _checks.names("labels", labels)
    if len(names) != len(results):
        raise InvalidInputError(
            f"labels must name the {len(results)} profiles; got {len(names)}: {list(names)}"
        )
    return names


def _equivalents(count: int, given: Sequence[float] | None) -> list[float] | None:
    if given is None:
        return None
    array = _checks.numeric_array("certainty_equivalents", given)
    if array.shape != (count,):
        raise InvalidInputError(
            f"certainty_equivalents must be {count} numbers, one for each profile; got"
            f" shape {array.shape}"
        )
    return [float(value) for value in array]


def _steps(
    ax: Axes, result: RiskProfile, limits: tuple[float, float], *, color: str, dash: Any, label: str
) -> None:
    # from the left edge at 0 to the right edge at 1
    values = np.concatenate([[limits[0]], result.values, [limits[1]]])
    share = np.concatenate([[0.0], result.probabilities.cumsum(), [1.0]])
    ax.step(values, share, where="post", color=color, linestyle=dash, linewidth=2.0, label=label)


def _needles(ax: Axes, result: RiskProfile, shift: float, *, color: str, label: str) -> None:
    """Draw needles, those of several profiles side by side, three points apart."""
    moves = optional_import("matplotlib.transforms", extra="plot")
    figure = ax.figure.canvas.figure
    aside = ax.transData + moves.ScaledTranslation(3 * shift / 72, 0, figure.dpi_scale_trans)
    ax.plot(
        result.values,
        result.probabilities,
        "o",
        color=color,
        markersize=5,
        label=label,
        transform=aside,
    )
    ax.vlines(result.values, 0, result.probabilities, color=color, linewidth=1.6, transform=aside)
    # artists moved aside do not count for the limits of the axes
    ax.update_datalim(np.column_stack([result.values, result.probabilities]))
    ax.autoscale_view()
