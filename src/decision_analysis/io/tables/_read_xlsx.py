"""`read_xlsx`: the cells of a sheet of an Excel workbook."""

from __future__ import annotations

import contextlib
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from decision_analysis import _checks
from decision_analysis._arrays import optional_import
from decision_analysis._limits import (
    LONGEST_TEXT,
    LONGEST_WORKBOOK,
    MOST_WORKBOOK_CELLS,
    MOST_WORKBOOK_TAGS,
)
from decision_analysis.errors import InvalidInputError, InvalidModelError
from decision_analysis.io.documents import bounded_bytes
from decision_analysis.io.tables._cells_as_written import refuse_strange_cells
from decision_analysis.io.tables._read_csv import plain_cell
from decision_analysis.io.tables._sheet import Sheet, column_name, refuse_many_cells


def read_xlsx(file: Path, sheet: object) -> Sheet:
    """Read one sheet, the first where no name is given; of formulas the stored results."""
    raw = bounded_bytes(file, LONGEST_TEXT)
    with _told(file):
        _refuse_bomb(file, raw)
        refuse_strange_cells(file, raw)
    title, rows = _cells(file, raw, sheet, results=True)
    # a blank cell may be a formula that was never computed
    if any(cell is None for row in rows for cell in row):
        _refuse_unknown_results(file, rows, _cells(file, raw, title, results=False)[1])
    return Sheet.of(
        f"{file}, sheet {title!r}", rows, range(1, len(rows) + 1), plain_cell, MOST_WORKBOOK_CELLS
    )


def _cells(
    file: Path, raw: bytes, sheet: object, *, results: bool
) -> tuple[str, list[tuple[Any, ...]]]:
    """Return the name of a sheet and its rows: the results of formulas, or the formulas."""
    openpyxl = optional_import("openpyxl", extra="excel")
    with (
        _told(file),
        contextlib.closing(
            openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=results)
        ) as book,
    ):
        found = _sheet(file, book, sheet)
        found.reset_dimensions()  # which other programs write wrongly: rows would be cut
        return found.title, _bounded_rows(file, found)


@contextlib.contextmanager
def _told(file: Path) -> Iterator[None]:
    """Tell what is wrong with a file that is no workbook."""
    try:
        yield
    except (InvalidInputError, MemoryError):
        raise
    except Exception as error:  # whatever a parser meets in a broken file
        raise InvalidInputError(
            f"{file} must be an Excel workbook without a password; {type(error).__name__}: {error}"
        ) from None


def _refuse_bomb(file: Path, raw: bytes) -> None:
    """Refuse a workbook that unpacks to far more than what it looks like."""
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        parts = packed.infolist()
        size = sum(part.file_size for part in parts)
        if size > LONGEST_WORKBOOK:
            raise InvalidInputError(
                f"{file} must not have more than {LONGEST_WORKBOOK:,} bytes when unpacked; it has"
                f" {size:,}"
            )
        # others may unpack a few bytes to gigabytes in one go
        if any(p.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for p in parts):
            raise InvalidInputError(f"{file} must be packed as spreadsheet programs pack")
        tags = 0
        for part in parts:
            with packed.open(part) as stream:
                while piece := stream.read(1 << 20):
                    tags += piece.count(b"<") - piece.count(b"</")
        if tags > MOST_WORKBOOK_TAGS:
            raise InvalidInputError(
                f"{file} must not have more than {MOST_WORKBOOK_TAGS:,} elements; got {tags:,}"
            )


def _bounded_rows(file: Path, sheet: Any) -> list[tuple[Any, ...]]:
    """Return the rows of a sheet, in which a few cells may stand very far apart."""
    rows, count = [], 0
    for row in sheet.iter_rows(values_only=True):
        # a row without cells is held too
        count += max(1, len(row))
        refuse_many_cells(str(file), count, MOST_WORKBOOK_CELLS)
        rows.append(row)
    return rows


def _sheet(file: Path, book: Any, name: object) -> Any:
    """Return the sheet of a name, the first for None."""
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    if not sheets:
        raise InvalidInputError(f"{file} must have a sheet of cells; it has none")
    return sheets[
        (
            next(iter(sheets))
            if name is None
            else _checks.known(f"sheet of {file}", name, list(sheets))
        )
    ]


def _refuse_unknown_results(
    file: Path, rows: list[tuple[Any, ...]], formulas: list[tuple[Any, ...]]
) -> None:
    """Refuse cells that look empty because their formula was never computed."""
    found = [
        f"{column_name(column)}{line}"
        for line, (row, texts) in enumerate(zip(rows, formulas, strict=True), 1)
        for column, (cell, text) in enumerate(zip(row, texts, strict=True))
        if cell is None and text is not None
    ]
    if found:
        problem = f"{file}: formulas must have stored results; none have {_checks.listed(found)}"
        hint = "open the file in a spreadsheet program and save it there"
        raise InvalidModelError([f"{problem}: {hint}"])
