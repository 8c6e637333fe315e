"""An additive model that was learned, with its errors: the part that results of learning share."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np

from decision_analysis._arrays import FloatArray
from decision_analysis.core import Result, axes
from decision_analysis.mcda.learning._pieces import Pieces, functions_of, ranges_of
from decision_analysis.value import ValueFunction


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class LearnedModel(Result):
    """An additive model that was learned from examples.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria
        As in `Result`.
    error : float or ndarray, shape (...)
        The least sum of errors; 0 where the examples can be had exactly.
    errors : ndarray of float, shape (..., A)
        The errors of the alternatives in a solution that has this sum; 0 for what is no example.
    weights : ndarray of float, shape (..., C)
        The values of the best levels; they sum to 1.
    lowest_weights, highest_weights : ndarray of float, shape (..., C)
        Between what each weight lies in all models with this error.
    breakpoints : mapping of str to tuple of float
        By criterion the levels between which values are linear, worst first.
    marginal_values : ndarray of float, shape (..., P)
        The values at all breakpoints, one criterion after the other, each from 0 to its weight.
    """

    error: float | FloatArray = axes("")
    errors: FloatArray = axes("A")
    weights: FloatArray = axes("C")
    lowest_weights: FloatArray = axes("C")
    highest_weights: FloatArray = axes("C")
    breakpoints: dict[str, tuple[float, ...]]
    marginal_values: FloatArray = axes("N")

    @property
    def value_functions(self) -> dict[str, ValueFunction]:
        """By criterion its value function, from 0 to 1, for `additive_value` with `.weights`."""
        self._single("value_functions")
        return functions_of(tuple(self.breakpoints), self.breakpoints, self.marginal_values)

    @property
    def weight_ranges(self) -> dict[str, tuple[float, float]]:
        """By criterion the least and the greatest weight in all models with this error."""
        self._single("weight_ranges")
        return ranges_of(tuple(self.breakpoints), self.lowest_weights, self.highest_weights)


def model_fields(
    shape: tuple[int, ...],
    pieces: Pieces,
    increments: FloatArray,
    ends: tuple[FloatArray, FloatArray],
    errors: tuple[FloatArray, FloatArray],
) -> dict[str, Any]:
    """Return the fields of a `LearnedModel` for samples of a shape.

    `increments` (S, n) are those of the answer, `ends` (S, C, n) those of the solutions that make
    each weight the least and the greatest; `errors` are their sum (S,) and their parts (S, A).
    """
    totals = pieces.totals()
    # w_j at the ends: those of criterion j in the programs that were after it
    lowest, highest = (np.einsum("sjk,jk->sj", end, totals) for end in ends)
    found = {
        "error": errors[0],
        "errors": errors[1],
        "weights": increments @ totals.T,
        "lowest_weights": lowest,
        "highest_weights": highest,
        "marginal_values": pieces.marginal(increments),
    }
    levels = zip(pieces.names, pieces.levels, strict=True)
    return {
        **{name: array.reshape(shape + array.shape[1:]) for name, array in found.items()},
        "breakpoints": {name: tuple(each.tolist()) for name, each in levels},
    }
