"""`xlsx_bytes`: sheets of cells as an Excel workbook in which text stays text."""

from __future__ import annotations

import datetime
import io
import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

from decision_analysis._arrays import optional_import
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError

LONGEST = 31  # characters of the name of a sheet
MOST_ROWS, MOST_COLUMNS, MOST_CHARACTERS = 2**20, 2**14, 2**15 - 1

_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that a workbook cannot hold, or, of a carriage return, not give back."""


def xlsx_bytes(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> bytes:
    """Write a workbook; the keys become names of sheets, shortened where Excel asks for it."""
    openpyxl = optional_import("openpyxl", extra="excel")
    for name, rows in sheets.items():
        _fits(name, rows)
    book = openpyxl.Workbook(write_only=True)
    taken: set[str] = set()
    for name, rows in sheets.items():
        sheet = book.create_sheet(_title(name, taken))
        for row in rows:
            sheet.append([_cell(openpyxl.cell.WriteOnlyCell, sheet, value) for value in row])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _title(name: str, taken: set[str]) -> str:
    """Return a name of a sheet that Excel allows and no other has, whatever their capitals."""
    clean = re.sub(r"[\[\]:*?/\\]", "_", name).strip("'")[:LONGEST] or "sheet"
    title, number = clean, 1
    while title.casefold() in taken:
        number += 1
        title = f"{clean[: LONGEST - len(str(number)) - 1]}_{number}"
    taken.add(title.casefold())
    return title


def _fits(name: str, rows: Sequence[Sequence[Any]]) -> None:
    """Refuse what Excel has no room or no sign for, before anything is written."""
    width = max(map(len, rows), default=0)
    if len(rows) > MOST_ROWS or width > MOST_COLUMNS:
        raise InvalidInputError(
            f"a sheet of Excel must have at most {MOST_ROWS:,} rows and {MOST_COLUMNS:,} "
            f"columns; got {len(rows):,} and {width:,} for {name!r}"
        )
    for text in (cell for row in rows for cell in row if isinstance(cell, str)):
        unfit = _UNFIT.search(text)
        if unfit or len(text) > MOST_CHARACTERS:
            got = f"{len(text):,}" if unfit is None else f"{unfit[0]!a} in {shown(text)}"
            raise InvalidInputError(
                f"a cell of Excel must hold at most {MOST_CHARACTERS:,} printable"
                f" characters; got {got}"
            )


def _cell(kind: Any, sheet: Any, value: Any) -> Any:
    """Return a cell; text is never a formula or an error, and a number keeps all its digits."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, datetime.date) and getattr(value, "tzinfo", None) is None:
        return value
    number = isinstance(value, int | float) and math.isfinite(value)
    cell = kind(sheet, value=repr(value) if number else str(value))
    cell.data_type = "n" if number else "s"
    return cell
