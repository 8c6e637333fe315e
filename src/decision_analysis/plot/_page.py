"""A drawn page for trees and diagrams: measured texts, the best of several drafts, title, key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from decision_analysis.plot import _style
from decision_analysis.plot._ruler import FONT, POINTS, Ruler

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LINE = 10.8
TITLE, FOOTER, KEY, PAD = 11.0, 26.0, 38.0, 6.0
LEAST_WIDTH, LARGEST, WORTH_IT = 450.0, 1.3, 0.85
FAINT = "#666666"


class Sized(Protocol):
    """What has a width and a height in points."""

    @property
    def width(self) -> float:
        """Width in points."""
        ...

    @property
    def height(self) -> float:
        """Height in points."""
        ...


DraftT = TypeVar("DraftT", bound=Sized)


def page(
    drafts: Sequence[DraftT], title: str, ax: Axes | None, *, stretch: bool
) -> tuple[Axes, DraftT, float]:
    """Return axes with a unit of data for a point, the draft to draw there, and its texts' scale.

    Where `ax` is None, a figure of the size that the draft needs: the first draft, unless another
    is much smaller. Else the draft that fits best on `ax`, in both directions by itself if it may
    `stretch`.
    """
    if ax is None:
        # by the longer side, which limits how large a picture can be shown
        smallest = min(drafts, key=lambda draft: max(draft.width, draft.height))
        gain = max(smallest.width, smallest.height) / max(drafts[0].width, drafts[0].height)
        draft, scale = (smallest if gain < WORTH_IT else drafts[0]), 1.0
        title, header = _titled(title, draft.width)
        ax = _style.axes(
            None, draft.width / POINTS, (draft.height + header) / POINTS, constrained=False
        )
        ax.figure.subplots_adjust(
            left=0, right=1, bottom=0, top=draft.height / (draft.height + header)
        )
        ax.set_title(title, x=PAD / draft.width, loc="left", color=_style.INK, fontsize=TITLE)
    else:
        ax = _style.axes(ax, 0, 0)
        ax.set_title(
            _titled(title, _style.size(ax)[0])[0],
            loc="left",
            color=_style.INK,
            fontsize=TITLE,
        )
        width, height = _style.size(ax)
        scales = [min(LARGEST, width / draft.width, height / draft.height) for draft in drafts]
        draft, scale = max(zip(drafts, scales, strict=True), key=lambda pair: pair[1])
    ax.set_axis_off()
    # axes that may not stretch keep one unit of data for one point in both directions
    across, down = (
        (draft.width, draft.height) if stretch else (size / scale for size in _style.size(ax))
    )
    ax.set_xlim((draft.width - across) / 2, (draft.width + across) / 2)
    # downward, as heights are measured from the top
    ax.set_ylim((draft.height + down) / 2, (draft.height - down) / 2)
    return ax, draft, scale


def key_width(ruler: Ruler, words: Sequence[str]) -> float:
    """Return the width that a key takes."""
    return 2 * PAD + sum(ruler.width([word]) + KEY for word in words)


def key(ax: Axes, handles: Sequence[Any], scale: float) -> None:
    """Say at the foot what the symbols mean."""
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


def _titled(title: str, width: float) -> tuple[str, float]:
    """Wrap the title to a width in points, and return the height that it takes."""
    if not title:
        return "", PAD
    written = Ruler().wrapped(title, width - 2 * PAD, TITLE, 3)
    return written, 16.0 + 1.3 * TITLE * (written.count("\n") + 1)
