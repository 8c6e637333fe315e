"""`WeightsResult`: weights that sum to 1, by criterion."""

from __future__ import annotations

import dataclasses
from typing import Any, ClassVar

import numpy as np

from decision_analysis import _checks, _render
from decision_analysis._arrays import FloatArray
from decision_analysis._labels import numbered
from decision_analysis._named import named
from decision_analysis.core._axes import axes
from decision_analysis.core._by_label import ByLabel
from decision_analysis.core._framed import Columns
from decision_analysis.core._results import Result
from decision_analysis.errors import InvalidInputError


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class WeightsResult(ByLabel, Result):
    """Weights that sum to 1, by criterion name where names are known.

    Parameters
    ----------
    method, parameters, references, alternatives, criteria
        As in `Result`.
    weights : ndarray of float, shape (..., C)
        The weights; they sum to 1 along the last axis.

    Raises
    ------
    InvalidInputError
        If the weights are not finite, non-negative numbers, one for each criterion.
    """

    weights: FloatArray = axes("C")

    main: ClassVar[str] = "weights"

    @named("{self.__class__.__name__}")
    def __post_init__(self) -> None:
        super().__post_init__()
        _checks.all_finite("weights", self.weights)
        if (self.weights < 0).any():
            raise InvalidInputError(f"weights must not be negative; got {self.weights.min():g}")
        if self.criteria is not None and len(self.criteria) != self.weights.shape[-1]:
            raise InvalidInputError(
                f"need {self.weights.shape[-1]} criteria, one for each weight; got"
                f" {list(self.criteria)}"
            )

    def _by_label(self) -> tuple[tuple[str, ...], np.ndarray[Any, Any]]:
        names = self.criteria or numbered(self.weights.shape[-1])
        return names, self.weights

    def _columns(self) -> Columns:
        return "criterion", self._by_label()[0], {"weight": self.weights}

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        if self.sample_shape:
            return [], []
        return ["criterion", "weight"], [[name, weight] for name, weight in self.as_dict().items()]

    def _headline(self) -> str:
        if not self.sample_shape:
            return super()._headline()
        return f"{self.method}: {self.weights.shape[-1]} criteria, samples {self.sample_shape}"
