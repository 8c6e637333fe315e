"""Picture of a table of performances, or of rank acceptabilities, as colored cells with numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from decision_analysis._arrays import FloatArray, optional_import
from decision_analysis._named import named
from decision_analysis._shown import shown
from decision_analysis.core import DecisionTable
from decision_analysis.errors import InvalidInputError
from decision_analysis.plot import _chart, _grid, _rows, _smaa, _style
from decision_analysis.plot._ruler import Ruler
from decision_analysis.uncertainty import ExactAcceptabilityResult, SmaaResult

if TYPE_CHECKING:
    from matplotlib.axes import Axes

DARK = 0.52
"""Brightness below which a color has white numbers."""


@dataclass(frozen=True)
class _Cells:
    """What is drawn: shares (A, n) in [0, 1] for colors, numbers, and the words around them."""

    alternatives: tuple[str, ...]
    shares: FloatArray
    texts: list[list[str]]
    heads: Sequence[str]
    more: Sequence[str]
    title: str
    xlabel: str
    key: tuple[tuple[str, float], ...]
    which: str


@named
def heat_map(
    result: DecisionTable | SmaaResult | ExactAcceptabilityResult,
    *,
    top: int | None = None,
    title: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw a table as colored cells: from the worst performance on a criterion to the best.

    Parameters
    ----------
    result : DecisionTable, SmaaResult or ExactAcceptabilityResult
        A table without sample axes: each column has its own colors, pale for the worst of its
        performances and dark for the best, by its goal. Or the answer of `uncertainty.smaa` or
        `exact_acceptability`: how often each alternative takes each rank, with the alternatives
        ordered by their share of first ranks, then of second ranks, and so on.
    top : int, optional
        How many alternatives are drawn at most, the first in that order, or of the table, up to
        1,000. None draws 60 of them, or, on a given `ax`, as many as can be read there. The title
        says so where there are more.
    title : str, optional
        What the picture shows.
    ax : matplotlib.axes.Axes, optional
        Where to draw; texts keep clear of the figure's edges where its layout is 'constrained'.
        None makes a pyplot figure as large as the cells and texts need.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on. Numbers stand in those cells that have room for them, in the units of the
        heads; cells of a column in which all are equal are gray.

    Raises
    ------
    InvalidInputError
        If `result` is neither a single table nor such a result, or another argument is not what it
        must be.
    MissingDependencyError
        If matplotlib is not installed.

    See Also
    --------
    smaa : Rank acceptabilities as stacked bars.
    parallel_coordinates : A table as a line for each alternative.

    Notes
    -----
    Rows stand in the order of the table; `table.select(alternatives=scored.order)` is the table in
    the order of a result. Colors say where a performance lies between those *of this table*: the
    worst and the best may differ by very little.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from decision_analysis import Criterion, DecisionTable, plot
    >>> price = Criterion("price", "min", unit="EUR")
    >>> table = DecisionTable.from_rows({"bus": [2, 3], "car": [9, 8]}, [price, "comfort"])
    >>> ax = plot.heat_map(table, ax=Figure().subplots())
    >>> [text.get_text() for text in ax.texts if text.get_text()[0].isalpha()]
    ['price\\n(EUR; min)', 'comfort']
    """
    cells = _cells(result)
    words, total = _chart.titled(title, cells.title), len(cells.alternatives)
    fresh, columns = ax is None, len(cells.heads)
    wide = _grid.width(columns)
    ax = _chart.start(ax, (wide, 0.0))
    # a third of given axes is for the heads
    count = _rows.drawn(top, total, None if fresh else ax, least=1.5 * _rows.LEAST)
    each = (wide if fresh else _style.across(ax)) / columns
    room = _grid.head_room(ax, cells.heads, cells.more, each)
    blank, height = _grid.rows(ax, cells.alternatives[:count], room, fresh=fresh)
    colors = optional_import("matplotlib.colors", extra="plot")
    ramp = colors.LinearSegmentedColormap.from_list("cells", _smaa.RAMP[::-1])
    ramp = ramp.with_extremes(bad=_style.GRID)
    drawn = np.ma.masked_invalid(cells.shares[:count])
    edges = np.arange(columns + 1) - 0.5, blank - 0.5 + np.arange(count + 1)
    ax.pcolormesh(*edges, drawn, cmap=ramp, vmin=0, vmax=1, edgecolor="white", linewidth=0.6)
    ax.set_xlim(-0.5, columns - 0.5)
    ax.set_ylim(blank + count - 0.4, -0.6)
    patch = optional_import("matplotlib.patches", extra="plot").Patch
    key = [patch(facecolor=ramp(share), label=label) for label, share in cells.key]
    if np.isnan(cells.shares).any():
        key.append(patch(facecolor=_style.GRID, label="all the same"))
    note = _rows.note(count, total, "alternatives", cells.which)
    told = _chart.Words(words, note, cells.xlabel)
    _chart.finish(ax, (wide, height) if fresh else None, told, key=_chart.Key(handles=key), grid="")
    ax.set_xticks([])
    ax.spines[:].set_visible(False)
    if not fresh:
        _rows.settle(ax)
    _write(ax, cells, ramp, blank, count)
    return ax


def _write(ax: Axes, cells: _Cells, ramp: Any, blank: int, count: int) -> None:
    """Write the heads, and numbers into the cells that have room for them."""
    ruler, size = Ruler(), _rows.text_size(ax)
    row = _grid.row_height(ax, blank + count)
    each = _style.size(ax)[0] / len(cells.heads)
    at = np.arange(len(cells.heads), dtype=np.float64)
    _grid.heads(ax, cells.heads, cells.more, at, blank - 0.6, each, blank * row)
    look: dict[str, Any] = {"ha": "center", "va": "center", "fontsize": size, "in_layout": False}
    for line in range(count):
        texts = cells.texts[line]
        for column, fits in enumerate(_grid.fits(ruler, texts, size, each)):
            if fits and texts[column]:
                share = cells.shares[line, column]
                color = _style.GRID if np.isnan(share) else ramp(share)
                ax.text(column, line + blank, texts[column], color=ink(color), **look)


def ink(color: Any) -> str:
    """Return white for dark grounds and the usual ink for light ones."""
    red, green, blue = optional_import("matplotlib.colors", extra="plot").to_rgb(color)
    return "white" if 0.3 * red + 0.59 * green + 0.11 * blue < DARK else _style.INK


def _cells(result: object) -> _Cells:
    """Return what is drawn of a table or a result."""
    if isinstance(result, DecisionTable):
        table = _grid.single(result)
        columns = [_style.numbers(column) for column in table.values.T.tolist()]
        return _Cells(
            alternatives=table.alternatives,
            shares=_grid.shares(table, table.values),
            texts=[list(row) for row in zip(*columns, strict=True)],
            heads=table.criterion_names,
            more=[_grid.meaning(criterion) for criterion in table.criteria],
            title="Performances",
            xlabel="colors compare performances on one criterion",
            key=(("best", 1.0), ("in between", 0.5), ("worst", 0.0)),
            which="first",
        )
    if not isinstance(result, SmaaResult | ExactAcceptabilityResult):
        raise InvalidInputError(
            "result must be DecisionTable, SmaaResult or ExactAcceptabilityResult; got"
            f" {shown(result)}"
        )
    order = np.lexsort(tuple(-result.rank_acceptability.T[::-1]))
    names, shares = _smaa.grouped(result.rank_acceptability[order])
    return _Cells(
        alternatives=tuple(result.alternatives[i] for i in order),
        shares=np.clip(shares, 0.0, 1.0),
        texts=[[f"{share:.0%}" if share >= 0.005 else "" for share in row] for row in shares],
        heads=[f"rank {name}" for name in names],
        more=[""] * len(names),
        title="Rank acceptability",
        xlabel=f"share of {_smaa.sampled(result)}; empty below 0.5%",
        key=(("100%", 1.0), ("50%", 0.5), ("0%", 0.0)),
        which="top",
    )
