"""Predictions of a study: another party's decision problem, his cells judged like any number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from decision_analysis import _checks
from decision_analysis.core import Criterion, Parameter, Parameters
from decision_analysis.study.model import Prediction
from decision_analysis.study.reading._judged import TOO_LARGE, Judged, off_the_scale, too_large
from decision_analysis.study.reading._notes import Notes, as_text


def predictions_of(data: Mapping[str, Any], judged: Judged) -> tuple[Prediction, ...]:
    """Return other parties' choices, their faults noted."""
    found = []
    for name, entry in data.get("predictions", {}).items():
        keys: list[str | int] = ["predictions", name]
        found += _predictions(name, entry, keys, judged, judged.notes)
    return tuple(found)


def given_by(entry: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the options of a prediction, by type where it has types, with what they give."""
    return [pair for _, gives in _gives_by_type(entry) for pair in gives.items()]


def _gives_by_type(entry: Mapping[str, Any]) -> list[tuple[str, dict[str, str]]]:
    """Return each type with the names that its options give; types may share a pattern of them."""
    common = entry.get("gives", {})
    if "types" not in entry:
        return [("", dict(common))]
    return [
        (kind, {o: name.replace("{type}", kind) for o, name in said.get("gives", common).items()})
        for kind, said in entry["types"].items()
    ]


def _predictions(
    name: str, entry: Mapping[str, Any], keys: list[str | int], judged: Judged, notes: Notes
) -> list[Prediction]:
    """Return one prediction, or one for each type of the party, over the same judged cells."""
    before = notes.count
    options = tuple(entry["alternatives"])
    kinds = dict(_gives_by_type(entry))
    if ("weights" in entry) == ("types" in entry) or not all(kinds.values()):
        notes.note(keys, "must have weights and what it gives, or `types` that have them")
    if "gives" in entry and "types" in entry and all("gives" in k for k in entry["types"].values()):
        notes.note([*keys, "gives"], "is never used: each type says what it gives")
    for option, _ in given_by(entry):
        notes.known([*keys, "gives"], "option", option, options)
    criteria = tuple(Criterion(c, goal) for c, goal in entry["criteria"].items())
    if too_large(spread := float(entry.get("spread", 0))):
        notes.note([*keys, "spread"], f"must be {TOO_LARGE}; got {spread:g}")
    cells: list[Parameter] = []
    for option, row in entry["alternatives"].items():
        at = [*keys, "alternatives", option]
        for criterion in row:
            notes.known([*at, criterion], "criterion", criterion, entry["criteria"])
        if missing := [c for c in entry["criteria"] if c not in row]:
            notes.note(at, f"{option!r} lacks {_checks.listed(missing)}")
        for criterion in (c for c in entry["criteria"] if c in row):
            said = _with_source(row[criterion], entry)
            cell = judged.parameter(
                f"{name}: {option}: {criterion}", said, [*at, criterion], unit="points"
            )
            if cell is None:
                continue
            if off := off_the_scale(cell, 0, 100):
                notes.note([*at, criterion], off)
            cells.append(cell)
    if notes.count > before:
        return []
    found = []
    for kind, said in entry.get("types", {"": entry}).items():
        orders = said["weights"]
        made = Prediction(
            f"{name}, {kind}" if kind else name,
            entry["party"],
            criteria,
            options,
            Parameters(cells),
            spread,
            (orders,) if isinstance(orders, str) else tuple(orders),
            kinds[kind],
            as_text(entry.get("source", "")),
            said.get("rationale", entry.get("rationale", "")),
            of=name,
        )
        # an order that contradicts itself is found here
        with notes.at([*keys, *(["types", kind] if kind else []), "weights"]):
            made.probabilities(n_samples=2, seed=0)
        found.append(made)
    return found


def _with_source(cell: Any, entry: Mapping[str, Any]) -> Any:
    """Return a cell that rests on what its prediction rests on, where it says nothing itself."""
    said = dict(cell) if isinstance(cell, Mapping) else {"base": cell}
    for what in ("source", "rationale"):
        if what in entry:
            said.setdefault(what, entry[what])
    return said
