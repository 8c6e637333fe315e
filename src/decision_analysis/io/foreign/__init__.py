"""Files of other programs: their trees, read and written, their diagrams, and elections."""

from decision_analysis.io.foreign._formats import ELECTIONS, FORMATS
from decision_analysis.io.foreign._load_diagram import ENDINGS, load_diagram
from decision_analysis.io.foreign._preflib import load_preflib
from decision_analysis.io.foreign._radiant import is_radiant, radiant_tree
from decision_analysis.io.foreign._radiant_text import as_yaml, is_input
from decision_analysis.io.foreign._silver_decisions import (
    is_silver_decisions,
    silver_decisions_tree,
)
from decision_analysis.io.foreign._silver_write import silver_data
from decision_analysis.io.foreign._values import checked_values, refuse_values

__all__ = [
    "ELECTIONS",
    "ENDINGS",
    "FORMATS",
    "as_yaml",
    "checked_values",
    "is_input",
    "is_radiant",
    "is_silver_decisions",
    "load_diagram",
    "load_preflib",
    "radiant_tree",
    "refuse_values",
    "silver_data",
    "silver_decisions_tree",
]
