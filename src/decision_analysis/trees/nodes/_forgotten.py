"""Outcomes or options without their `Chance` or `Decision`, where payoffs are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._probabilities import explained
from decision_analysis._shown import few
from decision_analysis.trees.nodes._rest import REST

SHOWN = 3


def forgotten(value: Mapping[Any, Any], *, lists: bool = True) -> str | None:
    """Say that a mapping holds outcomes or options, not attributes; None if it may be a payoff.

    A tuple (probability, number) is an outcome and never samples. Lists of two numbers are samples,
    unless each of several begins with a probability and these sum to 1, which reads both ways;
    `lists` says whether that may be.
    """
    pairs = {label: entry for label, entry in value.items() if is_pair(entry)}
    alone = [label for label, entry in pairs.items() if not _is_samples(entry)]
    tuples = [label for label, entry in pairs.items() if isinstance(entry, tuple)]
    # a tuple, or a pair that is no samples, can only be an outcome; two lists may be either
    if alone or tuples or (lists and len(pairs) == len(value) > 1 and _sum_to_one(pairs)):
        problem = (
            f'{few(list(pairs), SHOWN)} read as outcomes (probability, node): Chance("name",'
            " {...}) is missing"
        )
        if alone:
            return problem
        return (
            f"{problem}; if they are samples of attributes, write them as arrays, np.array([...])"
        )
    if led := [label for label, entry in value.items() if _leads_on(entry)]:
        return f'{few(led, SHOWN)} read as options: Decision("name", {{...}}) is missing'
    return None


def is_pair(entry: Any) -> bool:
    """Say whether a tuple or list has two entries that may be a probability and a node."""
    return (
        isinstance(entry, tuple | list)
        and len(entry) == 2
        and _is_probability(entry[0])
        and _is_node(entry[1])
    )


def _is_probability(value: Any) -> bool:
    """Say whether all of a number or array of samples is in 0..1, or REST stands there."""
    if value is REST or (isinstance(value, str) and value == "rest"):
        return True
    if _checks.is_number(value):
        return bool(0 <= value <= 1)
    array = _numeric(value)
    return array is not None and bool(array.size) and bool(((array >= 0) & (array <= 1)).all())


def _is_node(value: Any) -> bool:
    return _checks.is_number(value) or _leads_on(value) or _numeric(value) is not None


def _leads_on(value: Any) -> bool:
    return isinstance(value, Mapping) or hasattr(value, "children")


def _is_samples(pair: Sequence[Any]) -> bool:
    """Say whether both entries of a pair are numbers, or samples of one shape.

    These may be stacked.
    """
    first, second = map(_numeric, pair)
    return first is not None and second is not None and first.shape == second.shape


def _numeric(value: Any) -> np.ndarray | None:
    if not (_checks.is_number(value) or isinstance(value, list | tuple | np.ndarray)):
        return None
    try:
        array = np.asarray(value)
    except ValueError:
        return None
    return array if array.dtype.kind in "iuf" else None


def _sum_to_one(pairs: Mapping[Any, Sequence[Any]]) -> bool:
    firsts = [np.asarray(first, dtype=np.float64) for first, _ in pairs.values()]
    shapes = {first.shape for first in firsts}
    # by rounding too, as whoever forgets the node may also have rounded
    return len(shapes) == 1 and all(map(explained, np.sum(firsts, axis=0).reshape(-1)))
