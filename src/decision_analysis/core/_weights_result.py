"""`WeightsResult`, and the one function that turns weights of any form into an array for a table."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import ClassVar

import numpy as np

from decision_analysis import _checks, _render
from decision_analysis._arrays import FloatArray
from decision_analysis.core._results import Result, axes
from decision_analysis.errors import InvalidInputError


@dataclasses.dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class WeightsResult(Result):
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

    def __post_init__(self) -> None:
        super().__post_init__()
        where = type(self).__name__
        _checks.all_finite(where, "weights", self.weights)
        if (self.weights < 0).any():
            raise InvalidInputError(f"{where}: weights must not be negative; got {self.weights.min():g}")
        if self.criteria is not None and len(self.criteria) != self.weights.shape[-1]:
            raise InvalidInputError(
                f"{where}: need {self.weights.shape[-1]} criteria, one for each weight; got {list(self.criteria)}"
            )

    def as_dict(self) -> dict[str, float]:
        """Return the weight of each criterion, by name.

        Returns
        -------
        dict
            Criterion to weight; the names are '1', '2', ... where none are known.

        Raises
        ------
        InvalidInputError
            If the result is a batch.
        """
        self._single("as_dict()")
        names = self.criteria or [str(i + 1) for i in range(len(self.weights))]
        return dict(zip(names, self.weights.tolist(), strict=True))

    def _rows(self) -> tuple[list[str], list[list[_render.Cell]]]:
        if self.sample_shape:
            return [], []
        return ["criterion", "weight"], [[name, weight] for name, weight in self.as_dict().items()]

    def _headline(self) -> str:
        if not self.sample_shape:
            return super()._headline()
        return f"{self.method}: {self.weights.shape[-1]} criteria, samples {self.sample_shape}"


Weights = Mapping[str, float] | WeightsResult | FloatArray | Sequence[float]


def weights_array(where: str, names: Sequence[str], weights: Weights, *, rescale: bool = True) -> FloatArray:
    """Return weights as an array (..., C) in the order of `names`, summing to 1 unless `rescale` is false.

    Parameters
    ----------
    where : str
        The public function that the user called, for messages.
    names : sequence of str
        The criteria.
    weights : mapping, WeightsResult or array_like, shape (..., C)
        A mapping or a named result is matched by name; an array is taken in the given order.
    rescale : bool
        Whether to rescale to sum 1.

    Returns
    -------
    ndarray of float, shape (..., C)
        Fresh memory.

    Raises
    ------
    InvalidInputError
        If a name is missing or unknown, the number of weights does not fit, a weight is negative or not finite, or
        all weights of a sample are zero.

    Examples
    --------
    >>> from decision_analysis.core import weights_array
    >>> weights_array("f()", ["price", "space"], {"space": 3, "price": 1})
    array([0.25, 0.75])
    """
    names, rescale = _checks.names(where, "names", names), _checks.instance(where, "rescale", rescale, bool)
    if isinstance(weights, WeightsResult):
        array = _checks.numeric_array(where, "weights", weights.weights)
        if weights.criteria is not None:
            _checks.same_names(where, "weights must name each criterion", weights.criteria, names)
            array = array[..., [weights.criteria.index(name) for name in names]]
    elif isinstance(weights := _checks.by_label(where, "weights", weights), Mapping):
        _checks.same_names(where, "weights must name each criterion", weights, names)
        array = np.array([_checks.number(where, f"weight of {name!r}", weights[name]) for name in names])
    else:
        array = _checks.numeric_array(where, "weights", weights)
    if array.ndim == 0 or array.shape[-1] != len(names) or not array.size:
        raise InvalidInputError(
            f"{where}: need {len(names)} weights, one for each of {list(names)}; got shape {array.shape}"
        )
    if (bad := np.argwhere(array < 0)).size:
        index = tuple(bad[0])
        label = names[index[-1]]
        raise InvalidInputError(
            f"{where}: weight of {label!r} must not be negative; got {array[index]:g}{_checks.at(index[:-1])}"
        )
    with np.errstate(over="ignore"):
        totals = array.sum(axis=-1, keepdims=True)
    _checks.all_finite(where, "the sum of weights", totals[..., 0])
    if (totals <= 0).any():
        first = np.argwhere(totals[..., 0] <= 0)[0]
        raise InvalidInputError(f"{where}: weights must not all be zero{_checks.at(first.tolist())}")
    return array / totals if rescale else array
