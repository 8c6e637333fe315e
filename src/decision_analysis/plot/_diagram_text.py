"""What is written at the nodes of a drawn influence diagram: names, values, and chances under the policy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from decision_analysis.diagrams import Choice, InfluenceDiagram, Solution, Uncertain, Value
from decision_analysis.diagrams._solved import expected
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
SMALL, ROW, ROWS, BAR, SPACE, APART = 7.2, 10.0, 6, 34.0, 4.0, 3.0


@dataclass(frozen=True, eq=False)
class Card:
    """A node as it is drawn: its kind, lines of text, and chances of its states, with sizes in points.

    `width` and `height` are those of the shape, `states` and `numbers` the widths of the two texts in the rows below.
    """

    kind: str
    lines: list[str]
    rows: list[tuple[str, float | None]]
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


def cards(diagram: InfluenceDiagram, solution: Solution | None, marginals: bool, ruler: Ruler) -> list[Card]:
    """Return what is written at the nodes, in the order of the diagram."""
    found = []
    for name, node in diagram.nodes.items():
        lines = _style.wrap(name, NAME_WRAP, NAME_LINES)
        rows: list[tuple[str, float | None]] = []
        if solution is not None and isinstance(node, Value):
            lines.append(_style.number(expected(solution, name)))
        elif solution is not None and marginals:
            rows = _rows({label: float(p) for label, p in solution.marginal(name).items()})
        kind = _kind(node)
        width, height = _size(kind, ruler.width(lines), LINE * len(lines))
        states = ruler.width([label for label, _ in rows], SMALL)
        numbers = ruler.width([chance(p) for _, p in rows if p is not None], SMALL)
        found.append(Card(kind, lines, rows, width, height, states, numbers))
    return found


def chance(probability: float) -> str:
    """Write a probability with three significant digits."""
    return f"{probability + 0.0:.3g}"


def _kind(node: Choice | Uncertain | Value) -> str:
    if isinstance(node, Choice):
        return CHOICE
    if isinstance(node, Value):
        return VALUE
    return SURE if bool(np.isin(node.probabilities, (0.0, 1.0)).all()) else UNCERTAIN


def _size(kind: str, width: float, height: float) -> tuple[float, float]:
    """Return the size of the shape around a text: its corners lie within the ellipse or on the sides of the diamond."""
    if kind == CHOICE:
        return max(width + 18, 52.0), max(height + 15, 28.0)
    if kind == VALUE:
        tall = height + 30
        return max(width / (1 - height / tall) + 8, 64.0), tall
    rim = 6.0 if kind == SURE else 0.0
    return max(1.3 * width + 10 + rim, 56.0), max(height / 0.6 + 10 + rim, 30.0)


def _rows(likely: dict[str, float]) -> list[tuple[str, float | None]]:
    """Return states with their chances; of too many the most probable, in their order."""
    top = set(sorted(likely, key=lambda label: -likely[label])[: ROWS - 1]) if len(likely) > ROWS else set(likely)
    rows: list[tuple[str, float | None]] = [
        (_style.wrap(label, STATE_WRAP, 1)[0], p) for label, p in likely.items() if label in top
    ]
    rest = len(likely) - len(top)
    return [*rows, (f"… {rest} more", None)] if rest else rows
