"""Scores of a model at sampled rows: of all alternatives, of one, or of one less another."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

import numpy as np

from decision_analysis._arrays import BoolArray, FloatArray
from decision_analysis._checks import listed
from decision_analysis._limits import TIE_TOLERANCE
from decision_analysis._named import warn
from decision_analysis.core import Parameters
from decision_analysis.core.parts import ScoredModel, scored_model
from decision_analysis.errors import DegenerateDataWarning, InvalidInputError
from decision_analysis.sensitivity._of import checked_target

Of = str | tuple[str, str] | None
"""An alternative, two of them (the first less the second), or None for all."""


@dataclasses.dataclass(frozen=True, eq=False)
class SampledScores:
    """The K quantities that are asked about, each alternative's score or one difference.

    Parameters
    ----------
    scored : ScoredModel
        The model with its parameters and score, checked.
    alternatives : tuple of str
        Those of the model's table.
    of : tuple of str
        What the K quantities are called.
    picked : tuple of int or None
        The columns of an alternative, or of two; None for all.
    """

    scored: ScoredModel
    alternatives: tuple[str, ...]
    of: tuple[str, ...]
    picked: tuple[int, ...] | None

    @property
    def names(self) -> tuple[str, ...]:
        """The parameters that vary."""
        return self.scored.parameters.varying

    @property
    def units(self) -> tuple[str, ...]:
        """Their units."""
        return tuple(self.scored.parameters[name].unit for name in self.names)

    def at(self, samples: Mapping[str, FloatArray]) -> FloatArray:
        """Return the quantities (rows, K) at rows of the varying parameters."""
        rows = len(next(iter(samples.values())))
        given = {
            name: samples[name] if name in samples else np.full(rows, base)
            for name, base in self.scored.parameters.base().items()
        }
        found = self.scored.at(given)
        if found.alternatives != self.alternatives:
            raise InvalidInputError(
                "model must return the same alternatives in every call; got"
                f" {listed(self.alternatives)} and {listed(found.alternatives)}"
            )
        if self.picked is None:
            return found.values
        columns = found.values[:, list(self.picked)]
        return columns[:, :1] if len(self.picked) == 1 else columns[:, :1] - columns[:, 1:]


def sampled_scores(
    model: object,
    parameters: object,
    score: object,
    of: object,
    first: Mapping[str, FloatArray] | None = None,
) -> SampledScores:
    """Check the model and what is asked; it is called with `first`, or one row of base values."""
    scored = scored_model(model, parameters, score)
    ledger = scored.parameters
    if not ledger.varying:
        raise InvalidInputError(f"at least one parameter must vary; got constants {listed(ledger)}")
    base = {name: np.array([value]) for name, value in ledger.base().items()}
    labels = scored.at(base if first is None else first).alternatives
    if of is None:
        return SampledScores(scored, labels, labels, None)
    chosen = _chosen(of, labels)
    said = (" less ".join(chosen),)
    return SampledScores(scored, labels, said, tuple(labels.index(name) for name in chosen))


def _chosen(of: object, labels: tuple[str, ...]) -> tuple[str, ...]:
    found = checked_target(of, labels, "")
    return (found,) if isinstance(found, str) else found


def constant(of: tuple[str, ...], variance: FloatArray, largest: FloatArray) -> BoolArray:
    """Say which quantities (K,) do not vary beyond rounding, and warn if none does."""
    found: BoolArray = variance <= (TIE_TOLERANCE * largest) ** 2
    # to do nothing is worth the same in all samples, which is nothing to warn of beside others
    if found.all():
        warn(
            f"the score of {listed(of)} is the same in all samples: no parameter explains anything"
            " of it, and all its numbers are 0",
            DegenerateDataWarning,
        )
    return found


def normal_correlation(ledger: Parameters, correlation: object) -> FloatArray | None:
    """Return the normal scores' correlations (P, P) of varying parameters; None if independent."""
    if correlation is None:
        return None
    design = ledger.sampler(1, rng=0, design="random", correlation=correlation).design
    normal = None if design is None else design.normal
    # a matrix of ones on the diagonal and nothing else says that they are independent
    return normal if normal is not None and np.count_nonzero(normal) > len(normal) else None
