"""`csv_text`: rows of cells as CSV, every number with all its digits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from decision_analysis._labels import written

_QUOTED = frozenset(',"\r\n')


def csv_text(rows: Iterable[Sequence[Any]]) -> str:
    """Write rows, with commas between cells and quotation marks where a cell needs them."""
    return "".join(",".join(map(_cell, row)) + "\n" for row in rows)


def _cell(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return repr(cell).removesuffix(".0")
    text = written(cell)
    if _QUOTED.isdisjoint(text) and text == text.strip():
        return text
    return '"' + text.replace('"', '""') + '"'
