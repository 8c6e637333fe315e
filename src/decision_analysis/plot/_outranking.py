"""Picture of a relation: a graph in layers, with its kernel, or its best rank, in color."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray, IntArray, optional_import
from decision_analysis._named import named
from decision_analysis.core import Relation
from decision_analysis.errors import InvalidInputError
from decision_analysis.plot import _chart, _rows, _style
from decision_analysis.plot._diagram_layout import Arc, Boxes, layout
from decision_analysis.plot._layers import arrows, between, components, kept_ones, layers
from decision_analysis.plot._page import FAINT, FOOTER, LEAST_WIDTH, PAD, key, key_width, page
from decision_analysis.plot._ruler import FONT, Ruler

if TYPE_CHECKING:
    from matplotlib.axes import Axes

USUAL, MOST = 40, 200
"""Alternatives that are drawn."""
WIDE, LINES, LEADING, EDGE = 118.0, 2, 1.25, 6.0
"""Points of a line of a name, lines of it, lines for the size of text, points around it."""
NAMED = 6
"""Members of a cycle that are named."""
HEAD, HALF = 7.0, 2.8
KEPT, OTHER = "#CFE3F1", "#FFFFFF"


@dataclass(frozen=True, eq=False)
class _Box:
    """One box: the alternatives in it, its text, and its size in points."""

    members: tuple[int, ...]
    lines: tuple[str, ...]
    kept: bool
    width: float
    height: float


@dataclass(frozen=True, eq=False)
class _Draft:
    """Places of boxes (n, 2) and knots of arrows, from the upper left corner, and the size of all.

    In points. `lands` is how far from the middle of its side an arrow ends, `down` whether layers
    lie below each other.
    """

    at: FloatArray
    ways: list[FloatArray]
    lands: FloatArray
    down: bool
    width: float
    height: float


@named
def outranking(
    result: Relation,
    *,
    top: int | None = None,
    title: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw a relation as a graph in layers: who stands above others comes before them.

    Parameters
    ----------
    result : Relation
        A crisp relation of one table, such as of `mcda.electre_i`, `electre_iii` or `promethee_i`;
        a graded one is cut first with `.cut(level)`. Alternatives on a cycle, each above each other
        by some way, share a box.
    top : int, optional
        How many alternatives are drawn at most, up to 200: those of the first layers. None draws
        40. The title says so where there are more.
    title : str, optional
        What the picture shows, such as whose weights they are; the name of the method where None.
    ax : matplotlib.axes.Axes, optional
        Where to draw, scaled to fit. None makes a pyplot figure of the size that the graph needs.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on. The kernel is in color, or the first rank of a relation that ranks, whose
        ranks stand before the names. An alternative stands to the right of all that are above it,
        or, where many layers would make the picture too wide, below them.
        Of more than two arrows a box those are left out where a chain of other arrows leads there
        as well; the title says so.

    Raises
    ------
    InvalidInputError
        If `result` is no relation, a graded one or a batch, or another argument is not what it must
        be.
    MissingDependencyError
        If matplotlib is not installed.

    See Also
    --------
    flows : The flows that PROMETHEE I compares.

    Notes
    -----
    Layers are the longest ways in the graph whose cycles are contracted (Roy 1968); orders within
    layers have few crossings (Sugiyama, Tagawa and Toda 1981). Two alternatives without any way
    between them are incomparable, in whatever layers they stand. An outranking relation need not be
    transitive: that a chain leads somewhere does not say that the relation holds there.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> import numpy as np
    >>> from decision_analysis import Relation, plot
    >>> above = Relation(
    ...     method="m",
    ...     alternatives=("a", "b", "c"),
    ...     matrix=np.array([[0, 1, 0], [0, 0, 0], [0, 0, 0]], dtype=bool),
    ... )
    >>> ax = plot.outranking(above, ax=Figure().subplots())
    >>> [text.get_text() for text in ax.texts]
    ['a', 'b', 'c']
    """
    result = _checks.instance("result", result, Relation)
    if result.is_graded:
        raise InvalidInputError(
            "result must be a crisp relation; cut the graded one with .cut(level) first"
        )
    if result.sample_shape:
        raise InvalidInputError(
            f"result must be of one table; got samples {result.sample_shape}; pick one with"
            " result.at(i)"
        )
    heading, total = _chart.titled(title, result.method), len(result.alternatives)
    above = np.asarray(result.matrix, dtype=bool)
    part, count = components(above)
    arcs = between(above, part, count)
    level, kernel = layers(arcs), kept_ones(arcs)
    # whole boxes, those of the first layers first, while they are within what is drawn
    wanted = _rows.drawn(top, total, None, usual=USUAL, most=MOST)
    sizes = np.bincount(part, minlength=count)
    first = np.array([int(np.flatnonzero(part == box)[0]) for box in range(count)])
    ranks = getattr(result, "ranks", None)
    ranks = ranks if isinstance(ranks, np.ndarray) and ranks.shape == (total,) else None
    order = np.lexsort((first, level if ranks is None else ranks[first]))
    shown = order[: max(1, int(np.searchsorted(np.cumsum(sizes[order]), wanted, side="right")))]
    shown = shown[np.argsort(first[shown], kind="stable")]
    ruler = Ruler()
    boxes = [
        _box(ruler, result, np.flatnonzero(part == box), ranks, bool(kernel[box]))
        for box in shown.tolist()
    ]
    inner = arcs[np.ix_(shown, shown)]
    links, of_arrows = arrows(inner)
    notes = [_rows.note(int(sizes[shown].sum()), total, "alternatives", "first"), of_arrows]
    about = "; ".join([heading, *(note for note in notes if note)])
    return _draw(boxes, links, ruler, about, ranks is not None, ax)


def _box(
    ruler: Ruler, result: Relation, members: IntArray, ranks: IntArray | None, kept: bool
) -> _Box:
    """Return a box with the names of its members, wrapped."""
    lines: list[str] = []
    most = members[: NAMED if len(members) <= NAMED else NAMED - 1].tolist()
    for member in most:
        rank = "" if ranks is None else f"{ranks[member]}: "
        name = rank + result.alternatives[member]
        lines += ruler.wrapped(name, WIDE, FONT, LINES).split("\n")
    if len(members) > len(most):
        lines.append(f"and {len(members) - len(most):,} more")
    width = max(24.0, ruler.width([line.replace(r"\$", "$") for line in lines])) + 2 * EDGE
    height = LEADING * FONT * len(lines) + EDGE
    best = kept if ranks is None else bool((ranks[members] == 1).any())
    return _Box(tuple(members.tolist()), tuple(lines), best, width, height)


def _draw(
    boxes: Sequence[_Box],
    arcs: Sequence[Arc],
    ruler: Ruler,
    about: str,
    ranked: bool,
    ax: Axes | None,
) -> Axes:
    """Draw on `ax`, scaled to fit, or on a figure of the size that the graph needs."""
    meanings = ["the first rank" if ranked else "the kernel", "is above"]
    least = max(key_width(ruler, meanings), LEAST_WIDTH if ax is None else 0.0)
    drafts = [_draft(boxes, arcs, least, down=down) for down in (False, True)]
    ax, draft, scale = page(drafts, about, ax, stretch=False)
    for number in range(len(arcs)):
        _arrow(ax, draft, number, boxes, arcs[number], scale)
    for box, (x, y) in zip(boxes, draft.at.tolist(), strict=True):
        _rectangle(ax, box, x, y, scale)
    patch = optional_import("matplotlib.patches", extra="plot").Patch
    line = optional_import("matplotlib.lines", extra="plot").Line2D
    handles = [
        patch(facecolor=KEPT, edgecolor=_style.BLUE, label=meanings[0]),
        line([], [], color=FAINT, marker=">", markersize=5 * scale, label=meanings[1]),
    ]
    key(ax, handles, scale)
    return ax


def _draft(boxes: Sequence[_Box], arcs: Sequence[Arc], least: float, *, down: bool) -> _Draft:
    """Return a draft whose layers lie side by side, or below each other."""
    size = np.array([[box.width, box.height] for box in boxes])
    # what leads down is laid out to the right, and turned over
    across, tall = size.T[::-1] if down else size.T
    bare = np.zeros(len(boxes), dtype=bool)
    places = layout(
        Boxes(across, tall, tall / 2, 0.7 * tall, bare), arcs, stacked=False, early=True
    )
    at = np.stack([places.x, places.y], axis=1) + PAD
    ways = [way + PAD for way in places.ways]
    width, height = places.width, places.height
    if down:
        at, ways = at[:, ::-1], [way[:, ::-1] for way in ways]
        width, height = height, width
    return _Draft(
        at=at,
        ways=ways,
        lands=places.lands,
        down=down,
        width=max(width + 2 * PAD, least),
        height=height + 2 * PAD + FOOTER,
    )


def _arrow(
    ax: Axes, draft: _Draft, number: int, boxes: Sequence[_Box], arc: Arc, scale: float
) -> None:
    """Draw an arrow through its knots: bent between layers, straight within them."""
    path = optional_import("matplotlib.path", extra="plot").Path
    patches = optional_import("matplotlib.patches", extra="plot")
    # the axis along which layers follow each other
    along = 1 if draft.down else 0
    begin, end = draft.at[arc[0]].copy(), draft.at[arc[1]].copy()
    tail, head = boxes[arc[0]], boxes[arc[1]]
    begin[along] += (tail.height if draft.down else tail.width) / 2
    end[along] -= (head.height if draft.down else head.width) / 2
    end[1 - along] += draft.lands[number]
    knots, codes = [begin], [path.MOVETO]
    for place, knot in enumerate(draft.ways[number]):
        # to an odd knot the arrow crosses the channel between two layers, and is bent
        if place % 2:
            first, last = knots[-1].copy(), knot.copy()
            first[along] = last[along] = (knots[-1][along] + knot[along]) / 2
            knots += [first, last, knot]
            codes += [path.CURVE4] * 3
        else:
            knots.append(knot)
            codes.append(path.LINETO)
    base = end.copy()
    base[along] -= HEAD
    knots.append(base)
    codes.append(path.LINETO)
    look: dict[str, Any] = {"edgecolor": FAINT, "linewidth": 0.9 * scale, "zorder": 1}
    ax.add_patch(patches.PathPatch(path(knots, codes), facecolor="none", **look))
    wing = np.zeros(2)
    wing[1 - along] = HALF
    corners = [end, base - wing, base + wing]
    ax.add_patch(patches.Polygon(corners, facecolor=FAINT, edgecolor="none", zorder=2))


def _rectangle(ax: Axes, box: _Box, x: float, y: float, scale: float) -> None:
    patches = optional_import("matplotlib.patches", extra="plot")
    ax.add_patch(
        patches.FancyBboxPatch(
            (x - box.width / 2, y - box.height / 2),
            box.width,
            box.height,
            boxstyle="round,pad=0,rounding_size=3",
            facecolor=KEPT if box.kept else OTHER,
            edgecolor=_style.BLUE if box.kept else FAINT,
            linewidth=1.1 * scale,
            zorder=3,
        )
    )
    look: dict[str, Any] = {"ha": "center", "va": "center", "zorder": 4}
    words = "\n".join(box.lines)
    ax.text(x, y, words, fontsize=FONT * scale, color=_style.INK, linespacing=1.15, **look)
