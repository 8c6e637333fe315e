"""`Performance`: what a model's alternatives bring at rows of parameters, more being better."""

from __future__ import annotations

import dataclasses

import numpy as np

from decision_analysis import _checks
from decision_analysis._arrays import FloatArray
from decision_analysis._limits import BATCH
from decision_analysis.core.parts import Scored, ScoredModel
from decision_analysis.errors import InvalidInputError
from decision_analysis.robustness._box import Box


@dataclasses.dataclass(frozen=True, eq=False)
class Performance:
    """A model with its score, to be asked at many points of a box at once."""

    model: ScoredModel
    box: Box
    alternatives: tuple[str, ...]
    sign: float

    def __call__(self, z: FloatArray) -> FloatArray:
        """Return gains (rows, A) at points (rows, P) of the box, in units of its scale."""
        parts = [self._gains(z[i : i + BATCH]) for i in range(0, len(z), BATCH)]
        return np.concatenate(parts)

    def _gains(self, z: FloatArray) -> FloatArray:
        found = _scored(self.model, self.box, z)
        if found.alternatives != self.alternatives:
            raise InvalidInputError(
                "model must return the same alternatives in every call; got"
                f" {_checks.listed(self.alternatives)} and {_checks.listed(found.alternatives)}"
            )
        return np.asarray(self.sign * found.values)


def performance(model: ScoredModel, box: Box) -> Performance:
    """Learn the alternatives and the goal of a model at the base."""
    found = _scored(model, box, np.zeros((1, len(box.names))))
    return Performance(model, box, found.alternatives, 1.0 if found.higher_is_better else -1.0)


def _scored(model: ScoredModel, box: Box, z: FloatArray) -> Scored:
    samples = {name: np.full(len(z), base) for name, base in model.parameters.base().items()}
    return model.at(samples | dict(zip(box.names, box.at(z).T, strict=True)))
