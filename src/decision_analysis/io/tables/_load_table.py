"""`load_table`: the table of a CSV file or an Excel workbook."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from decision_analysis.core import DecisionTable
from decision_analysis.io.tables._read_csv import read_csv
from decision_analysis.io.tables._read_xlsx import read_xlsx
from decision_analysis.io.tables._table_of_sheet import table_of_sheet

TABLE_ENDINGS = {".csv": ("sheet",), ".xlsx": ("sep", "decimal")}
"""How names of such files end, and which arguments say nothing of them."""


def load_table(
    file: Path,
    *,
    goals: Mapping[str, str] | None,
    units: Mapping[str, str] | None,
    sheet: str | None = None,
    sep: str | None = None,
    decimal: str | None = None,
) -> DecisionTable:
    """Read the table of a file whose name has one of `TABLE_ENDINGS`."""
    xlsx = file.suffix.lower() == ".xlsx"
    cells = read_xlsx(file, sheet) if xlsx else read_csv(file, sep, decimal)
    return table_of_sheet(cells, goals, units)
