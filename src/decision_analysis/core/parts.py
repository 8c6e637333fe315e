"""The second door of `core`: what engines, analyses and files are built from; not for users.

Five groups: *models* of users, their scores and methods, called and checked; *programs* and what a
solver says of them; *chunks*, the one loop over rows with its random streams and workers, and the
designs that samplers draw by; *values* as users give them, scored, sampled or compared in pairs;
*frames*, the bases of results and their pandas indexes.
"""

# models: calling what users wrote
from decision_analysis.core._call import Call, call_of, remembered, within_memory
from decision_analysis.core._model import (
    Method,
    Model,
    by_alternative,
    call,
    checked_method,
    checked_model,
    ranked,
    ranked_or_scored,
    ranked_with_best,
    same_labels,
    tabulate,
)
from decision_analysis.core._scored_model import (
    Score,
    Scored,
    ScoredModel,
    checked_score,
    read_scores,
    scored_at,
    scored_model,
)

# isort: split
# programs: what a solver says of them
from decision_analysis.core._programs import INFEASIBLE, NO_PRESOLVE, PLAIN, PRECISE, answered

# isort: split
# chunks: rows, random streams and workers; designs of samplers
from decision_analysis.core import _chunks as chunks
from decision_analysis.core._chunks import blas_limit, stream
from decision_analysis.core._correlation import normal_correlation
from decision_analysis.core._joint import Joint, completed
from decision_analysis.core._progress import Progress, checked_progress, tell, watched
from decision_analysis.core._sampling import DESIGNS

# isort: split
# values: scored, sampled, compared
from decision_analysis.core._comparisons import holds_pairs, pairwise_comparisons
from decision_analysis.core._nearest_weights import nearest_weights, weight_moved
from decision_analysis.core._pareto import DOMINATED, stand_ins
from decision_analysis.core._refused_cells import refuse_cells
from decision_analysis.core._sampled import (
    SampledValues,
    is_simulation,
    parameter_names,
    parameter_samples,
    sampled_values,
    scramblings_of,
)
from decision_analysis.core._table import DecisionTable
from decision_analysis.core._terms import terms_of
from decision_analysis.core._typed import typed_array
from decision_analysis.core._wide_scales import (
    Scale,
    in_one_piece,
    warn_of_wide_scales,
    wide_scales,
)

# isort: split
# frames: bases of results, and how they are shown
from decision_analysis.core._by_label import ByLabel
from decision_analysis.core._framed import Columns
from decision_analysis.core._index import own_index, relabeled, sample_names, sampled_index
from decision_analysis.core._information_gain import InformationGain
from decision_analysis.core._long_frame import long_frame, words
from decision_analysis.core._ranked import Ranked
from decision_analysis.core._shown import Headers, Rows, Shown, checked_top
from decision_analysis.core._steps_frame import axis_labels, beside_answer

__all__ = [  # noqa: RUF022 - by group
    # models
    "Call",
    "Method",
    "Model",
    "Score",
    "Scored",
    "ScoredModel",
    "by_alternative",
    "call",
    "call_of",
    "checked_method",
    "checked_model",
    "checked_score",
    "ranked",
    "ranked_or_scored",
    "ranked_with_best",
    "read_scores",
    "remembered",
    "same_labels",
    "scored_at",
    "scored_model",
    "tabulate",
    "within_memory",
    # programs
    "INFEASIBLE",
    "NO_PRESOLVE",
    "PLAIN",
    "PRECISE",
    "answered",
    # chunks
    "DESIGNS",
    "Progress",
    "Joint",
    "blas_limit",
    "checked_progress",
    "chunks",
    "completed",
    "normal_correlation",
    "stream",
    "tell",
    "watched",
    # values
    "DOMINATED",
    "DecisionTable",
    "SampledValues",
    "Scale",
    "holds_pairs",
    "in_one_piece",
    "is_simulation",
    "nearest_weights",
    "pairwise_comparisons",
    "parameter_names",
    "parameter_samples",
    "refuse_cells",
    "sampled_values",
    "scramblings_of",
    "stand_ins",
    "terms_of",
    "typed_array",
    "warn_of_wide_scales",
    "weight_moved",
    "wide_scales",
    # frames
    "ByLabel",
    "Columns",
    "Headers",
    "InformationGain",
    "Ranked",
    "Rows",
    "Shown",
    "axis_labels",
    "beside_answer",
    "checked_top",
    "long_frame",
    "own_index",
    "relabeled",
    "sample_names",
    "sampled_index",
    "words",
]
