"""What is written at the nodes of a drawn diagram: names, values, chances under the policy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from decision_analysis.diagrams import Choice, InfluenceDiagram, Solution, Uncertain, Value
from decision_analysis.diagrams.answers import expected
from decision_analysis.plot import _style
from decision_analysis.plot._page import LINE
from decision_analysis.plot._ruler import Ruler

CHOICE, UNCERTAIN, SURE, VALUE = "choice", "uncertain", "sure", "value"
KINDS = {
    CHOICE: "choice",
    UNCERTAIN: "uncertainty",
    SURE: "deterministic",
    VALUE: "value",
}
NAME_WRAP, NAME_LINES, STATE_WRAP = 16, 4, 16
Row = tuple[str, float | None, str]
"""A state, its chance, and how that is written."""

SMALL, ROW, ROWS, BAR, SPACE, APART = 7.2, 10.0, 6, 34.0, 4.0, 3.0


@dataclass(frozen=True, eq=False)
class Card:
    """A node as drawn: its kind, lines of text and chances of its states, with sizes in points.

    `width` and `height` are those of the shape, `states` and `numbers` the widths of the two texts
    in the rows below.
    """

    kind: str
    lines: list[str]
    rows: list[Row]
    width: float
    height: float
    states: float
    numbers: float

    @property
    def box(self) -> tuple[float, float]:
        """Width and height of all of it."""
        if not self.rows:
            return self.width, self.height
        across = self.states + BAR + self.numbers + 4 * SPACE
        return max(self.width, across), self.height + APART + ROW * len(self.rows) + SPACE


def cards(
    diagram: InfluenceDiagram, solution: Solution | None, marginals: bool, ruler: Ruler
) -> tuple[list[Card], str]:
    """Return what is written at the nodes, in their order, and the value of a solution.

    Numbers of a kind have the same decimals.
    """
    total = ""
    values: dict[str, str] = {}
    rows: dict[str, list[Row]] = {}
    if solution is not None:
        paid = {
            name: float(expected(solution, name))
            for name, n in diagram.nodes.items()
            if isinstance(n, Value)
        }
        # one call for value and parts, so that they share their decimals
        total, *parts = _style.numbers([float(solution.value), *paid.values()])
        values = dict(zip(paid, parts, strict=True))
        others = [name for name in diagram.nodes if name not in paid] if marginals else []
        likely = {
            name: {k: float(p) for k, p in solution.marginal(name).items()} for name in others
        }
        texts = iter(
            _style.numbers([p for chances in likely.values() for p in chances.values()], 3)
        )
        rows = {
            name: _rows([(k, p, next(texts)) for k, p in chances.items()])
            for name, chances in likely.items()
        }
    found = []
    for name, node in diagram.nodes.items():
        lines = [
            *_style.wrap(name, NAME_WRAP, NAME_LINES),
            *([values[name]] if name in values else []),
        ]
        below, kind = rows.get(name, []), _kind(node)
        width, height = _size(kind, ruler.width(lines), LINE * len(lines))
        states, numbers = (ruler.width([row[at] for row in below], SMALL) for at in (0, 2))  # type: ignore[misc]
        found.append(Card(kind, lines, below, width, height, states, numbers))
    return found, total


def _kind(node: Choice | Uncertain | Value) -> str:
    if isinstance(node, Choice):
        return CHOICE
    if isinstance(node, Value):
        return VALUE
    return SURE if bool(np.isin(node.probabilities, (0.0, 1.0)).all()) else UNCERTAIN


def _size(kind: str, width: float, height: float) -> tuple[float, float]:
    """Return the size of the shape around a text.

    Its corners lie within the ellipse or on the sides of the diamond.
    """
    if kind == CHOICE:
        return max(width + 18, 52.0), max(height + 15, 28.0)
    if kind == VALUE:
        tall = height + 30
        # a text of w x h lies within a diamond of W x H where w / W + h / H is at most 1
        return max(width / (1 - height / tall) + 8, 64.0), tall
    rim = 6.0 if kind == SURE else 0.0
    # a rectangle lies within an ellipse where (w / W)^2 + (h / H)^2 is at most 1
    return max(1.3 * width + 10 + rim, 56.0), max(height / 0.6 + 10 + rim, 30.0)


def _rows(likely: list[Row]) -> list[Row]:
    """Return states with their chances; of too many the most probable, in their order."""
    most = ROWS if len(likely) <= ROWS else ROWS - 1
    # the most probable, then put back into their order
    top = sorted(range(len(likely)), key=lambda at: -(likely[at][1] or 0.0))[:most]
    rows: list[Row] = [
        (_style.wrap(k, STATE_WRAP, 1)[0], p, text)
        for k, p, text in (likely[at] for at in sorted(top))
    ]
    rest = len(likely) - len(top)
    return [*rows, (f"… {rest} more", None, "")] if rest else rows
