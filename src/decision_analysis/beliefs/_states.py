"""Numbers of named states, probabilities above all: one reader for all functions that take them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from decision_analysis import _checks, _labelled, _read_rows
from decision_analysis._arrays import FloatArray, read_only
from decision_analysis._labels import own_names
from decision_analysis._probabilities import probability_problem
from decision_analysis.errors import InvalidInputError


def by_state(
    what: str, one: str, given: Any, states: Sequence[str] | None = None, *, each: str = "state"
) -> tuple[tuple[str, ...], FloatArray]:
    """Return names and numbers (..., n) of labelled input, in the order of `states` if known.

    It is {state: number}, a number being samples (...) too, a Series, or a frame with a column for
    each state.
    """
    if isinstance(given, list | tuple) or not _labelled.has_labels(given):
        _checks.mapping(what, given)
    array, names = _read_rows.row(what, given, states, each=each, one=one)
    assert names is not None
    return names, array


def sizes_by_state(
    what: str, one: str, given: Any, states: Sequence[str] | None = None
) -> tuple[tuple[str, ...], list[float]]:
    """Return names and one number for each, not negative."""
    names, array = by_state(what, one, given, states)
    if array.ndim > 1:
        raise InvalidInputError(
            f"{what} must be one number for each state; got samples {array.shape[:-1]}"
        )
    pairs = zip(names, array.tolist(), strict=True)
    return names, [_checks.number(f"{one} of {name!r}", size, low=0) for name, size in pairs]


def state_probabilities(
    what: str, given: Any, states: Sequence[str] | None = None, *, each: str = "state"
) -> tuple[tuple[str, ...], FloatArray]:
    """Return names and probabilities (..., n), which sum to 1, of what has labels."""
    names, array = by_state(what, f"{what}: probability", given, states, each=each)
    if problem := probability_problem(names, array):
        raise InvalidInputError(f"{what}: {problem}")
    return names, array


def likelihoods(states: Sequence[str], likelihood: Any) -> tuple[tuple[str, ...], list[FloatArray]]:
    """Return signals and, for each state, their probabilities (..., signals), of {state: {signal:
    p}} or a frame."""
    given = _rows(states, likelihood)
    signals: tuple[str, ...] | None = None
    rows = []
    each = f"signal of {states[0]!r}"
    for state in states:
        signals, row = state_probabilities(
            f"likelihood of {state!r}", given[state], signals, each=each
        )
        rows.append(row)
    assert signals is not None
    return signals, rows


def _rows(states: Sequence[str], likelihood: Any) -> Mapping[str, Any]:
    """Return what is said of each state: of a frame its rows, which must be the states."""
    if not _labelled.is_frame(likelihood):
        return _labelled.by_name("likelihood", likelihood, states, each="state")
    rows, columns = (
        list(own_names(states, index)) for index in (likelihood.index, likelihood.columns)
    )
    if set(rows) != set(states) and set(columns) == set(states):
        raise InvalidInputError(
            "likelihood must have a row for each state; got them as columns: turn the frame with .T"
        )
    _checks.same_names("rows of likelihood must name each state", rows, states)
    if twice := _checks.repeats(rows):
        raise InvalidInputError(
            f"rows of likelihood must name each state once; {_checks.listed(twice)} twice"
        )
    return {state: likelihood.iloc[rows.index(state)] for state in states}


def by_name(names: Sequence[str], array: FloatArray) -> dict[str, Any]:
    """Return the last axis as a mapping: to floats, or to read-only arrays if there are samples."""
    if array.ndim == 1:
        return dict(zip(names, array.tolist(), strict=True))
    return {name: read_only(array[..., i]) for i, name in enumerate(names)}
