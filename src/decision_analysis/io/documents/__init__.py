"""Text with its places: JSON and YAML read and written, faults by line and column."""

from decision_analysis.io.documents import _sentences as sentences
from decision_analysis.io.documents._as_written import DECIMAL, SPACE
from decision_analysis.io.documents._builder import representable
from decision_analysis.io.documents._document import Document, position_in
from decision_analysis.io.documents._faults import KEPT, LISTED, MOST, Faults, LinedFaults, listed
from decision_analysis.io.documents._path import as_path, is_name
from decision_analysis.io.documents._place import Place, joined, moved, position_of
from decision_analysis.io.documents._plain import key_problem, plain
from decision_analysis.io.documents._read import (
    SUFFIXES,
    bounded_bytes,
    checked_path,
    opened,
    text_of,
)
from decision_analysis.io.documents._read_yaml import resolve
from decision_analysis.io.documents._trail import Trail, keys, longer, note_at
from decision_analysis.io.documents._write_file import write_whole
from decision_analysis.io.documents._write_json import json_text
from decision_analysis.io.documents._write_yaml import yaml_text

__all__ = [
    "DECIMAL",
    "KEPT",
    "LISTED",
    "MOST",
    "SPACE",
    "SUFFIXES",
    "Document",
    "Faults",
    "LinedFaults",
    "Place",
    "Trail",
    "as_path",
    "bounded_bytes",
    "checked_path",
    "is_name",
    "joined",
    "json_text",
    "key_problem",
    "keys",
    "listed",
    "longer",
    "moved",
    "note_at",
    "opened",
    "plain",
    "position_in",
    "position_of",
    "representable",
    "resolve",
    "sentences",
    "text_of",
    "write_whole",
    "yaml_text",
]
