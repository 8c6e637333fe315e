"""Picture of a table as parallel coordinates: an axis for each criterion, the best at the top."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray, optional_import
from decision_analysis._named import named
from decision_analysis.core import DecisionTable
from decision_analysis.errors import InvalidInputError
from decision_analysis.plot import _chart, _chosen, _grid, _lines, _style
from decision_analysis.plot._ruler import Ruler

if TYPE_CHECKING:
    from matplotlib.axes import Axes

HEIGHT = 240.0
"""Points between the worst and the best of new axes."""
NUMBER = 17.0
"""Points for the numbers at the ends of an axis."""
SHARE = 0.3
"""Share of given axes that heads take at most."""
PROFILE: dict[str, Any] = {"color": _style.INK, "linewidth": 1.4, "linestyle": (0, (1, 1.5))}
OTHERS: dict[str, Any] = {"color": _style.PALE, "linewidth": 0.8}


@named
def parallel_coordinates(
    table: DecisionTable,
    *,
    of: Sequence[str] | None = None,
    profiles: DecisionTable | None = None,
    top: int | None = None,
    title: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw a line for each alternative, over an upright axis for each criterion.

    Parameters
    ----------
    table : DecisionTable
        Performances without sample axes. On each criterion the best of them is at the top and the
        worst at the bottom, whatever its goal.
    of : sequence of str, optional
        The alternatives whose lines have colors and names, such as `scored.order[:5]`; all others
        are pale. None takes the first of the table.
    profiles : DecisionTable, optional
        Profiles of categories on the same criteria, as `mcda.electre_tri` takes them, drawn as
        dotted lines; the axes then reach over them too.
    top : int, optional
        How many lines have colors at most, up to 24; None colors 12, or fewer on a small `ax`. The
        title says so where there are more alternatives.
    title : str, optional
        What the picture shows.
    ax : matplotlib.axes.Axes, optional
        Where to draw; texts keep clear of the figure's edges where its layout is 'constrained'.
        None makes a pyplot figure as large as the criteria and the key need.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on: heads with units at the top, and on each axis its best and its worst
        performance. A criterion on which all are equal is crossed in the middle.

    Raises
    ------
    InvalidInputError
        If `table` is not one table, profiles have other criteria, an alternative is unknown, or
        another argument is not what it must be.
    MissingDependencyError
        If matplotlib is not installed.

    See Also
    --------
    heat_map : The same as colored cells, which has room for all names.

    Notes
    -----
    Lines that cross between two axes show a conflict of two criteria *that stand side by side*:
    another order of the criteria shows others (`table.select(criteria=...)`).

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from decision_analysis import Criterion, DecisionTable, plot
    >>> price = Criterion("price", "min", unit="EUR")
    >>> table = DecisionTable.from_rows({"bus": [2, 3], "car": [9, 8]}, [price, "comfort"])
    >>> ax = plot.parallel_coordinates(table, ax=Figure().subplots())
    >>> [text.get_text() for text in ax.texts][:2]
    ['2', '9']
    """
    table = _grid.single(_checks.instance("table", table, DecisionTable))
    limits = _profiles(table, profiles)
    words, fresh, columns = _chart.titled(title, "Performances"), ax is None, len(table.criteria)
    wide = _grid.width(columns)
    ax = _chart.start(ax, (wide, HEIGHT))
    places = _chosen.chosen(
        table, of, top, None if fresh else ax, usual=_lines.USUAL, most=_lines.MOST
    )
    values = table.values if limits is None else np.concatenate([table.values, limits])
    frame = _frame(table, values)
    heights = _at(frame, table.values)
    x = np.arange(columns, dtype=np.float64)
    looks = [_lines.look(number) for number in range(len(places))]
    for row in sorted(set(range(len(table.alternatives))) - set(places)):
        ax.plot(x, heights[row], zorder=2, **OTHERS)
    for row, look in zip(places, looks, strict=True):
        ax.plot(x, heights[row], linewidth=1.8, zorder=3, **look)
        if columns == 1:
            ax.plot(x, heights[row], "o", color=look["color"], zorder=3)
    if limits is not None:
        for line in _at(frame, limits):
            ax.plot(x, line, zorder=4, **PROFILE)
    ax.vlines(x, 0, 1, color=_style.MUTED, linewidth=1.0, zorder=1)
    ax.set_yticks([])
    ax.set_xlim(-0.5, columns - 0.5)
    total = len(table.alternatives)
    told = _chart.Words(words, _chosen.note(len(places), total), "", "the best at the top")
    key = _chart.Key(handles=_key(table, places, looks, limits is not None))
    more = [_grid.meaning(criterion) for criterion in table.criteria]
    each = (wide if fresh else _style.across(ax)) / columns
    head = _grid.head_room(ax, table.criterion_names, more, each)
    room = HEIGHT + head + 2 * NUMBER
    _chart.finish(ax, (wide, room) if fresh else None, told, key=key, grid="")
    ax.set_xticks([])
    ax.spines[:].set_visible(False)
    _ends(ax, table, frame, head)
    return ax


def _profiles(table: DecisionTable, profiles: object) -> FloatArray | None:
    """Return the performances (P, C) of profiles, in the order of the table's criteria."""
    if profiles is None:
        return None
    given = _checks.instance("profiles", profiles, DecisionTable)
    if given.sample_shape:
        raise InvalidInputError(f"profiles must have no sample axes; got {given.sample_shape}")
    _checks.same_names(
        "profiles must have the criteria of the table", given.criterion_names, table.criterion_names
    )
    return given.values[:, [given.criterion_names.index(name) for name in table.criterion_names]]


def _frame(table: DecisionTable, values: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the worst and the best (C,) of all that is drawn, by the goals."""
    low, high = values.min(axis=0), values.max(axis=0)
    return np.where(table.maximize, low, high), np.where(table.maximize, high, low)


def _at(frame: tuple[FloatArray, FloatArray], values: FloatArray) -> FloatArray:
    """Return heights from 0 for the worst to 1 for the best; .5 where both are the same."""
    worst, best = frame
    span = np.where(best == worst, 1.0, best - worst)
    return np.asarray(np.where(best == worst, 0.5, (values - worst) / span))


def _ends(
    ax: Axes, table: DecisionTable, frame: tuple[FloatArray, FloatArray], head: float
) -> None:
    """Make room above and below the lines, and write the best, the worst and the heads there."""
    across, down = _style.size(ax)
    size = _grid.head_size(ax)
    columns = len(table.criteria)
    head = min(head, SHARE * down)
    unit = 1.0 / max(1.0, down - head - 2 * NUMBER)
    ax.set_ylim(-NUMBER * unit, 1.0 + (head + NUMBER) * unit)
    each, ruler = across / columns, Ruler()
    look: dict[str, Any] = {"ha": "center", "fontsize": size, "in_layout": False}
    worst, best = (ends.tolist() for ends in frame)
    for column, pair in enumerate(zip(best, worst, strict=True)):
        texts = _style.numbers(pair)
        if not all(_grid.fits(ruler, texts, size, each)):
            continue
        ax.text(column, 1.0 + 3.0 * unit, texts[0], va="bottom", color=_style.INK, **look)
        ax.text(column, -4.0 * unit, texts[1], va="top", color=_style.INK, **look)
    more = [_grid.meaning(criterion) for criterion in table.criteria]
    at = np.arange(columns, dtype=np.float64)
    bottom = 1.0 + NUMBER * unit
    _grid.heads(ax, table.criterion_names, more, at, bottom, each, head)


def _key(
    table: DecisionTable, places: Sequence[int], looks: Sequence[dict[str, Any]], profiled: bool
) -> list[Any]:
    line = optional_import("matplotlib.lines", extra="plot").Line2D
    handles = _chosen.key(table, places, looks)
    if len(places) < len(table.alternatives):
        handles.append(
            line([], [], label=f"{len(table.alternatives) - len(places):,} others", **OTHERS)
        )
    if profiled:
        handles.append(line([], [], label="profiles", **PROFILE))
    return handles
