"""Picture of a sorting: the category of each alternative, the best ones first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis._named import named
from decision_analysis.core import Sorting
from decision_analysis.errors import InvalidInputError
from decision_analysis.plot import _chart, _grid, _rows, _smaa, _style
from decision_analysis.plot._heat_map import ink
from decision_analysis.plot._ruler import Ruler

if TYPE_CHECKING:
    from matplotlib.axes import Axes

EMPTY = "#F4F5F6"
"""Color of the cells of other categories."""
DEGREES = {
    "credibility": "how credibly it is at least as good as the category's {profile}",
    "concordance": "weight of the criteria on which it reaches the category's {profile}",
}
"""Fields of results that hold a degree for each alternative and profile, and what they say."""


@named
def sorting(
    result: Sorting,
    *,
    top: int | None = None,
    title: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw the category of each alternative as a cell in color, in bands from best to worst.

    Parameters
    ----------
    result : Sorting
        What a method that sorts has returned, such as `mcda.electre_tri`, of one table. Where it
        has degrees for alternatives and profiles, they are written into the cells of the categories
        to which the profiles belong: how credibly an alternative is at least as good as the lower
        limit of the category, or as its central profile. Values stand in the assigned cells where a
        method sorts by these. Where it has a `.lowest` and a `.highest` category, all from one to
        the other are in color.
    top : int, optional
        How many alternatives are drawn at most, those in the best categories, up to 1,000. None
        draws 60 of them, or, on a given `ax`, as many as can be read there. The title says so where
        there are more.
    title : str, optional
        What the picture shows, such as whose weights they are; the name of the method where None.
    ax : matplotlib.axes.Axes, optional
        Where to draw; texts keep clear of the figure's edges where its layout is 'constrained'.
        None makes a pyplot figure as large as the rows and texts need.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on: a row for each alternative, the best categories first and within them the
        largest degrees; a column for each category, the best on the right; a line between bands.

    Raises
    ------
    InvalidInputError
        If `result` is no sorting or a batch, or another argument is not what it must be.
    MissingDependencyError
        If matplotlib is not installed.

    See Also
    --------
    parallel_coordinates : Alternatives and profiles on all criteria.
    smaa : How often each alternative goes to each category, where weights are not known exactly.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> import numpy as np
    >>> from decision_analysis import Sorting, plot
    >>> sorted_ = Sorting(
    ...     method="m",
    ...     alternatives=("bus", "car"),
    ...     categories=("bad", "good"),
    ...     assignment=np.array([0, 1]),
    ... )
    >>> ax = plot.sorting(sorted_, ax=Figure().subplots())
    >>> [label.get_text() for label in ax.get_yticklabels() if label.get_text()]
    ['car', 'bus']
    """
    result = _checks.instance("result", result, Sorting)
    if result.sample_shape:
        raise InvalidInputError(
            f"result must be of one table; got samples {result.sample_shape}; pick one with"
            " result.at(i)"
        )
    words, total = _chart.titled(title, result.method), len(result.alternatives)
    fresh, columns = ax is None, len(result.categories)
    wide = _grid.width(columns)
    ax = _chart.start(ax, (wide, 0.0))
    count = _rows.drawn(top, total, None if fresh else ax, least=1.5 * _rows.LEAST)
    degrees, about = _degrees(result)
    order = np.lexsort((-np.nan_to_num(degrees).sum(axis=1), -result.assignment))[:count]
    labels = tuple(result.alternatives[i] for i in order)
    heads = result.categories, [""] * columns
    room = _grid.head_room(ax, *heads, (wide if fresh else _style.across(ax)) / columns)
    blank, height = _grid.rows(ax, labels, room, fresh=fresh)
    held = _held(result)[order]
    colors = _smaa.shades(columns)[::-1]
    _cells(ax, held, colors, blank)
    ax.set_xlim(-0.5, columns - 0.5)
    ax.set_ylim(blank + count - 0.4, -0.6)
    bands = np.flatnonzero(np.diff(result.assignment[order])) + blank + 0.5
    ax.hlines(bands, -0.5, columns - 0.5, color=_style.MUTED, linewidth=1.0, zorder=3)
    told = _chart.Words(words, _rows.note(count, total, "alternatives"), about)
    _chart.finish(ax, (wide, height) if fresh else None, told, grid="")
    ax.set_xticks([])
    ax.spines[:].set_visible(False)
    if not fresh:
        _rows.settle(ax)
    row, each = _grid.row_height(ax, blank + count), _style.size(ax)[0] / columns
    at = np.arange(columns, dtype=np.float64)
    _grid.heads(ax, *heads, at, blank - 0.6, each, blank * row)
    _write(ax, degrees[order], held, colors, blank, each)
    return ax


def _held(result: Sorting) -> BoolArray:
    """Return which categories (A, K) are in color: the assigned one, or a range of them."""
    low, high = (getattr(result, name, None) for name in ("lowest", "highest"))
    category = np.arange(len(result.categories))
    if not (isinstance(low, np.ndarray) and isinstance(high, np.ndarray)):
        low = high = result.assignment
    return np.asarray((low[:, None] <= category) & (category <= high[:, None]))


def _degrees(result: Sorting) -> tuple[FloatArray, str]:
    """Return degrees (A, K) of alternatives and categories, NaN where none is, and their words."""
    size = len(result.alternatives), len(result.categories)
    found = np.full(size, np.nan)
    for name, words in DEGREES.items():
        degrees = getattr(result, name, None)
        if not isinstance(degrees, np.ndarray) or degrees.ndim != 2:
            continue
        if degrees.shape[1] == size[1]:
            return np.asarray(degrees, dtype=np.float64), "numbers: " + words.format(
                profile="central profile"
            )
        # the profile with the number i is the lower limit of the category i + 1
        if degrees.shape[1] == size[1] - 1:
            found[:, 1:] = degrees
            return found, "numbers: " + words.format(profile="lower limit")
    scores = getattr(result, "scores", None)
    if isinstance(scores, np.ndarray) and scores.shape == size[:1]:
        found[np.arange(size[0]), result.assignment] = scores
        return found, "numbers: values of the alternatives"
    return found, ""


def _cells(ax: Axes, held: BoolArray, colors: list[Any], blank: int) -> None:
    """Paint the cells: those of the assigned categories in their colors."""
    rows = np.arange(len(held)) + blank
    for column, color in enumerate(colors):
        paint = [color if mine else EMPTY for mine in held[:, column].tolist()]
        ax.barh(rows, 0.96, left=column - 0.48, height=0.86, color=paint, linewidth=0.0, zorder=2)


def _write(
    ax: Axes, degrees: FloatArray, held: BoolArray, colors: list[Any], blank: int, each: float
) -> None:
    """Write the degrees into the cells that have room for them."""
    ruler, size = Ruler(), _rows.text_size(ax)
    look: dict[str, Any] = {"ha": "center", "va": "center", "fontsize": size, "in_layout": False}
    for row, column in np.argwhere(~np.isnan(degrees)).tolist():
        text = f"{degrees[row, column]:.2f}"
        if _grid.fits(ruler, [text], size, each)[0]:
            color = ink(colors[column]) if held[row, column] else _style.INK
            ax.text(column, row + blank, text, color=color, zorder=4, **look)
