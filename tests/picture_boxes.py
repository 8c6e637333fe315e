"""What a drawn picture covers, in pixels: texts, symbols, shapes and lines, and which of them
meet."""

import itertools

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.transforms import Bbox

SLACK = 0.5


def texts(ax):
    """Return the words and boxes of all texts, those of title and key too."""
    return _texts(ax, _renderer(ax))


def _texts(ax, renderer):
    key = ax.get_legend()
    drawn = [*ax.texts, ax.title, ax._left_title, *(key.get_texts() if key else [])]
    return [
        (text.get_text(), text.get_window_extent(renderer)) for text in drawn if text.get_text()
    ]


def all_texts(figure):
    """Return words and boxes of all texts: the figure's own, its axes' and their ticks'."""
    renderer = _renderer(figure.axes[0])
    named = [(text.get_text(), text.get_window_extent(renderer)) for text in figure.texts]
    for ax in figure.axes:
        named += _texts(ax, renderer)
        if not ax.axison:
            continue
        key = ax.get_legend()
        more = [ax._right_title, *([key.get_title()] if key else [])]
        for axis in (ax.xaxis, ax.yaxis):
            low, high = sorted(axis.get_view_interval())
            labels = [tick.label1 for tick in axis._update_ticks() if low <= tick.get_loc() <= high]
            more += [*labels, axis.label, axis.get_offset_text()]
        named += [
            (text.get_text(), text.get_window_extent(renderer))
            for text in more
            if text.get_visible()
        ]
    return [(words, box) for words, box in named if words]


def symbols(ax):
    """Return marker and box of every marker on the axes."""
    found = []
    for line in ax.lines:
        half = line.get_markersize() * ax.figure.canvas.figure.dpi / 144
        for x, y in ax.transData.transform(np.column_stack(line.get_data())):
            found.append((line.get_marker(), Bbox([[x - half, y - half], [x + half, y + half]])))
    return found


def segments(ax):
    """Return both ends (N, 2, 2) of all straight lines in collections."""
    found = [
        ax.transData.transform(points)
        for collection in ax.collections
        if isinstance(collection, LineCollection)
        for points in collection.get_segments()
    ]
    pairs = [pair for points in found for pair in itertools.pairwise(points)]
    return np.array(pairs).reshape(-1, 2, 2)


def outside(ax, named):
    """Return the names of the boxes that leave the figure."""
    page = ax.figure.canvas.figure.bbox
    low, high = _corners(named)
    leaves = (low < -SLACK).any(axis=1) | (high > [page.x1 + SLACK, page.y1 + SLACK]).any(axis=1)
    return [named[i][0] for i in np.flatnonzero(leaves)]


def meeting(named):
    """Return the names of those that meet, of named boxes."""
    low, high = _corners(named)
    meets = ((low[:, None] < high[None]) & (low[None] < high[:, None])).all(axis=-1)
    return [(named[i][0], named[j][0]) for i, j in np.argwhere(np.triu(meets, 1))]


def crossed(named, lines):
    """Return the names of the boxes through which one of the straight lines (N, 2, 2) runs."""
    low, high = _corners(named)
    start, step = lines[:, None, 0], lines[:, None, 1] - lines[:, None, 0]
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = np.stack([(low + SLACK - start) / step, (high - SLACK - start) / step])
    inside = (start > low + SLACK) & (start < high - SLACK)
    enters = np.where(step == 0, np.where(inside, -np.inf, np.inf), shares.min(axis=0)).max(axis=-1)
    leaves = np.where(step == 0, np.inf, shares.max(axis=0)).min(axis=-1)
    hit = (np.maximum(enters, 0) < np.minimum(leaves, 1)).any(axis=0)
    return [named[i][0] for i in np.flatnonzero(hit)]


def _corners(named):
    boxes = np.array([box.extents for _, box in named]).reshape(-1, 4)
    return boxes[:, :2], boxes[:, 2:]


def _renderer(ax):
    canvas = FigureCanvasAgg(ax.figure.canvas.figure)
    canvas.figure.draw_without_rendering()
    return canvas.get_renderer()
