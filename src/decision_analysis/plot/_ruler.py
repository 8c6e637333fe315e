"""`Ruler`: how wide a text is, in points, before it is drawn; and texts wrapped to a width."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from decision_analysis._arrays import optional_import
from decision_analysis.plot import _style

POINTS = 72.0
FONT = 8.5
NARROWEST = 8


class Ruler:
    """Measures lines of text in points, at the size in which they are drawn."""

    def __init__(self) -> None:
        self._properties = optional_import("matplotlib.font_manager", extra="plot").FontProperties
        self._fonts: dict[float, Any] = {}
        self._paths = optional_import("matplotlib.textpath", extra="plot").text_to_path
        self._known: dict[tuple[str, float], float] = {}

    def width(self, lines: Sequence[str], size: float = FONT) -> float:
        """Return the width of the longest line, with a reserve for rounding; 0 for none."""
        for line in lines:
            if (line, size) not in self._known:
                font = self._fonts.setdefault(size, self._properties(size=size))
                self._known[line, size] = (
                    1.06
                    * self._paths.get_text_width_height_descent(
                        _style.drawable(" ".join(line.split())), font, False
                    )[0]
                )
        return max((self._known[line, size] for line in lines), default=0.0)

    def wrapped(self, text: str, width: float, size: float, lines: int) -> str:
        """Wrap a user's text to a width in points, with an ellipsis beyond so many lines."""
        whole = self.width([text], size)
        letters = (
            max(NARROWEST, int(len(text) * width / whole))
            if whole > width
            else max(len(text), NARROWEST)
        )
        # shorter and shorter, as letters differ in width
        while True:
            found = _style.wrap(text, letters, lines, letters)
            if letters <= NARROWEST or self.width(found, size) <= width:
                return "\n".join(found).replace("$", r"\$")
            letters = max(NARROWEST, int(0.95 * letters))
