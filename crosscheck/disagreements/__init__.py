"""The known disagreements, as rows that can be run."""

from crosscheck.disagreements import (
    _diagrams,
    _others,
    _outranking,
    _reference_points,
    _sampled,
    _scores,
)
from crosscheck.disagreements._record import Disagreement

ROWS = [
    *_scores.ROWS,
    *_reference_points.ROWS,
    *_outranking.ROWS,
    *_others.ROWS,
    *_sampled.ROWS,
    *_diagrams.ROWS,
]

__all__ = ["ROWS", "Disagreement"]
