"""Drawing of a laid-out tree: one unit of data is one point, so that texts keep clear."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from decision_analysis._arrays import FloatArray, optional_import
from decision_analysis.plot import _style
from decision_analysis.plot._page import (
    FAINT,
    FOOTER,
    LEAST_WIDTH,
    LINE,
    PAD,
    key,
    key_width,
    page,
)
from decision_analysis.plot._ruler import FONT, Ruler
from decision_analysis.plot._tree_layout import Outline, rows
from decision_analysis.plot._tree_text import DECISION, HARD_SPACE, Caption, Captions

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SYMBOL, SLOPE, STRIKE, GAP = 7.0, 24.0, 12.0, 4.0
WRAPS, ROOT_WRAP, MOST_LINES = (30, 20, 45, 70), 16, 3
EQUAL = "equally good"
DASH = (0, (3.0, 1.2))
SYMBOLS = {2: ("decision", "s", 8.5), 1: ("chance", "o", 9.0), 0: ("end", "<", 7.5)}


@dataclass(frozen=True, eq=False)
class Drawing:
    """What is drawn: the shown nodes, kinds, texts, and if values are known.

    A kind is 0 (end), 1 (chance) or 2 (decision). `best` and `struck` are what the key calls
    branches of the strategy and options that it leaves out.
    """

    shown: Outline
    kinds: Any
    text: Captions
    valued: bool
    best: str = "best strategy"
    struck: str = "option not to take"

    @property
    def marked(self) -> bool:
        """Whether there is a strategy to mark."""
        return self.valued and bool(np.any(self.kinds == DECISION))

    @property
    def meanings(self) -> list[str]:
        """What the key says, symbols first."""
        words = [name for kind, (name, _, _) in SYMBOLS.items() if np.any(self.kinds == kind)]
        words += [self.best] * self.marked + [EQUAL] * any(self.text.tied)
        return words + [self.struck] * any(self.text.rejected)


@dataclass(frozen=True, eq=False)
class Draft:
    """Wrapped texts, places of nodes in points from the upper left corner, and the whole size."""

    over: list[list[str]]
    under: list[list[str]]
    beside: list[list[str]]
    x: FloatArray
    y: FloatArray
    width: float
    height: float


def draw(drawing: Drawing, title: str, ax: Axes | None) -> Axes:
    """Draw on `ax`, texts wrapped and scaled to fit best, or on a figure of the size needed."""
    ruler = Ruler()
    key_wide = key_width(ruler, drawing.meanings)
    least = max(key_wide, LEAST_WIDTH) if ax is None else 0.0
    ax, draft, scale = page(
        [_draft(drawing, ruler, wrap, least) for wrap in WRAPS], title, ax, stretch=True
    )
    _branches(ax, drawing, draft, scale)
    _symbols(ax, drawing, draft, scale)
    _texts(ax, drawing, draft, scale)
    _key(ax, drawing, min(scale, _style.size(ax)[0] / key_wide))
    return ax


def _draft(drawing: Drawing, ruler: Ruler, wrap: int, least: float) -> Draft:
    """Wrap the texts at so many characters and place the nodes."""
    shown, text = drawing.shown, drawing.text
    # texts above the branches, below them, and beside the ends
    over, under, beside = (
        [lines(t, wrap) for t in texts] for texts in (text.over, text.under, text.beside)
    )
    over[0] = lines(text.over[0], ROOT_WRAP)
    # a level is as wide as the widest of its texts
    branch = np.zeros(int(shown.depth.max()) + 1)
    for depth, upper, lower in zip(shown.depth, over, under, strict=True):
        branch[depth] = max(branch[depth], ruler.width(upper), ruler.width(lower))
    slope = np.where(np.arange(len(branch)) > 0, SYMBOL + SLOPE + STRIKE, 0.0)
    x: FloatArray = np.cumsum(branch + slope + PAD + SYMBOL)[shown.depth]
    right = (
        max(at + ruler.width(end) for at, end in zip(x, beside, strict=True)) + SYMBOL + 1 + 2 * PAD
    )
    # room that each node takes above and below its middle
    above = np.array([max(LINE * len(upper) + 3, SYMBOL) for upper in over])
    below = np.array([max(LINE * len(lower) + 3 + GAP, SYMBOL) for lower in under])
    aside = np.array([LINE * len(end) / 2 + 3 for end in beside])
    above[0] = below[0] = max(LINE * len(over[0]) / 2, SYMBOL)
    y = rows(shown, above, below, aside)
    height = float(max(np.max(y + below), np.max(y + aside))) + FOOTER
    width = max(right, least)
    return Draft(over, under, beside, x, y, width, height)


def lines(text: Caption, width: int) -> list[str]:
    """Wrap a label and the numbers that follow it.

    Of too much it is the label that is shortened.
    """
    label, numbers = text
    whole = _style.wrap(f"{label} {numbers}".strip(), width)
    if len(whole) > MOST_LINES:
        end = _style.wrap(numbers, width, MOST_LINES - 1 if label else MOST_LINES)
        whole = _style.wrap(label, width, MOST_LINES - len(end)) + end
    return [line.replace(HARD_SPACE, " ") for line in whole]


def _branches(ax: Axes, drawing: Drawing, draft: Draft, scale: float) -> None:
    collection = optional_import("matplotlib.collections", extra="plot").LineCollection
    x, y, parent = draft.x, draft.y, drawing.shown.parent
    plain: list[list[tuple[float, float]]] = []
    best: list[list[tuple[float, float]]] = []
    equal: list[list[tuple[float, float]]] = []
    strikes: list[list[tuple[float, float]]] = []
    for i in range(1, len(x)):
        bend = x[parent[i]] + SYMBOL + SLOPE
        line = [(x[parent[i]], y[parent[i]]), (bend, y[i]), (x[i], y[i])]
        kind = (
            best
            if drawing.text.optimal[i] and drawing.marked
            else equal
            if drawing.text.tied[i]
            else plain
        )
        kind.append(line)
        if drawing.text.rejected[i]:
            strikes += [[(bend + s, y[i] + 4), (bend + s + 3, y[i] - 4)] for s in (2, 5)]
    for segments, color, width, dash in (
        (plain, _style.MUTED, 1.0, "-"),
        (equal, _style.BLUE, 1.8, DASH),
        (best, _style.BLUE, 2.4, "-"),
        (strikes, FAINT, 1.1, "-"),
    ):
        if segments:
            look = {"colors": color, "linewidths": width * scale, "linestyles": [dash], "zorder": 1}
            ax.add_collection(collection(segments, **look), autolim=False)


def _symbols(ax: Axes, drawing: Drawing, draft: Draft, scale: float) -> None:
    good = (np.array(drawing.text.optimal) | np.array(drawing.text.tied)) & drawing.marked
    for kind, (_, marker, size) in SYMBOLS.items():
        for best, color in ((True, _style.BLUE), (False, FAINT)):
            here = (drawing.kinds == kind) & (good == best)
            if here.any():
                ax.plot(
                    draft.x[here],
                    draft.y[here],
                    marker,
                    markersize=size * scale,
                    color=color,
                    markerfacecolor="white",
                )


def _texts(ax: Axes, drawing: Drawing, draft: Draft, scale: float) -> None:
    x, y, parent = draft.x, draft.y, drawing.shown.parent
    size = FONT * scale

    def put(at: float, height: float, lines: list[str], color: str, **align: Any) -> None:
        if written := "\n".join(lines).replace("$", r"\$"):
            ax.text(at, height, written, fontsize=size, color=color, linespacing=1.1, **align)

    put(x[0] - SYMBOL - 1, y[0], draft.over[0], _style.INK, ha="right", va="center")
    for i in range(len(x)):
        good = drawing.text.optimal[i] or drawing.text.tied[i]
        color = _style.INK if good or not drawing.valued else FAINT
        if i:
            start = x[parent[i]] + SYMBOL + SLOPE + STRIKE
            put(start, y[i] - 2, draft.over[i], color, ha="left", va="bottom")
            put(x[i] - SYMBOL, y[i] + 2, draft.under[i], color, ha="right", va="top")
        put(x[i] + SYMBOL + 1, y[i], draft.beside[i], color, ha="left", va="center")


def _key(ax: Axes, drawing: Drawing, scale: float) -> None:
    """Say at the foot what the symbols mean."""
    handle = optional_import("matplotlib.lines", extra="plot").Line2D
    path = optional_import("matplotlib.path", extra="plot").Path
    looks = {
        name: {"marker": marker, "markersize": size * scale}
        for name, marker, size in SYMBOLS.values()
    }
    strokes = path([(-0.7, -1), (0, 1), (0, -1), (0.7, 1)], [1, 2, 1, 2])
    looks[drawing.struck] = {
        "marker": strokes,
        "markersize": 8 * scale,
        "markeredgewidth": 1.1 * scale,
    }
    handles = [
        handle(
            [],
            [],
            color=FAINT,
            markerfacecolor="white",
            linestyle="none",
            label=word,
            **looks[word],
        )
        if word in looks
        else handle(
            [],
            [],
            color=_style.BLUE,
            label=word,
            linewidth=(1.8 if word == EQUAL else 2.4) * scale,
            linestyle=DASH if word == EQUAL else "-",
        )
        for word in drawing.meanings
    ]
    key(ax, handles, scale)
