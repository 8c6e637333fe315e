"""`Performance`: what a model's alternatives bring at rows of parameters, more being better."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._limits import BATCH
from decision_analysis._shown import shown
from decision_analysis.core import DecisionTable, Parameters, Scores
from decision_analysis.core.parts import Model, by_alternative, call, checked_model, tabulate
from decision_analysis.errors import InvalidInputError
from decision_analysis.robustness._box import Box

Score: TypeAlias = Callable[[DecisionTable], Any]


@dataclasses.dataclass(frozen=True, eq=False)
class Performance:
    """A model with its score, to be asked at many points of a box at once."""

    model: Model
    parameters: Parameters
    score: Score | None
    box: Box
    alternatives: tuple[str, ...]
    sign: float

    def __call__(self, z: FloatArray) -> FloatArray:
        """Return gains (rows, A) at points (rows, P) of the box, in units of its scale."""
        parts = [self._gains(z[i : i + BATCH]) for i in range(0, len(z), BATCH)]
        return np.concatenate(parts)

    def _gains(self, z: FloatArray) -> FloatArray:
        found = evaluated(self.model, self.parameters, self.score, self.box, z)
        if found[0] != self.alternatives:
            raise InvalidInputError(
                "model must return the same alternatives in every call; got"
                f" {_checks.listed(self.alternatives)} and {_checks.listed(found[0])}"
            )
        return np.asarray(self.sign * found[1])


def performance(model: object, parameters: object, score: object, box: Box) -> Performance:
    """Refuse what is no model or score, and learn its alternatives and goal at the base."""
    checked, known = checked_model(model, parameters)
    if score is not None and not callable(score):
        raise InvalidInputError(f"score must be a function of a table or None; got {shown(score)}")
    names, _, higher = evaluated(checked, known, score, box, np.zeros((1, len(box.names))))
    return Performance(checked, known, score, box, names, 1.0 if higher else -1.0)


def evaluated(
    model: Model, parameters: Parameters, score: Score | None, box: Box, z: FloatArray
) -> tuple[tuple[str, ...], FloatArray, bool]:
    """Return alternatives, their scores (rows, A), and whether more is better."""
    rows = len(z)
    samples = {name: np.full(rows, base) for name, base in parameters.base().items()}
    samples |= dict(zip(box.names, box.at(z).T, strict=True))
    table = tabulate(model, samples, rows)
    if score is None:
        if len(table.criteria) > 1:
            raise InvalidInputError(
                "score is needed where the model's table has several criteria; got None and"
                f" {_checks.listed(table.criterion_names)}"
            )
        return table.alternatives, table.values[..., 0], bool(table.maximize[0])
    wanted = "a function of a table that returns Scores or an array (rows, A)"
    result = call("score", wanted, score, table)
    # an array says nothing of its direction: more is better
    higher = result.higher_is_better if isinstance(result, Scores) else True
    numbers = result.scores if isinstance(result, Scores) else result
    values = _checks.numeric_array("scores", by_alternative("score", table, result, numbers))
    if values.shape != (rows, len(table.alternatives)):
        raise InvalidInputError(
            "score must return a score for each row and alternative, shape"
            f" ({rows}, {len(table.alternatives)}); got {values.shape}"
        )
    return table.alternatives, values, higher
