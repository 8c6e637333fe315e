"""`WeightsResult`, and the function that turns weights of any form into an array."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import numpy as np

from decision_analysis import _checks, _read_rows, _render
from decision_analysis._arrays import FloatArray
from decision_analysis._labels import numbered
from decision_analysis._named import named, warn
from decision_analysis.core._by_label import ByLabel
from decision_analysis.core._framed import Columns
from decision_analysis.core._results import Result
from decision_analysis.core._step import axes
from decision_analysis.errors import InvalidInputError, UnlabelledWarning


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


Weights = Mapping[str, float] | WeightsResult | FloatArray | Sequence[float]


@named
def weights_array(names: Sequence[str], weights: Weights, *, rescale: bool = True) -> FloatArray:
    """Return weights (..., C) in the order of `names`, summing to 1 unless `rescale` is false.

    Parameters
    ----------
    names : sequence of str
        The criteria.
    weights : mapping, WeightsResult or array_like, shape (..., C)
        A mapping, a Series, a frame whose columns are criteria and a named result are matched by
        name; an array is taken in the given order.
    rescale : bool
        Whether to rescale to sum 1.

    Returns
    -------
    ndarray of float, shape (..., C)
        Fresh memory.

    Raises
    ------
    InvalidInputError
        If a name is missing or unknown, the number of weights does not fit, a weight is negative or
        not finite, or all weights of a sample are zero.

    Warns
    -----
    UnlabelledWarning
        If a result without names is taken by position.

    Examples
    --------
    >>> from decision_analysis.core import weights_array
    >>> weights_array(["price", "space"], {"space": 3, "price": 1})
    array([0.25, 0.75])
    """
    names, rescale = (
        _checks.names("names", names),
        _checks.instance("rescale", rescale, bool),
    )
    array, labels = _read_rows.row("weights", weights, names, each="criterion", one="weight")
    if labels is None and isinstance(weights, WeightsResult):
        warn(
            f"weights of {weights.method} have no names and go by position, to"
            f" {_checks.listed(names)}",
            UnlabelledWarning,
        )
    if array.ndim == 0 or array.shape[-1] != len(names) or not array.size:
        raise InvalidInputError(
            f"need {len(names)} weights, one for each of {list(names)}; got shape {array.shape}"
        )
    if (bad := np.argwhere(array < 0)).size:
        index = tuple(bad[0])
        label = names[index[-1]]
        raise InvalidInputError(
            f"weight of {label!r} must not be negative; got"
            f" {array[index]:g}{_checks.at(index[:-1])}"
        )
    with np.errstate(over="ignore"):
        totals = array.sum(axis=-1, keepdims=True)
    _checks.all_finite("the sum of weights", totals[..., 0])
    if (totals <= 0).any():
        first = np.argwhere(totals[..., 0] <= 0)[0]
        raise InvalidInputError(f"weights must not all be zero{_checks.at(first.tolist())}")
    return array / totals if rescale else array
