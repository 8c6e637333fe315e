"""`panels`: a chart of rank acceptabilities for each of several people, on one pair of axes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis.plot import _chart, _rows, _smaa, _style
from decision_analysis.plot._ruler import Ruler

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Text

WIDTH, GAP = 150.0, 0.12
"""Points across of a panel, and the gap between two as a share of it."""
NARROWEST = 140.0
"""Points of a panel on given axes."""
MOST_ACROSS = 3
USUAL, MOST = 12, 40
"""Alternatives in each panel."""


def panels(
    names: list[str],
    alternatives: tuple[str, ...],
    shares: FloatArray,
    order: IntArray,
    told: tuple[str, str],
    *,
    top: int | None,
    ax: Axes | None,
) -> Axes:
    """Draw rank acceptabilities (K, A, ranks): a panel for each name, in bands of a few.

    `told` are the title and what the shares are of.
    """
    fresh, total = ax is None, len(alternatives)
    ax = _chart.start(ax, (WIDTH * MOST_ACROSS, 0.0))
    across = _across(len(names), None if fresh else _style.across(ax))
    bands = -(-len(names) // across)
    least = _rows.LEAST * bands * 1.5
    count = _rows.drawn(top, total, None if fresh else ax, usual=USUAL, most=MOST, least=least)
    drawn = order[:count]
    # a row for the names of people above each band, and one for the scale below all
    labels = [text for _ in range(bands) for text in ("", *(alternatives[i] for i in drawn))]
    height = _rows.name(ax, [*labels, ""], fresh=fresh)
    span = across + GAP * (across - 1)
    ax.set_xlim(0.0, span)
    width = WIDTH * span if fresh else _style.across(ax)
    groups, grouped = _smaa.grouped(shares[:, drawn])
    first: list[Any] = []
    texts = []
    for place, name in enumerate(names):
        band, column = divmod(place, across)
        row, left = band * (count + 1), column * (1 + GAP)
        rows = np.arange(row + 1, row + 1 + count)
        bars = _smaa.stack(
            ax, grouped[place], groups, thin=height / len(labels), rows=rows, left=left
        )
        first = first or bars
        # it will lie inside the axes, so that no layout has to make room for it
        head = ax.text(left, row, name, ha="left", va="center", zorder=5, in_layout=False)
        texts.append((head, bars, place))
        edges = [left, left + 0.5, left + 1.0]
        ax.vlines(edges, row + 0.5, row + count + 0.5, color=_style.GRID, linewidth=0.8, zorder=0)
        if place >= len(names) - across:
            _scale(ax, left, row + count + 1)
    plain(ax)
    title, of = told
    about = _chart.Words(title, _rows.note(count, total, "alternatives"), f"share of {of}")
    key = _chart.Key(title="rank", handles=first)
    _chart.finish(ax, (width, height) if fresh else None, about, key=key, grid="")
    if not fresh:
        _rows.settle(ax)
        width = _style.across(ax)
    for text, bars, place in texts:
        _head(ax, text, names[place], width / span, len(labels) + 1)
        _smaa.write(ax, bars, grouped[place], width / span)
    return ax


def _across(people: int, room: float | None) -> int:
    """Return how many panels stand side by side: few bands, of which the last is full."""
    most = MOST_ACROSS if room is None else max(1, int(room / NARROWEST))
    bands = -(-people // min(people, most))
    return -(-people // bands)


def plain(ax: Axes) -> None:
    """Take away the ticks and lines of an axis that several panels share."""
    ax.xaxis.set_major_formatter("")
    ax.tick_params(axis="x", length=0)
    ax.spines[["left", "bottom"]].set_visible(False)


def _scale(ax: Axes, left: float, row: float) -> None:
    """Write the ends of a panel's scale below it."""
    size = _rows.text_size(ax)
    for at, words, side in ((left, "0%", "left"), (left + 1.0, "100%", "right")):
        ax.text(at, row, words, ha=side, va="center", fontsize=size, color=_style.INK)


def _head(ax: Axes, text: Text, name: str, width: float, rows: int) -> None:
    """Write whose panel it is, in as many lines as its row has room for."""
    ruler, height = Ruler(), _style.size(ax)[1] / (rows + 0.2) - _rows.APART
    small = _rows.text_size(ax)
    # bold letters are wider than those that are measured
    width *= 0.84
    size = min(float(ax.yaxis.label.get_fontsize()), height / _rows.LEADING)
    if "…" in (words := ruler.wrapped(name, width, size, 1)):
        size = small
        words = ruler.wrapped(name, width, size, max(1, int(height / (_rows.LEADING * size))))
    text.set(text=words, color=_style.INK, fontweight="bold", fontsize=size)
