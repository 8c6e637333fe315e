"""Files of other programs: trees, diagrams and their formulas."""

from decision_analysis.io.foreign import _radiant as radiant
from decision_analysis.io.foreign import _silver_decisions as silver_decisions
from decision_analysis.io.foreign._load_diagram import ENDINGS, load_diagram
from decision_analysis.io.foreign._radiant_text import as_yaml, is_input
from decision_analysis.io.foreign._silver_write import silver_data
from decision_analysis.io.foreign._values import checked_values, refuse_values

__all__ = [
    "ENDINGS",
    "as_yaml",
    "checked_values",
    "is_input",
    "load_diagram",
    "radiant",
    "refuse_values",
    "silver_data",
    "silver_decisions",
]
