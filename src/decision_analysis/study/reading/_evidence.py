"""The log of evidence of a study: dated entries about judged numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from decision_analysis import _checks
from decision_analysis.core import Parameters
from decision_analysis.study.reading._notes import Notes

STATES = ("true", "false")
"""Of what a parameter is the probability of."""


def evidence_of(
    data: Mapping[str, Any], judgements: Parameters, parameters: Parameters, notes: Notes
) -> tuple[Mapping[str, Any], ...]:
    """Return the entries, each with the `name` of the judged number that it is about."""
    found = []
    for i, entry in enumerate(data.get("evidence", [])):
        keys: list[str | int] = ["evidence", i]
        about = [key for key in ("judgement", "parameter") if key in entry]
        if len(about) != 1:
            notes.note(
                keys,
                "must be about a judgement [alternative, criterion] or a parameter; got"
                f" {_checks.listed(about) if about else 'neither'}",
            )
            continue
        name = ": ".join(entry["judgement"]) if about == ["judgement"] else entry["parameter"]
        known = judgements if about == ["judgement"] else parameters
        if not notes.known([*keys, about[0]], about[0], name, known):
            continue
        if not _says_something(entry, keys, notes):
            continue
        if "likelihood" in entry:
            _check_likelihood(entry, known[name].base, keys, notes)
        else:
            _check_revision(entry, keys, notes)
        found.append({**entry, "name": name, "kind": _kind(entry)})
    return tuple(found)


def _kind(entry: Mapping[str, Any]) -> str:
    return "likelihood" if "likelihood" in entry else "revision"


def _says_something(entry: Mapping[str, Any], keys: list[str | int], notes: Notes) -> bool:
    told = [key for key in ("likelihood", "base") if key in entry]
    if len(told) == 1 and entry.get("kind", _kind(entry)) == _kind(entry):
        return True
    notes.note(
        keys,
        "must have a likelihood or the revised base, and be of that kind; got "
        f"{_checks.listed(told) if told else 'neither'}",
    )
    return False


def _check_likelihood(
    entry: Mapping[str, Any], prior: float, keys: list[str | int], notes: Notes
) -> None:
    at = [*keys, "likelihood"]
    given = entry["likelihood"]
    for state in given:
        notes.known([*at, state], "state", state, STATES)
    if missing := [state for state in STATES if state not in given]:
        notes.note(at, f"must have a likelihood where it is {' and '.join(missing)}")
    elif not any(given[state] for state in STATES):
        notes.note(at, "must not be 0 whether it is true or false: it would be impossible")
    if not 0 <= prior <= 1:
        notes.note(keys, f"must be about a probability; the base of its parameter is {prior:g}")
    if entry.keys() & {"low", "high"}:
        notes.note(keys, "must not have low and high: they follow from the likelihood")


def _check_revision(entry: Mapping[str, Any], keys: list[str | int], notes: Notes) -> None:
    ends = [key for key in ("low", "high") if key in entry]
    if len(ends) == 1:
        notes.note(keys, f"must have both low and high, or neither; got {ends[0]}")
    elif ends and not entry["low"] <= entry["base"] <= entry["high"]:
        got = ", ".join(f"{entry[key]:g}" for key in ("low", "base", "high"))
        notes.note(keys, f"low <= base <= high must hold; got {got}")
