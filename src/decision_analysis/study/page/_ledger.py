"""The ledger of the page: every judged number, an anchor for each, and links to statements."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

from decision_analysis import _render
from decision_analysis.study.page._tables import Cell

NUMBERS = ("low", "base", "high", "influence")
WORDS = ("kind", "unit", "rationale", "by", "date", "changes")
HEADS = {
    "name": "number",
    "low": "low",
    "base": "base",
    "high": "high",
    "unit": "unit",
    "kind": "kind",
    "influence": "influence",
    "changes": "where it changes the choice",
    "source": "rests on",
    "rationale": "why this number",
    "by": "judged by",
    "date": "date",
}
"""Columns in order, with their headings."""
INFLUENCE = (
    "Influence is how far the lead of the best over the runner-up moves, in the unit of the lead,"
    " while the number goes from its 10% to its 90% quantile and all others stay."
)
"""What the column says."""
SAID = "Every number that was judged, with the range held possible and what it rests on."


@dataclasses.dataclass(frozen=True)
class Entry:
    """One number of a study whose analysis has no ledger: what its parameter says."""

    name: str
    low: float | None
    base: float
    high: float | None
    unit: str
    source: tuple[str, ...]
    rationale: str
    by: str = ""
    date: str = ""
    influence: float | None = None
    changes: str = ""
    kind: str = ""


@dataclasses.dataclass(frozen=True)
class Row:
    """One line of the ledger: its id, cells by column, and exact numbers to sort by."""

    id: str
    cells: Mapping[str, Cell]
    sources: tuple[Cell, ...]
    exact: Mapping[str, str]


@dataclasses.dataclass(frozen=True)
class Ledger:
    """The columns that anything stands in, and the rows."""

    columns: Mapping[str, str]
    rows: tuple[Row, ...]


def entries(analysis: Any) -> tuple[Sequence[Any], tuple[str, ...]]:
    """Return the entries of the section 'ledger' and what it says of them.

    Where there is no such section, what the parameters of the study say.
    """
    for section in analysis.sections:
        if "ledger" in section.results:
            return tuple(section.results["ledger"]), tuple(section.text)
    study = analysis.study
    found = tuple(
        Entry(p.name, p.low, p.base, p.high, p.unit, _sources(p.source), p.rationale)
        for parameters in (study.judgements, study.parameters)
        for p in parameters.values()
    )
    return found, (SAID,)


def _sources(source: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in source.split(",") if part.strip())


def ledger(
    found: Sequence[Any], places: Mapping[str, str], statements: Mapping[str, str]
) -> Ledger | None:
    """Return the ledger; ids of its numbers are `places`, of statements `statements`."""
    if not found:
        return None
    names = [
        column
        for column in HEADS
        if column in ("name", "base") or any(_is_there(getattr(e, column)) for e in found)
    ]
    # each number with the digits of its own line, as units differ from line to line
    rows = [_row(entry, places[entry.name], statements) for entry in found]
    return Ledger({name: HEADS[name] for name in names}, tuple(rows))


def _row(entry: Any, place: str, statements: Mapping[str, str]) -> Row:
    low_to_high = [getattr(entry, name) for name in ("low", "base", "high")]
    written = _render.written_cells([[_number(value)] for value in low_to_high])
    texts = dict(zip(("low", "base", "high"), (cell for (cell,) in written), strict=True))
    texts["influence"] = _render.cell(_number(entry.influence))
    cells = {name: Cell(texts[name], number=True) for name in NUMBERS}
    cells |= {name: Cell(str(getattr(entry, name) or "")) for name in WORDS}
    cells["name"] = Cell(entry.name)
    return Row(
        place,
        cells,
        tuple(Cell(name, to=statements.get(name, "")) for name in entry.source),
        {name: repr(float(x)) for name in NUMBERS if (x := getattr(entry, name)) is not None},
    )


def _number(value: Any) -> Any:
    """Return a number as a float that keeps its kind, such as a percentage."""
    return value if value is None or isinstance(value, float) else float(value)


def _is_there(value: Any) -> bool:
    return value is not None and value != "" and value != ()
