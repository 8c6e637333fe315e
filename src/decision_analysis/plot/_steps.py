"""Picture of how scores are made up: what each criterion adds, stacked for each alternative."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray, optional_import
from decision_analysis._named import named
from decision_analysis.core import Scores
from decision_analysis.core.parts import terms_of
from decision_analysis.errors import InvalidInputError
from decision_analysis.plot import _chart, _rows, _style
from decision_analysis.plot._ruler import Ruler

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.container import BarContainer
    from matplotlib.text import Annotation

WIDTH = 430.0
"""Points of the horizontal axis of a new figure."""
THICK = 0.66
PAINTS = (
    (_style.BLUE, ""),
    (_style.ORANGE, ""),
    (_style.GREEN, "\\\\\\"),
    ("#56B4E9", ""),
    (_style.VERMILION, "///"),
    (_style.PALE, ""),
    ("#CC79A7", "..."),
)
"""Colors and hatches of parts, of which neighbors differ in gray too; gray is for all others."""


@named
def steps(
    result: Scores,
    *,
    groups: Mapping[str, Iterable[str]] | None = None,
    top: int | None = None,
    title: str | None = None,
    unit: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw how each score is made up: what the criteria add to it, as one stacked bar.

    Parameters
    ----------
    result : Scores
        Scores of one table with a step of shape (A, C) that adds up to them, such as the `weighted`
        of `mcda.additive_value`, `mcda.weighted_sum` and `mcda.promethee_ii`. Alternatives are
        ordered by their scores, the best first.
    groups : mapping of str to sequence of str, optional
        Criteria that are drawn as one part under the name of their group; the others stand by
        themselves.
    top : int, optional
        How many alternatives are drawn at most, the best ones, up to 1,000. None draws 60 of them,
        or, on a given `ax`, as many as can be read there. The title says so where there are more.
    title : str, optional
        What the picture shows, such as whose weights they are; the name of the method where None.
    unit : str
        The unit of the scores.
    ax : matplotlib.axes.Axes, optional
        Where to draw; texts keep clear of the figure's edges where its layout is 'constrained'.
        None makes a pyplot figure as large as the rows and texts need.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on: parts above 0 are stacked to the right, those below it to the left, and a
        diamond stands at the score where there are any of these. Numbers stand in those parts that
        have room. Of more than eight parts the seven that weigh most have colors of their own.

    Raises
    ------
    InvalidInputError
        If `result` has no step that adds up to its scores or is a batch, a group names an unknown
        criterion or one of another group, or another argument is not what it must be.
    MissingDependencyError
        If matplotlib is not installed.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from decision_analysis import DecisionTable, mcda, plot
    >>> table = DecisionTable([[1, 0.2], [0.4, 1]], ["comfort", "price"], ["bus", "car"])
    >>> scored = mcda.weighted_sum(table, {"comfort": 0.6, "price": 0.4})
    >>> ax = plot.steps(scored, ax=Figure().subplots())
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['bus', 'car']
    """
    result = _checks.instance("result", result, Scores)
    names, parts = _grouped(*_contributions(result), groups)
    heading, unit = _chart.titled(title, result.method), _chart.drawable("unit", unit)
    fresh, total = ax is None, len(result.alternatives)
    ax = _chart.start(ax, (WIDTH, 0.0))
    count = _rows.drawn(top, total, None if fresh else ax)
    order = np.argsort(result.ranks, kind="stable")[:count]
    height = _rows.name(ax, tuple(result.alternatives[i] for i in order), fresh=fresh)
    names, parts = _largest(names, parts[order])
    bars = _stack(ax, parts, thin=height / count)
    ax.axvline(0.0, color=_style.INK, linewidth=1.0, zorder=4)
    negative, scores = bool((parts < 0).any()), result.scores[order]
    if negative:
        look: dict[str, Any] = {"markersize": 6, "markeredgecolor": "white", "zorder": 5}
        ax.plot(scores, range(count), "D", color=_style.INK, **look)
    notes = _totals(ax, scores, parts)
    _chart.plain_ticks(ax.xaxis)
    width = WIDTH if fresh else _style.across(ax)
    _rows.hold(ax, Ruler(), notes, width)
    what = _style.with_unit("score, put together of its parts", unit)
    what += "" if result.higher_is_better else "; lower is better"
    told = _chart.Words(heading, _rows.note(count, total, "alternatives"), what)
    key = _chart.Key(handles=_key(names, negative))
    _chart.finish(ax, (WIDTH, height) if fresh else None, told, key=key)
    if not fresh:
        _rows.settle(ax, notes)
        # the key has taken room from the axes, of which numbers now need a larger share
        _rows.hold(ax, Ruler(), notes, _style.across(ax))
        _chart.finish(ax, None, told, key=key)
        width = _style.across(ax)
    _write(ax, bars, scores if negative else np.full(count, np.inf), width)
    return ax


def _contributions(result: Scores) -> tuple[list[str], FloatArray]:
    """Return criteria and the contributions (A, C) that add up to the scores."""
    if result.sample_shape:
        raise InvalidInputError(
            f"result must be of one table; got samples {result.sample_shape}; pick one with"
            " result.at(i), of a method that was called with steps=True"
        )
    found = terms_of(result)
    if found is not None:
        names = result.criteria or tuple(f"part {j + 1}" for j in range(found.shape[1]))
        if len(names) == found.shape[1]:
            return list(names), found
    raise InvalidInputError(
        "result must have a step of shape (alternatives, criteria) that adds up to its scores, as"
        f" additive_value(), weighted_sum() and promethee_ii() give; {result.method!r} has none"
    )


def _grouped(
    names: list[str], parts: FloatArray, groups: Mapping[str, Iterable[str]] | None
) -> tuple[list[str], FloatArray]:
    """Return parts (A, groups) in the order in which the first criterion of each stands."""
    if groups is None or not _checks.mapping("groups", groups, empty=True):
        return names, parts
    of: dict[str, str] = {}
    for group in _checks.keys("groups", groups):
        for name in _checks.names(f"criteria of group {group!r}", groups[group]):
            known = _checks.known("criterion", name, names, place=f"group {group!r}")
            if known in of:
                raise InvalidInputError(
                    f"each criterion must be in one group; got {known!r} in {of[known]!r} and"
                    f" {group!r}"
                )
            of[known] = group
    alone = [name for name in names if name not in of]
    if twice := [name for name in alone if name in groups]:
        raise InvalidInputError(
            f"groups must not be named as criteria outside of them; got {_checks.listed(twice)}"
        )
    told = list(dict.fromkeys(of.get(name, name) for name in names))
    sums = np.zeros((len(parts), len(told)))
    for column, name in enumerate(names):
        sums[:, told.index(of.get(name, name))] += parts[:, column]
    return told, sums


def _largest(names: list[str], parts: FloatArray) -> tuple[list[str], FloatArray]:
    """Return so many parts as have a color of their own, and all others as one."""
    most = len(PAINTS)
    if len(names) <= most + 1:
        return names, parts
    kept = np.sort(np.argsort(-np.abs(parts).sum(axis=0), kind="stable")[:most])
    rest = np.setdiff1d(np.arange(len(names)), kept)
    told = [*(names[j] for j in kept), f"{len(rest):,} others"]
    return told, np.column_stack([parts[:, kept], parts[:, rest].sum(axis=1)])


def _paint(place: int) -> dict[str, Any]:
    """Return the look of a part."""
    color, hatch = PAINTS[place] if place < len(PAINTS) else (_style.MUTED, "")
    return {"facecolor": color, "edgecolor": "white", "hatch": hatch}


def _stack(ax: Axes, parts: FloatArray, *, thin: float) -> list[BarContainer]:
    """Draw a bar for each row of parts (rows, n): to the right above 0, to the left below."""
    right, left, found = np.zeros(len(parts)), np.zeros(len(parts)), []
    for place, across in enumerate(parts.T):
        start = np.where(across >= 0, right, left)
        look = {"height": THICK, "linewidth": min(0.8, thin / 20), "zorder": 2}
        found.append(
            ax.barh(range(len(parts)), across, left=start, **look, **_paint(place))  # type: ignore[arg-type]
        )
        right, left = right + np.maximum(across, 0), left + np.minimum(across, 0)
    return found


def _totals(ax: Axes, scores: FloatArray, parts: FloatArray) -> list[Annotation]:
    """Write the scores beyond the bars, on the side of their sign."""
    right, left = np.maximum(parts, 0).sum(axis=1), np.minimum(parts, 0).sum(axis=1)
    ends = np.where(scores >= 0, right, left)
    low, high = float(left.min()), float(right.max())
    margin = 0.02 * ((high - low) or 1.0)
    ax.set_xlim(low - margin * (low < 0), high + margin)
    texts = _style.numbers(scores.tolist())
    return [
        _rows.write(ax, end, row, text, 6.0 if score >= 0 else -6.0)
        for row, (end, score, text) in enumerate(
            zip(ends.tolist(), scores.tolist(), texts, strict=True)
        )
    ]


def _write(ax: Axes, drawn: list[BarContainer], diamonds: FloatArray, width: float) -> None:
    """Write what a part adds into those that have room for it, and no diamond in the middle."""
    ruler, size = Ruler(), _rows.text_size(ax)
    left, right = ax.get_xlim()
    lengths = np.array([[bar.get_width() for bar in bars] for bars in drawn])
    texts = np.array(_style.numbers(lengths.ravel().tolist(), 3)).reshape(lengths.shape)
    for place, bars in enumerate(drawn):
        paint = _paint(place)
        for row, (bar, text) in enumerate(zip(bars, texts[place].tolist(), strict=True)):
            length, unit = float(bar.get_width()), (right - left) / width
            room, middle = ruler.width([text], size) + 6, bar.get_x() + length / 2
            # a diamond takes 8 points
            if room * unit > abs(length) or abs(diamonds[row] - middle) < (room / 2 + 4) * unit:
                continue
            look: dict[str, Any] = {"ha": "center", "va": "center", "fontsize": size, "zorder": 5}
            if paint["hatch"]:
                # on a plain ground, as hatches run through letters
                look["bbox"] = {"boxstyle": "square,pad=0.1", "linewidth": 0} | {
                    "facecolor": paint["facecolor"]
                }
            ax.text(middle, row, text, color=_ink(paint["facecolor"]), **look)


def _ink(color: str) -> str:
    """Return white for dark grounds and the usual ink for light ones."""
    red, green, blue = optional_import("matplotlib.colors", extra="plot").to_rgb(color)
    return "white" if 0.3 * red + 0.59 * green + 0.11 * blue < 0.5 else _style.INK


def _key(names: list[str], negative: bool) -> list[Any]:
    """Say what the colors mean, and the diamond where there is one."""
    patch = optional_import("matplotlib.patches", extra="plot").Patch
    handles = [
        patch(label=_style.key(name), linewidth=0.0, **_paint(place))
        for place, name in enumerate(names)
    ]
    if negative:
        line = optional_import("matplotlib.lines", extra="plot").Line2D
        look = {"marker": "D", "linestyle": "", "color": _style.INK, "markersize": 6}
        handles.append(line([], [], label="score", **look))
    return handles
