"""The second door of `core`: what engines, analyses and files are built from; not for users."""

from decision_analysis.core import _chunks as chunks
from decision_analysis.core._by_label import ByLabel
from decision_analysis.core._chunks import blas_limit, stream
from decision_analysis.core._comparisons import holds_pairs, pairwise_comparisons
from decision_analysis.core._framed import Columns
from decision_analysis.core._index import own_index, relabeled, sample_names, sampled_index
from decision_analysis.core._information_gain import InformationGain
from decision_analysis.core._long_frame import long_frame, words
from decision_analysis.core._model import (
    Method,
    Model,
    by_alternative,
    call,
    checked_method,
    checked_model,
    ranked,
    same_labels,
    tabulate,
)
from decision_analysis.core._pareto import DOMINATED, stand_ins
from decision_analysis.core._ranked import Ranked
from decision_analysis.core._sampled import (
    SampledValues,
    parameter_names,
    parameter_samples,
    sampled_values,
    scramblings_of,
)
from decision_analysis.core._sampling import DESIGNS
from decision_analysis.core._shown import Headers, Rows, Shown, checked_top
from decision_analysis.core._steps_frame import axis_labels, beside_answer
from decision_analysis.core._table import DecisionTable
from decision_analysis.core._typed import typed_array

__all__ = [
    "DESIGNS",
    "DOMINATED",
    "ByLabel",
    "Columns",
    "DecisionTable",
    "Headers",
    "InformationGain",
    "Method",
    "Model",
    "Ranked",
    "Rows",
    "SampledValues",
    "Shown",
    "axis_labels",
    "beside_answer",
    "blas_limit",
    "by_alternative",
    "call",
    "checked_method",
    "checked_model",
    "checked_top",
    "chunks",
    "holds_pairs",
    "long_frame",
    "own_index",
    "pairwise_comparisons",
    "parameter_names",
    "parameter_samples",
    "ranked",
    "relabeled",
    "same_labels",
    "sample_names",
    "sampled_index",
    "sampled_values",
    "scramblings_of",
    "stand_ins",
    "stream",
    "tabulate",
    "typed_array",
    "words",
]
