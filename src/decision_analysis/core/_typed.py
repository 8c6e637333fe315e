"""Numbers as people type them into cells: fractions such as 1/3 as text, and cells left empty."""

from __future__ import annotations

import datetime
import re
from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._labels import is_missing
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError

_NUMBER = r"\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*"
_FRACTION = re.compile(f"{_NUMBER}(?:/{_NUMBER})?")


def typed_array(what: str, given: Any) -> FloatArray:
    """Return an array of numbers, some perhaps as text such as "1/3"; NaN where a cell is empty."""
    try:
        cells = _checks.read(given) if _checks.masked(given) is None else None
    except ValueError:
        cells = None  # of which the check of arrays says what is wrong
    if cells is not None and cells.dtype.kind in "OUT":
        if not isinstance(given, np.ndarray):
            # numpy makes text of numbers that stand beside text
            cells = np.asarray(given, dtype=object)
        given = typed_cells(what, cells)
    return _checks.numeric_array(what, given, finite=False)


def typed_cells(what: str, cells: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return the cells with text read as numbers where it is one, and NaN for empty ones."""
    found = np.empty(cells.shape, dtype=object)
    for index, cell in np.ndenumerate(cells):
        if isinstance(cell, datetime.date) and not is_missing(cell):
            raise InvalidInputError(
                f"{what} must be numbers; got the date"
                f" {shown(str(cell))}{_checks.at(index)}, for which a spreadsheet takes 1/3 unless"
                " it stands there as text or as =1/3"
            )
        found[index] = _typed(cell)
    return found


def _typed(cell: Any) -> Any:
    if is_missing(cell):
        return np.nan
    if not isinstance(cell, str):
        return cell
    if not cell.strip():
        return np.nan
    match = _FRACTION.fullmatch(cell)
    above, below = (float(match[1]), float(match[2] or 1)) if match else (0.0, 0.0)
    return above / below if below else _checks.plain(cell)
