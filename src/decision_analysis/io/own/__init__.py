"""The library's own formats: schemas, values to data and back."""

from decision_analysis.io.own._convert import diagram_data, parameters_data, table_data, tree_data
from decision_analysis.io.own._load_own import load_own
from decision_analysis.io.own._shared_nodes import folded
from decision_analysis.io.own._validate import check

__all__ = [
    "check",
    "diagram_data",
    "folded",
    "load_own",
    "parameters_data",
    "table_data",
    "tree_data",
]
