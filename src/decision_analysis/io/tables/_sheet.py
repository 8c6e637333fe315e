"""`Sheet`: the cells of a table in a file, and what messages call its rows and columns."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from typing import Any

from decision_analysis.errors import InvalidInputError

MISSING = frozenset({"", "na", "n/a", "#n/a", "<na>", "nan", "null"})
"""What people and programs write, in small letters, where there is nothing."""


@dataclasses.dataclass(frozen=True, eq=False)
class Sheet:
    """Rows of cells with their numbers in the file; rows without any entry are left out.

    Parameters
    ----------
    name : str
        The file, and the sheet where it has several, as messages name it.
    rows : list of (int, list)
        The number of each row, from 1, and its cells; None is a blank one.
    number : callable
        Reads a cell below the heads: a number or a truth value, NaN for a missing one, or what it
        is.
    """

    name: str
    rows: list[tuple[int, list[Any]]]
    number: Callable[[Any], Any]

    @classmethod
    def of(
        cls,
        name: str,
        rows: Sequence[Sequence[Any]],
        lines: Sequence[int],
        number: Callable[[Any], Any],
        most: int,
    ) -> Sheet:
        """Make a sheet of rows of any length, of at most so many cells with the gaps."""
        kept = [(line, _trimmed(row)) for line, row in zip(lines, rows, strict=True)]
        kept = [(line, row) for line, row in kept if row]
        width = max((len(row) for _, row in kept), default=0)
        refuse_many_cells(name, width * len(kept), most)
        for _, row in kept:
            row.extend([None] * (width - len(row)))
        return cls(name, kept, number)


def refuse_many_cells(where: str, count: int, most: int) -> None:
    """Refuse a table of more cells than are read, once so many are counted."""
    if count > most:
        raise InvalidInputError(
            f"{where}: a table must not have more than {most:,} cells, gaps included; got"
            f" {count:,} or more"
        )


def is_blank(cell: Any) -> bool:
    """Say whether nothing can be seen in a cell."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def column_name(position: int) -> str:
    """Return what spreadsheets call a column: A, B, ..., Z, AA, ..."""
    letters = ""
    position += 1
    while position:
        # digits from 1 to 26, without a 0
        position, letter = divmod(position - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def _trimmed(row: Sequence[Any]) -> list[Any]:
    """Return a row without the blank cells at its end, and None for those within."""
    # as it is where it has none, since there may be a million
    if isinstance(row, list) and not any(map(is_blank, row)):
        return row
    cells = [None if is_blank(cell) else cell for cell in row]
    while cells and cells[-1] is None:
        cells.pop()
    return cells
