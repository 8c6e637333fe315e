"""Samples with their labels: values of alternatives and parameters, from arrays, data frames, `Scores` and tables."""

from __future__ import annotations

import dataclasses
from collections.abc import Hashable, Mapping
from typing import Any

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray, IntArray
from decision_analysis._labelled import frame_columns, is_frame, is_series, refuse_turned
from decision_analysis._shown import shown
from decision_analysis.core._results import Result
from decision_analysis.core._scores import Scores
from decision_analysis.core._table import DecisionTable
from decision_analysis.errors import LISTED, InvalidInputError

Labels = tuple[Hashable, ...] | None
"""What a data frame calls its samples; None where they just follow each other."""


@dataclasses.dataclass(frozen=True, eq=False)
class SampledValues:
    """Values of alternatives (..., S, A), whether more is better, the labels of the samples and their scramblings."""

    alternatives: tuple[str, ...]
    values: FloatArray
    higher: bool
    samples: Labels = None
    scramblings: int = 1


def sampled_values(where: str, what: str, given: Any, goal: object) -> SampledValues:
    """Read `Scores`, a table of one criterion, a simulation of it, a data frame of alternatives, or an array.

    `goal` is None for what knows its own. The alternatives of an array are '0', '1', ...
    """
    if is_simulation(given):
        return dataclasses.replace(sampled_values(where, what, given.table, goal), scramblings=scramblings_of(given))
    if isinstance(given, Scores | DecisionTable):
        name, verb = ("Scores", "know their") if isinstance(given, Scores) else ("a DecisionTable", "knows its")
        if goal is not None:
            raise InvalidInputError(f"{where}: {name} {verb} goal; leave out goal={shown(goal)}")
    if isinstance(given, Scores):
        return SampledValues(given.alternatives, given.scores, given.higher_is_better)
    if isinstance(given, DecisionTable):
        return _of_table(where, what, given)
    higher = _checks.one_of(where, "goal", "max" if goal is None else goal, ("max", "min")) == "max"
    if is_frame(given):
        columns, labels = frame_columns(where, what, given), sample_labels(given)
        refuse_turned(where, what, given, columns, None, "alternative")
        return SampledValues(tuple(columns), np.stack(list(columns.values()), axis=-1), higher, labels)
    array = _checks.numeric_array(where, what, given)
    return SampledValues(tuple(str(a) for a in range(array.shape[-1])) if array.ndim else (), array, higher)


def _of_table(where: str, what: str, table: DecisionTable) -> SampledValues:
    if len(table.criteria) > 1:
        raise InvalidInputError(
            f"{where}: {what} of a DecisionTable must be those of one criterion; got "
            f"{shown(list(table.criterion_names))}: choose one with table.select(criteria=[name]), "
            "or join them to scores"
        )
    return SampledValues(table.alternatives, table.values[..., 0], bool(table.maximize[0]))


def is_simulation(given: object) -> bool:
    """Say whether `given` is what `simulate` returns, a class of a floor above: a result with samples and a table."""
    parts = getattr(given, "table", None), getattr(given, "samples", None)
    return isinstance(given, Result) and isinstance(parts[0], DecisionTable) and isinstance(parts[1], Mapping)


def scramblings_of(given: Any) -> int:
    """Return of how many independent scramblings the samples of a simulation are; 1 for anything else."""
    return int(given.parameters.get("scramblings", 1)) if is_simulation(given) else 1


def sample_labels(given: Any) -> Labels:
    """Return the index of a pandas object as labels of samples; None where it is just 0, 1, 2, ..."""
    index = given.index
    plain = index.nlevels == 1 and index.dtype.kind in "iu"
    if plain and np.array_equal(index.to_numpy(), np.arange(len(index))):
        return None
    return tuple(index)


def same_samples(where: str, what: str, labels: Labels, others: str, expected: Labels, count: int) -> IntArray | None:
    """Return the order that brings samples called `labels` into that of `expected`; None where they are in it."""
    if labels == expected:
        return None
    if labels is None or expected is None or len(labels) != count:
        one, other = (what, others) if expected is None else (others, what)
        raise InvalidInputError(
            f"{where}: {one} and {other} must name their samples alike; only the index of {one} is labelled, so that "
            "their order is in doubt: give both the same index, or reset_index(drop=True) where the order is the same"
        )
    place = {label: position for position, label in enumerate(labels)}
    missing = [label for label in dict.fromkeys(expected) if label not in place]
    if missing or len(place) < len(labels) or len(set(expected)) < len(expected):
        unknown = list(place.keys() - set(expected))
        raise InvalidInputError(
            f"{where}: {what} must have the samples of {others}, each once; missing {shown(missing[:LISTED])}, "
            f"unknown {shown(unknown[:LISTED])}, {len(labels) - len(place)} repeated"
        )
    return np.array([place[label] for label in expected], dtype=np.intp)


def parameter_samples(
    where: str, given: Any, names: tuple[str, ...], values: SampledValues, count: int
) -> list[FloatArray]:
    """Return the samples (S,) of parameters from a mapping, a frame or a simulation, in the order of the values."""
    if is_simulation(given):
        given = given.samples
    if is_frame(given):
        known = [str(column) for column in given.columns]
        for name in names:
            _checks.known(where, "parameter", name, known)
        chosen = given.iloc[:, [position for position, name in enumerate(known) if name in names]]
        columns: Mapping[str, Any] = frame_columns(where, "samples", chosen)
        labels = dict.fromkeys(columns, sample_labels(given))
    else:
        columns = _checks.mapping(where, "samples", given)
        for name in names:
            _checks.known(where, "parameter", name, list(columns))
        labels = {name: sample_labels(columns[name]) if is_series(columns[name]) else None for name in names}
    drawn = []
    for name in names:
        array = _checks.numeric_array(where, f"samples of {name!r}", columns[name], labels_matter=False)
        if array.shape != (count,):
            raise InvalidInputError(f"{where}: samples of {name!r} must have shape ({count},); got {array.shape}")
        order = same_samples(where, f"samples of {name!r}", labels[name], "values", values.samples, count)
        drawn.append(array if order is None else array[order])
    return drawn
