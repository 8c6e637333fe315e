"""`refuse_date`: 2020-10-12 is 1998 as a formula, and a day to everybody who reads it."""

from __future__ import annotations

import re
from typing import Final

from decision_analysis.io.formulas._formula_error import FormulaError, shown

_DATE: Final = re.compile("[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])")
"""A day as ISO 8601 writes it; in other orders and with other signs it may well be a formula."""


def refuse_date(text: str) -> None:
    """Refuse a formula that looks like a day."""
    if _DATE.fullmatch(text.strip()):
        raise FormulaError(
            f"{shown(text)} must be a formula; it looks like a date: put spaces around the signs"
            " of a difference",
            "date",
        )
