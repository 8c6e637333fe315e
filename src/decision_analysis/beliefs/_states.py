"""Probabilities of named states, as numbers or as samples: one check for all functions that take them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from decision_analysis import _checks, _labelled
from decision_analysis._arrays import FloatArray, read_only
from decision_analysis.errors import InvalidInputError


def state_probabilities(where: str, what: str, value: Any) -> tuple[tuple[str, ...], FloatArray]:
    """Return names and probabilities (..., n) of a mapping {state: p}, p a number or an array of samples."""
    given: dict[Any, Any] = _labelled.entries(where, what, value)
    names = _checks.keys(where, f"names in {what}", given)
    arrays = [_checks.numeric_array(where, f"{what}: probability of {name!r}", p) for name, p in given.items()]
    try:
        stacked = np.stack(np.broadcast_arrays(*arrays), axis=-1)
    except ValueError:
        shapes = ", ".join(f"{name!r} {array.shape}" for name, array in zip(names, arrays, strict=True))
        raise InvalidInputError(f"{where}: samples in {what} must have shapes that broadcast; got {shapes}") from None
    if problem := _checks.probability_problem(names, stacked):
        raise InvalidInputError(f"{where}: {what}: {problem}")
    return names, stacked


def likelihoods(where: str, states: Sequence[str], likelihood: Any) -> tuple[tuple[str, ...], list[FloatArray]]:
    """Return signals and, for each state, their probabilities (..., signals), of a mapping {state: {signal: p}}."""
    given: Mapping[str, Any] = _checks.mapping(where, "likelihood", likelihood)
    _checks.same_names(where, "likelihood must name each state", given, states)
    signals: tuple[str, ...] = ()
    rows = []
    for state in states:
        names, row = state_probabilities(where, f"likelihood of {state!r}", given[state])
        signals = signals or names
        _checks.same_names(where, f"likelihood of {state!r} must name each signal of {states[0]!r}", names, signals)
        rows.append(row[..., [names.index(signal) for signal in signals]])
    return signals, rows


def by_name(names: Sequence[str], array: FloatArray) -> dict[str, Any]:
    """Return the last axis as a mapping: floats where there are no samples, read-only arrays where there are."""
    if array.ndim == 1:
        return dict(zip(names, array.tolist(), strict=True))
    return {name: read_only(array[..., i]) for i, name in enumerate(names)}
