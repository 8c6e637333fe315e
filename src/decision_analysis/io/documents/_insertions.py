"""`Insertions`: where in a text something stands that a text made of it by insertions has."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

TAB = "    "
"""What may stand for a tab."""


class Insertions:
    """Two texts of as many lines, the second made of the first.

    Characters were inserted into lines, and tabs became four spaces.
    """

    def __init__(self, before: str, after: str) -> None:
        self._before = before.split("\n")
        self._after = after.split("\n")
        # the last line asked for: a reader goes from line to line
        self._line = -1
        self._columns: Sequence[int] = ()

    def column(self, line: int, column: int) -> int:
        """Return the column in the first text of what the second has there; all are from 0."""
        if line >= len(self._after) or self._before[line] == self._after[line]:
            return column
        if line != self._line:
            self._line, self._columns = line, _origins(self._before[line], self._after[line])
        return self._columns[min(column, len(self._columns) - 1)]


def _origins(before: str, after: str) -> Sequence[int]:
    """Return for each character of a line, and its end, where that of the first line stands."""
    # a line may have millions
    found = array("q")
    here = 0
    while len(found) < len(after):
        tab = before[here : here + 1] == "\t" and after.startswith(TAB, len(found))
        same = before[here : here + 1] == after[len(found)]
        found.extend([here] * (len(TAB) if tab else 1))
        here += tab or same
    found.append(here)
    return found
