"""What a study is: its parts, whose preferences count, and its models of table and tree."""

from decision_analysis.study.model._constraint import Constraint
from decision_analysis.study.model._dates import backwards, odd_date, when
from decision_analysis.study.model._ends_of import ends_of
from decision_analysis.study.model._evaluate import Evaluator, evaluate, names_in
from decision_analysis.study.model._first_options import FirstOptions
from decision_analysis.study.model._log import (
    STATES,
    Step,
    replay,
    revised,
    values_over,
    values_with,
)
from decision_analysis.study.model._method import Method
from decision_analysis.study.model._prediction import Prediction
from decision_analysis.study.model._samples import too_many_samples, usual_samples
from decision_analysis.study.model._shape import has_choice, has_tree, has_tree_by_criteria
from decision_analysis.study.model._stakeholder import Stakeholder
from decision_analysis.study.model._study import Study
from decision_analysis.study.model._tree_entries import expressions
from decision_analysis.study.model._tree_model import TreeModel
from decision_analysis.study.model._tree_of_data import is_plain
from decision_analysis.study.model._view import View
from decision_analysis.study.model._weighted_value import WeightedValue

__all__ = [
    "STATES",
    "Constraint",
    "Evaluator",
    "FirstOptions",
    "Method",
    "Prediction",
    "Stakeholder",
    "Step",
    "Study",
    "TreeModel",
    "View",
    "WeightedValue",
    "backwards",
    "ends_of",
    "evaluate",
    "expressions",
    "has_choice",
    "has_tree",
    "has_tree_by_criteria",
    "is_plain",
    "names_in",
    "odd_date",
    "replay",
    "revised",
    "too_many_samples",
    "usual_samples",
    "values_over",
    "values_with",
    "when",
]
