"""`cells_of_file`: the cells of a CSV or Excel file as they are, words and gaps among them."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

from decision_analysis import _checks
from decision_analysis._labels import written
from decision_analysis.errors import InvalidModelError
from decision_analysis.io.tables._read_csv import read_csv
from decision_analysis.io.tables._read_xlsx import read_xlsx
from decision_analysis.io.tables._sheet import Sheet
from decision_analysis.io.tables._table_of_sheet import heads_of_sheet

Cells = dict[str, dict[str, Any]]


def cells_of_file(
    file: Path, *, sheet: str | None = None, sep: str | None = None, decimal: str | None = None
) -> tuple[dict[str, dict[str, str]], Cells]:
    """Return what the file says of each criterion, and the cells by alternative and criterion.

    A cell is a number, a text, or None where there is nothing.
    """
    xlsx = file.suffix.lower() == ".xlsx"
    cells = read_xlsx(file, sheet) if xlsx else read_csv(file, sep, decimal)
    names, about, rows = heads_of_sheet(cells)
    criteria = [written(name) for name in names]
    said = {
        name: {what: about[what][head] for what in about if about[what].get(head)}
        for name, head in zip(criteria, names, strict=True)
    }
    labels = [written(row[0]) for _, row in rows]
    problems = [
        f"{cells.name}: {what} {name!r} is named twice"
        for what, given in (("criterion", criteria), ("alternative", labels))
        for name in _checks.repeats(given)
    ]
    if problems:
        raise InvalidModelError(problems)
    found = {
        label: {name: _cell(cells, cell) for name, cell in zip(criteria, row[1:], strict=True)}
        for label, (_, row) in zip(labels, rows, strict=True)
    }
    return said, found


def _cell(sheet: Sheet, cell: Any) -> Any:
    value = sheet.number(cell)
    if _checks.is_number(value):
        return float(value) if math.isfinite(value) else None
    return None if value is None else str(value).strip()
