"""Cells of a study's table: numbers, ranges, words or nothing, written in it or in a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from decision_analysis import _checks
from decision_analysis._limits import TIE_TOLERANCE
from decision_analysis.core import Parameter, Parameters
from decision_analysis.study.model import ends_of
from decision_analysis.study.reading._criteria import Criteria, Range
from decision_analysis.study.reading._judged import (
    Judged,
    number_of_word,
    off_the_scale,
)
from decision_analysis.study.reading._notes import Notes


def cells_of(
    rows: Mapping[str, Any],
    alternatives: Mapping[str, Any],
    criteria: Criteria,
    judged: Judged,
    block: str,
) -> Parameters:
    """Return the judged performances, named 'alternative: criterion', in the order of the table.

    `rows` is the table, `block` the key of the document under which it stands.
    """
    notes = judged.notes
    for label in rows:
        if alternatives:
            notes.known([block, label], "alternative", label, alternatives)
    missing = [label for label in alternatives if label not in rows]
    if missing:
        notes.note(
            [block], f"must have a row for each alternative; missing {_checks.listed(missing)}"
        )
    found: dict[str, Parameter] = {}
    for label in alternatives or rows:
        for name, entry, keys in _row(label, rows.get(label, {}), criteria, notes, block):
            cell = _cell(f"{label}: {name}", entry, name, criteria, keys, judged)
            if cell is not None and cell.name in found:
                notes.note(keys, f"must not be named as another cell is; got {cell.name!r} again")
            elif cell is not None:
                found[cell.name] = cell
    return Parameters(found.values())


def _row(
    label: str, row: Any, criteria: Criteria, notes: Notes, block: str
) -> list[tuple[str, Any, list[str | int]]]:
    """Return criterion, cell and keys of each cell of a row, in the order of the criteria."""
    names = criteria.names
    if isinstance(row, list):
        if len(row) != len(names):
            notes.note(
                [block, label],
                f"must have a cell for each of the {len(names)} criteria"
                f" {_checks.listed(names)}; got {len(row)}",
            )
            return []
        return [
            (name, cell, [block, label, i])
            for i, (name, cell) in enumerate(zip(names, row, strict=True))
        ]
    if not isinstance(row, Mapping):
        notes.note([block, label], f"must be a list or a mapping of cells; got {row!r}")
        return []
    missing = notes.all_known([block, label], "criterion", row, names)
    # a cell that is missing is written as nothing, never left out by mistake
    if row and missing:
        notes.note([block, label], f"{label!r} lacks judgements on {_checks.listed(missing)}")
    return [(name, row[name], [block, label, name]) for name in names if name in row]


def _cell(
    name: str,
    entry: Any,
    criterion: str,
    criteria: Criteria,
    keys: list[str | int],
    judged: Judged,
) -> Parameter | None:
    scale = criteria.ranges.get(criterion)
    unit = criteria.by_name[criterion].unit
    if entry is None:
        return _unknown(name, scale, unit, keys, judged)
    if isinstance(entry, str):
        number = number_of_word(entry, criteria.levels.get(criterion, {}))
        if isinstance(number, str):
            judged.notes.note(keys, number)
            return None
        entry = {"base": number, "rationale": f"{entry!r}"}
    parameter = judged.parameter(name, entry, keys, unit=unit)
    if parameter is not None and scale is not None and (said := off_the_scale(parameter, *scale)):
        judged.notes.note(keys, said)
    return parameter


def _unknown(
    name: str, scale: Range | None, unit: str, keys: list[str | int], judged: Judged
) -> Parameter | None:
    """Return what a missing cell may be: anything on the declared scale."""
    if scale is None:
        judged.notes.note(
            keys,
            "is missing: declare `worst` and `best` of its criterion, and it may be anything"
            " between them; or judge it as low, base, high",
        )
        return None
    from scipy import stats

    low, high = scale
    entry = {
        "low": low,
        "base": (low + high) / 2,
        "high": high,
        "rationale": "not judged: it may be anything on the scale",
    }
    made = judged.parameter(name, entry, keys, unit=unit)
    if made is None:
        return None
    anything = stats.uniform(low, high - low)
    return Parameter(name, made.base, anything, low, high, made.unit, made.source, made.rationale)


def ranges_of(
    judgements: Parameters,
    later: Sequence[Parameter],
    criteria: Criteria,
    alternatives: Iterable[str],
) -> dict[str, Range]:
    """Return the scale of each criterion: as declared, or the range of what was judged.

    What a log of evidence judges later counts, too, so that the scale holds still over it.
    """
    found: dict[str, Range] = {}
    by_criterion: dict[str, list[Range]] = {name: [] for name in criteria.names}
    # not by the end of the name: one criterion may be called as another ends
    cells = {f"{a}: {name}": name for a in alternatives for name in criteria.names}
    for parameter in (*judgements.values(), *later):
        if (criterion := cells.get(parameter.name)) is not None:
            by_criterion[criterion].append(ends_of(parameter))
    for name in criteria.names:
        ends = by_criterion[name]
        if name in criteria.ranges:
            found[name] = criteria.ranges[name]
        elif ends:
            found[name] = apart(min(low for low, _ in ends), max(high for _, high in ends))
    return found


def apart(low: float, high: float) -> Range:
    """Return the ends of a scale; where all are equal they differ in nothing, on any scale.

    Sums that differ by rounding are equal: it must not be the whole scale.
    """
    size = max(abs(low), abs(high))
    return (low, high) if high - low > TIE_TOLERANCE * size else (low, low + max(1.0, abs(low)))
