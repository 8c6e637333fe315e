"""Which of our methods are compared with which peer on whole batches of problems: one `Pair` each.

What takes options that differ from problem to problem, such as thresholds or profiles, is compared
in a test of its own; `peers.against(..., ours=)` enters it into the same matrix.
"""

from crosscheck.pairs import _scores, _special, _weights
from crosscheck.pairs._pair import Pair

PAIRS = [*_scores.PAIRS, *_special.PAIRS, *_weights.PAIRS]

__all__ = ["PAIRS", "Pair"]
