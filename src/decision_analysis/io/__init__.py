"""Tables, trees, diagrams, parameters and studies as JSON and YAML; other files in and out.

The schemas of our own files are published.
"""

from decision_analysis.io._load import load
from decision_analysis.io._save import save
from decision_analysis.io.documents._document import Document
from decision_analysis.io.documents._read import read
from decision_analysis.io.foreign._xmcda_problem import XmcdaProblem
from decision_analysis.io.own._schema import schema
from decision_analysis.io.own._validate import validate

__all__ = ["Document", "XmcdaProblem", "load", "read", "save", "schema", "validate"]
