"""`of=`: the alternative, or the two whose difference, a question is about."""

from __future__ import annotations

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._labels import is_name
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError


def checked_target(of: object, labels: tuple[str, ...], default: str) -> str | tuple[str, str]:
    """Return an alternative, or two different ones; the default where None is given."""
    if of is None:
        return default
    # a label of the user's own frame may itself be a tuple
    if isinstance(of, str) or is_name(labels, of):
        return _checks.known("alternative in of", of, labels)
    if isinstance(of, tuple | list) and len(of) == 2:
        first, second = (_checks.known("alternative in of", label, labels) for label in of)
        if first != second:
            return first, second
    raise InvalidInputError(
        f"of must be an alternative, two different alternatives or None; got {shown(of)}"
    )


def of_target(scores: FloatArray, labels: tuple[str, ...], of: str | tuple[str, str]) -> FloatArray:
    """Return the scores (...) of the alternative, or of the first less the second."""
    if isinstance(of, str):
        return np.asarray(scores[..., labels.index(of)])
    return np.asarray(scores[..., labels.index(of[0])] - scores[..., labels.index(of[1])])
