"""`read_cell`: the two labels of `table[alternative, criterion]`, as they are or in quotes."""

from __future__ import annotations

import re
from typing import Final

from decision_analysis.io.formulas._dialect import SPACE, SPACES
from decision_analysis.io.formulas._formula import Cell
from decision_analysis.io.formulas._formula_error import FormulaError, shown

# in quotes a label may hold anything, its own quotes doubled; else it ends at comma or bracket
_QUOTED: Final = re.compile(rf"""{SPACE}(?:"((?:[^"]|"")*)"|'((?:[^']|'')*)'){SPACE}""")
_PLAIN: Final = re.compile(rf"""{SPACE}([^{SPACES}\[\],"'][^\[\],]*)""")


def read_cell(text: str, position: int) -> tuple[Cell, int]:
    """Return the cell whose labels begin behind its bracket, and where it ends."""
    alternative, position = _label(text, position, ",")
    criterion, position = _label(text, position, "]")
    return Cell(alternative, criterion), position


def _label(text: str, position: int, end: str) -> tuple[str, int]:
    """Return a label and the position behind the sign that must end it."""
    if match := _QUOTED.match(text, position):
        quote = '"' if match[1] is not None else "'"
        label = (match[1] if match[1] is not None else match[2]).replace(quote * 2, quote)
    elif match := _PLAIN.match(text, position):
        label = match[1].rstrip(SPACES)
    stop = match.end() if match else position
    if not match or not label or not text.startswith(end, stop):
        which = "alternative" if end == "," else "criterion"
        raise FormulaError(
            f"{shown(text)} must have a cell as table[alternative, criterion], with quotes around"
            f" labels that hold commas, brackets or quotes; got {text[position:][:30]!r} where the"
            f" {which} and {end!r} should stand",
            "cell",
            position,
        )
    return label, stop + 1
