"""Arithmetic written as text, in several dialects: read, computed, nothing executed.

The dialects are those of studies and of other programs.
"""

from decision_analysis.io.formulas._dialect import SPACES, Dialect
from decision_analysis.io.formulas._dialects import RADIANT, SILVER_DECISIONS, STUDY
from decision_analysis.io.formulas._formula import Cell, Formula, Number, Part
from decision_analysis.io.formulas._formula_error import FormulaError, shown
from decision_analysis.io.formulas._formulas import Formulas
from decision_analysis.io.formulas._plain_name import is_plain

__all__ = [
    "RADIANT",
    "SILVER_DECISIONS",
    "SPACES",
    "STUDY",
    "Cell",
    "Dialect",
    "Formula",
    "FormulaError",
    "Formulas",
    "Number",
    "Part",
    "is_plain",
    "shown",
]
