"""`is_plain`: whether the name of a variable can be told from a formula."""

from __future__ import annotations

from decision_analysis.io.formulas._formula_error import FormulaError
from decision_analysis.io.formulas._formulas import Formulas


def is_plain(name: str, formulas: Formulas) -> bool:
    """Say whether one of the names can mean nothing else where it stands in a formula.

    It is a word, or no formula over the other names, nor the beginning or the end of one.
    """
    if formulas.dialect.word.fullmatch(name):
        return True
    ends = {*formulas.dialect.operators, *"+-"}
    if any(name.startswith(sign) or name.endswith(sign) for sign in ends) or not _closed(name):
        return False
    formulas.barred = name
    try:
        formulas.parse(name)
    except FormulaError:
        return True
    finally:
        formulas.barred = ""
    return False


def _closed(name: str) -> bool:
    """Say whether each bracket of a name is closed after it was opened."""
    depth = 0
    for sign in name:
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            return False
    return depth == 0
