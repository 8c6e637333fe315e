"""Picture of the GAIA plane: alternatives, criteria and weights seen together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray, optional_import
from decision_analysis._named import named
from decision_analysis.errors import InvalidInputError
from decision_analysis.mcda import GaiaResult
from decision_analysis.plot import _chart, _rows, _style
from decision_analysis.plot._beside import beside

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Annotation

SIZE = (430.0, 360.0)
"""Width and height of new axes, in points."""
USUAL = 40
"""Alternatives and criteria that are named, of each."""
MARGIN = 1.28
"""Share of the farthest point at which the axes end, so that names have room."""
ARROW: dict[str, Any] = {"arrowstyle": "-|>", "shrinkA": 0.0, "shrinkB": 0.0}


@named
def gaia(
    result: GaiaResult,
    *,
    top: int | None = None,
    title: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw the GAIA plane: alternatives as dots, criteria as arrows, the decision axis pi.

    Parameters
    ----------
    result : GaiaResult
        What `mcda.gaia` returned. Arrows that point the same way are of criteria that agree on
        these alternatives, opposite ones of criteria in conflict; an alternative that lies in the
        direction of an arrow is good on that criterion, and one that lies far in the direction of
        pi has a large net flow.
    top : int, optional
        How many alternatives, and how many criteria, are named at most: those that lie farthest
        from the middle; None names 40 of each, or as many as there is room for. The title says so
        where there are more.
    title : str, optional
        What the picture shows.
    ax : matplotlib.axes.Axes, optional
        Where to draw; texts keep clear of the figure's edges where its layout is 'constrained'.
        None makes a pyplot figure.

    Returns
    -------
    matplotlib.axes.Axes
        The axes drawn on, with the same unit in both directions. Arrows and pi have a scale of
        their own: the whole circle is a criterion, or weights, that lie in the plane.

    Raises
    ------
    InvalidInputError
        If `result` is not of `gaia` or is a batch, or another argument is not what it must be.
    MissingDependencyError
        If matplotlib is not installed.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from decision_analysis import DecisionTable, mcda, plot
    >>> table = DecisionTable(
    ...     [[1, 0, 0.2], [0, 1, 0.3], [0.4, 0.4, 0.9]], ["p", "q", "r"], ["a", "b", "c"]
    ... )
    >>> plane = mcda.gaia(table, [3, 2, 1], preference=mcda.preference.v_shape(1))
    >>> ax = plot.gaia(plane, ax=Figure().subplots())
    >>> ax.get_title(loc="left")
    'GAIA plane: 100% of the variance'
    """
    result = _checks.instance("result", result, GaiaResult)
    if result.sample_shape:
        raise InvalidInputError(
            f"result must be of one table; got samples {result.sample_shape}; pick one with"
            " result.at(i)"
        )
    words = _chart.titled(title, f"GAIA plane: {result.delta:.0%} of the variance")
    fresh = ax is None
    ax = _chart.start(ax, SIZE)
    points = result.alternatives_uv
    # the circle of unit arrows reaches as far as the farthest alternative
    radius = float(np.hypot(*points.T).max()) or 1.0
    arrows, stick = radius * result.criteria_uv, radius * result.pi
    _draw(ax, points, arrows, stick, radius)
    shares = [f"{share:.0%} of the variance" for share in result.shares[:2].tolist()]
    labels = [f"u, net flow: {shares[0]}", f"v: {shares[1] if len(shares) > 1 else '0%'}"]
    _limit(ax, SIZE if fresh else _style.size(ax), radius)
    for axis in (ax.xaxis, ax.yaxis):
        _chart.plain_ticks(axis)
    names = _Names(result, arrows, stick, USUAL if top is None else _checks.integer("top", top))
    wanted, key = SIZE if fresh else None, _chart.Key(handles=_key(), above=True)
    # twice: where names stand depends on the room, which depends on what is said of left out ones
    note = ""
    for _ in range(2):
        _chart.finish(ax, wanted, _chart.Words(words, note, *labels), key=key, grid="both")
        _limit(ax, _style.size(ax), radius)
        note = names.write(ax)
    _chart.finish(ax, wanted, _chart.Words(words, note, *labels), key=key, grid="both")
    _limit(ax, _style.size(ax), radius)
    return ax


class _Names:
    """The names of pi, of criteria and of alternatives, the farthest first."""

    def __init__(
        self, result: GaiaResult, arrows: FloatArray, stick: FloatArray, limit: int
    ) -> None:
        self._totals = {
            "criteria": len(arrows),
            "alternatives": len(result.alternatives),
        }
        self._told, self._kinds, at = ["π"], ["pi"], [stick]
        for kind, names, places in (
            ("criteria", result.criteria or (), arrows),
            ("alternatives", result.alternatives, result.alternatives_uv),
        ):
            far = np.argsort(-np.hypot(*places.T), kind="stable")[:limit]
            self._told += [names[i] for i in far]
            self._kinds += [kind] * len(far)
            at += list(places[far])
        self._at = np.array(at)
        self._texts: list[Annotation | None] = []

    def write(self, ax: Axes) -> str:
        """Write the names anew; return what is said of those without room."""
        for text in self._texts:
            if text is not None:
                text.remove()
        size = 0.8 * float(ax.xaxis.label.get_fontsize())
        self._texts = beside(ax, self._at[:, 0], self._at[:, 1], self._told, size, outward=True)
        for text, kind in zip(self._texts, self._kinds, strict=True):
            if text is not None and kind == "criteria":
                text.set_fontstyle("italic")
        notes = []
        for kind, total in self._totals.items():
            each = zip(self._texts, self._kinds, strict=True)
            count = sum(text is not None and of == kind for text, of in each)
            notes.append(_rows.note(count, total, kind, "names of"))
        return "; ".join(note for note in notes if note)


def _limit(ax: Axes, size: tuple[float, float], radius: float) -> None:
    """Show the circle with a margin, one unit as long across as up."""
    half = MARGIN * radius
    stretch = size[0] / size[1]
    ax.set_xlim(-half * max(1.0, stretch), half * max(1.0, stretch))
    ax.set_ylim(-half / min(1.0, stretch), half / min(1.0, stretch))


def _draw(
    ax: Axes, points: FloatArray, arrows: FloatArray, stick: FloatArray, radius: float
) -> None:
    angle = np.linspace(0, 2 * np.pi, 181)
    circle = radius * np.cos(angle), radius * np.sin(angle)
    ax.plot(*circle, color=_style.PALE, linewidth=0.8, zorder=1)
    look: dict[str, Any] = {"annotation_clip": False, "zorder": 3}
    for end in arrows.tolist():
        paint = {**ARROW, "color": _style.VERMILION, "linewidth": 1.3}
        ax.annotate("", end, (0.0, 0.0), arrowprops=paint, **look)
    paint = {**ARROW, "color": _style.INK, "linewidth": 3.2}
    ax.annotate("", stick.tolist(), (0.0, 0.0), arrowprops=paint, **look)
    ax.plot(points[:, 0], points[:, 1], "o", color=_style.BLUE, markersize=6, zorder=4)


def _key() -> list[Any]:
    line = optional_import("matplotlib.lines", extra="plot").Line2D
    dot = {"marker": "o", "linestyle": "", "color": _style.BLUE, "markersize": 6}
    return [
        line([], [], label="alternative", **dot),
        line([], [], label="criterion (in italics)", color=_style.VERMILION, linewidth=1.3),
        line([], [], label="decision axis π (weights)", color=_style.INK, linewidth=3.2),
    ]
