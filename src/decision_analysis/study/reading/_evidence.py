"""The log of evidence of a study: dated entries about judged numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from decision_analysis import _checks
from decision_analysis.core import Parameter, Parameters
from decision_analysis.study.model import (
    STATES,
    Study,
    backwards,
    ends_of,
    odd_date,
    replay,
    revised,
    when,
)
from decision_analysis.study.reading._judged import note_large, off_the_scale
from decision_analysis.study.reading._notes import Notes


def evidence_of(
    data: Mapping[str, Any], judgements: Parameters, parameters: Parameters, notes: Notes
) -> tuple[Mapping[str, Any], ...]:
    """Return the entries, each with the `name` of the judged number that it is about."""
    found = []
    current: dict[str, Parameter] = {}
    _check_dates(data.get("evidence", []), notes)
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
        before = current.get(name, known[name])
        sound = (
            _check_likelihood(entry, before, keys, notes)
            if "likelihood" in entry
            else _check_revision(entry, keys, notes)
        )
        made = {**entry, "name": name, "kind": _kind(entry)}
        found.append(made)
        if sound:
            with notes.at(keys):
                current[name] = revised(before, made)
                note_large(current[name], keys, notes)
    return tuple(found)


def check_log(study: Study, notes: Notes) -> None:
    """Note entries after which the table leaves its scale, or the tree cannot be computed."""
    names = {f"{a}: {c.name}": c.name for a in study.alternatives for c in study.criteria}
    used = study.used
    values: dict[str, float] = {}
    for i, step in enumerate(replay(study.numbers, study.evidence)):
        keys: list[str | int] = ["evidence", i]
        criterion = names.get(step.name, "")
        scale = study.ranges.get(criterion)
        if scale and (off := off_the_scale(step.after, *scale)):
            notes.note(keys, off)
        values[step.name] = step.after.base
        if step.name in used:
            with notes.at(keys):
                study.tree(values)


def _check_dates(entries: Sequence[Mapping[str, Any]], notes: Notes) -> None:
    """Note dates of another kind than the first, and those that go back."""
    dates: dict[str | int, None] = {}
    first = ""
    for i, entry in enumerate(entries):
        date = entry["date"]
        keys: list[str | int] = ["evidence", i, "date"]
        if odd := odd_date(date):
            notes.note(keys, odd)
            continue
        kind = when(date)[0]
        first = first or kind
        if kind != first:
            notes.note(keys, f"must be {first} as those before it; got {kind}, {date!r}")
            continue
        if (later := backwards(dates, date)) is not None:
            notes.note(
                keys, f"must not be before that of an earlier entry, {later!r}; got {date!r}"
            )
            continue
        dates[date] = None


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
    entry: Mapping[str, Any], prior: Parameter, keys: list[str | int], notes: Notes
) -> bool:
    faults = notes.count
    at = [*keys, "likelihood"]
    given = entry["likelihood"]
    for state in given:
        notes.known([*at, state], "state", state, STATES)
    if missing := [state for state in STATES if state not in given]:
        notes.note(at, f"must have a likelihood where it is {' and '.join(missing)}")
    elif not any(given[state] for state in STATES):
        notes.note(at, "must not be 0 whether it is true or false: it would be impossible")
    low, high = ends_of(prior)
    if not 0 <= low <= high <= 1:
        held = f"{low:g}" if low == high else f"{low:g} to {high:g}"
        notes.note(keys, f"must be about a probability; {prior.name} is {held} before it")
    if entry.keys() & {"low", "high"}:
        notes.note(keys, "must not have low and high: they follow from the likelihood")
    return notes.count == faults


def _check_revision(entry: Mapping[str, Any], keys: list[str | int], notes: Notes) -> bool:
    faults = notes.count
    ends = [key for key in ("low", "high") if key in entry]
    if len(ends) == 1:
        notes.note(keys, f"must have both low and high, or neither; got {ends[0]}")
    elif ends and not entry["low"] <= entry["base"] <= entry["high"]:
        got = ", ".join(f"{entry[key]:g}" for key in ("low", "base", "high"))
        notes.note(keys, f"low <= base <= high must hold; got {got}")
    return notes.count == faults
