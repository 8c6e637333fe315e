"""What all pictures share: where to draw, colors that color-blind readers tell apart, light grids, wrapped labels."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

from decision_analysis import _checks
from decision_analysis._arrays import optional_import

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Okabe M., Ito K. (2008) Color Universal Design. https://jfly.uni-koeln.de/color/
BLUE, VERMILION, GREEN, ORANGE = "#0072B2", "#D55E00", "#009E73", "#E69F00"
SERIES = (BLUE, VERMILION, GREEN, ORANGE, "#CC79A7", "#56B4E9")
DASHES = ("-", "--", "-.", ":")
MUTED, PALE, INK, GRID = "#8C8C8C", "#BFC9D1", "#262626", "#E3E3E3"

LABEL_WIDTH = 28
BREAK = "\v"


def axes(where: str, ax: Axes | None, width: float, height: float, *, constrained: bool = True) -> Axes:
    """Return `ax` if it is a matplotlib Axes, or the axes of a new pyplot figure of the given size in inches."""
    kind = optional_import("matplotlib.axes", extra="plot", where=where).Axes
    if ax is not None:
        return _checks.instance(where, "ax", ax, kind)  # type: ignore[no-any-return]
    pyplot = optional_import("matplotlib.pyplot", extra="plot", where=where)
    layout = "constrained" if constrained else "none"
    return pyplot.subplots(figsize=(width, height), layout=layout)[1]  # type: ignore[no-any-return]


def size(ax: Axes) -> tuple[float, float]:
    """Return width and height of the axes in points, as its figure lays it out."""
    figure = ax.figure.canvas.figure
    if figure.get_layout_engine() is not None:
        figure.draw_without_rendering()
    box = ax.get_window_extent()
    return box.width * 72 / figure.dpi, box.height * 72 / figure.dpi


def dress(ax: Axes, *, title: str, xlabel: str = "", ylabel: str = "", grid: str = "x") -> None:
    """Give the axes a title on the left, axis labels, a light grid behind the data, and no frame above and right."""
    ax.set_title(written(title, 70), loc="left", color=INK)
    ax.set_xlabel(written(xlabel, 70))
    ax.set_ylabel(written(ylabel, 40))
    ax.grid(visible=False)
    ax.grid(visible=True, axis="both" if grid == "both" else "x" if grid == "x" else "y", color=GRID, linewidth=0.8)
    ax.set_axisbelow(True)
    ax.spines[["top", "right"]].set_visible(False)
    ax.spines[["left", "bottom"]].set_color(MUTED)
    ax.tick_params(color=MUTED)


def rows(ax: Axes, labels: tuple[str, ...]) -> None:
    """Name one horizontal row of the axes for each label, the first at the top."""
    ax.set_yticks(range(len(labels)), [written(label) for label in labels])
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    ax.set_ylim(len(labels) - 0.4, -0.6)


def row_height(labels: tuple[str, ...]) -> float:
    """Return the inches that one row needs to hold the longest of the labels."""
    lines = max(written(label).count("\n") + 1 for label in labels)
    return max(0.42, 0.12 + 0.19 * lines)


def legend(ax: Axes, *, title: str = "") -> None:
    """Put the legend outside, to the right."""
    ax.legend(loc="upper left", bbox_to_anchor=(1.01, 1.0), borderaxespad=0.0, frameon=False, title=title or None)


def written(text: str, width: int = LABEL_WIDTH, lines: int = 3) -> str:
    """Wrap a user's text, with an ellipsis beyond so many lines; dollar signs are no mathematics."""
    return "\n".join(wrap(text, width, lines) or [""]).replace("$", r"\$")


def wrap(text: str, width: int, lines: int | None = None) -> list[str]:
    """Wrap a text at so many characters; words that are longer break behind their underscores, dots and the like."""
    words = [
        re.sub(r"([_/.:]+)(?=.)", rf"\1{BREAK}", word) if len(word) > width else word
        for word in re.split(r"[ \t\n\r\f\v]+", text)
    ]
    found = textwrap.wrap(
        " ".join(words),
        width,
        max_lines=lines,
        placeholder=" …",
        replace_whitespace=False,  # which would make spaces of the breaks within words
        expand_tabs=False,
    )
    return [line.replace(BREAK, "") for line in found]


def key(text: str) -> str:
    """Write a user's text for a legend, which would leave out what begins with an underscore."""
    return (" " if text.startswith("_") else "") + written(text)


def number(value: float) -> str:
    """Write a number with four significant digits, large ones in full up to a thousand million."""
    if 1000 <= abs(value) < 1e9:
        return f"{value:,.0f}" if abs(value) >= 10_000 else f"{value:,.1f}".removesuffix(".0")
    return "0" if value == 0 else f"{value:.4g}"
