"""`read_csv`: the cells of a CSV file; numbers are read only where they can be read in one way."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from decision_analysis import _checks
from decision_analysis._limits import MOST_CELLS
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError
from decision_analysis.io.documents import SPACE, Faults, text_of
from decision_analysis.io.tables._sheet import MISSING, Sheet, is_blank, refuse_many_cells

_EXPONENT = "(?:[eE][+-]?[0-9]+)?"
_MARKED = re.compile(rf"[+-]?[.,]*+[0-9][0-9.,]*+{_EXPONENT}")
"""A number with marks in it, of decimals or of thousands."""


def read_csv(file: Path, sep: object, decimal: object) -> Sheet:
    """Read a CSV file in UTF-8; `sep` parts its cells, `decimal` is the sign before decimals."""
    sep = "," if sep is None else _checks.text("sep", sep)
    if len(sep) != 1 or sep.isalnum() or sep in '."+- \r\n':
        raise InvalidInputError(
            r"sep must be one sign that parts cells, such as ',', ';' or '\t'; got"
            rf" {sep!r}"
        )
    if decimal is not None:
        decimal = _checks.one_of("decimal", decimal, (".", ","))
    # commas part cells: decimals follow a point
    elif sep == ",":
        decimal = "."
    if decimal == sep:
        raise InvalidInputError(f"sep and decimal must differ; got {sep!r} for both")
    rows, lines = _records(file, sep)
    if rows:
        _same_length(file, rows, lines, sep)
        _one_meaning(file, rows, lines, decimal)
    return Sheet.of(str(file), rows, lines, _reader(decimal), MOST_CELLS)


def _records(file: Path, sep: str) -> tuple[list[list[str]], list[int]]:
    """Return the records of a file and the lines on which they begin; blank lines are left out."""
    text = text_of(file, "; a spreadsheet program writes it as 'CSV UTF-8'")
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=sep, strict=True, skipinitialspace=True
    )
    rows, lines = [], []
    line, count = 1, 0
    try:
        for row in reader:
            count += len(row)
            refuse_many_cells(f"{file}:{line}", count, MOST_CELLS)
            if not all(map(is_blank, row)):
                rows.append(row)
                lines.append(line)
            line = reader.line_num + 1
    except csv.Error as error:
        raise InvalidInputError(f"{file}:{line}: must be CSV; {error}") from None
    return rows, lines


def _same_length(file: Path, rows: list[list[str]], lines: list[int], sep: str) -> None:
    """Refuse a header of one cell, and rows of another length but for blank cells at the end."""
    heads = rows[0]
    if len(heads) == 1:
        others = [sign for sign in ",;\t|" if sign in heads[0] and sign != sep]
        hint = f"; where {others[0]!r} parts cells, give sep={others[0]!r}" if others else ""
        raise InvalidInputError(
            f"{file}:{lines[0]}: must name criteria beside the alternatives; got the one "
            f"cell {shown(heads[0])}{hint}"
        )
    faults = Faults()

    def note(line: int, count: int) -> None:
        faults.note(
            lambda: (
                f"{file}:{line}: must have {len(heads)} cells, as line {lines[0]} has; got {count}"
            )
        )

    for row, line in zip(rows, lines, strict=True):
        # blank cells at the end of a row are no cells
        while len(row) > len(heads) and is_blank(row[-1]):
            row.pop()
        if len(row) != len(heads):
            note(line, len(row))
    if faults:
        if sep == "," and any(len(row) > len(heads) for row in rows):
            faults.texts[0] += " (a number with a comma needs quotation marks, or another sep)"
        raise faults.error()


def _one_meaning(file: Path, rows: list[list[str]], lines: list[int], decimal: str | None) -> None:
    """Refuse numbers with marks of thousands, or with a mark that may be one of these."""
    if decimal is None:
        words = "may have a mark of decimals or of thousands: give decimal=',' or decimal='.'"
    else:
        words = (
            f"is no number whose decimals follow {decimal!r}: give another decimal=, or the"
            " thousands= of pandas.read_csv, which makes what DecisionTable.from_frame takes"
        )
    faults = Faults()

    def note(line: int, cell: str, head: str) -> None:
        faults.note(lambda: f"{file}:{line}: {shown(cell)} on {shown(head)} {words}")

    # numbers to people, but not by the sign before decimals
    pattern = _number(decimal)
    for row, line in zip(rows[1:], lines[1:], strict=True):
        for head, cell in zip(rows[0][1:], row[1:], strict=True):
            bare = cell.strip(SPACE)
            if _MARKED.fullmatch(bare) and not pattern.fullmatch(bare):
                note(line, cell, head)
    if faults:
        raise faults.error()


def _number(decimal: str | None) -> re.Pattern[str]:
    """Return the pattern of numbers, of whole ones where the sign before decimals is not known."""
    if decimal is None:
        return re.compile(rf"[+-]?[0-9]+{_EXPONENT}")
    mark = re.escape(decimal)
    return re.compile(rf"[+-]?(?:[0-9]+(?:{mark}[0-9]*)?|{mark}[0-9]+){_EXPONENT}")


def _reader(decimal: str | None) -> Callable[[Any], Any]:
    """Return the function that reads a cell as a number where it is one."""
    pattern = _number(decimal)

    def number(cell: Any) -> Any:
        found = plain_cell(cell)
        if not isinstance(found, str) or not pattern.fullmatch(found):
            return found
        return float(found.replace(decimal or ".", "."))

    return number


def plain_cell(cell: Any) -> Any:
    """Return NaN for a missing cell, a truth value for its word, other text without its spaces."""
    if cell is None:
        return math.nan
    if not isinstance(cell, str):
        return cell
    # of other characters that Python takes for spaces a number is no number
    cell = cell.strip(SPACE)
    word = cell.casefold()
    if word in MISSING:
        return math.nan
    return {"true": True, "false": False}.get(word, cell)
