"""Which alternatives of a table are drawn in color, and what is said of the others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from decision_analysis import _checks
from decision_analysis._arrays import optional_import
from decision_analysis.core import DecisionTable
from decision_analysis.plot import _rows, _style

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def chosen(
    table: DecisionTable,
    of: Sequence[str] | None,
    top: int | None,
    ax: Axes | None,
    *,
    usual: int,
    most: int,
) -> list[int]:
    """Return the positions of those drawn in color: the first ones, or the first of `of`."""
    labels = _checks.labels_of("of", of, table.alternatives)
    count = _rows.drawn(top, len(labels), ax, usual=usual, most=most, least=2 * _rows.LEAST)
    return [table.alternatives.index(label) for label in labels[:count]]


def key(table: DecisionTable, places: Sequence[int], looks: Sequence[dict[str, Any]]) -> list[Any]:
    """Return a line for each alternative in color."""
    line = optional_import("matplotlib.lines", extra="plot").Line2D
    return [
        line([], [], linewidth=1.8, label=_style.key(table.alternatives[i]), **look)
        for i, look in zip(places, looks, strict=True)
    ]


def note(count: int, total: int) -> str:
    """Say how many have colors, where not all have."""
    return f"{count:,} of {total:,} alternatives in color" if count < total else ""
