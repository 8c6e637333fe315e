"""Two states of a model, mappings of numbers or tables with weights, and scores in between."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, Protocol

import numpy as np

from decision_analysis import _checks, _labelled
from decision_analysis._arrays import FloatArray
from decision_analysis._frozen import ReadOnly
from decision_analysis._shown import shown
from decision_analysis.core import DecisionTable, Parameters, weights_array
from decision_analysis.core.parts import Score, Scored, call, checked_score, read_scores, scored_at
from decision_analysis.errors import InvalidInputError

_WANTED = (
    "must be a mapping {name: number}, a DecisionTable, or a pair of a DecisionTable and weights"
)


class States(Protocol):
    """What has numbers before and after, and scores for any mixture of the two."""

    @property
    def before(self) -> Mapping[str, float]: ...
    @property
    def after(self) -> Mapping[str, float]: ...
    @property
    def width(self) -> int:
        """How many numbers a row of the model's arguments holds."""
        ...

    def scores(self, changed: Mapping[str, FloatArray]) -> Scored:
        """Return scores (rows, A) where the changed numbers are these (rows,)."""
        ...


@dataclasses.dataclass(frozen=True, eq=False)
class _Numbers:
    """Two mappings of numbers, the arguments of a model."""

    model: Any
    score: Score | None
    before: Mapping[str, float]
    after: Mapping[str, float]

    @property
    def width(self) -> int:
        return len(self.before)

    def scores(self, changed: Mapping[str, FloatArray]) -> Scored:
        rows = len(next(iter(changed.values())))
        # in the order of the mapping that was given; what stays is the same in every row
        samples = {
            name: changed[name] if name in changed else np.full(rows, number)
            for name, number in self.before.items()
        }
        return scored_at(self.model, self.score, samples)


@dataclasses.dataclass(frozen=True, eq=False)
class _Tables:
    """Two tables, perhaps with weights, the arguments of a method."""

    method: Any
    table: DecisionTable
    places: Mapping[str, tuple[int, ...]]
    before: Mapping[str, float]
    after: Mapping[str, float]
    weights: FloatArray | None

    @property
    def width(self) -> int:
        return int(self.table.values.size)

    def scores(self, changed: Mapping[str, FloatArray]) -> Scored:
        rows = len(next(iter(changed.values())))
        values = np.repeat(self.table.values[None], rows, axis=0)
        weights = None if self.weights is None else np.repeat(self.weights[None], rows, axis=0)
        for name, numbers in changed.items():
            place: Any = self.places[name]
            # a cell has two places, a weight one
            held = values if len(place) == 2 or weights is None else weights
            held[..., *place] = numbers
        table = self.table._with(values)
        wanted = "a function of a table that returns Scores or an array (rows, A)"
        if weights is None:
            result = call("model", wanted, self.method, table)
        else:
            wanted = wanted.replace("a table", "a table and weights (rows, C)")
            _refuse_nothing(weights, changed)
            result = call("model", wanted, self.method, table, weights)
        return read_scores("model", result, table, changed)


def states_of(model: object, before: object, after: object, score: object) -> States:
    """Read the two states, which must be of one kind and name the same numbers."""
    if not callable(model):
        raise InvalidInputError(
            f"model must be a function of what `before` and `after` hold; got {shown(model)}"
        )
    checked = checked_score(score)
    one, other = _tables("before", before), _tables("after", after)
    if one is None and other is None:
        first = _numbers("before", before)
        second = _numbers("after", after)
        _checks.same_names("after must name each number of before", second, tuple(first))
        return _Numbers(model, checked, first, ReadOnly({name: second[name] for name in first}))
    if one is None or other is None or (one[1] is None) != (other[1] is None):
        raise InvalidInputError("before and after must be of one kind, both with weights or none")
    if checked is not None:
        raise InvalidInputError("score must be None where the states are tables: model scores them")
    return _of_tables(model, *one, *other)


def _numbers(what: str, given: Any) -> Mapping[str, float]:
    if isinstance(given, Parameters):
        given = given.base()
    if not (isinstance(given, Mapping) or _labelled.is_series(given)):
        raise InvalidInputError(f"{what} {_WANTED}; got {shown(given)}")
    found = _labelled.entries(what, given)
    names = _checks.names(f"names in {what}", list(found))
    return ReadOnly(
        {
            name: _checks.number(f"{name!r} in {what}", number)
            for name, number in zip(names, found.values(), strict=True)
        }
    )


def _tables(what: str, given: Any) -> tuple[DecisionTable, Any] | None:
    """Return a table with its weights, or None for weights; None where it is no table."""
    table, weights = given, None
    if isinstance(given, tuple | list) and len(given) == 2 and isinstance(given[0], DecisionTable):
        table, weights = given
        if weights is None:
            raise InvalidInputError(f"{what}: weights must not be None; give the table alone")
    if not isinstance(table, DecisionTable):
        return None
    if table.sample_shape:
        raise InvalidInputError(
            f"{what} must be a table without sample axes; got samples {table.sample_shape}"
        )
    return table, weights


def _of_tables(
    method: object, first: DecisionTable, old: Any, second: DecisionTable, new: Any
) -> States:
    # labels in the order of `before`
    _checks.same_names(
        "after must have each alternative of before", second.alternatives, first.alternatives
    )
    _checks.same_names(
        "after must have each criterion of before", second.criterion_names, first.criterion_names
    )
    second = second.select(
        alternatives=list(first.alternatives), criteria=list(first.criterion_names)
    )
    for mine, theirs in zip(first.criteria, second.criteria, strict=True):
        if mine.goal != theirs.goal:
            raise InvalidInputError(
                f"criterion {mine.name!r} must have one goal; got {mine.goal!r} before and"
                f" {theirs.goal!r} after"
            )
    places: dict[str, tuple[int, ...]] = {
        f"{alternative}: {criterion}": (a, c)
        for a, alternative in enumerate(first.alternatives)
        for c, criterion in enumerate(first.criterion_names)
    }
    numbers = [first.values.ravel().tolist(), second.values.ravel().tolist()]
    weights = None
    if old is not None:
        weights = weights_array(first.criterion_names, old, rescale=False)
        later = weights_array(first.criterion_names, new, rescale=False)
        for what, array in (("before", weights), ("after", later)):
            if array.ndim != 1:
                raise InvalidInputError(
                    f"weights of {what} must have shape ({array.shape[-1]},); got {array.shape}"
                )
        places |= {f"weight of {name}": (c,) for c, name in enumerate(first.criterion_names)}
        numbers = [numbers[0] + weights.tolist(), numbers[1] + later.tolist()]
    if len(places) < len(numbers[0]):
        raise InvalidInputError("labels must tell cells of the table and weights apart")
    before, after = (ReadOnly(dict(zip(places, each, strict=True))) for each in numbers)
    return _Tables(method, first, ReadOnly(places), before, after, weights)


def _refuse_nothing(weights: FloatArray, changed: Mapping[str, FloatArray]) -> None:
    """Refuse mixtures in which no weight is left, as of one that goes from one criterion to all."""
    if (weights.sum(axis=-1) <= 0).any():
        names = [name for name in changed if name.startswith("weight of ")]
        raise InvalidInputError(
            "weights that are part of before and part of after must not all be zero; change them"
            f" together, by groups={{'weights': {_checks.listed(names)}}}"
        )
