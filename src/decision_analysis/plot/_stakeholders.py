"""Picture of several people's acceptabilities: who accepts what first, or all of their ranks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray, optional_import
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError
from decision_analysis.plot import _chart, _rows, _smaa, _style
from decision_analysis.plot._headings import FLAT, headings_of, write
from decision_analysis.plot._panels import panels, plain
from decision_analysis.plot._ruler import Ruler
from decision_analysis.uncertainty import ExactAcceptabilityResult, SmaaResult

if TYPE_CHECKING:
    from matplotlib.axes import Axes

View = SmaaResult | ExactAcceptabilityResult

NARROWEST = 30.0
"""Points across of a column on given axes."""
HIGHEST = 0.45
"""Share of given axes that headings take at most."""
USUAL, MOST = 12, 40
"""Alternatives that have a column."""
FRAME = 2.2
"""Width of the line around the first choice of each row."""
DARK, EXACT = 0.45, 1 - 1e-9
"""From which share on a cell is dark, and from which on nothing lacks to all."""


@named
def stakeholders(
    views: Mapping[str, View],
    *,
    ranks: bool = False,
    top: int | None = None,
    title: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw how often each alternative is the best for each of several people.

    Parameters
    ----------
    views : mapping of str to SmaaResult or ExactAcceptabilityResult
        For each stakeholder what `uncertainty.smaa` or `exact_acceptability` returned, of the same
        alternatives. They stand in the order of the mapping; alternatives by their mean share of
        first ranks, the largest first.
    ranks : bool
        Whether all ranks are drawn: a chart of stacked bars for each stakeholder, as of
        `plot.smaa`, side by side with one key. Else a row for each of them, with the shares of
        first ranks in percent, darker where they are larger, the largest one framed.
    top : int, optional
        How many alternatives are drawn at most, the first in their order, up to 40; None draws 12,
        or fewer on a small `ax`. All others are one column, or left out with `ranks`; the title
        says so.
    title : str, optional
        What the picture shows.
    ax : matplotlib.axes.Axes, optional
        Where to draw; texts keep clear of the figure's edges where its layout is 'constrained'.
        None makes a pyplot figure as large as the rows and texts need.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on.

    Raises
    ------
    InvalidInputError
        If `views` is not such a mapping, alternatives differ, or another argument is not what it
        must be.
    MissingDependencyError
        If matplotlib is not installed.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from decision_analysis import DecisionTable, mcda, plot, uncertainty
    >>> table = DecisionTable(
    ...     [[1, 0], [0, 1], [0.4, 0.4]], ["comfort", "price"], ["bus", "car", "bike"]
    ... )
    >>> space = uncertainty.WeightSpace(["comfort", "price"])
    >>> views = {
    ...     name: uncertainty.smaa(
    ...         table, mcda.topsis, weights=space.order(order), n_samples=200, rng=1
    ...     )
    ...     for name, order in {"Ann": "comfort > price", "Bob": "price > comfort"}.items()
    ... }
    >>> ax = plot.stakeholders(views, ax=Figure().subplots())
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['Ann', 'Bob']
    """
    names, alternatives, shares, of = _shares(views)
    _checks.instance("ranks", ranks, bool)
    words = _chart.titled(
        title, "Rank acceptability" if ranks else "How often each alternative is the best"
    )
    order = np.argsort(-shares[..., 0].mean(axis=0), kind="stable")
    if ranks:
        return panels(names, alternatives, shares, order, (words, of), top=top, ax=ax)
    first = shares[..., 0][:, order]
    return _matrix(names, [alternatives[i] for i in order], first, (words, of), top=top, ax=ax)


def _shares(views: object) -> tuple[list[str], tuple[str, ...], FloatArray, str]:
    """Return stakeholders, alternatives, their rank acceptabilities (K, A, A), and of what."""
    names = _checks.keys("stakeholders", _checks.mapping("views", views))
    found, of = [], set()
    alternatives: tuple[str, ...] = ()
    for name in names:
        view = views[name]  # type: ignore[index]
        if not isinstance(view, SmaaResult | ExactAcceptabilityResult):
            raise InvalidInputError(
                f"view of {name!r} must be SmaaResult or ExactAcceptabilityResult; got"
                f" {shown(view)}"
            )
        alternatives = alternatives or view.alternatives
        _checks.same_names(
            f"view of {name!r} must have the alternatives of the first one",
            view.alternatives,
            alternatives,
        )
        # in the order of the first view, whatever that of the others is
        found.append(view.rank_acceptability[[view.alternatives.index(a) for a in alternatives]])
        of.add(_smaa.sampled(view))
    common = of.pop() if len(of) == 1 else "samples or possible weights"
    return list(names), alternatives, np.stack(found), common


def _matrix(
    names: list[str],
    alternatives: list[str],
    first: FloatArray,
    told: tuple[str, str],
    *,
    top: int | None,
    ax: Axes | None,
) -> Axes:
    """Draw shares of first ranks (K, A) as shaded cells with their percentages."""
    fresh, total = ax is None, len(alternatives)
    ax = _chart.start(ax, (FLAT * USUAL, 0.0))
    count = _columns(top, total, None if fresh else ax)
    headings, cells = list(alternatives[:count]), first[:, :count]
    if count < total:
        headings.append(f"{total - count:,} other{'s' * (total - count > 1)}")
        cells = np.column_stack([cells, first[:, count:].sum(axis=1)])
    height = _rows.name(ax, names, fresh=fresh)
    room = None if fresh else (_style.across(ax) / len(headings), HIGHEST * _style.size(ax)[1])
    texts, flat, column, above = headings_of(headings, _rows.text_size(ax), room)
    width = column * len(headings)
    _draw(ax, cells)
    ax.set_xlim(-0.5, len(headings) - 0.5)
    plain(ax)
    words, of = told
    note = _rows.note(count, total, "alternatives by their mean")
    about = _chart.Words(words, note, f"share of {of}; framed is the most frequent best of a row")
    _chart.finish(ax, (width, height + above) if fresh else None, about, grid="")
    if not fresh:
        above = min(above, HIGHEST * _style.size(ax)[1])
        _rows.settle(ax, above=above)
        height = _style.size(ax)[1] - above
    # the headings stand above the first row
    ax.set_ylim(len(names) - 0.4, -0.6 - above * (len(names) + 0.2) / height)
    write(ax, texts, flat, -0.5)
    _percentages(ax, cells, _style.size(ax)[0] / len(headings))
    return ax


def _columns(top: int | None, total: int, ax: Axes | None) -> int:
    """Return how many alternatives have a column of their own."""
    if top is not None:
        return min(_checks.integer("top", top), total, MOST)
    room = USUAL if ax is None else int(_style.across(ax) / NARROWEST) - 1
    return max(1, min(USUAL, total, room))


def _draw(ax: Axes, cells: FloatArray) -> None:
    """Shade the cells, the darker the larger, and frame the largest of each row."""
    patches = optional_import("matplotlib.patches", extra="plot")
    colors = optional_import("matplotlib.colors", extra="plot")
    ramp = colors.LinearSegmentedColormap.from_list("shares", _smaa.RAMP[::-1])
    people, columns = cells.shape
    across, down = np.arange(columns + 1) - 0.5, np.arange(people + 1) - 0.5
    look: dict[str, Any] = {"cmap": ramp, "vmin": 0.0, "vmax": 1.0, "edgecolors": "white"}
    ax.pcolormesh(across, down, cells, linewidth=1.0, zorder=1, **look)
    for row, line in enumerate(cells):
        for column in np.flatnonzero(line == line.max()):
            ax.add_patch(
                patches.Rectangle(
                    (column - 0.46, row - 0.44),
                    0.92,
                    0.88,
                    fill=False,
                    edgecolor=_style.INK,
                    linewidth=FRAME,
                    zorder=3,
                )
            )


def _percentages(ax: Axes, cells: FloatArray, column: float) -> None:
    """Write the shares into their cells, as small as the columns need."""
    size = _rows.text_size(ax)
    widest = Ruler().width([">99%"], size) + 8
    size = min(size, size * column / widest)
    for row, line in enumerate(cells.tolist()):
        for place, share in enumerate(line):
            # dark cells have white numbers
            ink = "white" if share > DARK else _style.INK
            ax.text(
                place,
                row,
                _percent(share),
                ha="center",
                va="center",
                color=ink,
                fontsize=size,
                zorder=4,
            )


def _percent(share: float) -> str:
    """Write a share in percent, of which 0% and 100% are exact."""
    text = f"{share:.0%}"
    if text == "0%" and share > 0:
        return "<1%"
    return ">99%" if text == "100%" and share < EXACT else text
