"""The library's own formats: schemas, values to data and back."""

from decision_analysis.io.own._convert import diagram_data, parameters_data, table_data, tree_data
from decision_analysis.io.own._distributions import distribution_of
from decision_analysis.io.own._load_own import load_own
from decision_analysis.io.own._schema import KINDS
from decision_analysis.io.own._shared_nodes import folded
from decision_analysis.io.own._validate import check, schema_faults

__all__ = [
    "KINDS",
    "check",
    "diagram_data",
    "distribution_of",
    "folded",
    "load_own",
    "parameters_data",
    "schema_faults",
    "table_data",
    "tree_data",
]
