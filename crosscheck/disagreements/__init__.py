"""The known disagreements, as rows that can be run."""

from crosscheck.disagreements import (
    _diagrams,
    _distance,
    _others,
    _outranking,
    _ratio,
    _sampled,
    _scores,
)
from crosscheck.disagreements._record import Disagreement

ROWS = [
    *_scores.ROWS,
    *_ratio.ROWS,
    *_distance.ROWS,
    *_outranking.ROWS,
    *_others.ROWS,
    *_sampled.ROWS,
    *_diagrams.ROWS,
]

__all__ = ["ROWS", "Disagreement"]
