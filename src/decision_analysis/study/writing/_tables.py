"""`csv_files`: every table of an analysis as a CSV file, numbers with all their digits."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

import numpy as np

from decision_analysis.study.questions import Section

_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""How a text begins that a spreadsheet program would compute; in East Asia in full width, too."""


def csv_files(sections: Iterable[Section]) -> dict[str, bytes]:
    """Return a file for each table, named after its section: 'scores_1.csv'."""
    files = {}
    for section in sections:
        for number, block in enumerate(section.blocks, start=1):
            text = io.StringIO(newline="")
            writer = csv.writer(text, lineterminator="\n")
            writer.writerow([_written(head) for head in block.headers])
            writer.writerows([_written(cell) for cell in row] for row in block.rows)
            files[f"{section.name}_{number}.csv"] = text.getvalue().encode("utf-8")
    return files


def _written(cell: Any) -> Any:
    """Return a cell as it is; a text that begins like a formula stays a text by an apostrophe."""
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(_FORMULA) else cell
    if cell is None or isinstance(cell, bool | np.bool_):
        return "" if cell is None else str(bool(cell))
    return repr(float(cell)) if isinstance(cell, float) else int(cell)
