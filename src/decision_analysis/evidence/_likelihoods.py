"""`log_likelihoods`: what each entry of a log says of the states, dependence counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from decision_analysis import _checks, _labelled, _read_rows
from decision_analysis._arrays import FloatArray
from decision_analysis._shown import shown
from decision_analysis.errors import InvalidInputError
from decision_analysis.evidence._entry import Entry


def log_likelihoods(states: tuple[str, ...], entries: Sequence[Entry]) -> list[FloatArray]:
    """Return for each entry, in order of time, the logarithm of its likelihoods (..., N).

    They are known up to a constant, and zero where an entry only revises.
    """
    earlier: set[str] = set()
    found = []
    for entry in entries:
        place = f"entry {entry.name!r}"
        share = 0.0
        if entry.repeats:
            if entry.repeats not in earlier:
                known = [other.name for other in entries if other.name != entry.name]
                _checks.known("entry to repeat", entry.repeats, known, place=place)
                raise InvalidInputError(
                    f"{place}: repeats must name an entry before it; got {shown(entry.repeats)}"
                )
            share = entry.dependence
        earlier.add(entry.name)
        given = _numbers(place, states, entry, share)
        # with probability d a mere repetition, which is certain in every state
        with np.errstate(divide="ignore"):
            found.append(np.log(share + (1.0 - share) * given))
    return found


def _numbers(place: str, states: tuple[str, ...], entry: Entry, share: float) -> FloatArray:
    """Return likelihoods (..., N), or numbers in proportion to them."""
    if entry.likelihood is not None:
        what = f"{place}: likelihood"
        array = _by_state(what, states, entry.likelihood)
        if (array > 1).any():
            state, value = _first(states, array, array > 1)
            raise InvalidInputError(
                f"{what} of {state!r} must be a probability, at most 1; got {value:g}"
            )
        return array
    if entry.likelihood_ratio is None:
        return np.ones(len(states))
    what = f"{place}: likelihood_ratio"
    if 0 < share < 1:
        raise InvalidInputError(
            f"{place}: a dependence between 0 and 1 needs likelihoods, not their ratio; got"
            f" {share:g}"
        )
    ratio = entry.likelihood_ratio
    if isinstance(ratio, Mapping) or _labelled.has_labels(ratio):
        return _by_state(what, states, ratio)
    if len(states) != 2:
        raise InvalidInputError(
            f"{what} must name each state where there are not two; got {shown(ratio)} for"
            f" {_checks.listed(states)}"
        )
    first = _checks.samples(what, ratio)
    array = np.stack([first, np.ones(first.shape)], axis=-1)
    _refuse_negative(what, states, array)
    return array


def _by_state(what: str, states: tuple[str, ...], given: Any) -> FloatArray:
    if isinstance(given, list | tuple) or not _labelled.has_labels(given):
        _checks.mapping(what, given)
    array, _ = _read_rows.row(what, given, states, each="state", one=what)
    if not array.size:
        raise InvalidInputError(f"{what} must hold at least one sample; got shape {array.shape}")
    _refuse_negative(what, states, array)
    return array


def _refuse_negative(what: str, states: tuple[str, ...], array: FloatArray) -> None:
    if (array < 0).any():
        state, value = _first(states, array, array < 0)
        raise InvalidInputError(f"{what} of {state!r} must not be negative; got {value:g}")


def _first(states: tuple[str, ...], array: FloatArray, wrong: Any) -> tuple[str, float]:
    place = tuple(int(i) for i in np.argwhere(wrong)[0])
    return states[place[-1]], float(array[place])
