"""What users pass to `DecisionTable`, cleaned; every fault joins a list of problems by label."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from decision_analysis import _checks, _labelled, _read_rows
from decision_analysis._arrays import FloatArray
from decision_analysis._labels import Labels, is_missing, places
from decision_analysis._limits import LARGEST_PERFORMANCE
from decision_analysis._render import LABEL, shortened
from decision_analysis._shown import shown
from decision_analysis.core._criterion import Criterion
from decision_analysis.core._text_hint import DATES, WORDS, text_hint
from decision_analysis.errors import InvalidInputError

NAMED = 3
"""So many cells of a criterion are named in a message; the others are counted."""

GAPS = (
    "drop such rows or columns, fill them by a rule that you state, or keep the ignorance as"
    " samples of a range"
)
LABELS = "where it names the rows, frame.set_index({}); else "
LEVELS = 12
"""A scale has no more words than that; a column of more is likely to name the rows."""
TWICE = (
    "a second column in the index tells them apart, frame.drop_duplicates() drops rows that stand"
    " twice"
)

Names = tuple[str, ...]


def clean_criteria(given: Any, problems: list[str]) -> tuple[list[Criterion], Names]:
    """Return the criteria and their names; a string is one to maximize, a mapping has the goal of
    each name."""
    if isinstance(given, Mapping) or _holds_goals(given):
        given = [_with_goal(name, goal, problems) for name, goal in given.items()]
        given = [entry for entry in given if entry is not None]
    if isinstance(given, str | Criterion):
        given = [given]
        problems.append(f"criteria must be a sequence; got the one {shown(given[0])}")
    names = _index_labels("criteria", given, problems)
    criteria: list[Criterion] = []
    for entry in _entries("criteria", given, problems) if names is None else filter(None, names):
        if isinstance(entry, Criterion):
            criteria.append(entry)
            continue
        try:
            criteria.append(Criterion(entry))
        except InvalidInputError as error:
            problems.append(error.message)
    if not criteria and not problems:
        problems.append("need at least one criterion")
    problems += [
        f"criterion {name!r} is named more than once"
        for name in _checks.repeats(c.name for c in criteria)
    ]
    return criteria, tuple(c.name for c in criteria) if names is None else names


def _holds_goals(given: Any) -> bool:
    """Say whether a Series has the goal of each name in its index, and not names."""
    if not (_labelled.is_series(given) and _checks.is_labelled(given)):
        return False
    return all(isinstance(goal, str) and goal in ("max", "min") for goal in given)


def _with_goal(name: Any, goal: Any, problems: list[str]) -> Criterion | None:
    """Return the criterion of an entry {name: goal}, or {name: Criterion} of that name."""
    if isinstance(goal, Criterion):
        if goal.name == name:
            return goal
        problems.append(
            f"criterion {shown(name)}: must be the name of its Criterion; got {shown(goal.name)}"
        )
        return None
    try:
        return Criterion(name, goal)
    except InvalidInputError as error:
        problems.append(error.message)
        return Criterion(name) if isinstance(name, str) and name else None


def _entries(what: str, given: Any, problems: list[str]) -> list[Any]:
    try:
        return _checks.entries(what, given)
    except InvalidInputError as error:
        problems.append(error.message)
        return []


def _index_labels(what: str, given: Any, problems: list[str]) -> Labels | None:
    """Return the labels of a pandas index, which are remembered; None for anything else."""
    if not (_checks.is_pandas(given) and hasattr(given, "nlevels")):
        return None
    labels = Labels.of_index(given)
    gaps = (
        np.any([codes < 0 for codes in given.codes], axis=0) if given.nlevels > 1 else given.isna()
    )
    missing = [number for number, label in enumerate(labels, 1) if not label or gaps[number - 1]]
    if len(missing) == 1:
        problems.append(f"{what} must not be missing; number {missing[0]} is")
    elif missing:
        said = _and_more(len(missing), [str(number) for number in missing[:NAMED]])
        problems.append(f"{what} must not be missing; {len(missing):,} are, numbers {said}")
    return labels


def clean_labels(given: Any, problems: list[str]) -> Names:
    """Return the labels of the alternatives."""
    if isinstance(given, Labels):
        return given
    if isinstance(given, str):
        problems.append(
            f"alternatives must be a sequence of labels; got the one string {shown(given)}"
        )
        return (given,)
    before = len(problems)
    remembered = _index_labels("alternatives", given, problems)
    labels = _entries("alternatives", given, problems) if remembered is None else list(remembered)
    if not labels and len(problems) == before:
        problems.append("need at least one alternative")
    if remembered is None:
        problems += [
            f"alternative labels must be non-empty strings; got {shown(a)}"
            for a in labels
            if not isinstance(a, str) or not a
        ]
    labels = list(map(_checks.plain, labels))
    twice = _checks.repeats(a for a in labels if isinstance(a, str) and a)
    if len(twice) > NAMED:
        hint = "" if remembered is None else f": {TWICE}"
        named = _and_more(len(twice), list(map(_brief, twice[:NAMED])))
        problems.append(
            f"{len(twice):,} alternatives are named more than once, such as {named}{hint}"
        )
    else:
        problems += [f"alternative {a!r} is named more than once" for a in twice]
    return tuple(labels) if remembered is None else remembered


def clean_values(
    values: Any, criteria: Names, labels: Names, problems: list[str]
) -> FloatArray | None:
    """Return a float copy of the performances (..., A, C); None where something is wrong."""
    if problems and (_labelled.is_frame(values) or not criteria or not labels):
        return None
    if _labelled.is_frame(values):
        return _of_frame(values, criteria, labels, problems)
    try:
        raw = _checks.read(values)
    except ValueError as error:
        problems.append(f"values must be a rectangular array of numbers; {error}")
        return None
    shape = (len(labels), len(criteria))
    if raw.ndim < 2 or raw.shape[-2:] != shape:
        problems.append(
            f"values must have shape (..., {shape[0]}, {shape[1]}) for alternatives x criteria; got"
            f" {raw.shape}"
        )
        return None
    if 0 in raw.shape:
        problems.append(f"values must hold at least one sample; got shape {raw.shape}")
        return None
    hidden = _checks.masked(values)
    if hidden is not None:
        problems.append(
            f"{labels[hidden[-2]]!r} on {criteria[hidden[-1]]!r}{_checks.at(hidden[:-2])} is masked"
        )
        return None
    if raw.dtype.kind in "iuf":
        array = _checks.as_floats(raw)
        if not (np.isfinite(array).all() and max(array.max(), -array.min()) <= LARGEST_PERFORMANCE):
            for at, name in enumerate(criteria):
                _finite(name, array[..., at], labels, problems)
            return None
        return array
    before, raw = len(problems), np.asarray(values, dtype=object)
    columns = [
        clean_column(name, raw[..., at], labels, problems) for at, name in enumerate(criteria)
    ]
    return np.stack(columns, axis=-1) if len(problems) == before else None


def _of_frame(frame: Any, criteria: Names, labels: Names, problems: list[str]) -> FloatArray | None:
    """Return the performances of a frame in the order of the table's own labels."""
    rows, columns = Labels.of_index(frame.index), Labels.of_index(frame.columns)
    try:
        for what, names, found in (("alternative", labels, rows), ("criterion", criteria, columns)):
            _checks.same_names(f"values must have each {what}", found, names)
    except InvalidInputError as error:
        problems.append(
            f"{error.message.removeprefix(': ')}; a DataFrame alone makes a table by"
            " DecisionTable.from_frame()"
        )
        return None
    if len(rows) > len(labels) or len(columns) > len(criteria):
        problems.append(
            "values must have each alternative and each criterion once; got a label twice"
        )
        return None
    cells = frame.iloc[places(rows, labels), places(columns, criteria)]
    return frame_values(cells, criteria, labels, problems)


def frame_values(
    frame: Any, criteria: Names, labels: Names, problems: list[str]
) -> FloatArray | None:
    """Return the performances (A, C) of a frame column by column, by whatever type each has; truth
    is 0 or 1."""
    before = len(problems)
    columns = []
    numbered = (
        frame.index.nlevels == 1 and frame.index.name is None and frame.index.dtype.kind in "iu"
    )
    for position, name in enumerate(criteria):
        series = frame.iloc[:, position]
        raw = (
            series.to_numpy(dtype=float)
            if series.dtype.kind == "b" and not series.isna().any()
            else None
        )
        if raw is None and series.dtype.kind in "iuf" and isinstance(series.dtype, np.dtype):
            raw = series.to_numpy()
        if raw is not None:
            columns.append(_finite(name, _checks.as_floats(raw), labels, problems))
            continue
        cells = series.astype(object).where(series.notna(), np.nan).to_numpy(dtype=object)
        if all(isinstance(cell, bool | np.bool_) or is_missing(cell) for cell in cells):
            cells = np.array(
                [cell * 1.0 for cell in cells], dtype=object
            )  # a column of yes and no with gaps
        hint = (
            LABELS.format(shown(frame.columns[position])) if numbered and _names_rows(cells) else ""
        )
        numbered = numbered and not hint  # the first such column names the rows, if any does
        columns.append(clean_column(name, cells, labels, problems, hint))
    return np.stack(columns, axis=-1) if len(problems) == before else None


def _names_rows(cells: NDArray[Any]) -> bool:
    """Say whether a column is words, and more of them than a scale has."""
    words = [cell for cell in cells if isinstance(cell, str)]
    many = len(words) > len(cells) / 2 and len(set(words)) > min(len(words) / 2, LEVELS)
    return many and text_hint(words, numbers_too=False) == WORDS


def clean_column(
    name: str, raw: NDArray[Any], labels: Names, problems: list[str], before: str = ""
) -> FloatArray:
    """Return the performances (..., A) on one criterion; what is missing, text or no number is
    listed by label.

    `before` is another way out for a column of words.
    """
    strange = {
        i: v for i, v in np.ndenumerate(raw) if not _checks.is_number(v) and not is_missing(v)
    }
    words = {i: v for i, v in strange.items() if isinstance(v, str)}
    others = {i: v for i, v in strange.items() if i not in words}
    numbers_too = any(_checks.is_number(v) and not is_missing(v) for v in raw.flat)
    way = text_hint(list(words.values()), numbers_too=numbers_too) if words else ""
    way = before + way if way == WORDS else way
    dates = DATES if all(hasattr(v, "isoformat") for v in others.values()) else ""
    for found, kind, said in ((words, "text", way), (others, "no number", dates)):
        hint = f": {once}" if (once := _once(said, problems)) else ""
        cells = [f"{_cell(labels, i)} {_brief(v)}" for i, v in list(found.items())[:NAMED]]
        if len(found) == 1:
            ((i, v),) = found.items()
            problems.append(f"{_cell(labels, i, name)} must be a number; got {_brief(v)}{hint}")
        elif found:
            problems.append(
                f"{_brief(name)} must be numbers; {_counted(len(found), kind, cells)}{hint}"
            )
    numbers = np.empty(raw.shape, dtype=object)
    for i, v in np.ndenumerate(raw):
        numbers[i] = np.nan if is_missing(v) else 0.0 if i in strange else v
    return _finite(name, _checks.as_floats(numbers), labels, problems)


def _once(hint: str, problems: Sequence[str]) -> str:
    """Return a hint where none of the problems found before has it."""
    return "" if any(hint in problem for problem in problems) else hint


def _finite(name: str, column: FloatArray, labels: Names, problems: list[str]) -> FloatArray:
    """Note which performances (..., A) on one criterion are missing, infinite or too large, by
    label."""
    single, endless = column.ndim == 1, ("is not finite", "not finite", "")
    large = np.isfinite(column) & (np.abs(column) > LARGEST_PERFORMANCE)
    for bad, one, several, hint in (
        # samples are computed, so that what is no number there is no gap in what somebody gathered
        (
            np.isnan(column),
            *(("is not finite: it is missing", "missing", f"; {GAPS}") if single else endless),
        ),
        (np.isinf(column), *endless),
        (
            large,
            f"must be within {LARGEST_PERFORMANCE:g} of 0",
            f"beyond {LARGEST_PERFORMANCE:g}",
            ", for sums to stay finite",
        ),
    ):
        if not bad.any():
            continue
        said = _once(hint, problems)
        cells = [tuple(i) for i in np.argwhere(bad)[:NAMED]]
        if (count := int(bad.sum())) == 1:
            got = f"; got {column[cells[0]]:g}" if bad is large else ""
            problems.append(f"{_cell(labels, cells[0], name)} {one}{said}{got}")
        else:
            listed = _counted(count, several, [_cell(labels, index) for index in cells])
            problems.append(f"{_brief(name)}: {listed}{said}")
    return column


def _cell(labels: Names, index: tuple[int, ...], name: str = "") -> str:
    column = f" on {_brief(name)}" if name else ""
    return f"{_brief(labels[index[-1]])}{column}{_checks.at(index[:-1])}"


def _brief(value: object) -> str:
    """Show a label or a cell by what a message has room for."""
    return (
        repr(shortened(str.__str__(value)))
        if isinstance(value, str)
        else shortened(shown(value), 2 * LABEL)
    )


def _counted(count: int, kind: str, cells: Sequence[str]) -> str:
    return f"{count:,} cells are {kind}, of {_and_more(count, cells)}"


def _and_more(count: int, first: Sequence[str]) -> str:
    return ", ".join(first) + (f" and {count - len(first):,} more" if count > len(first) else "")


def clean_cell(label: str, value: Any, problems: list[str]) -> NDArray[Any]:
    """Return what stands in a row of one alternative, a number or an array of samples, as numpy
    reads it."""
    try:
        if _checks.masked(value) is None:
            return _checks.read(value)
        problems.append(f"{label!r} has a masked entry")
    except ValueError as error:
        problems.append(f"{label!r} must have numbers or arrays of samples; {error}")
    return np.zeros(())


def clean_row(label: str, row: Any, names: Names, problems: list[str]) -> list[Any]:
    """Return what one alternative has on each criterion: of a mapping or a Series by name, else in
    order."""
    if isinstance(row, Mapping) or _labelled.is_series(row):
        try:
            return list(_labelled.by_name(shown(label), row, names).values())
        except InvalidInputError as error:
            problems.append(error.message)
    elif hasattr(row, "_labelled"):
        try:
            array, own = _read_rows.row(shown(label), row, names, each="criterion")
            if own is not None:
                return list(np.moveaxis(array, -1, 0))
            problems.append(
                f"{label!r} must have its performances by name; got {type(row).__name__} without"
                " names"
            )
        except InvalidInputError as error:
            problems.append(error.message)
    elif isinstance(row, set | frozenset):
        problems.append(
            f"{label!r} must have its performances in an order or by name; got {shown(row)}"
        )
    elif _checks.length(row) != len(names) or len(list(row)) != len(
        names
    ):  # a frame has its columns for entries
        problems.append(f"{label!r} must have {len(names)} performances; got {shown(row)}")
    else:
        return list(row)
    return []
