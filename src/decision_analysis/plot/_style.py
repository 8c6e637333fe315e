"""What all pictures share: where to draw, colors for all eyes, wrapped labels, numbers."""

from __future__ import annotations

import math
import re
import textwrap
from collections.abc import Sequence
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import optional_import
from decision_analysis._printable import one_line, unbroken

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Okabe M., Ito K. (2008) Color Universal Design. https://jfly.uni-koeln.de/color/
BLUE, VERMILION, GREEN, ORANGE = "#0072B2", "#D55E00", "#009E73", "#E69F00"
SERIES = (BLUE, VERMILION, GREEN, ORANGE, "#CC79A7", "#56B4E9")
DASHES = ("-", "--", "-.", (0, (5.0, 1.4, 1.0, 1.4, 1.0, 1.4)))
MUTED, PALE, INK, GRID = "#8C8C8C", "#BFC9D1", "#262626", "#E3E3E3"

LABEL_WIDTH = 28
LONGEST = 48
"""Letters of a word that are written in one line; words do not break, longer ones are cut."""
BREAK, MORE, ENDING = "\v", " …", 0.3
BOX = "□"
"""Stands for a sign that no font has; matplotlib would draw one, too, and warn."""
LATER = 0.6
"""Share of its width that one of several axes keeps when the others have got their texts."""
SIDE = 2**16 - 2**10
"""Most pixels of a side: matplotlib draws less than 2^16, and a notice needs some."""
FEW = 20
"""Up to how many numbers are told apart where they are nearly the same."""
LEAST, LARGEST = 1e-4, 1e9
"""Numbers that are not written as multiples of a power of ten."""
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
EXACT = 1e-9
"""Share of the largest number up to which decimals are rounding noise."""

file_dpi: ContextVar[float | None] = ContextVar("file_dpi", default=None)
"""Dots an inch of new figures that are made for files, without pyplot."""


def axes(ax: Axes | None, width: float, height: float, *, constrained: bool = True) -> Axes:
    """Return `ax` if it is a matplotlib Axes, or the axes of a new pyplot figure.

    The figure has the given size in inches.
    """
    kind = optional_import("matplotlib.axes", extra="plot").Axes
    if ax is not None:
        return _checks.instance("ax", ax, kind)  # type: ignore[no-any-return]
    dpi = file_dpi.get()
    usual = (
        optional_import("matplotlib", extra="plot").rcParams["figure.dpi"] if dpi is None else dpi
    )
    look = {
        "figsize": (width, height),
        # as many dots as matplotlib can draw at most
        "dpi": min(float(usual), SIDE / max(width, height)),
        "layout": "constrained" if constrained else "none",
    }
    if dpi is not None:
        # without pyplot, which would keep the figure and may need a display
        figure = optional_import("matplotlib.figure", extra="plot").Figure(**look)
        return figure.subplots()  # type: ignore[no-any-return]
    return optional_import("matplotlib.pyplot", extra="plot").subplots(**look)[1]  # type: ignore[no-any-return]


def size(ax: Axes) -> tuple[float, float]:
    """Return width and height of the axes in points, as its figure lays it out."""
    figure = ax.figure.canvas.figure
    engine = figure.get_layout_engine()
    if engine is not None:
        engine.execute(figure)
    box = ax.get_window_extent()
    return box.width * 72 / figure.dpi, box.height * 72 / figure.dpi


def across(ax: Axes) -> float:
    """Return the points across that what is drawn on given axes may count on."""
    return size(ax)[0] * (1.0 if len(ax.figure.canvas.figure.axes) == 1 else LATER)


def cell(ax: Axes) -> float:
    """Return the width in points of the figure's part that the axes and their texts share.

    No other axes are in it.
    """
    figure, place = ax.figure, ax.get_subplotspec()
    whole = float(figure.bbox.width) * 72 / figure.canvas.figure.dpi
    if place is None:
        return whole
    shares = np.array(place.get_gridspec().get_width_ratios(), dtype=float)
    return whole * float(shares[list(place.colspan)].sum() / shares.sum())


def dress(ax: Axes, *, grid: str = "x") -> None:
    """Give the axes a light grid behind the data, and no frame above and right."""
    ax.grid(visible=False)
    if grid:
        ax.grid(visible=True, axis="both" if grid == "both" else "x", color=GRID, linewidth=0.8)
    ax.set_axisbelow(True)
    ax.spines[["top", "right"]].set_visible(False)
    ax.spines[["left", "bottom"]].set_color(MUTED)
    ax.tick_params(color=MUTED)


def palette(count: int) -> list[Any]:
    """Return so many colors: those of all pictures while they last, else a rainbow's."""
    own = [*SERIES, PALE, MUTED]
    if count <= len(own):
        return own[:count]
    colormaps = optional_import("matplotlib", extra="plot").colormaps
    return list(colormaps["turbo"](np.linspace(0.05, 0.95, count)))


def written(text: str, width: int = LABEL_WIDTH, lines: int = 3, longest: int = LONGEST) -> str:
    """Wrap a user's text, with an ellipsis beyond so many lines.

    Dollar signs are no mathematics.
    """
    return "\n".join(wrap(text, width, lines, longest) or [""]).replace("$", r"\$")


def drawable(text: str) -> str:
    """Return a text as it can be drawn: what is hidden as escapes, a box for what no font has."""
    shown = one_line(text)
    if shown.isascii():
        return shown
    manager: Any = optional_import("matplotlib.font_manager", extra="plot")
    # one font for each family that is set, among which matplotlib looks for a sign
    families = manager.FontProperties().get_family()
    found = [manager.findfont(manager.FontProperties(family=[family])) for family in families]
    fonts = [manager.get_font(path) for path in found]
    return "".join(sign if _is_in(fonts, sign) else BOX for sign in shown)


def _is_in(fonts: Sequence[Any], sign: str) -> bool:
    return sign.isascii() or any(font.get_char_index(ord(sign)) for font in fonts)


def wrap(text: str, width: int, lines: int | None = None, longest: int = LONGEST) -> list[str]:
    """Wrap a text at so many characters.

    Words that are longer break behind their underscores, dots and the like, and nowhere else: a
    line is then longer, and ends in an ellipsis where the word has more than the `longest` letters
    that a line may have.
    """
    words = [
        # a break after each sign at which a long word may be parted
        re.sub(r"([_/.:]+)(?=.)", rf"\1{BREAK}", word) if len(word) > width else word
        for word in filter(None, drawable(unbroken(text)).split(" "))
    ]
    found = textwrap.wrap(
        " ".join(words),
        width,
        replace_whitespace=False,  # which would make spaces of the breaks within words
        expand_tabs=False,
        break_long_words=False,
    )
    most = max(width, longest)
    joined = [line.replace(BREAK, "") for line in found]
    if lines is not None and len(joined) > lines:
        joined = [*joined[: lines - 1], _ended(joined[lines - 1], words[-1], width, most)]
    return [line if len(line) <= most else line[: most - 1] + "…" for line in joined]


def _ended(line: str, end: str, width: int, most: int) -> str:
    """Return the last line of a text that goes on: with an ellipsis and its last word.

    The word is never cut.
    """
    end = f"{MORE} {end}" if len(end) <= width * ENDING else MORE
    while len(line) + len(end) > width and " " in line:
        line = line.rpartition(" ")[0]
    return line[: max(1, most - len(end))] + end


def key(text: str) -> str:
    """Write a user's text for a legend, which would leave out what begins with an underscore."""
    return (" " if text.startswith("_") else "") + written(text)


def number(value: float) -> str:
    """Write a number with four significant digits, large ones in full up to a thousand million."""
    if 1000 <= abs(value) < LARGEST:
        return f"{value:,.0f}" if abs(value) >= 10_000 else f"{value:,.1f}".removesuffix(".0")
    if value == 0 or LEAST <= abs(value) < LARGEST:
        return f"{value + 0.0:.4g}"
    digits, power = f"{value:.3e}".split("e")
    return _times(f"{float(digits):.4g}", int(power))


def numbers(values: Sequence[float], digits: int = 4, *, exact: bool = False) -> list[str]:
    """Write numbers with the same decimals: so many significant digits of the largest.

    One or two decimals more where one of them, or the difference of two of a few, would vanish, or
    where `exact` numbers would be rounded, and fewer where all are exact without; each by itself
    where that is not enough. With the same power of ten where they are too large or too small to be
    written in full.
    """
    largest = max((abs(value) for value in values), default=0.0)
    if largest == 0:
        return ["0" for _ in values]
    if not LEAST <= largest < LARGEST:
        return _powers(values, math.floor(math.log10(largest)), digits)
    # nine digits tell numbers apart, and not their rounding
    different = len({f"{value:.9g}" for value in values}) if len(values) <= FEW else 0
    # decimals so that the largest number has as many significant digits
    least = max(0, digits - 1 - math.floor(math.log10(largest)))
    for decimals in range(least, least + 3):
        found = [f"{round(value, decimals) + 0.0:,.{decimals}f}" for value in values]
        if exact and not _exact(values, decimals, largest):
            continue
        if len(set(found)) >= different and not _vanish(values, found):
            break
    if _vanish(values, found):
        return [number(value) for value in values]
    # fewer where the last one is a zero in all of them
    while decimals and _exact(values, decimals - 1, largest):
        decimals -= 1
    return [f"{round(value, decimals) + 0.0:,.{decimals}f}" for value in values]


def _exact(values: Sequence[float], decimals: int, largest: float) -> bool:
    """Say whether so many decimals leave nothing out but rounding noise."""
    return all(abs(value - round(value, decimals)) <= EXACT * largest for value in values)


def _powers(values: Sequence[float], power: int, digits: int) -> list[str]:
    """Write numbers as multiples of a power of ten; each with its own where one would vanish."""
    shares = [value / 10.0**power for value in values]
    if any(0 < abs(share) < LEAST for share in shares):
        return [number(value) for value in values]
    found = zip(values, numbers(shares, digits), strict=True)
    return [_times(text, power) if value else "0" for value, text in found]


def _times(text: str, power: int) -> str:
    return f"{text}×10{str(power).translate(RAISED)}"


def _vanish(values: Sequence[float], found: Sequence[str]) -> bool:
    """Say whether a number other than 0 was written as if it were 0."""
    return any(
        value != 0 and not text.strip("-0.,") for value, text in zip(values, found, strict=True)
    )


def with_unit(words: str, unit: str) -> str:
    """Write what an axis shows and, in brackets, in which unit."""
    return f"{words} ({unit})" if unit else words
