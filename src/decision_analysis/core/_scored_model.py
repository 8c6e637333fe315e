"""Scores of a model: a score for each row and alternative, or a message of what is wrong."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import (
    BoolArray,
    FloatArray,
    IntArray,
    best_places,
)
from decision_analysis._checks import listed
from decision_analysis._limits import TIE_TOLERANCE
from decision_analysis._shown import shown
from decision_analysis.core._joint import completed
from decision_analysis.core._model import Model, by_alternative, call, checked_model, tabulate
from decision_analysis.core._parameters import Parameters
from decision_analysis.core._scores import Scores
from decision_analysis.core._table import DecisionTable
from decision_analysis.errors import LISTED, InvalidInputError

Score: TypeAlias = Callable[[DecisionTable], Any]


@dataclasses.dataclass(frozen=True, eq=False)
class Scored:
    """Scores (rows, A) of a model's alternatives."""

    alternatives: tuple[str, ...]
    values: FloatArray
    higher_is_better: bool
    table: DecisionTable | None = None
    """What was scored, where a score was given."""

    def best(self) -> BoolArray:
        """Say which alternatives are best in each row (rows, A), all of those that tie.

        They tie by 1e-12 of their own scores: that of another one may be far larger.
        """
        worths = self.values if self.higher_is_better else -self.values
        most = worths.max(axis=-1, keepdims=True)
        noise = TIE_TOLERANCE * np.maximum(np.abs(most), np.abs(worths))
        return np.asarray(worths >= most - noise)

    def best_labels(self) -> tuple[str, ...]:
        """Return the best alternative of each row, as `Scores.best` tells it."""
        return tuple(self.alternatives[i] for i in self.best_places())

    def best_places(self) -> IntArray:
        """Return the place (rows,) of the best alternative of each row."""
        return best_places(self.values, higher_is_better=self.higher_is_better)


@dataclasses.dataclass(frozen=True, eq=False)
class ScoredModel:
    """A model with its parameters and score, checked, to be evaluated at many points at once."""

    model: Model
    parameters: Parameters
    score: Score | None

    def along(self, name: str, values: FloatArray) -> Scored:
        """Return the scores where `name` takes each of `values` and all others their base."""
        # all points in one call of the model, a row for each
        samples = {
            other: np.full(len(values), base) for other, base in self.parameters.base().items()
        }
        samples[name] = values
        return self.at(samples)

    def at(self, samples: Mapping[str, FloatArray]) -> Scored:
        """Return the scores at rows of parameters {name: (rows,)}."""
        # shares that are drawn together sum to 1 though one of them has left its base
        samples = completed(self.parameters, samples)
        return scored_at(self.model, self.score, samples)


def scored_at(model: Model, score: Score | None, samples: Mapping[str, FloatArray]) -> Scored:
    """Return the scores of a model at rows of numbers {name: (rows,)}."""
    rows = len(next(iter(samples.values())))
    table = tabulate(model, samples, rows)
    if score is None:
        if len(table.criteria) > 1:
            raise InvalidInputError(
                "score is needed where the model's table has several criteria; "
                f"got None and {listed(table.criterion_names)}"
            )
        return Scored(table.alternatives, table.values[..., 0], bool(table.maximize[0]))
    wanted = "a function of a table that returns Scores or an array (rows, A)"
    return read_scores("score", call("score", wanted, score, table), table, samples)


def read_scores(
    what: str, result: Any, table: DecisionTable, samples: Mapping[str, FloatArray]
) -> Scored:
    """Return what a user's function of a table (rows, A, C) made of it, scores (rows, A)."""
    # an array says nothing of its direction: more is better
    higher = result.higher_is_better if isinstance(result, Scores) else True
    numbers = result.scores if isinstance(result, Scores) else result
    made = by_alternative(what, table, result, numbers)
    values = _checks.numeric_array("scores", made, finite=False)
    rows = table.sample_shape[0]
    if values.shape != (rows, len(table.alternatives)):
        raise InvalidInputError(
            f"{what} must return a score for each row and alternative, shape "
            f"({rows}, {len(table.alternatives)}); got {values.shape}"
        )
    _refuse_infinite(values, table.alternatives, samples)
    return Scored(table.alternatives, values, higher, table)


def _refuse_infinite(
    values: FloatArray, labels: tuple[str, ...], samples: Mapping[str, FloatArray]
) -> None:
    """Refuse scores that are not finite: of how many rows, and the first with its parameters."""
    bad = ~np.isfinite(values)
    if not bad.any():
        return
    row, place = (int(i) for i in np.argwhere(bad)[0])
    few = {name: f"{drawn[row]:.6g}" for name, drawn in list(samples.items())[:LISTED]}
    where = ", ".join(f"{shown(name)} {number}" for name, number in few.items())
    where = where and f" where {where}"  # tables without a model have no parameters
    more = f" and {len(samples) - len(few):,} more" if len(samples) > len(few) else ""
    raise InvalidInputError(
        f"scores must be finite; got {values[row, place]} at ({row}, {place}), of"
        f" {labels[place]!r}{where}{more}; so in {int(bad.any(axis=1).sum()):,} of"
        f" {len(values):,} rows"
    )


def scored_model(model: object, parameters: object, score: object) -> ScoredModel:
    """Refuse what is no function, no non-empty `Parameters`, or no score."""
    checked, known = checked_model(model, parameters)
    if not known:
        raise InvalidInputError("parameters must not be empty")
    return ScoredModel(checked, known, checked_score(score))


def checked_score(score: object) -> Score | None:
    """Refuse what is neither a function nor None."""
    if score is not None and not callable(score):
        raise InvalidInputError(f"score must be a function of a table or None; got {shown(score)}")
    return score
