"""Tables of the page: written cells, links to the ledger, and how wide tables are turned."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from typing import Any

from decision_analysis import _render
from decision_analysis.study.page._links import link

MANY, VAST, MOST = 9, 18, 40
"""Columns beyond which paper is turned, and the letters are small; and how many are shown."""
WORD = 8
"""Letters of a word that may stand among numbers."""
OPEN, ROWS = 14, 500
"""Rows beyond which a table is folded up at first; and how many are shown."""

LETTERS, GAP = 100, 2
"""Letters that paper has room for side by side, and those that the gap of two columns takes."""


def _longest(text: str) -> int:
    """Return the length of a text's longest word."""
    return max(map(len, re.split(r"[\s_/.:]+", text)))


@dataclasses.dataclass(frozen=True)
class Cell:
    """One cell: its text, whether it is a number, and the id of the place that it names."""

    text: str
    number: bool = False
    to: str = ""


@dataclasses.dataclass(frozen=True)
class Table:
    """A table as the template shows it."""

    caption: str
    heads: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    rest: str

    @property
    def width(self) -> str:
        """Its classes: by the number of columns, and where words must break for paper."""
        columns = len(self.heads)
        kind = "vast" if columns > VAST else "many" if columns > MANY else ""
        return f"{kind} tight".lstrip() if self._letters > LETTERS else kind

    @property
    def _letters(self) -> int:
        """How many letters wide it is at least: the longest words of all columns side by side."""
        lines = (self.heads, *self.rows)
        columns = zip(*([_longest(cell.text) for cell in line] for line in lines), strict=True)
        return sum(GAP + max(column) for column in columns)

    @property
    def folded(self) -> bool:
        """Whether it is opened only on demand."""
        return len(self.rows) > OPEN


def table(block: Any, places: Mapping[str, str]) -> Table:
    """Return a block's table, its numbers written as everywhere; `places` are ids by name."""
    headers, rows = list(block.headers), [list(row) for row in block.rows]
    right = [_right(rows, column) for column in range(len(headers))]
    written = _render.written_cells(rows) if rows else []
    cells = [
        [
            Cell(text, r or not isinstance(value, str), link(text, places))
            for text, value, r in zip(line, row, right, strict=True)
        ]
        for line, row in zip(written, rows, strict=True)
    ]
    heads = [Cell(head, r, link(head, places)) for head, r in zip(headers, right, strict=True)]
    if len(heads) > VAST and len(rows) < len(heads):
        heads, cells = _turned(heads, cells)
    return Table(block.caption, tuple(heads[:MOST]), _first(cells), _rest(heads, cells))


def _right(rows: Sequence[Sequence[Any]], column: int) -> bool:
    """Say whether a column is one of numbers, in which a short word such as 'never' may stand."""
    if column == 0:
        return _render.numeric(rows, column)
    cells = [row[column] for row in rows if row[column] is not None]
    words = [cell for cell in cells if isinstance(cell, str)]
    return 2 * len(words) < len(cells) and all(len(word) <= WORD for word in words)


def _turned(heads: list[Cell], cells: list[list[Cell]]) -> tuple[list[Cell], list[list[Cell]]]:
    """Return rows as columns, which are fewer then."""
    whole = [heads, *cells]
    turned = [[row[column] for row in whole] for column in range(len(heads))]
    # above numbers stand their heads to the right, and in the first column names to the left
    first = [dataclasses.replace(cell, number=place > 0) for place, cell in enumerate(turned[0])]
    names = [[dataclasses.replace(row[0], number=False), *row[1:]] for row in turned[1:]]
    return first, names


def _first(cells: Sequence[Sequence[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(tuple(row[:MOST]) for row in cells[:ROWS])


def _rest(heads: Sequence[Cell], cells: Sequence[Sequence[Cell]]) -> str:
    """Say how much is left out."""
    said = []
    if len(cells) > ROWS:
        said.append(f"{_render.count(len(cells) - ROWS)} more rows")
    if len(heads) > MOST:
        said.append(f"{_render.count(len(heads) - MOST)} more columns")
    return f"… {' and '.join(said)} in the files beside this page" if said else ""
