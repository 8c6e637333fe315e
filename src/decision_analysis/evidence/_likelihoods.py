"""`log_likelihoods`: what each entry of a log says of the states, dependence counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from decision_analysis import _checks, _read_rows
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
        return _in_order(f"{place}: likelihood", states, entry.likelihood)
    ratio = entry.likelihood_ratio
    if ratio is None:
        return np.ones(len(states))
    if 0 < share < 1:
        raise InvalidInputError(
            f"{place}: a dependence between 0 and 1 needs likelihoods, not their ratio; got"
            f" {share:g}"
        )
    what = f"{place}: likelihood_ratio"
    for state in ratio:
        _checks.known("state", state, states, place=what)
    # states that are not named are the common measure
    return _in_order(what, states, dict.fromkeys(states, 1.0) | dict(ratio))


def _in_order(what: str, states: tuple[str, ...], given: Mapping[str, Any]) -> FloatArray:
    return _read_rows.row(what, given, states, each="state", one=what)[0]
