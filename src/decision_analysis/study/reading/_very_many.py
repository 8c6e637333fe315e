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
    MOST_STUDY_CRITERIA,
)
from decision_analysis.study.model import expressions, too_many_samples
from decision_analysis.study.reading._criteria import Criteria
from decision_analysis.study.reading._notes import Notes


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
    simulation = data.get("simulation", {})
    if "samples" in simulation:
        alternatives = len(data.get("alternatives", ()) or rows)
        if many := too_many_samples(int(simulation["samples"]), alternatives):
            notes.note(["simulation", "samples"], many)
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
