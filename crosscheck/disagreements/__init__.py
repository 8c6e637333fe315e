"""The known disagreements, as rows that can be run."""

from crosscheck.disagreements import _others, _outranking, _scores
from crosscheck.disagreements._record import Disagreement

ROWS = [*_scores.ROWS, *_outranking.ROWS, *_others.ROWS]

__all__ = ["ROWS", "Disagreement"]
