"""What a study may have of anything: more would take minutes or gigabytes only to be read."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Any

from decision_analysis._limits import (
    LONGEST_EXPRESSIONS,
    MOST_DISTRIBUTIONS,
    MOST_JUDGED,
    MOST_LOG_ENTRIES,
    MOST_METHODS,
    MOST_SAMPLED_SCORES,
    MOST_STUDY_CRITERIA,
)
from decision_analysis.study.model import expressions
from decision_analysis.study.reading._criteria import Criteria
from decision_analysis.study.reading._notes import Notes

SAMPLES = 10_000
"""Samples of a study that does not say how many."""


def refuse_very_many(data: Mapping[str, Any], rows: Mapping[str, Any], notes: Notes) -> None:
    """Refuse a study of which only the reading would take minutes, before it is read."""
    cells = [row for row in rows.values() if isinstance(row, Mapping | list)]
    numbers = [
        *data.get("parameters", {}).values(),
        *itertools.chain(*(row.values() if isinstance(row, Mapping) else row for row in cells)),
    ]
    drawn = sum(isinstance(entry, Mapping) and "distribution" in entry for entry in numbers)
    for keys, what, count, most in (
        (["table"], "judged numbers", len(numbers), MOST_JUDGED),
        (["table"], "distributions", drawn, MOST_DISTRIBUTIONS),
        (["methods"], "methods", len(data.get("methods", ())), MOST_METHODS),
        (["evidence"], "entries", len(data.get("evidence", ())), MOST_LOG_ENTRIES),
    ):
        if count > most:
            notes.note(keys, f"a study must not have more than {most:,} {what}; got {count:,}")
    samples = data.get("simulation", {}).get("samples", SAMPLES)
    alternatives = len(data.get("alternatives", ()) or rows)
    if samples * alternatives > MOST_SAMPLED_SCORES:
        notes.note(
            ["simulation"],
            f"{samples:,} samples of {alternatives:,} alternatives must not be more than"
            f" {MOST_SAMPLED_SCORES:,} scores: say simulation: {{samples:"
            f" {MOST_SAMPLED_SCORES // alternatives}}}",
        )
    notes.stop()


def refuse_many_criteria(criteria: Criteria, notes: Notes) -> None:
    """Refuse a study of more criteria than weights can be spoken of."""
    if (count := len(criteria.names)) > MOST_STUDY_CRITERIA:
        notes.note(
            criteria.places[criteria.names[-1]],
            f"a study must not have more than {MOST_STUDY_CRITERIA:,} criteria; got {count:,}",
        )
        notes.stop()


def note_long_expressions(tree: Any, data: Mapping[str, Any], notes: Notes) -> None:
    """Note expressions that are too long together, each counted once."""
    derived = (text for text in data.get("derived", {}).values() if isinstance(text, str))
    written = {*expressions(tree), *derived}
    if (length := sum(map(len, written))) > LONGEST_EXPRESSIONS:
        notes.note(
            ["tree"],
            f"must have expressions of at most {LONGEST_EXPRESSIONS:,} characters in all; got"
            f" {length:,}",
        )
