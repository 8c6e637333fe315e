"""Files of other programs: trees and problems of several criteria, read and written, diagrams, and
elections.
"""

from decision_analysis.io.foreign._formats import ELECTIONS, FORMATS
from decision_analysis.io.foreign._load_diagram import ENDINGS, load_diagram
from decision_analysis.io.foreign._preflib import load_preflib
from decision_analysis.io.foreign._radiant import is_radiant, radiant_tree
from decision_analysis.io.foreign._radiant_text import as_yaml, is_input
from decision_analysis.io.foreign._read_xml import read_xml
from decision_analysis.io.foreign._silver_decisions import (
    is_silver_decisions,
    silver_decisions_tree,
)
from decision_analysis.io.foreign._silver_write import silver_data
from decision_analysis.io.foreign._values import checked_values, refuse_values
from decision_analysis.io.foreign._xmcda import load_xmcda
from decision_analysis.io.foreign._xmcda_files import ROOTS as XMCDA_ROOTS
from decision_analysis.io.foreign._xmcda_problem import XmcdaProblem
from decision_analysis.io.foreign._xmcda_write import xmcda_bytes

__all__ = [
    "ELECTIONS",
    "ENDINGS",
    "FORMATS",
    "XMCDA_ROOTS",
    "XmcdaProblem",
    "as_yaml",
    "checked_values",
    "is_input",
    "is_radiant",
    "is_silver_decisions",
    "load_diagram",
    "load_preflib",
    "load_xmcda",
    "radiant_tree",
    "read_xml",
    "refuse_values",
    "silver_data",
    "silver_decisions_tree",
    "xmcda_bytes",
]
