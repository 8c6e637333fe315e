"""`cells_bytes`: a table or a result as CSV, an Excel workbook, LaTeX or Markdown."""

from __future__ import annotations

from typing import Any

from decision_analysis._named import leads_out
from decision_analysis._shown import shown
from decision_analysis.core import DecisionTable, Result
from decision_analysis.errors import InvalidInputError
from decision_analysis.export import latex
from decision_analysis.io.documents import plain
from decision_analysis.io.tables._rows_of_table import rows_of_frame, rows_of_table
from decision_analysis.io.tables._write_csv import csv_text
from decision_analysis.io.tables._write_xlsx import xlsx_bytes

CELL_ENDINGS = (".csv", ".xlsx", ".tex", ".md")


@leads_out
def cells_bytes(obj: object, ending: str) -> bytes:
    """Return the content of a file whose name has one of `CELL_ENDINGS`."""
    if not isinstance(obj, DecisionTable | Result):
        raise InvalidInputError(
            f"obj must be a DecisionTable or a result for a file that ends in {ending!r};"
            f" got {type(obj).__name__}"
        )
    if ending == ".xlsx":
        return xlsx_bytes(_sheets(obj))
    if ending == ".csv":
        text = csv_text(_answer(obj))
    elif ending == ".tex":
        text = latex(obj, steps=isinstance(obj, Result) and bool(obj.steps())) + "\n"
    else:
        text = obj.to_markdown()
    plain({"text": text})  # refuses what is not Unicode
    return text.encode("utf-8")


def _answer(obj: DecisionTable | Result) -> list[list[Any]]:
    return rows_of_table(obj) if isinstance(obj, DecisionTable) else rows_of_frame(obj.to_frame())


def _sheets(obj: DecisionTable | Result) -> dict[str, list[list[Any]]]:
    """Return the answer, each step, and what they are and come from, by name of sheet."""
    if isinstance(obj, DecisionTable):
        return {"table": _answer(obj)}
    steps = {name: rows_of_frame(obj.steps_frame(name)) for name in obj.steps()}
    return {"result": _answer(obj), **steps, "about": _about(obj)}


def _about(result: Result) -> list[list[Any]]:
    """Return method, options and sources, and for each step its caption and its symbol in LaTeX."""
    rows: list[list[Any]] = [["method", result.method]]
    rows += [[f"parameter {name}", shown(value)] for name, value in result.parameters.items()]
    rows += [["source", source] for source in result.references]
    declared = type(result).declared_steps()
    rows += [
        [f"step {name}", declared[name].caption, declared[name].symbol] for name in result.steps()
    ]
    return rows
