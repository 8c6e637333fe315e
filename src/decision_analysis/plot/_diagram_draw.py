"""Drawing of a laid-out influence diagram: shapes and arcs, one unit of data for a point."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from decision_analysis._arrays import FloatArray, optional_import
from decision_analysis.plot import _style
from decision_analysis.plot._diagram_layout import Arc, Boxes, Layout, layout
from decision_analysis.plot._diagram_text import (
    APART,
    CHOICE,
    KINDS,
    ROW,
    SMALL,
    SPACE,
    SURE,
    UNCERTAIN,
    VALUE,
    Card,
)
from decision_analysis.plot._page import FAINT, FOOTER, LEAST_WIDTH, PAD, key, key_width, page
from decision_analysis.plot._ruler import FONT, Ruler

if TYPE_CHECKING:
    from matplotlib.axes import Axes

EDGE = {CHOICE: _style.BLUE, UNCERTAIN: FAINT, SURE: FAINT, VALUE: _style.GREEN}
FILL = {CHOICE: "#E3EEF6", UNCERTAIN: "#FFFFFF", SURE: "#FFFFFF", VALUE: "#E3F3EE"}
KNOWN, DEPENDS = "is known at a choice", "matters to"
ARROW, HALF, RIM = 7.0, 2.8, 3.0
DASH = (0, (4.0, 2.0))


@dataclass(frozen=True, eq=False)
class Drawing:
    """What is drawn: nodes, arcs by position, and which of these say what is known at a choice."""

    cards: Sequence[Card]
    arcs: Sequence[Arc]
    informs: Sequence[bool]


@dataclass(frozen=True, eq=False)
class Draft:
    """Places of the nodes, in points from the upper left corner, and the size of all."""

    places: Layout
    width: float
    height: float


def draw(drawing: Drawing, ruler: Ruler, title: str, ax: Axes | None) -> Axes:
    """Draw on `ax`, scaled to fit, or on a figure of the size that the diagram needs."""
    ax, draft, scale = page(
        _drafts(drawing, ruler, LEAST_WIDTH if ax is None else 0.0), title, ax, stretch=False
    )
    x, y = draft.places.x + PAD, draft.places.y + PAD
    for arc, (tail, head) in enumerate(drawing.arcs):
        way, landing = draft.places.ways[arc] + PAD, float(draft.places.lands[arc])
        first, last = drawing.cards[tail], drawing.cards[head]
        # knots lead to the left edge of the head; without any the arc goes straight down
        if len(way):
            begin, end = (
                (x[tail] + first.width / 2, y[tail]),
                (x[head] - _reach(last, landing), y[head] + landing),
            )
        else:
            # from below the tail, its chances included, to the top of the head
            begin, end = (
                (x[tail], y[tail] - first.height / 2 + first.box[1]),
                (x[head], y[head] - last.height / 2),
            )
        _arc(ax, way, begin, end, drawing.informs[arc], scale)
    for card, across, down in zip(drawing.cards, x.tolist(), y.tolist(), strict=True):
        _node(ax, card, across, down, scale)
    _key(ax, drawing, scale)
    return ax


def _drafts(drawing: Drawing, ruler: Ruler, least: float) -> list[Draft]:
    """Return two drafts: a column for each step, and nodes hanging below their only parent."""
    cards = drawing.cards
    sizes = np.array([card.box for card in cards])
    tall = np.array([card.height for card in cards])
    spread = np.array([0.0 if card.kind == VALUE else 0.7 * card.height for card in cards])
    hangs = np.array([card.kind in (CHOICE, VALUE) for card in cards])
    boxes = Boxes(sizes[:, 0], sizes[:, 1], tall / 2, spread, hangs)
    drafts = []
    # two drafts, of which the page takes the one that fits better
    for stacked in (False, True):
        places = layout(boxes, drawing.arcs, stacked=stacked)
        width = max(places.width + 2 * PAD, key_width(ruler, _meanings(drawing)), least)
        drafts.append(Draft(places, width, places.height + 2 * PAD + FOOTER))
    return drafts


def _reach(card: Card, offset: float) -> float:
    """Return how far the shape reaches to the side, so far above or below its middle."""
    # 0 at the middle and 1 at the upper or lower end of the shape
    share = min(1.0, abs(offset) / (card.height / 2))
    if card.kind == CHOICE:
        return card.width / 2
    # of a diamond the side is a line, of an ellipse w / 2 * sqrt(1 - s^2)
    return card.width / 2 * (1 - share if card.kind == VALUE else math.sqrt(1 - share**2))


def _arc(
    ax: Axes,
    way: FloatArray,
    begin: tuple[float, float],
    end: tuple[float, float],
    informs: bool,
    scale: float,
) -> None:
    """Draw an arc through its knots, or straight down if it has none.

    It is bent between columns and level within them.
    """
    path = optional_import("matplotlib.path", extra="plot").Path
    patches = optional_import("matplotlib.patches", extra="plot")
    points, codes = [begin], [path.MOVETO]
    for at, (b, v) in enumerate(way.tolist()):
        # to an odd knot the arc crosses the channel between two columns, and is bent
        if at % 2:
            a, u = points[-1]
            points += [((a + b) / 2, u), ((a + b) / 2, v), (b, v)]
            codes += [path.CURVE4] * 3
        else:
            points.append((b, v))
            codes.append(path.LINETO)
    # an arrow points right, or down where the arc has no knots
    across, down = (ARROW, 0.0) if len(way) else (0.0, ARROW)
    base = (end[0] - across, end[1] - down)
    wings = [
        (base[0] + sign * HALF * (down > 0), base[1] + sign * HALF * (across > 0))
        for sign in (-1, 1)
    ]
    points.append(base)
    codes.append(path.LINETO)
    look = {"facecolor": "none", "edgecolor": FAINT, "linewidth": 1.1 * scale, "zorder": 1}
    ax.add_patch(patches.PathPatch(path(points, codes), linestyle=DASH if informs else "-", **look))
    ax.add_patch(patches.Polygon([end, *wings], facecolor=FAINT, edgecolor="none", zorder=1))


def _node(ax: Axes, card: Card, x: float, y: float, scale: float) -> None:
    """Draw the shape around its text, and the chances below it."""
    patches = optional_import("matplotlib.patches", extra="plot")
    if card.rows:
        wide, tall = card.box
        corner = (x - wide / 2, y + card.height / 2 + APART)
        frame = {
            "facecolor": "white",
            "edgecolor": _style.PALE,
            "linewidth": 0.8 * scale,
            "zorder": 2,
        }
        ax.add_patch(patches.Rectangle(corner, wide, tall - card.height - APART, **frame))
        _rows(ax, card, x - wide / 2, y + card.height / 2 + APART, scale)
    for shape in _shapes(patches, card, x, y, scale):
        ax.add_patch(shape)
    # a dollar sign would begin mathematics in matplotlib
    written = "\n".join(card.lines).replace("$", r"\$")
    ax.text(
        x,
        y,
        written,
        fontsize=FONT * scale,
        color=_style.INK,
        ha="center",
        va="center",
        linespacing=1.1,
    )


def _shapes(patches: Any, card: Card, x: float, y: float, scale: float) -> list[Any]:
    look = {
        "facecolor": FILL[card.kind],
        "edgecolor": EDGE[card.kind],
        "linewidth": 1.3 * scale,
        "zorder": 3,
    }
    wide, tall = card.width, card.height
    if card.kind == CHOICE:
        return [patches.Rectangle((x - wide / 2, y - tall / 2), wide, tall, **look)]
    if card.kind == VALUE:
        corners = [(x - wide / 2, y), (x, y - tall / 2), (x + wide / 2, y), (x, y + tall / 2)]
        return [patches.Polygon(corners, **look)]
    # a deterministic node is a double oval
    rims = (0.0, RIM) if card.kind == SURE else (0.0,)
    return [patches.Ellipse((x, y), wide - 2 * rim, tall - 2 * rim, **look) for rim in rims]


def _rows(ax: Axes, card: Card, left: float, top: float, scale: float) -> None:
    """Write states and chances, with a bar between."""
    patches = optional_import("matplotlib.patches", extra="plot")
    start = left + SPACE + card.states + SPACE
    right = left + card.box[0] - SPACE
    span = right - card.numbers - SPACE - start
    look: dict[str, Any] = {"fontsize": SMALL * scale, "color": _style.INK, "va": "center"}
    for at, (label, likely, text) in enumerate(card.rows):
        y = top + SPACE / 2 + ROW * (at + 0.5)
        ax.text(left + SPACE, y, label.replace("$", r"\$"), ha="left", **look)
        if likely is not None:
            ax.text(right, y, text, ha="right", **look)
            fill = {
                "facecolor": _style.BLUE if card.kind == CHOICE else _style.MUTED,
                "edgecolor": "none",
            }
            ax.add_patch(patches.Rectangle((start, y - 2.5), span * likely, 5, zorder=3, **fill))


def _meanings(drawing: Drawing) -> list[str]:
    """Return what the key says: kinds of nodes, then of arcs."""
    kinds = {card.kind for card in drawing.cards}
    words = [word for kind, word in KINDS.items() if kind in kinds]
    arcs = [(DEPENDS, False), (KNOWN, True)]
    return words + [word for word, informs in arcs if informs in drawing.informs]


def _key(ax: Axes, drawing: Drawing, scale: float) -> None:
    handle = optional_import("matplotlib.lines", extra="plot").Line2D
    path = optional_import("matplotlib.path", extra="plot").Path
    # a closed ring of 40 sides for the ovals of the key
    turn = np.linspace(0, 2 * np.pi, 41)
    oval = np.column_stack([np.cos(turn), 0.62 * np.sin(turn)])
    double = path.make_compound_path(path(oval), path(0.72 * oval))
    block = path([(-1, -0.62), (1, -0.62), (1, 0.62), (-1, 0.62), (-1, -0.62)])
    rhomb = path([(-1, 0), (0, -0.75), (1, 0), (0, 0.75), (-1, 0)])
    markers = {CHOICE: block, UNCERTAIN: path(oval), SURE: double, VALUE: rhomb}
    words = {word: kind for kind, word in KINDS.items()}
    handles = []
    for word in _meanings(drawing):
        if word in words:
            kind = words[word]
            look = {
                "marker": markers[kind],
                "color": EDGE[kind],
                "markerfacecolor": FILL[kind],
                "linestyle": "none",
            }
            handles.append(handle([], [], markersize=14 * scale, label=word, **look))
        else:
            dash = DASH if word == KNOWN else "-"
            handles.append(
                handle([], [], color=FAINT, linewidth=1.1 * scale, linestyle=dash, label=word)
            )
    key(ax, handles, scale)
