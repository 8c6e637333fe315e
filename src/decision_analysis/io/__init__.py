"""Tables, trees, diagrams, parameters and studies as JSON and YAML with published schemas; other files in and out."""

from decision_analysis.io._document import Document, read
from decision_analysis.io._load import load
from decision_analysis.io._save import save
from decision_analysis.io._schema import schema
from decision_analysis.io._validate import validate

__all__ = ["Document", "load", "read", "save", "schema", "validate"]
