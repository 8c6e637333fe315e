"""The known disagreements, as rows that can be run."""

from crosscheck.disagreements import (
    _diagrams,
    _elicited,
    _others,
    _outranking,
    _sampled,
    _scores,
)
from crosscheck.disagreements._record import Disagreement

ROWS = [
    *_scores.ROWS,
    *_outranking.ROWS,
    *_others.ROWS,
    *_elicited.ROWS,
    *_sampled.ROWS,
    *_diagrams.ROWS,
]

__all__ = ["ROWS", "Disagreement"]
