"""Drawing of a laid-out tree: one unit of data is one point, so that measured texts keep clear of one another."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from decision_analysis._arrays import FloatArray, optional_import
from decision_analysis.plot import _style
from decision_analysis.plot._tree_layout import Outline, rows
from decision_analysis.plot._tree_text import Captions

if TYPE_CHECKING:
    from matplotlib.axes import Axes

POINTS = 72.0
FONT, LINE = 8.5, 10.8
SYMBOL, SLOPE, STRIKE, PAD = 7.0, 24.0, 12.0, 6.0
TITLE, FOOTER, LEAST_WIDTH = 11.0, 26.0, 450.0
LARGEST = 1.3
WRAPS, ROOT_WRAP = (30, 20, 45, 70), 16
SYMBOLS = {2: ("decision", "s", 8.5), 1: ("chance", "o", 9.0), 0: ("end", "<", 7.5)}
FAINT = "#666666"


@dataclass(frozen=True, eq=False)
class Drawing:
    """What is drawn: the shown nodes, kinds (0 end, 1 chance, 2 decision) and texts, and if values are known."""

    shown: Outline
    kinds: Any
    text: Captions
    valued: bool


@dataclass(frozen=True, eq=False)
class Plan:
    """Wrapped texts and places of the nodes, in points from the upper left corner, and the size of all."""

    over: list[list[str]]
    under: list[list[str]]
    beside: list[list[str]]
    x: FloatArray
    y: FloatArray
    width: float
    height: float


def draw(where: str, drawing: Drawing, title: str, ax: Axes | None) -> Axes:
    """Draw on `ax`, texts wrapped and scaled so that they fit best, or on a figure of the size that the tree needs."""
    ruler = Ruler(where)
    plans = [_plan(drawing, ruler, wrap) for wrap in WRAPS]
    if ax is None:
        plan, scale = min(plans, key=lambda plan: max(plan.width, plan.height)), 1.0
        title, header = _titled(title, plan.width)
        ax = _style.axes(where, None, plan.width / POINTS, (plan.height + header) / POINTS, constrained=False)
        ax.figure.subplots_adjust(left=0, right=1, bottom=0, top=plan.height / (plan.height + header))
        ax.set_title(title, x=PAD / plan.width, loc="left", color=_style.INK, fontsize=TITLE)
    else:
        ax = _style.axes(where, ax, 0, 0)
        ax.set_title(_titled(title, _style.size(ax)[0])[0], loc="left", color=_style.INK, fontsize=TITLE)
        width, height = _style.size(ax)
        scales = [min(LARGEST, width / plan.width, height / plan.height) for plan in plans]
        plan, scale = max(zip(plans, scales, strict=True), key=lambda pair: pair[1])
    ax.set_axis_off()
    ax.set_xlim(0, plan.width)
    ax.set_ylim(plan.height, 0)
    _branches(ax, drawing, plan, scale)
    _symbols(ax, drawing, plan, scale)
    _texts(ax, drawing, plan, scale)
    _key(ax, drawing, scale)
    return ax


def _titled(title: str, width: float) -> tuple[str, float]:
    """Wrap the title to a width in points, and return the height that it takes."""
    written = _style.written(title, max(20, int(width / (0.6 * TITLE))))
    return written, 16.0 + 1.3 * TITLE * (written.count("\n") + 1)


class Ruler:
    """Measures lines of text in points, at the size in which they are drawn."""

    def __init__(self, where: str) -> None:
        self._fonts = optional_import("matplotlib.font_manager", extra="plot", where=where).FontProperties(size=FONT)
        self._paths = optional_import("matplotlib.textpath", extra="plot", where=where).text_to_path
        self._known: dict[str, float] = {}

    def width(self, lines: list[str]) -> float:
        """Return the width of the longest line, with a reserve for rounding to pixels; 0 for none."""
        for line in lines:
            if line not in self._known:
                self._known[line] = 1.06 * self._paths.get_text_width_height_descent(line, self._fonts, False)[0]
        return max((self._known[line] for line in lines), default=0.0)


def _plan(drawing: Drawing, ruler: Ruler, wrap: int) -> Plan:
    """Wrap the texts at so many characters and place the nodes."""
    shown, text = drawing.shown, drawing.text
    over, under, beside = ([_lines(t, wrap) for t in texts] for texts in (text.over, text.under, text.beside))
    over[0] = _lines(text.over[0], ROOT_WRAP)
    branch = np.zeros(int(shown.depth.max()) + 1)
    for depth, upper, lower in zip(shown.depth, over, under, strict=True):
        branch[depth] = max(branch[depth], ruler.width(upper), ruler.width(lower))
    slope = np.where(np.arange(len(branch)) > 0, SYMBOL + SLOPE + STRIKE, 0.0)
    x: FloatArray = np.cumsum(branch + slope + PAD + SYMBOL)[shown.depth]
    right = max(at + ruler.width(lines) for at, lines in zip(x, beside, strict=True)) + SYMBOL + 2 * PAD
    above = np.array([max(LINE * len(lines) + 3, SYMBOL) for lines in over])
    below = np.array([max(LINE * len(lines) + 3, SYMBOL) for lines in under])
    aside = np.array([LINE * len(lines) / 2 + 1 for lines in beside])
    above[0] = below[0] = max(LINE * len(over[0]) / 2, SYMBOL)
    y = rows(shown, above, below, aside)
    height = float(max(np.max(y + below), np.max(y + aside))) + FOOTER
    return Plan(over, under, beside, x, y, max(right, LEAST_WIDTH), height)


def _lines(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, max_lines=3, placeholder=" …")


def _branches(ax: Axes, drawing: Drawing, plan: Plan, scale: float) -> None:
    collection = optional_import("matplotlib.collections", extra="plot", where="tree()").LineCollection
    x, y, parent = plan.x, plan.y, drawing.shown.parent
    plain: list[list[tuple[float, float]]] = []
    best: list[list[tuple[float, float]]] = []
    strikes: list[list[tuple[float, float]]] = []
    for i in range(1, len(x)):
        bend = x[parent[i]] + SYMBOL + SLOPE
        line = [(x[parent[i]], y[parent[i]]), (bend, y[i]), (x[i], y[i])]
        (best if drawing.text.optimal[i] else plain).append(line)
        if drawing.text.rejected[i]:
            strikes += [[(bend + s, y[i] + 4), (bend + s + 3, y[i] - 4)] for s in (2, 5)]
    for lines, color, width in ((plain, _style.MUTED, 1.0), (best, _style.BLUE, 2.4), (strikes, FAINT, 1.1)):
        if lines:
            ax.add_collection(collection(lines, colors=color, linewidths=width * scale, zorder=1), autolim=False)


def _symbols(ax: Axes, drawing: Drawing, plan: Plan, scale: float) -> None:
    for kind, (_, marker, size) in SYMBOLS.items():
        for best, color in ((True, _style.BLUE), (False, FAINT)):
            here = (drawing.kinds == kind) & (np.array(drawing.text.optimal) == best)
            if here.any():
                ax.plot(
                    plan.x[here], plan.y[here], marker, markersize=size * scale, color=color, markerfacecolor="white"
                )


def _texts(ax: Axes, drawing: Drawing, plan: Plan, scale: float) -> None:
    x, y, parent = plan.x, plan.y, drawing.shown.parent
    size = FONT * scale

    def put(at: float, height: float, lines: list[str], color: str, **align: Any) -> None:
        if lines:
            written = "\n".join(lines).replace("$", r"\$")
            ax.text(at, height, written, fontsize=size, color=color, linespacing=1.1, **align)

    put(x[0] - SYMBOL - 1, y[0], plan.over[0], _style.INK, ha="right", va="center")
    for i in range(len(x)):
        color = _style.INK if drawing.text.optimal[i] or not drawing.valued else FAINT
        if i:
            start = x[parent[i]] + SYMBOL + SLOPE + STRIKE
            put(start, y[i] - 2, plan.over[i], color, ha="left", va="bottom")
            put(start, y[i] + 2, plan.under[i], color, ha="left", va="top")
        put(x[i] + SYMBOL, y[i], plan.beside[i], color, ha="left", va="center")


def _key(ax: Axes, drawing: Drawing, scale: float) -> None:
    """Say at the foot what the symbols mean."""
    handle = optional_import("matplotlib.lines", extra="plot", where="tree()").Line2D
    look = {"linestyle": "none", "color": FAINT, "markerfacecolor": "white"}
    handles = [
        handle([], [], marker=marker, markersize=size * scale, label=name, **look)
        for kind, (name, marker, size) in SYMBOLS.items()
        if (drawing.kinds == kind).any()
    ]
    if drawing.valued:
        handles.append(handle([], [], color=_style.BLUE, linewidth=2.4 * scale, label="best strategy"))
    if any(drawing.text.rejected):
        struck = {"linestyle": "none", "color": FAINT, "marker": r"$/\!\!/$", "markersize": 8 * scale}
        handles.append(handle([], [], label="option not to take", **struck))
    ax.legend(
        handles=handles,
        loc="lower left",
        bbox_to_anchor=(0, 0),
        ncols=len(handles),
        frameon=False,
        fontsize=FONT * scale,
        columnspacing=1.4,
        handletextpad=0.5,
        borderaxespad=0.3,
    )
