"""Samples with labels, from arrays, data frames, `Scores` and tables."""

from __future__ import annotations

import dataclasses
from collections.abc import Hashable, Mapping
from typing import Any

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._labelled import frame_columns, frame_labels, has_labels, is_frame, is_series
from decision_analysis._labels import Labels
from decision_analysis._read_rows import by_place, read_rows, row_labels, same_rows
from decision_analysis._shown import shown
from decision_analysis._together import beside
from decision_analysis.core._results import Result
from decision_analysis.core._scores import Scores
from decision_analysis.core._table import DecisionTable
from decision_analysis.errors import InvalidInputError

_NAMES = "a name or a sequence of names"


@dataclasses.dataclass(frozen=True, eq=False)
class SampledValues:
    """Values of alternatives (..., S, A), whether more is better, sample index, scramblings."""

    alternatives: tuple[str, ...]
    values: FloatArray
    higher: bool
    index: Any = None
    scramblings: int = 1

    def chances(self, given: Any) -> FloatArray:
        """Return probabilities (S,) of the samples: by label, by number where there are none."""
        count = self.values.shape[-2]
        numbers = tuple(f"sample {number}" for number in range(count))
        names: tuple[str, ...] | None = None
        if self.index is not None and row_labels(self.index) is not None:
            names = frame_labels("samples", self.index)
        elif has_labels(given) and not by_place(given):
            names = numbers
        array = beside(
            "probabilities",
            given,
            "values",
            names,
            each="sample",
            one="probability",
            across=self.alternatives,
        )
        found = _checks.probabilities(names or numbers, array)
        if found.ndim != 1:
            raise InvalidInputError(f"probabilities must have shape ({count},); got {found.shape}")
        return found


def sampled_values(what: str, given: Any, goal: object) -> SampledValues:
    """Read `Scores`, a table of one criterion, a simulation of it, or numbers by alternative.

    These are a data frame, whose columns are the alternatives, a mapping or a Series of samples by
    alternative, the column of a batch's frame, a list of samples by label, or an array, whose
    alternatives are '0', '1', ...; `goal` is None for what knows its own.
    """
    if is_simulation(given):
        return dataclasses.replace(
            sampled_values(what, given.table, goal), scramblings=scramblings_of(given)
        )
    if isinstance(given, Scores | DecisionTable) and goal is not None:
        scores = isinstance(given, Scores)
        knows = "Scores know their goal" if scores else "a DecisionTable knows its goal"
        raise InvalidInputError(f"{knows}; leave out goal={shown(goal)}")
    if isinstance(given, Scores):
        return SampledValues(given.alternatives, given.scores, given.higher_is_better)
    if isinstance(given, DecisionTable):
        return _of_table(what, given)
    _refuse_results(what, given)
    higher = _checks.one_of("goal", "max" if goal is None else goal, ("max", "min")) == "max"
    if has_labels(given):
        rows = read_rows(what, given)
        return SampledValues(rows.names or (), rows.values, higher, rows.index)
    array = _checks.numeric_array(what, given)
    return SampledValues(
        tuple(str(a) for a in range(array.shape[-1])) if array.ndim else (), array, higher
    )


def _refuse_results(what: str, given: Any) -> None:
    """Refuse results that are no values of alternatives, and lists of results.

    Results in a list may differ in their goals.
    """
    found: Result | DecisionTable | None = given if isinstance(given, Result) else None
    if isinstance(given, list | tuple):
        found = next((entry for entry in given if isinstance(entry, Result | DecisionTable)), None)
    if found is not None:
        listed = "" if found is given else "a list with "
        raise InvalidInputError(
            f"{what} must be Scores or a DecisionTable with a sample axis, a simulation,"
            f" or numbers; got {listed}{type(found).__name__}: give the numbers that are meant, by"
            " alternative"
        )


def _of_table(what: str, table: DecisionTable) -> SampledValues:
    if len(table.criteria) > 1:
        raise InvalidInputError(
            f"{what} of a DecisionTable must be those of one criterion; got "
            f"{shown(list(table.criterion_names))}: choose one with table.select(criteria=[name]), "
            "or join them to scores"
        )
    return SampledValues(table.alternatives, table.values[..., 0], bool(table.maximize[0]))


def is_simulation(given: object) -> bool:
    """Say whether `given` is what `simulate` returns: a result with samples and a table.

    Its class is of a floor above.
    """
    parts = getattr(given, "table", None), getattr(given, "samples", None)
    return (
        isinstance(given, Result)
        and isinstance(parts[0], DecisionTable)
        and isinstance(parts[1], Mapping)
    )


def scramblings_of(given: Any) -> int:
    """Return how many independent scramblings a simulation's samples are of; else 1."""
    return int(given.parameters.get("scramblings", 1)) if is_simulation(given) else 1


def parameter_names(given: Any, of: Any) -> tuple[str, ...]:
    """Return the names of one parameter or more; a frame's columns may have the frame's labels."""
    own = Labels.of_index(given.columns).known_as() if is_frame(given) else {}
    if isinstance(of, str) or _own(own, of) is not of:
        of = [of]
    return _checks.names("of", [_own(own, name) for name in _checks.entries("of", of, kind=_NAMES)])


def _own(own: Mapping[Hashable, str], name: Any) -> Any:
    """Return what a column is called here; `name` itself where it is no label of the frame.

    `name` may be a list, for instance.
    """
    try:
        return name if isinstance(name, str) else own.get(name, name)
    except (TypeError, ValueError):  # it has no hash; numpy's spans without a unit say so by this
        return name


def parameter_samples(
    given: Any,
    names: tuple[str, ...],
    values: SampledValues,
    *,
    where: str = "samples",
    each: str = "parameter",
) -> dict[str, FloatArray]:
    """Return the samples (S,) of parameters in the order of the values.

    They come from a mapping, a frame or a simulation. Messages name the argument `where` they are,
    and what `each` is.
    """
    if is_simulation(given):
        given = given.samples
    indexes: dict[str, Any] = {}
    if is_frame(given):
        labels = Labels.of_index(given.columns)
        for name in names:
            _checks.known(each, name, tuple(labels))
        chosen = given.iloc[
            :, [position for position, label in enumerate(labels) if label in names]
        ]
        columns: Mapping[str, Any] = frame_columns(where, chosen)
        indexes = dict.fromkeys(columns, given.index)
    else:
        columns = _checks.mapping(where, given)
        for name in names:
            _checks.known(each, name, columns)
        indexes = {name: columns[name].index for name in names if is_series(columns[name])}
    expected = None if values.index is None else row_labels(values.index)
    drawn, count = {}, values.values.shape[-2]
    for name in names:
        what = f"{where} of {name!r}"
        array = _checks.numeric_array(what, columns[name], labels_matter=name not in indexes)
        if array.shape != (count,):
            raise InvalidInputError(f"{what} must have shape ({count},); got {array.shape}")
        order = same_rows(
            what, row_labels(indexes[name]) if name in indexes else None, "values", expected
        )
        drawn[name] = array if order is None else array[order]
    return drawn
