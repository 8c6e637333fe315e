"""Rows of a chart: how many are drawn, what is said of the others, their names and heights."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from decision_analysis import _checks
from decision_analysis.plot import _style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Annotation

    from decision_analysis.plot._ruler import Ruler

USUAL, MOST, FEW = 60, 1000, 20
LEAST = 9.0
"""The smallest height of a row on given axes, in points, unless more rows are asked for."""
WORDS = 60.0
"""Points that title and axis label take from given axes that are laid out with them."""
TALL, SPACED, APART, LEADING = 30.0, 5.0, 1.5, 1.25
NAMES, LETTER, FEWEST = 0.4, 0.55, 12
"""Share of the part of a figure that names may take, width of a letter for its size, letters in any
case."""
LAYOUTS = ((1.0, 28, 3), (0.8, 46, 2), (0.8, 46, 1))
"""Share of the usual size of text, letters in a line, lines of a label."""


def drawn(
    top: object,
    total: int,
    ax: Axes | None,
    *,
    usual: int = USUAL,
    most: int = MOST,
    least: float = LEAST,
) -> int:
    """Return how many rows are drawn: the `top` ones, else what is usual and fits on given axes.

    A row takes at least so many points of these.
    """
    if top is not None:
        return min(_checks.integer("top", top), total, most)
    if ax is None:
        return min(usual, total, most)
    # texts take room from given axes only where a layout keeps them inside
    figure = ax.figure.canvas.figure
    room = _style.size(ax)[1] - (0.0 if figure.get_layout_engine() is None else WORDS)
    return min(usual, total, max(1, int(room / least)))


def note(count: int, total: int, what: str, which: str = "top") -> str:
    """Say on the picture that not all is drawn."""
    return f"{which} {count:,} of {total:,} {what}" if count < total else ""


def name(
    ax: Axes, labels: Sequence[str], units: Sequence[str] | None = None, *, fresh: bool
) -> float:
    """Name a row for each label, the first at the top; return the points that all want."""
    named = list(zip(labels, units or [""] * len(labels), strict=True))
    usual = float(ax.yaxis.label.get_fontsize())
    if fresh:
        share, letters, lines = LAYOUTS[0] if len(labels) <= FEW else LAYOUTS[1]
        size, texts = (
            share * usual,
            [_written(label, unit, letters, lines) for label, unit in named],
        )
        height = max(TALL if len(labels) <= FEW else 0.0, _height(texts, size))
    else:
        height = _style.size(ax)[1] / len(labels)
        room = NAMES * _style.cell(ax) / LETTER
        for share, most, lines in LAYOUTS:
            size = share * usual
            letters = min(most, max(FEWEST, int(room / size)))
            texts = [_written(label, unit, letters, lines, letters) for label, unit in named]
            # the first layout whose texts fit into the rows
            if _height(texts, size) <= height + SPACED:
                break
        size = min(size, max(height - APART, 0.5 * height) / LEADING)
    ax.set_yticks(range(len(labels)), texts, fontsize=size)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    # downward, with half a row of room at either end
    ax.set_ylim(len(labels) - 0.4, -0.6)
    return height * (len(labels) + 0.2)


def write(ax: Axes, at: float, row: int, text: str, away: float) -> Annotation:
    """Write a small text beside a place in a row: to its left where `away` is negative."""
    look: dict[str, Any] = {"textcoords": "offset points", "va": "center", "color": _style.INK}
    # a box of the background's color, so that no grid shows behind the text
    look["bbox"] = {
        "boxstyle": "square,pad=0.1",
        "facecolor": ax.get_facecolor(),
        "edgecolor": "none",
    }
    side = "left" if away > 0 else "right"
    return ax.annotate(text, (at, row), (away, 0.0), ha=side, fontsize=text_size(ax), **look)


def text_size(ax: Axes) -> float:
    """Return the size of small texts in the rows, which is never more than that of their names."""
    return min(
        0.833 * float(ax.yaxis.label.get_fontsize()), float(ax.get_yticklabels()[0].get_fontsize())
    )


def settle(ax: Axes, notes: Sequence[Annotation] = (), *, above: float = 0.0) -> None:
    """Make the texts in the rows of given axes so small that they keep apart.

    The rows have not got the points that are `above` them.
    """
    names = ax.get_yticklabels()
    row = (_style.size(ax)[1] - above) / (len(names) + 0.2)
    height = max(row - APART, 0.5 * row) / LEADING
    size = height / max(name.get_text().count("\n") + 1 for name in names)
    if size < float(names[0].get_fontsize()):
        ax.tick_params(axis="y", labelsize=size)
    # all in one size, also where one of them has two lines
    lines = max((text.get_text().count("\n") + 1 for text in notes), default=1)
    for text in notes:
        text.set_fontsize(min(height / lines, float(text.get_fontsize())))


def hold(ax: Axes, ruler: Ruler, notes: Sequence[Annotation], width: float) -> None:
    """Widen the horizontal axis until the texts at the ends of the bars lie inside."""
    left, right = first, last = ax.get_xlim()
    at = np.array([float(text.xy[0]) for text in notes])
    away = [4.0 + abs(float(text.xyann[0])) for text in notes]
    room = np.array(away) + np.array(
        [ruler.width([text.get_text()], float(text.get_fontsize())) for text in notes]
    )
    room = np.minimum(room, 0.3 * width)
    rightward = np.array([text.get_horizontalalignment() == "left" for text in notes])
    # wider limits make each point worth more data, so that texts need more of it: a few rounds
    for _ in range(12):
        unit = (right - left) / width
        last = max(last, *np.where(rightward, at + room * unit, last))
        first = min(first, *np.where(rightward, first, at - room * unit))
        left, right = first, last
    ax.set_xlim(left, right)


def _written(label: str, unit: str, letters: int, lines: int, longest: int = _style.LONGEST) -> str:
    """Wrap a label, of which a unit that fits on a line is not cut off."""
    of = _style.wrap(unit, _style.LONGEST, 1)
    if not of:
        return _style.written(label, letters, lines, longest)
    end = f" ({of[0]})"
    found = _style.wrap(label, letters, lines, longest)
    if len(found[-1]) + len(end) <= letters:
        found[-1] += end
    elif lines > 1:
        found = [*_style.wrap(label, letters, lines - 1, longest), end.strip()]
    else:
        short = max(letters - len(end), letters // 2)
        found = [_style.wrap(label, short, 1, short)[0] + end]
    return "\n".join(found).replace("$", r"\$")


def _height(texts: Sequence[str], size: float) -> float:
    return SPACED + LEADING * size * max(text.count("\n") + 1 for text in texts)
