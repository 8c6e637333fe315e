"""`table_of_sheet`: the table that the cells of a file describe, with goals, units and samples."""

from __future__ import annotations

import dataclasses
import itertools
import math
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np

from decision_analysis import _checks, _labelled
from decision_analysis._arrays import optional_import
from decision_analysis._labels import written
from decision_analysis._limits import MOST_AXES
from decision_analysis._shown import shown
from decision_analysis.core import Criterion, DecisionTable
from decision_analysis.errors import MOST, InvalidInputError, InvalidModelError
from decision_analysis.io.documents import Faults
from decision_analysis.io.tables._sheet import Sheet, column_name

ABOUT = ("goal", "unit", "description")
"""First cells of rows about the criteria that may stand under the heads, in this order."""

SAMPLE = "sample_"
"""How heads of columns begin that number the samples; they stand before the labels."""

Row = tuple[int, list[Any]]


def table_of_sheet(
    sheet: Sheet, goals: Mapping[str, str] | None, units: Mapping[str, str] | None
) -> DecisionTable:
    """Return the table of heads, rows about the criteria, and rows of alternatives."""
    optional_import("pandas", extra="frame")
    if len(sheet.rows) < 2:
        raise InvalidInputError(f"{sheet.name} must hold a row of heads and rows below it")
    # columns that number samples, the labels, the criteria
    heads = sheet.rows[0][1]
    axes = next((i for i, head in enumerate(heads) if head != f"{SAMPLE}{i}"), 0)
    if axes + 2 > MOST_AXES:
        raise InvalidInputError(
            f"{sheet.name} must not have more than {MOST_AXES - 2} columns that number samples; got"
            f" {axes}"
        )
    names, about, rows = heads_of_sheet(sheet, axes, {"goals": goals, "units": units})
    # the numbers
    cells = []
    for _, row in rows:
        # in place of their texts, which take twice as much
        row[axes + 1 :] = map(sheet.number, row[axes + 1 :])
        cells.append(row[axes + 1 :])
    try:
        if axes:
            return _batch(sheet, axes, rows, cells, names, about)
        return _single(heads[0], [row[0] for _, row in rows], cells, names, about)
    except InvalidModelError as error:
        raise InvalidModelError([_placed(sheet, p) for p in error.problems], error.count) from None
    except InvalidInputError as error:
        raise InvalidInputError(_placed(sheet, error.message)) from None


def heads_of_sheet(
    sheet: Sheet, axes: int = 0, given: Mapping[str, Mapping[str, str] | None] | None = None
) -> tuple[list[Any], dict[str, dict[Any, str]], list[Row]]:
    """Return the criteria, what is said of them by head, and the rows of alternatives.

    `axes` columns stand before the labels; `given` is what the caller says of goals and units.
    """
    if len(sheet.rows) < 2:
        raise InvalidInputError(f"{sheet.name} must hold a row of heads and rows below it")
    problems: list[str] = []
    (line, heads), rows = sheet.rows[0], sheet.rows[1:]
    names = _names(sheet, line, heads, axes + 1, problems)
    # rows about the criteria, and what the caller says of them
    about, rows = _about(sheet, rows, axes, names, problems)
    for what, said in (given or {}).items():
        try:
            _merge(what, said, names, about[what[:-1]])
        except InvalidInputError as error:
            raise InvalidInputError(f"{sheet.name}: {error.message}") from None
    nameless = [(line, row) for line, row in rows if row[axes] is None]
    told = [
        f"{sheet.name}:{line}: must name an alternative{_hint(row[axes + 1 :], sheet)}"
        for line, row in nameless[:MOST]
    ]
    if problems or told:
        raise InvalidModelError([*problems, *told], len(problems) + len(nameless))
    return names, about, rows


def _names(
    sheet: Sheet, line: int, heads: Sequence[Any], first: int, problems: list[str]
) -> list[Any]:
    """Return the heads of the criteria; note columns without one, and numbers in their place."""
    names = list(heads[first:])
    bare = [column_name(first + i) for i, name in enumerate(names) if name is None]
    if not names:
        problems.append(f"{sheet.name}:{line}: must name criteria beside the alternatives")
    elif bare:
        problems.append(
            f"{sheet.name}:{line}: must name the criterion of each column; none in"
            f" {', '.join(bare)}"
        )
    elif all(_is_number(sheet, name) for name in names) and not all(
        _is_whole(sheet, name) for name in names
    ):
        problems.append(
            f"{sheet.name}:{line}: must name the criteria; got the numbers {_checks.listed(names)}"
        )
    return names


def _is_number(sheet: Sheet, cell: Any) -> bool:
    found = sheet.number(cell)
    return _checks.is_number(found) and math.isfinite(found)


def _is_whole(sheet: Sheet, cell: Any) -> bool:
    return float(sheet.number(cell)).is_integer()


def _about(
    sheet: Sheet, rows: list[Row], axes: int, names: Sequence[Any], problems: list[str]
) -> tuple[dict[str, dict[Any, str]], list[Row]]:
    """Return what rows under the heads say of the criteria, and the rows of alternatives."""
    about: dict[str, dict[Any, str]] = {what: {} for what in ABOUT}
    for what in ABOUT:
        if not rows or str(rows[0][1][axes]).strip().casefold() != what:
            continue
        (line, row), rows = rows[0], rows[1:]
        cells = row[axes + 1 :]
        # an alternative may be called "unit": a row of numbers is one
        if not about["goal"] and all(_is_number(sheet, cell) for cell in cells):
            problems.append(
                f"{sheet.name}:{line}: must hold the {what} of each criterion; got numbers: "
                f"an alternative called {what!r} may stand under a row of goals"
            )
        about[what] = {
            n: str(cell) for n, cell in zip(names, cells, strict=True) if cell is not None
        }
        if what == "goal":
            about[what] = {name: about[what].get(name, "").strip().casefold() for name in names}
    return about, rows


def _merge(
    what: str, given: Mapping[str, str] | None, names: Sequence[Any], about: dict[Any, str]
) -> None:
    """Add what the caller says of the criteria to what the file says; refuse contradictions."""
    heads = {written(name): name for name in names}
    for key, value in _labelled.entries(what, {} if given is None else given, empty=True).items():
        name = heads[_checks.known(f"column in {what}", written(key), list(heads))]
        word = _checks.text(f"{what} of {shown(key)}", value)
        if about.setdefault(name, word) != word:
            raise InvalidInputError(
                f"{what} must not contradict the file, where {shown(key)} has "
                f"{shown(about[name])}; got {shown(word)}"
            )


def _hint(cells: Sequence[Any], sheet: Sheet) -> str:
    """Return what to do about a row without a label that may hold units or goals."""
    words = [str(cell).strip().casefold() for cell in cells if cell is not None]
    if words and set(words) <= {"max", "min"}:
        return "; write 'goal' there for a row of goals"
    if words and not any(_is_number(sheet, cell) for cell in cells):
        return "; write 'unit' there for a row of units"
    return ""


def _single(
    head: Any, labels: list[Any], cells: list[list[Any]], names: list[Any], about: dict[str, Any]
) -> DecisionTable:
    """Return the table of a frame with the labels for index, integers where all are such."""
    import pandas as pd

    if all(isinstance(label, str) and _is_integer(label) for label in labels):
        labels = list(map(int, labels))
    index = pd.Index(labels, name=head)
    if {type(cell) for row in cells for cell in row} == {float}:
        frame = pd.DataFrame(np.array(cells), index=index, columns=names)
    else:
        frame = pd.DataFrame(cells, index=index, columns=names, dtype=object).infer_objects()
    table = DecisionTable.from_frame(frame, about["goal"], about["unit"])
    words = about["description"]
    criteria = tuple(
        dataclasses.replace(criterion, description=words.get(name, ""))
        for criterion, name in zip(table.criteria, names, strict=True)
    )
    return DecisionTable._trusted(table.values, criteria, table.criterion_names, table.alternatives)


def _is_integer(label: str) -> bool:
    """Say whether a label is just how an integer is written: '7', not '007'."""
    return (
        label.isascii()
        and label.removeprefix("-").isdigit()
        and len(label) < 19
        and str(int(label)) == label
    )


def _batch(
    sheet: Sheet,
    axes: int,
    rows: list[Row],
    cells: list[list[Any]],
    names: list[Any],
    about: dict[str, Any],
) -> DecisionTable:
    """Return the table of rows that say their sample: a whole grid of them and alternatives."""
    # each row says its place in the grid: sample and alternative
    labels = list(dict.fromkeys(written(row[axes]) for _, row in rows))
    found: dict[tuple[Any, ...], list[Any]] = {}
    faults = Faults()

    def note(line: int, say: Callable[[], str]) -> None:
        faults.note(lambda: f":{line}: {say()}")

    for (line, row), values in zip(rows, cells, strict=True):
        numbers = [sheet.number(cell) for cell in row[:axes]]
        if not all(_checks.is_number(n) and 0 <= n < len(rows) and n == int(n) for n in numbers):
            note(line, partial(_misnumbered, row[:axes]))
            continue
        place = (*map(int, numbers), written(row[axes]))
        if place in found:
            note(line, partial(_repeated, place))
        found[place] = values
    if faults:
        raise faults.error()
    # the grid must be whole
    shape = [max(place[axis] for place in found) + 1 for axis in range(axes)]
    if math.prod(shape) * len(labels) != len(found):
        whole = itertools.product(*map(range, shape), labels)
        gap = next(place for place in whole if place not in found)
        problem = (
            f"must have each alternative in each sample; {gap[-1]!r} is missing in sample"
            f" {shown(gap[:-1])}"
        )
        raise InvalidModelError([problem])
    # values in the order of the grid
    order = [found[place] for place in itertools.product(*map(range, shape), labels)]
    grid = np.empty((len(order), len(names)), dtype=object)
    grid[:] = order
    goal, unit, description = (about[what] for what in ABOUT)
    criteria = [
        Criterion(
            written(name), goal.get(name, "max"), unit.get(name, ""), description.get(name, "")
        )
        for name in names
    ]
    return DecisionTable(grid.reshape(*shape, len(labels), len(names)), criteria, labels)


def _misnumbered(cells: Sequence[Any]) -> str:
    return f"must number the sample from 0; got {_checks.listed(cells)}"


def _repeated(place: tuple[Any, ...]) -> str:
    return f"must not repeat {place[-1]!r} of sample {shown(place[:-1])}"


def _placed(sheet: Sheet, problem: str) -> str:
    """Return a problem under the name of the file; it may begin with the number of a row."""
    return f"{sheet.name}{problem}" if problem.startswith(":") else f"{sheet.name}: {problem}"
