"""`finish`: a chart's title, axis labels, ticks and key, and the room that they need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from decision_analysis import _checks
from decision_analysis._arrays import optional_import
from decision_analysis.errors import InvalidInputError
from decision_analysis.plot import _style
from decision_analysis.plot._ruler import POINTS, Ruler

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis

MARGIN = 6.0
APART = 10.0
"""Points between two numbers at the ticks of a horizontal axis."""
MOST_TICKS = 9
SPARE = 4.0
"""Inches around the axes of a new figure, before it is known what its texts take."""
SMALLEST = 1.0


@dataclass(frozen=True)
class Words:
    """What is written around a chart; the `note` is never shortened."""

    title: str
    note: str = ""
    xlabel: str = ""
    ylabel: str = ""


@dataclass(frozen=True)
class Key:
    """What colors mean: of labelled artists or the `handles`, on the right or `above`."""

    title: str = ""
    handles: Sequence[Any] | None = None
    above: bool = False


def titled(title: object, usual: str) -> str:
    """Return the title that was given, or the usual one."""
    return usual if title is None else drawable("title", title)


def drawable(what: str, given: object) -> str:
    """Return text that fonts can draw: half of a pair of surrogates is no character."""
    text = _checks.text(what, given)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise InvalidInputError(f"{what} must be text of whole characters; got {text!r}") from None
    return text


def start(ax: Axes | None, size: tuple[float, float]) -> Axes:
    """Return `ax`, or new axes whose figure has room to spare; `size` in points."""
    return _style.axes(ax, size[0] / POINTS + SPARE, size[1] / POINTS + SPARE)


def finish(
    ax: Axes,
    wanted: tuple[float, float] | None,
    words: Words,
    *,
    key: Key | None = None,
    grid: str = "x",
) -> None:
    """Write the words and the key, wrapped to the room that there is.

    `wanted` is the size of new axes in points, whose figure then becomes as large as everything
    needs; None where the axes were given.
    """
    _style.dress(ax, grid=grid)
    ruler = Ruler()
    across, down = _style.size(ax) if wanted is None else wanted
    title_width = _title_width(ax, across, _left(ax)) if wanted is None else across
    beside = key is not None and not key.above
    # twice: words are wrapped to the room, which depends on what the words and the key take
    for again in (True, False):
        pad = _legend(ax, ruler, key, title_width) if key is not None else 0.0
        _label(ax, ruler, words, (across, down), title_width, pad)
        # no layout is found beside a key that is too wide
        if wanted is None and beside and key is not None:
            _shrink(ax, ruler, key, down)
        _thin(ax, ruler, across if wanted is not None else _style.across(ax))
        if wanted is not None:
            down, left = _grow(ax, wanted, beside=beside)
            title_width = _title_width(ax, across, left)
        elif again:
            across, down = _style.size(ax)
            title_width = _title_width(ax, across, _left(ax))


def plain_ticks(axis: Axis) -> None:
    """Write the numbers at the ticks of an axis in full, all with the same decimals."""
    ticker = optional_import("matplotlib.ticker", extra="plot")

    class Plain(ticker.Formatter):  # type: ignore[misc,name-defined]
        """Numbers that stand together, written alike."""

        def format_ticks(self, values: Sequence[float]) -> list[str]:
            return _style.numbers([float(value) for value in values], exact=True)

        def __call__(self, x: float, pos: int | None = None) -> str:
            return _style.number(float(x))

    axis.set_major_formatter(Plain())


def _label(
    ax: Axes, ruler: Ruler, words: Words, size: tuple[float, float], title_width: float, pad: float
) -> None:
    """Write title and axis labels, wrapped to the axes; `pad` points above are for a key."""
    # matplotlib tells the words of a title on the left, but not their size
    font = float(ax._left_title.get_fontsize())  # type: ignore[attr-defined]
    title = ruler.wrapped(words.title, title_width, font, 3)
    note = ruler.wrapped(words.note, title_width, font, 9) if words.note else ""
    lines = "\n".join(part for part in (title, note) if part)
    ax.set_title(lines, loc="left", color=_style.INK, pad=6 + pad)
    for axis, text, room, most in (
        (ax.xaxis, words.xlabel, size[0], 4),
        (ax.yaxis, words.ylabel, size[1], 2),
    ):
        small = float(axis.label.get_fontsize())
        axis.set_label_text(ruler.wrapped(text, room, small, most) if text else "")


def _title_width(ax: Axes, across: float, left: float) -> float:
    """Return the points that a title may take: to the page's edge if the axes stand alone.

    The axes begin `left` points from the other edge.
    """
    # alone on the figure, a title may run on over what stands to the right of the axes
    figure = ax.figure.canvas.figure
    if len(figure.axes) > 1:
        return across
    return max(across, float(figure.get_figwidth()) * POINTS - left - MARGIN)


def _left(ax: Axes) -> float:
    """Return the points from the figure's edge to the axes, as they were laid out last."""
    return float(ax.get_window_extent().x0) * POINTS / ax.figure.canvas.figure.dpi


def _legend(ax: Axes, ruler: Ruler, key: Key, room: float, size: float | None = None) -> float:
    """Put the key to the right of the axes, or between them and the title, in columns.

    Return the points that it takes there.
    """
    handles = ax.get_legend_handles_labels()[0] if key.handles is None else list(key.handles)
    if not key.above:
        look: dict[str, Any] = {
            "loc": "upper left",
            "bbox_to_anchor": (1.01, 1.0),
            "borderaxespad": 0.0,
        }
        ax.legend(
            handles=handles,
            frameon=False,
            title=key.title or None,
            fontsize=size,
            title_fontsize=size,
            **look,
        )
        return 0.0
    # 0.833 is matplotlib's size 'small', which a key above has
    small = 0.833 * float(ax.xaxis.label.get_fontsize())
    # each entry with the handle and the space between columns
    each = max(ruler.width([str(handle.get_label())], small) for handle in handles) + 4.5 * small
    columns = max(1, min(len(handles), int(room / each)))
    look = {
        "loc": "lower left",
        "bbox_to_anchor": (-0.01, 1.0),
        "borderaxespad": 0.2,
        "columnspacing": 1.2,
    }
    ax.legend(handles=handles, ncols=columns, frameon=False, fontsize=small, **look)
    # lines of the key, rounded up, at 1.9 times the size of their text
    return 1.9 * small * -(-len(handles) // columns)


def _grow(ax: Axes, wanted: tuple[float, float], *, beside: bool) -> tuple[float, float]:
    """Make the figure so large that the axes have the wanted size and the height of the key.

    Return the height of the axes, and the points from the figure's edge to them, which stay as they
    are: a layout takes long, and is found once.
    """
    figure = ax.figure.canvas.figure
    taken = _key_box(ax)[1] if beside else 0.0
    # no layout is found for a key that is higher than the figure
    figure.set_figheight(max(figure.get_figheight(), taken / POINTS + SPARE))
    across, down = _style.size(ax)
    left = _left(ax)
    # the figure grows by what the axes lack: their texts keep the room that they took
    width, height = figure.get_size_inches()
    tall = max(wanted[1], taken)
    figure.set_size_inches(width + (wanted[0] - across) / POINTS, height + (tall - down) / POINTS)
    return tall, left


def _key_box(ax: Axes) -> tuple[float, float]:
    """Return width and height of the key in points."""
    found: Any = ax.get_legend()
    box = found.get_window_extent()
    dpi = ax.figure.canvas.figure.dpi
    return box.width * POINTS / dpi, box.height * POINTS / dpi


def _shrink(ax: Axes, ruler: Ruler, key: Key, down: float) -> None:
    """Make the key no higher than the axes and no wider than half of its part of the figure."""
    width, height = _key_box(ax)
    # the key beside given axes may take half of their part of the figure
    share = min(down / height, _style.cell(ax) / 2 / width)
    if share < 1:
        found: Any = ax.get_legend()
        _legend(
            ax, ruler, key, 0.0, max(SMALLEST, 0.98 * share * found.get_texts()[0].get_fontsize())
        )


def _thin(ax: Axes, ruler: Ruler, across: float) -> None:
    """Set as many ticks along the horizontal axis as there is room for their numbers."""
    locators = optional_import("matplotlib.ticker", extra="plot")
    low, high = sorted(ax.get_xlim())
    axis = ax.xaxis
    size = float((axis.get_ticklabels() or [axis.label])[0].get_fontsize())
    # from the most ticks down, until their numbers keep apart
    for count in range(MOST_TICKS, 0, -1):
        locator = locators.MaxNLocator(nbins=count, steps=[1, 2, 2.5, 5, 10], min_n_ticks=1)
        ticks = [float(tick) for tick in locator.tick_values(low, high) if low <= tick <= high]
        texts = axis.get_major_formatter().format_ticks(ticks)
        if (
            len(ticks) < 2
            or ruler.width(texts, size) + APART <= (ticks[1] - ticks[0]) / (high - low) * across
        ):
            break
    axis.set_major_locator(locator)
