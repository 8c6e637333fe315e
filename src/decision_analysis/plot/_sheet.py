"""`sheet`: a picture for a file, on a figure of its own, with a notice at its foot."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from decision_analysis._printable import unbroken
from decision_analysis.plot import _style
from decision_analysis.plot._ruler import POINTS, Ruler

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

SIZE, LEADING, PAD = 7.0, 1.3, 8.0
LINES = 12
FAINT = "0.4"


def sheet(draw: Callable[[], Axes], notice: str = "", *, dpi: float = 150.0) -> Figure:
    """Return the figure that a picture makes for itself, a notice below all that is drawn.

    `draw` calls a function of `plot` without axes. The figure grows by what the notice needs; it
    has `dpi` dots an inch, or fewer where matplotlib could not draw as many.
    """
    # set for this picture only, also where it raises
    token = _style.file_dpi.set(dpi)
    try:
        figure = draw().figure.canvas.figure
    finally:
        _style.file_dpi.reset(token)
    words = unbroken(notice).strip()
    if words:
        _foot(
            figure,
            Ruler().wrapped(words, figure.get_figwidth() * POINTS - 2 * PAD, SIZE, LINES),
        )
    return figure


def _foot(figure: Figure, words: str) -> None:
    """Write at the foot of the figure, which grows by as much; what stood there keeps its size."""
    height = figure.get_figheight() * POINTS
    more = SIZE * LEADING * (words.count("\n") + 1) + PAD
    figure.set_figheight((height + more) / POINTS)
    below = more / (height + more)
    engine: Any = figure.get_layout_engine()
    if engine is not None:
        engine.set(rect=(0.0, below, 1.0, 1.0 - below))
    else:
        ax = figure.axes[0]
        box = ax.get_position()
        ax.set_position(
            (box.x0, below + box.y0 * (1.0 - below), box.width, box.height * (1.0 - below))
        )
    right, bottom = 1 - PAD / POINTS / figure.get_figwidth(), PAD / 2 / (height + more)
    figure.text(right, bottom, words, ha="right", va="bottom", fontsize=SIZE, color=FAINT)
