"""The known disagreements, as rows that can be run."""

from crosscheck.disagreements import (
    _diagrams,
    _distance,
    _distillation,
    _elicited,
    _flows,
    _learning,
    _objective,
    _others,
    _outranking,
    _ratio,
    _reference_points,
    _sampled,
    _scores,
    _votes,
)
from crosscheck.disagreements._record import Disagreement

ROWS = [
    *_scores.ROWS,
    *_ratio.ROWS,
    *_distance.ROWS,
    *_reference_points.ROWS,
    *_outranking.ROWS,
    *_distillation.ROWS,
    *_flows.ROWS,
    *_votes.ROWS,
    *_elicited.ROWS,
    *_objective.ROWS,
    *_others.ROWS,
    *_learning.ROWS,
    *_sampled.ROWS,
    *_diagrams.ROWS,
]

__all__ = ["ROWS", "Disagreement"]
